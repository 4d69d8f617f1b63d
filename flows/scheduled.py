"""The flows as Prefect sees them: one thin layer over the plain functions.

Prefect gives schedules, retries, a record and a screen. It decides nothing about the archive:
killing it, or running a flow twice, changes nothing in the result.
"""

import os
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed
from pydantic import Field

from flows import db, migrate
from flows.at_site import Setting
from flows.crawl_loop import Progress, no_progress
from flows.door import Door
from flows.ingest import ingest, real_clock
from flows.report import RunReport
from flows.segment import Loaded, load_segment
from flows.settings import read_settings
from flows.upkeep import see_to


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


#: Who is told of each answer: no parameter of the flow, since Prefect's form could not hold it.
_PROGRESS: Final[ContextVar[Progress]] = ContextVar("progress", default=no_progress)


@flow(name="ingest", description="Fetch what is new on the site, and load it.")
def ingest_flow(
    site_url: str | None = Field(
        default=None,
        title="Site",
        description="Address of a WordPress site; empty: WARTA_SITE_URL, or else purnawarta.com.",
        pattern=r"^https?://",
    ),
) -> State[RunReport]:
    """Follow the site once. Ends as Completed, Degraded (something was left undone) or Failed."""
    report = follow_site(site_url)
    create_markdown_artifact(key="ingest", markdown=_markdown(report), description="What it did")
    verdict = report.verdict
    if verdict.state == "failed":
        return Failed(message=verdict.reason, data=report)
    name = "Degraded" if verdict.state == "degraded" else None
    return Completed(name=name, message=verdict.reason, data=report)


@task(name="follow site", **RETRY, **_PLAIN)
def follow_site(site_url: str | None) -> RunReport:
    """Run the plain flow; each segment that it loads is a task of its own."""
    environ = dict(os.environ) | ({"WARTA_SITE_URL": site_url} if site_url else {})
    settings = read_settings(environ)
    url = db.url(environ, settings.home)
    migrate.migrate(url)
    report = ingest(settings, url, load=_load, progress=_PROGRESS.get())
    see_to(Setting(settings=settings, conninfo=url, clock=real_clock), report)
    return report


def _load(door: Door, path: Path, *, run_id: UUID, captures: Path, now: datetime) -> Loaded:
    """Load a segment as a task. The door stays here: a task is told names, not connections."""

    @task(name="load segment", **_PLAIN)
    def load(segment: str) -> Loaded:
        return load_segment(
            door, path.with_name(segment), run_id=run_id, captures=captures, now=now
        )

    return load(path.name)


def _markdown(report: RunReport) -> str:
    """Return the run as a page for Prefect's screen."""
    rows = [f"| {count.outcome} | {count.items} |" for count in report.outcomes]
    articles = [f"- [{_plain(one.title)}]({one.url}) – {one.outcome}" for one in report.articles]
    return "\n".join(
        [
            f"**{report.site}: {report.verdict.state}**: {report.verdict.reason}",
            "",
            *(["| outcome | articles |", "|---|---|", *rows, ""] if rows else []),
            *articles,
        ]
    )


def _plain(text: str) -> str:
    return text.replace("[", "(").replace("]", ")")


def ingest_through_prefect(progress: Progress = no_progress) -> RunReport:
    """Run the flow here, recorded by Prefect; return what it came to."""
    token = _PROGRESS.set(progress)
    try:
        state = ingest_flow(return_state=True)
    finally:
        _PROGRESS.reset(token)
    report = state.result(raise_on_failure=False)
    if isinstance(report, RunReport):
        return report
    if isinstance(report, BaseException):
        raise report
    message = f"Prefect ended the run as {state.name}: {state.message}"
    raise RuntimeError(message)
