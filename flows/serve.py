"""``warta serve``: Prefect's server and UI, and the schedule, on one machine, until Ctrl-C.

It knows processes and addresses; what is scheduled stands in ``flows.scheduled``.
"""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from flows import prefect_server
from flows.settings import Settings

_PORT: Final = 4200
_STOP_S: Final = 20.0


class ServeError(RuntimeError):
    """Prefect's server does not start; the message says what its log ends with."""


def serve(settings: Settings, *, port: int | None, minutes: int) -> int:
    """Serve until a signal; return the exit code.

    Raises:
        ServeError: the server does not start.

    """
    with _server(settings, port or _free_port()) as api:
        prefect_server.environment(settings, os.environ, api)
        ui = api.removesuffix("/api")
        sys.stdout.write(f"Prefect: {ui} (ingest every {minutes} minutes). Ctrl-C stops.\n")
        sys.stdout.flush()
        _run_schedule(minutes, settings.home / "prefect" / "runner")
    return 0


def _run_schedule(minutes: int, folder: Path) -> None:
    """Run what falls due, from now on, until a signal; ``folder`` is for Prefect to work in."""
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.deployments.runner import RunnerDeployment
    from prefect.runner import Runner
    from prefect.schedules import Interval

    from flows.scheduled import ingest_flow

    class Served(Runner):
        def handle_sigterm(self, *_: object) -> None:
            # Prefect's own handler leaves the shutdown unawaited; as Ctrl-C it is in good order
            signal.raise_signal(signal.SIGINT)

    deployment = ingest_flow.to_deployment(
        "ingest",
        schedule=Interval(timedelta(minutes=minutes), anchor_date=_soon()),
        description=f"Every {minutes} minutes; runs that pile up collapse into one.",
        concurrency_limit=ConcurrencyLimitConfig(
            limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
        ),
    )
    assert isinstance(deployment, RunnerDeployment)  # noqa: S101 (a coroutine in a loop only)

    async def run() -> None:
        runner = Served()
        # Prefect's own place, /tmp/runner_storage, is of whoever served first on this machine
        runner._tmp_dir = folder  # noqa: SLF001
        await runner.aadd_deployment(deployment)
        await runner.start()

    with suppress(KeyboardInterrupt):
        asyncio.run(run())


def _soon() -> datetime:
    """Return when the first run is due: once the schedule itself has been taken up."""
    return datetime.now(UTC) + timedelta(seconds=5)


def _free_port() -> int:
    """Return Prefect's own port, or a free one where that is taken."""
    for port in (_PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    message = "no free port on 127.0.0.1: give one with --port"
    raise ServeError(message)


@contextmanager
def _server(settings: Settings, port: int) -> Iterator[str]:
    """Run Prefect's server on loopback; note its address for other commands."""
    api = f"http://127.0.0.1:{port}/api"
    log = settings.logs / "prefect-server.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    environ = dict(os.environ)
    prefect_server.environment(settings, environ, None)
    note = prefect_server.note_of(settings)
    note.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "prefect", "server", "start"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(port)],
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=environ,
            start_new_session=True,  # Ctrl-C reaches us, and we stop it last
        )
    try:
        _wait(process, api, str(log))
        note.write_text(json.dumps({"api": api}), encoding="utf-8")
        yield api
    finally:
        note.unlink(missing_ok=True)
        _stop(process)


def _wait(process: subprocess.Popen[bytes], api: str, log: str) -> None:
    deadline = time.monotonic() + prefect_server.STARTUP_S
    while not prefect_server.is_up(api):
        if process.poll() is not None:
            message = f"Prefect's server ended with code {process.returncode}; see {log}"
            raise ServeError(message)
        if time.monotonic() > deadline:
            message = f"Prefect's server did not answer in {prefect_server.STARTUP_S} s; see {log}"
            raise ServeError(message)
        time.sleep(0.2)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
