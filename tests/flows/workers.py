"""What runs in processes of their own that may be killed: workers of the nursery.

The nursery forks them, and their crawlers, from a process that has imported all: see tests.nursery.
"""

import json
import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flows.backfill import backfill
from flows.cli import main
from flows.crawl import starting
from flows.crawl.terms import Setting
from flows.ingest.flow import ingest
from flows.ledger.filling import Slice
from flows.load import apart
from flows.reconcile import reconcile
from flows.runs.report import Verdict
from flows.settings import read_settings
from tests.flows import commands

ROOT = Path(__file__).parents[2]
#: Stands in the environment of those who are to fork their crawlers.
NURSERY = "NURSERY_SOCKET"
CRAWLER = "crawler.__main__:main"
READER = "flows.load.apart:main"
Flow = Callable[[Setting], Verdict]


def run_as_told(arguments: list[str], crawler: str = CRAWLER, reader: str = READER) -> int:
    """Run a flow as `World.start_run` says, in a worker of the nursery."""
    told = json.loads(arguments[0])
    fork_crawlers(crawler, reader)
    now, run = datetime.fromisoformat(told.pop("now")), FLOWS[told.pop("flow")]
    settings, url = read_settings(told), told["DATABASE_URL"]
    given = Setting(settings=settings, conninfo=url, clock=lambda: now, is_virtual=True)
    verdict = run(given)
    sys.stdout.write(f"{verdict}\n")
    return verdict.exit_code


def _sliced(flow: Callable[..., Any], **how: Any) -> Flow:
    """A flow in slices so small that some follow each other; nothing is waited for."""

    def run(given: Setting) -> Verdict:
        small = Slice(requests=9, seconds=60.0)
        verdict: Verdict = flow(given, size=small, sleep=lambda _seconds: None, **how).verdict
        return verdict

    return run


#: What can be run in a process that may be killed.
FLOWS: dict[str, Flow] = {
    "ingest": lambda given: ingest(given).verdict,
    "backfill": _sliced(backfill, since=date(2026, 2, 1)),
    "reconcile": _sliced(reconcile),
    "import": commands.imported,
    "forget": commands.forgotten,
    "verify": commands.verified,
    "retry": commands.retried,
    "reprocess": commands.promoted,
    "export": commands.exported,
    "migrate": commands.migrated,
}


def run_command(arguments: list[str]) -> int:
    """Run `warta`, in a worker of the nursery."""
    fork_crawlers()
    return main(arguments)


def fork_crawlers(crawler: str = CRAWLER, reader: str = READER) -> None:
    """Have the crawlers of this process, and what reads pages, forked by the nursery, if any."""
    if NURSERY in os.environ:
        starting.PROGRAM, apart.PROGRAM = nursery_program(crawler), nursery_program(reader)


def nursery_program(target: str) -> tuple[str, ...]:
    """The command that has a worker of the nursery run `target`."""
    script = str(ROOT / "tests" / "nursery.py")
    return (sys.executable, "-I", "-S", script, os.environ[NURSERY], target)
