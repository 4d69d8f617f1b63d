"""Prefect's server as a process of ours: one that stays, and one for a single command.

Either ends with who started it, however that ends, by ``flows.schedule.tied``. This module knows
processes, ports and addresses; nothing of what Prefect is asked to do.
"""

import fcntl
import json
import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Final, Self

from flows.schedule import server
from flows.settings import Settings

_LOG: Final = logging.getLogger(__name__)

_TIED: Final = (sys.executable, "-m", "flows.schedule.tied")
#: Prefect's server; tests put one here that starts at once.
SERVER: tuple[str, ...] = (*_TIED, "prefect", "server", "start")
#: The same without a screen and a schedule, as Prefect itself starts one for a single command; but
#: that one is left behind by a command that is killed.
TEMPORARY: tuple[str, ...] = (
    *_TIED, "uvicorn", "--factory", "prefect.server.api.server:create_app",
    "--log-level", "error", "--lifespan", "on",
)  # fmt: skip
_EPHEMERAL: Final = {
    "PREFECT_UI_ENABLED": "0",
    "PREFECT__SERVER_EPHEMERAL": "1",
    "PREFECT__SERVER_FINAL": "1",
}
_PORT: Final = 4200
_STOP_S: Final = 10.0


class ServeError(RuntimeError):
    """Prefect's server does not start, or ended; the message says where its log is."""


class StalledError(ServeError):
    """It answers, a schedule is active, and no run has begun for so long that none will."""


def free_port(given: int | None) -> int:
    """Return the port that was given; else Prefect's own, or a free one where that is taken.

    Raises:
        ServeError: the one that was given is taken.

    """
    for port in (given,) if given else (_PORT, 0):
        found = _free(port)
        if found:
            return found
    message = f"port {given} of 127.0.0.1 is taken: give another one with --port"
    raise ServeError(message)


def _free(port: int) -> int | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return None
        return int(probe.getsockname()[1])


@contextmanager
def lasting_server(settings: Settings, port: int) -> Iterator[str]:
    """Run Prefect's server on loopback; note its address for other commands.

    Raises:
        ServeError: it does not start, has ended where the block broke off, or is not the only one.
        StalledError: the block did; what the server worked with is set aside.

    """
    note = server.note_of(settings)
    note.parent.mkdir(parents=True, exist_ok=True)
    with _alone(note), _Server(settings, SERVER, port=port, log="prefect-server.log") as ours:
        ours.wait()
        note.write_text(json.dumps({"api": ours.api}), encoding="utf-8")
        try:
            yield ours.api
        except Exception as exc:
            if ours.has_ended(within_s=1):  # that may be what broke us off, just now
                raise ours.end() from exc
            if isinstance(exc, StalledError):
                raise StalledError(f"{exc}{ours.given_up()}") from exc
            raise
        finally:
            note.unlink(missing_ok=True)


@contextmanager
def _alone(note: Path) -> Iterator[None]:
    """Keep a second one from the same home: each would take the other's runs for dead.

    Raises:
        ServeError: there is one.

    """
    with note.with_name("serve.lock").open("ab") as file:  # closed, and so free, however we end
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            message = f"`warta serve` is at work already: {note} says where its screen is"
            raise ServeError(message) from exc
        yield


@contextmanager
def recorder(settings: Settings, api: str | None) -> Iterator[None]:
    """Set Prefect up for the server at ``api``; where there is none, run one meanwhile.

    Raises:
        ServeError: it does not start.

    """
    if api is not None:
        server.use(settings, api)
        yield
        return
    port = _free(0) or _PORT
    with _Server(settings, TEMPORARY, port=port, log="prefect-temporary.log") as ours:
        server.use(settings, ours.api)
        import_module("prefect.flows")  # takes a second, in which the server imports the same
        ours.wait()
        yield


class _Server:
    """A server that starts with the block, and ends with it at the latest."""

    def __init__(
        self, settings: Settings, command: tuple[str, ...], *, port: int, log: str
    ) -> None:
        self.api: Final = f"http://127.0.0.1:{port}/api"
        self._command: Final = (*command, "--host", "127.0.0.1", "--port", str(port))
        self._log: Final = settings.logs / log
        self._environ: Final = dict(os.environ) | (_EPHEMERAL if command == TEMPORARY else {})
        server.environment(settings, self._environ, None)
        self._database: Final = server.own_database(settings, self._environ)

    def __enter__(self) -> Self:
        """Start it."""
        self._log.parent.mkdir(parents=True, exist_ok=True)
        self._log.unlink(missing_ok=True)
        self._process = self._started()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self._stop()

    def _stop(self) -> None:
        try:
            self._process.communicate(timeout=_STOP_S)  # closes its input, by which it ends
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def wait(self) -> None:
        """Wait until it answers.

        Where it starts with an empty database only, the old one was at fault: broken, left half
        made, or of another version. Nothing that matters is in there, so it is set aside.

        Raises:
            ServeError: it does not start.

        """
        if self._answers():
            return
        with _set_aside(self._database) as where:
            if where is None:
                raise self.end()
            self._stop()
            self._process = self._started()
            if not self._answers():
                raise self.end()
            _LOG.warning("Prefect's server does not start with what lies in %s now", where)

    def given_up(self) -> str:
        """Stop it, since it does nothing; have the next one begin with an empty database.

        Say where the old one is.
        """
        self._stop()
        with _set_aside(self._database) as where:
            return "" if where is None else f"; what it worked with lies in {where} now"

    def has_ended(self, *, within_s: float) -> bool:
        """Whether it has ended by itself, or does so soon."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(within_s)
        return self._process.returncode is not None

    def end(self) -> ServeError:
        """Say that it ended."""
        code = self._process.returncode
        return ServeError(f"Prefect's server ended with code {code}; see {self._log}")

    def _started(self) -> "subprocess.Popen[bytes]":
        with self._log.open("ab") as out:
            return subprocess.Popen(
                self._command,
                stdout=out,
                stderr=subprocess.STDOUT,
                stdin=subprocess.PIPE,  # closes when we end, however that is
                env=self._environ,
                start_new_session=True,  # Ctrl-C reaches us, and we stop it last
            )

    def _answers(self) -> bool:
        """Wait until it does; False when it ended instead."""
        deadline = time.monotonic() + server.STARTUP_S
        while not server.is_up(self.api):
            if self._process.poll() is not None:
                return False
            if time.monotonic() > deadline:
                message = f"Prefect's server did not answer in {server.STARTUP_S} s"
                raise ServeError(f"{message}; see {self._log}")
            time.sleep(0.2)
        return True


@contextmanager
def _set_aside(database: Path | None) -> Iterator[Path | None]:
    """Put a database elsewhere, and back should the block break off; None where there is none."""
    if database is None or not database.exists():
        yield None
        return
    aside = database.with_name(f"{database.name}.unusable")
    _move(database, aside)
    try:
        yield aside
    except ServeError:
        _move(aside, database)
        raise


def _move(database: Path, to: Path) -> None:
    """Move a database of SQLite, with all that belongs to it."""
    for suffix in ("", "-wal", "-shm"):
        target = to.with_name(to.name + suffix)
        target.unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            database.with_name(database.name + suffix).replace(target)
