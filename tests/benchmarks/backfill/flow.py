"""The backfill that is measured, a process: ``python -m tests.benchmarks.backfill.flow``.

It times its own stages, and for how long the crawler has something to fetch.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any, Final

from crawler.captures import CaptureLine, Said, read_said
from crawler.plan import Fetch
from flows import db
from flows.backfill import backfill
from flows.clock import real_clock
from flows.crawl import child, loop, starting
from flows.crawl.terms import Setting
from flows.derived import aftermath
from flows.load import apart
from flows.load.segment import Loaded, load_segment
from flows.load.understanding import Told
from flows.runs.door import Door
from flows.settings import read_settings
from tests.benchmarks.backfill.machine import Machine, machine_of

#: Before the oldest article of the greatest site.
SINCE: Final = date(2015, 1, 1)
#: Where a home holds what it took.
TOLD: Final = "took.json"
#: What stages took: seconds on the clock, and of the flow's own CPU.
Took = dict[str, tuple[float, float]]


def flow() -> None:
    """Backfill as the environment says, and say what each stage took."""
    _take_seats(machine_of(os.environ))
    took: Took = {}
    _time(took, "waits for the crawler", child.Crawl, "hear")
    _time(took, "starts and ends it", child.Crawl, "__enter__")
    _time(took, "starts and ends it", child.Crawl, "__exit__")
    _time(took, "asks", loop.CrawlLoop, "ask_all")
    _time(took, "duplicates, search", aftermath, "see_to")
    fetching = Fetching()

    def load(door: Door, path: Path, *, told: Told, **given: Any) -> Loaded:
        told = _timed(took, "waits for the reader", told)
        return load_segment(door, path, told=told, **given)

    given = Setting(
        settings=read_settings(os.environ),
        conninfo=os.environ["DATABASE_URL"],
        clock=real_clock,
        load=_timed(took, "loads, that included", load),
    )
    began = time.perf_counter()
    report = backfill(given, since=SINCE)
    wall_s = time.perf_counter() - began
    assert report.verdict.state == "ok", report.verdict
    usage = resource.getrusage(resource.RUSAGE_SELF)
    cpu_s = usage.ru_utime + usage.ru_stime
    said = {
        "wall_s": wall_s,
        "stages": took,
        "cpu_s": cpu_s,
        "fetching_s": fetching.seconds,
        "asked": fetching.asked,
    }
    (given.settings.home / TOLD).write_text(json.dumps(said))


def _take_seats(machine: Machine) -> None:
    """Have this process, and each that it starts, take a seat, connections to the server too."""
    machine.seat("flow", os.getpid())
    vars(sys.modules[backfill.__module__])["cores"] = lambda: machine.cores
    _then(starting, "_started", lambda process, *_: machine.seat("crawler", process.pid))
    _then(apart.Reader, "_start", lambda _, it: machine.seat("reader", it._process.pid))
    _then(db, "connect", lambda made, *_: machine.seat("connection", made.info.backend_pid))


def _then(owner: Any, name: str, act: Callable[..., None]) -> None:
    """Have ``act`` called with what a callable returns, and what it was given."""
    call = getattr(owner, name)

    def called(*args: object, **named: object) -> Any:
        returned = call(*args, **named)
        act(returned, *args)
        return returned

    setattr(owner, name, called)


class Fetching:
    """Measures for how long crawlers have something to fetch.

    Attributes:
        seconds: so far.
        asked: paths that they were asked for, and of what kind each is.

    """

    def __init__(self) -> None:
        """Watch what crawlers are asked from now on, and what they say."""
        self.seconds = 0.0
        self.asked: list[tuple[str, str]] = []
        self._left, self._since_s, self._turn = 0, 0.0, Lock()
        ask = child.Crawl.ask

        def asked(crawl: child.Crawl, fetches: Sequence[Fetch]) -> None:
            self._count(len(fetches))
            self.asked += (("/" + one.url.split("/", 3)[-1], one.kind) for one in fetches)
            ask(crawl, fetches)

        def heard(line: bytes) -> Said:
            said = read_said(line)
            self._count(-isinstance(said, CaptureLine))
            return said

        vars(child)["read_said"] = heard
        setattr(child.Crawl, "ask", asked)  # noqa: B010 (mypy takes it for a mistake)

    def _count(self, more: int) -> None:
        with self._turn:
            now_s = time.perf_counter()
            self.seconds += (now_s - self._since_s) * (self._left > 0)
            self._left, self._since_s = self._left + more, now_s


def _time(took: Took, stage: str, owner: Any, name: str) -> None:
    setattr(owner, name, _timed(took, stage, getattr(owner, name)))


def _timed(took: Took, stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
    def timed(*args: object, **given: object) -> object:
        began_s, began_cpu_s = time.perf_counter(), time.thread_time()
        try:
            return call(*args, **given)
        finally:
            wall_s, cpu_s = took.get(stage, (0.0, 0.0))
            ended_s, ended_cpu_s = time.perf_counter(), time.thread_time()
            took[stage] = (wall_s + ended_s - began_s, cpu_s + ended_cpu_s - began_cpu_s)

    return timed


if __name__ == "__main__":
    flow()
