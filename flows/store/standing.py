"""How things stand with the sites."""

from datetime import datetime, timedelta
from typing import NamedTuple

from psycopg.rows import args_row

from flows.store.statements import Connection, rows


class Standing(NamedTuple):
    """How things stand with a site; the attributes are columns of ``warta.status``.

    ``quarantined`` counts pages, however many captures of one are in quarantine. ``checked_at`` is
    when an ingest last ended that had read what the site lists; ``longest_pause`` the longest
    between two such in the 30 days before that, as seen over ``span``.
    """

    site: str
    state: str | None
    reason: str | None
    run_started_at: datetime | None
    articles: int
    newest_at: datetime | None
    due: int
    flow: str | None
    heartbeat_at: datetime | None
    exit_code: int | None
    quarantined: int
    incidents: int
    checked_at: datetime | None = None
    longest_pause: timedelta = timedelta()
    span: timedelta = timedelta()


def of_sites(connection: Connection, *, now: datetime) -> list[Standing]:
    """Return how things stand, a row for each site."""
    return rows(connection, "standings", args_row(Standing), now=now).fetchall()
