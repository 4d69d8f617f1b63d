"""Runs that piled up while nobody worked: one of them catches up for all.

What to do is a query in Postgres, so a second run of the same hour has nothing to add; and two
that start at once are kept apart by the site's lock. Prefect's own limits are not used: a slot that
a killed process held is never given back, and nothing would run any more. This module knows
Prefect's runs, and nothing of what they do.
"""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final
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
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.states import Cancelled, Crashed

_LOG: Final = logging.getLogger(__name__)


def collapse() -> None:
    """Cancel the runs of this deployment that are overdue beside this one."""
    deployment_id = runtime.deployment.id
    if deployment_id is None:
        return
    try:
        with get_client(sync_client=True) as client:
            _cancel_overdue(client, [UUID(deployment_id)])
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
            message = "Overdue: one run catches up for all."
            client.set_flow_run_state(run.id, Cancelled(message=message))


def _runs(
    client: SyncPrefectClient, deployment_ids: Sequence[UUID], *states: StateType
) -> list[FlowRun]:
    """Return runs that should have started by now and are in one of these states: 200 at most."""
    wanted = FlowRunFilter(
        deployment_id=FlowRunFilterDeploymentId(any_=list(deployment_ids)),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(states))),
        expected_start_time=FlowRunFilterExpectedStartTime.model_validate(
            {"before_": datetime.now(UTC)}
        ),
    )
    return client.read_flow_runs(flow_run_filter=wanted)
