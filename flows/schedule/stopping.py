"""A run of Prefect's that is told to stop: it breaks off as at Ctrl-C, and is no crash.

It knows Prefect's states; nothing of what a run does.
"""

import logging
from collections.abc import Callable
from typing import Any, Final

from prefect import runtime
from prefect.client.schemas.objects import State
from prefect.states import Cancelled

from flows.schedule.sigterm import sigterm_interrupts

_STOPPED: Final = "interrupted; the next run goes on from here"


def until_stopped(work: Callable[[], State[Any]]) -> State[Any]:
    """Do the work of a flow; return how it ended, be it that somebody stopped it.

    Whoever started it by hand hears of that as of any interruption.

    Raises:
        KeyboardInterrupt: it was stopped, and is no run of a deployment.

    """
    try:
        with sigterm_interrupts(_hush):  # Prefect's own exception for it is nothing to psycopg
            return work()
    except KeyboardInterrupt:
        if runtime.deployment.id is None:
            raise
        return Cancelled(message=_STOPPED)


def _hush() -> None:
    """Keep Prefect from crying "Crash detected!"."""
    logging.getLogger("prefect").setLevel(logging.CRITICAL)
