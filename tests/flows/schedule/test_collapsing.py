"""Runs that piled up: one catches up for all, and what died with the machine is said to have."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from httpx import ConnectError
from prefect.client.schemas.objects import StateType

from flows.schedule import collapsing

DEPLOYMENT = uuid4()
JUST_NOW = datetime.now(UTC)


def run_of(
    name: str, state: StateType, *, by_itself: bool = True, since: datetime = JUST_NOW, **given: str
) -> SimpleNamespace:
    """A run that has been in a state since then."""
    entered = SimpleNamespace(timestamp=since, type=state)
    return SimpleNamespace(id=name, auto_scheduled=by_itself, state=entered, parameters=given)


class Server:
    """What Prefect's client sees: runs, and the states that they are given."""

    def __init__(self, *runs: tuple[str, StateType, bool]) -> None:
        self.runs = [run_of(name, state, by_itself=by_itself) for name, state, by_itself in runs]
        self.set: dict[str, str] = {}

    def read_flow_runs(self, *, flow_run_filter: Any) -> list[SimpleNamespace]:
        """The runs in the states that are asked for."""
        assert flow_run_filter.deployment_id.any_ == [DEPLOYMENT]
        assert flow_run_filter.expected_start_time.before_ is not None
        wanted = flow_run_filter.state.type.any_
        return [run for run in self.runs if run.state.type in wanted]

    def set_flow_run_state(self, run_id: str, state: Any) -> None:
        """Note a new state."""
        self.set[run_id] = state.type.value


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    """A server with runs of each kind."""
    made = Server(
        ("overdue", StateType.SCHEDULED, True),
        ("as overdue", StateType.SCHEDULED, True),
        ("asked for by hand", StateType.SCHEDULED, False),
        ("at work", StateType.RUNNING, True),
        ("about to start", StateType.PENDING, True),
    )

    @contextmanager
    def client(*, sync_client: bool) -> Iterator[Server]:
        assert sync_client
        yield made

    monkeypatch.setattr(collapsing, "get_client", client)
    return made


def within(monkeypatch: pytest.MonkeyPatch, deployment: str | None) -> None:
    """Be a run of that deployment, or of none."""
    runtime = SimpleNamespace(deployment=SimpleNamespace(id=deployment))
    monkeypatch.setattr(collapsing, "runtime", runtime)
    own = SimpleNamespace(flow_run=run_of("own", StateType.RUNNING))
    monkeypatch.setattr(collapsing, "FlowRunContext", SimpleNamespace(get=lambda: own))


def test_a_run_cancels_those_that_are_overdue_beside_it(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But not what somebody asked for."""
    within(monkeypatch, str(DEPLOYMENT))
    collapsing.collapse()
    assert server.set == {"overdue": "CANCELLED", "as overdue": "CANCELLED"}


def test_what_never_said_that_it_ended_is_crashed(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its machine went down with it; and what may be at work is let alone."""
    week, hour = JUST_NOW - timedelta(days=6), JUST_NOW - timedelta(minutes=50)
    server.runs = [
        run_of("of last week", StateType.RUNNING, by_itself=False, since=week),
        run_of("never begun", StateType.PENDING, since=week),
        run_of("without its turn", StateType.RUNNING, since=hour),
        run_of("own", StateType.RUNNING, since=hour),
        run_of("just begun", StateType.RUNNING),
        run_of("taken by a worker that was killed", StateType.PENDING, since=hour),
        run_of("taken for a person", StateType.PENDING, by_itself=False, since=hour),
        run_of("about to begin", StateType.PENDING),
        run_of("asked for by hand", StateType.RUNNING, by_itself=False, since=hour),
        run_of("of another site", StateType.RUNNING, since=hour, site_url="http://127.0.0.1:1"),
    ]
    within(monkeypatch, str(DEPLOYMENT))
    collapsing.collapse()
    assert server.set == {
        "of last week": "CRASHED", "never begun": "CRASHED", "without its turn": "CRASHED",
        "taken by a worker that was killed": "CRASHED", "taken for a person": "CRASHED",
    }  # fmt: skip


def test_a_run_of_no_deployment_cancels_nothing(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `warta ingest` makes it."""
    within(monkeypatch, None)
    collapsing.collapse()
    assert server.set == {}


def test_before_the_only_runner_starts_nothing_runs(server: Server) -> None:
    """What Prefect believes to be at work died with the runner before."""
    collapsing.clear([DEPLOYMENT])
    assert server.set == {
        "at work": "CRASHED", "about to start": "CRASHED",
        "overdue": "CANCELLED", "as overdue": "CANCELLED",
    }  # fmt: skip


def test_a_server_that_is_gone_costs_the_run_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It says so in a line."""

    def client(*, sync_client: bool) -> None:
        raise ConnectError(f"tidak ada: {sync_client}")

    monkeypatch.setattr(collapsing, "get_client", client)
    within(monkeypatch, str(DEPLOYMENT))
    collapsing.collapse()
    assert "does not tell of overdue runs" in caplog.text
