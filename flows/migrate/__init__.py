"""Bring a database to the schema of this version: the files of ``sql/migrations``, through Alembic.

Here it is asked what a database stands at, and whether that is ours to go on from. It knows nothing
of what the tables mean.
"""

from collections.abc import Sequence
from typing import Any, Final

import psycopg

from flows import db
from flows.migrate import applying, files
from flows.migrate.files import versions

__all__ = ["ReaderError", "migrate", "version", "versions"]

_ANEW: Final = (
    "from before the first release: then begin with an empty database (the embedded one: "
    "`warta down`, and remove WARTA_HOME/postgres), and `warta import` the captures, which stay "
    "where they are (`find WARTA_HOME/captures -name '*.warc.gz' -exec warta import {} +`)."
)
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


class ReaderError(db.DatabaseError):
    """The account reads the contract, and nothing behind it: not even which version that is."""


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
        db.DatabaseError: the database can't be reached, is too old, is somebody else's, was made
            by other migrations, or refuses one.

    """
    with db.session(conninfo, name="migrate") as connection:
        before, known = _version_seen(connection), versions()
        if before is not None:
            _check_made_so(connection, before, known)
        is_head = before == known[-1]
        if is_head and _lacks_grants(connection):
            return _grant_again(conninfo)
        if before == to or (is_head and to == "head"):
            return []
    with db.translated():
        return applying.upgrade(conninfo, to)


def _check_made_so(connection: psycopg.Connection[Any], before: str, known: Sequence[str]) -> None:
    """Refuse what this version's migrations, as they stand, did not make."""
    if before not in known:
        message = (
            f"the database stands at migration {before}, which this warta does not know: "
            f"it was made by a newer one (use that one), or by one {_ANEW}"
        )
        raise db.DatabaseError(message)
    other = files.first_other(known[: known.index(before) + 1], _applied(connection))
    if other is not None:
        message = (
            f"the database was made with another migration {other} than this warta's: "
            f"by another version (use that one), or by one {_ANEW}"
        )
        raise db.DatabaseError(message)


def _applied(connection: psycopg.Connection[Any]) -> dict[str, bytes]:
    """Return the checksums of what was applied; none of what was before they were kept."""
    row = connection.execute("SELECT to_regclass('ingest.migration_file') IS NOT NULL").fetchone()
    if row is None or not row[0]:
        return {}
    return dict(connection.execute("SELECT name, text_sha256 FROM ingest.migration_file"))


def _lacks_grants(connection: psycopg.Connection[Any]) -> bool:
    row = connection.execute(_LACKS_GRANTS).fetchone()
    connection.rollback()
    return row is not None and bool(row[0])


def _grant_again(conninfo: str) -> list[str]:
    applied: list[str] = []
    with applying.locked(conninfo) as connection:
        if _lacks_grants(applying.driver_of(connection)):  # nobody else did it meanwhile
            applying.apply(connection, _ACCESS, applied)
            applying.driver_of(connection).commit()
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
