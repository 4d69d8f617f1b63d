"""The runs in the archive: how they begin, live and end, and what they came to."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from psycopg.rows import args_row, scalar_row

from flows.records import RunState
from flows.store import locks, storable
from flows.store.statements import Connection, rows, run


class CaptureCount(NamedTuple):
    """How many captures of a kind ended in a state."""

    kind: str
    state: str
    captures: int


class ItemCount(NamedTuple):
    """How many items ended in an outcome."""

    outcome: str
    items: int


class RunArticle(NamedTuple):
    """An article that a run brought in or changed."""

    outcome: str
    title: str
    published_at: datetime | None
    section: str | None
    url: str


class Holder(NamedTuple):
    """The run that holds a site's lock."""

    run_id: UUID
    flow: str
    heartbeat_at: datetime


class Pages(NamedTuple):
    """Pages of a run that failed in one way (``how``), or not at all (None), and one of them."""

    how: str | None
    pages: int
    example: str


class Problem(NamedTuple):
    """Something that a run could not have or could not understand."""

    url: str
    state: str
    reason: str | None

    @property
    def what(self) -> str:
        """What to call it: a page that could not be understood was parsed all the same."""
        return "in quarantine" if self.state == "parsed" else self.state


def begin(  # noqa: PLR0913 (the columns of a run)
    connection: Connection, run_id: UUID, *, site: str, flow: str, fence: int, now: datetime
) -> None:
    """Record that a run begins; runs that will not end any more have been interrupted.

    One that takes no site has a lock of its own, by which others see that it lives.
    """
    run(connection, "end_interrupted_runs", site=site, fence=fence)
    if not fence:
        locks.try_lock(connection, f"run {run_id}")
    run(connection, "open_run", run_id=run_id, site=site, flow=flow, fence=fence, now=now)


def beat(connection: Connection, run_id: UUID, *, now: datetime) -> None:
    """Record that a run is alive."""
    run(connection, "beat", run_id=run_id, now=now)


def end(  # noqa: PLR0913 (the columns of a run)
    connection: Connection,
    run_id: UUID,
    *,
    state: RunState,
    reason: str,
    requests: int,
    exit_code: int,
    now: datetime,
) -> None:
    """Record how a run ended."""
    run(
        connection,
        "close_run",
        run_id=run_id,
        state=state,
        reason=storable.text(reason),
        requests=requests,
        exit_code=exit_code,
        now=now,
    )


def holder(connection: Connection, site: str) -> Holder | None:
    """Return the run that holds the site's lock; None where none is recorded that does."""
    return rows(connection, "run_of_holder", args_row(Holder), site=site).fetchone()


def recorded_at(connection: Connection) -> datetime | None:
    """Return when a change was last recorded; None before the first."""
    return rows(connection, "recorded_at", scalar_row).fetchone()


def is_done_between(
    connection: Connection, *, site: str, flow: str, since: datetime, now: datetime
) -> bool:
    """Whether a run of the flow began between two times, and did what there was to do."""
    asked = {"site": site, "flow": flow, "since": since, "now": now}
    done = rows(connection, "run_done_between", scalar_row, **asked)
    return bool(done.fetchone())


def captures(connection: Connection, run_id: UUID) -> list[CaptureCount]:
    """Count the captures of a run."""
    return rows(connection, "run_counts", args_row(CaptureCount), run_id=run_id).fetchall()


def outcomes(connection: Connection, run_id: UUID) -> list[ItemCount]:
    """Count the items of a run."""
    return rows(connection, "run_outcomes", args_row(ItemCount), run_id=run_id).fetchall()


def surprises(connection: Connection, run_id: UUID) -> int:
    """Count the pages of a run that are no article, and did not say so."""
    found = rows(connection, "run_surprises", scalar_row, run_id=run_id).fetchone()
    return int(found or 0)


def pages(connection: Connection, run_id: UUID) -> list[Pages]:
    """Count the pages of a run by how they failed, the most first."""
    return rows(connection, "run_pages", args_row(Pages), run_id=run_id).fetchall()


def doubted(connection: Connection, run_id: UUID) -> int:
    """Count the articles of a run that state another's number."""
    found = rows(connection, "run_doubted", scalar_row, run_id=run_id).fetchone()
    return int(found or 0)


def articles(connection: Connection, run_id: UUID, *, max_rows: int) -> list[RunArticle]:
    """Return the articles that a run brought in or changed, the newest first."""
    return rows(
        connection, "run_articles", args_row(RunArticle), run_id=run_id, max_rows=max_rows
    ).fetchall()


def problems(connection: Connection, run_id: UUID, *, max_rows: int) -> list[Problem]:
    """Return what a run could not have or could not understand."""
    return rows(
        connection, "run_problems", args_row(Problem), run_id=run_id, max_rows=max_rows
    ).fetchall()
