"""Prefect's server as ours: found by other commands, tied to its starter, missed when it ends."""

import asyncio
import logging
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from flows.schedule import process, running, serve, server
from flows.schedule.aside import set_aside
from flows.settings import Settings, read_settings
from tests.flows.workers import ROOT
from tests.flows.world import free_port, wait_until

# Answers as Prefect's server does when it is well, until it is asked for something else. As that,
# it ends at once where it can't read its database.
STUB = """
import os, pathlib, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
database = pathlib.Path(os.environ["PREFECT_HOME"], "prefect.db")
database.parent.mkdir(exist_ok=True)
if database.exists() and database.read_text() != "baik":
    sys.exit(3)
database.write_text("baik")
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path != "/api/health":
            os._exit(7)
        self.send_response(200)
        self.end_headers()
HTTPServer(("127.0.0.1", int(sys.argv[-1])), Handler).serve_forever()
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of a warta whose server starts at once."""
    (tmp_path / "stub_server.py").write_text(STUB, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    stub = (sys.executable, "-m", "flows.schedule.tied", "stub_server")
    monkeypatch.setattr(running, "SERVER", stub)
    for name in ("PREFECT_HOME", "PREFECT_API_URL"):
        monkeypatch.delenv(name, raising=False)
    return read_settings({"WARTA_HOME": str(tmp_path / "home")})


def test_it_is_found_while_it_runs(settings: Settings) -> None:
    """By the note that it leaves, and that goes with it."""
    with running.lasting_server(settings, free_port()) as api:
        assert server.find(settings) == api
    assert not server.is_up(api)
    assert server.find(settings) is None
    assert not server.note_of(settings).exists()


def test_it_serves_without_prefects_tracebacks(
    caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest
) -> None:
    """One of what watches runs broke off when serving was to stop: that is no matter."""
    for name in ("prefect", "asyncio"):
        request.addfinalizer(partial(logging.getLogger(name).setLevel, logging.NOTSET))
    serve._hush()

    async def break_off() -> None:
        asyncio.get_running_loop().call_soon(lambda: 1 / 0)
        await asyncio.sleep(0)

    asyncio.run(break_off())
    logging.getLogger("prefect.runner").error("tidak bisa")
    assert caplog.text == ""


def test_there_is_one_for_a_home(settings: Settings) -> None:
    """A second one would take the runs of the first for dead; it says where that is."""
    with running.lasting_server(settings, free_port()) as api:
        second = running.lasting_server(settings, free_port())
        with pytest.raises(process.ServeError, match=r"at work already: .*server\.json"), second:
            pass
        assert server.find(settings) == api
    with running.lasting_server(settings, free_port()) as api:
        assert server.find(settings) == api


def test_two_that_start_at_once_do_not_share_one(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both find the same port free; who is slower takes no answer of the other's for its own."""
    monkeypatch.setattr(running, "_PORT", free_port())
    other = read_settings({"WARTA_HOME": str(tmp_path / "other")})
    with running.lasting_server(settings, None) as api:
        taken = int(api.removesuffix("/api").rpartition(":")[2])
        truly, found = process.free, iter([taken])
        monkeypatch.setattr(process, "free", lambda port: next(found, None) or truly(port))
        with running.lasting_server(other, None) as another:
            assert another != api
            assert server.find(other) == another
            assert server.find(settings) == api
        found = iter([taken])
        with (
            pytest.raises(process.ServeError, match=f"port {taken} .* is taken"),
            running.lasting_server(other, taken),
        ):
            pass


def test_when_it_ends_one_line_says_so(settings: Settings) -> None:
    """Whatever that broke off here; and something else that breaks off is not blamed on it."""
    with pytest.raises(KeyError), running.lasting_server(settings, free_port()):
        raise KeyError
    with pytest.raises(process.ServeError, match=r"ended with code 7; see .*prefect-server\.log"):
        _serve_until_it_ends(settings)


def _serve_until_it_ends(settings: Settings) -> None:
    with running.lasting_server(settings, free_port()) as api:
        assert not server.is_up(f"{api}/elsewhere")
        wait_until(lambda: not server.is_up(api))
        raise KeyError


def test_one_that_can_not_start_says_where_its_log_is(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And leaves no note."""
    monkeypatch.setattr(running, "SERVER", (sys.executable, "-c", "raise SystemExit('tidak bisa')"))
    with pytest.raises(process.ServeError, match="code 1"), running.lasting_server(settings, 1):
        pass
    assert "tidak bisa" in (settings.logs / "prefect-server.log").read_text("utf-8")
    assert not server.note_of(settings).exists()


def test_a_database_that_it_can_not_read_is_set_aside(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """Broken, half made or of another version: nothing that matters is in there."""
    database = settings.home / "prefect" / "prefect.db"
    database.parent.mkdir(parents=True)
    database.write_text("rusak", "utf-8")
    database.with_name("prefect.db-wal").write_text("rusak juga", "utf-8")
    with running.lasting_server(settings, free_port()) as api:
        assert server.is_up(api)
    assert database.read_text("utf-8") == "baik"
    assert not database.with_name("prefect.db-wal").exists()
    aside = database.with_name("prefect.db.unusable")
    assert aside.read_text("utf-8") == "rusak"
    assert str(aside) in caplog.text


@pytest.mark.parametrize("whose", ["ours", "of somebody else"])
def test_a_database_that_is_not_at_fault_stays(
    settings: Settings, whose: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it does not start with an empty one either; and another's is never touched."""
    database = settings.home / "prefect" / "prefect.db"
    database.parent.mkdir(parents=True)
    database.write_text("rusak", "utf-8")
    if whose == "ours":
        command = (sys.executable, "-c", "raise SystemExit(3)")
        monkeypatch.setattr(running, "SERVER", command)
    else:
        monkeypatch.setenv("PREFECT_HOME", str(database.parent) + "/")
    with pytest.raises(process.ServeError), running.lasting_server(settings, free_port()):
        pass
    assert database.read_text("utf-8") == "rusak"


# Has a temporary server, says at which address, and waits to be killed.
KILLED = """
import os, time
from flows.schedule import running
from flows.settings import read_settings
running.TEMPORARY = running.SERVER[:3] + ("stub_server",)
with running.recorder(read_settings(os.environ), None):
    print(os.environ["PREFECT_API_URL"], flush=True)
    time.sleep(600)
"""


def test_a_command_that_is_killed_takes_its_temporary_server_along(settings: Settings) -> None:
    """As `make run` is by whoever is in a hurry."""
    command = [sys.executable, "-c", KILLED]
    environ = os.environ | {"WARTA_HOME": str(settings.home)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environ, cwd=ROOT) as process:
        assert process.stdout is not None
        api = process.stdout.readline().decode().strip()
        assert server.is_up(api)
        process.kill()
    wait_until(lambda: not server.is_up(api))


def test_a_database_with_which_it_does_nothing_is_set_aside(settings: Settings) -> None:
    """It answers, and can't write: else the next one would do as little."""
    database = settings.home / "prefect" / "prefect.db"
    with pytest.raises(process.ServeError, match=r"no run; .* lies in .*prefect\.db\.unusable"):
        _serve_until_it_does_nothing(settings)
    assert not database.exists()
    with running.lasting_server(settings, free_port()) as api:
        assert server.is_up(api)


def _serve_until_it_does_nothing(settings: Settings) -> None:
    with running.lasting_server(settings, free_port()):
        message = "it has begun no run"
        raise process.StalledError(message)


def refuse_of_old(settings: Settings) -> process.Ask:
    """What a server answers whose database lacks a table: that it can't, whatever is asked."""
    mark = settings.home / "prefect" / "prefect.db-wal"

    def ask(_api: str) -> None:
        if mark.exists():
            message = "500"
            raise process.RefusedError(message)

    mark.parent.mkdir(parents=True)
    mark.with_name("prefect.db").write_text("baik", "utf-8")
    mark.write_text("rusak", "utf-8")
    return ask


def test_a_database_with_which_it_refuses_everything_is_set_aside(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """At once: every restart would end as this one would."""
    ask = refuse_of_old(settings)
    with running.lasting_server(settings, free_port(), ask) as api:
        assert server.is_up(api)
    assert "500; see " in caplog.text
    assert "prefect.db.unusable" in caplog.text
    (aside,) = settings.home.glob("prefect/prefect.db.unusable-wal")
    assert aside.read_text("utf-8") == "rusak"


def test_a_server_that_refuses_with_an_empty_one_too_is_told_of(settings: Settings) -> None:
    """Its disk may be full: what it works with stays."""
    refuse_of_old(settings)

    def ask(_api: str) -> None:
        message = "500"
        raise process.RefusedError(message)

    serving = running.lasting_server(settings, free_port(), ask)
    with pytest.raises(process.ServeError, match=r"500; see .*prefect-server\.log"), serving:
        pass
    assert (settings.home / "prefect" / "prefect.db-wal").read_text("utf-8") == "rusak"
    assert not list(settings.home.glob("prefect/*.unusable*"))


def test_the_first_and_the_last_that_were_set_aside_are_kept(tmp_path: Path) -> None:
    """However many there were: each is as large as what Prefect has seen."""
    database = tmp_path / "prefect.db"
    for said in ("satu", "dua", "tiga", "empat"):
        database.with_name("prefect.db-wal").write_text(said, "utf-8")
        database.write_text(said, "utf-8")
        with set_aside(database) as where:
            assert where is not None
            assert where.read_text("utf-8") == said
    kept = {
        "prefect.db.unusable": "satu",
        "prefect.db.unusable-wal": "satu",
        "prefect.db.unusable-last": "empat",
        "prefect.db.unusable-last-wal": "empat",
    }
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == kept
    database.write_text("lima", "utf-8")
    with pytest.raises(KeyError), set_aside(database):  # it goes back, and theirs stay theirs
        raise KeyError
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == kept | {
        "prefect.db": "lima"
    }


def test_a_database_is_not_at_fault_where_one_thing_goes_wrong(settings: Settings) -> None:
    """An answer that is late on a busy machine, say: what Prefect knows stays, pauses included."""
    database = settings.home / "prefect" / "prefect.db"
    with pytest.raises(process.ServeError, match=r"ReadTimeout$"):
        _serve_until_it_is_late(settings)
    assert database.read_text("utf-8") == "baik"


def _serve_until_it_is_late(settings: Settings) -> None:
    with running.lasting_server(settings, free_port()):
        message = "it does not do as it is asked: ReadTimeout"
        raise process.ServeError(message)
