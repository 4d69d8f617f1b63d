"""SIGTERM, heard as Ctrl-C is: what runs breaks off in good order. It knows signals alone."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Terminated(KeyboardInterrupt):
    """SIGTERM asked this process to end."""


@contextmanager
def sigterm_interrupts(then: Callable[[], None] | None = None) -> Iterator[None]:
    """Have SIGTERM break the block off as Ctrl-C does, after ``then``; once is enough.

    What follows is to be done, and recorded, in peace.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(*_: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if then is not None:
            then()
        raise Terminated

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
