"""What a person must look at: opened once per cause and subject, closed when it heals."""

from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from flows import storable
from flows.store.statements import Connection, run

#: The values of ``ingest.incident_cause``; deploy/README.md says what to do about each.
Cause = Literal[
    "site_unreachable", "site_refuses", "channel_closed", "listings_empty", "listings_cut",
    "silent_site", "validator_lied", "pages_failing", "theme_changed", "quarantine_grows",
    "coverage_gap", "gone_in_bulk", "capture_damaged", "crawler_failed", "run_stuck",
]  # fmt: skip

#: An index entry holds at most 2,704 bytes, a character at most 4.
_SUBJECT_CHARS: Final = 600


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


def _subject(text: str) -> str:
    return storable.text(text)[:_SUBJECT_CHARS]
