"""A server of Prefect's that has no run begin any more is not served with for ever."""

import asyncio
from datetime import timedelta

import pytest

from flows.schedule import stalled
from flows.schedule.stalled import StalledError, unless_stalled


async def forever() -> None:
    """Serve, as a runner does whose server answers and does nothing."""
    await asyncio.sleep(60)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stalled, "_LOOK_S", 0.01)


def test_where_no_run_begins_serving_ends() -> None:
    """As with a full disk, which its server answers of and no more."""
    runs = iter([True] * 5)
    serving = unless_stalled(forever(), lambda: next(runs, False), patience=timedelta(seconds=0.1))
    with pytest.raises(StalledError, match="begun no run for 0 minutes"):
        asyncio.run(serving)
    assert next(runs, None) is None


def test_what_breaks_off_serving_is_told() -> None:
    """And what ends it ends this too."""

    async def fails() -> None:
        raise KeyError

    patience = timedelta(minutes=1)
    with pytest.raises(KeyError):
        asyncio.run(unless_stalled(fails(), bool, patience=patience))

    async def cancelled() -> None:
        task = asyncio.ensure_future(unless_stalled(forever(), bool, patience=patience))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(cancelled())
