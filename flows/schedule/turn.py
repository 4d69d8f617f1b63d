"""Whose turn it is of the runs that a schedule made: one at a time, and none that came too late.

It knows the archive's locks and record of runs; nothing of Prefect.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime

from flows import db
from flows.store import locks, runs


@contextmanager
def take(conninfo: str, flow: str, site: str, *, since: datetime, now: datetime) -> Iterator[bool]:
    """Take a flow's turn at a site for as long as the ``with`` block lasts; say whether it is ours.

    It is not where another run has it, on whatever machine, or began ``since`` then and has ended
    by ``now``: that one did what was to be done. Who is killed has it no more.

    Raises:
        flows.db.DatabaseError: the database can't be used.

    """
    name = f"{flow} turn of {site}"
    with db.connect(conninfo, name=f"{flow} turn {site}", autocommit=True) as archive:
        with db.translated():
            is_free = locks.try_lock(archive, name)
            is_done = runs.is_done_between(archive, site=site, flow=flow, since=since, now=now)
        with locks.given_back(archive, name) if is_free else nullcontext():
            yield is_free and not is_done
