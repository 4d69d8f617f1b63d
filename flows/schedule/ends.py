"""How a flow ends on Prefect's screen: as it does for everybody else, and in a line.

It knows Prefect's states and loggers, verdicts, and what may go wrong; nothing of what a flow does.
"""

import logging
from collections.abc import Callable
from typing import Any, Final

from prefect import runtime
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from crawler.sites import SiteError
from flows import db
from flows.keeping import disk
from flows.keeping.shelf import KeepingError
from flows.runs.report import Verdict
from flows.schedule.stopping import until_stopped
from flows.settings import SettingsError

_FORESEEN: Final = (db.DatabaseError, KeepingError, SettingsError, SiteError, OSError)


def told(work: Callable[[], State[Any]], *foreseen: type[Exception]) -> State[Any]:
    """Do the work of a flow; where it is known what went wrong, a line says so, as of a command.

    ``foreseen`` is what else may go wrong with it.

    Raises:
        Exception: it went wrong, and no deployment is run but a command.

    """
    if runtime.deployment.id is not None:
        logging.getLogger("prefect.task_runs").setLevel(logging.CRITICAL)  # its flow raises it too
    try:
        return until_stopped(work)
    except Exception as exc:
        why = disk.complaint(exc) if isinstance(exc, OSError) else str(exc)
        is_foreseen = isinstance(exc, (*_FORESEEN, *foreseen)) and why is not None
        if runtime.deployment.id is None or not is_foreseen:
            raise
        show_end()
        return Failed(message=why)


def show_end() -> None:
    """Have log and screen show Prefect's line of how a run ended: nobody prints its report.

    Not what follows where Prefect's server takes that no more, a traceback for each try.
    """
    logger = logging.getLogger("prefect.flow_runs")
    logger.setLevel(logging.INFO)
    logger.addFilter(lambda record: record.levelno == logging.INFO)


def state_of(verdict: Verdict, report: object) -> State[Any]:
    """Return how a run ended as Prefect says it: Completed, Degraded or Failed."""
    if verdict.state == "failed":
        return Failed(message=verdict.reason, data=report)
    name = "Degraded" if verdict.state == "degraded" else None
    return Completed(name=name, message=verdict.reason, data=report)
