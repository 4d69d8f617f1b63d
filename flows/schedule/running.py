"""Prefect's server while it is needed: one that stays, and one for a single command.

It knows where they note their address, and who else has one; how they are started and ended stands
in ``flows.schedule.process``.
"""

import fcntl
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Final

from flows.schedule import server
from flows.schedule.process import Ask, ServeError, ServerProcess, StalledError, ask_nothing, free
from flows.settings import Settings

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


@contextmanager
def lasting_server(settings: Settings, port: int | None, ask: Ask = ask_nothing) -> Iterator[str]:
    """Run Prefect's server on loopback; note its address for other commands.

    Its port is the one that is given; else Prefect's own, or a free one where that is taken.
    ``ask`` is for what it will have to do: one that answers and refuses that is of no use.

    Raises:
        ServeError: it does not start, has ended where the block broke off, or is not the only one.
        StalledError: the block did; what the server worked with is set aside.

    """
    note = server.note_of(settings)
    note.parent.mkdir(parents=True, exist_ok=True)
    ports = (port,) if port else (_PORT, 0)
    log = settings.logs / "prefect-server.log"
    with _alone(note), ServerProcess(settings, SERVER, ports=ports, log=log) as ours:
        ours.wait(ask)
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
    ports, log = (free(0) or _PORT,), settings.logs / "prefect-temporary.log"
    with ServerProcess(settings, TEMPORARY, ports=ports, log=log, environ=_EPHEMERAL) as ours:
        server.use(settings, ours.api)
        import_module("prefect.flows")  # takes a second, in which the server imports the same
        ours.wait()
        yield
