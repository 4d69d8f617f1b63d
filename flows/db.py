"""Connections to Postgres, and the one seam where the driver's errors become ours.

It knows where the database is (``DATABASE_URL``, or the embedded server); not what is in it.
"""

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from flows import embedded
from flows.embedded import binaries
from flows.settings import SettingsError

#: PostgreSQL versions that the tests run on; older ones lack what the views need.
SERVER_MIN: Final = 15
_CONNECT_TIMEOUT_S: Final = 10
#: A machine that is gone says nothing: each side finds out within two minutes, and the locks of who
#: is gone are free. The defaults of most systems are two hours.
_KEPT_ALIVE: Final = {"keepalives_idle": 60, "keepalives_interval": 10, "keepalives_count": 6}
#: Our statements are short. Of a list in JSON the planner fears a thousand times what is in it: to
#: compile ``warta.repeated_lines`` for that took ten times as long as to run it.
UNCOMPILED: Final = {"jit": "off"}
#: For what people ask: a forgotten terminal must not hold up migrations, nor keep dead rows alive.
BOUNDS: Final = {
    "lock_timeout": "10s",
    "statement_timeout": "10min",
    "idle_in_transaction_session_timeout": "10min",
}


class DatabaseError(RuntimeError):
    """The database can't be used; the message says why, and what to do."""


class DatabaseGoneError(DatabaseError):
    """The database went away or refused us for now: trying again may help."""


class DiskFullError(DatabaseError):
    """The disk of the database is full. Nothing is lost: what was captured stays captured."""


def url(environ: Mapping[str, str], home: Path) -> str:
    """Return the address of the database: ``DATABASE_URL``, or the embedded one, started.

    Raises:
        DatabaseError: the embedded server does not start.

    """
    given = environ.get("DATABASE_URL")
    if given:
        return given
    try:
        return embedded.ensure(home)
    except embedded.EmbeddedError as exc:
        raise DatabaseError(str(exc)) from exc


def as_reader(environ: Mapping[str, str], url: str) -> str:
    """Return the address for who only reads: the embedded server has an account for that."""
    return url if environ.get("DATABASE_URL") else make_conninfo(url, user=embedded.READER)


def is_made(environ: Mapping[str, str], home: Path) -> bool:
    """Whether there is a database: ``DATABASE_URL`` names one, or ``home`` holds one.

    Raises:
        DatabaseError: it may not be looked at.

    """
    try:
        return bool(environ.get("DATABASE_URL")) or embedded.status(home).data is not None
    except embedded.EmbeddedError as exc:
        raise DatabaseError(str(exc)) from exc


def stop(home: Path) -> bool:
    """Stop the embedded server of ``home``; False where none was running.

    Raises:
        DatabaseError: it does not stop.

    """
    try:
        return embedded.stop(home)
    except embedded.EmbeddedError as exc:
        raise DatabaseError(str(exc)) from exc


def psql() -> str | None:
    """Return the path of the client: the one that came with the embedded server, or any other."""
    try:
        own = binaries.find() / "psql"
    except embedded.EmbeddedError:
        return shutil.which("psql")
    return str(own) if own.exists() else shutil.which("psql")


def connect(
    conninfo: str, *, name: str, autocommit: bool = False, bounds: Mapping[str, str] | None = None
) -> psycopg.Connection[tuple[Any, ...]]:
    """Connect as ``warta NAME``; ``bounds`` are settings of the server, such as ``BOUNDS``.

    The address may hold ``options`` of its own, as some hosts need; ours come last.

    Raises:
        flows.settings.SettingsError: the address is none.
        DatabaseError: it is wrong, or the server too old.
        DatabaseGoneError: the server does not answer, or refuses.

    """
    settings = {"timezone": "UTC", "client_min_messages": "warning"} | UNCOMPILED
    settings |= dict(bounds or {})
    settings |= {f"tcp_{setting}": str(value) for setting, value in _KEPT_ALIVE.items()}
    with translated(), _hinted():
        ours = (f"-c {setting}={value}" for setting, value in settings.items())
        theirs = _parts(conninfo).get("options") or ""
        connection = psycopg.connect(
            make_conninfo(conninfo, **{**_KEPT_ALIVE, **_parts(conninfo)}),
            application_name=f"warta {name}",
            connect_timeout=_CONNECT_TIMEOUT_S,
            autocommit=autocommit,
            options=" ".join((str(theirs), *ours)),
        )
    if connection.info.parameter_status("TimeZone") != settings["timezone"]:  # by PGTZ
        connection.execute("SELECT set_config('timezone', %s, FALSE)", [settings["timezone"]])
        connection.commit()
    major = connection.info.server_version // 10_000
    if major < SERVER_MIN:
        connection.close()
        message = f"the server is PostgreSQL {major}: warta needs {SERVER_MIN} or newer"
        raise DatabaseError(message)
    return connection


@contextmanager
def session(
    conninfo: str, *, name: str, autocommit: bool = False, bounds: Mapping[str, str] | None = None
) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """Connect for the ``with`` block, and commit at its end; the driver's errors become ours.

    Raises:
        DatabaseError: as ``connect`` and ``translated`` do.
        flows.settings.SettingsError: the address is none.

    """
    with translated(), connect(conninfo, name=name, autocommit=autocommit, bounds=bounds) as opened:
        yield opened


def _parts(conninfo: str) -> Mapping[str, Any]:
    """Take an address apart. It may hold a password, so no message repeats it."""
    try:
        return conninfo_to_dict(conninfo)
    except psycopg.ProgrammingError as exc:
        message = "DATABASE_URL is no address: write it as postgresql://user:password@host/name"
        raise SettingsError(message) from exc


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's errors into ours.

    Raises:
        DiskFullError: the server has no room left.
        DatabaseGoneError: the server went away, or refuses connections.
        DatabaseError: anything else that the driver says.

    """
    try:
        yield
    except psycopg.errors.DiskFull as exc:
        message = "the disk of the database is full: make room, and run the command again"
        raise DiskFullError(message) from exc
    except psycopg.OperationalError as exc:
        raise DatabaseGoneError(_first_line(exc)) from exc
    except psycopg.Error as exc:
        raise DatabaseError(_first_line(exc)) from exc


@contextmanager
def _hinted() -> Iterator[None]:
    """Say why the server can't be reached: what is full says so by words alone then."""
    try:
        yield
    except psycopg.OperationalError as exc:
        said = str(exc).strip()
        if os.strerror(errno.ENOSPC) in said:
            raise psycopg.errors.DiskFull(said) from exc
        message = f"{said} (Is the server up, and DATABASE_URL right, where one is set?)"
        raise type(exc)(message) from exc


def _first_line(exc: psycopg.Error) -> str:
    text = " ".join(str(exc).split())
    return f"the database said: {text[:500]}" if text else f"the database said {type(exc).__name__}"
