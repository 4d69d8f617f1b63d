"""Commands for who looks after warta: ``status``, ``quarantine``."""

from typing import TYPE_CHECKING
from uuid import UUID

import click

from flows.cli.main import JSON, database, print_json, readable, settings

if TYPE_CHECKING:
    from flows.store.standing import Standing


@click.command()
@JSON
def status(*, as_json: bool) -> int:
    """Show how things stand: the last run of each site, what is stored, what is due.

    Below stand the incidents that are open. The exit code is the worst of the last runs', and 3 at
    the least where

    \b
    - an incident is open,
    - a run has shown no sign of life for 15 minutes,
    - the last one's time is yet to come, or
    - the site that is followed was last read too long ago: three times
      WARTA_INGEST_EVERY and an hour, where that is set; else a day, and twice
      the longest pause between two ingests of the 30 days before, once these
      span a week.

    A run that was stopped (Ctrl-C, `warta serve`'s end, Prefect's Cancel) needs nobody, since the
    next one goes on. A site that could not be had, and of which nothing ever came, counts while
    WARTA_SITE_URL names it.
    """  # noqa: D301 (with \b click leaves the lines as they are)
    from flows import db
    from flows.clock import real_clock
    from flows.incidents import standing
    from flows.schedule.timetable import ingest_every
    from flows.store import incidents
    from flows.store import standing as store

    given = settings()
    site, every, now = given.site().name, ingest_every(given.environ), real_clock()
    with db.session(readable(given), name="status") as connection:
        rows = store.of_sites(connection, now=now)
        opened = incidents.open_ones(connection)
    stale = {
        row.site: ago
        for row in rows
        if row.site == site and (ago := standing.staleness(row, now=now, every=every))
    }
    if as_json:
        print_json(
            [
                _as_json(row)
                | {
                    "is_still": standing.stillness(row, now=now) is not None,
                    "is_ahead": standing.lead(row, now=now) is not None,
                    "is_stale": row.site in stale,
                    "open_incidents": [one._asdict() for one in opened if one.site == row.site],
                }
                for row in rows
            ]
        )
    else:
        from flows.cli import watched

        watched.standings(rows, opened, stale, now)
    return standing.exit_code(rows, site=site, now=now, every=every)


def _as_json(row: "Standing") -> dict[str, object]:
    spans = {"longest_pause", "span"}
    values = {name: value for name, value in row._asdict().items() if name not in spans}
    return values | {
        "longest_pause_s": row.longest_pause.total_seconds(),
        "span_s": row.span.total_seconds(),
    }


@click.group()
def quarantine() -> None:
    """Look after the pages that could not be understood with certainty.

    Nothing of them was loaded; their captures are kept.
    """


@quarantine.command("list")
@click.option("--site", help="Only that site's.")
@JSON
def list_(*, site: str | None, as_json: bool) -> int:
    """List the pages in quarantine: each with its newest capture, and why it is there."""
    from flows import db
    from flows.store import quarantine as store

    given = settings()
    with db.session(readable(given), name="quarantine") as connection:
        waiting = [page for page in store.waiting(connection, site=site) if page.is_newest]
    if as_json:
        print_json([page._asdict() for page in waiting])
    else:
        from flows.cli import watched

        watched.quarantine(waiting)
    return 0


@quarantine.command()
@click.argument("captures", nargs=-1, type=click.UUID, metavar="[CAPTURE]...")
@click.option("--all", "is_all", is_flag=True, help="All that are in quarantine.")
@click.option("--fetch", is_flag=True, help="Fetch the pages anew, with the next `warta ingest`.")
@click.option("--accept", is_flag=True, help="They are the articles' pages, though unlike them.")
@JSON
def retry(
    *, captures: tuple[UUID, ...], is_all: bool, fetch: bool, accept: bool, as_json: bool
) -> int:
    """Read pages in quarantine again, with today's extractor. No request is made.

    What is understood now is loaded as if it had been understood at once; the rest stays. Give the
    CAPTUREs as `warta quarantine list` shows them, or --all. A page that has nothing of the article
    stored at its address (unlike_stored, alike_for_many) is loaded with --accept alone.
    """
    if is_all == bool(captures):
        raise click.UsageError("give CAPTUREs, or --all")
    if accept and not captures:
        raise click.UsageError("--accept takes CAPTUREs that you have looked at, not --all")
    given = settings()
    url = database(given)
    chosen = None if is_all else captures
    if fetch:
        return _fetch(url, chosen, as_json=as_json)
    from flows.clock import real_clock
    from flows.quarantine import retry as run

    reports = run(given, url, chosen, clock=real_clock, is_vouched=accept)
    if as_json:
        print_json([report.as_json() for report in reports])
    elif reports:
        from flows.cli import show

        show.imported(reports, given)
    else:
        click.echo("Nothing is in quarantine.")
    return max((report.verdict.exit_code for report in reports), default=0)


def _fetch(url: str, captures: tuple[UUID, ...] | None, *, as_json: bool) -> int:
    from flows.quarantine import fetch
    from flows.wording import counted

    pages, listed = fetch(url, captures)
    if as_json:
        print_json({"pages": pages, "due": listed})
        return 0
    click.echo(f"{counted(listed, 'page is', 'pages are')} due for the next `warta ingest`.")
    if listed < pages:
        left = counted(pages - listed, "page stands", "pages stand")
        click.echo(f"{left} in no listing that was read, and can't be asked for.")
    return 0


COMMANDS = (status, quarantine)
