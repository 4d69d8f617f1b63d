"""The requests of a site's hour, shared by all that fetch: taken out before, put back after.

What a killed crawl took and did not put back stays taken until the hour is over: too few requests
are made then, never too many.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flows.store.statements import Connection, run

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """Requests taken out of an hour; none where it is spent.

    Attributes:
        hour_at: the hour, UTC; its successor has requests again.

    """

    site: str
    requests: int
    hour_at: datetime

    @property
    def goes_on_at(self) -> datetime:
        """When there are requests again."""
        return self.hour_at + _HOUR


def debit(
    connection: Connection, site: str, wanted: int, *, per_hour: int | None, now: datetime
) -> Grant:
    """Take up to ``wanted`` requests out of the hour of ``now``; all where it has no end.

    The caller holds the site's row, and commits before the first request.
    """
    hour_at = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    if per_hour is None:
        return Grant(site=site, requests=wanted, hour_at=hour_at)
    row = run(
        connection,
        "debit_requests",
        site=site,
        hour_at=hour_at,
        wanted=wanted,
        per_hour=per_hour,
    ).fetchone()
    return Grant(site=site, requests=int(row[0]) if row else 0, hour_at=hour_at)


def credit(connection: Connection, grant: Grant, *, used: int) -> None:
    """Put back what of a grant was not used; an hour without end has nothing to put back to."""
    unused = max(0, grant.requests - used)
    run(connection, "credit_requests", site=grant.site, hour_at=grant.hour_at, unused=unused)
