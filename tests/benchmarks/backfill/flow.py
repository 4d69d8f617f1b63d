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
from flows import aftermath
from flows.backfill import backfill
from flows.clock import real_clock
from flows.crawl import child, loop
from flows.crawl.terms import Setting
from flows.door import Door
from flows.segment import Loaded, load_segment
from flows.settings import read_settings
from flows.understanding import Told

#: Before the oldest article of the greatest site.
SINCE: Final = date(2015, 1, 1)
#: What stages took: seconds on the clock, and of the flow's own CPU.
Took = dict[str, tuple[float, float]]


def flow() -> None:
    """Backfill as the environment says, and say what each stage took."""
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
    said = {"wall_s": wall_s, "stages": took, "cpu_s": cpu_s, "fetching_s": fetching.seconds}
    sys.stdout.write(json.dumps(said) + "\n")


class Fetching:
    """Measures for how long crawlers have something to fetch.

    Attributes:
        seconds: so far.

    """

    def __init__(self) -> None:
        """Watch what crawlers are asked from now on, and what they say."""
        self.seconds = 0.0
        self._left, self._since_s, self._turn = 0, 0.0, Lock()
        ask = child.Crawl.ask

        def asked(crawl: child.Crawl, fetches: Sequence[Fetch]) -> None:
            self._count(len(fetches))
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
