"""How fast captures are read again: ``python -m tests.benchmarks.reprocess``.

Pages of the simulator's themes are kept as WARC, compressed as sites send them, and imported into
an archive on a server of its own; then they are read again with one process and with two. CPU time
counts, of the processes that read: what else a machine does touches that least. The extractor alone
takes the same pages from memory and makes their contents, as in README's comparison with others.
They take turns, and medians count.

``--keep FOLDER`` leaves the archive there, for trials with other workers; it is used again.
"""

import argparse
import gc
import gzip
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Final

import psycopg
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.extract import extract
from crawler.sites import site_for_url
from flows import db, embedded, migrate
from flows.importing.flow import import_files
from flows.importing.sources import Source
from flows.normalise import content_of
from flows.reprocess.findings import Asked
from flows.reprocess.flow import reprocess
from flows.reprocess.spread import spread_over
from flows.settings import Settings, read_settings
from tests.benchmarks.extract_speed import simulated
from tests.homes import new_home

HOME: Final = "https://purnawarta.com"
START: Final = datetime(2024, 1, 1, tzinfo=UTC)
#: Captures of a segment, as the crawler writes them.
SEGMENT: Final = 250
POSTS: Final = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """What it took to read all pages, in seconds: of CPU, and on the clock."""

    cpu_s: float
    wall_s: float


def pages(count: int) -> Iterator[tuple[str, bytes]]:
    """Yield ``count`` pages with their URLs: each of the simulator's under many addresses."""
    bodies = [body for _, body in simulated(POSTS)]
    for number in range(count):
        yield f"{HOME}/nasional/halaman-{number:06d}", bodies[number % len(bodies)]


def segments(folder: Path, count: int) -> list[Path]:
    """Write the pages as WARC segments, bodies compressed as they were sent."""
    made: list[Path] = []
    for number, (url, body) in enumerate(pages(count)):
        if number % SEGMENT == 0:
            made.append(folder / f"purnawarta-{len(made):05d}.warc.gz")
        with made[-1].open("ab") as file:
            _write(WARCWriter(file, gzip=True), url, _addressed(body, url), number)
    return made


def _addressed(body: bytes, url: str) -> bytes:
    """Return a page that says it is at ``url``, and has no number: an article of its own."""
    head, rest = body.split(b"</head>", 1)
    for mark in (b'rel="canonical"', b"rel='canonical'", b'rel="shortlink"', b"rel='shortlink'"):
        head = head.replace(mark, b'rel="x"')
    canonical = f'<link rel="canonical" href="{url}">'.encode()
    return head + canonical + b"</head>" + rest.replace(b"postid-", b"p-").replace(b"post-", b"p-")


def _write(writer: WARCWriter, url: str, body: bytes, number: int) -> None:
    sent = gzip.compress(body, 6)
    headers = [("Content-Type", "text/html; charset=UTF-8"), ("Content-Encoding", "gzip")]
    record = writer.create_warc_record(
        url,
        "response",
        payload=BytesIO(sent),
        http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": (START + timedelta(minutes=number)).isoformat()[:-6] + "Z"},
    )
    writer.write_record(record)


def fill(settings: Settings, url: str, count: int) -> None:
    """Import the pages, unless that was done before."""
    migrate.migrate(url)
    with db.connect(url, name="bench") as connection:
        row = connection.execute("SELECT count(*) FROM ingest.capture").fetchone()
    if row and row[0]:
        return
    with tempfile.TemporaryDirectory() as folder:
        sources = [Source(path=path) for path in segments(Path(folder), count)]
        import_files(settings, url, sources, clock=lambda: datetime.now(UTC))


def alone(count: int) -> Taken:
    """Extract the pages from memory: what cannot be done without."""
    site = site_for_url(HOME)
    some = [(url, _addressed(body, url)) for url, body in pages(min(count, 500))]
    gc.collect()
    gc.freeze()

    def run() -> None:
        for url, body in some:
            found = extract(body, url=url, site=site, charset="UTF-8", captured_at=START)
            content_of(found, site, url=url, media_type="text/html")

    taken = _timed(run)
    gc.unfreeze()
    return Taken(cpu_s=taken.cpu_s * count / len(some), wall_s=taken.wall_s * count / len(some))


def again(settings: Settings, url: str, jobs: int) -> Taken:
    """Read all captures in shadow, as if for the first time."""
    with psycopg.connect(url) as connection:
        connection.execute("TRUNCATE ingest.shadow")
    spread = spread_over(settings, url, settings.site(), jobs=jobs)

    def run() -> None:
        found = reprocess(
            settings, url, asked=Asked(), spread=spread, clock=lambda: datetime.now(UTC)
        )
        assert found.found and not found.found.changed, found.run.verdict.reason  # noqa: PT018

    return _timed(run)


def _timed(run: Callable[[], None]) -> Taken:
    """Time what ``run`` takes, of this process and of those that it began and ended."""
    before, begun = os.times(), time.monotonic()
    run()
    for child in multiprocessing.active_children():
        child.join()  # its time counts once it has ended
    after = os.times()
    return Taken(cpu_s=sum(after[:4]) - sum(before[:4]), wall_s=time.monotonic() - begun)


def report(found: dict[str, list[Taken]], count: int) -> Iterator[str]:
    """Yield the lines of the report."""
    cpu = {name: statistics.median(one.cpu_s for one in taken) for name, taken in found.items()}
    wall = {name: statistics.median(one.wall_s for one in taken) for name, taken in found.items()}
    for name in found:
        yield (
            f"{name:<16} {cpu[name] / count * 1000:6.2f} ms CPU a page, "
            f"{count / cpu[name]:5.0f} pages/CPU s, {count / wall[name]:5.0f} pages/s"
        )
    ratio = cpu["extractor alone"] / cpu["one process"]
    yield f"one process reads {ratio:.2f} of the extractor's own pages per CPU second (asked 0.85)"
    more = cpu["two processes"] / cpu["one process"]
    yield f"two processes take {more:.2f} times the CPU seconds of one (asked at most 1.15)"
    yield f"and are {wall['one process'] / wall['two processes']:.2f} times as fast on the clock"


def measure(home: Path, count: int, rounds: int) -> None:
    """Measure in a home of warta, and print the report."""
    home.mkdir(parents=True, exist_ok=True)
    url = embedded.ensure(home, idle_s=600)
    settings = read_settings({"WARTA_HOME": str(home), "DATABASE_URL": url})
    fill(settings, url, count)
    found: dict[str, list[Taken]] = {}
    for _ in range(rounds):
        for name, run in (
            ("extractor alone", partial(alone, count)),
            ("one process", partial(again, settings, url, 1)),
            ("two processes", partial(again, settings, url, 2)),
        ):
            found.setdefault(name, []).append(run())
    sys.stdout.write("".join(f"{line}\n" for line in report(found, count)))


def main() -> int:
    """Measure as asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("pages", type=int, nargs="?", default=4_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    asked = parser.parse_args()
    if asked.keep:
        measure(asked.keep.absolute(), asked.pages, asked.rounds)
        return 0
    with new_home() as home:
        measure(home, asked.pages, asked.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
