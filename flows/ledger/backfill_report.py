"""What a backfill has before it, and what it came to: for the command, Prefect and scripts alike.

It knows spans and counts; nothing of how they are shown, or of how the work is done.
"""

import math
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from crawler.discovery import read_robots
from crawler.sites import Site
from flows.clock import Clock
from flows.ledger.days import LedgerReading
from flows.listings.by_day import Gap
from flows.report import Verdict
from flows.store import ledger, sites
from flows.store.ledger import Span, Sums
from flows.store.statements import Connection
from flows.wording import counted

_PER_LIST: Final = 100
_DAYS_SHOWN: Final = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """What a backfill has before it.

    Attributes:
        days: how many the span has; ``unread`` of them are to be listed.
        articles: how many are to be fetched; an estimate while days are unread.
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


@dataclass(frozen=True, kw_only=True, slots=True)
class BackfillReport:
    """What a backfill came to.

    Attributes:
        estimate: None where it did not come to one.
        sums: what is listed for the span, and what became of it.
        requests: made by all slices.

    """

    verdict: Verdict
    estimate: Estimate | None = None
    sums: Sums | None = None
    requests: int = 0
    slices: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values, for scripts."""
        return {
            "state": self.verdict.state,
            "reason": self.verdict.reason,
            "requests": self.requests,
            "slices": self.slices,
            "plan": self.estimate.as_json() if self.estimate else None,
            "ledger": self.sums._asdict() if self.sums else None,
        }


def span_of(site: Site, since: date, until: date | None, section: str | None, clock: Clock) -> Span:
    """Return the days that are meant, today at the latest.

    Raises:
        ValueError: there are none.

    """
    today = clock().astimezone(site.time_zone).date()
    last = min(until or today, today)
    if since > last:
        message = f"since {since} lies after {last}: name an earlier day"
        raise ValueError(message)
    prefix = f"/{section.strip('/')}/" if section and section.strip("/") else None
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
    sums = ledger.sums(connection, span)
    unlisted = 0
    if unread and counted is not None:
        whole = Span(
            site=span.site, first=unread[-1][0], last=unread[0][1], zone=span.zone, prefix=None
        )
        unlisted = max(0, counted - ledger.sums(connection, whole).listed)
    articles = sums.missing + max(0, unlisted - ledger.stored_unlisted(connection, span))
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


def proof(connection: Connection, span: Span, reading: LedgerReading, *, requests: int) -> Verdict:
    """Judge a span: ok where each day that was read holds nothing that is missing.

    That the site names other sites' addresses is said; more of them than of its own prove nothing.
    """
    sums, unread = ledger.sums(connection, span), reading.gaps
    held = f"{counted(sums.listed, 'article')} = {sums.stored} stored + {sums.explained} explained"
    if reading.foreign:
        named = counted(len(reading.foreign), "address is", "addresses are")
        held += f"; {named} of other sites, and left out (such as {min(reading.foreign)[:200]!r})"
    is_foreign = len(reading.foreign) > sums.listed
    if not (unread or sums.missing or is_foreign):
        days = counted((span.last - span.first).days + 1, "day")
        reason = f"proven, {days}: {held}"
        return Verdict(state="ok", reason=reason, exit_code=0, requests=requests)
    undone = []
    if sums.missing:
        missing = counted(sums.missing, "article is", "articles are")
        undone.append(f"{missing} missing{_where(connection, span)}")
    if is_foreign:
        undone.append("more is listed of other sites than of this one")
    if unread:
        number = sum((last - first).days + 1 for first, last in unread)
        undone.append(f"{counted(number, 'day is', 'days are')} still to be listed")
    reason = f"{'; '.join(undone)}; {held} + {sums.missing} missing; the next backfill goes on here"
    return Verdict(state="degraded", reason=reason, exit_code=3, requests=requests)


def _where(connection: Connection, span: Span) -> str:
    """Name the newest days of which something is missing."""
    if span.prefix is not None:
        return f" in {span.prefix}"
    covered = ledger.coverage(connection, span.site, span.first, span.last)
    named = [f"{day.day}" for day in reversed(covered) if day.missing]
    others = len(named) - _DAYS_SHOWN
    more = f" and {counted(others, 'more day')}" if others > 0 else ""
    return f" ({', '.join(named[:_DAYS_SHOWN])}{more})"
