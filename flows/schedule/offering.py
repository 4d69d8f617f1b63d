"""The flows as ``warta serve`` offers them to Prefect's server, and what it asks of that.

It knows Prefect's deployments and errors; nothing of its runner, which stands in
``flows.schedule.serve``.
"""

import asyncio
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from httpx import HTTPError, HTTPStatusError
from prefect import Flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.responses import DeploymentResponse
from prefect.deployments.runner import DeploymentApplyError, RunnerDeployment
from prefect.exceptions import ObjectNotFound, PrefectException
from prefect.schedules import Cron, Interval, Schedule

from flows.schedule import collapsing, scheduled
from flows.schedule.process import RefusedError, ServeError
from flows.schedule.timetable import Timetable
from flows.settings import SettingsError


def deployments(timetable: Timetable, zone: str) -> list[RunnerDeployment]:
    """Return what Prefect is to offer: all flows, those in the timetable with a schedule.

    Raises:
        flows.settings.SettingsError: a line of the timetable is none.

    """
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


def _deployment(flow: Flow[..., Any], schedule: Schedule | None) -> RunnerDeployment:
    """Return a flow as Prefect offers it."""
    deployment = flow.to_deployment(flow.name, schedule=schedule, description=flow.description)
    assert isinstance(deployment, RunnerDeployment)  # noqa: S101 (a coroutine in a loop only)
    return deployment


def ask_first(offered: Sequence[RunnerDeployment]) -> dict[str, UUID]:
    """Ask for all that serving asks for, before the only runner starts; return the deployments.

    The first ingest is now, and not an interval from now.

    Raises:
        flows.schedule.process.RefusedError: the server can't do it.
        flows.schedule.process.ServeError: it was too busy, or gone.

    """
    with told():
        ids = asyncio.run(_offer(offered))
        collapsing.clear(list(ids.values()))
        with get_client(sync_client=True) as client:
            now = datetime.now(UTC)
            due = client.get_scheduled_flow_runs_for_deployments([ids["ingest"]], now)
            if not due and _is_active(client.read_deployment(ids["ingest"])):
                client.create_flow_run_from_deployment(ids["ingest"])
    return ids


async def _offer(offered: Sequence[RunnerDeployment]) -> dict[str, UUID]:
    """Offer the flows, and have their runs scheduled from now on."""
    for one in offered:
        await keep_paused(one)
    return {one.name: await one.aapply() for one in offered}


async def keep_paused(deployment: RunnerDeployment) -> None:
    """Have a deployment that is offered again stay paused: Prefect would have all of it active."""
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
    try:
        async with get_client() as client:
            known = await client.read_deployment(deployment_id)
    except (HTTPError, PrefectException):
        return False
    return _is_active(known)


def _is_active(known: DeploymentResponse) -> bool:
    return not known.paused and any(one.active for one in known.schedules)


#: What Prefect's client raises, and what applies a deployment.
_OF_PREFECT: Final = (HTTPError, PrefectException, DeploymentApplyError)


@contextmanager
def told() -> Iterator[None]:
    """Tell of what Prefect's server does wrong in the block, in a line.

    Prefect's client raises errors of HTTP and its own; its runner plain ones of Python for these,
    which may stand in a group. A defect of ours keeps its traceback.

    Raises:
        flows.schedule.process.RefusedError: the server says that it can't do what it is asked.
        flows.schedule.process.ServeError: it does something else wrong.

    """
    try:
        yield
    except ServeError:
        raise
    except Exception as exc:
        first = _first(exc)
        if not (isinstance(first, _OF_PREFECT) or _is_prefects(first)):
            raise
        why = str(first).partition("\n")[0] or type(first).__name__
        kind = RefusedError if _is_refusal(first) else ServeError
        raise kind(f"Prefect's server does not do as it is asked: {why}") from exc


def _first(exc: BaseException) -> BaseException:
    """Return what a group of errors began with."""
    while isinstance(exc, BaseExceptionGroup):
        exc = exc.exceptions[0]
    return exc


def _is_prefects(exc: BaseException) -> bool:
    """Whether Prefect's own code says it with Python's plain error, which defects only derive."""
    names = [frame.f_globals["__name__"] for frame, _ in traceback.walk_tb(exc.__traceback__)]
    return type(exc) is RuntimeError and any(name.startswith("prefect.") for name in names[-1:])


def _is_refusal(exc: BaseException | None) -> bool:
    """Whether the server failed, as with a broken database; not where it is busy (503) or late."""
    while exc is not None:
        if isinstance(exc, HTTPStatusError):
            return exc.response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
        exc = exc.__cause__
    return False
