"""What a backfill has before it: which days, how many articles, how long that takes.

It knows spans and counts; nothing of how they are shown, or of how the work is done.
"""

import math
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from crawler.discovery import read_robots
from crawler.sites import Site
from flows.clock import Clock
from flows.listings.by_day import Gap
from flows.settings import SettingsError
from flows.store import ledger, sites
from flows.store.ledger import Span
from flows.store.statements import Connection

_PER_LIST: Final = 100
#: No site is older: the web began.
_FIRST_DAY: Final = date(1991, 8, 6)


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """What a backfill has before it.

    Attributes:
        days: how many the span has; ``unread`` of them are to be listed.
        articles: how many are to be fetched; an estimate while days are unread, and of a section at
            most so many, since the site counts all that it has.
        is_counted: whether the site says how many there are; else there may be more.
        requests: how many it takes, listings included.
        delay_s: from one request to the next.
        answer_s: how long the site takes to answer, as of late.
        per_hour: requests that an hour holds; None: any number.

    """

    span: Span
    days: int
    unread: int
    articles: int
    is_counted: bool
    requests: int
    delay_s: float
    answer_s: float
    per_hour: int | None

    @property
    def hours(self) -> float:
        """How long it takes where the site answers as it does, and nobody else asks it."""
        in_an_hour = self.per_hour or math.inf
        return self.requests * max(self.delay_s / 3600, self.answer_s / 3600, 1 / in_an_hour)

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "site": self.span.site,
            "since": self.span.first.isoformat(),
            "until": self.span.last.isoformat(),
            "section": self.span.prefix and self.span.prefix.strip("/"),
            "days": self.days,
            "unread_days": self.unread,
            "articles": self.articles,
            "is_counted": self.is_counted,
            "requests": self.requests,
            "hours": round(self.hours, 2),
        }


def span_of(site: Site, since: date, until: date | None, section: str | None, clock: Clock) -> Span:
    """Return the days that are meant, none before the web and today at the latest.

    Raises:
        flows.settings.SettingsError: there are none.

    """
    today = clock().astimezone(site.time_zone).date()
    last = min(until or today, today)
    if since > last:
        message = f"since {since} lies after {last}: name an earlier day"
        raise SettingsError(message)
    prefix = f"/{section.strip('/')}/" if section and section.strip("/") else None
    since = max(since, _FIRST_DAY)
    return Span(site=site.name, first=since, last=last, zone=site.time_zone.key, prefix=prefix)


def estimated(  # noqa: PLR0913 (what an estimate is made of)
    connection: Connection,
    site: Site,
    span: Span,
    *,
    unread: list[Gap],
    counted: int | None,
    per_hour: int | None,
) -> Estimate:
    """Work out what is before a backfill; ``counted`` as the survey has it."""
    articles, unlisted = ledger.sums(connection, span).missing, 0
    if unread and counted is not None:
        # the site counts all its articles, whichever section is meant
        whole = replace(span, first=unread[-1][0], last=unread[0][1], prefix=None)
        unlisted = max(0, counted - ledger.sums(connection, whole).listed)
        articles += max(0, unlisted - ledger.stored_unlisted(connection, whole))
    robots = sites.wishes(connection, site.name).robots
    crawl_delay_s = read_robots(robots or "").crawl_delay_s
    return Estimate(
        span=span,
        days=(span.last - span.first).days + 1,
        unread=sum((last - first).days + 1 for first, last in unread),
        articles=articles,
        is_counted=counted is not None or not unread,
        requests=articles + (-(-unlisted // _PER_LIST) + 1 if unread else 0),
        delay_s=max(site.min_delay_s, crawl_delay_s),
        answer_s=sites.answer_s(connection, site.name),
        per_hour=per_hour,
    )
