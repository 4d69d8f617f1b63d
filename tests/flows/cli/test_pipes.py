"""A reader that has heard enough, as `head` has, is no failure of the command."""

import os
import subprocess
import sys

import pytest

from tests.flows.workers import ROOT
from tests.flows.world import Archive, free_port

COMMANDS = {
    "rows": ["sql", "--csv", "SELECT generate_series(1, 300000)"],
    "a line, once nobody reads": ["status"],
    "JSON": ["status", "--json"],
    "a table": ["coverage"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_may_go(archive: Archive, command: str) -> None:
    """Exit code 0, and not a word."""
    given = COMMANDS[command]
    assert unread(archive, given, read=10 if command == "rows" else 0) == (0, b"")


@pytest.mark.parametrize("form", ["text", "JSON"])
def test_how_it_ended_is_said_all_the_same(archive: Archive, form: str) -> None:
    """The exit code is for whoever started it, not for who reads."""
    nowhere = f"http://127.0.0.1:{free_port()}"
    given = ["ingest", "--no-prefect", *(["--json"] if form == "JSON" else [])]
    code, err = unread(archive, given, WARTA_SITE_URL=nowhere)
    assert (code, b"Traceback" in err) == (4, False)


def unread(
    archive: Archive, given: list[str], *, read: int = 0, **environ: str
) -> tuple[int, bytes]:
    """The exit code of a command whose reader goes, and what it says to others."""
    reader, writer = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", "from flows.cli import main; raise SystemExit(main())", *given],
        stdout=writer, stderr=subprocess.PIPE, cwd=ROOT, env=os.environ | archive.environ | environ,
    )  # fmt: skip
    os.close(writer)
    if read:
        os.read(reader, read)
    os.close(reader)
    _, err = process.communicate()
    return process.returncode, err
