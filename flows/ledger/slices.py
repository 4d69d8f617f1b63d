"""Work on a span of days that goes in slices: each takes the site, commits, and lets it go.

What is left to do is a question to the ledger, so such work can be killed at any moment. It knows
slices and when another may follow; nothing of what backfill or reconcile make of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from crawler.sites import Site
from flows.crawl import verdicts
from flows.crawl.at_site import at_site
from flows.crawl.bounds import HourSpentError
from flows.crawl.loop import CrawlLoop
from flows.crawl.silence import fell_silent
from flows.crawl.starting import starting_early
from flows.crawl.terms import Progress, Setting, Terms
from flows.derived.aftermath import Aftermath
from flows.incidents.record import Healed, Seen
from flows.ledger.days import LATER, LedgerReading
from flows.ledger.filling import TRIES, Filling, Slice
from flows.runs.report import Verdict
from flows.store import ledger, sites
from flows.store.ledger import Span
from flows.store.statements import Connection
from flows.wording import counted

#: A live run waits for a slice: for a minute, and what the last request and the load take.
SLICE: Final = Slice(requests=50, seconds=45.0)
#: Where nothing is waited for between two requests, time alone bounds a slice.
SLICE_AT_ONCE: Final = Slice(requests=2_500, seconds=45.0)
#: Answers of a slice after which what was loaded by then is seen to: else all of a long one waits
#: for its end, when nothing goes on beside.
_SEEN_TO: Final = 1_000
#: A pause that the site asks for (Retry-After), or the next hour: waited for no longer than this.
PAUSE_MAX: Final = timedelta(hours=1)
#: A site that answers so many slices in a row with nothing but a later time refuses to be read.
_PUT_OFF_MAX: Final = 3
#: So many slices in a row that ask for nothing are followed by none.
_IDLE_MAX: Final = 2
#: Of the incident that no channel lists what a site holds.
_SUBJECT: Final = "ledger"

#: How a flow judges the ledger once nothing is left to do; given the requests of the slice.
Judge = Callable[[int], Verdict]


@dataclass(kw_only=True, slots=True)
class Work:
    """Such work under way.

    Attributes:
        flow: whose it is; the name that its runs bear.
        archive: a connection for questions, in autocommit.
        aftermath: what follows each slice, beside the next one.
        sleep: called with the seconds of a pause.
        next_hour_at: when requests of the site's hour are left again, once they were spent.
        idle: how many slices in a row have asked for nothing.
        put_off: how many slices in a row the site has answered with nothing but a later time.
        stop: why no slice may follow; None while one may.

    """

    given: Setting
    flow: str
    site: Site
    span: Span
    size: Slice
    archive: Connection
    aftermath: Aftermath
    reading: LedgerReading
    sleep: Callable[[float], None]
    requests: int = 0
    slices: int = 0
    next_hour_at: datetime | None = None
    idle: int = 0
    put_off: int = 0
    stop: Verdict | None = None


def size_for(site: Site) -> Slice:
    """Return how long a slice at ``site`` is."""
    return SLICE if site.min_delay_s else SLICE_AT_ONCE


def is_done(work: Work) -> bool:
    """Whether nothing is left to list, and nothing to fetch that was not asked for twice."""
    if work.reading.url is not None:
        return False
    return not ledger.due(work.archive, work.span, tries=TRIES, max_rows=1)


def fill(work: Work, judge: Judge) -> None:
    """Read what is unread of the span and fetch what is missing, slice by slice.

    The last slice is judged by ``judge``.
    """
    with starting_early():
        while work.stop is None and not is_done(work):
            do(work, lambda terms: _filled(work, terms, judge), requests=work.size.requests)


def _filled(work: Work, terms: Terms, judge: Judge) -> Verdict:
    filling = Filling(terms, work.span, work.reading, work.size)
    filling.run()
    trouble = judged(work, filling.loop, filling.closed)
    if trouble is not None:
        return trouble
    requests = filling.loop.requests
    if is_done(work):
        verdict = judge(requests)
        healed = Healed(cause="channel_closed", subject=_SUBJECT)
        return replace(verdict, signs=[*verdict.signs, healed])
    asked = counted(filling.pages, "page was", "pages were")
    reason = f"{asked} asked for; the next slice goes on"
    return Verdict(state="ok", reason=reason, exit_code=0, requests=requests)


def do_once(work: Work, deed: Callable[[Terms], Verdict], *, requests: int) -> None:
    """Do a slice that no later one makes up for: again, if it could not begin, or was put off."""
    before = work.slices
    while work.stop is None and (work.slices == before or work.put_off):
        do(work, deed, requests=requests)


def do(work: Work, deed: Callable[[Terms], Verdict], *, requests: int) -> None:
    """Do one slice, and see whether another may follow."""
    before = work.slices
    verdict = at_site(
        work.given, work.flow, partial(_within_the_hour, work, deed), requests=requests
    ).verdict
    work.requests += verdict.requests
    work.aftermath.go_on()
    if verdict.state == "failed":
        work.stop = verdict
        return
    pause = _pause(work)
    if pause > PAUSE_MAX:
        work.stop = verdict
    elif pause > timedelta():
        work.sleep(pause.total_seconds())
    else:
        _see_to_idleness(work, verdict, is_begun=work.slices > before)


def _see_to_idleness(work: Work, verdict: Verdict, *, is_begun: bool) -> None:
    """Stop where slices do nothing: another crawler is at the site, or none could begin."""
    work.idle = 0 if verdict.requests else work.idle + 1
    if not is_begun or work.idle >= _IDLE_MAX:
        work.stop = replace(verdict, state="degraded", exit_code=3)


def _within_the_hour(work: Work, deed: Callable[[Terms], Verdict], terms: Terms) -> Verdict:
    """Do the deed; where the site's hour is spent, note when the next one begins."""
    try:
        return deed(terms)
    except HourSpentError as exc:
        work.next_hour_at = exc.goes_on_at
        raise


def _pause(work: Work) -> timedelta:
    """Return for how long the site, or what is left of its hour, lets nothing be asked."""
    now = work.given.clock()
    wished = sites.wishes(work.archive, work.site.name).retry_at
    return max(verdicts.waits_until(wished, now) or now, work.next_hour_at or now) - now


def judged(work: Work, loop: CrawlLoop, closed: str | None) -> Verdict | None:
    """Judge the crawl of a slice; None where it went as it should."""
    work.slices += 1
    work.put_off = work.put_off + 1 if _is_put_off(loop) else 0
    requests = loop.requests
    taken = verdicts.locked(loop, is_span=True)
    if taken is not None:
        return taken
    sign = None if 0 < work.put_off < _PUT_OFF_MAX else _trouble(work.site, loop, closed)
    if sign is not None:
        return Verdict(
            state="failed", reason=sign.message, exit_code=4, requests=requests, signs=[sign]
        )
    stopped = verdicts.stopped_early(loop)
    if stopped is not None:
        return Verdict(state="degraded", reason=stopped, exit_code=3, requests=requests)
    given_up = verdicts.given_up(loop) or _used_up(work, loop)
    if given_up is not None and not is_done(work):
        reason = f"{given_up}; the next run goes on from here"
        work.stop = Verdict(state="degraded", reason=reason, exit_code=3, requests=requests)
    return work.stop


def _used_up(work: Work, loop: CrawlLoop) -> str | None:
    """Say that a whole slice held no page; None where it had but the rest of the site's hour."""
    holds = work.given.settings.hour_holds(is_loopback=work.site.is_loopback)
    whole = min(work.size.requests, holds or work.size.requests)
    is_used_up = bool(loop.lines) and all(line.reason == "budget" for line in loop.lines)
    if is_used_up and loop.plan.limits.requests >= whole:
        return "no page could be had within the requests of a slice"
    return None


def _trouble(site: Site, loop: CrawlLoop, closed: str | None) -> Seen | None:
    """Say why nothing could be had of a site."""
    unreachable, refusing = verdicts.unreachable(loop, site), _refusing(loop, site)
    if closed is not None and unreachable is None:
        unreachable = fell_silent(loop, site)
    if unreachable is not None:
        return Seen(cause="site_unreachable", message=unreachable)
    if refusing is not None:
        return Seen(cause="site_refuses", message=refusing)
    if closed is not None:
        message = f"{site.base_url} lists its articles nowhere ({closed})"
        return Seen(cause="channel_closed", subject=_SUBJECT, message=message)
    return None


def _is_put_off(loop: CrawlLoop) -> bool:
    """Whether nothing was had of the site but when it is to be asked again."""
    asked = [line for line in loop.lines if line.kind != "robots"]
    is_told = any(line.retry_at is not None for line in asked)
    return is_told and all(line.id is None or line.status in LATER for line in asked)


def _refusing(loop: CrawlLoop, site: Site) -> str | None:
    """Say what the site refused, where it refused all that was asked."""
    asked = [line for line in loop.lines if line.kind != "robots"]
    if all(line.fetched == "refused" for line in asked):
        return verdicts.refusing(loop, site)
    return None


def tell_of_all(work: Work, planned: int, progress: Progress) -> None:
    """Have ``progress`` told of all requests, whichever slice makes them; see to some meanwhile."""
    total = work.requests + planned

    def tell(answered: int, _asked: int) -> None:
        if answered % _SEEN_TO == 0:
            work.aftermath.go_on()
        done = work.requests + answered
        progress(done, max(done, total))

    work.given = replace(work.given, progress=tell)
