"""How estimates, proofs and the ledger look in a terminal. It knows nothing of the archive."""

from collections.abc import Iterator, Sequence

import click

from flows.cli.forms import judgement, new_console, new_table
from flows.ledger.coverage import months
from flows.ledger.estimate import Estimate
from flows.runs.report import Verdict
from flows.store.ledger import Covered, Reason
from flows.wording import counted


def estimate(given: Estimate) -> None:
    """Show what a backfill has before it, on standard error."""
    span = given.span
    where = f", in {span.prefix}" if span.prefix else ""
    unread = f", {given.unread:,} of them to be listed" if given.unread else ""
    estimated = "at most " if span.prefix else "about "
    about = (estimated if given.unread else "") if given.is_counted else "at least "
    pace = f"one request in {given.delay_s:g} s" if given.delay_s else "no delay between requests"
    pace += f", {given.per_hour:,} an hour at most" if given.per_hour else ""
    amount = f"{counted(given.articles, 'article')}, {counted(given.requests, 'request')} in all"
    for line in (
        f"{span.site}, {span.first} to {span.last}{where}: {counted(given.days, 'day')}{unread}",
        f"  to fetch  {about}{amount}",
        f"  time      {_length(given.hours)} ({pace})",
    ):
        click.echo(line, err=True)


def _length(hours: float) -> str:
    if hours >= 1:
        return f"about {hours:.1f} hours"
    minutes = round(hours * 60)
    if minutes > 1:
        return f"about {minutes} minutes"
    return "a minute or two" if minutes else "less than a minute"


def ended(site: str, verdict: Verdict) -> None:
    """Show how a flow ended."""
    console = new_console()
    console.print(judgement(site, verdict), soft_wrap=True)
    if verdict.requests:
        console.print(counted(verdict.requests, "request"))


def covered(site: str, days: Sequence[Covered], why: Sequence[Reason], *, by_day: bool) -> None:
    """Show the ledger by month, or by day, and why articles are not stored."""
    console = new_console()
    if not days:
        console.print(
            f"The ledger of {site} holds no day that was asked for: "
            "`warta backfill --since 2021-01-01` or `warta reconcile` lists days.",
            soft_wrap=True,
        )
        return
    numbers = ("expected", "stored", "explained", "missing", "proven")
    table = new_table("day" if by_day else "month", *numbers, numbers=numbers)
    for row in _days(days) if by_day else months(days):
        style = "yellow" if row[4] else None
        table.add_row(*map(str, row), style=style)
    console.print(table)
    if why:
        reasons = ", ".join(f"{one.articles} {one.reason}" for one in why)
        console.print(f"Not stored: {reasons}", soft_wrap=True)


def _days(days: Sequence[Covered]) -> Iterator[tuple[str, int, int, int, int, str]]:
    for day in days:
        proven = f"{day.proven_at:%Y-%m-%d}" if day.proven_at else "–"
        yield (str(day.day), day.expected, day.stored, day.explained, day.missing, proven)
