"""Commands that bring articles in: ``ingest``, ``import``, ``serve``."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.main import JSON, database, make_home, print_json, settings

if TYPE_CHECKING:
    from flows.runs.report import RunReport
    from flows.settings import Settings

_NO_SERVER = "no server answers; `warta serve` starts one"


@click.command()
@click.option(
    "--prefect/--no-prefect",
    default=None,
    help="Run through Prefect: its server where one answers, else a temporary one. "
    "Default: only where a server answers (PREFECT_API_URL, or a running `warta serve`).",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing where all is well, as for cron.")
@JSON
def ingest(*, prefect: bool | None, quiet: bool, as_json: bool) -> int:
    """Fetch what is new on the site, and load it.

    The first time the newest 50 articles; later what was published or edited since. Run it as
    often as you like: a run with nothing new costs the site a request or two, and two runs never
    overlap.
    """
    from flows.clock import real_clock
    from flows.crawl.starting import started_early
    from flows.incidents import outage

    given = settings()
    _warn_of_contact(given)
    make_home(given)
    with outage.watched(given, real_clock), started_early(given):
        url = database(given)
        report = _ingested(given, url, prefect=prefect, is_quiet=quiet or as_json)
    if as_json:
        print_json(report.as_json())
    elif report.verdict.exit_code or not quiet:
        from flows.cli import show

        show.run(report, given)
    return report.verdict.exit_code


def _ingested(given: "Settings", url: str, *, prefect: bool | None, is_quiet: bool) -> "RunReport":
    from flows.cli import forms
    from flows.schedule import running, server
    from flows.schedule.process import ServeError

    api = None if prefect is False else server.find(given)
    if api is None and not prefect:
        asked = given.environ.get("PREFECT_API_URL")
        why = f"PREFECT_API_URL: no server answers at {asked}" if asked else _NO_SERVER
        why = "as asked" if prefect is False else why
        return _ingested_without(given, url, why, is_quiet=is_quiet)
    if not is_quiet:
        click.echo(f"Through Prefect ({api or 'a temporary server'}).", err=True)
    try:
        with running.recorder(given, api):
            from flows.schedule.here import ingest_through_prefect

            with forms.progress(is_quiet=is_quiet) as progress:
                return ingest_through_prefect(progress)
    except ServeError as exc:
        return _ingested_without(given, url, str(exc), is_quiet=is_quiet)


def _ingested_without(given: "Settings", url: str, why: str, *, is_quiet: bool) -> "RunReport":
    """Do the same without Prefect, and say why."""
    from flows.cli import forms
    from flows.clock import real_clock
    from flows.crawl.terms import Setting
    from flows.ingest.flow import ingest as run
    from flows.ingest.upkeep import keep_up

    if not is_quiet:
        click.echo(f"Without Prefect ({why}).", err=True)
    with forms.progress(is_quiet=is_quiet) as progress:
        setting = Setting(settings=given, conninfo=url, clock=real_clock, progress=progress)
        report = run(setting)
        keep_up(setting, report)
    return report


def _warn_of_contact(given: "Settings") -> None:
    if not given.has_contact and not given.site().is_loopback:
        click.echo("WARTA_CONTACT is not set: tell the site how to reach you.", err=True)


@click.command("import")
@click.argument(
    "files",
    nargs=-1,
    metavar="[FILE]...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--url", help="Address of the page; with one FILE that does not say it itself.")
@click.option(
    "--manifest",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='JSON lines of files: {"path": …, "url": …, "captured_at": …}; the last may be absent.',
)
@click.option(
    "--captured-at",
    type=click.DateTime(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"]),
    metavar="TIME",
    help="When the site showed it, such as 2026-01-31T08:00:00Z; UTC, where no zone is given."
    " Default: when the file was last written. A time to come is refused; that of a file, or of a"
    " record of WARC, counts as now.",
)
@JSON
def import_(
    *,
    files: tuple[Path, ...],
    url: str | None,
    manifest: Path | None,
    captured_at: datetime | None,
    as_json: bool,
) -> int:
    """Load what other programs captured. No request is made.

    FILE is a WARC file (gzipped or not), a saved page (.html), the plain text of an article's page
    (.txt), or a post or a list of posts as the REST interface gives it (.json). Pages and posts
    are known without their suffix; a text is one by its suffix or its address, and any other file
    is refused. Of what a WARC file holds, HTML pages and posts count. Importing it again changes
    nothing. A text whose address nobody says (--url, --manifest) is an article of its own beside
    that of its page.
    """
    from flows.clock import real_clock
    from flows.importing.flow import import_files
    from flows.importing.manifest import read_manifest
    from flows.importing.sources import Source
    from flows.incidents import outage

    if bool(files) == bool(manifest):
        raise click.UsageError("give FILEs, or --manifest")
    if url and len(files) != 1:
        raise click.UsageError("--url goes with one FILE; for several, write a --manifest")
    at = captured_at.replace(tzinfo=captured_at.tzinfo or UTC) if captured_at else None
    given = settings()
    if url:
        from crawler.sites import site_for_url

        site_for_url(url)
    sources = (
        read_manifest(manifest)
        if manifest
        else [Source(path=path, url=url, captured_at=at) for path in files]
    )
    with outage.watched(given, real_clock):
        reports = import_files(given, database(given), sources, clock=real_clock)
    if as_json:
        print_json([report.as_json() for report in reports])
    else:
        from flows.cli import show

        show.imported(reports, given)
    return max((report.verdict.exit_code for report in reports), default=0)


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Of Prefect; default 4200 or a free one."
)
@click.option(
    "--every",
    "minutes",
    type=click.IntRange(1, 1440),
    help="Minutes between two ingests; default: WARTA_INGEST_EVERY, or else 10.",
)
def serve(*, port: int | None, minutes: int | None) -> int:
    """Follow the site on a schedule, with Prefect's server and UI, until Ctrl-C.

    Ingest every few minutes, reconcile every night, verify every week: WARTA_INGEST_EVERY,
    WARTA_RECONCILE_AT and WARTA_VERIFY_AT say when. One command for one machine; for workers on
    many machines see deploy/README.md.
    """
    from flows.clock import real_clock
    from flows.incidents import outage
    from flows.schedule.serve import serve as run
    from flows.schedule.stop import until_signalled
    from flows.schedule.timetable import read_timetable

    given = settings()
    timetable = read_timetable(given.environ, minutes=minutes)
    _warn_of_contact(given)

    def work() -> int:
        with outage.watched(given, real_clock):
            database(given)
        return run(given, timetable, port=port)

    return until_signalled(work)


COMMANDS = (ingest, import_, serve)
