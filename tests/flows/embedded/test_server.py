"""The embedded server: starts, survives, stops, and is never mistaken for another process."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from flows import embedded
from flows.embedded import binaries, server
from tests.flows.embedded.homes import ask, at, discard, ensure, postmaster, started_at, until

ENSURE = "import sys; from pathlib import Path; from flows import embedded; "


def test_one_server_answers_every_call(home: Path) -> None:
    """A second call finds the server of the first, and both name the database `warta`."""
    first = ensure(home)
    began_at = started_at(first)
    second = ensure(home)
    assert first == second
    assert started_at(second) == began_at
    assert ask(first, "SELECT current_database()") == "warta"
    assert embedded.status(home).is_running


def test_words_end_at_quotation_marks(home: Path) -> None:
    """Full text search knows which characters beyond ASCII are letters, and compares by byte."""
    url = ensure(home)
    assert ask(url, "SELECT to_tsvector('simple', '“Kerja” –sama– École')::text") == (
        "'kerja':1 'sama':2 'école':3"
    )
    assert ask(url, "SELECT 'Z' < 'a'") is True


def test_stop_says_whether_one_ran(home: Path) -> None:
    """The first stop ends the server, the second finds none, and the data stay."""
    assert embedded.stop(home) is False
    url = ensure(home)
    ask(url, "CREATE TABLE kept AS SELECT 1")
    assert embedded.stop(home) is True
    assert embedded.stop(home) is False
    assert not embedded.status(home).is_running
    assert ask(ensure(home), "SELECT count(*) FROM kept") == 1


def test_a_killed_server_is_started_again(home: Path) -> None:
    """After kill -9 the next call recovers what was committed."""
    url = ensure(home)
    ask(url, "CREATE TABLE kept AS SELECT 1")
    os.kill(postmaster(home), signal.SIGKILL)
    assert ask(ensure(home), "SELECT count(*) FROM kept") == 1


def test_a_call_while_the_server_ends_waits_for_the_next(home: Path) -> None:
    """A server that is about to end is neither returned nor started over."""
    before = started_at(ensure(home))
    os.kill(postmaster(home), signal.SIGINT)
    assert started_at(ensure(home)) != before


def test_a_stranger_with_the_number_is_left_alone(
    home: Path, stranger: "subprocess.Popen[bytes]"
) -> None:
    """A `postmaster.pid` whose number now belongs to another process fools nobody."""
    ensure(home)
    note = at(home).data / "postmaster.pid"
    lines = note.read_text().splitlines()
    embedded.stop(home)
    note.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
    shutil.chown(note, at(home).account.uid, at(home).account.gid)
    assert not embedded.status(home).is_running
    assert embedded.stop(home) is False
    assert ask(ensure(home), "SELECT 1") == 1
    assert embedded.stop(home) is True
    assert stranger.poll() is None


def test_data_of_another_version_are_refused(home: Path) -> None:
    """The message names both versions and what to do."""
    ensure(home)
    embedded.stop(home)
    (at(home).data / "PG_VERSION").write_text("14\n")
    with pytest.raises(embedded.VersionError, match=r"PostgreSQL 14.*pg_dump.*DATABASE_URL"):
        ensure(home)


def test_a_server_that_ends_at_once_is_quoted(home: Path) -> None:
    """Why it did not start stands in the message, and older lines of its log do not."""
    ensure(home)
    embedded.stop(home)
    with (at(home).data / "postgresql.conf").open("a") as settings:
        settings.write("no_such_setting = 1\n")
    with pytest.raises(embedded.StartError, match="no_such_setting") as caught:
        ensure(home)
    assert "ready to accept" not in str(caught.value)


def test_an_initdb_that_fails_is_quoted(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `initdb` says reaches the message, and what it left stands in nobody's way."""
    program = home.parent / "initdb"
    program.write_text("#!/bin/sh\necho 'initdb: error: No space left on device' >&2\nexit 1\n")
    program.chmod(0o755)
    with monkeypatch.context() as patch:
        patch.setattr(binaries, "find", lambda _account: program.parent)
        with pytest.raises(embedded.InitError, match="No space left on device"):
            ensure(home)
    assert ask(ensure(home), "SELECT 1") == 1


def test_an_interrupted_initdb_is_begun_anew(home: Path) -> None:
    """A cluster is whole or not there."""
    ensure(home)
    embedded.stop(home)
    found = at(home)
    found.data.rename(found.folder / "data.making")
    assert ask(ensure(home), "SELECT 1") == 1


def test_calls_at_once_start_one_server(home: Path) -> None:
    """Processes that start together get the same server."""
    script = ENSURE + "print(embedded.ensure(Path(sys.argv[1]), idle_s=300, is_durable=False))"
    calls = [
        subprocess.Popen([sys.executable, "-c", script, home], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = {call.communicate(timeout=120)[0] for call in calls}
    assert [call.returncode for call in calls] == [0, 0, 0]
    assert said == {ensure(home) + "\n"}


def test_ctrl_c_leaves_the_server(home: Path) -> None:
    """SIGINT for the whole process group ends the command, not the server."""
    script = ENSURE + (
        # what a shell starts in the background ignores it
        "import signal, time; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "embedded.ensure(Path(sys.argv[1]), idle_s=300, is_durable=False); "
        "print('up', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, home],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as command:
        assert command.stdout is not None
        assert command.stdout.readline() == "up\n"
        before = started_at(ensure(home))
        os.killpg(command.pid, signal.SIGINT)
        assert command.wait() != 0
    assert started_at(ensure(home)) == before


def test_an_idle_server_ends(home: Path) -> None:
    """It lives as long as a session is open, and not much longer."""
    url = embedded.ensure(home, idle_s=1, is_durable=False)
    with psycopg.connect(url):
        time.sleep(2)
        assert server.is_alive(at(home))
    assert until(lambda: not server.is_alive(at(home)))
    assert ask(embedded.ensure(home, is_durable=False), "SELECT 1") == 1


def test_a_watcher_that_died_is_replaced(home: Path) -> None:
    """Whoever calls next sees to it that the server will end."""
    url = ensure(home)
    watchers = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
    assert until(lambda: ask(url, watchers) == 1)
    ask(url, "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
    assert until(lambda: ask(url, watchers) == 0)
    ensure(home)
    assert until(lambda: ask(url, watchers) == 1)


def test_a_home_that_was_moved_has_its_server_still(home: Path) -> None:
    """It answers at the new place, and is stopped there."""
    before = started_at(ensure(home))
    moved = home.rename(home.with_name("elsewhere"))
    try:
        assert started_at(ensure(moved)) == before
        assert embedded.stop(moved)
        assert started_at(ensure(moved)) != before
    finally:
        discard(moved)


def test_a_home_that_was_removed_starts_empty(home: Path) -> None:
    """A server whose data were deleted under it is in nobody's way, nor when it ends."""
    url = ensure(home)
    ask(url, "CREATE TABLE kept AS SELECT 1")
    orphan = psutil.Process(postmaster(home))
    shutil.rmtree(home)
    try:
        url = ensure(home)
        assert ask(url, "SELECT to_regclass('kept')::text") is None
    finally:
        with suppress(psutil.NoSuchProcess):
            orphan.send_signal(signal.SIGQUIT)
    assert until(lambda: not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE)
    assert ask(url, "SELECT 1") == 1
