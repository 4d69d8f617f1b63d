"""How batches are shared out: in this process, or over processes of this machine.

Over machines, Prefect and Dask do it (``through_prefect``). Which of them makes no difference to
what is found.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from crawler.sites import Site
from flows.processes import pool
from flows.reprocess.batch import Batch, ReprocessError, Tally, read_batch
from flows.settings import Settings

#: Has batches read, in any order; gives what each came to as it ends.
Spread = Callable[[Sequence[Batch]], Iterator[Tally]]


def spread_over(settings: Settings, conninfo: str, site: Site, *, jobs: int) -> Spread:
    """Return what shares batches out to ``jobs`` processes; 1 is this one."""
    read = partial(read_batch, settings, conninfo, site)
    if jobs > 1:
        return partial(_over_processes, read, jobs)
    gc.freeze()  # what is loaded by now stays: the collector need not look at it again
    return partial(map, read)


def _over_processes(
    read: Callable[[Batch], Tally], jobs: int, batches: Sequence[Batch]
) -> Iterator[Tally]:
    """Share batches out.

    Raises:
        ReprocessError: a process was killed.

    """
    with pool(min(jobs, max(len(batches), 1))) as workers:
        try:
            for future in as_completed([workers.submit(read, batch) for batch in batches]):
                yield future.result()
        except BrokenProcessPool as exc:
            message = "a process was killed (out of memory?): fewer --jobs need less"
            raise ReprocessError(message) from exc
        finally:
            workers.shutdown(wait=False, cancel_futures=True)
