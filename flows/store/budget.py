"""The requests of a site's hour, shared by all that fetch: taken out before, put back after.

A crawl that may last into the next hour takes its requests out of both, since nobody knows yet in
which it will make them. What a killed crawl took and did not put back stays taken until those
hours are over: too few requests are made then, never too many.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flows.store.statements import Connection, run

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """Requests taken out of an hour; none where it is spent.

    Attributes:
        hours: those that they were taken out of, full hours, UTC; none that have no end.
        spent_at: the last of them that is spent; None where there are requests.

    """

    site: str
    requests: int
    hours: tuple[datetime, ...] = ()
    spent_at: datetime | None = None

    @property
    def goes_on_at(self) -> datetime:
        """When there are requests again."""
        return (self.spent_at or self.hours[0]) + _HOUR


def debit(  # noqa: PLR0913 (who asks for how much of what, when, and for how long)
    connection: Connection,
    site: str,
    wanted: int,
    *,
    per_hour: int | None,
    now: datetime,
    lasts: timedelta,
) -> Grant:
    """Take up to ``wanted`` requests for a crawl that ``lasts`` so long at the most.

    The caller holds the site's row, and commits before the first request.
    """
    if per_hour is None:
        return Grant(site=site, requests=wanted)
    first = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    hours = (first, first + _HOUR) if now + lasts >= first + _HOUR else (first,)
    granted, spent_at = wanted, None
    for hour_at in reversed(hours):
        given = {"site": site, "hour_at": hour_at, "wanted": granted, "per_hour": per_hour}
        row = run(connection, "debit_requests", **given).fetchone()
        granted, taken = (int(row[0]) if row else 0), granted
        if hour_at != hours[-1] and granted < taken:
            _put_back(connection, site, hours[-1], taken - granted)
        if not granted:
            spent_at = spent_at or hour_at
    return Grant(site=site, requests=granted, hours=hours, spent_at=spent_at)


def credit(connection: Connection, grant: Grant, *, used: int, now: datetime) -> None:
    """Put back what of a grant was not used; of an hour that has not come, all."""
    for hour_at in grant.hours:
        left = grant.requests - (used if hour_at <= now else 0)
        _put_back(connection, grant.site, hour_at, max(0, left))


def _put_back(connection: Connection, site: str, hour_at: datetime, unused: int) -> None:
    run(connection, "credit_requests", site=site, hour_at=hour_at, unused=unused)
