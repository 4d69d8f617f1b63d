"""A reader that has heard enough, as `head` has, is no failure of the command."""

import os
import subprocess
import sys

import pytest

from tests.flows.workers import ROOT
from tests.flows.world import Archive

COMMANDS = {
    "rows": ["sql", "--csv", "SELECT generate_series(1, 300000)"],
    "a line, once nobody reads": ["status"],
    "JSON": ["status", "--json"],
    "a table": ["coverage"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_may_go(archive: Archive, command: str) -> None:
    """Exit code 0, and not a word."""
    reader, writer = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", "from flows.cli import main; raise SystemExit(main())",
         *COMMANDS[command]],
        stdout=writer, stderr=subprocess.PIPE, cwd=ROOT, env=os.environ | archive.environ,
    )  # fmt: skip
    os.close(writer)
    if command == "rows":
        os.read(reader, 10)
    os.close(reader)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
