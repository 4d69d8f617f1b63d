"""A server of Prefect's that has no run begin any more is not served with for ever."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from itertools import count
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from httpx import HTTPError, ReadTimeout

from flows.schedule import offering, stalled
from flows.schedule.process import StalledError
from flows.schedule.stalled import unless_stalled
from flows.schedule.timetable import Timetable


async def forever() -> None:
    """Serve, as a runner does whose server answers and does nothing."""
    await asyncio.sleep(60)


async def due() -> bool:
    """Nobody paused the schedule."""
    return True


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stalled, "_LOOK_S", 0.01)
    monkeypatch.setattr(stalled, "_ASK_S", 0.0)
    looks = SimpleNamespace(monotonic=partial(next, count(0.0, 0.01)))  # however slow the machine
    monkeypatch.setattr(stalled, "time", looks)


def test_where_no_run_begins_serving_ends() -> None:
    """As with a full disk, which its server answers of and no more."""
    runs = iter([True] * 5)
    patience = timedelta(seconds=0.1)
    serving = unless_stalled(forever(), lambda: next(runs, False), due, patience=patience)
    with pytest.raises(StalledError, match="begun no run for 0 minutes"):
        asyncio.run(serving)
    assert next(runs, None) is None


def test_where_somebody_paused_the_schedule_it_is_served_on() -> None:
    """However long; once it is resumed, a run has as much time to begin as ever."""
    answers = iter([True, *[False] * 20])
    resumed: list[int] = []

    async def is_due() -> bool:
        if next(answers, None) is False:
            return False
        resumed.append(len(resumed))
        return True

    patience = timedelta(seconds=0.1)
    with pytest.raises(StalledError):
        asyncio.run(unless_stalled(forever(), bool, is_due, patience=patience))
    assert next(answers, None) is None
    assert len(resumed[1:]) >= 10  # looks, each a tenth of its patience


@pytest.mark.parametrize(
    ("known", "is_active"),
    [
        (SimpleNamespace(paused=False, schedules=[SimpleNamespace(active=True)]), True),
        (SimpleNamespace(paused=True, schedules=[SimpleNamespace(active=True)]), False),
        (SimpleNamespace(paused=False, schedules=[SimpleNamespace(active=False)]), False),
        (SimpleNamespace(paused=False, schedules=[]), False),
        (ReadTimeout(""), False),
    ],
)
def test_runs_fall_due_where_the_server_says_that_the_schedule_is_active(
    known: SimpleNamespace | HTTPError, is_active: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paused is the deployment, or its schedule; a server that says nothing is not blamed here."""

    async def read_deployment(_: UUID) -> SimpleNamespace:
        if isinstance(known, HTTPError):
            raise known
        return known

    @asynccontextmanager
    async def client() -> AsyncIterator[SimpleNamespace]:
        yield SimpleNamespace(read_deployment=read_deployment)

    monkeypatch.setattr("flows.schedule.offering.get_client", client)
    assert asyncio.run(offering.is_active(uuid4())) is is_active


@pytest.mark.parametrize("is_paused", [False, True])
@pytest.mark.parametrize(
    ("was_active", "is_active"), [([], True), ([True], True), ([False], False)]
)
def test_what_was_paused_is_offered_again_as_paused(
    is_paused: bool,  # noqa: FBT001
    was_active: list[bool],
    is_active: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Deployment or schedule: serving that begins anew does not resume it."""
    schedules = [SimpleNamespace(active=one) for one in was_active]

    async def read_deployment_by_name(name: str) -> SimpleNamespace:
        assert name == "ingest/ingest"
        return SimpleNamespace(paused=is_paused, schedules=schedules)

    @asynccontextmanager
    async def client() -> AsyncIterator[SimpleNamespace]:
        yield SimpleNamespace(read_deployment_by_name=read_deployment_by_name)

    monkeypatch.setattr("flows.schedule.offering.get_client", client)
    deployment = offering.deployments(Timetable(minutes=10, reconcile=None, verify=None), "UTC")[0]
    asyncio.run(offering.keep_paused(deployment))
    assert deployment.paused is is_paused
    assert [one.active for one in deployment.schedules or ()] == [is_active]


def test_what_breaks_off_serving_is_told() -> None:
    """And what ends it ends this too."""

    async def fails() -> None:
        raise KeyError

    patience = timedelta(minutes=1)
    with pytest.raises(KeyError):
        asyncio.run(unless_stalled(fails(), bool, due, patience=patience))

    async def cancelled() -> None:
        task = asyncio.ensure_future(unless_stalled(forever(), bool, due, patience=patience))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(cancelled())
