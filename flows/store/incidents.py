"""What a person must look at: opened once per cause and subject, closed when it heals."""

from datetime import datetime
from typing import Final, Literal, NamedTuple
from uuid import UUID

from psycopg.rows import args_row, tuple_row

from flows.store import storable
from flows.store.statements import Connection, rows, run

#: The values of ``ingest.incident_cause``; deploy/README.md says what to do about each.
Cause = Literal[
    "site_unreachable", "site_refuses", "channel_closed", "listings_empty", "listings_cut",
    "feed_shrunk",
    "silent_site", "validator_lied", "all_pages_failing", "pages_failing", "theme_changed",
    "quarantine_grows", "coverage_gap", "gone_in_bulk", "capture_damaged", "crawler_failed",
    "run_stuck", "archive_unsound", "lines_repeated",
]  # fmt: skip

#: An index entry holds at most 2,704 bytes, a character at most 4.
_SUBJECT_CHARS: Final = 600


class Incident(NamedTuple):
    """An incident as it stands; the attributes are the columns of ``warta.incidents``."""

    id: int
    site: str
    cause: Cause
    subject: str
    message: str
    opened_at: datetime
    last_seen_at: datetime
    times_seen: int
    closed_at: datetime | None


class Alert(NamedTuple):
    """An incident to tell of; ``is_told``: that it opened has been told."""

    incident: Incident
    is_told: bool


def open_(  # noqa: PLR0913 (the columns of an incident)
    connection: Connection,
    *,
    site: str,
    cause: Cause,
    subject: str,
    message: str,
    now: datetime,
    run_id: UUID | None = None,
) -> bool:
    """Open an incident, or note that an open one was seen again; return whether it is new.

    ``subject`` says what of the site: a channel, a day, a path; empty for the site as a whole.
    """
    row = run(
        connection,
        "open_incident",
        site=site,
        cause=cause,
        subject=_subject(subject),
        message=storable.text(message),
        now=now,
        run_id=run_id,
    ).fetchone()
    return bool(row and row[0])


def close(
    connection: Connection, *, site: str, cause: Cause, subject: str | None = None, now: datetime
) -> int:
    """Close what is open of a cause: for one subject, or for all; return how many that were."""
    subject = None if subject is None else _subject(subject)
    return run(
        connection, "close_incidents", site=site, cause=cause, subject=subject, now=now
    ).rowcount


def is_open(connection: Connection, *, site: str, cause: Cause) -> bool:
    """Whether an incident of a cause is open at a site."""
    return any((one.site, one.cause) == (site, cause) for one in open_ones(connection))


def open_ones(connection: Connection) -> list[Incident]:
    """Return the incidents that are open, the newest first."""
    return rows(connection, "open_incidents", args_row(Incident)).fetchall()


def alerts_due(connection: Connection, *, site: str, since: datetime, max_rows: int) -> list[Alert]:
    """Return the incidents of which nobody has been told as they stand, in the order of opening.

    Those that had closed by ``since`` before anybody could be told are left out.
    """
    due = rows(connection, "alerts_due", tuple_row, site=site, since=since, max_rows=max_rows)
    return [Alert(Incident(*columns), is_told) for *columns, is_told in due]


def alert_sent(connection: Connection, incident: Incident, *, now: datetime) -> None:
    """Note that somebody was told of an incident as it stands here."""
    is_closed = incident.closed_at is not None
    run(connection, "alert_sent", id=incident.id, is_closed=is_closed, now=now)


def _subject(text: str) -> str:
    return storable.text(text)[:_SUBJECT_CHARS]
