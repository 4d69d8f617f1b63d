"""Processes that share work, one a core: they begin quickly, and end with their parent."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.context import BaseContext


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def pool(jobs: int) -> ProcessPoolExecutor:
    """Return a pool of ``jobs`` processes."""
    return ProcessPoolExecutor(jobs, _context(), _begin)


def _context() -> BaseContext:
    """Fork where that is safe: what is imported by now is shared, and nothing is imported again."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _begin() -> None:
    """Prepare a process: Ctrl-C is the parent's, and without a parent there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # how the pool ends it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.collect()
    gc.freeze()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
