"""The files of captures: what is said to lie where, which no row names, which have expired."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from flows.store.statements import Connection, run, statement


class Lying(NamedTuple):
    """Where a capture is said to lie, and what is said to lie there."""

    id: UUID
    url: str
    file: str
    file_offset: int
    file_bytes: int
    payload_sha256: bytes
    revisit_of: UUID | None


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
