"""Session locks, by name: of sites, and of whatever else is done by one at a time."""

from flows.store.statements import Connection, run


def try_lock(connection: Connection, name: str) -> bool:
    """Take a lock for as long as the session lasts; False where somebody else holds it."""
    row = run(connection, "try_site_lock", site=name).fetchone()
    return bool(row and row[0])


def unlock(connection: Connection, name: str) -> None:
    """Give a lock back."""
    run(connection, "release_site_lock", site=name)


def holder(connection: Connection, name: str) -> str | None:
    """Return the name of the connection that holds a lock."""
    row = run(connection, "site_lock_holder", site=name).fetchone()
    return None if row is None else str(row[0])


def wait(connection: Connection, name: str, *, seconds: int) -> None:
    """Wait for a lock; psycopg's LockNotAvailable where it does not come."""
    run(connection, "limit_lock_wait", wait=f"{seconds}s")
    run(connection, "wait_for_site_lock", site=name)
