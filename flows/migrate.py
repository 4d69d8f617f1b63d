"""Bring a database to the schema of this version: the files of ``sql/migrations``, through Alembic.

Alembic keeps the order and the version table; the migrations themselves are SQL files, a
transaction each. It knows nothing of what the tables mean.
"""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

import psycopg

from flows import db

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory
    from sqlalchemy import Connection

MIGRATIONS: Final = Path(__file__).parent.parent / "sql" / "migrations"
_LOG: Final = logging.getLogger(__name__)
#: Any number that nobody else locks: "warta" in ASCII.
_LOCK: Final = 0x7761727461
#: A statement that waits for a lock makes all who come after it wait: it gives up before readers
#: notice, and tries again when the load that it met has committed.
_LOCK_TIMEOUT: Final = "900ms"
_TRIES: Final = 60
_PAUSE_S: Final = 1.0
#: An index on a table that has grown for years is made in less.
_STATEMENT_TIMEOUT: Final = "1h"
_SCHEMA: Final = "ingest"
#: Extensions are made in the first of these: not in our schemas, one of which may be the role's own
#: by its name.
_SEARCH_PATH: Final = """
SELECT set_config(
    'search_path',
    string_agg(quote_ident(name), ', ' ORDER BY name IN ('ingest', 'warta'), place),
    FALSE
)
FROM unnest(current_schemas(FALSE)) WITH ORDINALITY AS current (name, place)
"""
_TABLE: Final = "migration"
_IS_READER: Final = """
SELECT current_user, coalesce(has_schema_privilege(to_regnamespace('warta')::oid, 'USAGE'), FALSE)
"""
#: Of what is granted to the two roles, as far as they are there.
_ACCESS: Final = "0014_access"
#: Whether one of them was made since (by an administrator, where the owner may make none), or lost
#: what it had with a restored dump. Who may not grant is spared the question.
_LACKS_GRANTS: Final = """
SELECT EXISTS (
    SELECT FROM pg_namespace AS schema, pg_roles AS role
    WHERE schema.nspname = 'warta' AND role.rolname IN ('warta_reader', 'warta_writer')
        AND pg_has_role(schema.nspowner, 'USAGE')
        AND NOT EXISTS (
            SELECT FROM aclexplode(schema.nspacl) AS given
            WHERE given.grantee = role.oid AND given.privilege_type = 'USAGE'
        )
)
"""
#: Whether somebody else uses the names of our schemas in a database that was never migrated.
_IS_TAKEN: Final = """
SELECT to_regclass('ingest.migration') IS NULL AND EXISTS (
    SELECT FROM pg_namespace
    WHERE nspname = 'warta'
        OR (nspname = 'ingest' AND oid IN (SELECT relnamespace FROM pg_class))
)
"""


class ReaderError(db.DatabaseError):
    """The account reads the contract, and nothing behind it: not even which version that is."""


def versions() -> list[str]:
    """Return the names of all migrations, in order, such as ``0001_captures``."""
    return [path.stem for path in sorted(MIGRATIONS.glob("[0-9]*.sql"))]


def version(connection: psycopg.Connection[Any]) -> str | None:
    """Return the migration that the database stands at; None where it has had none."""
    row = connection.execute("SELECT to_regclass('ingest.migration') IS NOT NULL AS t").fetchone()
    if row is None or not row[0]:
        return None
    row = connection.execute("SELECT version_num FROM ingest.migration").fetchone()
    return None if row is None else str(row[0])


def migrate(conninfo: str, *, to: str = "head") -> list[str]:
    """Apply what is missing, up to the migration ``to``; return what was applied.

    What is granted to the two roles is missing, too, where one was made after its migration.

    Safe to run again, and from two processes at once: the second waits, and finds nothing to do.

    Raises:
        ReaderError: the account reads the contract, and nothing else.
        db.DatabaseError: the database can't be reached, is too old, is somebody else's, or refuses
            a migration.

    """
    with db.session(conninfo, name="migrate") as connection:
        before, known = _version_seen(connection), versions()
        if before is not None and before not in known:
            message = (
                f"the database stands at migration {before}, which this warta does not know: "
                "it was made by a newer one (use that one), or by one from before the first "
                "release: then begin with an empty database (the embedded one: `warta down`, and "
                "remove WARTA_HOME/postgres), and `warta import` the captures."
            )
            raise db.DatabaseError(message)
        is_head = before == known[-1]
        if is_head and _lacks_grants(connection):
            return _grant_again(conninfo)
        if before == to or (is_head and to == "head"):
            return []
    with db.translated():
        return _upgrade(conninfo, to)


def _lacks_grants(connection: psycopg.Connection[Any]) -> bool:
    row = connection.execute(_LACKS_GRANTS).fetchone()
    connection.rollback()
    return row is not None and bool(row[0])


def _grant_again(conninfo: str) -> list[str]:
    applied: list[str] = []
    with _locked(conninfo) as connection:
        if _lacks_grants(_driver_of(connection)):  # nobody else did it meanwhile
            _apply(connection, MIGRATIONS / f"{_ACCESS}.sql", applied)
            _driver_of(connection).commit()
    return applied


def _version_seen(connection: psycopg.Connection[Any]) -> str | None:
    try:
        return version(connection)
    except psycopg.errors.InsufficientPrivilege as exc:
        connection.rollback()
        account, is_reader = connection.execute(_IS_READER).fetchone() or ("", False)
        if not is_reader:
            raise
        message = (
            f"{account} reads the contract (schema warta) and nothing else: this takes a member of "
            "warta_writer, or the owner of the database"
        )
        raise ReaderError(message) from exc


def _upgrade(conninfo: str, to: str) -> list[str]:
    # Alembic and SQLAlchemy take half a second to import: only when there is something to do.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext

    with _locked(conninfo) as connection:
        applied: list[str] = []
        scripts = _scripts(connection, applied)

        def steps(current: Any, _context: Any) -> Sequence[Any]:  # noqa: ANN401 (Alembic's own)
            return scripts._upgrade_revs(to, current)  # noqa: SLF001 (Alembic's own commands do)

        with EnvironmentContext(Config(), scripts, fn=steps) as environment:
            environment.configure(
                connection=connection,
                version_table=_TABLE,
                version_table_schema=_SCHEMA,
                transaction_per_migration=True,
            )
            environment.run_migrations()
        return applied


@contextmanager
def _locked(conninfo: str) -> Iterator["Connection"]:
    """Connect the way Alembic wants it, and hold the lock of migrations."""
    from sqlalchemy import NullPool, create_engine, text
    from sqlalchemy.exc import DBAPIError

    def connect() -> psycopg.Connection[Any]:
        opened = db.connect(conninfo, name="migrate")
        opened.add_notice_handler(_pass_on)
        return opened

    engine = create_engine("postgresql+psycopg://", creator=connect, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            connection.execute(text(f"SET statement_timeout = '{_STATEMENT_TIMEOUT}'"))
            connection.execute(text(f"SELECT pg_advisory_lock({_LOCK})"))
            connection.execute(text(f"SET lock_timeout = '{_LOCK_TIMEOUT}'"))
            if connection.execute(text(_IS_TAKEN)).scalar():
                message = (
                    "the database holds a schema warta or ingest that is somebody else's: give "
                    "warta a database of its own (DATABASE_URL)"
                )
                raise db.DatabaseError(message)
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {_SCHEMA}"))
            connection.execute(text(_SEARCH_PATH))
            connection.commit()
            yield connection  # closing the connection lets go of the lock
    except DBAPIError as exc:
        raise exc.orig or exc from exc  # the driver's, which the caller translates


def _pass_on(notice: psycopg.errors.Diagnostic) -> None:
    if notice.severity_nonlocalized == "WARNING":
        _LOG.warning("%s", notice.message_primary)


def _scripts(connection: "Connection", applied: list[str]) -> "ScriptDirectory":
    """Make Alembic's scripts of the SQL files: each follows the one before."""
    from alembic.script import Script, ScriptDirectory
    from alembic.script.revision import RevisionMap

    def load() -> Iterator[Script]:
        before = None
        for name in versions():
            path = MIGRATIONS / f"{name}.sql"
            module = ModuleType(name)
            module.__dict__.update(
                revision=name,
                down_revision=before,
                upgrade=lambda path=path: _apply(connection, path, applied),
            )
            yield Script(module, name, path)
            before = name

    scripts = ScriptDirectory(str(MIGRATIONS))
    scripts.revision_map = RevisionMap(load)
    return scripts


def _apply(connection: "Connection", path: Path, applied: list[str]) -> None:
    """Run a whole file as it stands: psycopg sends it at once, so that no parser splits it."""
    driver = _driver_of(connection)
    # begins Alembic's transaction, in which it is noted as applied: both are committed, or none
    driver.execute("SELECT 1")
    for left in reversed(range(_TRIES)):
        try:
            with driver.transaction():  # within Alembic's: what it locked is let go of
                driver.execute(path.read_bytes())
            break
        except psycopg.errors.LockNotAvailable:
            if not left:
                raise
            _LOG.info("migration %s waits for those who use its tables", path.stem)
            time.sleep(_PAUSE_S)
    applied.append(path.stem)
    _LOG.info("applied migration %s", path.stem)


def _driver_of(connection: "Connection") -> psycopg.Connection[Any]:
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)  # noqa: S101 (we made it so, above)
    return driver
