"""Rows of one archive brought into another by bare COPY: what a load is measured beside."""

import time
from pathlib import Path
from typing import Final

from psycopg import sql

from tests.benchmarks.loading import Connection

#: The tables that a load writes, those first that others refer to, and what numbers their rows.
TABLES: Final = {
    "capture": "file_offset", "article": "id", "alias": "article_id", "revision": "article_id",
    "item": "article_id", "sighting": "article_id", "related_link": "article_id",
    "removed_block": "article_id", "change": "article_id",
}  # fmt: skip


def copy_out(connection: Connection, folder: Path, *, beyond: int) -> int:
    """Write the rows of articles ``beyond`` to files of PostgreSQL's binary form, one a table.

    Articles are numbered from 1 as they are loaded. Returns the files' bytes.
    """
    for table, number in TABLES.items():
        copy = sql.SQL(
            "COPY (SELECT {} FROM ingest.{} WHERE {} > {} ORDER BY {}) TO STDOUT (FORMAT binary)"
        ).format(
            _columns(connection, table),
            sql.Identifier(table),
            sql.Identifier(number),
            sql.Literal(beyond),
            sql.Identifier(number),
        )
        with (
            (folder / table).open("wb") as out,
            connection.cursor() as cursor,
            cursor.copy(copy) as rows,
        ):
            out.writelines(rows)
    connection.commit()
    return sum((folder / table).stat().st_size for table in TABLES)


def copy_in(connection: Connection, folder: Path) -> float:
    """COPY the files into another archive, a transaction for all; return the seconds."""
    columns = {table: _columns(connection, table) for table in TABLES}
    connection.commit()
    before = time.perf_counter()
    with connection.transaction():
        for table in TABLES:
            copy = sql.SQL("COPY ingest.{} ({}) FROM STDIN (FORMAT binary)")
            with (
                (folder / table).open("rb") as rows,
                connection.cursor() as cursor,
                cursor.copy(copy.format(sql.Identifier(table), columns[table])) as into,
            ):
                while block := rows.read(1 << 20):
                    into.write(block)
    return time.perf_counter() - before


def _columns(connection: Connection, table: str) -> sql.Composable:
    found = connection.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
        " AND NOT attisdropped ORDER BY attnum",
        [f"ingest.{table}"],
    )
    return sql.SQL(", ").join(sql.Identifier(name) for (name,) in found)
