"""What the archive answers: a digest of all, and what one asks it in SQL."""

import hashlib
from typing import BinaryIO, Final

import psycopg
from psycopg import pq, sql

from flows.store.statements import Connection, become_reader, statement

#: What the server says of a statement that can't be run as it is, whoever asks and whenever.
_ITS_FAULT: Final = (
    psycopg.DataError,
    psycopg.ProgrammingError,
    psycopg.NotSupportedError,
    psycopg.errors.ReadOnlySqlTransaction,
    psycopg.errors.ObjectNotInPrerequisiteState,  # rows for a view
)


class StatementError(ValueError):
    """A statement can't be run as it was written; the message says why."""


def copy_csv(connection: Connection, query: str, out: BinaryIO) -> bool:
    """Write the rows of ``query`` as CSV: a header, NULL empty, booleans ``t`` and ``f``.

    It runs in a read-only transaction, as the reader's role where there is one; returns whether it
    did.

    Raises:
        StatementError: it is not one statement, or none that a reader may run.

    """
    query = query.rstrip("; \t\r\n")
    # on a line of its own, since a query may end with a comment
    copy = sql.SQL("COPY ({}\n) TO STDOUT (FORMAT csv, HEADER)").format(sql.SQL(query))
    connection.read_only = True
    try:
        with connection.transaction(), connection.cursor() as cursor:
            is_reader = become_reader(connection)
            _check(connection, query)
            with cursor.copy(copy) as rows_of_text:
                out.writelines(rows_of_text)
    except _ITS_FAULT as exc:
        raise StatementError(f"the database said: {exc}".rstrip()) from exc
    out.flush()
    return is_reader


def _check(connection: Connection, query: str) -> None:
    """Have the server read ``query`` by itself: what it says then is of that, line for line."""
    encoding = connection.info.encoding
    read = connection.pgconn.prepare(b"", query.encode(encoding))
    if read.status != pq.ExecStatus.FATAL_ERROR:
        return
    exc = psycopg.errors.error_from_result(read, encoding)
    if isinstance(exc, psycopg.errors.SyntaxError) and exc.diag.statement_position is None:
        raise StatementError("one statement is meant, and there are several") from exc
    raise exc


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
