"""Runs that piled up while nobody worked: one of them catches up for all.

Workers begin all that is due at once, and what Prefect could be told then comes too late. So a run
that a schedule made takes its turn in Postgres (``flows.schedule.turn``), and is skipped where
another one has it, or began and ended since this one fell due. Prefect's own limits are not used: a
slot that a killed process held is never given back, and no run would start any more. This module
knows Prefect's runs, and nothing of what they do.
"""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from httpx import HTTPError
from prefect import runtime
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.context import FlowRunContext
from prefect.states import Cancelled, Completed, Crashed

_LOG: Final = logging.getLogger(__name__)
_OVERDUE: Final = "Overdue: one run catches up for all."
#: Longer than any run of a schedule takes: flows.runs.deadline ends them sooner.
_RUN_MAX: Final = timedelta(days=1)
#: A run begins, and one that a schedule made takes its turn, within seconds; longer, where a
#: machine is busy.
_LATE: Final = timedelta(minutes=15)
_LOST: Final = "It never said that it ended: it was killed, or lost the database."


def due_at() -> datetime | None:
    """Return when this run fell due; None where no schedule made it."""
    context = FlowRunContext.get()
    run = context.flow_run if context else None
    return run.expected_start_time if run and run.auto_scheduled else None


def skipped() -> State[Any]:
    """Return how a run ends for which another one has caught up."""
    return Completed(name="Skipped", message=_OVERDUE)


def collapse() -> None:
    """Cancel the runs of this deployment that are overdue beside this one, and not begun yet.

    Of what died with its machine nobody told the server. This run has the turn: so no other one
    that the same schedule made is at work. One that is Pending was taken by a worker, and should
    have begun: should it still, Prefect shows it as Running after all.
    """
    deployment_id, context = runtime.deployment.id, FlowRunContext.get()
    if deployment_id is None or context is None or context.flow_run is None:
        return
    deployment_ids = [UUID(deployment_id)]
    try:
        with get_client(sync_client=True) as client:
            _cancel_overdue(client, deployment_ids)
            _bury(client, deployment_ids, beside=context.flow_run)
    except HTTPError as exc:
        _LOG.warning("Prefect's server does not tell of overdue runs: %s", exc)


def clear(deployment_ids: Sequence[UUID]) -> None:
    """Before the only runner of these deployments starts: nothing runs, and nothing is overdue."""
    with get_client(sync_client=True) as client:
        for run in _runs(client, deployment_ids, StateType.PENDING, StateType.RUNNING):
            client.set_flow_run_state(run.id, Crashed(message="`warta serve` ended before it did."))
        _cancel_overdue(client, deployment_ids)


def _cancel_overdue(client: SyncPrefectClient, deployment_ids: Sequence[UUID]) -> None:
    for run in _runs(client, deployment_ids, StateType.SCHEDULED):
        if run.auto_scheduled:  # what somebody asked for by hand has parameters of its own
            client.set_flow_run_state(run.id, Cancelled(message=_OVERDUE))


def _bury(client: SyncPrefectClient, deployment_ids: Sequence[UUID], *, beside: FlowRun) -> None:
    now = datetime.now(UTC)
    for run in _runs(client, deployment_ids, StateType.PENDING, StateType.RUNNING):
        if run.id == beside.id or run.state is None:
            continue
        is_at_work = run.state.type == StateType.RUNNING and not _has_no_turn(run, beside)
        if now - run.state.timestamp > (_RUN_MAX if is_at_work else _LATE):
            client.set_flow_run_state(run.id, Crashed(message=_LOST))


def _has_no_turn(run: FlowRun, beside: FlowRun) -> bool:
    """Whether a run would have the turn that another one has, if it were at work."""
    return bool(run.auto_scheduled) and run.parameters == beside.parameters


def _runs(
    client: SyncPrefectClient, deployment_ids: Sequence[UUID], *states: StateType
) -> list[FlowRun]:
    """Return runs that should have started by now and are in one of these states.

    That is 200 at most; Prefect makes 100 of a schedule in advance.
    """
    wanted = FlowRunFilter(
        deployment_id=FlowRunFilterDeploymentId(any_=list(deployment_ids)),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(states))),
        expected_start_time=FlowRunFilterExpectedStartTime.model_validate(
            {"before_": datetime.now(UTC)}
        ),
    )
    return client.read_flow_runs(flow_run_filter=wanted)
