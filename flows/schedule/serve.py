"""``warta serve``: Prefect's server and UI, and the schedule, on one machine, until Ctrl-C.

It knows processes and addresses; the flows stand in ``flows.schedule.scheduled``, and when they run
in ``flows.schedule.timetable``.
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
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from flows.schedule import server
from flows.schedule.timetable import Timetable
from flows.settings import Settings, SettingsError

if TYPE_CHECKING:
    from prefect import Flow
    from prefect.deployments.runner import RunnerDeployment
    from prefect.schedules import Schedule

#: Prefect's server; tests put one here that starts at once.
SERVER: tuple[str, ...] = (
    sys.executable, "-m", "flows.schedule.tied", "prefect", "server", "start",
)  # fmt: skip
_PORT: Final = 4200
_STOP_S: Final = 20.0


class ServeError(RuntimeError):
    """Prefect's server does not start, or ended; the message says where its log is."""


def serve(settings: Settings, timetable: Timetable, *, port: int | None) -> int:
    """Serve until a signal; return the exit code.

    Raises:
        ServeError: the server does not start, or ends.
        flows.settings.SettingsError: Prefect takes a line of the timetable for none.

    """
    zone = settings.site().time_zone.key
    with running_server(settings, free_port(port)) as api:
        server.environment(settings, os.environ, api)
        deployments = _deployments(timetable, zone)
        ui = api.removesuffix("/api")
        sys.stdout.write(f"Prefect: {ui} ({_told(timetable, zone)}). Ctrl-C stops.\n")
        sys.stdout.flush()
        _run_schedule(deployments, settings.home / "prefect" / "runner")
    return 0


def _told(timetable: Timetable, zone: str) -> str:
    """Say what is done when."""
    told = [f"ingest every {timetable.minutes} minutes"]
    if timetable.reconcile:
        told.append(f"reconcile at {timetable.reconcile!r}")
    if timetable.verify:
        told.append(f"verify at {timetable.verify!r}")
    return ", ".join(told) + (f", {zone}" if len(told) > 1 else "")


def _deployments(timetable: Timetable, zone: str) -> "list[RunnerDeployment]":
    """Return what Prefect is to offer: all flows, those in the timetable with a schedule.

    Raises:
        flows.settings.SettingsError: a line of the timetable is none.

    """
    from prefect.schedules import Cron, Interval

    from flows.schedule import scheduled

    every = Interval(timedelta(minutes=timetable.minutes))
    try:
        nightly = Cron(timetable.reconcile, timezone=zone) if timetable.reconcile else None
        weekly = Cron(timetable.verify, timezone=zone) if timetable.verify else None
        return [
            _deployment(scheduled.ingest_flow, every),
            _deployment(scheduled.reconcile_flow, nightly),
            _deployment(scheduled.verify_flow, weekly),
            _deployment(scheduled.backfill_flow, None),
        ]
    except ValueError as exc:
        message = f"WARTA_RECONCILE_AT or WARTA_VERIFY_AT is no line of cron: {exc}"
        raise SettingsError(message) from exc


def _deployment(flow: "Flow[..., Any]", schedule: "Schedule | None") -> "RunnerDeployment":
    """Return a flow as Prefect offers it."""
    from prefect.deployments.runner import RunnerDeployment

    deployment = flow.to_deployment(flow.name, schedule=schedule, description=flow.description)
    assert isinstance(deployment, RunnerDeployment)  # noqa: S101 (a coroutine in a loop only)
    return deployment


def _run_schedule(deployments: "list[RunnerDeployment]", folder: Path) -> None:
    """Run what falls due, from now on, until a signal; ``folder`` is for Prefect to work in."""
    from prefect.client.orchestration import get_client
    from prefect.runner import Runner

    from flows.schedule.collapsing import clear

    class Served(Runner):
        def handle_sigterm(self, *_: object) -> None:
            # Prefect's own handler leaves the shutdown unawaited; as Ctrl-C it is in good order
            signal.raise_signal(signal.SIGINT)

    async def run() -> None:
        runner = Served()
        # Prefect's own place, /tmp/runner_storage, is of whoever served first on this machine
        runner._tmp_dir = folder  # noqa: SLF001
        ids = {one.name: await runner.aadd_deployment(one) for one in deployments}
        await asyncio.to_thread(clear, list(ids.values()))
        async with get_client() as client:  # the first run is now, and not an interval from now
            await client.create_flow_run_from_deployment(ids["ingest"])
        await runner.start()

    # a shell that starts us in the background has us ignore it
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        asyncio.run(run())


def free_port(given: int | None) -> int:
    """Return the port that was given; else Prefect's own, or a free one where that is taken.

    Raises:
        ServeError: the one that was given is taken.

    """
    for port in (given,) if given else (_PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    message = f"port {given} of 127.0.0.1 is taken: give another one with --port"
    raise ServeError(message)


@contextmanager
def running_server(settings: Settings, port: int) -> Iterator[str]:
    """Run Prefect's server on loopback; note its address for other commands.

    Raises:
        ServeError: it does not start, or has ended where the block broke off.

    """
    api = f"http://127.0.0.1:{port}/api"
    log = settings.logs / "prefect-server.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    environ = dict(os.environ)
    server.environment(settings, environ, None)
    note = server.note_of(settings)
    note.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*SERVER, "--host", "127.0.0.1", "--port", str(port)],
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.PIPE,  # closes when we end, however that is
            env=environ,
            start_new_session=True,  # Ctrl-C reaches us, and we stop it last
        )
    try:
        _wait(process, api, log)
        note.write_text(json.dumps({"api": api}), encoding="utf-8")
        yield api
    except ServeError:
        raise
    except Exception as exc:
        with suppress(subprocess.TimeoutExpired):
            process.wait(1)  # its end may be what broke us off, just now
            raise _ended(process, log) from exc
        raise
    finally:
        note.unlink(missing_ok=True)
        _stop(process)


def _ended(process: subprocess.Popen[bytes], log: Path) -> ServeError:
    return ServeError(f"Prefect's server ended with code {process.returncode}; see {log}")


def _wait(process: subprocess.Popen[bytes], api: str, log: Path) -> None:
    deadline = time.monotonic() + server.STARTUP_S
    while not server.is_up(api):
        if process.poll() is not None:
            raise _ended(process, log)
        if time.monotonic() > deadline:
            message = f"Prefect's server did not answer in {server.STARTUP_S} s; see {log}"
            raise ServeError(message)
        time.sleep(0.2)


def _stop(process: subprocess.Popen[bytes]) -> None:
    try:
        process.communicate(timeout=_STOP_S)  # closes its input, by which it ends
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
