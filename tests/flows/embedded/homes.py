"""Homes of embedded servers to test with, and what they are asked."""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg

from flows import embedded
from flows.embedded import place


def discard(home: Path) -> None:
    """Stop the server of a home, if it has one."""
    for name in ("postgres", "postgres.json"):
        if (home / name).exists():
            with suppress(embedded.EmbeddedError):
                embedded.stop(home)


def ensure(home: Path) -> str:
    """Start a server that a crash of the machine may ruin, and that a forgotten test ends."""
    return embedded.ensure(home, idle_s=300, is_durable=False)


def ask(url: str, query: str) -> object:
    """The first column of the first row, if there is one."""
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(query.encode())
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def started_at(url: str) -> object:
    """What tells two servers apart."""
    return ask(url, "SELECT pg_postmaster_start_time()")


def at(home: Path) -> place.Place:
    """The place of a home that has one."""
    found = place.find(home)
    assert found is not None
    return found


def postmaster(home: Path) -> int:
    """The number of a server that runs."""
    return int((at(home).data / "postmaster.pid").read_text().split()[0])


def until(holds: Callable[[], bool], wait_s: float = 60) -> bool:
    """Whether something becomes true in time."""
    deadline = time.monotonic() + wait_s
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
