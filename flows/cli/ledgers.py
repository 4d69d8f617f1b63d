"""How plans, proofs and the ledger look in a terminal. It knows values; nothing of the archive."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from flows.ledger.backfill_report import Plan
from flows.ledger.coverage import months
from flows.report import Verdict
from flows.store.ledger import Covered, Reason

_STYLES = {"ok": "green", "degraded": "yellow", "failed": "red"}
#: What is left is estimated from the last ten minutes: a slice may wait for its turn.
_SPEED_OF_S = 600.0


class Bar:
    """A bar on standard error, where somebody looks at it; it shows once there is progress."""

    def __init__(self, *, is_quiet: bool) -> None:
        """Show nothing yet."""
        self._bar = Progress(
            TextColumn("requests"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("· left about"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            speed_estimate_period=_SPEED_OF_S,
            disable=is_quiet or not sys.stderr.isatty(),
        )
        self._task = self._bar.add_task("", total=None)

    def tell(self, done: int, total: int) -> None:
        """Show how many requests were answered, of how many."""
        self._bar.start()
        self._bar.update(self._task, completed=done, total=total)

    def stop(self) -> None:
        """Take the bar away."""
        self._bar.stop()


@contextmanager
def progress(*, is_quiet: bool) -> Iterator[Bar]:
    """Give a bar for as long as the ``with`` block lasts."""
    bar = Bar(is_quiet=is_quiet)
    try:
        yield bar
    finally:
        bar.stop()


def plan(given: Plan) -> None:
    """Show what a backfill has before it, on standard error."""
    span = given.span
    where = f", in {span.prefix}" if span.prefix else ""
    unread = f", {given.unread:,} of them to be listed" if given.unread else ""
    about = "about " if given.unread else ""
    about = about if given.is_counted else "at least "
    pace = f"one request in {given.delay_s:g} s" if given.delay_s else "no delay between requests"
    pace += f", {given.per_hour:,} an hour at most" if given.per_hour else ""
    for line in (
        f"{span.site}, {span.first} to {span.last}{where}: {given.days:,} days{unread}",
        f"  to fetch  {about}{given.articles:,} articles, {given.requests:,} requests in all",
        f"  time      {_length(given.hours)} ({pace})",
    ):
        click.echo(line, err=True)


def _length(hours: float) -> str:
    if hours >= 1:
        return f"about {hours:.1f} hours"
    minutes = round(hours * 60)
    return f"about {minutes} minutes" if minutes > 1 else "a minute or two"


def ended(verdict: Verdict) -> None:
    """Show how a flow ended."""
    console = Console(highlight=False)
    style = _STYLES[verdict.state]
    console.print(f"[{style}]{verdict.state}[/{style}]  ", end="")
    console.print(verdict.reason, markup=False, soft_wrap=True)
    if verdict.requests:
        console.print(f"{verdict.requests:,} requests", markup=False)


def covered(site: str, days: Sequence[Covered], why: Sequence[Reason], *, by_day: bool) -> None:
    """Show the ledger by month, or by day, and why articles are not stored."""
    console = Console(highlight=False)
    if not days:
        console.print(
            f"The ledger of {site} is empty: `warta backfill --since 2021-01-01` or "
            "`warta reconcile` lists days.",
            markup=False,
            soft_wrap=True,
        )
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("day" if by_day else "month")
    for name in ("expected", "stored", "explained", "missing", "proven"):
        table.add_column(name, justify="right")
    for row in _days(days) if by_day else months(days):
        style = "yellow" if row[4] else None
        table.add_row(*map(str, row), style=style)
    console.print(table)
    if why:
        reasons = ", ".join(f"{one.articles} {one.reason}" for one in why)
        console.print(f"Not stored: {reasons}", markup=False, soft_wrap=True)


def _days(days: Sequence[Covered]) -> Iterator[tuple[str, int, int, int, int, str]]:
    for day in days:
        proven = f"{day.proven_at:%Y-%m-%d}" if day.proven_at else "–"
        yield (str(day.day), day.expected, day.stored, day.explained, day.missing, proven)
