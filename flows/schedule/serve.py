"""``warta serve``: Prefect's server and UI, and the schedule, on one machine, until Ctrl-C.

It knows Prefect's runner; its server stands in ``flows.schedule.running``, what that is offered in
``flows.schedule.offering``, the flows in ``flows.schedule.scheduled``, and when they run in
``flows.schedule.timetable``.
"""

import asyncio
import logging
import os
import signal
import sys
from contextlib import redirect_stdout, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from flows.schedule import anew, server, stalled
from flows.schedule.running import lasting_server
from flows.schedule.stop import Stop, kept_from_runs
from flows.schedule.timetable import Timetable
from flows.settings import Settings
from flows.wording import counted

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment


#: Beyond two intervals: for a run to begin on a busy machine, and for a clock that was put back.
_STALLED: Final = timedelta(minutes=5)


def serve(settings: Settings, timetable: Timetable, *, port: int | None) -> int:
    """Serve until a signal; return the exit code.

    Raises:
        flows.schedule.process.ServeError: the server does not start, ends, or does nothing more.
        flows.settings.SettingsError: Prefect takes a line of the timetable for none.

    """
    zone = settings.site().time_zone.key
    offered: list[RunnerDeployment] = []
    ids: dict[str, UUID] = {}

    def ask(api: str) -> None:
        server.environment(settings, os.environ, api)
        from flows.schedule import offering

        # Prefect tells of its server's errors in tracebacks, time and again; what ends us is a line
        logging.getLogger("prefect").setLevel(logging.CRITICAL)
        offered[:] = offering.deployments(timetable, zone)
        ids.update(offering.ask_first(offered))

    with lasting_server(settings, port, ask) as api:
        ui = api.removesuffix("/api")
        sys.stdout.write(f"Prefect: {ui} ({_told(timetable, zone)}). Ctrl-C stops.\n")
        sys.stdout.flush()
        _run_schedule(
            offered,
            ids,
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


def _run_schedule(
    offered: "list[RunnerDeployment]", ids: dict[str, UUID], folder: Path, *, patience: timedelta
) -> None:
    """Run what falls due, from now on, until a signal; ``folder`` is for Prefect to work in.

    Raises:
        flows.schedule.process.ServeError: Prefect's server fails.
        flows.schedule.process.StalledError: it has no run of an active schedule begin for so long.

    """
    from prefect.runner import Runner

    from flows.schedule.offering import is_active, offer, told

    class Served(Runner):
        def handle_sigterm(self, *_: object) -> None:
            """Leave it to ``Stop``: Prefect's own handler leaves the shutdown unawaited."""

    async def run() -> None:
        stop = Stop()
        runner = Served()
        # Prefect's own place, /tmp/runner_storage, is of whoever served first on this machine
        runner._tmp_dir = folder  # noqa: SLF001
        for name, deployment_id in ids.items():  # it would offer them once more
            runner._deployment_registry.register_deployment(deployment_id, name)  # noqa: SLF001
        watch = asyncio.create_task(anew.when_put_back(partial(offer, offered)))
        try:
            is_due = partial(is_active, ids["ingest"])
            await stalled.unless_stalled(runner.start(), stop.is_running, is_due, patience=patience)
        finally:
            watch.cancel()

    with (
        told(),
        kept_from_runs(signal.SIGINT),
        Path(os.devnull).open("w") as nowhere,
        redirect_stdout(nowhere),  # Prefect prints its tracebacks, too
        suppress(asyncio.CancelledError),
    ):
        asyncio.run(run())
