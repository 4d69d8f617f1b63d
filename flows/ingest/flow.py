"""The flow that follows a site: ask what is new, fetch it, load it, and say what came of it.

Plain functions: what Prefect sees of them stands in ``flows.schedule.scheduled``. Killed at any
moment, a run leaves nothing half done: the next one begins with what lies in the spool.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from crawler.sites import Site
from flows.crawl import signs, verdicts
from flows.crawl.at_site import at_site
from flows.crawl.silence import fell_silent
from flows.crawl.terms import Setting, Terms
from flows.incidents import feeds, pages, record
from flows.incidents.record import Healed, Seen, Sign
from flows.ingest.follow import Follow
from flows.listings.order import ORDER
from flows.runs.report import RunReport, Verdict, verdict_on
from flows.store import health, incidents, runs
from flows.store.health import Health
from flows.wording import counted

#: Of the incident that no list can be read at all.
_ALL: Final = "listings"
_EMPTY: Final = "the listings are empty, where they were not before"


def ingest(given: Setting) -> RunReport:
    """Bring the archive in step with the site that the settings name.

    Raises:
        flows.db.DatabaseError: the database can't be used, or a load did not commit.
        ValueError: a virtual time is asked for a site that is not on this machine.

    """
    return at_site(given, "ingest", _followed)


def _followed(terms: Terms) -> Verdict:
    """Follow the site once, and judge how it went."""
    follow = Follow(terms)
    follow.run()
    site, now = terms.door.site, terms.clock()
    with terms.door.transaction() as connection:
        outcomes = Counter(dict(runs.outcomes(connection, terms.run_id)))
        surprises = runs.surprises(connection, terms.run_id)
        came_out = runs.pages(connection, terms.run_id)
        doubted = runs.doubted(connection, terms.run_id)
        fares = health.of_site(connection, site.name, now=now, attempts=record.ATTEMPTS)
        length = feeds.noted(connection, site.name, follow.feed_entries, now=now)
        is_out = incidents.is_open(connection, site=site.name, cause="all_pages_failing")
    failing = None
    if follow.listings.step == "done":
        failing = pages.complaint(came_out, fares.unmet, is_open=is_out)
    unlike = filter(None, (failing, record.silence(fares, now=now), feeds.complaint(length)))
    strange = [*verdicts.not_understood(outcomes, surprises), *unlike]
    verdict = judged(follow, outcomes, site=site, strange=strange, later=_later(fares, site))
    shown = [*verdict.signs, *_signs(follow, site)]
    quarantined = outcomes["quarantined"]
    shown += pages.signs(
        came_out, failing, quarantined=quarantined, strange=quarantined + surprises
    )
    if verdict.exit_code in {0, 3} and follow.listings.step == "done":
        shown += record.of_health(fares, now=now, is_told=is_out or failing is not None)
        shown += [feeds.sign(length)] if length else []
    reason = f"{verdict.reason}{verdicts.by_address(doubted)}"
    return replace(verdict, reason=reason, signs=shown)


def judged(
    follow: Follow,
    outcomes: Counter[str],
    *,
    site: Site,
    strange: Sequence[str] = (),
    later: str = "",
) -> Verdict:
    """Judge a crawl by what the crawler said and what was loaded; ``ok`` needs evidence.

    ``strange`` says what could not be understood, and in what the site is unlike its past;
    ``later`` says what failed before, and is asked for again.
    """
    taken = verdicts.locked(follow.loop)
    if taken is not None:
        return taken
    requests = follow.loop.requests
    spent = verdicts.spent(follow.loop)
    if spent is not None:
        return Verdict(state="degraded", reason=spent, exit_code=3, requests=requests)
    if follow.listings.step == "closed":
        reason = _kept_out(follow, site) or _closed(follow, site)
        return Verdict(state="failed", reason=reason, exit_code=4, requests=requests)
    undone = [*_undone(follow), *strange]
    done = verdicts.kept(outcomes) if undone else _news(follow, outcomes, later)
    return verdict_on(done, undone, requests=requests)


def _unreachable(follow: Follow, site: Site) -> str | None:
    """Say that the site is not there, or no more since its lists were asked for."""
    unreachable = verdicts.unreachable(follow.loop, site)
    if unreachable is None and follow.listings.step == "closed":
        return fell_silent(follow.loop, site)
    return unreachable


def _kept_out(follow: Follow, site: Site) -> str | None:
    """Say that the site is not there, or refuses all; None where it answers."""
    return _unreachable(follow, site) or verdicts.refusing(follow.loop, site)


def _signs(follow: Follow, site: Site) -> Iterator[Sign]:
    """Say what the crawl and the listings show."""
    yield from signs.of_crawl(follow.loop, site, _unreachable(follow, site))
    listings = follow.listings
    is_told = _kept_out(follow, site) or verdicts.spent(follow.loop)  # by the crawl itself
    if listings.step == "closed" and not is_told:
        yield Seen(cause="channel_closed", subject=_ALL, message=_closed(follow, site))
    if listings.step != "done":
        return
    yield Healed(cause="site_refuses")
    yield Healed(cause="channel_closed", subject=_ALL)
    for channel, why in follow.closed.items():
        yield Seen(cause="channel_closed", subject=channel, message=why)
    if listings.channel is not None and not listings.is_untimed:
        yield Healed(cause="channel_closed", subject=listings.channel)
    if listings.cuts and listings.is_settled:  # a reconcile, which lists all, may say it has healed
        yield Seen(cause="listings_cut", message="; ".join(listings.cuts))
    if _is_empty(follow):
        yield Seen(cause="listings_empty", message=_EMPTY)
    elif listings.entries:
        yield Healed(cause="listings_empty")


def _is_empty(follow: Follow) -> bool:
    listings = follow.listings
    return not listings.is_quiet and listings.cursor_at is not None and not listings.entries


def _closed(follow: Follow, site: Site) -> str:
    """Say that the site answers, and shows no listing."""
    problems = "; ".join(follow.listings.problems)
    shows = f"{site.home_url} shows neither a feed nor a list of posts ({problems})"
    if follow.listings.cursor_at is not None:
        return f"{shows}, where it did before. The next run asks again; if it lasts, tell its owner"
    return f"{shows}. Is it a WordPress site, and the address (WARTA_SITE_URL) right?"


def _undone(follow: Follow) -> Iterator[str]:
    """Say what the crawl did not bring home."""
    yield from verdicts.undone(follow.loop)
    answered = sum(line.kind == "page" for line in follow.loop.lines)
    if answered < follow.pages:
        left = counted(follow.pages - answered, "page is", "pages are")
        yield f"{left} still to be fetched"
    yield from follow.listings.cuts
    if _is_empty(follow):
        yield _EMPTY


def _later(fares: Health, site: Site) -> str:
    """Say what failed and waits, and until when; empty where nothing does."""
    if fares.waits_until is None:
        return ""
    waits = counted(fares.waiting, "page that failed waits", "pages that failed wait")
    until = f"{fares.waits_until.astimezone(site.time_zone):%Y-%m-%d %H:%M %Z}"
    return f"; {waits} until {until} for another try"


def _news(follow: Follow, outcomes: Counter[str], later: str) -> str:
    told = f"{_told(follow)}{later}"
    if follow.pages or outcomes:  # of what an earlier run captured, too
        return f"{verdicts.kept(outcomes)}{told}"
    if follow.listings.is_quiet:
        bell = "sitemaps have" if follow.listings.channel == "sitemap" else "feed has"
        return f"nothing new: the {bell} not changed since last read to the end{later}"
    listed = counted(follow.listings.entries, "listed article is", "listed articles are")
    return f"nothing new: {listed} known already{told}"


def _told(follow: Follow) -> str:
    """Say which channel told, where a better one did not, and why."""
    listings = follow.listings
    if listings.channel is None:
        return ""
    closed = {**listings.closed, **listings.closures}
    better = ORDER if listings.is_untimed else ORDER[: ORDER.index(listings.channel)]
    others = [f"{name}: {closed[name]}" for name in better if name in closed]
    told = f" (told by {listings.channel}; closed: {'; '.join(others)})" if others else ""
    return f"{told}; the feed gave no answer ({follow.silence})" if follow.silence else told
