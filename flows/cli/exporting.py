"""The command ``export``."""

from datetime import datetime
from pathlib import Path
from typing import Literal

import click

from flows.cli.main import readable, settings
from flows.cli.moments import SINCE, UNTIL, check_span


@click.command()
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to; what is exported gets one of its own in it.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["parquet", "jsonl", "csv"]),
    default="parquet",
    show_default=True,
    help="Parquet keeps types; JSON lines keep structure; CSV is read by anything.",
)
@click.option(
    "--what",
    "view",
    type=click.Choice(["articles", "revisions", "related_links", "removed_blocks"]),
    default="articles",
    show_default=True,
    help="The view that is written out; README.md says what a row is.",
)
@SINCE
@UNTIL
@click.option("--section", help="In this section or below it, such as internasional/iran.")
@click.option("--site", help="Of this site.")
def export(  # noqa: PLR0913 (an option each)
    *,
    out: Path,
    form: Literal["parquet", "jsonl", "csv"],
    view: str,
    since: datetime | None,
    until: datetime | None,
    section: str | None,
    site: str | None,
) -> int:
    """Write the archive out, for DuckDB, pandas and the like.

    A file for each month of publication (UTC), such as OUT/articles/month=2026-01/part-0.parquet,
    all as the archive stood at one instant; what the columns mean stands beside them in
    _dictionary.json. An earlier export in OUT is replaced when the new one is complete, though not
    where the archive has no such section or site.
    """
    from flows import db
    from flows.export import ExportError, write
    from flows.store.export import Choice
    from flows.wording import counted

    check_span(since, until)
    choice = Choice(section=(section or "").strip("/") or None, since=since, until=until, site=site)
    given = settings()
    with db.session(readable(given), name="export") as connection:
        try:
            done = write(connection, out, view=view, form=form, choice=choice)
        except ExportError as exc:
            raise click.UsageError(str(exc)) from exc
    rows = "" if view == "articles" else f"{done.rows:,} {view} of "
    what = f"{rows}{counted(done.articles, 'article')}, {counted(done.files, 'file')}"
    click.echo(f"Written to {done.folder}: {what}")
    return 0


COMMANDS = (export,)
