"""Where the archive keeps what it captured."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from flows.store.statements import Connection, rows, run


class Kept(NamedTuple):
    """Where a capture lies: below the captures' folder, so many bytes at a byte of a file."""

    url: str
    captured_at: datetime
    file: str
    file_offset: int
    file_bytes: int


def newest(connection: Connection, *, site: str, urls: Sequence[str], path: str) -> Kept | None:
    """Return the newest capture of a page, by its spellings or by its article's ``path``."""
    return rows(
        connection, "newest_capture", args_row(Kept), site=site, urls=list(urls), path=path
    ).fetchone()


def kept(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, Kept]:
    """Return where captures lie, by their ids; those of which nothing was received are left out."""
    found = run(connection, "kept_captures", capture_ids=list(ids))
    return {capture_id: Kept(*where) for capture_id, *where in found}
