"""The statements of ``sql/queries``, by name; and rows sent by COPY, or as JSON."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Final, LiteralString

import psycopg
from psycopg import sql
from psycopg.rows import RowFactory, tuple_row

Connection = psycopg.Connection[Any]
QUERIES: Final = Path(__file__).parents[2] / "sql" / "queries"


@cache
def statement(name: str) -> LiteralString:
    """Return the text of ``sql/queries/NAME.sql``."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def run(
    connection: Connection,
    name: str,
    /,
    **values: Any,  # noqa: ANN401 (as psycopg has it)
) -> psycopg.Cursor[Any]:
    """Send a statement with its named parameters; its rows come as tuples."""
    return rows(connection, name, tuple_row, **values)


def rows(
    connection: Connection,
    name: str,
    factory: RowFactory[Any],
    /,
    **values: Any,  # noqa: ANN401 (as psycopg has it)
) -> psycopg.Cursor[Any]:
    """Send a statement with its named parameters; its rows come as ``factory`` makes them."""
    cursor = connection.cursor(row_factory=factory)
    return cursor.execute(statement(name), values or None)


def as_json(values: Iterable[Any]) -> str:
    """Return dataclasses as JSON text of an array, which a statement takes apart.

    Their values are read as they are: ``asdict`` copies each, its time zone too.
    """
    read = [{one.name: getattr(value, one.name) for one in fields(value)} for value in values]
    return json.dumps(read, default=lambda at: at.isoformat())


def may_be_reader(connection: Connection) -> bool:
    """Whether this account may take the reader's role, warta_reader."""
    return run(connection, "may_be_reader").fetchone() is not None


def become_reader(connection: Connection) -> bool:
    """Go on as the reader's role until the end of the transaction; False where that can't be."""
    may_be = may_be_reader(connection)
    if may_be:
        connection.execute("SET LOCAL ROLE warta_reader")
    return may_be


def copy(
    connection: Connection, table: str, columns: Sequence[str], values: Iterable[Sequence[Any]]
) -> None:
    """Send rows to ``table`` (``schema.name``, or a temporary one's name) by COPY."""
    given = iter(values)
    first = next(given, None)
    if first is None:
        return
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(*table.split(".")), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, cursor.copy(into) as rows_of_text:
        for row in chain((first,), given):
            rows_of_text.write_row(row)
