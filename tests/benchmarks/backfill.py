"""What a backfill takes, in time by stage and in memory: ``python -m tests.benchmarks.backfill``.

A simulated site of so many articles is a process of its own, as is the flow; no pause lies between
two requests. First the crawler alone fetches all pages; then a backfill fetches and loads them. No
backfill takes less time than the crawler alone, nor less than the CPU of all processes shared out
over the cores, the site's as well: how often that it takes is printed, and what bounds it. So are
the seconds of each stage, the CPU of each process beside the crawler's, for how long the crawler
had something to fetch, and the most memory that each process held: that is to be the same however
many articles there are.

With other numbers of articles: ``python -m tests.benchmarks.backfill 500 2000``. With a pause
between two requests, as at a real site: ``python -m tests.benchmarks.backfill 200 --delay 0.5``.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock
from typing import Any, Final, NamedTuple
from uuid import uuid4

import psutil

from crawler.captures import CaptureLine, Said, read_said
from crawler.plan import Fetch, Limits, Plan
from flows import aftermath, embedded, migrate
from flows.backfill import backfill
from flows.clock import real_clock
from flows.crawl import child, loop
from flows.crawl.terms import Setting
from flows.door import Door
from flows.processes import cores
from flows.segment import Loaded, load_segment
from flows.settings import read_settings
from flows.understanding import Told
from tests.benchmarks.crawl import ROOT, run, say
from tests.homes import new_home
from tests.site import WordPress, serve

#: What reads pages keeps thousands of their names, and each page brings new ones: that grows
#: ever less, up to some 4,000 pages.
SIZES: Final = (2_500, 5_000)
#: Before the oldest article of the greatest site.
SINCE: Final = date(2015, 1, 1)
#: At most so much more for the most articles than for the fewest.
FLAT: Final = 1.15
MIB: Final = 2**20
_SAMPLE_S: Final = 0.1
_MODULE: Final = ("-m", "tests.benchmarks.backfill")


#: What stages took: seconds on the clock, and of the flow's own CPU.
Took = dict[str, tuple[float, float]]
Started = subprocess.Popen[bytes]


class Peaks(NamedTuple):
    """The most memory that processes held, in MiB: theirs alone, of the server's connections."""

    flow: float = 0
    reader: float = 0
    crawler: float = 0
    server: float = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """A backfill that is over: seconds on the clock, and of CPU by process."""

    articles: int
    alone_s: float
    wall_s: float
    fetching_s: float
    stages: Took
    cpu: dict[str, float]
    peaks: Peaks


def site(posts: int) -> None:
    """Serve until standard input closes; say where, and at which paths the articles are."""
    wordpress = WordPress(posts=posts)
    with serve(wordpress) as served:
        paths = [post.path for post in wordpress.live()]
        sys.stdout.write(json.dumps({"url": served.base_url, "paths": paths}) + "\n")
        sys.stdout.flush()
        sys.stdin.read()


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

        def asked(crawl: child.Crawl, fetch: Fetch) -> None:
            self._count(1)
            ask(crawl, fetch)

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


@contextmanager
def started(*arguments: str, **environ: str) -> Iterator[Started]:
    """A process of this module; it ends with the block."""
    with subprocess.Popen(
        [sys.executable, *_MODULE, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | environ,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def alone(url: str, paths: Sequence[str], delay_s: float) -> float:
    """Return the seconds that the crawler takes for all pages, when nobody loads them."""
    with tempfile.TemporaryDirectory(prefix="warta-bench-") as folder:
        plan = Plan(
            run_id=uuid4(),
            site="local",
            hosts=(url.removeprefix("http://"),),
            user_agent="warta",
            now=datetime.now(UTC),
            delay_s=delay_s,
            robots="",
            limits=Limits(requests=len(paths)),
        )
        file = Path(folder) / "plan.jsonl"
        file.write_bytes(plan.line() + b"".join(Fetch(url=url + path).line() for path in paths))
        return run(["-m", "crawler", str(file), "--out", folder]).seconds


def measure(home: Path, posts: int, delay_s: float) -> Measured:
    """Measure in a home of warta."""
    url = embedded.ensure(home, idle_s=600)
    migrate.migrate(url)
    with started("--site", str(posts)) as wordpress:
        assert wordpress.stdout is not None
        said = json.loads(wordpress.stdout.readline())
        alone_s = alone(said["url"], said["paths"], delay_s)
        environ = {
            "WARTA_HOME": str(home),
            "DATABASE_URL": url,
            "WARTA_SITE_URL": said["url"],
            "WARTA_MIN_DELAY_S": str(delay_s),
        }
        with started("--flow", **environ) as process:
            watch = Watch(process, _postmaster(home), wordpress)
            while process.poll() is None:
                watch.look()
                time.sleep(_SAMPLE_S)
            assert process.stdout is not None
            told = json.loads(process.stdout.read())
        return Measured(
            articles=posts,
            alone_s=alone_s,
            wall_s=told["wall_s"],
            fetching_s=told["fetching_s"],
            stages=told["stages"],
            cpu={**watch.cpu, "flow": told["cpu_s"]},
            peaks=watch.peaks,
        )


def _postmaster(home: Path) -> psutil.Process:
    data = embedded.status(home).data
    assert data is not None
    return psutil.Process(int((data / "postmaster.pid").read_text().splitlines()[0]))


class Watch:
    """Looks at a flow, its children, the server's and the site while they work.

    Attributes:
        peaks: the most memory that was seen.

    """

    def __init__(self, flow: Started, server: psutil.Process, site: Started) -> None:
        """See nothing yet."""
        self._flow, self._server, self._site = psutil.Process(flow.pid), server, site.pid
        self._cpu: defaultdict[str, dict[int, float]] = defaultdict(dict)
        self._before_s = _cpu_s(psutil.Process(self._site))
        self.peaks = Peaks()

    @property
    def cpu(self) -> dict[str, float]:
        """Seconds of CPU, as last seen of each process."""
        site_s = _cpu_s(psutil.Process(self._site)) - self._before_s
        return {name: sum(one.values()) for name, one in self._cpu.items()} | {"site": site_s}

    def look(self) -> None:
        """Look once."""
        seen = [("flow", self._flow), *(("server", one) for one in _children(self._server))]
        for process in _children(self._flow):
            with suppress(psutil.Error):
                is_reader = "flows.apart" in process.cmdline()
                seen.append(("reader" if is_reader else "crawler", process))
        for name, process in seen:
            with suppress(psutil.Error):
                self._note(name, process)

    def _note(self, name: str, process: psutil.Process) -> None:
        held = max(getattr(self.peaks, name), _private_mib(process))
        self.peaks = self.peaks._replace(**{name: held})
        self._cpu[name][process.pid] = _cpu_s(process)


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children())
    except psutil.Error:
        return []


def _private_mib(process: psutil.Process) -> float:
    """Return what a process holds alone.

    Not the server's shared memory, of which a page counts as private while no other connection has
    touched it: a connection seemed to grow with the archive that it read.
    """
    own = (one for one in process.memory_maps() if not one.path.startswith(("/dev/", "/SYSV")))
    return float(sum(one.private_clean + one.private_dirty for one in own)) / MIB


def report(one: Measured) -> None:
    """Print what a backfill took."""
    rate = one.articles / one.wall_s
    say(f"{one.articles:,} articles in {one.wall_s:.1f} s, {rate:.0f} a second")
    number = cores()
    shared_s = sum(one.cpu.values()) / number
    bounds = {"the crawler alone": one.alone_s, f"all CPU on {number} cores": shared_s}
    for bound, least_s in bounds.items():
        say(f"  {bound} takes {least_s:.1f} s: the backfill {one.wall_s / least_s:.2f} times that")
    say(f"  what bounds it: {max(bounds, key=bounds.__getitem__)}")
    say(f"  the crawler had something to fetch for {one.fetching_s / one.wall_s:.0%} of the time")
    say(f"  {'stage':28}{'seconds':>9}{'of CPU':>9}")
    for stage, (wall_s, cpu_s) in sorted(one.stages.items(), key=lambda item: -item[1][0]):
        say(f"  {stage:28}{wall_s:9.1f}{cpu_s:9.1f}")
    say(f"  {'process':28}{'of CPU':>9}{'of crawl':>10}{'MiB':>6}")
    held = one.peaks._asdict()
    for name, cpu_s in sorted(one.cpu.items(), key=lambda item: -item[1]):
        mib = f"{held[name]:6.0f}" if name in held else ""
        say(f"  {name:28}{cpu_s:9.1f}{cpu_s / one.cpu['crawler']:10.2f}{mib}")


def is_flat(measured: Sequence[Measured]) -> bool:
    """Whether each process holds as much for the most articles as for the fewest."""
    first, last = measured[0].peaks, measured[-1].peaks
    return all(most <= FLAT * least for least, most in zip(first, last, strict=True))


def main() -> int:
    """Measure as the command line says; 1 where memory grows."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", type=int, nargs="*", default=SIZES)
    parser.add_argument("--delay", type=float, default=0, help="seconds between two requests")
    parser.add_argument("--site", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--flow", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.site:
        site(asked.site)
        return 0
    if asked.flow:
        flow()
        return 0
    measured = []
    for articles in asked.articles:
        with new_home() as home:
            measured.append(measure(home, articles, asked.delay))
        report(measured[-1])
    return 0 if is_flat(measured) else 1


if __name__ == "__main__":
    sys.exit(main())
