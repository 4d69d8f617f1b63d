"""Migrations: safe twice and from two processes, step by step and from nothing."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from flows import db, migrate
from flows.migrate import applying, files
from tests.databases import on, schema, temporary_database
from tests.flows.archive import one
from tests.flows.world import Said


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the migrations, which the test may write in."""
    folder = tmp_path / "migrations"
    shutil.copytree(files.FOLDER, folder)
    monkeypatch.setattr(files, "FOLDER", folder)
    return folder


def test_step_by_step_equals_from_nothing(server: str, database: str) -> None:
    """Each migration can be the last one that was applied."""
    with temporary_database(server) as name:
        for version in migrate.versions():
            assert migrate.migrate(on(server, name), to=version) == [version]
        assert migrate.migrate(on(server, name)) == []
        assert schema(on(server, name)) == schema(database)


@pytest.mark.parametrize("lacking", ["unaccent", "pg_trgm"])
def test_a_server_without_contrib_is_told_of_in_words(server: str, lacking: str) -> None:
    """Which of them it lacks, and what to do."""
    shadowed = "CREATE TABLE public.pg_available_extensions AS SELECT name FROM {} WHERE name <> {}"
    there = sql.SQL("pg_catalog.pg_available_extensions")
    with temporary_database(server) as name:
        with psycopg.connect(on(server, name)) as connection:
            connection.execute(sql.SQL(shadowed).format(there, lacking))
            path = sql.SQL("ALTER DATABASE {} SET search_path = public, pg_catalog")
            connection.execute(path.format(sql.Identifier(name)))
        with pytest.raises(
            db.DatabaseError, match=rf"\({lacking}\): install PostgreSQL's contrib modules"
        ):
            migrate.migrate(on(server, name))


def test_migrating_again_does_nothing(database: str) -> None:
    """And leaves the version as it was."""
    assert migrate.migrate(database) == []
    with psycopg.connect(database) as connection:
        assert migrate.version(connection) == migrate.versions()[-1]


def test_two_processes_may_migrate_at_once(server: str) -> None:
    """The second waits, and finds nothing to do."""
    with temporary_database(server) as name:
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


def test_extensions_stay_out_of_the_contract(server: str) -> None:
    """Also where a role is called as the contract's schema, which comes first on its path then."""
    with temporary_database(server) as name:
        path = "-c search_path=warta,ingest,public"
        migrate.migrate(make_conninfo(on(server, name), options=path))
        with psycopg.connect(on(server, name)) as connection:
            found = connection.execute(
                "SELECT DISTINCT extnamespace::regnamespace::text FROM pg_extension"
            )
            assert {schema for (schema,) in found} == {"pg_catalog", "public"}


def test_a_database_of_a_newer_version_is_refused(database: str) -> None:
    """It says what to do."""
    stand_at(database, "9999_future")
    with pytest.raises(db.DatabaseError, match="made by a newer one"):
        migrate.migrate(database)


@pytest.mark.parametrize("version", ["0001_archive", "0012_search", "0014_roles"])
def test_a_database_from_before_the_first_release_is_refused(database: str, version: str) -> None:
    """Whichever of the files of then it stands at: it says how to begin anew, losing no article."""
    stand_at(database, version)
    with pytest.raises(db.DatabaseError, match="`warta import` the captures"):
        migrate.migrate(database)


@pytest.mark.parametrize("number", [0, 5, -1], ids=["first", "in the middle", "last"])
def test_a_database_that_another_text_of_a_migration_made_is_refused(
    warta: Callable[..., Said], copied: Path, number: int
) -> None:
    """By what reads as well: it says how to begin anew. Else columns would be missing later on."""
    changed = migrate.versions()[number]
    path = copied / f"{changed}.sql"
    path.write_text(f"{path.read_text('utf-8')}ALTER TABLE ingest.site ADD COLUMN more int;\n")
    for words in (
        ["migrate"],
        ["ingest", "--no-prefect"],
        ["search", "di"],
        ["status"],
        ["digest"],
    ):
        said = warta(*words)
        assert said.code == 5
        assert f"made with another migration {changed} than this warta's" in said.err
        assert "`warta import` the captures" in said.err


def test_a_database_without_checksums_is_refused(database: str) -> None:
    """It is from before they were kept."""
    with psycopg.connect(database) as connection:
        connection.execute("DROP TABLE ingest.migration_file")
    with pytest.raises(db.DatabaseError, match="`warta import` the captures"):
        migrate.migrate(database)


def test_a_checkout_with_other_line_ends_is_the_same(
    server: str, database: str, copied: Path
) -> None:
    """It goes on with a database of another's, and makes the same one."""
    for path in copied.glob("*.sql"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert migrate.migrate(database) == []
    with temporary_database(server) as name:
        migrate.migrate(on(server, name))
        assert schema(on(server, name)) == schema(database)


@pytest.mark.parametrize("taken", ["SCHEMA warta", "SCHEMA ingest CREATE TABLE job (id int)"])
def test_a_database_of_somebody_else_is_left_alone(server: str, taken: str) -> None:
    """Where the names of our schemas are taken."""
    with temporary_database(server) as name:
        schemas = "SELECT array_agg(nspname ORDER BY 1) FROM pg_namespace"
        with psycopg.connect(on(server, name), autocommit=True) as connection:
            connection.execute(f"CREATE {taken}".encode())
            before = one(connection, schemas)
            with pytest.raises(db.DatabaseError, match="give warta a database of its own"):
                migrate.migrate(on(server, name))
            assert one(connection, schemas) == before


def stand_at(url: str, version: str) -> None:
    """Say that a database stands at another migration."""
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE ingest.migration SET version_num = %s", [version])


@pytest.mark.parametrize("number", [0, 5, -1], ids=["first", "in the middle", "last"])
def test_a_migration_that_is_killed_before_it_is_noted_leaves_nothing(
    server: str, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Else it would be applied again, in vain, by each command from then on."""
    victim, apply = migrate.versions()[number], applying.apply

    def struck(connection: Any, name: str, applied: list[str]) -> None:
        apply(connection, name, applied)
        if name == victim:
            raise InterruptedError

    with temporary_database(server) as name:
        with monkeypatch.context() as patched:
            patched.setattr(applying, "apply", struck)
            with pytest.raises(InterruptedError):
                migrate.migrate(on(server, name))
        assert migrate.migrate(on(server, name)) == migrate.versions()[number:]
