"""What an export takes out of the archive: columns of a view, and rows a few articles at a time.

It knows PostgreSQL's types and how each is written; nothing of files.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, BinaryIO, Final, LiteralString, NamedTuple

from psycopg import IsolationLevel, sql
from psycopg.rows import args_row

from flows.store.statements import Connection, become_reader, rows, statement

#: The views that can be exported, and the column that names the article.
VIEWS: Final = {
    "articles": "id",
    "revisions": "article_id",
    "related_links": "article_id",
    "removed_blocks": "article_id",
}


class Column(NamedTuple):
    """A column of a view; ``type`` as PostgreSQL names it."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """Which articles to export; None: all.

    Attributes:
        section: a path; those below it are meant too.
        since: published at this time or later.
        until: published before this time.
        site: name of the publication.

    """

    section: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    site: str | None = None


@contextmanager
def snapshot(connection: Connection) -> Iterator[None]:
    """See the archive as it is now until the end, as the reader's role where there is one."""
    connection.isolation_level = IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    with connection.transaction():
        become_reader(connection)
        yield


def chosen(connection: Connection, choice: Choice) -> Iterator[tuple[int, str]]:
    """Give the ids of articles with their months (``2026-01``), by month."""
    with connection.cursor("exported_articles") as cursor:
        yield from cursor.execute(statement("exported_articles"), asdict(choice))


def columns(connection: Connection, view: str) -> list[Column]:
    """Return the columns of a view."""
    return rows(connection, "exported_columns", args_row(Column), view=view).fetchall()


def values(
    connection: Connection, view: str, given: Sequence[Column], article_ids: Sequence[int]
) -> list[tuple[Any, ...]]:
    """Return the rows of some articles: times as microseconds since 1970, JSON as text."""
    select = _select(view, given, _AS_VALUE)
    return connection.execute(select, {"article_ids": list(article_ids)}, binary=True).fetchall()


def write_csv(
    connection: Connection,
    view: str,
    given: Sequence[Column],
    article_ids: Sequence[int],
    out: BinaryIO,
) -> int:
    """Write the rows of some articles as CSV without a header: NULL empty, arrays as JSON.

    Returns how many they are.
    """
    select = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv)").format(_select(view, given, _AS_TEXT))
    given_ids = {"article_ids": list(article_ids)}
    with connection.cursor() as cursor:
        with cursor.copy(select, given_ids) as octets:
            out.writelines(octets)
        return cursor.rowcount


def write_json(
    connection: Connection,
    view: str,
    given: Sequence[Column],
    article_ids: Sequence[int],
    out: BinaryIO,
) -> int:
    """Write the rows of some articles as JSON objects, a line each; return how many they are."""
    select = sql.SQL("SELECT row_to_json(line)::text FROM ({}) AS line").format(
        _select(view, given, {})
    )
    found = connection.execute(select, {"article_ids": list(article_ids)})
    out.writelines(line.encode() + b"\n" for (line,) in found)
    return found.rowcount


#: What was recorded under a number that is in use no more belongs to the article that it became.
_SELECT: Final = """
SELECT {columns} FROM warta.{view}
WHERE {id} = any(array(
    SELECT unnest({ids}::bigint[])
    UNION ALL
    SELECT article_id FROM warta.merged_articles WHERE into_id = any({ids}::bigint[])
))
ORDER BY 1, 2
"""
_AS_VALUE: Final[dict[str, LiteralString]] = {
    "timestamp with time zone": "(extract(epoch FROM {}) * 1000000)::bigint",
    "jsonb": "{}::text",
    "uuid": "{}::text",
}
_AS_TEXT: Final[dict[str, LiteralString]] = {
    "text[]": "to_json({})",
    "boolean": "{}::text",
}


def _select(view: str, given: Sequence[Column], forms: dict[str, LiteralString]) -> sql.Composed:
    selected = [
        sql.SQL(forms.get(column.type, "{}") + " AS {}").format(*[sql.Identifier(column.name)] * 2)
        for column in given
    ]
    return sql.SQL(_SELECT).format(
        columns=sql.SQL(", ").join(selected),
        view=sql.Identifier(view),
        id=sql.Identifier(VIEWS[view]),
        ids=sql.Placeholder("article_ids"),
    )
