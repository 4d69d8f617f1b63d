"""The SQL as such: every statement can be planned, everything is explained, no clock is read."""

import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from flows.store import load
from flows.store.statements import QUERIES, statement
from tests.databases import on, temporary_database
from tests.flows import archive
from tests.flows.archive import Connection, all_rows

SQL = QUERIES.parent
FLOWS = Path(load.__file__).parents[1]
EXPLAINED = [
    path.stem for path in sorted(QUERIES.glob("*.sql")) if not path.stem.startswith("stage_")
]


@pytest.fixture(scope="module")
def shared(server: str, template: str) -> Iterator[Connection]:
    """A connection for tests that change nothing."""
    with (
        temporary_database(server, template) as name,
        psycopg.connect(on(server, name), autocommit=True) as opened,
    ):
        load.prepare(opened)
        yield opened


@pytest.mark.parametrize("name", EXPLAINED)
def test_a_statement_can_be_planned(shared: Connection, name: str) -> None:
    """PostgreSQL knows its tables, columns and types; its parameters' types follow from it."""
    numbers: dict[str, str] = {}

    def number(found: re.Match[str]) -> str:
        return numbers.setdefault(found[1], f"${len(numbers) + 1}")

    text = re.sub(r"%\((\w+)\)s", number, statement(name)).replace("%%", "%")
    is_16 = shared.info.server_version >= 160_000
    how = "EXPLAIN (GENERIC_PLAN)" if is_16 else f"PREPARE {name} AS"
    shared.execute(f"{how} {text}".encode())


@pytest.mark.parametrize("path", archive.checks(), ids=lambda path: path.stem)
def test_a_check_finds_nothing_in_an_empty_archive(shared: Connection, path: Path) -> None:
    """It returns offending rows."""
    assert shared.execute(path.read_bytes()).fetchall() == []


def test_every_statement_is_used() -> None:
    """And each that is used is there."""
    text = "".join(path.read_text(encoding="utf-8") for path in FLOWS.rglob("*.py"))
    used = set(re.findall(r'"([a-z_]+)"', text))
    assert {path.stem for path in QUERIES.glob("*.sql")} <= used


@pytest.mark.parametrize("path", sorted(SQL.rglob("*.sql")), ids=lambda path: path.stem)
def test_no_statement_reads_the_clock(path: Path) -> None:
    """Time comes in as a parameter."""
    text = re.sub(r"--.*", "", path.read_text(encoding="utf-8"))
    clocks = r"\bnow\s*\(|current_(date|time)|localtime|(clock|statement|transaction)_timestamp"
    assert not re.search(clocks, text, re.IGNORECASE)
    assert not re.search(r"DEFAULT\s+'?now", text, re.IGNORECASE)


@pytest.mark.parametrize("path", sorted(SQL.rglob("*.sql")), ids=lambda path: path.stem)
def test_a_statement_says_what_it_is_for(path: Path) -> None:
    """In its first line."""
    assert path.read_text(encoding="utf-8").startswith("-- ")


UNEXPLAINED = """
SELECT 'schema ' || nspname FROM pg_namespace
WHERE nspname IN ('ingest', 'warta') AND obj_description(oid, 'pg_namespace') IS NULL
UNION ALL
SELECT 'relation ' || oid::regclass FROM pg_class
WHERE
    relnamespace IN ('ingest'::regnamespace, 'warta'::regnamespace)
    AND relkind IN ('r', 'v', 'm') AND relname <> 'migration'
    AND obj_description(oid, 'pg_class') IS NULL
UNION ALL
SELECT 'column ' || attrelid::regclass || '.' || attname
FROM pg_attribute INNER JOIN pg_class ON pg_class.oid = attrelid
WHERE
    relnamespace IN ('ingest'::regnamespace, 'warta'::regnamespace)
    AND relkind IN ('r', 'v', 'm') AND relname <> 'migration'
    AND attnum > 0 AND NOT attisdropped AND col_description(attrelid, attnum) IS NULL
UNION ALL
SELECT 'function ' || oid::regprocedure FROM pg_proc
WHERE
    pronamespace IN ('ingest'::regnamespace, 'warta'::regnamespace)
    AND obj_description(oid, 'pg_proc') IS NULL
"""


def test_everything_is_explained(shared: Connection) -> None:
    """Schemas, tables, views, columns and functions have comments."""
    assert shared.execute(UNEXPLAINED.encode()).fetchall() == []


UNINDEXED = """
SELECT conrelid::regclass::text, conname FROM pg_constraint
WHERE
    contype = 'f' AND connamespace = 'ingest'::regnamespace
    AND confrelid = 'ingest.article'::regclass
    AND NOT EXISTS (
        SELECT FROM pg_index
        WHERE indrelid = conrelid AND (indkey::int2[])[0:0] = conkey[1:1]
    )
    AND conrelid <> 'ingest.change'::regclass -- never deleted from, and read by seq
"""


def test_what_belongs_to_an_article_is_found_by_it(shared: Connection) -> None:
    """By an index that begins with it."""
    assert shared.execute(UNINDEXED.encode()).fetchall() == []


def test_the_reader_reads_the_contract_and_nothing_else(connection: Connection) -> None:
    """Every view and function of it; no table behind it."""
    views = [
        name
        for (name,) in all_rows(
            connection, "SELECT viewname FROM pg_views WHERE schemaname = 'warta'"
        )
    ]
    connection.execute("SET ROLE warta_reader")
    for name in views:
        connection.execute(f"SELECT * FROM warta.{name}".encode())
    connection.execute("SELECT * FROM warta.search('iran')")
    connection.commit()
    for text in (
        "SELECT * FROM ingest.article",
        "DELETE FROM warta.changes",
        "CREATE TABLE warta.mine (id int)",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(text.encode())
        connection.rollback()
    connection.execute("RESET ROLE")
