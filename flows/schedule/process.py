"""Prefect's server as a process of ours: started, waited for, and ended.

It ends with who started it, however that ends, by ``flows.schedule.tied``. This module knows
processes, ports and addresses; nothing of what Prefect is asked to do.
"""

import logging
import os
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self

from flows.schedule import server
from flows.schedule.aside import set_aside
from flows.settings import Settings

_LOG: Final = logging.getLogger(__name__)
_STOP_S: Final = 10.0
_ASK_AGAIN_S: Final = 1.0


class ServeError(RuntimeError):
    """Prefect's server does not start, or ended; the message says where its log is."""


class StalledError(ServeError):
    """It answers, a schedule is active, and no run has begun for so long that none will."""


class RefusedError(ServeError):
    """It answers that it can't do what every server can: its database may be damaged."""


def _first_free(ports: Sequence[int]) -> int:
    """Return the first port that is free; 0 stands for any.

    Raises:
        ServeError: none is.

    """
    for port in ports:
        found = free(port)
        if found:
            return found
    message = f"port {ports[0]} of 127.0.0.1 is taken: give another one with --port"
    raise ServeError(message)


def free(port: int) -> int | None:
    """Return a port if it is free, of 0 any that is."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return None
        return int(probe.getsockname()[1])


#: What asks the server at an address for something, and raises RefusedError where it refuses.
Ask = Callable[[str], None]


def ask_nothing(_api: str) -> None:
    """Ask for nothing."""


class ServerProcess:
    """A server that starts with the block, and ends with it at the latest."""

    def __init__(
        self,
        settings: Settings,
        command: tuple[str, ...],
        *,
        ports: Sequence[int],
        log: Path,
        environ: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Take the command, the ports to choose from, and the file for what it says."""
        self._command: Final = command
        self._ports: Final = ports
        self._log: Final = log
        self._environ: Final = {**os.environ, **environ}
        server.environment(settings, self._environ, None)
        self._database: Final = server.own_database(settings, self._environ)
        self._refusal: RefusedError | None = None

    @property
    def api(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._port}/api"

    def __enter__(self) -> Self:
        """Start it.

        Raises:
            ServeError: the port that was given is taken.

        """
        self._log.parent.mkdir(parents=True, exist_ok=True)
        self._log.unlink(missing_ok=True)
        self._port = _first_free(self._ports)
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self._stop()

    def _start(self) -> None:
        with self._log.open("ab") as out:
            self._process = subprocess.Popen(
                (*self._command, "--host", "127.0.0.1", "--port", str(self._port)),
                stdout=out,
                stderr=subprocess.STDOUT,
                stdin=subprocess.PIPE,  # closes when we end, however that is
                env=self._environ,
                start_new_session=True,  # Ctrl-C reaches us, and we stop it last
            )

    def _stop(self) -> None:
        try:
            self._process.communicate(timeout=_STOP_S)  # closes its input, by which it ends
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def wait(self, ask: Ask = ask_nothing) -> None:
        """Wait until it answers, and does as it is asked.

        Where it does so with an empty database only, the old one was at fault: broken, left half
        made, or of another version. Nothing that matters is in there, so it is set aside.

        Raises:
            ServeError: it does not.

        """
        if self._works(ask):
            return
        failure = self.end()
        self._stop()
        with set_aside(self._database) as where:
            if where is None:
                raise failure
            self._work_anew(ask)
            _LOG.warning("%s: what it worked with lies in %s now", failure, where)

    def _works(self, ask: Ask) -> bool:
        """Whether it answers, and does as it is asked; one that is busy is asked again."""
        if not self._answers():
            return False
        deadline = time.monotonic() + server.STARTUP_S
        while True:
            try:
                ask(self.api)
            except RefusedError as exc:
                self._refusal = exc
                return False
            except ServeError:
                if time.monotonic() > deadline or self.has_ended(within_s=_ASK_AGAIN_S):
                    raise
            else:
                return True

    def _work_anew(self, ask: Ask) -> None:
        """Start it again; what does not work has ended before its database is put back."""
        self._refusal = None
        self._start()
        with ExitStack() as otherwise:
            otherwise.callback(self._stop)
            if not self._works(ask):
                raise self.end()
            otherwise.pop_all()

    def given_up(self) -> str:
        """Stop it, since it does nothing, and have the next one begin with an empty database.

        Say where the old one is.
        """
        self._stop()
        with set_aside(self._database) as where:
            return "" if where is None else f"; what it worked with lies in {where} now"

    def has_ended(self, *, within_s: float) -> bool:
        """Whether it has ended by itself, or does so soon."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(within_s)
        return self._process.returncode is not None

    def end(self) -> ServeError:
        """Say that it ended, or what it refused."""
        code = self._process.returncode
        what = self._refusal or f"Prefect's server ended with code {code}"
        return ServeError(f"{what}; see {self._log}")

    def _answers(self) -> bool:
        """Wait until it does; False when it ended instead."""
        deadline = time.monotonic() + server.STARTUP_S
        while not (self._listens() and server.is_up(self.api)):
            if self._process.poll() is not None:
                if free(self._port):
                    return False
                self._stop()
                self._port = _first_free(self._ports)  # another program was faster
                self._start()
                return self._answers()
            if time.monotonic() > deadline:
                message = f"Prefect's server did not answer in {server.STARTUP_S} s"
                raise ServeError(f"{message}; see {self._log}")
            time.sleep(0.2)
        return True

    def _listens(self) -> bool:
        """Whether it is this one that would answer: two that start at once choose the same port."""
        import psutil

        try:
            opened = psutil.Process(self._process.pid).net_connections("tcp4")
        except psutil.AccessDenied:
            return True  # nobody can tell
        except psutil.Error:
            return False
        return any(
            one.status == psutil.CONN_LISTEN and one.laddr.port == self._port for one in opened
        )
