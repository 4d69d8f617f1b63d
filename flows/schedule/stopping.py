"""A run of Prefect's that is told to stop: it breaks off as at Ctrl-C, and is no crash.

It knows signals and Prefect's states; nothing of what a run does.
"""

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from prefect import runtime
from prefect.client.schemas.objects import State
from prefect.states import Cancelled

_STOPPED: Final = "interrupted; the next run goes on from here"


def until_stopped(work: Callable[[], State[Any]]) -> State[Any]:
    """Do the work of a flow; return how it ended, be it that somebody stopped it.

    Whoever started it by hand hears of that as of any interruption.

    Raises:
        KeyboardInterrupt: it was stopped, and is no run of a deployment.

    """
    try:
        with _heeding_sigterm():
            return work()
    except KeyboardInterrupt:
        if runtime.deployment.id is None:
            raise
        return Cancelled(message=_STOPPED)


@contextmanager
def _heeding_sigterm() -> Iterator[None]:
    """Have SIGTERM break the block off as Ctrl-C does.

    Prefect's own exception for that is nothing to psycopg, which would leave a statement running.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(*_: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough: what follows is to be recorded
    logging.getLogger("prefect").setLevel(logging.CRITICAL)  # it would cry "Crash detected!"
    raise KeyboardInterrupt
