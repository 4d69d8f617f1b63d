"""The command that reads all captures again with this extractor: ``reprocess``."""

from typing import TYPE_CHECKING

import click

from flows.cli.main import JSON, database, print_json, settings

if TYPE_CHECKING:
    from flows.reprocess.findings import Asked, Report
    from flows.settings import Settings


@click.command()
@click.option(
    "--expect",
    default="",
    metavar="CLASSES",
    help="Changes that are no surprise, as the first column of the report calls them; body stands "
    "for the four kinds of paragraph_….",
)
@click.option(
    "--promote",
    is_flag=True,
    help="Load what is read, if only expected changes show and the golden pages do not fall.",
)
@click.option("-y", "--yes", "is_sure", is_flag=True, help="With --promote: load it in any case.")
@click.option("--jobs", type=click.IntRange(1, 1024), help="Processes. Default: one a core.")
@click.option(
    "--dask", metavar="ADDRESS", help="Let the workers of a Dask scheduler do it: tcp://…:8786."
)
@click.option(
    "--prefect/--no-prefect",
    default=None,
    help="Run through Prefect. Default: only where a server answers, and with --dask.",
)
@JSON
def reprocess(  # noqa: PLR0913 (the options)
    *,
    expect: str,
    promote: bool,
    is_sure: bool,
    jobs: int | None,
    dask: str | None,
    prefect: bool | None,
    as_json: bool,
) -> int:
    """Read all captured pages again with this extractor, and say what would change.

    No request is made, and nothing is changed without --promote. Killed at any moment, it goes on
    where it was. Ends with 3 where changes show that were not expected.
    """
    from flows.reprocess.findings import Asked, expected

    if is_sure and not promote:
        raise click.UsageError("--yes goes with --promote")
    if dask and (prefect is False or jobs):
        raise click.UsageError("--dask runs through Prefect, on as many processes as its workers")
    asked = Asked(promote=promote, expect=expected(expect), is_sure=is_sure)
    given = settings()
    url = database(given)
    report = _done(given, url, asked, jobs=jobs, dask=dask, prefect=prefect, is_quiet=as_json)
    if as_json:
        print_json(report.as_json())
    else:
        from flows.cli import reprocessed

        reprocessed.show(report)
    return report.run.verdict.exit_code


def _done(  # noqa: PLR0913 (the options)
    given: "Settings",
    url: str,
    asked: "Asked",
    *,
    jobs: int | None,
    dask: str | None,
    prefect: bool | None,
    is_quiet: bool,
) -> "Report":
    from flows.cli import forms
    from flows.processes import cores
    from flows.schedule import running, server

    api = None if prefect is False else server.find(given)
    with forms.progress("pages", is_quiet=is_quiet) as progress:
        if api is None and not prefect and not dask:
            from flows.clock import real_clock
            from flows.reprocess.flow import reprocess as run
            from flows.reprocess.spread import spread_over

            spread = spread_over(given, url, given.site(), jobs=jobs or cores())
            return run(given, url, asked=asked, spread=spread, clock=real_clock, progress=progress)
        if not is_quiet:
            click.echo(f"Through Prefect ({api or 'a temporary server'}).", err=True)
        with running.recorder(given, api):
            from flows.reprocess.through_prefect import reprocess_through_prefect

            jobs = jobs or cores()
            return reprocess_through_prefect(asked, jobs=jobs, dask=dask, progress=progress)


COMMANDS = (reprocess,)
