"""Commands that read the archive: ``sql``, ``digest``."""

import os
from collections.abc import Sequence
from typing import Final, NoReturn

import click

from flows.cli.main import EXIT_FAILED, readable, settings
from flows.cli.moments import ZONE

#: A day written in a statement is the one that the other commands mean.
_SHOWN: Final = {"timezone": ZONE.key}


class _Statement(click.Command):
    """A command whose last argument may begin with a comment of SQL, which is no option."""

    def parse_args(self, ctx: click.Context, args: Sequence[str]) -> list[str]:
        """Take what begins with two hyphens, and holds a space, for the statement."""
        *options, last = args or [""]
        is_statement = last.startswith("--") and len(last.split()) > 1
        return super().parse_args(ctx, [*options, "--", last] if is_statement else list(args))


@click.command(cls=_Statement)
@click.argument("statement", required=False)
@click.option("--csv", is_flag=True, help="Print the rows of STATEMENT as CSV (RFC 4180).")
def sql(*, statement: str | None, csv: bool) -> int:
    """Open psql on the archive, or run one STATEMENT.

    The contract is the schema warta: warta.articles, warta.revisions, warta.related_links,
    warta.changes … Nothing is written: `SET default_transaction_read_only = off` lifts that. With
    --csv the statement is run as the reader's role, where the account may take it. Days begin in
    Jakarta, and times are shown as there (`SET TimeZone = …`). What takes more than ten minutes is
    ended; in psql, `SET statement_timeout = 0` lifts that. Without --csv the exit code is psql's.
    """
    given = settings()
    url = readable(given)
    if csv:
        if not statement:
            raise click.UsageError("--csv takes a STATEMENT")
        return _csv(url, statement)
    from flows import db

    psql = db.psql()
    if psql is None:
        click.echo(f"psql is not installed. Connect any client to:\n{url}")
        return EXIT_FAILED
    arguments = [psql, url, *(["-c", statement] if statement else [])]
    session = db.BOUNDS | db.UNCOMPILED | _SHOWN | {"default_transaction_read_only": "on"}
    ours = " ".join(f"-c {name}={value}" for name, value in session.items())
    options = f"{ours} {os.environ.get('PGOPTIONS', '')}".strip()
    return _become(arguments, os.environ | {"PGOPTIONS": options, "PGTZ": ZONE.key})


def _become(arguments: list[str], environ: dict[str, str]) -> NoReturn:
    """Hand the terminal over: from here on Ctrl-C is psql's."""
    os.execve(arguments[0], arguments, environ)  # noqa: S606 (no shell is wanted)


def _csv(url: str, statement: str) -> int:
    import sys

    from flows import db
    from flows.store import reading

    with db.session(url, name="sql", bounds=db.BOUNDS | _SHOWN) as connection:
        is_reader = reading.copy_csv(connection, statement, sys.stdout.buffer)
        if not is_reader:
            account = connection.info.user
            click.echo(
                f"warta: {account} may not take the role warta_reader: run as it is", err=True
            )
    return 0


@click.command()
@click.option(
    "--without-captured-at",
    is_flag=True,
    help="Leave out when we saw it: for two runs against a live site.",
)
def digest(*, without_captured_at: bool) -> int:
    """Print one SHA-256 over what the archive says.

    Two archives of the same captures have the same digest, whatever the order of loading.
    """
    from flows import db
    from flows.store import reading

    given = settings()
    with db.session(readable(given), name="digest") as connection:
        click.echo(reading.digest(connection, is_timed=not without_captured_at))
    return 0


COMMANDS = (sql, digest)
