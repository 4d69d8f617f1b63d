"""Reading captures again as Prefect sees it: a flow, and a task for each batch.

On one machine the tasks run on processes, over machines on the workers of a Dask scheduler: the
same tasks, a parameter apart. It decides nothing; results are in the archive.
"""

import importlib
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from typing import Annotated, Any, Final

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner
from pydantic import Field

from flows import db
from flows.clock import real_clock
from flows.crawl.terms import Progress, no_progress
from flows.processes import cores
from flows.reprocess.batch import Batch, ReprocessError, Tally, read_batch
from flows.reprocess.differences import CLASSES
from flows.reprocess.findings import Asked, Report, expected
from flows.reprocess.flow import reprocess
from flows.schedule.ends import state_of, told
from flows.schedule.scheduled import RETRY, SiteUrl, prepared, settings_for
from flows.settings import SettingsError

Jobs = Annotated[int | None, Field(ge=1)]
Dask = Annotated[str | None, Field(pattern=r"^[a-z]+://")]
_PROGRESS: Final[ContextVar[Progress]] = ContextVar("reprocess_progress", default=no_progress)


@task(name="read batch", **RETRY, cache_policy=NO_CACHE, persist_result=False)
def read_batch_task(batch: Batch, site_url: str | None) -> Tally:
    """Read a batch in shadow, wherever this runs: the environment there says what it needs."""
    settings = settings_for(site_url)
    url = db.url(settings.environ, settings.home)
    return read_batch(settings, url, settings.site(), batch)


@flow(
    name="reprocess",
    description="Read all captured pages again with this extractor, and say what would change.",
)
def reprocess_flow(  # noqa: PLR0913, PLR0917 (Prefect makes a form of them)
    site_url: SiteUrl = None,
    expect: str = "",
    promote: bool = False,  # noqa: FBT001, FBT002
    is_sure: bool = False,  # noqa: FBT001, FBT002
    jobs: Jobs = None,
    dask: Dask = None,
) -> State[Report]:
    """Ends as Completed, Degraded (something was not expected, or is left) or Failed.

    Args:
        site_url: Address of a WordPress site; empty: WARTA_SITE_URL, or else purnawarta.com.
        expect: Classes of change that are no surprise, with commas, such as body,blocks.
        promote: Load what is read, if only expected changes show and golden pages do not fall.
        is_sure: With promote: load it whatever speaks against it.
        jobs: Processes of this machine; empty: one a core.
        dask: Address of a Dask scheduler whose workers read instead, such as tcp://…:8786.

    """

    def spread(batches: Sequence[Batch]) -> Iterator[Tally]:
        with _runner(dask, jobs) as runner:
            futures: list[PrefectFuture[Tally]] = [
                runner.submit(read_batch_task, {"batch": batch, "site_url": site_url})
                for batch in batches
            ]
            yield from (future.result() for future in futures)

    def work() -> State[Report]:
        settings, url = prepared(site_url)
        report = reprocess(
            settings,
            url,
            asked=Asked(promote=promote, expect=expected(expect), is_sure=is_sure),
            spread=spread,
            clock=real_clock,
            progress=_progress(),
        )
        create_markdown_artifact(key="reprocess", markdown=_markdown(report))
        return state_of(report.run.verdict, report)

    return told(work, ReprocessError)


def _progress() -> Progress:
    """Return who is told. Apart from the flow, which Dask pickles with all that it names."""
    return _PROGRESS.get()


def _runner(dask: str | None, jobs: int | None) -> TaskRunner[Any]:
    """Return what runs the tasks.

    Raises:
        SettingsError: Dask is asked for, and is not installed.

    """
    if dask is None:
        return ProcessPoolTaskRunner(max_workers=jobs or cores())
    try:
        runners = importlib.import_module("prefect_dask")  # not among what every warta needs
    except ImportError as exc:
        message = "prefect-dask is not installed here: deploy/README.md says how"
        raise SettingsError(message) from exc
    runner: TaskRunner[Any] = runners.DaskTaskRunner(address=dask)
    return runner


def _markdown(report: Report) -> str:
    """Return the run as a page for Prefect's screen."""
    verdict, found = report.run.verdict, report.found
    lines = [f"**{report.run.site}: {verdict.state}**: {verdict.reason}", ""]
    if found and found.changes:
        lines += ["| class | pages | meaning |", "|---|--:|---|"]
        lines += [f"| {one.name} | {one.pages} | {CLASSES[one.name]} |" for one in found.changes]
    return "\n".join(lines)


def reprocess_through_prefect(
    asked: Asked, *, jobs: int, dask: str | None, progress: Progress
) -> Report:
    """Run the flow here, recorded by Prefect; return what it came to."""
    token = _PROGRESS.set(progress)
    try:
        state = reprocess_flow(
            expect=",".join(sorted(asked.expect)),
            promote=asked.promote,
            is_sure=asked.is_sure,
            jobs=jobs,
            dask=dask,
            return_state=True,
        )
    finally:
        _PROGRESS.reset(token)
    report = state.result(raise_on_failure=False)
    if isinstance(report, Report):
        return report
    if isinstance(report, BaseException):
        raise report
    message = f"Prefect ended the run as {state.name}: {state.message}"
    raise RuntimeError(message)
