"""Runs the flow through Prefect's temporary server, as often as it is asked: a line a run.

A process of its own, because Prefect reads its settings once and keeps its server until it ends.
For each line on standard input it prints what Prefect then knows of the run, as a line of JSON.
In the run of a line that says so, the server is killed as soon as the site has answered.
"""

import json
import os
import signal
import subprocess
import sys

from flows.schedule import running
from flows.settings import read_settings
from tests.flows.workers import fork_crawlers


def main() -> None:
    """Run for each line of standard input."""
    fork_crawlers()
    with running.recorder(read_settings(os.environ), None):
        run_as_asked()


def run_as_asked() -> None:
    """Run as each line says."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.sorting import FlowRunSort

    from flows.schedule.here import ingest_through_prefect

    for line in sys.stdin:
        if line.strip() == "kill":
            report = ingest_through_prefect(_kill_server)
            tell({"exit_code": report.verdict.exit_code})
            continue
        report = ingest_through_prefect()
        with get_client(sync_client=True) as client:
            (run,) = client.read_flow_runs(sort=FlowRunSort.START_TIME_DESC, limit=1)
            artifacts = client.read_artifacts()
        state = run.state
        assert state is not None
        tell(
            {
                "exit_code": report.verdict.exit_code,
                "state": [state.type.value, state.name, state.message],
                "artifacts": [artifact.data for artifact in artifacts],
            }
        )


def _kill_server(_answered: int, _asked: int) -> None:
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,command="], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    for pid, parent, command in (line.split(None, 2) for line in listed):
        if int(parent) == os.getpid() and "create_app" in command:
            os.kill(int(pid), signal.SIGKILL)


def tell(what: dict[str, object]) -> None:
    """Print a line."""
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
