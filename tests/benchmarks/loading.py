"""Archives that benchmarks fill as the flows do: servers, databases, batches and their time."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

import psycopg

from flows import embedded, migrate
from flows.records import Batch, CaptureRow, Item
from flows.store import load, runs, sites
from tests.benchmarks.newsroom import SITE, Newsroom
from tests.databases import on, temporary_database
from tests.homes import new_home

Connection = psycopg.Connection[tuple[Any, ...]]


@contextmanager
def a_server(given: str | None) -> Iterator[str]:
    """A server as the product has it, in a home of its own, unless one is given."""
    if given:
        yield given
        return
    with new_home() as home:
        yield embedded.ensure(home)


def run_on_server(
    bench: Callable[[str, int], None], about: str | None, *, of: str, number: int
) -> None:
    """Run a benchmark as its command line says: how many ``of`` what, and on which server."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("number", nargs="?", type=int, default=number, help=of)
    parser.add_argument("--server", help="URL of a server; default: one of its own")
    given = parser.parse_args()
    with a_server(given.server) as server:
        bench(server, given.number)


@contextmanager
def a_database(server: str) -> Iterator[str]:
    """A migrated database of this run's own."""
    with temporary_database(server) as name:
        migrate.migrate(on(server, name))
        yield on(server, name)


@dataclass(slots=True)
class Loader:
    """Loads batches as the flows do, and keeps the time."""

    connection: Connection
    run_id: UUID
    seconds: float = 0.0

    def put(self, pages: Sequence[tuple[CaptureRow, Item]]) -> float:
        """Load pages in one transaction; return the seconds that it took."""
        batch = Batch(captures=[row for row, _ in pages], items=[item for _, item in pages])
        now = datetime.now(UTC)
        before = time.perf_counter()
        with self.connection.transaction():
            sites.hold(self.connection, SITE.name)
            load.load(self.connection, batch, site=SITE.name, run_id=self.run_id, now=now)
        took = time.perf_counter() - before
        self.seconds += took
        return took


def begin(connection: Connection) -> Loader:
    """Begin a run."""
    load.prepare(connection)
    run_id, now = uuid4(), datetime.now(UTC)
    with connection.transaction():
        sites.ensure(connection, SITE)
        runs.begin(connection, run_id, site=SITE.name, flow="import", fence=0, now=now)
    return Loader(connection, run_id)


def load_all(connection: Connection, total: int, size: int) -> Loader:
    """Load articles in batches of ``size``."""
    loader, newsroom = begin(connection), Newsroom(1)
    pages = map(newsroom.page, range(1, total + 1))
    while batch := list(islice(pages, size)):
        loader.put(batch)
    return loader


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
