"""The deadline of a run: where one hangs, its process is ended.

Whatever it hangs in: the timer is a thread of C, which waits for no Python. To be killed costs a
run nothing that is committed, and its crawler ends with it. It knows nothing of what a run does.
"""

import faulthandler
from collections.abc import Iterator
from contextlib import contextmanager

from flows.runs.door import RUN_MAX_S


@contextmanager
def deadline(seconds: float = RUN_MAX_S) -> Iterator[None]:
    """End this process with exit code 1 when the block takes longer; say where it stood."""
    faulthandler.dump_traceback_later(seconds, exit=True, file=2)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
