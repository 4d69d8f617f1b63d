"""The flows as Prefect sees them: one thin layer over the plain functions.

Prefect gives schedules, retries, a record and a screen. It decides nothing about the archive:
killing it, or running a flow twice, changes nothing in the result.
"""

import logging
import os
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final, Protocol

from httpx import HTTPError
from prefect import flow, runtime, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from pydantic import Field

from flows import db, migrate
from flows.backfill import BackfillReport, backfill
from flows.checkup import weekly
from flows.clock import real_clock
from flows.crawl.starting import started_early
from flows.crawl.terms import Progress, Setting, no_progress
from flows.incidents import outage
from flows.ingest.flow import ingest
from flows.ingest.upkeep import keep_up
from flows.load.segment import Loaded, load_segment
from flows.reconcile import ReconcileReport, reconcile
from flows.runs.door import Door
from flows.runs.report import RunReport, Verdict
from flows.schedule import artifacts, collapsing, turn
from flows.schedule.ends import show_end, state_of, told
from flows.settings import Settings, read_settings
from flows.store import ledger

_LOG: Final = logging.getLogger(__name__)


def _may_pass(_task: object, _run: object, state: State[Any]) -> bool:
    """Whether trying again may help: where the database went away, and nowhere else."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, db.DatabaseGoneError)


#: The one retry policy. A site that does not answer is asked again by the next scheduled run.
RETRY: Final[Mapping[str, Any]] = {
    "retries": 2,
    "retry_delay_seconds": [10, 60],
    "retry_jitter_factor": 0.2,
    "retry_condition_fn": _may_pass,
}
#: Results stay in this process: the archive is where they are kept.
_PLAIN: Final[Mapping[str, Any]] = {"cache_policy": NO_CACHE, "persist_result": False}


#: What the run came to, for who started it here: Prefect may be gone when it ends.
DONE: Final[ContextVar[list["Report"] | None]] = ContextVar("done", default=None)
#: Who is told of each answer: no parameter of the flow, since Prefect's form could not hold it.
PROGRESS: Final[ContextVar[Progress]] = ContextVar("progress", default=no_progress)


# Prefect's form shows a parameter's name, what the docstring says of it, and holds it to its type.
SiteUrl = Annotated[str | None, Field(pattern=r"^https?://")]
Section = Annotated[str | None, Field(pattern=r"^[^?#\s]+$")]
Sample = Annotated[int | None, Field(ge=0)]


@flow(name="ingest", description="Fetch what is new on the site, and load it.")
def ingest_flow(site_url: SiteUrl = None) -> State[Any]:
    """Follow the site once. Ends as Completed, Degraded (something was left undone) or Failed.

    Args:
        site_url: Address of a WordPress site; empty: WARTA_SITE_URL, or else purnawarta.com.

    """

    def work() -> RunReport:
        with started_early(settings_for(site_url)):
            return ingested(site_url)

    return _for_all("ingest", work, site_url)


@flow(name="backfill", description="Fetch all articles of a span of days, and prove that.")
def backfill_flow(
    since: date, until: date | None = None, section: Section = None, site_url: SiteUrl = None
) -> State[Any]:
    """Fetch the newest days first, in slices; a live run never waits for longer than one.

    Args:
        since: First day of publication that is meant.
        until: Last day that is meant; empty: today.
        section: First part of the paths that are meant, such as internasional/iran; empty: all.
        site_url: Address of a WordPress site; empty: WARTA_SITE_URL, or else purnawarta.com.

    """

    def work() -> State[Any]:
        return _ended("backfill", _backfilled(since, until, section, site_url), site_url)

    return told(partial(_watched, work, site_url))


@flow(name="reconcile", description="Compare the archive with the site; fetch what is missing.")
def reconcile_flow(*, mark_gone: bool = False, site_url: SiteUrl = None) -> State[Any]:
    """Read anew what the site lists of all days that are answered for.

    Args:
        mark_gone: Mark articles as gone however many they are. Else a person is asked about many.
        site_url: Address of a WordPress site; empty: WARTA_SITE_URL, or else purnawarta.com.

    """
    return _for_all("reconcile", partial(_reconciled, site_url, mark_gone=mark_gone), site_url)


@flow(name="verify", description="Say whether what is kept is whole. No request is made.")
def verify_flow(sample: Sample = weekly.SAMPLE, site_url: SiteUrl = None) -> State[Any]:
    """Remove what has expired, read captures again, and run the checks of the archive.

    Args:
        sample: How many captures to read again, chosen by chance; empty: all.
        site_url: Address of a WordPress site; empty: WARTA_SITE_URL, or else purnawarta.com.

    """
    return _for_all("verify", partial(_verified, sample, site_url), site_url)


class Report(Protocol):
    """What each flow returns."""

    @property
    def verdict(self) -> Verdict:
        """How it ended."""


def _for_all(flow_name: str, work: Callable[[], Report], site_url: str | None) -> State[Any]:
    """Do it once for all runs that a schedule made until now; what a person asks for is done."""
    return told(partial(_watched, partial(_once_for_all, flow_name, work, site_url), site_url))


def _watched(work: Callable[[], State[Any]], site_url: str | None) -> State[Any]:
    """Tell whoever listens where the database can't be used; of a command's run that tells."""
    if runtime.deployment.id is None:
        return work()
    with outage.watched(settings_for(site_url), real_clock):
        return work()


def _once_for_all(flow_name: str, work: Callable[[], Report], site_url: str | None) -> State[Any]:
    due_at = collapsing.due_at()
    if due_at is None:
        return _ended(flow_name, work(), site_url)
    settings, url = _made_ready(site_url)
    name, now = settings.site().name, real_clock()
    with turn.take(url, flow_name, name, since=due_at, now=now) as is_ours:
        if not is_ours:
            return collapsing.skipped()
        collapsing.collapse()
        return _ended(flow_name, work(), site_url)


def _ended(flow_name: str, report: Report, site_url: str | None) -> State[Any]:
    """Leave the artifacts of a run, and end it for Prefect as it ended for everybody else."""
    done = DONE.get()
    if done is not None:
        done.append(report)
    verdict = report.verdict
    if runtime.deployment.id is not None:
        show_end()
    try:
        _publish(flow_name, report, site_url)
    except HTTPError as exc:  # each further word would take as long to fail
        _LOG.warning("Prefect's server takes no artifacts: %s", exc)
    return state_of(verdict, report)


def _publish(flow_name: str, report: Report, site_url: str | None) -> None:
    settings, url = prepared(site_url)
    site = settings.site().name
    artifacts.publish(flow_name, report.verdict, report, site=site)
    with db.session(url, name="coverage") as connection:
        days = ledger.coverage(connection, site, None, None)
    artifacts.publish_ledger(site, days)


def prepared(site_url: str | None) -> tuple[Settings, str]:
    """Return the settings for a site, and the address of a database that is up to date."""
    settings = settings_for(site_url)
    url = db.url(settings.environ, settings.home)
    migrate.migrate(url)
    return settings, url


def settings_for(site_url: str | None) -> Settings:
    """Return the settings of this process for a site; None for the one that they name."""
    return read_settings(dict(os.environ) | ({"WARTA_SITE_URL": site_url} if site_url else {}))


@task(name="prepare", **RETRY, **_PLAIN)
def _made_ready(site_url: str | None) -> tuple[Settings, str]:
    return prepared(site_url)


@task(name="follow site", **RETRY, **_PLAIN)
def ingested(site_url: str | None) -> RunReport:
    """Run the plain flow; each segment that it loads is a task of its own."""
    setting = _setting(site_url, PROGRESS.get())
    report = ingest(setting)
    keep_up(setting, report)
    return report


@task(name="fetch days", **RETRY, **_PLAIN)
def _backfilled(
    since: date, until: date | None, section: str | None, site_url: str | None
) -> BackfillReport:
    return backfill(_setting(site_url), since=since, until=until, section=section)


@task(name="compare with site", **RETRY, **_PLAIN)
def _reconciled(site_url: str | None, *, mark_gone: bool) -> ReconcileReport:
    return reconcile(_setting(site_url), yes=mark_gone)


@task(name="read captures again", **RETRY, **_PLAIN)
def _verified(sample: int | None, site_url: str | None) -> RunReport:
    settings, url = prepared(site_url)
    return weekly.checkup(settings, url, clock=real_clock, sample=sample)


def _setting(site_url: str | None, progress: Progress = no_progress) -> Setting:
    settings, url = prepared(site_url)
    return Setting(settings=settings, conninfo=url, clock=real_clock, load=_load, progress=progress)


def _load(door: Door, path: Path, **given: Any) -> Loaded:  # noqa: ANN401 (as load_segment has it)
    """Load a segment as a task. The door stays here: a task is told names, not connections."""

    @task(name="load segment", **_PLAIN)
    def load(segment: str) -> Loaded:
        return load_segment(door, path.with_name(segment), **given)

    return load(path.name)
