"""A program that is tied to its starter ends with it, even where that is killed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.workers import ROOT
from tests.flows.world import wait_until

# Starts a program that is tied to it, and says as what; then it waits to be killed.
STARTER = """
import subprocess, sys, time
tied = subprocess.Popen(
    [sys.executable, "-c", "from flows.schedule import tied; tied._GRACE_S = 0.2; tied.main()",
     "{module}"],
    stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd="{cwd}",
    env={{"PYTHONPATH": "{cwd}:{folder}"}},
)
print(tied.stdout.readline().decode().strip(), flush=True)
time.sleep(600)
"""
WAITS = "import os, time\nprint(os.getpid(), flush=True)\ntime.sleep(600)\n"
DEAF = f"import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n{WAITS}"


@pytest.mark.parametrize("program", [WAITS, DEAF], ids=["in good order", "by force"])
def test_who_is_killed_takes_the_program_along(program: str, tmp_path: Path) -> None:
    """Without a chance to say so: the pipe closes."""
    (tmp_path / "waits.py").write_text(program, "utf-8")
    code = STARTER.format(module="waits", cwd=ROOT, folder=tmp_path)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as starter:
        assert starter.stdout is not None
        pid = int(starter.stdout.readline())
        assert is_alive(pid)
        starter.kill()
    wait_until(lambda: not is_alive(pid))


def is_alive(pid: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
