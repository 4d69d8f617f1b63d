"""Migrations: safe twice and from two processes, step by step and from nothing, beside readers."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from flows import db, migrate
from tests.conftest import _temporary_database, on

COLUMNS = """
SELECT table_schema, table_name, column_name, data_type, is_nullable, column_default
FROM information_schema.columns WHERE table_schema IN ('ingest', 'warta') ORDER BY 1, 2, 3
"""
INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname IN ('ingest', 'warta') ORDER BY 1"
CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'ingest'::regnamespace ORDER BY 1, 2
"""
VIEWS = "SELECT viewname, definition FROM pg_views WHERE schemaname = 'warta' ORDER BY 1"


def schema(url: str) -> list[list[tuple[object, ...]]]:
    """The schema of a database, as its catalogue tells."""
    with psycopg.connect(url) as connection:
        return [
            connection.execute(query.encode()).fetchall()
            for query in (COLUMNS, INDEXES, CONSTRAINTS, VIEWS)
        ]


def test_step_by_step_equals_from_nothing(server: str, database: str) -> None:
    """Each migration can be the last one that was applied."""
    with _temporary_database(server) as name:
        for version in migrate.versions():
            assert migrate.migrate(on(server, name), to=version) == [version]
        assert migrate.migrate(on(server, name)) == []
        assert schema(on(server, name)) == schema(database)


def test_migrating_again_does_nothing(database: str) -> None:
    """And leaves the version as it was."""
    assert migrate.migrate(database) == []
    with psycopg.connect(database) as connection:
        assert migrate.version(connection) == migrate.versions()[-1]


def test_two_processes_may_migrate_at_once(server: str) -> None:
    """The second waits, and finds nothing to do."""
    with _temporary_database(server) as name:
        code = "import sys; from flows import migrate; print(len(migrate.migrate(sys.argv[1])))"
        both = [
            subprocess.Popen(
                [sys.executable, "-c", code, on(server, name)], stdout=subprocess.PIPE, text=True
            )
            for _ in range(2)
        ]
        applied = sorted(process.communicate(timeout=120)[0].strip() for process in both)
        assert [process.returncode for process in both] == [0, 0]
    assert applied == sorted(["0", str(len(migrate.versions()))])


def test_a_database_of_a_newer_version_is_refused(database: str) -> None:
    """It says what to do."""
    with psycopg.connect(database) as connection:
        connection.execute("UPDATE ingest.migration SET version_num = '9999_future'")
    with pytest.raises(db.DatabaseError, match="made by a newer one"):
        migrate.migrate(database)


@pytest.fixture
def with_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Adds a migration of the test's own."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    for path in migrate.MIGRATIONS.glob("*.sql"):
        (folder / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(migrate, "MIGRATIONS", folder)

    def add(text: str) -> None:
        (folder / "9000_more.sql").write_text(text)

    return add


def test_a_migration_that_fails_leaves_nothing(
    database: str, with_another: Callable[[str], None]
) -> None:
    """It is one transaction."""
    before = schema(database)
    with_another("CREATE TABLE ingest.more (id int); SELECT 1 / 0;")
    with pytest.raises(db.DatabaseError, match="division by zero"):
        migrate.migrate(database)
    assert schema(database) == before


def test_a_migration_lets_readers_pass_while_it_waits(
    database: str, with_another: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who comes after it waits for a second, however long the one before it reads."""
    monkeypatch.setattr(migrate, "_PAUSE_S", 0.2)
    with_another("ALTER TABLE ingest.article ADD COLUMN more int;")
    with psycopg.connect(database) as reader, psycopg.connect(database, autocommit=True) as other:
        reader.execute("SELECT count(*) FROM warta.articles")  # and stays in its transaction
        applied: list[str] = []
        thread = threading.Thread(target=lambda: applied.extend(migrate.migrate(database)))
        thread.start()
        waits = []
        until = time.monotonic() + 3
        while time.monotonic() < until:
            before = time.monotonic()
            other.execute("SELECT count(*) FROM warta.articles")
            waits.append(time.monotonic() - before)
        reader.rollback()
        thread.join()
    assert applied == ["9000_more"]
    assert max(waits) < 1.5
