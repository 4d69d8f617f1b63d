"""What the archive answers: a digest of all, and what one asks it in SQL."""

import hashlib
from typing import BinaryIO

from psycopg import sql

from flows.store.statements import Connection, become_reader, statement


def copy_csv(connection: Connection, query: str, out: BinaryIO) -> bool:
    """Write the rows of ``query`` as CSV: a header, NULL empty, booleans ``t`` and ``f``.

    It runs in a read-only transaction, as the reader's role where there is one; returns whether it
    did.
    """
    # on lines of its own, since a query may end with a comment
    copy = sql.SQL("COPY (\n{}\n) TO STDOUT (FORMAT csv, HEADER)").format(
        sql.SQL(query.strip().rstrip(";"))
    )
    connection.read_only = True
    with connection.transaction(), connection.cursor() as cursor:
        is_reader = become_reader(connection)
        with cursor.copy(copy) as rows_of_text:
            out.writelines(rows_of_text)
    out.flush()
    return is_reader


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
