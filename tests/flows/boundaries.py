"""Ends a process, as kill -9 would, at a chosen step of what it does.

A boundary is a call, or a return, of a function of ours or of psycopg's transactions and COPY:
before and after each rename, statement and commit. `sys.setprofile` hears of each. A process that
is to die has DIE_AT, a boundary's name and how often it is passed first, in its environment; one
that has TELL_AT writes down all that it passes.
"""

import json
import os
import re
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, Literal

import psycopg

from crawler.__main__ import main as crawl
from flows import backfill
from flows.crawl import starting
from flows.load import apart
from tests.flows.workers import ROOT, run_as_told

Process = Literal["flow", "crawler", "reader"]
Victim = Process | Literal["server"]
DIE_AT, TELL_AT = "BOUNDARY_DIE_AT", "BOUNDARY_TELL_AT"
#: What is watched, by who is killed there: where something is kept, sent, or told to others.
_WATCHED = {
    "flow": ("flows/", "psycopg/transaction.py", "psycopg/copy.py"),
    "crawler": ("crawler/",),
    "reader": ("flows/", "crawler/captures/"),
}
#: Pure functions, called thousands of times: dying there is dying in their caller.
_PURE = (
    "flows/normalise",
    "flows/store/storable",
    "flows/settings",
    "crawler/extract",
    "crawler/sites",
)
_PACKAGES = str(Path(psycopg.__file__).parents[1])


def run(arguments: list[str]) -> int:
    """Run a flow as `World.start_run` says, up to the boundary where this process dies."""
    _watch("flow", arguments)
    backfill._WORTH = 1  # type: ignore[misc]
    backfill._READERS = 1  # type: ignore[misc] # whatever the machine: it passes all that is passed
    heard = f"{starting._HEARD.pattern}|{DIE_AT}|{TELL_AT}"
    starting._HEARD = re.compile(heard)  # type: ignore[misc]
    ours = "tests.flows.boundaries"
    return run_as_told(arguments, crawler=f"{ours}:crawl_watched", reader=f"{ours}:read_watched")


def crawl_watched(arguments: list[str]) -> int:
    """Crawl, up to the boundary where this process dies."""
    _watch("crawler", arguments)
    return crawl(arguments)


def read_watched(arguments: list[str]) -> None:
    """Understand pages; the first process that does so dies at a boundary."""
    began = json.loads(os.environ.get(DIE_AT, "{}")).get("began")
    if began is None or not Path(began).exists():
        _watch("reader", arguments)
    if began is not None:
        Path(began).touch()
    apart.main()


def _watch(who: Process, arguments: list[str]) -> None:
    told, die = os.environ.get(TELL_AT), json.loads(os.environ.get(DIE_AT, "null"))
    if told:
        passed = Path(f"{told}-{who}").open("a", encoding="utf-8", buffering=1)  # noqa: SIM115
        _profile(who, lambda name: print(name, file=passed))
    elif die and who == ("flow" if die["victim"] == "server" else die["victim"]):
        _profile(who, _executioner(die, arguments))


def _profile(who: Process, heed: Callable[[str], object]) -> None:
    hook = _hook(who, heed)
    sys.setprofile(hook)
    threading.setprofile(hook)  # segments are closed, and loaded, in threads


def _executioner(die: dict[str, Any], arguments: list[str]) -> Callable[[str], object]:
    seen: Counter[str] = Counter()

    def heed(name: str) -> None:
        seen[name] += 1
        if name != die["boundary"] or seen[name] != die["times"]:
            return
        if die["victim"] != "server":
            os.kill(os.getpid(), signal.SIGKILL)
        sys.setprofile(None)
        url = json.loads(arguments[0])["DATABASE_URL"]
        data = psycopg.connect(url).execute("SHOW data_directory").fetchone()
        assert data is not None
        pid = int((Path(data[0]) / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGKILL)

    return heed


def _hook(who: str, heed: Callable[[str], object]) -> Callable[[FrameType, str, Any], object]:
    """What `sys.setprofile` calls: `heed` hears the names of boundaries."""

    def hook(frame: FrameType, event: str, _argument: Any) -> None:
        if event in {"call", "return"}:
            name = _place(frame.f_code.co_filename)
            if name.startswith(_WATCHED[who]) and not name.startswith(_PURE):
                heed(f"{event} {name} {frame.f_code.co_qualname}")

    return hook


def _place(filename: str) -> str:
    """The file's path below this project, or below the packages."""
    for root in (f"{ROOT}/", f"{_PACKAGES}/"):
        if filename.startswith(root):
            return filename.removeprefix(root)
    return ""
