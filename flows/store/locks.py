"""Session locks, by name: of sites, and of whatever else is done by one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import NamedTuple

import psycopg
from psycopg.rows import args_row

from flows import db
from flows.store.statements import Connection, rows, run


class Holder(NamedTuple):
    """Who holds a lock; ``application`` is what the connection calls itself."""

    pid: int
    account: str
    application: str

    def __str__(self) -> str:
        """Say it for people."""
        name = self.application or "a connection without a name"
        return f"{name} (account {self.account}, process {self.pid} of the server)"

    @property
    def is_run(self) -> bool:
        """Whether it calls itself ours: anybody who may connect may take a lock."""
        return self.application.startswith("warta ")


def try_lock(connection: Connection, name: str) -> bool:
    """Take a lock for as long as the session lasts; False where somebody else holds it."""
    with connection.transaction():
        row = run(connection, "try_site_lock", site=name).fetchone()
    return bool(row and row[0])


@contextmanager
def held(connection: Connection, name: str) -> Iterator[bool]:
    """Take a lock for the ``with`` block, and say whether it is ours: it may be somebody else's."""
    with given_back(connection, name) if (is_ours := try_lock(connection, name)) else nullcontext():
        yield is_ours


@contextmanager
def alone(conninfo: str, name: str) -> Iterator[Connection | None]:
    """Connect for the ``with`` block, for what one does at a time; None where another is at it.

    Raises:
        flows.db.DatabaseError: the database can't be used.

    """
    with (
        db.session(conninfo, name=name, autocommit=True) as connection,
        held(connection, name) as is_ours,
    ):
        yield connection if is_ours else None


@contextmanager
def given_back(connection: Connection, name: str) -> Iterator[None]:
    """Give a lock that was taken back at the end of the ``with`` block, however that ends.

    For who comes next: the server lets go of a closed connection's locks a moment later. A broken
    connection has let go of them, and the block itself tells of it.
    """
    try:
        yield
    finally:
        with suppress(psycopg.Error), connection.transaction():
            run(connection, "release_site_lock", site=name)


@contextmanager
def shared(connection: Connection, name: str) -> Iterator[None]:
    """Share a lock for the ``with`` block with all who take it so: nobody has it alone then."""
    with connection.transaction():
        run(connection, "share_site_lock", site=name)
    try:
        yield
    finally:
        with suppress(psycopg.Error), connection.transaction():
            run(connection, "unshare_site_lock", site=name)


def holder(connection: Connection, name: str) -> Holder | None:
    """Return who holds a lock; None where nobody does any more."""
    return rows(connection, "site_lock_holder", args_row(Holder), site=name).fetchone()


def wait(connection: Connection, name: str, *, seconds: int) -> None:
    """Wait for a lock, with 0 however long; psycopg's LockNotAvailable where it does not come."""
    with connection.transaction():
        run(connection, "limit_lock_wait", wait=f"{seconds}s")
        run(connection, "wait_for_site_lock", site=name)
