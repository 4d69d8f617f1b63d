"""Apply migrations through Alembic, which keeps their order and the version table.

The migrations themselves are SQL files, a transaction each. It knows nothing of what the tables
mean, nor of whether a database is ours to migrate.
"""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

import psycopg

from flows import db
from flows.migrate import files

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory
    from sqlalchemy import Connection

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
_NOTE: Final = """
INSERT INTO ingest.migration_file (name, text_sha256) VALUES (%s, %s) ON CONFLICT DO NOTHING
"""
#: Whether somebody else uses the names of our schemas in a database that was never migrated.
_IS_TAKEN: Final = """
SELECT to_regclass('ingest.migration') IS NULL AND EXISTS (
    SELECT FROM pg_namespace
    WHERE nspname = 'warta'
        OR (nspname = 'ingest' AND oid IN (SELECT relnamespace FROM pg_class))
)
"""


def upgrade(conninfo: str, to: str) -> list[str]:
    """Apply what is missing, up to the migration ``to``; return what was applied."""
    # Alembic and SQLAlchemy take half a second to import: only when there is something to do.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext

    with locked(conninfo) as connection:
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
def locked(conninfo: str) -> Iterator["Connection"]:
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
        for name in files.versions():
            module = ModuleType(name)
            module.__dict__.update(
                revision=name,
                down_revision=before,
                upgrade=lambda name=name: apply(connection, name, applied),
            )
            yield Script(module, name, str(files.FOLDER))
            before = name

    scripts = ScriptDirectory(str(files.FOLDER))
    scripts.revision_map = RevisionMap(load)
    return scripts


def apply(connection: "Connection", name: str, applied: list[str]) -> None:
    """Run a whole file as it stands: psycopg sends it at once, so that no parser splits it.

    What it said is noted as its checksum, in the transaction that notes it as applied.
    """
    driver = driver_of(connection)
    # begins Alembic's transaction, in which it is noted as applied: both are committed, or none
    driver.execute("SELECT 1")
    for left in reversed(range(_TRIES)):
        try:
            with driver.transaction():  # within Alembic's: what it locked is let go of
                driver.execute(files.text(name))
                driver.execute(_NOTE, [name, files.checksum(name)])
            break
        except psycopg.errors.LockNotAvailable:
            if not left:
                raise
            _LOG.info("migration %s waits for those who use its tables", name)
            time.sleep(_PAUSE_S)
    applied.append(name)
    _LOG.info("applied migration %s", name)


def driver_of(connection: "Connection") -> psycopg.Connection[Any]:
    """Return the driver's own connection."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)  # noqa: S101 (we made it so, above)
    return driver
