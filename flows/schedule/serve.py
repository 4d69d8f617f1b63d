"""``warta serve``: Prefect's server and UI, and the schedule, on one machine, until Ctrl-C.

It knows Prefect's deployments and its runner; its server stands in ``flows.schedule.running``, the
flows in ``flows.schedule.scheduled``, and when they run in ``flows.schedule.timetable``.
"""

import asyncio
import logging
import os
import signal
import sys
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from flows.schedule import anew, server, stalled
from flows.schedule.running import ServeError, free_port, lasting_server
from flows.schedule.stop import Stop, kept_from_runs
from flows.schedule.timetable import Timetable
from flows.settings import Settings, SettingsError
from flows.wording import counted

if TYPE_CHECKING:
    from prefect import Flow
    from prefect.deployments.runner import RunnerDeployment
    from prefect.schedules import Schedule


#: Beyond two intervals: for a run to begin on a busy machine, and for a clock that was put back.
_STALLED: Final = timedelta(minutes=5)


def serve(settings: Settings, timetable: Timetable, *, port: int | None) -> int:
    """Serve until a signal; return the exit code.

    Raises:
        flows.schedule.running.ServeError: the server does not start, ends, or does nothing more.
        flows.settings.SettingsError: Prefect takes a line of the timetable for none.

    """
    zone = settings.site().time_zone.key
    with lasting_server(settings, free_port(port)) as api:
        server.environment(settings, os.environ, api)
        deployments = _deployments(timetable, zone)
        ui = api.removesuffix("/api")
        sys.stdout.write(f"Prefect: {ui} ({_told(timetable, zone)}). Ctrl-C stops.\n")
        sys.stdout.flush()
        _run_schedule(
            deployments,
            settings.home / "prefect" / "runner",
            patience=2 * timedelta(minutes=timetable.minutes) + _STALLED,
        )
    return 0


def _told(timetable: Timetable, zone: str) -> str:
    """Say what is done when."""
    told = [f"ingest every {counted(timetable.minutes, 'minute')}"]
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


async def keep_paused(deployment: "RunnerDeployment") -> None:
    """Have a deployment that is offered again stay paused: Prefect would have all of it active."""
    from prefect.client.orchestration import get_client
    from prefect.exceptions import ObjectNotFound

    try:
        async with get_client() as client:
            name = f"{deployment.flow_name}/{deployment.name}"
            known = await client.read_deployment_by_name(name)
    except ObjectNotFound:
        return
    deployment.paused = known.paused
    for one in deployment.schedules or ():
        one.active = not known.schedules or any(schedule.active for schedule in known.schedules)


async def is_active(deployment_id: UUID) -> bool:
    """Whether Prefect's server says that runs of this deployment fall due; it may be paused."""
    from httpx import HTTPError
    from prefect.client.orchestration import get_client
    from prefect.exceptions import PrefectException

    try:
        async with get_client() as client:
            known = await client.read_deployment(deployment_id)
    except (HTTPError, PrefectException):
        return False
    return not known.paused and any(one.active for one in known.schedules)


def _run_schedule(
    deployments: "list[RunnerDeployment]", folder: Path, *, patience: timedelta
) -> None:
    """Run what falls due, from now on, until a signal; ``folder`` is for Prefect to work in.

    Raises:
        flows.schedule.running.ServeError: Prefect's server fails.
        flows.schedule.running.StalledError: it has no run of an active schedule begin for so long.

    """
    from httpx import HTTPError
    from prefect.client.orchestration import get_client
    from prefect.exceptions import PrefectException
    from prefect.runner import Runner

    from flows.schedule.collapsing import clear

    class Served(Runner):
        def handle_sigterm(self, *_: object) -> None:
            """Leave it to ``Stop``: Prefect's own handler leaves the shutdown unawaited."""

    async def run() -> None:
        stop = Stop()
        runner = Served()
        # Prefect's own place, /tmp/runner_storage, is of whoever served first on this machine
        runner._tmp_dir = folder  # noqa: SLF001

        async def offer() -> dict[str, UUID]:
            for one in deployments:
                await keep_paused(one)
            return {one.name: await runner.aadd_deployment(one) for one in deployments}

        ids = await offer()
        await asyncio.to_thread(clear, list(ids.values()))
        if await is_active(ids["ingest"]):  # the first run is now, and not an interval from now
            async with get_client() as client:
                await client.create_flow_run_from_deployment(ids["ingest"])
        watch = asyncio.create_task(anew.when_put_back(offer))
        try:
            is_due = partial(is_active, ids["ingest"])
            await stalled.unless_stalled(runner.start(), stop.is_running, is_due, patience=patience)
        finally:
            watch.cancel()

    # Prefect tells of its server's errors in tracebacks, time and again; what ends us is a line.
    logging.getLogger("prefect").setLevel(logging.CRITICAL)
    try:
        with kept_from_runs(signal.SIGINT), suppress(asyncio.CancelledError):
            asyncio.run(run())
    except (HTTPError, PrefectException) as exc:
        why = str(exc).partition("\n")[0] or type(exc).__name__
        raise ServeError(f"Prefect's server does not do as it is asked: {why}") from exc
