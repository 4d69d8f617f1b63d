"""The PostgreSQL that warta brings along: started when needed, stopped when idle.

It owns `<home>/postgres` and knows nothing of what is stored there. The server outlives the command
that started it; `stop` ends it, and so do 30 minutes without a session (`flows.embedded.watch`).
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flows.embedded import binaries, cluster, place, reach, server, watch
from flows.embedded.errors import (
    BinariesMissingError,
    BusyError,
    EmbeddedError,
    InitError,
    PlaceError,
    StartError,
    StopError,
    VersionError,
)
from flows.embedded.place import Place

if TYPE_CHECKING:
    import psycopg

__all__ = [
    "BinariesMissingError",
    "BusyError",
    "EmbeddedError",
    "InitError",
    "PlaceError",
    "StartError",
    "Status",
    "StopError",
    "VersionError",
    "ensure",
    "status",
    "stop",
]

DATABASE = "warta"
#: An account that may log in, and has no rights but those that the database gives it.
READER = "warta_reader"


@dataclass(frozen=True, kw_only=True)
class Status:
    """What is known of the server of a home.

    Attributes:
        is_running: Whether one of its processes lives.
        url: The address of the database; None while it does not answer.
        data: The data folder; None while there is none.
        log: What the server said; None while there is no data folder.
    """

    is_running: bool
    url: str | None = None
    data: Path | None = None
    log: Path | None = None


def ensure(home: Path, *, idle_s: float = watch.IDLE_S, is_durable: bool = True) -> str:
    """Start the server of a home unless it runs, and make the database unless it exists.

    Args:
        home: The folder that holds all that warta keeps.
        idle_s: After how many seconds without a session the server ends.
        is_durable: Whether a new cluster survives a crash of the machine; tests need no such thing.

    Returns:
        The address of the database, for libpq.

    Raises:
        EmbeddedError: If there is no such server, with what to do.
    """
    home = home.resolve()
    with _own_errors(home), place.lock(home):
        at = place.make(home)
        with _up(at, is_durable=is_durable) as connection:
            _create_database(connection)
            _create_reader(connection)
            is_watched = watch.is_watched(connection)
        if not is_watched:
            watch.spawn(at, idle_s=idle_s)
        return _url(at)


@contextmanager
def _up(at: Place, *, is_durable: bool) -> "Iterator[psycopg.Connection]":
    with reach.connected(at) as connection:
        if connection is not None:
            yield connection
            return
    here = binaries.find(at.account)
    if not at.data.is_dir():
        cluster.initialise(here, at, is_durable=is_durable)
    cluster.require_version(here, at)
    with server.connected_after_start(here, at) as connection:
        yield connection


def _create_database(connection: "psycopg.Connection") -> None:
    """Make the database, whole or not at all, unless it exists."""
    import psycopg
    from psycopg import sql

    query = "SELECT true FROM pg_database WHERE datname = %s"
    create = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE))
    try:
        if connection.execute(query, [DATABASE]).fetchone() is None:
            connection.execute(create)
    except psycopg.Error as exc:
        message = f"The database {DATABASE} could not be made: {exc}"
        raise InitError(message) from exc


def _create_reader(connection: "psycopg.Connection") -> None:
    """Make the account of those who only read, unless it is there."""
    import psycopg
    from psycopg import sql

    query = "SELECT rolcanlogin FROM pg_roles WHERE rolname = %s"
    try:
        can_login = connection.execute(query, [READER]).fetchone()
        if can_login != (True,):
            verb = sql.SQL("CREATE" if can_login is None else "ALTER")
            connection.execute(sql.SQL("{} ROLE {} LOGIN").format(verb, sql.Identifier(READER)))
    except psycopg.Error as exc:
        message = f"The account {READER} could not be made: {exc}"
        raise InitError(message) from exc


def _url(at: Place) -> str:
    folder = reach.socket_folder(at)
    if folder is None:
        message = f"The database in {at.data} stopped at once: see {at.log}."
        raise StartError(message)
    return reach.url(folder, DATABASE)


def stop(home: Path) -> bool:
    """Stop the server of a home, and say whether one ran.

    Raises:
        EmbeddedError: If it can't be stopped from here.
    """
    home = home.resolve()
    if not home.is_dir():
        return False
    with _own_errors(home), place.lock(home):
        at = place.find(home)
        return at is not None and server.stop(at)


def status(home: Path) -> Status:
    """Look at the server of a home without a change.

    Raises:
        EmbeddedError: If it may not be looked at.
    """
    home = home.resolve()
    with _own_errors(home):
        at = place.find(home)
        if at is None or not at.data.is_dir():
            return Status(is_running=False)
        if not server.is_alive(at):
            return Status(is_running=False, data=at.data, log=at.log)
        with reach.connected(at) as connection:
            url = _url(at) if connection else None
        return Status(is_running=True, url=url, data=at.data, log=at.log)


@contextmanager
def _own_errors(home: Path) -> Iterator[None]:
    """Turn what the system and the driver raise into errors of ours."""
    try:
        yield
    except subprocess.SubprocessError as exc:
        message = f"A program of PostgreSQL took too long: {exc}. Try again."
        raise EmbeddedError(message) from exc
    except OSError as exc:
        message = (
            f"The database in {home} can't be used: {exc}. Put that right (free space, "
            "permissions), choose another folder with WARTA_HOME, or set DATABASE_URL."
        )
        raise EmbeddedError(message) from exc
