"""Session locks, by name: of sites, and of whatever else is done by one at a time."""

from typing import NamedTuple

from psycopg.rows import args_row

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
    row = run(connection, "try_site_lock", site=name).fetchone()
    return bool(row and row[0])


def unlock(connection: Connection, name: str) -> None:
    """Give a lock back."""
    run(connection, "release_site_lock", site=name)


def holder(connection: Connection, name: str) -> Holder | None:
    """Return who holds a lock; None where nobody does any more."""
    return rows(connection, "site_lock_holder", args_row(Holder), site=name).fetchone()


def wait(connection: Connection, name: str, *, seconds: int) -> None:
    """Wait for a lock; psycopg's LockNotAvailable where it does not come."""
    run(connection, "limit_lock_wait", wait=f"{seconds}s")
    run(connection, "wait_for_site_lock", site=name)
