"""What is written down of the database: made from the catalogue, so that it can't be out of date.

``make docs`` writes ``sql/DICTIONARY.md``, for people, and ``sql/contract.txt``, which holds the
names and types that consumers build on. It adds to the latter, and takes nothing out: what must go,
goes with a new version of the contract.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

import psycopg
from psycopg.rows import args_row

from flows import embedded, migrate
from tests.homes import new_home

SQL: Final = Path(__file__).parents[1] / "sql"
DICTIONARY: Final = SQL / "DICTIONARY.md"
CONTRACT: Final = SQL / "contract.txt"
Connection = psycopg.Connection[Any]

_COLUMNS: Final = """
SELECT
    nspname, relname, relkind = 'v', obj_description(pg_class.oid, 'pg_class'), attname,
    format_type(atttypid, atttypmod), attnotnull, col_description(pg_class.oid, attnum)
FROM pg_class
INNER JOIN pg_namespace ON pg_namespace.oid = relnamespace
INNER JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
WHERE nspname IN ('ingest', 'warta') AND relkind IN ('r', 'v')
ORDER BY nspname COLLATE "C" DESC, relname COLLATE "C", attnum
"""
_FUNCTIONS: Final = """
SELECT
    proname, pg_get_function_arguments(pg_proc.oid), pg_get_function_result(pg_proc.oid),
    obj_description(pg_proc.oid, 'pg_proc')
FROM pg_proc WHERE pronamespace = 'warta'::regnamespace ORDER BY proname COLLATE "C", 2
"""
_REFERENCES: Final = """
SELECT conrelid::regclass::text, confrelid::regclass::text, string_agg(attname, ', ' ORDER BY n)
FROM pg_constraint CROSS JOIN LATERAL unnest(conkey) WITH ORDINALITY AS key (number, n)
INNER JOIN pg_attribute ON attrelid = conrelid AND attnum = key.number
WHERE contype = 'f' AND connamespace = 'ingest'::regnamespace
GROUP BY pg_constraint.oid, conrelid, confrelid ORDER BY 1, 2, 3
"""


class Column(NamedTuple):
    """A column of a table or view."""

    schema: str
    relation: str
    is_view: bool
    meaning: str
    name: str
    type: str
    is_required: bool
    about: str


class Function(NamedTuple):
    """A function of the contract."""

    name: str
    arguments: str
    result: str
    about: str


def columns(connection: Connection) -> list[Column]:
    """All columns, the contract's first."""
    return connection.cursor(row_factory=args_row(Column)).execute(_COLUMNS).fetchall()


def functions(connection: Connection) -> list[Function]:
    """The functions of the contract."""
    return connection.cursor(row_factory=args_row(Function)).execute(_FUNCTIONS).fetchall()


def contract(connection: Connection) -> list[str]:
    """A line for each thing that consumers may name."""
    named = [
        f"warta.{column.relation}.{column.name} {column.type}"
        for column in columns(connection)
        if column.schema == "warta"
    ]
    return named + [
        f"warta.{one.name}({one.arguments}) {one.result}" for one in functions(connection)
    ]


def taken_away(before: Sequence[str], now: Sequence[str]) -> list[str]:
    """What of a contract is not there any more, or stands in another order."""
    lost = [line for line in before if not any(_is_still(line, one) for one in now)]
    left = iter(now)
    return lost or [line for line in before if not any(_is_still(line, one) for one in left)]


def _is_still(before: str, now: str) -> bool:
    """Whether a line says the same; a function may return further columns behind those it had."""
    return now == before or (before.endswith(")") and now.startswith(f"{before[:-1]}, "))


def dictionary(connection: Connection) -> str:
    """The data dictionary, as Markdown."""
    return "\n".join(_dictionary(connection)) + "\n"


def _dictionary(connection: Connection) -> Iterator[str]:
    found = columns(connection)
    yield "# The data dictionary"
    yield ""
    yield "Made by `make docs` from the comments in the database: change those, not this."
    yield "A column is NULL only where its meaning says so."
    yield ""
    yield "## The contract: schema `warta`"
    yield ""
    yield from _diagram(_contract_links(found))
    yield from _relations(found, "warta")
    for one in functions(connection):
        yield f"### `warta.{one.name}({one.arguments})`"
        yield ""
        yield f"{one.about} Returns `{one.result}`."
        yield ""
    yield "## Behind it: schema `ingest`"
    yield ""
    yield "Private: these tables may change in any version."
    yield ""
    yield from _diagram(_references(connection))
    yield from _relations(found, "ingest")


def _relations(found: Sequence[Column], schema: str) -> Iterator[str]:
    mine = (column for column in found if column.schema == schema)
    for (name, meaning), parts in groupby(mine, lambda part: (part.relation, part.meaning)):
        yield f"### `{schema}.{name}`"
        yield ""
        yield meaning
        yield ""
        yield "| column | type | meaning |"
        yield "|---|---|---|"
        for part in parts:
            about = part.about.replace("|", "\\|")
            yield f"| `{part.name}` | {part.type} | {about} |"
        yield ""


def _contract_links(found: Sequence[Column]) -> list[tuple[str, str, str]]:
    """Which views name articles, and by which column."""
    return [
        (column.relation, "articles", column.name)
        for column in found
        if column.schema == "warta"
        and column.name.endswith(("article_id", "representative_id", "into_id"))
        and column.type == "bigint"
    ]


def _references(connection: Connection) -> list[tuple[str, str, str]]:
    """Which tables refer to which, and by which columns."""
    return [
        (table.removeprefix("ingest."), other.removeprefix("ingest."), names)
        for table, other, names in connection.execute(_REFERENCES)
    ]


def _diagram(links: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    yield "```mermaid"
    yield "erDiagram"
    for table, other, names in links:
        yield f'    {other} ||--o{{ {table} : "{names}"'
    yield "```"
    yield ""


def write(connection: Connection, say: Callable[[str], object] = print) -> int:
    """Write both; return an exit code."""
    before = CONTRACT.read_text(encoding="utf-8").splitlines() if CONTRACT.exists() else []
    now = contract(connection)
    lost = taken_away(before, now)
    if lost:
        say("The contract lost or changed:\n  " + "\n  ".join(lost))
        say("Put it back, or make a new version of the contract beside it (warta_v2).")
        return 1
    CONTRACT.write_text("\n".join(now) + "\n", encoding="utf-8")
    DICTIONARY.write_text(dictionary(connection), encoding="utf-8")
    return 0


def main() -> int:
    """Migrate a database on a server of its own, and write down what is in it."""
    with new_home() as home:
        url = embedded.ensure(home, idle_s=600, is_durable=False)
        migrate.migrate(url)
        with psycopg.connect(url) as connection:
            return write(connection)


if __name__ == "__main__":
    sys.exit(main())
