"""Worlds to run warta in, and the nursery that their crawlers come from."""

import os
import ssl
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from flows.cli import main
from flows.crawl import starting
from flows.incidents import alerts
from flows.load import apart
from tests.flows import archive as archives
from tests.flows.archive import Connection
from tests.flows.listener import Listener, listening, self_signed
from tests.flows.workers import CRAWLER, NURSERY, READER, ROOT, nursery_program
from tests.flows.world import Archive, Said, World
from tests.site import Site, WordPress, serve


@pytest.fixture(scope="session")
def nursery() -> Iterator[None]:
    """A server that forks crawlers; it ends with this process, however that ends."""
    with tempfile.TemporaryDirectory(prefix="warta-nursery-") as folder:
        path = str(Path(folder) / "socket")
        with subprocess.Popen(
            [sys.executable, "-W", "ignore", str(ROOT / "tests" / "nursery.py"), path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        ) as server:
            assert server.stdout is not None
            assert server.stdin is not None
            assert server.stdout.readline() == b"ready\n"
            os.environ[NURSERY] = path
            yield
            del os.environ[NURSERY]
            server.stdin.close()


@pytest.fixture
def forked(nursery: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the crawlers of this test, and what reads pages, forked instead of started."""
    del nursery
    monkeypatch.setattr(starting, "PROGRAM", nursery_program(CRAWLER))
    monkeypatch.setattr(apart, "PROGRAM", nursery_program(READER))


@pytest.fixture
def worlds(forked: None, databases: Callable[[], str], tmp_path: Path) -> Callable[[Site], World]:
    """Makes a warta that follows a site; each call another one."""
    del forked
    made: list[World] = []

    def world(site: Site) -> World:
        made.append(World(site=site, url=databases(), home=tmp_path / f"warta-{len(made)}"))
        return made[-1]

    return world


@pytest.fixture
def healthy(connection: Connection) -> Iterator[None]:
    """Whatever a test loads, the archive's own checks find nothing wrong."""
    yield
    assert archives.ailments(connection) == {}


@pytest.fixture
def listable(connection: Connection) -> None:
    """A site whose articles may be listed."""
    archives.begin(connection)


@pytest.fixture
def archive(databases: Callable[[], str], tmp_path: Path) -> Archive:
    """An empty archive, and a folder for its warta."""
    return Archive(url=databases(), home=tmp_path / "warta")


@pytest.fixture
def warta(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., Said]:
    """Runs a command on that archive; settings are keyword arguments."""

    def command(*arguments: object, **environ: str) -> Said:
        with monkeypatch.context() as patched:
            for name, value in (archive.environ | environ).items():
                patched.setenv(name, value)
            capfd.readouterr()
            code = main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Said(code=code, out=out, err=err)

    return command


@pytest.fixture
def nursery_run(forked: None) -> Callable[..., subprocess.Popen[bytes]]:
    """Starts a command in a process of its own, given its settings and arguments."""
    del forked

    def start(environ: dict[str, str], *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*nursery_program("tests.flows.workers:run_command"), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=os.environ | environ,
        )

    return start


@pytest.fixture
def untrusted(tmp_path: Path) -> Iterator[str]:
    """The address of an https server whose certificate nobody has signed but itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path / "certificate.pem"))
    with HTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with fifteen articles."""
    with serve(WordPress(posts=15)) as served:
        yield served


@pytest.fixture
def world(worlds: Callable[[Site], World], site: Site) -> World:
    """A warta that has never met its site."""
    return worlds(site)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table of the scenes that were played; see `make scenarios`."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    rows = [text for one in reports for name, text in one.user_properties if name == "scene"]
    if rows:
        terminalreporter.section("requests of each run / allowed; equal, or in step by")
        terminalreporter.write_line("\n".join(map(str, rows)))


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    """A listener to alerts; nobody pauses before trying again."""
    monkeypatch.setattr(alerts, "_PAUSE_S", 0)
    with listening() as server:
        yield server
