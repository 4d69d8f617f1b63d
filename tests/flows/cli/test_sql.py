"""What `warta sql` lets nobody do, whatever the statement; and what it says of a wrong one."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from flows import embedded, migrate
from tests.flows.world import Archive, Said
from tests.homes import new_home

Warta = Callable[..., Said]
Sql = Callable[..., Said]
#: What may run programs, touch files, or change rows; {0} is a file that is not there.
ATTACKS = {
    "a program": "COPY (SELECT 1) TO PROGRAM 'touch {0}'",
    "a file": "COPY (SELECT 1) TO '{0}'",
    "a program's rows": "CREATE TEMP TABLE t (x text); COPY t FROM PROGRAM 'touch {0}; echo x'",
    "a file's text": "SELECT pg_read_file('/etc/hostname')",
    "files": "SELECT pg_ls_dir('/')",
    "an object to a file": "SELECT lo_export(1, '{0}')",
    "an object of a file": "SELECT lo_import('/etc/hostname')",
    "rows": "DELETE FROM ingest.article",
    "rows, once that is allowed": "SET default_transaction_read_only = off; "
    "UPDATE ingest.change_counter SET last_seq = 7",
    "a table": "SET default_transaction_read_only = off; CREATE TABLE warta.t (x int)",
    "settings": "ALTER SYSTEM SET work_mem = '5MB'",
    "tables behind the contract": "SELECT * FROM ingest.tombstone",
}
#: The same by who gives the role up, which is nobody's to take from an account on one's own server.
GIVEN_UP = {
    "none": "SET ROLE NONE; {0}",
    "the owner": "SET ROLE postgres; {0}",
    "a session of the owner": "SET SESSION AUTHORIZATION postgres; {0}",
    "reset": "RESET SESSION AUTHORIZATION; RESET ROLE; {0}",
}
HIDDEN = (
    "SELECT set_config('role', 'none', false), "
    "query_to_xml('SELECT pg_read_file(''/etc/hostname'')', true, false, '')"
)


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """The home of an embedded server, with an archive."""
    with new_home() as made:
        migrate.migrate(embedded.ensure(made, idle_s=600, is_durable=False))
        yield made


@pytest.fixture
def run_sql(warta: Warta, monkeypatch: pytest.MonkeyPatch) -> Sql:
    """Runs `warta sql` up to what psql says."""

    def command(*arguments: str, **environ: str) -> Said:
        said: list[Said] = []

        class HandedOverError(Exception):
            pass

        def become(_path: str, given: list[str], environ: dict[str, str]) -> None:
            done = subprocess.run(given, env=environ, check=False, capture_output=True, text=True)
            said.append(Said(code=done.returncode, out=done.stdout, err=done.stderr))
            raise HandedOverError

        monkeypatch.setattr(os, "execve", become)
        with pytest.raises(HandedOverError):
            warta("sql", *arguments, **environ)
        return said[0]

    return command


@pytest.mark.parametrize("how", ["embedded", "one's own"])
@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_nothing_is_written_nor_run(  # noqa: PLR0913, PLR0917 (fixtures, and cases)
    home: Path, archive: Archive, run_sql: Sql, tmp_path: Path, how: str, attack: str
) -> None:
    """Neither on the embedded server, nor on one's own, whose account may do all."""
    tmp_path.chmod(0o777)
    touched = tmp_path / "touched"
    where = {"DATABASE_URL": "", "WARTA_HOME": str(home)} if how == "embedded" else {}
    said = run_sql(attack.format(touched), **where)
    assert (said.code, touched.exists()) == (1, False)
    assert "permission denied" in said.err or "read-only" in said.err
    assert archive.value("SELECT last_seq FROM ingest.change_counter") == 0


@pytest.mark.parametrize("attack", list(ATTACKS.values())[:5])
@pytest.mark.parametrize("given_up", GIVEN_UP.values(), ids=GIVEN_UP)
def test_on_the_embedded_server_there_is_nothing_to_go_back_to(
    home: Path, run_sql: Sql, tmp_path: Path, attack: str, given_up: str
) -> None:
    """It is an account of its own that is connected."""
    tmp_path.chmod(0o777)
    touched = tmp_path / "touched"
    said = run_sql(given_up.format(attack.format(touched)), DATABASE_URL="", WARTA_HOME=str(home))
    assert (said.code, touched.exists()) == (1, False)


@pytest.mark.parametrize("attack", [*list(ATTACKS.values())[:6], HIDDEN])
def test_no_rows_are_printed_of_it_either(
    home: Path, warta: Warta, tmp_path: Path, attack: str
) -> None:
    """As CSV, where one statement is run; a wrong one is a wrong use."""
    tmp_path.chmod(0o777)
    touched = tmp_path / "touched"
    for statement in (attack, f"SELECT 1) TO PROGRAM 'touch {touched}'; COPY (SELECT 2"):
        said = warta(
            "sql", "--csv", statement.format(touched), DATABASE_URL="", WARTA_HOME=str(home)
        )
        is_row_printed = len(said.out.splitlines()) > 1  # below the header
        assert (said.code, is_row_printed, touched.exists()) == (2, False, False)


def test_it_reads(home: Path, archive: Archive, run_sql: Sql, warta: Warta) -> None:
    """The contract, as the reader; also where the address has options of its own."""
    query = (
        "SELECT current_user, setting, count(id) FROM pg_settings LEFT JOIN warta.articles ON TRUE "
    )
    query += "WHERE name = 'default_transaction_read_only' GROUP BY 2"
    with_options = make_conninfo(archive.url, options="-c work_mem=5MB")
    for where in (
        {"DATABASE_URL": "", "WARTA_HOME": str(home)},
        {"DATABASE_URL": archive.url},
        {"DATABASE_URL": with_options},
    ):
        said = run_sql(query, **where)
        assert said.out.splitlines()[2].split() == ["warta_reader", "|", "on", "|", "0"]
    said = run_sql("SHOW work_mem", DATABASE_URL=with_options)
    assert said.out.splitlines()[2].strip() == "5MB"
    said = warta("sql", "--csv", "SELECT 1 AS n; ;\n", DATABASE_URL="", WARTA_HOME=str(home))
    assert said == Said(code=0, out="n\n1\n", err="")


def test_who_may_not_be_the_reader_reads_as_they_are(
    server: str, archive: Archive, run_sql: Sql
) -> None:
    """And is told so: as where an administrator made no roles."""
    account = "warta_test_nobody"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(account)))
        admin.execute(sql.SQL("GRANT pg_read_all_data TO {}").format(sql.Identifier(account)))
        try:
            said = run_sql(
                "SELECT current_user", DATABASE_URL=make_conninfo(archive.url, user=account)
            )
        finally:
            admin.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(account)))
    assert account in said.out


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("SELECT nope FROM warta.articles", 'column "nope" does not exist'),
        ("SELECT id,\n  nope\nFROM warta.articles", "LINE 2:"),
        ("\n\nSELECT nope", "LINE 3: SELECT nope\n"),
        ("SELEC 1", "LINE 1: SELEC 1\n        ^"),
        ("SELECT 1; SELECT 2", "one statement is meant, and there are several"),
        ("SELECT 1 / 0", "division by zero"),
        ("SELECT 'x'::int", "invalid input syntax"),
        ("SELECT * FROM ingest.article", "permission denied for schema ingest"),
        ("INSERT INTO warta.articles (id) VALUES (1)", "the database said"),
        ("SHOW work_mem", "the database said"),
        ("SELECT $1::int", "the database said"),
        ("-- nothing", "the database said"),
    ],
)
def test_a_wrong_statement_is_a_wrong_use(
    archive: Archive, warta: Warta, statement: str, says: str
) -> None:
    """Exit code 2, and what the server says of it, at the line that was written."""
    del archive
    said = warta("sql", "--csv", statement)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert "Traceback" not in said.err
