"""How a run is recorded: its beginning, and its end, whatever that is.

It knows the door, runs and verdicts; nothing of what a run does.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from crawler.sites import Site
from flows import db
from flows.clock import Clock
from flows.incidents import alerts, record
from flows.incidents.record import Healed, Seen
from flows.incidents.standing import HEARTBEAT_MAX
from flows.keeping import disk
from flows.runs import report, worth
from flows.runs.deadline import deadline
from flows.runs.door import Door
from flows.runs.report import RunReport, Verdict
from flows.settings import Settings
from flows.store import locks, runs, sites
from flows.store.statements import Connection

#: Flows that follow the site: one that is at it is enough.
_FOLLOWING: Final = frozenset({"ingest", "revisit"})
_LOG: Final = logging.getLogger(__name__)


@contextmanager
def recorded(
    door: Door, run_id: UUID, clock: Clock, *, flow: str, alert_url: str | None
) -> Iterator[list[Verdict]]:
    """Record a run's beginning, and its end: the last verdict that the ``with`` block adds.

    ``alert_url`` is then told of incidents that opened or closed.
    """
    with door.transaction() as connection:
        runs.begin(
            connection,
            run_id,
            site=door.site.name,
            flow=flow,
            fence=door.taken.fence,
            now=clock(),
        )
        healed = [Healed(cause="run_stuck", subject="")]
        record.record(connection, healed, site=door.site.name, run_id=run_id, now=clock())
    verdicts: list[Verdict] = []
    try:
        with deadline(), _judged(verdicts):
            yield verdicts
    finally:
        _end(door, run_id, verdicts[-1], clock)
        alerts.send(door.writer, alert_url, site=door.site.name, now=clock())


@contextmanager
def recorded_apart(  # noqa: PLR0913 (what a run without a door is known by)
    connection: Connection,
    run_id: UUID,
    clock: Clock,
    *,
    site: str,
    flow: str,
    alert_url: str | None,
) -> Iterator[list[Verdict]]:
    """Record a run that asks nothing of the site, and so needs no door, as ``recorded`` does."""
    with connection.transaction():
        runs.begin(connection, run_id, site=site, flow=flow, fence=0, now=clock())
    verdicts: list[Verdict] = []
    try:
        with _judged(verdicts):
            yield verdicts
    finally:
        verdict, now = verdicts[-1], clock()
        with connection.transaction():
            report.end_run(connection, run_id, site=site, verdict=verdict, now=now)
        _log_end(site, verdict)
        alerts.send(connection, alert_url, site=site, now=now)


@contextmanager
def _judged(verdicts: list[Verdict]) -> Iterator[None]:
    """Judge a block that breaks off by what broke it off."""
    try:
        yield
    except BaseException as exc:
        verdicts.append(Verdict(state="failed", reason=_why(exc), exit_code=worth.of(exc)))
        raise


def _why(error: BaseException) -> str:
    if isinstance(error, KeyboardInterrupt):
        return "interrupted"
    complaint = disk.complaint(error) if isinstance(error, OSError) else None
    if complaint is not None:
        return f"broken off: {complaint}"
    name = type(error).__name__
    return f"broken off by {name}: {error}" if str(error) else f"broken off by {name}"


def _end(door: Door, run_id: UUID, verdict: Verdict, clock: Clock) -> None:
    with door.transaction() as connection:
        report.end_run(connection, run_id, site=door.site.name, verdict=verdict, now=clock())
    _log_end(door.site.name, verdict)


def _log_end(site: str, verdict: Verdict) -> None:
    _LOG.info("%s: %s: %s", site, verdict.state, verdict.reason)


def not_begun(
    settings: Settings, conninfo: str, site: Site, clock: Clock, *, flow: str
) -> RunReport:
    """Report that a run did not begin, since another one holds the site's lock.

    One that follows the site has nothing to do then: that run does it, or the next one will. But
    where it has not shown for long that it is alive, or is no run of ours, nobody does it.
    """
    now = clock()
    with db.session(conninfo, name="watch") as connection:
        with connection.transaction():
            holder = locks.holder(connection, site.name)
            run = runs.holder(connection, site.name)
            message = _in_the_way(site, holder, run, now)
            if message is None:
                return _unrecorded(site, _left_to(site, holder, flow))
            seen = [Seen(cause="run_stuck", message=message)]
            sites.ensure(connection, site)
            run_id = None if run is None else run.run_id
            record.record(connection, seen, site=site.name, run_id=run_id, now=now)
        alerts.send(connection, settings.alert_url, site=site.name, now=now)
    reason = f"not done: {message}"
    return _unrecorded(site, Verdict(state="degraded", reason=reason, exit_code=3))


def _left_to(site: Site, holder: locks.Holder | None, flow: str) -> Verdict:
    """Judge a run that found another at the site, which does its own work there."""
    reason = f"another run is at {site.name}{f': {holder}' if holder else ''}"
    if flow in _FOLLOWING:
        return Verdict(state="ok", reason=f"nothing to do: {reason}", exit_code=0)
    reason = f"not done: {reason}; try again in a minute"
    return Verdict(state="degraded", reason=reason, exit_code=3)


def _in_the_way(
    site: Site, holder: locks.Holder | None, run: runs.Holder | None, now: datetime
) -> str | None:
    """Say why whoever holds the site's lock will not do the work; None where they will."""
    if holder is not None and not holder.is_run:
        return (
            f"{holder} holds the lock of {site.name} and is no run of warta: "
            f"SELECT pg_terminate_backend({holder.pid}) ends it"
        )
    if run is None or now - run.heartbeat_at < HEARTBEAT_MAX:
        return None
    return (
        f"{run.flow} has been at {site.name} without a sign of life since "
        f"{run.heartbeat_at:%Y-%m-%d %H:%M} UTC (run {run.run_id})"
    )


def _unrecorded(site: Site, verdict: Verdict) -> RunReport:
    return RunReport(run_id=uuid4(), site=site.name, verdict=verdict)
