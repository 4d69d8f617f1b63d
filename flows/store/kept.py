"""What the rows say of captures' files: what lies where, what may be repeated, what has expired."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from crawler.plan import Known
from flows.store.statements import Connection, run, statement


class Lying(NamedTuple):
    """Where a capture is said to lie, and what is said to lie there."""

    id: UUID
    site: str
    url: str
    file: str
    file_offset: int
    file_bytes: int
    payload_sha256: bytes
    revisit_of: UUID | None


def known(
    connection: Connection, site: str, urls: Sequence[str], paths: Sequence[str]
) -> dict[str, Known]:
    """Return, by URL, the captures that hold what these pages were when last seen.

    ``paths`` are the site-relative ones of ``urls``, in their order.
    """
    found = run(connection, "known_captures", site=site, urls=list(urls), paths=list(paths))
    return {
        asked: Known(id=key, url=url, captured_at=at, payload_sha256=sha256.hex())
        for asked, key, url, at, sha256 in found
    }


def lying(connection: Connection, *, sample: int | None, seed: str) -> Iterator[Lying]:
    """Give captures that are kept, by file: all, or ``sample`` of them, chosen from ``seed``.

    They come one by one, however many there are.
    """
    with connection.cursor(row_factory=args_row(Lying)) as cursor:
        yield from cursor.stream(statement("captures_to_verify"), {"sample": sample, "seed": seed})


def unnamed(connection: Connection, files: Sequence[str]) -> list[str]:
    """Return those of ``files`` that no row names."""
    return [row[0] for row in run(connection, "files_unnamed", files=list(files))]


def expired(connection: Connection, *, before: datetime, site: str | None = None) -> list[str]:
    """Return the files, of a site or of all, whose captures may expire, and are older."""
    return [row[0] for row in run(connection, "expired_files", before=before, site=site)]


def record_expiry(connection: Connection, files: Sequence[str]) -> int:
    """Note that files are gone; return how many captures lay there."""
    return run(connection, "record_expiry", files=list(files)).rowcount
