"""The flow that follows a site: ask what is new, fetch it, load it, and say what came of it.

Plain functions: what Prefect sees of them stands in ``flows.scheduled``. Killed at any moment, a
run leaves nothing half done: the next one begins with what lies in the spool.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final
from uuid import UUID, uuid4

from crawler.captures import CaptureError
from crawler.sites import Site
from flows import db, report, search
from flows.crawl import CrawlError
from flows.door import Door, DoorTakenError, open_door
from flows.follow import Clock, Follow, LoadSegment, Progress, Terms, no_progress
from flows.report import RunReport, Verdict
from flows.segment import load_segment
from flows.settings import Settings
from flows.store import runs

_LOG: Final = logging.getLogger(__name__)
_NEW: Final = ("inserted", "revised", "corrected", "moved", "returned", "merged")


def real_clock() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def ingest(  # noqa: PLR0913 (what tests, Prefect and the terminal each set)
    settings: Settings,
    conninfo: str,
    *,
    clock: Clock = real_clock,
    load: LoadSegment = load_segment,
    is_virtual: bool = False,
    progress: Progress = no_progress,
) -> RunReport:
    """Bring the archive in step with the site that the settings name.

    ``load`` is the stage that loads a segment; Prefect puts a task around it. With ``is_virtual``
    the clock's time is that of the captures as well. ``progress`` is told of each answer.

    Raises:
        flows.db.DatabaseError: the database can't be used, or a load did not commit.
        ValueError: a virtual time is asked for a site that is not on this machine.

    """
    site = settings.site()
    if is_virtual and not site.is_loopback:
        message = (
            f"the time of {site.name} can't be set: only a site on this machine has a virtual one"
        )
        raise ValueError(message)
    try:
        with open_door(conninfo, site) as door:
            run_id = uuid4()
            with _recorded(door, run_id, clock) as verdicts:
                terms = Terms(
                    run_id=run_id,
                    door=door,
                    settings=settings,
                    clock=clock,
                    load_segment=load,
                    is_virtual=is_virtual,
                    progress=progress,
                )
                verdicts.append(_followed(terms))
            with door.transaction() as connection:
                return report.of_run(connection, run_id, site=site.name, verdict=verdicts[0])
    except DoorTakenError as exc:
        return _lock_held(site, str(exc))


def _lock_held(site: Site, why: str) -> RunReport:
    """Report that there was nothing to do: the run that holds the lock does it."""
    verdict = Verdict(state="ok", reason=f"nothing to do: {why}", exit_code=0)
    return RunReport(run_id=uuid4(), site=site.name, verdict=verdict)


@contextmanager
def _recorded(door: Door, run_id: UUID, clock: Clock) -> Iterator[list[Verdict]]:
    """Record a run's beginning, and its end, whatever that is."""
    with door.transaction() as connection:
        runs.begin(
            connection,
            run_id,
            site=door.site.name,
            flow="ingest",
            fence=door.taken.fence,
            now=clock(),
        )
    verdicts: list[Verdict] = []
    try:
        yield verdicts
    except KeyboardInterrupt:
        verdicts.append(Verdict(state="failed", reason="interrupted", exit_code=1))
        raise
    except BaseException as exc:
        why = f"{type(exc).__name__}: {exc}" if str(exc) else type(exc).__name__
        verdicts.append(Verdict(state="failed", reason=f"broken off by {why}", exit_code=1))
        raise
    finally:
        _end(door, run_id, verdicts[-1], clock)


def _end(door: Door, run_id: UUID, verdict: Verdict, clock: Clock) -> None:
    with db.translated():
        search.refresh(door.writer)
    with door.transaction() as connection:
        runs.end(
            connection,
            run_id,
            state=verdict.state,
            reason=verdict.reason,
            requests=verdict.requests,
            now=clock(),
        )
    _LOG.info("%s: %s: %s", door.site.name, verdict.state, verdict.reason)


def _followed(terms: Terms) -> Verdict:
    """Follow the site once, and judge how it went."""
    retry_at = terms.door.taken.retry_at
    if retry_at is not None and terms.clock() < retry_at:
        reason = f"the site asked not to be asked before {retry_at:%Y-%m-%d %H:%M:%S} UTC"
        return Verdict(state="degraded", reason=reason, exit_code=4)
    follow = Follow(terms)
    try:
        follow.run()
    except (CrawlError, CaptureError) as exc:
        return Verdict(state="failed", reason=str(exc), exit_code=1)
    with terms.door.transaction() as connection:
        outcomes = Counter(dict(runs.outcomes(connection, terms.run_id)))
    return judged(follow, outcomes, site=terms.door.site)


def judged(follow: Follow, outcomes: Counter[str], *, site: Site) -> Verdict:
    """Judge a crawl by what the crawler said and what was loaded; ``ok`` needs evidence."""
    finished = follow.finished
    requests = finished.requests if finished else 0
    if finished is not None and finished.reason == "locked":
        return Verdict(state="ok", reason=f"nothing to do: {finished.message}", exit_code=0)
    if follow.listings.step == "closed":
        reason = _closed(follow, site)
        return Verdict(state="failed", reason=reason, exit_code=4, requests=requests)
    undone = [*_undone(follow), *_not_understood(follow, outcomes)]
    if undone:
        reason = "; ".join([*undone, _kept(outcomes)])
        return Verdict(state="degraded", reason=reason, exit_code=3, requests=requests)
    return Verdict(state="ok", reason=_news(follow, outcomes), exit_code=0, requests=requests)


def _closed(follow: Follow, site: Site) -> str:
    """Say why the site could not be followed at all, and what to do."""
    unanswered = [line for line in follow.lines if line.status is None]
    if follow.lines and len(unanswered) == len(follow.lines):
        why = follow.lines[0].reason
        return (
            f"{site.base_url} can't be reached ({why}). Nothing was fetched. Check the address "
            "(WARTA_SITE_URL) and the network; the next run goes on from here."
        )
    refusals = [line for line in follow.lines if line.fetched == "refused"]
    if refusals:
        first = refusals[0]
        return (
            f"{site.base_url} refuses to be read: {first.url}: {first.reason}. warta does not go "
            "around that; ask the site's owner."
        )
    problems = "; ".join(follow.listings.problems)
    return (
        f"{site.base_url} shows neither a feed nor a list of posts ({problems}). Is it a WordPress "
        "site, and the address (WARTA_SITE_URL) right?"
    )


def _undone(follow: Follow) -> Iterator[str]:
    """Say what the crawl did not bring home."""
    finished = follow.finished
    if finished is None:
        return
    failed = Counter(
        f"{line.fetched} ({line.reason})"
        for line in follow.lines
        if line.kind == "page" and line.fetched in {"refused", "failed"}
    )
    yield from (f"{count} pages {what}" for what, count in failed.most_common(3))
    if finished.reason != "finished":
        yield f"the crawler stopped early ({finished.message or finished.reason})"
    if finished.errors:
        yield f"the crawler logged {finished.errors} errors in {follow.log}"
    answered = sum(line.kind == "page" for line in follow.lines)
    if answered < follow.pages:
        yield f"{follow.pages - answered} pages are still to be fetched"
    listings = follow.listings
    yield from listings.cuts
    if not listings.is_quiet and listings.cursor_at is not None and not listings.entries:
        yield "the listings are empty, where they were not before"


def _not_understood(follow: Follow, outcomes: Counter[str]) -> Iterator[str]:
    if outcomes["quarantined"]:
        yield f"{outcomes['quarantined']} pages are in quarantine (warta.quarantine)"
    # a page that is missing or refused is no article, and no surprise
    said_so = sum(
        line.kind == "page" and line.id is not None and line.status != HTTPStatus.OK
        for line in follow.lines
    )
    surprises = outcomes["not_article"] - said_so
    if surprises > 0:
        yield f"{surprises} listed pages showed something else than an article"


def _kept(outcomes: Counter[str]) -> str:
    return f"{sum(outcomes[name] for name in _NEW)} articles were brought in or changed"


def _news(follow: Follow, outcomes: Counter[str]) -> str:
    if follow.pages:
        return _kept(outcomes)
    if follow.listings.is_quiet:
        return "nothing new: the feed has not changed since it was last read to its end"
    return f"nothing new: {follow.listings.entries} listed articles are all stored"
