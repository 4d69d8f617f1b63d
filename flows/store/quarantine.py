"""The pages that could not be understood, and have not been since."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from flows.store.statements import Connection, rows, run


class Waiting(NamedTuple):
    """A capture in quarantine; the attributes are columns of ``warta.quarantine``.

    ``is_newest`` of those of its page that are.
    """

    capture_id: UUID
    position: int
    site: str
    url: str
    reasons: list[str]
    captured_at: datetime
    times_tried: int
    is_newest: bool


def waiting(connection: Connection, *, site: str | None = None) -> list[Waiting]:
    """Return the captures in quarantine: of one site, or of all; the oldest first."""
    return rows(connection, "quarantine", args_row(Waiting), site=site).fetchall()


def fetch_again(connection: Connection, capture_ids: Sequence[UUID]) -> list[UUID]:
    """Make the pages of these captures due; return the captures of those that are listed."""
    found = run(connection, "fetch_quarantined", capture_ids=list(capture_ids))
    return sorted({row[0] for row in found})
