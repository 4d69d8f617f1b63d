"""Who may do what: readers read the contract, writers write what flows need, and own nothing."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from flows import db, migrate
from flows import forget as forgetting
from flows.inspection import named
from flows.keeping.shelf import shelf_of
from flows.store import forgotten, reading
from flows.store.forgotten import Removal
from flows.store.statements import QUERIES, statement
from tests.databases import on, temporary_database
from tests.flows import archive
from tests.flows.archive import Connection, all_rows, one, page
from tests.flows.world import Archive, Said, World
from tests.site import Site

DEPLOYMENT = Path(__file__).parents[2] / "deploy" / "README.md"


@pytest.fixture
def member(server: str) -> Iterator[str]:
    """The name of a role that may log in, and is nothing but a member of warta_writer."""
    name = f"warta_test_{uuid4().hex[:12]}"
    role = sql.Identifier(name)
    with psycopg.connect(server, autocommit=True) as admin:
        password = sql.Literal(urlsplit(server).password or "")
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(role, password))
        admin.execute(sql.SQL("GRANT warta_writer TO {}").format(role))
        yield name
        admin.execute(sql.SQL("DROP ROLE {}").format(role))


def test_a_member_of_the_writers_can_do_all_that_flows_do(
    world: World, site: Site, member: str
) -> None:
    """Follow a site through edits, moves and removals; search; say how things stand."""
    owner, world.url = world.url, make_conninfo(world.url, user=member)
    assert world.run().verdict.state == "ok"
    first, second, third, *_ = site.wordpress.live()
    site.wordpress.advance(hours=1)
    site.wordpress.edit(first.id)
    site.wordpress.rename(second, f"{second.slug[:40]}-baru")
    site.wordpress.delete(third.id)
    site.wordpress.publish()
    site.wordpress.advance(hours=1)
    assert world.run().verdict.state == "ok"
    assert world.value("SELECT count(*) FROM warta.search('di')") > 0
    assert len(world.digest()) == 64
    with psycopg.connect(owner) as connection:
        assert archive.ailments(connection) == {}
        owned = "SELECT count(*) FROM pg_shdepend WHERE refobjid = %s::regrole AND deptype = 'o'"
        assert one(connection, owned, member) == 0


def test_readers_can_be_kept_from_locks_and_the_flows_go_on(world: World, member: str) -> None:
    """As the notes on deployment say."""
    (recipe,) = re.findall(r"```sql\n(DO .*?)```", DEPLOYMENT.read_text("utf-8"), re.DOTALL)
    with psycopg.connect(world.url) as owner:
        name = one(owner, "SELECT current_database()")
        owner.execute(recipe.replace("DATABASE warta", f"DATABASE {name}").encode())
    for deed in ("SELECT pg_try_advisory_lock(1)", "CREATE TEMPORARY TABLE penuh (isi text)"):
        with psycopg.connect(world.url) as reader:
            reader.execute("SET ROLE warta_reader")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                reader.execute(deed.encode())
    world.url = make_conninfo(world.url, user=member)
    assert world.run().verdict.state == "ok"


def test_what_was_recorded_is_not_the_writers_to_remove(world: World, member: str) -> None:
    """A removal on request is the owner's: it says so, and leaves everything as it was."""
    world.run()
    number = world.value("SELECT min(id) FROM warta.articles")
    before = world.digest()
    shelf, now = shelf_of(world.settings), datetime.now(UTC)
    with db.connect(make_conninfo(world.url, user=member), name="test") as connection:
        victim = named.find(connection, world.settings, str(number))
        connection.commit()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            forgetting.forget(connection, shelf, victim, reason="x", now=now)
    assert world.digest() == before


def test_a_writer_may_load_what_a_new_extractor_reads(connection: Connection) -> None:
    """Which marks what it takes the place of."""
    archive.store(connection, page("/a/x", post_id=1))
    connection.execute("UPDATE ingest.item SET replaced_at = captured_at")
    connection.execute("SET ROLE warta_writer")
    given = {"article_ids": [1], "now": datetime.now(UTC)}
    assert connection.execute(statement("reprocess_replace_revisions"), given).rowcount == 1
    connection.rollback()


@pytest.mark.parametrize("table", ["tombstone", "migration", "migration_file"])
def test_a_writer_can_not_undo_what_the_owner_did(connection: Connection, table: str) -> None:
    """Removals on request, and migrations."""
    connection.execute("SET ROLE warta_writer")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(f"DELETE FROM ingest.{table}".encode())
    connection.rollback()


def test_a_writer_learns_what_was_removed_elsewhere(connection: Connection) -> None:
    """From the captures; to change what it has learned is the owner's."""
    removal = Removal(
        id=uuid4(),
        site="lain",
        post_id=7,
        path_sha256=[],
        reason="hak jawab",
        forgotten_at=archive.NOW,
    )
    connection.execute("SET ROLE warta_writer")
    forgotten.learn(connection, removal)
    assert forgotten.removals(connection) == [removal]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("UPDATE ingest.tombstone SET post_id = 8")
    connection.rollback()


DELETABLE = """
SELECT relname FROM pg_class
WHERE relnamespace = 'ingest'::regnamespace AND relkind = 'r'
    AND has_table_privilege('warta_writer', oid, 'DELETE')
"""


def test_a_writer_deletes_what_flows_delete(connection: Connection) -> None:
    """And nothing else: removals on request are the owner's."""
    deleted = {
        name
        for path in QUERIES.glob("*.sql")
        if path.stem not in {"forget_article", "forget_search"}
        for name in re.findall(r"DELETE FROM ingest\.(\w+)", path.read_text(encoding="utf-8"))
    }
    assert {name for (name,) in all_rows(connection, DELETABLE)} == deleted


def test_what_is_added_to_the_contract_is_the_readers_as_well(connection: Connection) -> None:
    """Views and functions that a later migration makes."""
    archive.store(connection, page("/a/x", post_id=1))
    connection.execute("CREATE VIEW warta.more AS SELECT count(*) FROM ingest.article")
    connection.execute(
        "CREATE FUNCTION warta.most() RETURNS bigint LANGUAGE sql SECURITY DEFINER"
        " RETURN (SELECT count(*) FROM ingest.article)"
    )
    connection.execute("REVOKE EXECUTE ON FUNCTION warta.most() FROM PUBLIC")
    connection.execute("SET ROLE warta_reader")
    assert all_rows(connection, "SELECT * FROM warta.more") == [(1,)]
    assert one(connection, "SELECT warta.most()") == 1
    connection.execute("RESET ROLE")


def test_no_view_lets_readers_see_what_is_private(connection: Connection) -> None:
    """The reader has no right on any table, function or sequence behind the contract."""
    query = """
    SELECT oid::regclass::text FROM pg_class
    WHERE relnamespace = 'ingest'::regnamespace AND relkind IN ('r', 'v', 'S')
        AND has_table_privilege('warta_reader', oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
    UNION ALL
    SELECT 'usage' WHERE has_schema_privilege('warta_reader', 'ingest', 'USAGE, CREATE')
    UNION ALL
    SELECT 'create' WHERE has_schema_privilege('warta_reader', 'warta', 'CREATE')
    """
    assert all_rows(connection, query) == []


@pytest.fixture
def account(server: str) -> Iterator[str]:
    """The name of a role that may log in, and is a member of none."""
    name = f"warta_test_{uuid4().hex[:12]}"
    role = sql.Identifier(name)
    with psycopg.connect(server, autocommit=True) as admin:
        password = sql.Literal(urlsplit(server).password or "")
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(role, password))
        yield name
        admin.execute(sql.SQL("DROP ROLE {}").format(role))


RIGHTS = """
SELECT item, right_.grantee::regrole::text, right_.privilege_type FROM (
    SELECT oid::regclass::text AS item, relacl AS acl FROM pg_class
    UNION ALL SELECT attrelid::regclass || '.' || attname, attacl FROM pg_attribute
    UNION ALL SELECT oid::regprocedure::text, proacl FROM pg_proc
    UNION ALL SELECT nspname::text, nspacl FROM pg_namespace
    UNION ALL SELECT concat('later ', defaclobjtype, defaclnamespace::regnamespace), defaclacl
    FROM pg_default_acl
) AS granted, aclexplode(acl) AS right_
WHERE right_.grantee IN ('warta_reader'::regrole, 'warta_writer'::regrole)
ORDER BY 1, 2, 3
"""
#: As if the roles had not been there: others may need them, so that they can't be dropped.
REVOKED = """
REVOKE ALL ON ALL TABLES IN SCHEMA warta, ingest FROM {0};
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA warta FROM {0};
REVOKE ALL ON SCHEMA warta, ingest FROM {0};
ALTER DEFAULT PRIVILEGES IN SCHEMA warta REVOKE ALL ON TABLES FROM {0};
ALTER DEFAULT PRIVILEGES IN SCHEMA warta REVOKE ALL ON FUNCTIONS FROM {0};
ALTER DEFAULT PRIVILEGES IN SCHEMA ingest REVOKE ALL ON TABLES FROM {0};
"""


@pytest.mark.parametrize("late", ["warta_reader", "warta_writer", "warta_reader, warta_writer"])
def test_roles_that_an_administrator_makes_later_get_their_rights(
    server: str, account: str, late: str
) -> None:
    """From the next migrate of an owner who may make none; from nobody else's."""
    with temporary_database(server) as name:
        owner = make_conninfo(on(server, name), user=account)
        with psycopg.connect(server, autocommit=True) as admin:
            given = map(sql.Identifier, (name, account))
            admin.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(*given))
        migrate.migrate(owner)
        with psycopg.connect(owner) as connection:
            rights = all_rows(connection, RIGHTS)
            connection.execute(REVOKED.format(late).encode())
            assert len(all_rows(connection, RIGHTS)) < len(rights)
        assert migrate.migrate(owner) == ["0014_access"]
        with psycopg.connect(owner) as connection:
            assert all_rows(connection, RIGHTS) == rights
        assert migrate.migrate(owner) == []


def test_who_may_not_grant_does_without(database: str, member: str) -> None:
    """A writer works on where a reader was made later: granting is the owner's."""
    with psycopg.connect(database) as owner:
        owner.execute(REVOKED.format("warta_reader").encode())
    assert migrate.migrate(make_conninfo(database, user=member)) == []
    assert migrate.migrate(database) == ["0014_access"]


def test_a_reader_can_do_all_that_reads_the_contract(
    archive: Archive, warta: Callable[..., Said], server: str, account: str, tmp_path: Path
) -> None:
    """And is told of the rest that it takes another, in a line."""
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("GRANT warta_reader TO {}").format(sql.Identifier(account)))
    as_reader = {"DATABASE_URL": make_conninfo(archive.url, user=account)}
    for words in (
        ["search", "di"],
        ["status"],
        ["quarantine", "list"],
        ["coverage"],
        ["digest"],
        ["export", "--out", tmp_path],
        ["sql", "--csv", "SELECT 1"],
    ):
        said = warta(*words, **as_reader)
        assert (said.code, said.err) == (0, "")
    for words in (["migrate"], ["verify"], ["inspect", "1"], ["forget", "1", "--reason", "x"]):
        said = warta(*words, **as_reader)
        assert (said.code, said.err.count("\n")) == (5, 1)
        assert f"{account} reads the contract (schema warta) and nothing else" in said.err


def test_an_account_without_rights_is_told_so_in_a_line(
    archive: Archive, warta: Callable[..., Said], server: str, account: str
) -> None:
    """In a database that is there, and in one that would have to be made."""
    with temporary_database(server) as name:
        for url in (archive.url, on(server, name)):
            said = warta("status", DATABASE_URL=make_conninfo(url, user=account))
            assert (said.code, said.err.count("\n")) == (5, 1)
            assert "permission denied for" in said.err


def test_what_people_ask_is_bounded(database: str) -> None:
    """Statements, waits for locks, and open transactions."""
    out = io.BytesIO()
    query = "SELECT name, setting FROM pg_settings WHERE name LIKE '%_timeout' ORDER BY name"
    with db.connect(database, name="test", bounds=db.BOUNDS) as connection:
        reading.copy_csv(connection, query, out)
    told = dict(line.split(",") for line in out.getvalue().decode().splitlines())
    assert {told[name] for name in db.BOUNDS} == {"10000", "600000"}
