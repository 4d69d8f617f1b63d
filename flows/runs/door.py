"""The one door to a site: whoever fetches, or writes what was fetched, goes through it.

A session lock on a direct connection keeps two runs apart, in a database and whatever the
scheduler does; a fencing number, checked in each transaction, refuses the commit of a run that
lost its lock without noticing. It knows locks and connections; nothing of crawling.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from threading import RLock
from typing import Final, Self
from urllib.parse import urlsplit

from psycopg.errors import LockNotAvailable

from crawler.sites import Site
from flows import db
from flows.settings import SettingsError
from flows.store import channels, load, locks, runs, sites
from flows.store.sites import Taken
from flows.store.statements import Connection

_LOG: Final = logging.getLogger(__name__)
#: Flows that go in slices: whoever else comes waits for the end of one, and they wait for all.
SLICED: Final = ("backfill", "plan", "reconcile")
_SLICES: Final = tuple(f"warta {flow} " for flow in SLICED)
#: A slice takes at most 60 s, its last request at most as long again.
_SLICE_MAX_S: Final = 150
#: No run takes longer: `flows.runs.deadline` ends it. A crawl ends by itself after an hour
#: (crawler.plan.Limits.run_s), a slice of a backfill sooner.
RUN_MAX_S: Final = 7_200


class DoorTakenError(RuntimeError):
    """Another run holds the site's lock: there is nothing to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """A site that this run alone may fetch from.

    Attributes:
        taken: what the archive knew of the site when it was taken.
        recorded_at: when anything was recorded last, by then.
        writer: the connection for all statements; its staging tables are there.

    """

    site: Site
    taken: Taken
    recorded_at: datetime | None
    writer: Connection
    _lock: Connection = field(repr=False)
    _another: Callable[[], AbstractContextManager[Connection]] = field(repr=False)
    _turn: RLock = field(default_factory=RLock, repr=False)

    @contextmanager
    def beside(self) -> Iterator[Self]:
        """Give the same door with a writer of its own, for another thread.

        Their transactions follow one another, since each holds the site's row; they take turns
        here, where no time-out of the server's ends a wait.

        Raises:
            flows.db.DatabaseError: the database can't be used.

        """
        with self._another() as writer:
            yield replace(self, writer=writer)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Give the writer in a transaction that only commits while the site is ours.

        Raises:
            flows.store.sites.FencedError: another run has taken the site over.
            flows.db.DatabaseGoneError: the connection that holds the lock is gone.

        """
        with self._turn, db.translated():
            self._lock.execute("SELECT 1")
            with self.writer.transaction():
                sites.check_fence(self.writer, self.site.name, self.taken.fence)
                yield self.writer


@contextmanager
def open_door(conninfo: str, site: Site, *, flow: str = "ingest") -> Iterator[Door]:
    """Take the site for as long as the ``with`` block lasts.

    Waits where a flow in slices holds it, which lets go of it soon; such a flow waits for all.

    Raises:
        DoorTakenError: another run holds it.
        flows.settings.SettingsError: the site of that name is another one.
        flows.db.DatabaseError: the database can't be used, or is behind a transaction pooler.

    """
    another = partial(_writer, conninfo, f"{flow} {site.name}")
    with db.connect(conninfo, name=f"{flow} lock {site.name}", autocommit=True) as lock:
        with db.translated():
            _refuse_pooler(lock)
            _take_lock(lock, site, flow)
        with locks.given_back(lock, site.name), another() as writer:
            with db.translated(), writer.transaction():
                taken = sites.take(writer, site)
                if taken is None:
                    raise _elsewhere(site, sites.address(writer, site.name) or "")
                site = channels.addressed(writer, site)
                recorded_at = runs.recorded_at(writer)
            yield Door(
                site=site,
                taken=taken,
                recorded_at=recorded_at,
                writer=writer,
                _lock=lock,
                _another=another,
            )


def _elsewhere(site: Site, known: str) -> SettingsError:
    """Say that a site's name stands for another one, which was followed at ``known``."""
    if urlsplit(known).netloc != urlsplit(site.base_url).netloc:
        return SettingsError(
            f"WARTA_SITE_URL: {site.name} is not followed at {site.home_url}, but at {known}. "
            "Where this is another site, give it a name of its own (WARTA_SITE), or a database; "
            f"where the site has moved, say once that it is the same: WARTA_SITE={site.name}"
        )
    return SettingsError(
        f"WARTA_SITE_URL: {site.name} is not followed at {site.home_url}, but in another folder of "
        "that host. Where this is another site, give it a name of its own (WARTA_SITE)"
    )


@contextmanager
def _writer(conninfo: str, name: str) -> Iterator[Connection]:
    """Connect for statements that load."""
    with db.connect(conninfo, name=name) as writer:
        with db.translated():
            load.prepare(writer)
        yield writer


def _take_lock(lock: Connection, site: Site, flow: str) -> None:
    """Take the site's lock; those who wait for it get it in their order."""
    if locks.try_lock(lock, site.name):
        return
    holder = locks.holder(lock, site.name)
    is_slice = holder is not None and holder.application.startswith(_SLICES)
    if flow not in SLICED and not is_slice:
        message = f"another run is at {site.name}: {holder or 'it has just ended'}"
        raise DoorTakenError(message)
    wait_s = RUN_MAX_S if flow in SLICED else _SLICE_MAX_S
    if flow not in SLICED:  # a person may be looking on
        _LOG.warning("%s waits for the end of a slice: %s", flow, holder)
    try:
        locks.wait(lock, site.name, seconds=wait_s)
    except LockNotAvailable as exc:
        message = f"{holder or 'another run'} has been at {site.name} for {wait_s} s"
        raise DoorTakenError(message) from exc


def _refuse_pooler(connection: Connection) -> None:
    """Refuse a connection whose server process is not the one that greeted us.

    A transaction pooler greets by itself, and hands each transaction to any server process: a
    session lock would be left with a stranger.
    """
    row = connection.execute("SELECT pg_backend_pid()").fetchone()
    if row is None or row[0] != connection.info.backend_pid:
        message = (
            "DATABASE_URL leads through a transaction pooler, which can't hold the site's lock: "
            "give the address of the server itself"
        )
        raise db.DatabaseError(message)
