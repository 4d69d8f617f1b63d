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
    warta.changes … Nothing is written, neither rows nor files: it is read as warta_reader, an
    account of the embedded database; of your own one, the role of that name, where the account of
    DATABASE_URL may take it (`SET ROLE NONE` gives it up: who must not have more gets an account of
    their own, as deploy/README.md says). Days begin in Jakarta, and times are shown as there
    (`SET TimeZone = …`). What takes more than ten minutes is ended; in psql, `SET statement_timeout
    = 0` lifts that. Without --csv the exit code is psql's.
    """
    if csv and not statement:
        raise click.UsageError("--csv takes a STATEMENT")
    from flows import db

    given = settings()
    url = db.as_reader(given.environ, readable(given))
    if csv and statement:
        return _csv(url, statement)
    psql = db.psql()
    if psql is None:
        click.echo(f"psql is not installed. Connect any client to:\n{url}")
        return EXIT_FAILED
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    session = {"default_transaction_read_only": "on"} | _role(url)
    session |= db.BOUNDS | db.UNCOMPILED | _SHOWN
    ours = " ".join(f"-c {name}={value}" for name, value in session.items())
    theirs = conninfo_to_dict(url).get("options") or os.environ.get("PGOPTIONS", "")
    address = make_conninfo(url, options=f"{ours} {theirs}".strip())
    arguments = [psql, address, *(["-c", statement] if statement else [])]
    return _become(arguments, os.environ | {"PGTZ": ZONE.key})


def _become(arguments: list[str], environ: dict[str, str]) -> NoReturn:
    """Hand the terminal over: from here on Ctrl-C is psql's."""
    os.execve(arguments[0], arguments, environ)  # noqa: S606 (no shell is wanted)


def _role(url: str) -> dict[str, str]:
    """Return the setting by which a session is the reader's; none where that can't be."""
    from flows import db
    from flows.store.statements import may_be_reader

    with db.session(url, name="sql") as connection:
        if may_be_reader(connection):
            return {"role": "warta_reader"}
        _say_who(connection.info.user)
    return {}


def _say_who(account: str) -> None:
    click.echo(f"warta: {account} may not take the role warta_reader: run as it is", err=True)


def _csv(url: str, statement: str) -> int:
    import sys

    from flows import db
    from flows.store import reading

    with db.session(url, name="sql", bounds=db.BOUNDS | _SHOWN) as connection:
        is_reader = reading.copy_csv(connection, statement, sys.stdout.buffer)
        if not is_reader:
            _say_who(connection.info.user)
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
