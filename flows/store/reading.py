"""What the archive answers: status, digest, and what one asks it in SQL."""

import hashlib
from datetime import datetime
from typing import BinaryIO, NamedTuple

from psycopg import sql
from psycopg.rows import args_row

from flows.store.statements import Connection, rows, run, statement


class SiteStatus(NamedTuple):
    """How things stand with a site; the attributes are the columns of ``warta.status``."""

    site: str
    state: str | None
    reason: str | None
    run_started_at: datetime | None
    articles: int
    newest_at: datetime | None
    due: int


def status(connection: Connection) -> list[SiteStatus]:
    """Return how things stand, a row for each site."""
    return rows(connection, "status", args_row(SiteStatus)).fetchall()


def copy_csv(connection: Connection, query: str, out: BinaryIO) -> None:
    """Write the rows of ``query`` as CSV: a header, NULL empty, booleans ``t`` and ``f``.

    It runs as the reader's role where there is one, in a read-only transaction.
    """
    # on lines of its own, since a query may end with a comment
    copy = sql.SQL("COPY (\n{}\n) TO STDOUT (FORMAT csv, HEADER)").format(
        sql.SQL(query.strip().rstrip(";"))
    )
    connection.read_only = True
    with connection.transaction(), connection.cursor() as cursor:
        if run(connection, "may_be_reader").fetchone():
            cursor.execute("SET LOCAL ROLE warta_reader")
        with cursor.copy(copy) as rows_of_text:
            out.writelines(rows_of_text)
    out.flush()


def digest(connection: Connection, *, is_timed: bool = True) -> str:
    """Return one SHA-256 over all that the archive says of the site, in hexadecimal.

    Without ``is_timed`` the times of our captures are left out: runs against a live site never
    agree on those.
    """
    sha256 = hashlib.sha256()
    with connection.transaction(), connection.cursor("digest") as cursor:
        for (line,) in cursor.execute(statement("digest"), {"is_timed": is_timed}):
            sha256.update(line.encode() + b"\n")
    return sha256.hexdigest()
