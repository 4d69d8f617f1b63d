"""The command that removes an article on request: ``forget``."""

import sys
from datetime import UTC, datetime

import click

from flows.cli.main import EXIT_DEGRADED, database, settings


@click.command()
@click.argument("article", metavar="URL|ID")
@click.option("--reason", required=True, help="Why; kept with the tombstone.")
@click.option("-y", "--yes", "is_sure", is_flag=True, help="Do not ask.")
def forget(*, article: str, reason: str, is_sure: bool) -> int:
    """Remove an article for good: its texts, its revisions and its captures.

    A tombstone stays, with the reason; the change feed says forget; a later crawl or import does
    not bring it back. It lies beside the captures as well (forgotten/ID.json, which says nothing of
    what the article said): from there a database learns of it that begins anew, or from a dump.
    What is kept of the site's listings goes along, with what imports brought that is no article,
    and no more of that is kept: feeds may hold its text. Backups, logs of
    requests, Prefect's pages about runs and what others copied are beyond warta. So are headlines
    of it that other pages show among their related links, or in what is stripped from them, and
    files of captures that no row tells of, which `warta verify` names. Files of captures that
    another WARTA_HOME holds are cut by the next run there (exit code 3). It takes the rights of
    the database's owner: a member of warta_writer can't remove what was recorded.
    """
    from flows import db
    from flows.forget import forget as remove
    from flows.inspection.named import find
    from flows.keeping import excising
    from flows.keeping.shelf import shelf_of
    from flows.wording import counted

    if not reason.strip():
        raise click.UsageError("--reason: say why; whoever looks for the article will want to know")
    given = settings()
    shelf = shelf_of(given)
    with db.session(database(given), name="forget") as connection:
        excising.cut(connection, shelf)
        victim = find(connection, given, article)
        connection.commit()
        what = f"{counted(victim.revisions, 'revision')}, {counted(victim.captures, 'capture')}"
        click.echo(f"{victim.title}\n{victim.url}\narticle {victim.id} of {victim.site}: {what}")
        if not (is_sure or _is_confirmed()):
            click.echo("nothing was removed")
            return 0
        elsewhere = remove(connection, shelf, victim, reason=reason.strip(), now=datetime.now(UTC))
    click.echo("forgotten")
    if elsewhere:
        files = counted(len(elsewhere), "file of captures lies", "files of captures lie")
        click.echo(
            f"{files} not in {shelf}, such as {elsewhere[0]}: the next `warta ingest` from the "
            "WARTA_HOME, or with the WARTA_CAPTURES_URL, that has them cuts it out of them",
            err=True,
        )
    return EXIT_DEGRADED if elsewhere else 0


def _is_confirmed() -> bool:
    try:
        return click.confirm("Remove it for good?")
    except click.Abort:
        if sys.stdin.isatty():
            raise
        click.echo()  # below the question
        raise click.UsageError("there is nobody to ask: add --yes to remove it") from None


COMMANDS = (forget,)
