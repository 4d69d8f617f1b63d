"""The crawler as a child process, as the flows run it: asked on its stdin, heard on its stdout.

The child is forked from a process that has imported Scrapy already, which is most of what a start
takes; `tests.crawler.fetching.test_ending` starts it in the ordinary way too.
"""

import gc
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Self
from uuid import uuid4

from crawler.captures import (
    Capture,
    CaptureLine,
    FinishedLine,
    Said,
    SegmentLine,
    read_captures,
    read_said,
)
from crawler.plan import End, Fetch, Plan
from tests.site import Site

NOW = datetime(2024, 2, 17, 3, 0, tzinfo=UTC)
AGENT = "warta/0.1 (+https://warta.example/contact)"
ALLOW_ALL = ""
#: Seconds for a crawler to say or do something on a machine that is busy.
_PATIENCE_S = 60.0


def plan_for(site: Site, **fields: object) -> Plan:
    """A plan for a served site: no delay, everything allowed, unless told."""
    given: dict[str, object] = {
        "run_id": uuid4(),
        "site": "local",
        "hosts": (site.base_url.removeprefix("http://"),),
        "user_agent": AGENT,
        "now": NOW,
        "delay_s": 0,
        "robots": ALLOW_ALL,
    }
    return Plan.model_validate(given | fields)


_FORK = multiprocessing.get_context("forkserver")
_FORK.set_forkserver_preload(
    ["crawler.__main__", "crawler.fetching.settings", "crawler.fetching.pipelines"]
)


def _run(pipes: tuple[Connection, ...], out: str, file_bytes_max: int | None) -> None:
    """Be the crawler: what `python -m crawler - --out OUT` does."""
    gc.freeze()  # as the nursery does
    for number, pipe in enumerate(pipes):
        os.dup2(pipe.fileno(), number)
        pipe.close()
    if file_bytes_max is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes_max, file_bytes_max))
    from crawler.__main__ import main

    sys.exit(main(["-", "--out", out]))


class Child:
    """A crawler at work."""

    def __init__(self, plan: Plan, out: Path, *, file_bytes_max: int | None = None) -> None:
        """Start it, and give it its plan."""
        (stdin, self._stdin), (self._stdout, stdout), (self._stderr, stderr) = (
            os.pipe() for _ in range(3)
        )
        ends = [
            Connection(stdin, writable=False),
            Connection(stdout, readable=False),
            Connection(stderr, readable=False),
        ]
        self.process = _FORK.Process(target=_run, args=(tuple(ends), str(out), file_bytes_max))
        self.process.start()
        for end in ends:
            end.close()
        self.stderr = b""
        self._said: SimpleQueue[Said | None] = SimpleQueue()
        self._threads = [
            threading.Thread(target=target, daemon=True) for target in (self._listen, self._log)
        ]
        for thread in self._threads:
            thread.start()
        self.write(plan.line())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        if self.process.is_alive():
            self.process.kill()
        self.wait()
        self.leave()

    def _listen(self) -> None:
        with os.fdopen(self._stdout, "rb") as stdout:
            for line in stdout:
                self._said.put(read_said(line))  # another line ends the thread, and the test
                if self._is_deaf:
                    return
        self._said.put(None)

    def _log(self) -> None:
        with os.fdopen(self._stderr, "rb") as stderr:
            self.stderr = stderr.read()

    _is_deaf = False

    def stop_reading(self) -> None:
        """Close its standard output after the next line."""
        self._is_deaf = True

    def write(self, data: bytes) -> None:
        """Write to its standard input."""
        os.write(self._stdin, data)

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        assert self.process.pid is not None
        os.kill(self.process.pid, number)

    def ask(self, *fetches: Fetch) -> None:
        """Ask for URLs."""
        self.write(b"".join(fetch.line() for fetch in fetches))

    def end(self) -> None:
        """Say that all has been asked."""
        self.write(End().line())

    def leave(self) -> None:
        """Close its standard input without a word."""
        if self._stdin >= 0:
            os.close(self._stdin)
        self._stdin = -1

    def hear(self) -> Said | None:
        """The next thing that it says; None at the end."""
        try:
            return self._said.get(timeout=_PATIENCE_S)
        except Empty:
            raise AssertionError("the crawler is silent") from None

    def hear_until(self, kind: type[Said]) -> Said:
        """Hear on until it says something of a kind."""
        while not isinstance(said := self.hear(), kind):
            assert said is not None, self.stderr.decode()
        return said

    def rest(self) -> list[Said]:
        """All that it still says."""
        said = []
        while (one := self.hear()) is not None:
            said.append(one)
        return said

    def wait(self) -> int:
        """Wait for its end."""
        self.process.join(_PATIENCE_S)
        for thread in self._threads:
            thread.join(5)
        assert self.process.exitcode is not None, "the crawler does not end"
        return self.process.exitcode


@dataclass(kw_only=True)
class Outcome:
    """A crawl that is over."""

    said: list[Said]
    code: int
    stderr: str = field(repr=False)
    seconds: float = 0

    @property
    def lines(self) -> list[CaptureLine]:
        """What became of each request line."""
        return [said for said in self.said if isinstance(said, CaptureLine)]

    @property
    def finished(self) -> FinishedLine:
        """Its last word."""
        last = self.said[-1]
        assert isinstance(last, FinishedLine), self.stderr
        return last

    @property
    def captures(self) -> list[Capture]:
        """What lies in its segments."""
        paths = [said.path for said in self.said if isinstance(said, SegmentLine)]
        return [capture for path in paths for capture in read_captures(path)]

    def line(self, url: str) -> CaptureLine:
        """The one line about a URL."""
        (one,) = [line for line in self.lines if line.url == url]
        return one

    def capture(self, url: str) -> Capture:
        """The one capture of a URL that was asked for."""
        (one,) = [capture for capture in self.captures if capture.requested_url == url]
        return one


def crawl(
    plan: Plan, fetches: Iterable[Fetch], out: Path, *, file_bytes_max: int | None = None
) -> Outcome:
    """Crawl to the end."""
    began = time.monotonic()
    with Child(plan, out, file_bytes_max=file_bytes_max) as crawler:
        crawler.ask(*fetches)
        crawler.end()
        said = crawler.rest()
        code = crawler.wait()
    seconds = time.monotonic() - began
    return Outcome(said=said, code=code, stderr=crawler.stderr.decode(), seconds=seconds)


def pages(site: Site, count: int | None = None) -> list[Fetch]:
    """The pages of a site's articles."""
    return [Fetch(url=site.base_url + post.path) for post in site.wordpress.live()[:count]]


def robots_of(site: Site) -> Fetch:
    """The site's robots.txt."""
    return Fetch(url=f"{site.base_url}/robots.txt", kind="robots")


def run_python(arguments: list[str], given: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run Python in the ordinary way."""
    command = [sys.executable, "-W", "error::ResourceWarning", *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=False)
