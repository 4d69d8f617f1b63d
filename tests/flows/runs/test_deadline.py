"""A run that hangs is ended by its deadline, whatever it hangs in."""

import subprocess
import sys

import pytest

from tests.flows.workers import ROOT

HANGS = {
    "waiting": "import time; time.sleep(60)",
    "in C, for ever": "import re; re.fullmatch('(a|a)*b', 'a' * 50)",
    "catching all": """
while True:
    try:
        while True: pass
    except BaseException: pass
""",
}


@pytest.mark.parametrize("hang", HANGS)
def test_a_process_that_hangs_is_ended(hang: str) -> None:
    """With exit code 1, and a trace of where it stood; nothing within can hold it up."""
    body = "\n".join(f"    {line}" for line in HANGS[hang].splitlines())
    code = f"from flows.runs.deadline import deadline\nwith deadline(0.3):\n{body}\n"
    said = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert said.returncode == 1
    assert said.stderr.startswith("Timeout")
    assert "<string>" in said.stderr


def test_what_ends_in_time_is_left_alone() -> None:
    """The timer ends with the block."""
    code = (
        "import time\nfrom flows.runs.deadline import deadline\n"
        "with deadline(0.2): pass\ntime.sleep(0.5)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (said.returncode, said.stderr) == (0, "")
