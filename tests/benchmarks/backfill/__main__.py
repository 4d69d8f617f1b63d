"""What a backfill takes, in time by stage and in memory: ``python -m tests.benchmarks.backfill``.

A simulated site of so many articles is a process of its own, as is the flow; no pause lies between
two requests. A backfill fetches and loads all of them; then the crawler alone asks the same of such
a site. No backfill takes less time than that, nor less than the CPU of all processes shared out
over the cores, the site's as well: how often that it takes is printed, and what bounds it. So are
the seconds of each stage, the CPU of each process, a page and beside the crawler's, for how long
the crawler had something to fetch, and the most memory that each process held: that is to be the
same however many articles there are.

With other numbers of articles: ``python -m tests.benchmarks.backfill 500 2000``. With a pause
between two requests, as at a real site: ``python -m tests.benchmarks.backfill 200 --delay 0.5``.
On a machine of more, slower cores, made out of this one by root: ``--cores 4`` (``machine.py``).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final
from uuid import uuid4

import psutil

from crawler.plan import Fetch, Kind, Limits, Plan
from flows import embedded, migrate
from tests.benchmarks.backfill.flow import TOLD
from tests.benchmarks.backfill.machine import Machine, machine
from tests.benchmarks.backfill.watch import Peaks, Started, Watch
from tests.benchmarks.crawl import ROOT, Taken, run, say
from tests.homes import new_home

#: What reads pages keeps thousands of their names, and each page brings new ones: that grows
#: ever less, up to some 4,000 pages.
SIZES: Final = (2_500, 5_000)
#: At most so much more for the most articles than for the fewest.
FLAT: Final = 1.15
_SAMPLE_S: Final = 0.25


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """A backfill that is over: seconds on the clock, and of CPU by process.

    Attributes:
        alone: what the crawler takes for the same requests by itself.
        stages: seconds on the clock, and of the flow's own CPU.

    """

    articles: int
    machine: Machine
    alone: Taken
    wall_s: float
    fetching_s: float
    stages: dict[str, tuple[float, float]]
    cpu: dict[str, float]
    peaks: Peaks


@contextmanager
def started(module: str, *arguments: str, **environ: str) -> Iterator[Started]:
    """A process of a module beside this one; it ends with the block."""
    with subprocess.Popen(
        [sys.executable, "-m", f"{__package__}.{module}", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | environ,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def site(posts: int, machine: Machine) -> Iterator[tuple[Started, str]]:
    """A site, once it has rendered its articles; and where it is."""
    with started("site", str(posts)) as wordpress:
        assert wordpress.stdout is not None
        url = wordpress.stdout.readline().decode().strip()
        machine.seat("site", wordpress.pid)
        yield wordpress, url


def alone(url: str, asked: Sequence[tuple[str, Kind]], delay_s: float, machine: Machine) -> Taken:
    """Return what the crawler takes for all that a backfill asked for, when nobody loads it."""
    with tempfile.TemporaryDirectory(prefix="warta-bench-") as folder:
        plan = Plan(
            run_id=uuid4(),
            site="local",
            hosts=(url.removeprefix("http://"),),
            user_agent="warta",
            now=datetime.now(UTC),
            delay_s=delay_s,
            robots="",
            limits=Limits(requests=len(asked)),
        )
        fetches = (Fetch(url=url + path, kind=kind) for path, kind in asked)
        file = Path(folder) / "plan.jsonl"
        file.write_bytes(plan.line() + b"".join(fetch.line() for fetch in fetches))
        return run(["-m", "crawler", str(file), "--out", folder], partial(machine.seat, "alone"))


def measure(home: Path, posts: int, delay_s: float, machine: Machine) -> Measured:
    """Measure in a home of warta."""
    database = embedded.ensure(home, idle_s=600)
    migrate.migrate(database)
    server = _postmaster(home)
    machine.seat("server", server.pid, *(one.pid for one in server.children(recursive=True)))
    with site(posts, machine) as (wordpress, url):
        environ = {
            "WARTA_HOME": str(home),
            "DATABASE_URL": database,
            "WARTA_SITE_URL": url,
            "WARTA_MIN_DELAY_S": str(delay_s),
            **machine.environ,
        }
        with started("flow", **environ) as process:
            watch = Watch(process, server, wordpress)
            while process.poll() is None:
                watch.look()
                time.sleep(_SAMPLE_S)
        told = json.loads((home / TOLD).read_bytes())
        cpu = {**watch.cpu, "flow": told["cpu_s"]}
    with site(posts, machine) as (_, url):  # anew: this one keeps no answers of listings yet
        by_itself = alone(url, told["asked"], delay_s, machine)
    return Measured(
        articles=posts,
        machine=machine,
        alone=by_itself,
        wall_s=told["wall_s"],
        fetching_s=told["fetching_s"],
        stages=told["stages"],
        cpu=cpu,
        peaks=watch.peaks,
    )


def _postmaster(home: Path) -> psutil.Process:
    data = embedded.status(home).data
    assert data is not None
    return psutil.Process(int((data / "postmaster.pid").read_text().splitlines()[0]))


def report(one: Measured) -> None:
    """Print what a backfill took."""
    rate, number = one.articles / one.wall_s, one.machine.cores
    say(f"{one.articles:,} articles in {one.wall_s:.1f} s, {rate:.0f} a second")
    shared_s = sum(one.cpu.values()) / number / one.machine.part
    bounds = {"the crawler alone": one.alone.seconds, f"all CPU on {number} cores": shared_s}
    for bound, least_s in bounds.items():
        say(f"  {bound} takes {least_s:.1f} s: the backfill {one.wall_s / least_s:.2f} times that")
    say(f"  what bounds it: {max(bounds, key=bounds.__getitem__)}")
    say(f"  the crawler had something to fetch for {one.fetching_s / one.wall_s:.0%} of the time")
    say(f"  {'stage':28}{'seconds':>9}{'of CPU':>9}")
    for stage, (wall_s, cpu_s) in sorted(one.stages.items(), key=lambda item: -item[1][0]):
        say(f"  {stage:28}{wall_s:9.1f}{cpu_s:9.1f}")
    alone_ms = one.alone.cpu_s / one.articles * 1000
    say(f"  the crawler alone takes {alone_ms:.2f} ms of CPU a page")
    say(f"  {'process':28}{'of CPU':>9}{'ms a page':>11}{'of crawl':>10}{'MiB':>6}")
    held = one.peaks._asdict()
    for name, cpu_s in sorted(one.cpu.items(), key=lambda item: -item[1]):
        mib = f"{held[name]:6.0f}" if name in held else ""
        page_ms, of_crawl = cpu_s / one.articles * 1000, cpu_s / one.cpu["crawler"]
        say(f"  {name:28}{cpu_s:9.1f}{page_ms:11.2f}{of_crawl:10.2f}{mib}")


def is_flat(measured: Sequence[Measured]) -> bool:
    """Whether each process holds as much for the most articles as for the fewest."""
    first, last = measured[0].peaks, measured[-1].peaks
    return all(most <= FLAT * least for least, most in zip(first, last, strict=True))


def main() -> int:
    """Measure as the command line says; 1 where memory grows."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", type=int, nargs="*", default=SIZES)
    parser.add_argument("--delay", type=float, default=0, help="seconds between two requests")
    parser.add_argument("--cores", type=int, help="of a machine that is made of a part of this")
    asked = parser.parse_args()
    measured = []
    for articles in asked.articles:
        with machine(asked.cores) as ours, new_home() as home:
            measured.append(measure(home, articles, asked.delay, ours))
        report(measured[-1])
    return 0 if is_flat(measured) else 1


if __name__ == "__main__":
    sys.exit(main())
