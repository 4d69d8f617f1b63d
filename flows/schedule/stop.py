"""The end of ``warta serve``, when a signal asks for it: what runs is ended first.

It knows signals and processes; nothing of what they do (how a run breaks off stands in
``flows.schedule.stopping``).
"""

import asyncio
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final, cast

import psutil

from flows.schedule.sigterm import sigterm_interrupts

#: For a run to cancel its statement, to end its crawler (flows.crawl.starting: thrice 15 s at the
#: most), and to be recorded.
_GRACE_S: Final = 60.0
_LOOK_S: Final = 0.2
_TOLD: Final = (
    f"Stopping: what runs breaks off, within {_GRACE_S:.0f} s (at once: the same again); "
    "the next run goes on from there.\n"
)
_STOPPING: Final = "Stopping.\n"


@contextmanager
def kept_from_runs(number: signal.Signals) -> Iterator[None]:
    """Keep a signal from processes that begin in this block: Ctrl-C reaches them all at once.

    They inherit that it is blocked in this thread; another one hears it for this process.
    """
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    signal.pthread_sigmask(signal.SIG_BLOCK, {number})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {number})


def until_signalled(work: Callable[[], int]) -> int:
    """Do the work; where a signal ends it before there is a ``Stop``, say so: it is no failure."""
    try:
        with sigterm_interrupts():
            return work()
    except KeyboardInterrupt:
        sys.stderr.write(_STOPPING)
        return 0


class Stop:
    """Waits for a signal, ends what began since it was made, and cancels the task it was made in.

    Runs are told to end, and do in good order. Those that take too long are killed, and all are
    where the signal comes twice; that costs nothing that is committed.
    """

    def __init__(self) -> None:
        """Hear signals from now on: even where a shell in the background had us ignore them."""
        self._loop = asyncio.get_running_loop()
        self._serving = cast("asyncio.Task[None]", asyncio.current_task())
        self._others = {one.pid for one in psutil.Process().children()}
        self._told: set[int] = set()
        self._over_s: float | None = None
        for number in (signal.SIGINT, signal.SIGTERM):
            self._loop.add_signal_handler(number, self._ask)

    def is_running(self) -> bool:
        """Whether there are runs."""
        return bool(self._runs())

    def _ask(self) -> None:
        if self._over_s is not None:
            self._over_s = 0.0
            return
        self._over_s = time.monotonic() + _GRACE_S
        sys.stderr.write(_TOLD if self.is_running() else _STOPPING)
        self._end_runs(self._over_s)

    def _end_runs(self, over_s: float) -> None:
        """End what runs, and what begins meanwhile; then this task, which would just kill them."""
        runs = self._runs()
        if not runs:
            self._serving.cancel()
            return
        for run in runs:
            with suppress(psutil.NoSuchProcess):
                self._end(run, is_over=time.monotonic() >= over_s)
        self._loop.call_later(_LOOK_S, lambda: self._end_runs(cast("float", self._over_s)))

    def _runs(self) -> list[psutil.Process]:
        return [one for one in psutil.Process().children() if one.pid not in self._others]

    def _end(self, run: psutil.Process, *, is_over: bool) -> None:
        if is_over:
            run.kill()
        elif run.pid not in self._told:
            self._told.add(run.pid)
            run.terminate()
