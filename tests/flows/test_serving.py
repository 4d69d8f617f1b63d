"""The server of `warta serve`: found by other commands, tied to it, and missed when it ends."""

import sys
from pathlib import Path

import pytest

from flows.schedule import serve, server
from flows.settings import Settings, read_settings
from tests.flows.test_cli import free_port
from tests.flows.world import wait_until

# Answers as Prefect's server does when it is well, until it is asked for something else.
STUB = """
import os, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
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
    monkeypatch.setattr(serve, "SERVER", stub)
    return read_settings({"WARTA_HOME": str(tmp_path / "home")})


def test_it_is_found_while_it_runs(settings: Settings) -> None:
    """By the note that it leaves, and that goes with it."""
    with serve.running_server(settings, free_port()) as api:
        assert server.find(settings) == api
    assert not server.is_up(api)
    assert server.find(settings) is None
    assert not server.note_of(settings).exists()


def test_when_it_ends_one_line_says_so(settings: Settings) -> None:
    """Whatever that broke off here; and something else that breaks off is not blamed on it."""
    with pytest.raises(KeyError), serve.running_server(settings, free_port()):
        raise KeyError
    with pytest.raises(serve.ServeError, match=r"ended with code 7; see .*prefect-server\.log"):
        _serve_until_it_ends(settings)


def _serve_until_it_ends(settings: Settings) -> None:
    with serve.running_server(settings, free_port()) as api:
        assert not server.is_up(f"{api}/elsewhere")
        wait_until(lambda: not server.is_up(api))
        raise KeyError


def test_one_that_can_not_start_says_where_its_log_is(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And leaves no note."""
    monkeypatch.setattr(serve, "SERVER", (sys.executable, "-c", "raise SystemExit('tidak bisa')"))
    with pytest.raises(serve.ServeError, match="code 1"), serve.running_server(settings, 1):
        pass
    assert "tidak bisa" in (settings.logs / "prefect-server.log").read_text("utf-8")
    assert not server.note_of(settings).exists()
