"""Commands about what is covered: ``backfill``, ``reconcile``, ``coverage``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.main import JSON, database, print_json, readable, settings, write_page
from flows.cli.moments import Day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from flows.crawl.terms import Progress, Setting
    from flows.ledger.estimate import Estimate
    from flows.settings import Settings
    from flows.store.ledger import Covered


@click.command()
@click.option(
    "--since", type=Day(), metavar="DAY", required=True, help="First day, such as 2021-01-01."
)
@click.option("--until", type=Day(), metavar="DAY", help="Last day; default: today.")
@click.option("--section", help="First part of the paths meant, such as internasional/iran.")
@click.option("--plan-only", is_flag=True, help="Say what it would take, and fetch no article.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@JSON
def backfill(  # noqa: PLR0913 (an option each)
    *,
    since: "date",
    until: "date | None",
    section: str | None,
    plan_only: bool,
    yes: bool,
    as_json: bool,
) -> int:
    """Fetch all articles of a span of days, and prove that none is missing.

    Shows first how many articles and requests that takes, and asks. The newest days come first. It
    can be stopped at any moment: run it again, and it goes on; days that are proven cost nothing.
    A `warta ingest` meanwhile waits for the end of a slice: about a minute, and says so.
    """
    from flows.backfill import backfill as run
    from flows.cli import forms, ledgers
    from flows.clock import real_clock
    from flows.incidents import outage
    from flows.ledger.estimate import span_of

    given = settings()
    try:
        span = span_of(given.site(), since, until, section, real_clock)
    except ValueError as exc:
        raise click.BadParameter(str(exc), param_hint="--since") from exc
    if not (yes or plan_only or sys.stdin.isatty()):
        raise click.UsageError(
            "there is no terminal to ask on: add --yes to go ahead, or --plan-only to look first"
        )
    if until and span.last < until:
        click.echo(f"until today, {span.last}: {until} is yet to come", err=True)
    with outage.watched(given, real_clock), forms.progress(is_quiet=as_json) as progress:
        report = run(
            _setting(given, progress),
            since=since,
            until=until,
            section=section,
            agree=_agreement(plan_only=plan_only, is_agreed=yes, is_quiet=as_json),
        )
    if as_json:
        print_json(report.as_json())
    else:
        ledgers.ended(given.site().name, report.verdict)
    return report.verdict.exit_code


def _setting(given: "Settings", progress: "Progress") -> "Setting":
    from flows.clock import real_clock
    from flows.crawl.terms import Setting

    url = database(given)
    return Setting(settings=given, conninfo=url, clock=real_clock, progress=progress)


def _agreement(*, plan_only: bool, is_agreed: bool, is_quiet: bool) -> "Callable[[Estimate], bool]":
    """Return what shows an estimate, and asks whether to go on with it."""
    from flows.cli import ledgers

    def agree(estimate: "Estimate") -> bool:
        if not is_quiet:
            ledgers.estimate(estimate)
        if plan_only:
            return False
        return is_agreed or click.confirm("Go ahead?", default=True, err=True)

    return agree


@click.command()
@click.option("-y", "--yes", is_flag=True, help="Mark articles as gone however many they are.")
@JSON
def reconcile(*, yes: bool, as_json: bool) -> int:
    """Compare the archive with the site: fetch what is missing, and see what is gone.

    Reads anew what the site lists of all days that are followed or were backfilled. An article is
    marked as gone only on proof; its rows stay. `warta serve` does this every night.
    """
    from flows.cli import forms, ledgers
    from flows.clock import real_clock
    from flows.incidents import outage
    from flows.reconcile import reconcile as run

    given = settings()
    with outage.watched(given, real_clock), forms.progress(is_quiet=as_json) as progress:
        report = run(_setting(given, progress), yes=yes)
    if as_json:
        print_json(report.as_json())
    else:
        ledgers.ended(given.site().name, report.verdict)
    return report.verdict.exit_code


@click.command()
@click.option("--since", type=Day(), metavar="DAY", help="First day; default: of the ledger.")
@click.option("--until", type=Day(), metavar="DAY", help="Last day; default: of the ledger.")
@click.option("--days", "by_day", is_flag=True, help="A row for each day, not for each month.")
@click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), help="Draw a calendar.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="The same as a page.")
@JSON
def coverage(  # noqa: PLR0913 (an option each)
    *,
    since: "date | None",
    until: "date | None",
    by_day: bool,
    svg: Path | None,
    html: Path | None,
    as_json: bool,
) -> int:
    """Say how much of what the site published is stored, and why the rest is not."""
    from flows import db
    from flows.cli import ledgers
    from flows.store import ledger

    given = settings()
    site, first, last = given.site().name, since, until
    if first and last and first > last:
        raise click.BadParameter(f"{first} lies after --until ({last})", param_hint="--since")
    with db.session(readable(given), name="coverage") as connection:
        days = ledger.coverage(connection, site, first, last)
        why = ledger.reasons(connection, site, first, last)
    _draw(site, days, svg=svg, html=html)
    if as_json:
        reasons = {one.reason: one.articles for one in why}
        print_json({"site": site, "days": [day._asdict() for day in days], "reasons": reasons})
    else:
        ledgers.covered(site, days, why, by_day=by_day)
    return 0


def _draw(site: str, days: "list[Covered]", *, svg: Path | None, html: Path | None) -> None:
    from flows.ledger import coverage as picture

    title = f"{site}: what the site published, and what is stored"
    for path, draw in ((svg, picture.svg), (html, picture.html)):
        if path is not None:
            write_page(path, draw(days, title), option="--svg, --html")


COMMANDS = (backfill, reconcile, coverage)
