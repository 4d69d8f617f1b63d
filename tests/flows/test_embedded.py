"""The embedded server: starts, survives, stops, and is never mistaken for another process."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from flows import embedded
from flows.embedded import binaries, place, reach, server, sockets

IS_ROOT = os.geteuid() == 0
needs_root = pytest.mark.skipif(not IS_ROOT, reason="only root can run as somebody else")

ENSURE = "import sys; from pathlib import Path; from flows import embedded; "
# A child that gives up root can import nothing more where the interpreter lies in a closed folder.
AS_USER = (
    "import locale, os, pwd, sys, uuid; from pathlib import Path; import psycopg; "
    "from flows import embedded; from flows.embedded import watch; "
    "entry = pwd.getpwnam(sys.argv[2]); "
    "os.setgroups([]); os.setgid(entry.pw_gid); os.setuid(entry.pw_uid); "
)


@pytest.fixture
def home(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A home that every account can reach, and that is gone afterwards, its server too."""
    parent = Path(tempfile.mkdtemp(prefix="warta-test-"))
    parent.chmod(0o755)
    wanted = getattr(request, "param", "var")
    yield (parent / wanted).resolve()
    _discard((parent / wanted).resolve())
    shutil.rmtree(parent)


@pytest.fixture
def system_dir(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of the test's own in the place of /var/lib/warta."""
    folder = Path(tempfile.mkdtemp(prefix="warta-system-"))
    monkeypatch.setattr(place, "SYSTEM_DIR", folder)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def closed(system_dir: Path) -> Iterator[Path]:
    """A home under a folder that only root may enter."""
    assert system_dir.is_dir()
    parent = Path(tempfile.mkdtemp(prefix="warta-closed-"))
    yield parent / "var"
    _discard(parent / "var")
    shutil.rmtree(parent)


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    """A live process of the account that runs the servers of these tests."""
    account = pwd.getpwnam("nobody").pw_uid if IS_ROOT else None
    process = subprocess.Popen(["sleep", "600"], user=account, cwd="/")
    yield process
    process.kill()
    process.wait()


def _discard(home: Path) -> None:
    for name in ("postgres", "postgres.json"):
        if (home / name).exists():
            with suppress(embedded.EmbeddedError):
                embedded.stop(home)


def ensure(home: Path) -> str:
    """Start a server that a crash of the machine may ruin, and that a forgotten test ends."""
    return embedded.ensure(home, idle_s=300, is_durable=False)


def ask(url: str, query: str) -> object:
    """The first column of the first row, if there is one."""
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(query.encode())
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def started_at(url: str) -> object:
    """What tells two servers apart."""
    return ask(url, "SELECT pg_postmaster_start_time()")


def at(home: Path) -> place.Place:
    """The place of a home that has one."""
    found = place.find(home)
    assert found is not None
    return found


def postmaster(home: Path) -> int:
    """The number of a server that runs."""
    return int((at(home).data / "postmaster.pid").read_text().split()[0])


def until(holds: Callable[[], bool], wait_s: float = 20) -> bool:
    """Whether something becomes true in time."""
    deadline = time.monotonic() + wait_s
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_one_server_answers_every_call(home: Path) -> None:
    """A second call finds the server of the first, and both name the database `warta`."""
    first = ensure(home)
    began = time.monotonic()
    second = ensure(home)
    assert time.monotonic() - began < 2
    assert first == second
    assert ask(first, "SELECT current_database()") == "warta"
    assert embedded.status(home).is_running


def test_nothing_listens_but_a_private_socket(home: Path) -> None:
    """No TCP port is open, and only the owner enters the folder of the socket."""
    url = ensure(home)
    assert ask(url, "SELECT current_setting('listen_addresses')") == ""
    folder = reach.socket_folder(at(home))
    assert folder is not None
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


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


@pytest.mark.parametrize("home", ['a b/c,d\'s $HOME "e"', "x" * 150], indirect=True)
def test_any_path_will_do(home: Path) -> None:
    """Spaces, quotes, commas, and more characters than the address of a socket holds."""
    url = ensure(home)
    assert ask(url, "SELECT current_setting('data_directory')") == str(at(home).data)
    folder = reach.socket_folder(at(home))
    embedded.stop(home)
    assert ensure(home) == url
    assert folder is not None
    embedded.stop(home)
    assert folder.is_relative_to(home) or not folder.exists()


@pytest.mark.parametrize("home", ["x" * 150], indirect=True)
def test_a_folder_that_others_prepared_is_not_used(home: Path) -> None:
    """A short folder that lets others in is left to them."""
    ensure(home)
    embedded.stop(home)
    prepared = sockets.socket_folder(at(home))
    prepared.chmod(0o777)
    try:
        url = ensure(home)
        assert str(prepared) not in url
        assert ask(url, "SELECT 1") == 1
        used = reach.socket_folder(at(home))
        assert used is not None
        assert stat.S_IMODE(used.stat().st_mode) == 0o700
    finally:
        prepared.rmdir()


def test_data_that_others_may_enter_are_refused(home: Path) -> None:
    """The folder over the data must be private."""
    ensure(home)
    embedded.stop(home)
    at(home).folder.chmod(0o755)
    with pytest.raises(embedded.PlaceError, match="chmod 700"):
        ensure(home)
    (home / "postgres").chmod(0o700)


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
        assert command.wait(20) != 0
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


def test_a_home_that_was_removed_starts_empty(home: Path) -> None:
    """A server whose data were deleted under it stands in nobody's way."""
    url = ensure(home)
    ask(url, "CREATE TABLE kept AS SELECT 1")
    orphan = postmaster(home)
    shutil.rmtree(home)
    try:
        assert ask(ensure(home), "SELECT to_regclass('kept')::text") is None
    finally:
        with suppress(ProcessLookupError):
            os.kill(orphan, signal.SIGQUIT)


@needs_root
def test_an_ordinary_user_needs_no_root(home: Path) -> None:
    """Without root the server runs as whoever called, and root may look after it later."""
    home.mkdir()
    user = pwd.getpwnam("daemon")
    os.chown(home, user.pw_uid, user.pw_gid)
    call = "print(embedded.ensure(Path(sys.argv[1]), idle_s=300, is_durable=False))"
    done = subprocess.run(
        [sys.executable, "-c", AS_USER + call, home, user.pw_name],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert at(home).data.stat().st_uid == user.pw_uid
    before = started_at(done.stdout.strip())
    assert started_at(ensure(home)) == before
    assert embedded.stop(home) is True


@needs_root
def test_another_user_is_told_whose_it_is(home: Path) -> None:
    """What root made, an ordinary user does not break into."""
    ensure(home)
    user = pwd.getpwnam("daemon")
    done = subprocess.run(
        [sys.executable, "-c", AS_USER + "embedded.status(Path(sys.argv[1]))", home, "daemon"],
        check=False,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert user.pw_uid != at(home).data.stat().st_uid
    assert "belongs to nobody: run warta as that user" in done.stderr


@needs_root
def test_a_closed_home_has_its_data_elsewhere(closed: Path, system_dir: Path) -> None:
    """The data lie where the account gets, every command finds them, and no mode was changed."""
    url = ensure(closed)
    assert ask(url, "SELECT current_setting('data_directory')") == str(at(closed).data)
    assert at(closed).folder.is_relative_to(system_dir)
    assert stat.S_IMODE(closed.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(at(closed).folder.stat().st_mode) == 0o700
    assert embedded.stop(closed) is True
    assert ensure(closed) == url


@needs_root
def test_a_copy_of_a_closed_home_does_not_share_its_data(closed: Path) -> None:
    """Two homes never write one database."""
    ensure(closed)
    copy = closed.with_name("copy")
    shutil.copytree(closed, copy)
    with pytest.raises(embedded.PlaceError, match="is a copy of"):
        embedded.status(copy)


@needs_root
def test_closed_binaries_are_copied(
    home: Path, system_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A virtual environment that only root may enter serves too."""
    monkeypatch.setattr(binaries, "_can_run", lambda _package, _account: False)
    url = ensure(home)
    here = binaries.find(at(home).account)
    assert here.is_relative_to(system_dir)
    assert ask(url, "SELECT 1") == 1
    embedded.stop(home)
