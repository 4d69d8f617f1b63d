"""What a run without news takes beyond Prefect itself: ``python -m tests.benchmarks.overhead``.

A run of ``warta ingest`` that finds nothing new, less a Prefect flow that does nothing: through a
temporary server, as ``make run`` has it, and through one that runs, as ``warta serve`` has it. Each
is a process of its own; they take turns, and the medians of their differences count. CPU time is
that of the process and of all that it began.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flows.schedule import running, server
from flows.settings import read_settings
from tests.benchmarks.crawl import ROOT, say
from tests.homes import new_home
from tests.site import WordPress, serve

EMPTY: Final = "from prefect import flow\n@flow\ndef empty(): pass\nempty()"
INGEST: Final = "from flows.cli import main; raise SystemExit(main())"
PLAIN: Final = ("-c", INGEST, "ingest", "--no-prefect", "--json")
THROUGH: Final = ("-c", INGEST, "ingest", "--prefect", "--json")


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """What a process took, in seconds: of CPU, and on the clock."""

    cpu_s: float
    wall_s: float


def run(environ: dict[str, str], arguments: Sequence[str]) -> Taken:
    """Run Python with these settings, and say what it took."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=environ, stdout=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, arguments
    return Taken(cpu_s=usage.ru_utime + usage.ru_stime, wall_s=time.perf_counter() - began)


def compare(environ: dict[str, str], turns: int) -> float:
    """Print how both fare; return the median seconds that the run takes beyond the empty flow."""
    run(environ, THROUGH)
    pairs = [(run(environ, ["-c", EMPTY]), run(environ, THROUGH)) for _ in range(turns)]
    for name, index in (("empty flow", 0), ("no news", 1)):
        _show(name, [pair[index] for pair in pairs])
    beyond = [
        Taken(cpu_s=news.cpu_s - empty.cpu_s, wall_s=news.wall_s - empty.wall_s)
        for empty, news in pairs
    ]
    _show("beyond", beyond)
    return statistics.median(one.wall_s for one in beyond)


def _show(name: str, taken: Sequence[Taken]) -> None:
    cpu_s = statistics.median(one.cpu_s for one in taken)
    wall = sorted(one.wall_s for one in taken)
    say(
        f"  {name:<12}{cpu_s:7.2f} s CPU{statistics.median(wall):7.2f} s"
        f"  ({wall[0]:.2f} to {wall[-1]:.2f})"
    )


def measure(home: Path, turns: int) -> float:
    """Measure in a home of warta; return the greater of both medians."""
    with serve(WordPress(posts=15)) as site:
        environ = dict(os.environ) | {
            "WARTA_HOME": str(home),
            "WARTA_SITE_URL": site.base_url,
            "PYTHONDONTWRITEBYTECODE": "",  # compiled once, as by any second run
            "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
        }
        for _ in range(2):  # the articles, and what is due after them
            run(environ, PLAIN)
        say("without Prefect")
        _show("no news", [run(environ, PLAIN) for _ in range(turns)])
        settings = read_settings(environ)
        temporary = environ | {
            "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
            "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(server.STARTUP_S),
        }
        server.environment(settings, temporary, None)
        say("through a temporary server")
        found = [compare(temporary, turns)]
        with running.lasting_server(settings, None) as api:
            server.environment(settings, environ, api)
            say("through a server that runs")
            found.append(compare(environ, turns))
    return max(found)


def main() -> int:
    """Measure as the command line says; 1 where a run takes longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--turns", type=int, default=5)
    asked = parser.parse_args()
    with new_home() as home:
        beyond_s = measure(home, asked.turns)
    say(f"a run with no news takes at most {beyond_s:.2f} s beyond Prefect's own (asked: under 2)")
    return 0 if beyond_s < 2 else 1


if __name__ == "__main__":
    sys.exit(main())
