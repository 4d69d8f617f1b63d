"""A flow run by this process, and recorded by Prefect: the command `ingest` through Prefect.

It knows what Prefect does when its server goes away; what the flow does stands in
``flows.schedule.scheduled``.
"""

import logging
from typing import Final

from httpx import HTTPError
from prefect.events.worker import EventsWorker
from prefect.exceptions import PrefectException

from flows.crawl.terms import Progress, no_progress
from flows.runs.report import RunReport
from flows.schedule import scheduled
from flows.schedule.scheduled import Report

_LOG: Final = logging.getLogger(__name__)


def ingest_through_prefect(progress: Progress = no_progress) -> RunReport:
    """Run the flow here, recorded by Prefect; return what it came to.

    Should Prefect's server go away meanwhile, the run comes to its end all the same; should it go
    before anything was done, all is done without it.
    """
    done: list[Report] = []
    tokens = scheduled.PROGRESS.set(progress), scheduled.DONE.set(done)
    result: object
    try:
        result = scheduled.ingest_flow(return_state=True).result(raise_on_failure=False)
    except (HTTPError, PrefectException) as exc:
        _LOG.warning("Prefect's server went away: %s", exc)
        _forget_untold()
        result = done[0] if done else scheduled.ingested.fn(None)
    finally:
        scheduled.PROGRESS.reset(tokens[0])
        scheduled.DONE.reset(tokens[1])
    if isinstance(result, RunReport):
        return result
    if isinstance(result, BaseException):
        raise result
    message = f"Prefect ended the run without a report: {result!r}"
    raise RuntimeError(message)


def _forget_untold() -> None:
    """Drop what waits to be told to a server that is gone: each piece takes seconds to give up.

    That is events and logs. Prefect itself offers no way.
    """
    for service in tuple(EventsWorker._instances.values()):  # type: ignore[misc] # noqa: SLF001
        loop, task = service._loop, service._task  # noqa: SLF001
        if loop is not None and task is not None:
            loop.call_soon_threadsafe(task.cancel)
