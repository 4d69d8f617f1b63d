"""How fast the crawler fetches, beside an empty Scrapy spider that does nothing with its pages.

Both ask the same server, which is another process, for the same articles of 100 KB, at the same
concurrency and without a pause; the crawler keeps them as WARC. ``make bench`` runs it. With
another number of pages, or to see what memory 20,000 pages take::

    python -m tests.benchmarks.crawl 500
    python -m tests.benchmarks.crawl --memory
"""

import argparse
import asyncio
import gzip
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple
from uuid import uuid4

from crawler.plan import Fetch, Limits, Plan
from tests.benchmarks.newsroom import Newsroom

ROOT: Final = Path(__file__).parents[2]
PAGE_BYTES: Final = 100_000
#: Addresses as the site has them, without a number of their own: one names page 7 of a post.
PATH: Final = "/internasional/iran/kapal-tanker-tiba-di-pelabuhan-selatan-"
PLAIN: Final = "/polos/kapal-tanker-tiba-di-pelabuhan-selatan-"
#: The server sends these in turn.
PAGES: Final = 20
#: Crawler and empty spider take turns, so that what else the machine does meets both.
TURNS: Final = 3
#: At least so many of the empty spider's pages per second.
FLOOR: Final = 0.8

EMPTY: Final = """
import sys
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess

url, count, concurrency = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])

class Empty(Spider):
    name = "empty"
    async def start(self):
        for number in range(count):
            yield Request(f"{url}{number}")
    def parse(self, response):
        pass

process = AsyncCrawlerProcess({
    "CONCURRENT_REQUESTS": concurrency,
    "CONCURRENT_REQUESTS_PER_DOMAIN": concurrency,
    "DOWNLOAD_DELAY": 0,
    "LOG_LEVEL": "WARNING",
    "REMOTE_CONTROL_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
})
process.crawl(Empty)
process.start()
"""


class Server(asyncio.Protocol):
    """Sends articles, compressed where that is asked for, as the site's own server does.

    Below ``PLAIN`` it compresses nothing, as simpler servers do: then the crawler does it itself.
    """

    plain: tuple[bytes, ...] = ()
    packed: tuple[bytes, ...] = ()

    def __init__(self) -> None:
        """Begin with nothing asked."""
        self._asked = b""
        self._sent = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take a connection."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each request."""
        self._asked += data
        while b"\r\n\r\n" in self._asked:
            head, _, self._asked = self._asked.partition(b"\r\n\r\n")
            is_packed = b"gzip" in head and not head.startswith(b"GET " + PLAIN.encode())
            body = (self.packed if is_packed else self.plain)[self._sent % PAGES]
            self._sent += 1
            coding = b"Content-Encoding: gzip\r\n" if is_packed else b""
            lines = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n" + coding
            self._transport.write(lines + b"Content-Length: %d\r\n\r\n" % len(body) + body)


async def serve() -> None:
    """Serve until the process ends; say on which port."""
    newsroom = Newsroom(seed=1)
    Server.plain = tuple(_page(newsroom, number) for number in range(PAGES))
    Server.packed = tuple(gzip.compress(page, 6, mtime=0) for page in Server.plain)
    server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


def _page(newsroom: Newsroom, number: int) -> bytes:
    head = f"<!doctype html><html><head><title>Judul {number}</title></head><body><article>"
    parts = [head.encode()]
    while sum(map(len, parts)) < PAGE_BYTES:
        parts.append(f"<p class='isi'>{newsroom._text(400)}</p>\n".encode())
    return b"".join(parts)[:PAGE_BYTES]


class Taken(NamedTuple):
    """What a process took."""

    seconds: float
    cpu_s: float
    peak_mib: float


def run(arguments: Sequence[str], begun: Callable[[int], None] | None = None) -> Taken:
    """Run Python, and say what it took; ``begun`` is told its process."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        if begun is not None:
            begun(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, arguments
    unit = 2**20 if sys.platform == "darwin" else 2**10  # ru_maxrss: bytes there, KiB here
    return Taken(
        time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit
    )


def ours(port: int, pages: int, concurrency: int, path: str = PATH) -> Taken:
    """Have the crawler fetch so many pages."""
    with tempfile.TemporaryDirectory(prefix="warta-bench-") as folder:
        plan = Plan(
            run_id=uuid4(),
            site="local",
            hosts=(f"127.0.0.1:{port}",),
            user_agent="warta",
            now=datetime.now(UTC),
            delay_s=0,
            robots="",
            concurrency=concurrency,
            limits=Limits(requests=pages),
        )
        file = Path(folder) / "plan.jsonl"
        urls = (f"http://127.0.0.1:{port}{path}{number}" for number in range(pages))
        file.write_bytes(plan.line() + b"".join(Fetch(url=url).line() for url in urls))
        return run(["-m", "crawler", str(file), "--out", folder])


def theirs(port: int, pages: int, concurrency: int, path: str = PATH) -> Taken:
    """Have the empty spider fetch so many pages."""
    return run(["-c", EMPTY, f"http://127.0.0.1:{port}{path}", str(pages), str(concurrency)])


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def compare(port: int, pages: int) -> float:
    """Print how both fare; return the smallest ratio of pages per second."""
    ratios = []
    for concurrency, path in product((1, 16), (PATH, PLAIN)):
        turns = [_turn(port, pages, concurrency, path) for _ in range(TURNS)]
        sent = "plain" if path == PLAIN else "gzip"
        say(f"concurrency {concurrency}, {sent}: pages a second, CPU ms a page")
        for name, index in (("empty spider", 0), ("crawler", 1)):
            rate = statistics.median(pages / turn[index].seconds for turn in turns)
            cpu = statistics.median(turn[index].cpu_s for turn in turns) / pages * 1_000
            say(f"  {name:13}{rate:7.0f}{cpu:9.2f}")
        ratio = statistics.median(empty.seconds / crawler.seconds for empty, crawler in turns)
        by_cpu = statistics.median(empty.cpu_s / crawler.cpu_s for empty, crawler in turns)
        say(f"  ratio        {ratio:7.2f}{by_cpu:9.2f}\n")
        ratios.append(ratio)
    return min(ratios)


def _turn(port: int, pages: int, concurrency: int, path: str) -> tuple[Taken, Taken]:
    """Return what the pages took both, without what a start takes."""
    taken = []
    for fetch in (theirs, ours):
        start, whole = (fetch(port, count, concurrency, path) for count in (1, pages))
        taken.append(
            Taken(whole.seconds - start.seconds, whole.cpu_s - start.cpu_s, whole.peak_mib)
        )
    return taken[0], taken[1]


def show_memory(port: int) -> None:
    """Print what memory the crawler takes at its most, for few pages and for many."""
    for pages in (1_000, 20_000):
        say(f"{pages:6,} pages: at most {ours(port, pages, 16).peak_mib:.0f} MiB")


@contextmanager
def server() -> Iterator[int]:
    """Serve in another process; give the port."""
    command = [sys.executable, "-m", "tests.benchmarks.crawl", "--serve"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


def main() -> int:
    """Measure as the command line says; 1 where the crawler is slower than it may be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=int, nargs="?", default=2_000)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve())
    with server() as port:
        if options.memory:
            show_memory(port)
            return 0
        return 0 if compare(port, options.pages) >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
