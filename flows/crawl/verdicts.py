"""How a crawl is judged, whatever was asked: ``ok`` needs evidence.

It knows what the crawler said and the outcomes; nothing of why something was asked.
"""

import platform
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from crawler.captures import FAILING, PAGE_FAILING, RETRY_AFTER_MAX
from crawler.sites import Site
from flows.clock import is_within
from flows.crawl.loop import CrawlLoop
from flows.crawl.terms import Terms
from flows.incidents.record import Seen
from flows.runs.report import Verdict
from flows.wording import counted, place

#: Being kept out of the site by another archive's crawler is no matter for so long.
_LOCKED_OUT: Final = timedelta(hours=1)
_DOUBTFUL: Final = timedelta(days=1)
#: Answers of a server that fails, from this status on.
_ERROR: Final = 500
#: Reasons of ours for not asking, of which the site knows nothing.
_OURS: Final = frozenset({"budget", "time_limit", "shutdown", "parent_gone", "error"})
_NEW: Final = ("inserted", "revised", "corrected", "moved", "returned", "merged")


def check_clock(site: Site, *, is_virtual: bool) -> None:
    """Refuse a virtual time for somebody else's site.

    Raises:
        ValueError: the site is not on this machine.

    """
    if is_virtual and not site.is_loopback:
        message = (
            f"the time of {site.name} can't be set: only a site on this machine has a virtual one"
        )
        raise ValueError(message)


def waits_until(retry_at: datetime | None, now: datetime) -> datetime | None:
    """Return until when a site wished to be left alone; None where it may be asked.

    No wish lasts for longer than ``RETRY_AFTER_MAX``: what lies a day further ahead was written
    down by a clock that has been put right since.
    """
    if retry_at is None or not now < retry_at <= now + RETRY_AFTER_MAX + _DOUBTFUL:
        return None
    return retry_at


def not_before(terms: Terms) -> Verdict | None:
    """Return the verdict where the site asked not to be asked yet, else None."""
    retry_at = waits_until(terms.door.taken.retry_at, terms.clock())
    if retry_at is None:
        return None
    reason = f"the site asked not to be asked before {retry_at:%Y-%m-%d %H:%M:%S} UTC"
    return Verdict(state="degraded", reason=reason, exit_code=4)


def locked(loop: CrawlLoop, *, is_span: bool = False) -> Verdict | None:
    """Return the verdict where another crawler on this machine is at the site, else None.

    Two runs of one archive meet at the door: what that crawler brings home is another archive's.
    What follows the site may wait for its next run; a span of days (``is_span``) is left undone.
    """
    finished, plan = loop.finished, loop.plan
    if finished is None or finished.reason != "locked":
        return None
    is_late = plan.asked_at is None or not is_within(_LOCKED_OUT, plan.asked_at, plan.now)
    if is_span and not is_late:
        reason = f"not done: {finished.message}, for another archive; try again when it has ended"
        return Verdict(state="degraded", reason=reason, exit_code=3)
    if not is_late:
        reason = f"nothing to do: {finished.message}; this archive asked {plan.site} within an hour"
        return Verdict(state="ok", reason=reason, exit_code=0)
    reason = f"not done: {finished.message}, for another archive; this one lags behind"
    message = f"{finished.message}, and keeps this archive from it"
    stuck = Seen(cause="run_stuck", subject=platform.node(), message=message)
    # where it never asked the site, nobody knows for how long it has been kept out
    signs = [] if plan.asked_at is None else [stuck]
    return Verdict(state="degraded", reason=reason, exit_code=3, signs=signs)


def has_broken_off(loop: CrawlLoop) -> bool:
    """Whether the crawler itself could not go on."""
    return loop.finished is not None and loop.finished.reason == "error"


def silence(loop: CrawlLoop) -> str | None:
    """Say what was asked first, and why nothing answered; None where something did.

    Nor does a crawler that broke off say anything of the site: its disk may be full.
    """
    if has_broken_off(loop):
        return None
    is_silent = all(line.status is None for line in loop.lines)
    if is_silent and any(line.fetched != "refused" for line in loop.lines):
        first = loop.lines[0]
        return f"{urlsplit(first.url).path}: {first.reason}"
    return None


def given_up(loop: CrawlLoop) -> str | None:
    """Say why there is no use in asking for further pages now; None where there is."""
    why = silence(loop)
    if why is not None:
        return f"no page answered ({why})"
    if any(line.reason in {FAILING, PAGE_FAILING} for line in loop.lines):
        return "its server failed time after time (HTTP 5xx), so it was left alone"
    return None


def spent(loop: CrawlLoop) -> str | None:
    """Say that robots.txt took all that the hour held; None where anything else was asked."""
    asked = [line for line in loop.lines if line.kind != "robots"]
    if asked and all(line.reason == "budget" for line in asked):
        return (
            "robots.txt took all that was left of this hour's requests (WARTA_REQUESTS_PER_HOUR); "
            "the next run goes on from here"
        )
    return None


def unreachable(loop: CrawlLoop, site: Site) -> str | None:
    """Say why the site is not there, and what to do; None where that does not show.

    Pages alone do not: those that are left at last are often the ones that never answer.
    """
    if all(line.kind == "page" for line in loop.lines):
        return None
    why = silence(loop)
    if why is not None:
        return (
            f"{site.base_url} can't be reached ({why}). Nothing was fetched. Check the address "
            "(WARTA_SITE_URL) and the network; the next run goes on from here."
        )
    return _down(loop, site)


def _down(loop: CrawlLoop, site: Site) -> str | None:
    """Say with what error of its server (HTTP 5xx) the site answers all; None where it does not.

    It does, too, where robots.txt alone is asked for and is answered so: nothing else may be asked
    then (RFC 9309, section 2.3.1.4). A robots.txt that can be read says nothing of the rest.
    """
    failing = [line for line in loop.lines if line.status is not None and line.status >= _ERROR]
    others = [line for line in loop.lines if line not in failing and line.kind != "robots"]
    if not failing or any(line.status is not None for line in others):
        return None
    first = failing[0]
    retry_at = max((line.retry_at for line in loop.lines if line.retry_at), default=None)
    when = f"before {retry_at:%Y-%m-%d %H:%M} UTC, as it asked" if retry_at else "until it answers"
    return (
        f"{site.base_url} is down: {place(first.url)} answers HTTP {first.status}. "
        f"Nothing is fetched {when}; the next run asks again."
    )


def refusing(loop: CrawlLoop, site: Site) -> str | None:
    """Say what the site refused first, and what to do; None where it answered anything else."""
    refused = [line for line in loop.lines if line.fetched == "refused"]
    refusals = [line for line in refused if line.reason not in _OURS]
    answered = [line for line in loop.lines if line.kind != "robots" and line.id is not None]
    if refusals and all(line.fetched == "refused" for line in answered):
        first = refusals[0]
        if first.led_to is not None:
            return (
                f"{site.base_url} is elsewhere: {place(first.url)} leads to {place(first.led_to)}. "
                "If the site has moved there, set WARTA_SITE_URL to that address"
            )
        if first.retry_at is not None:
            return (
                f"{site.base_url} asks for a pause: {place(first.url)}: {first.reason}. Nothing is "
                f"fetched before {first.retry_at:%Y-%m-%d %H:%M:%S} UTC; the next run goes on then."
            )
        return (
            f"{site.base_url} refuses to be read: {place(first.url)}: {first.reason}. warta does "
            "not go around that; ask the site's owner."
        )
    return None


def stopped_early(loop: CrawlLoop) -> str | None:
    """Say why the crawler did not come to the end of what it was asked; None where it did."""
    finished = loop.finished
    if finished is None or finished.reason == "finished":
        return None
    return f"the crawler stopped early ({finished.message or finished.reason})"


def undone(loop: CrawlLoop) -> Iterator[str]:
    """Say what the crawl did not bring home."""
    finished = loop.finished
    if finished is None:
        return
    failed = Counter(
        f"{line.fetched} ({line.reason})"
        for line in loop.lines
        if line.kind == "page" and line.fetched in {"refused", "failed"}
    )
    yield from (f"{counted(count, 'page')} {what}" for what, count in failed.most_common(3))
    stopped = stopped_early(loop)
    if stopped is not None:
        yield stopped
    if finished.errors:
        yield f"the crawler logged {counted(finished.errors, 'error')} in {loop.log}"


def not_understood(outcomes: Counter[str], surprises: int) -> Iterator[str]:
    """Say what came home, and is no article; ``surprises`` did not say so themselves."""
    if outcomes["quarantined"]:
        waiting = counted(outcomes["quarantined"], "page is", "pages are")
        yield f"{waiting} in quarantine (warta.quarantine)"
    if surprises:
        listed = counted(surprises, "listed page")
        yield f"{listed} showed something else than an article"


def by_address(doubted: int) -> str:
    """Say that articles state another's number; empty where none does."""
    if not doubted:
        return ""
    those = counted(doubted, "article is", "articles are")
    return f"; {those} known by address alone, as the page states the post id of another"


def kept(outcomes: Counter[str]) -> str:
    """Say what was brought in."""
    number = sum(outcomes[name] for name in _NEW)
    if not number:
        return "nothing new"
    return f"{counted(number, 'article was', 'articles were')} brought in or changed"
