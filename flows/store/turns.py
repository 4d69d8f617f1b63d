"""Whose turn it is at a site: who holds its lock, and what the site itself has asked of us."""

from datetime import datetime
from typing import NamedTuple

from psycopg.rows import args_row

from flows.store.statements import Connection, rows, run


class Wishes(NamedTuple):
    """What a site has asked of us: the text of its robots.txt, and not to be asked before."""

    robots: str | None
    retry_at: datetime | None


def lock_holder(connection: Connection, site: str) -> str | None:
    """Return the name of the connection that holds the session lock of ``site``."""
    row = run(connection, "site_lock_holder", site=site).fetchone()
    return None if row is None else str(row[0])


def wait_for_lock(connection: Connection, site: str, *, seconds: int) -> None:
    """Wait for the session lock of ``site``; psycopg's LockNotAvailable where it does not come."""
    run(connection, "limit_lock_wait", wait=f"{seconds}s")
    run(connection, "wait_for_site_lock", site=site)


def wishes(connection: Connection, site: str) -> Wishes:
    """Return what a site has asked of us; nothing where it has not been met yet."""
    found: Wishes | None = rows(connection, "site_wishes", args_row(Wishes), site=site).fetchone()
    return found or Wishes(None, None)


def answer_s(connection: Connection, site: str) -> float:
    """Return how long a page of ``site`` takes to come, as of late; 0 where it is not known."""
    row = run(connection, "site_answer_ms", site=site).fetchone()
    return 0.0 if row is None or row[0] is None else float(row[0]) / 1000
