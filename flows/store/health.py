"""How a site fares, beyond what one run can see."""

from datetime import datetime, timedelta
from typing import NamedTuple

from psycopg.rows import args_row

from flows.store.statements import Connection, rows


class Health(NamedTuple):
    """How a site fares.

    Attributes:
        changed_at: the latest change that a listing has stated; None before first contact.
        newest_at: when the newest listed article was published.
        span: over how long the gaps were seen: 90 days at the most.
        usual_gap: from one article to the next, the median.
        longest_gap: the longest of them.
        failing: listed pages that failed as often as was asked for, and are still to be fetched.
        quarantined: pages of the last seven days that are in quarantine.
        waiting: listed pages that failed, and are asked for again later.
        waits_until: when the first of those is asked for again; None where none is.
        unmet: listed pages that have failed for the first time within ten minutes, or were listed
            since a page last came in, and failed.

    """

    changed_at: datetime | None
    newest_at: datetime | None
    span: timedelta
    usual_gap: timedelta
    longest_gap: timedelta
    failing: int
    quarantined: int
    waiting: int
    waits_until: datetime | None
    unmet: int


def of_site(connection: Connection, site: str, *, now: datetime, attempts: int) -> Health:
    """Return how a site fares; ``failing`` counts what was tried at least ``attempts`` times."""
    found = rows(
        connection, "site_health", args_row(Health), site=site, now=now, attempts=attempts
    ).fetchone()
    assert isinstance(found, Health)  # noqa: S101 (the site is in the archive)
    return found
