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
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from flows.schedule import anew, server, stalled
from flows.schedule.running import lasting_server
from flows.schedule.stop import Stop, kept_from_runs
from flows.schedule.timetable import Timetable
from flows.settings import Settings
from flows.wording import counted

_LOG: Final = logging.getLogger(__name__)
#: Beyond two intervals: for a run to begin on a busy machine, and for a clock that was put back.
_STALLED: Final = timedelta(minutes=5)


def serve(settings: Settings, timetable: Timetable, *, port: int | None) -> int:
    """Serve until a signal; return the exit code.

    Raises:
        flows.schedule.process.ServeError: the server does not start, ends, or does nothing more.
        flows.settings.SettingsError: Prefect takes a line of the timetable for none.

    """
    while True:
        try:
            with _offered(settings, timetable, port) as (api, ids):
                port = urlsplit(api).port  # the library has read the address once
                _run_schedule(
                    ids,
                    settings.home / "prefect" / "runner",
                    patience=2 * timedelta(minutes=timetable.minutes) + _STALLED,
                )
        except anew.PutBackError as exc:
            _LOG.warning("%s: starting Prefect's server anew", exc)
        else:
            return 0


@contextmanager
def _offered(
    settings: Settings, timetable: Timetable, port: int | None
) -> "Iterator[tuple[str, dict[str, UUID]]]":
    """Run Prefect's server, with all flows on offer; return its address, and what it calls them."""
    zone = settings.site().time_zone.key
    ids: dict[str, UUID] = {}

    def ask(api: str) -> None:
        server.environment(settings, os.environ, api)
        from flows.schedule import offering

        _hush()
        ids.update(offering.ask_first(offering.deployments(timetable, zone)))

    with lasting_server(settings, port, ask) as api:
        ui = api.removesuffix("/api")
        sys.stdout.write(f"Prefect: {ui} ({_told(timetable, zone)}). Ctrl-C stops.\n")
        sys.stdout.flush()
        yield api, ids


def _hush() -> None:
    """Keep Prefect from telling of its server's errors in tracebacks: what ends us is a line.

    Those of what it watches runs with come out of asyncio.
    """
    for name in ("prefect", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _told(timetable: Timetable, zone: str) -> str:
    """Say what is done when."""
    told = [f"ingest every {counted(timetable.minutes, 'minute')}"]
    if timetable.reconcile:
        told.append(f"reconcile at {timetable.reconcile!r}")
    if timetable.verify:
        told.append(f"verify at {timetable.verify!r}")
    return ", ".join(told) + (f", {zone}" if len(told) > 1 else "")


def _run_schedule(ids: dict[str, UUID], folder: Path, *, patience: timedelta) -> None:
    """Run what falls due, from now on, until a signal; ``folder`` is for Prefect to work in.

    Raises:
        flows.schedule.process.ServeError: Prefect's server fails.
        flows.schedule.anew.PutBackError: the clock was put back.
        flows.schedule.process.StalledError: it has no run of an active schedule begin for so long.

    """
    from prefect.runner import Runner

    from flows.schedule.offering import is_active, told

    class Served(Runner):
        def handle_sigterm(self, *_: object) -> None:
            """Leave it to ``Stop``: Prefect's own handler leaves the shutdown unawaited."""

    async def run() -> None:
        stop = Stop()
        runner = Served(pause_on_shutdown=False)  # what somebody paused stays so, and nothing else
        # Prefect's own place, /tmp/runner_storage, is of whoever served first on this machine
        runner._tmp_dir = folder  # noqa: SLF001
        for name, deployment_id in ids.items():  # it would offer them once more
            runner._deployment_registry.register_deployment(deployment_id, name)  # noqa: SLF001
        serving = anew.unless_put_back(runner.start(), stop.is_running)
        is_due = partial(is_active, ids["ingest"])
        await stalled.unless_stalled(serving, stop.is_running, is_due, patience=patience)

    with (
        told(),
        kept_from_runs(signal.SIGINT),
        Path(os.devnull).open("w") as nowhere,
        redirect_stdout(nowhere),  # Prefect prints its tracebacks, too
        suppress(asyncio.CancelledError),
    ):
        asyncio.run(run())
