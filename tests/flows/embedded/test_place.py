"""Where the embedded server lives: in any folder, under whatever account, private in any case."""

import os
import pwd
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from flows import embedded
from flows.embedded import binaries, reach, sockets
from tests.flows.embedded.homes import ask, at, ensure, started_at

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can run as somebody else")
# A child that gives up root can import nothing more where the interpreter lies in a closed folder.
AS_USER = (
    "import locale, os, pwd, sys, uuid; from pathlib import Path; import psycopg; "
    "from flows import embedded; from flows.embedded import watch; "
    "entry = pwd.getpwnam(sys.argv[2]); "
    "os.setgroups([]); os.setgid(entry.pw_gid); os.setuid(entry.pw_uid); "
)


def test_nothing_listens_but_a_private_socket(home: Path) -> None:
    """No TCP port is open, and only the owner enters the folder of the socket."""
    url = ensure(home)
    assert ask(url, "SELECT current_setting('listen_addresses')") == ""
    folder = reach.socket_folder(at(home))
    assert folder is not None
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


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
