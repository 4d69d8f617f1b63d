"""Where the archive keeps what it captured."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from psycopg.rows import args_row

from flows.store.statements import Connection, rows


class Kept(NamedTuple):
    """Where a capture lies: below the captures' folder, at a byte of a file."""

    url: str
    captured_at: datetime
    file: str
    file_offset: int


def newest(connection: Connection, *, site: str, urls: Sequence[str], path: str) -> Kept | None:
    """Return the newest capture of a page, by its spellings or by its article's ``path``."""
    return rows(
        connection, "newest_capture", args_row(Kept), site=site, urls=list(urls), path=path
    ).fetchone()
