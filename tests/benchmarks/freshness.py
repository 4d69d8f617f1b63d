"""How long it takes from publication to row: ``python -m tests.benchmarks.freshness``.

A simulated site publishes at random moments, some minutes few posts and one minute fifty, while a
real ``warta serve`` follows it every minute with a pause between requests. For each post counts the
time until its row can be queried. It may take an interval, 15 seconds, and a pause for each request
that the site was asked between its publication and its page: those were queued before it.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import psycopg

from flows import embedded, migrate
from tests.benchmarks.crawl import ROOT, say
from tests.benchmarks.overhead import INGEST
from tests.homes import new_home
from tests.site import Site, WordPress, serve

INTERVAL_S: Final = 60.0
ALLOWED_S: Final = 15.0
#: Posts of a minute; in this order, and from the beginning.
MINUTES: Final = (3, 50, 0, 1, 25, 8)
BEGUN: Final = 15
_PAUSE_S: Final = 0.1
_STUCK_S: Final = 600.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrived:
    """A post whose row is there: how long that took, and how long it may take, in seconds."""

    took_s: float
    allowed_s: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """What is followed: the site, its archive, the pause between requests."""

    site: Site
    url: str
    delay_s: float


def moments(minutes: int, dice: random.Random) -> list[float]:
    """Return when posts come out, in seconds from the beginning."""
    return sorted(
        (minute + dice.random()) * 60
        for minute in range(minutes)
        for _ in range(MINUTES[minute % len(MINUTES)])
    )


def followed(given: Given, due: Sequence[float]) -> Iterator[Arrived]:
    """Publish when it is time, and give each post as soon as its row can be queried."""
    began, waiting, left = time.monotonic(), dict[str, float](), list(due)
    with psycopg.connect(given.url, autocommit=True) as connection:
        while left or waiting:
            given.site.wordpress.set_now(_now())
            while left and time.monotonic() - began >= left[0]:
                left.pop(0)
                waiting[given.site.wordpress.publish().path] = time.monotonic()
            for path in _stored(connection, given.site, list(waiting)):
                yield _arrived(given, path, waiting.pop(path))
            if waiting and time.monotonic() - min(waiting.values()) > _STUCK_S:
                message = f"{min(waiting)} has not arrived in {_STUCK_S:.0f} s"
                raise TimeoutError(message)
            time.sleep(_PAUSE_S)


def _now() -> datetime:
    """Return the time, to the second as WordPress knows it."""
    return datetime.now(UTC).replace(microsecond=0)


def _stored(connection: psycopg.Connection, site: Site, paths: Sequence[str]) -> list[str]:
    """Return those of the paths whose articles can be queried."""
    urls = {site.base_url + path: path for path in paths}
    rows = connection.execute("SELECT url FROM warta.articles WHERE url = ANY(%s)", [list(urls)])
    return [urls[url] for (url,) in rows]


def _arrived(given: Given, path: str, published: float) -> Arrived:
    took_s = time.monotonic() - published
    since = [entry for entry in given.site.log.entries if entry.seconds > published]
    before = next(number for number, entry in enumerate(since) if entry.path == path)
    return Arrived(took_s=took_s, allowed_s=INTERVAL_S + ALLOWED_S + before * given.delay_s)


@contextmanager
def served(given: Given, home: Path) -> Iterator[None]:
    """Have ``warta serve`` follow the site; begin when it has brought in what there was."""
    environ = {
        "WARTA_HOME": str(home),
        "WARTA_SITE_URL": given.site.base_url,
        "WARTA_MIN_DELAY_S": str(given.delay_s),
    }
    with subprocess.Popen(
        [sys.executable, "-c", INGEST, "serve", "--every", "1"],
        cwd=ROOT,
        env=os.environ | environ,
    ) as process:
        try:
            _await_articles(given.url)
            yield
        finally:
            process.terminate()


def _await_articles(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for _ in range(round(_STUCK_S / _PAUSE_S)):
            row = connection.execute("SELECT count(*) FROM warta.articles").fetchone()
            if row and row[0] >= BEGUN:
                return
            time.sleep(_PAUSE_S)
    raise TimeoutError("warta serve brought in nothing")


def report(arrived: Sequence[Arrived]) -> bool:
    """Print how long it took; return whether that holds for 95 of 100 posts."""
    took = sorted(one.took_s for one in arrived)
    left = sorted(one.allowed_s - one.took_s for one in arrived)
    p95 = statistics.quantiles(took, n=20)[-1]
    allowed = statistics.quantiles([one.allowed_s for one in arrived], n=20)[-1]
    late = sum(one < 0 for one in left)
    middle, longest = statistics.median(took), took[-1]
    say(f"{len(took)} posts: p50 {middle:.1f} s, p95 {p95:.1f} s, longest {longest:.1f} s")
    say(f"allowed: p95 {allowed:.1f} s; {late} posts took longer than theirs")
    say(f"the nearest to it had {left[0]:.1f} s left")
    return late <= len(took) / 20


def measure(home: Path, minutes: int, delay_s: float) -> bool:
    """Measure in a home of warta."""
    with serve(WordPress(posts=BEGUN, now=_now())) as site:
        given = Given(site=site, url=embedded.ensure(home, idle_s=600), delay_s=delay_s)
        migrate.migrate(given.url)
        with served(given, home):
            return report([*followed(given, moments(minutes, random.Random(7)))])


def main() -> int:
    """Measure as the command line says; 1 where it takes longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=int, default=len(MINUTES))
    parser.add_argument("--delay", type=float, default=0.5, help="seconds between two requests")
    asked = parser.parse_args()
    with new_home() as home:
        is_fresh = measure(home, asked.minutes, asked.delay)
    return 0 if is_fresh else 1


if __name__ == "__main__":
    sys.exit(main())
