"""The command ``search``."""

from datetime import datetime

import click

from flows.cli.main import JSON, print_json, readable, settings
from flows.cli.moments import SINCE, UNTIL, check_span


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(1, 1000),
    default=10,
    show_default=True,
    help="At most so many.",
)
@click.option(
    "--skip",
    type=click.IntRange(0, 2**31 - 1),  # the database's integer
    default=0,
    show_default=True,
    help="Without so many of the first, for further pages.",
)
@click.option("--section", help="In this section or below it, such as internasional/iran.")
@SINCE
@UNTIL
@click.option("--author", help="By this author, in any spelling.")
@click.option("--site", help="Of this site.")
@JSON
def search(  # noqa: PLR0913 (an option each)
    *,
    query: tuple[str, ...],
    limit: int,
    skip: int,
    section: str | None,
    since: datetime | None,
    until: datetime | None,
    author: str | None,
    site: str | None,
    as_json: bool,
) -> int:
    """Find articles, best first; younger ones count more.

    Words are stemmed in Indonesian. "A phrase" in quotes, OR between words, and - before a word
    work as in a web search: warta search '"kerja sama" keamanan -militer'. kerja* finds words that
    begin so. Where nothing is found, words that no article holds are taken for like ones.
    """
    from flows import db
    from flows.store import search as store

    check_span(since, until)

    among = store.Filters(
        section=(section or "").strip("/") or None,
        since=since,
        until=until,
        author=author,
        site=site,
    )
    given = settings()
    with db.session(readable(given), name="search") as connection:
        hits = store.search(connection, " ".join(query), max_rows=limit, skip=skip, among=among)
    if as_json:
        print_json([hit._asdict() for hit in hits])
        return 0
    from flows.cli import show

    show.hits(hits)
    return 0


COMMANDS = (search,)
