"""Makes a database cluster, starts its server, connects to it, and stops it.

Whether a server lives is not read from `postmaster.pid`, whose process may be anybody's by now,
but from a lock that the server inherits and the kernel frees when its last process ends.
"""

import locale
import logging
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from flows.embedded import place
from flows.embedded.errors import BinariesMissingError, InitError, StartError, StopError, VersionError
from flows.embedded.place import PORT, Place

if TYPE_CHECKING:
    import psycopg

_log = logging.getLogger(__name__)

START_S = 120
STOP_S = 60
_PAUSE_S = 0.03
_LOG_BYTES = 5_000_000
_TAIL_LINES = 12

# Written into postgresql.conf once, so that an owner may change them there.
_SETTINGS = {
    "jit": "off",  # our statements are short; compiling them costs more than it gives
    "log_checkpoints": "off",
    "log_timezone": "UTC",
    "max_connections": "50",
    "max_wal_size": "1GB",
    "shared_buffers": "128MB",
    "timezone": "UTC",
}

# The parser of full text search asks this one what a letter is; with `C` every quotation mark and
# dash outside ASCII is one, and “kerja is no longer kerja.
_CTYPES = ("C.UTF-8", "en_US.UTF-8", "UTF-8")


def url(socket_folder: Path, database: str) -> str:
    """Write the address of a database as libpq and SQLAlchemy read it."""
    return f"postgresql://postgres@:{PORT}/{database}?host={quote(str(socket_folder))}"


def initialise(here: Path, at: Place, *, is_durable: bool = True) -> None:
    """Make an empty cluster, whole or not at all.

    Raises:
        InitError: If `initdb` fails, with what it said.
        OSError: If what an interrupted attempt left can't be removed.
    """
    making = at.folder / "data.making"
    shutil.rmtree(making, ignore_errors=True)
    settings = [f"--set={name}={value}" for name, value in _SETTINGS.items()]
    done = at.account.run(
        here / "initdb",
        f"--pgdata={making}",
        "--username=postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        f"--lc-ctype={_ctype()}",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        *settings,
        *([] if is_durable else ["--no-sync", "--set=fsync=off"]),
    )
    if done.returncode:
        message = (
            f"No database could be made in {at.folder}:\n{_last(done.stderr)}\n"
            "Put that right (free space, writable folder), choose another folder with WARTA_HOME, "
            "or set DATABASE_URL."
        )
        raise InitError(message)
    making.rename(at.data)


def _ctype() -> str:
    """Choose a UTF-8 character classification that this machine knows."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in _CTYPES:
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C"


def require_version(here: Path, at: Place) -> None:
    """Refuse data that these binaries can't read.

    Raises:
        BinariesMissingError: If the binaries do not run.
        VersionError: If the data are of another major version.
        OSError: If the data can't be read.
    """
    said = at.account.run(here / "postgres", "--version")
    if said.returncode:
        message = (
            f"The embedded PostgreSQL does not run here:\n{_last(said.stderr)}\n"
            "Set DATABASE_URL to a PostgreSQL 15 to 18."
        )
        raise BinariesMissingError(message)
    ours = said.stdout.split()[-1].split(".")[0]
    theirs = (at.data / "PG_VERSION").read_text(encoding="utf-8").strip()
    if ours != theirs:
        message = (
            f"The database in {at.data} was made by PostgreSQL {theirs}, and this warta brings "
            f"{ours}. To keep it, run `pg_dump` with the warta that made it and load the dump "
            f"here; to start anew, `mv '{at.data}' '{at.data}.{theirs}'`, then `warta import` "
            "reads the captures again. DATABASE_URL points at any PostgreSQL 15 to 18 instead."
        )
        raise VersionError(message)


@contextmanager
def connected(at: Place, database: str = "postgres") -> "Iterator[psycopg.Connection | None]":
    """Connect to the server where it answers; None where it does not, or not yet.

    Raises:
        StartError: If it answers, and will not have us.
        PlaceError: If its socket lies in a folder that is not ours.
    """
    connection = _connect(at, database)
    if connection is None:
        yield None
        return
    with connection:
        yield connection


def _connect(at: Place, database: str) -> "psycopg.Connection | None":
    import psycopg

    folder = socket_folder(at)
    if folder is None:
        return None
    try:
        return psycopg.connect(url(folder, database), autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as exc:
        # These errors carry no code. Without a FATAL nobody answered; with this one it starts,
        # recovers or stops. Its messages are in English because the cluster was made so.
        said = str(exc)
        if "FATAL" not in said or "FATAL:  the database system is" in said:
            return None
        message = f"The database in {at.data} refuses connections: {said}\nSee {at.log}."
        raise StartError(message) from exc


def socket_folder(at: Place) -> Path | None:
    """Read where the last server that was started listens, once that folder is proven ours.

    Raises:
        PlaceError: If it is not ours.
    """
    noted = _postmaster(at)
    folder = Path(noted[4]) if len(noted) > 4 and noted[4] else None  # noqa: PLR2004 - line 5
    if folder is None or not folder.is_dir():
        return None
    place.require_private(folder, at.account)
    return folder


def _postmaster(at: Place) -> list[str]:
    """Read `postmaster.pid`: pid, data folder, start, port, socket folder, …; may be stale."""
    try:
        return (at.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def is_alive(at: Place) -> bool:
    """Whether a process of the server lives, one that starts or ends included."""
    handle = _open_liveness(at)
    try:
        return not place.try_lock(handle)
    finally:
        os.close(handle)


def _open_liveness(at: Place) -> int:
    return os.open(at.liveness, os.O_RDONLY | os.O_CREAT | os.O_NOFOLLOW, 0o600)


def start(here: Path, at: Place) -> bool:
    """Start the server, unless a process of an earlier one still lives.

    Raises:
        StartError: If it can't even be started.
        PlaceError: If there is no folder for its socket.
        OSError: If it can't write its log.
    """
    handle = _open_liveness(at)
    try:
        if not place.try_lock(handle):
            return False
        # PostgreSQL would take the live process that by now has the number for its own server.
        (at.data / "postmaster.pid").unlink(missing_ok=True)
        _rotate(at.log)
        complaint = at.account.detach(
            here / "postgres", "-D", at.data, *_listening(at), log=at.log, keep=[handle]
        )
    finally:
        os.close(handle)
    if complaint:
        message = f"PostgreSQL could not be started: {complaint}\nFree space for {at.log}."
        raise StartError(message)
    return True


def _listening(at: Place) -> list[str]:
    # Quoted as an element of a list of names, so that commas and spaces are no separators.
    folder = str(place.socket_folder(at)).replace('"', '""')
    return [
        "--listen_addresses=",
        f'--unix_socket_directories="{folder}"',
        "--unix_socket_permissions=0700",
        f"--port={PORT}",
    ]


def _rotate(log: Path) -> None:
    if log.exists() and log.stat().st_size > _LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))


@contextmanager
def connected_after_start(
    here: Path, at: Place, *, wait_s: float = START_S
) -> "Iterator[psycopg.Connection]":
    """Start the server when none lives, wait for it, crash recovery included, and connect.

    Raises:
        StartError: If it ends instead, or takes longer; with the last lines of its log.
        OSError: If a file of ours can't be read or written.
    """
    _wait_until_up(here, at, wait_s)
    with connected(at) as connection:
        if connection is None:
            raise StartError(_why(at, 0, "PostgreSQL stopped again"))
        yield connection


def _wait_until_up(here: Path, at: Place, wait_s: float) -> None:
    began = time.monotonic()
    said_before: int | None = None
    while not _answers(at):
        if not is_alive(at):
            if said_before is not None:
                raise StartError(_why(at, said_before, "PostgreSQL did not start"))
            said_before = at.log.stat().st_size if at.log.exists() else 0
            start(here, at)
        elif time.monotonic() - began > wait_s:
            raise StartError(_why(at, said_before or 0, f"PostgreSQL did not answer in {wait_s:g} s"))
        time.sleep(_PAUSE_S)


def _answers(at: Place) -> bool:
    with connected(at) as connection:
        return connection is not None


def _why(at: Place, said_before: int, what: str) -> str:
    with at.log.open("rb") as log:
        # A rotated log is shorter than it was.
        log.seek(min(said_before, log.seek(0, os.SEEK_END)))
        said = _last(log.read().decode("utf-8", "replace"))
    return (
        f"{what}. Last lines of {at.log}:\n{said}\n"
        "Put that right (free space, permissions) and try again, or set DATABASE_URL."
    )


def _last(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-_TAIL_LINES:])


def stop(at: Place, *, wait_s: float = STOP_S) -> bool:
    """Stop the server, and say whether there was one.

    Raises:
        StopError: If it runs where we can't signal it, or does not end in time.
        OSError: If a file of ours can't be read.
    """
    if not is_alive(at):
        return False
    deadline = time.monotonic() + wait_s
    is_told = False
    while is_alive(at):
        is_told = is_told or _tell(at)
        if time.monotonic() > deadline:
            message = f"The database in {at.data} did not stop in {wait_s:g} s: see {at.log}."
            raise StopError(message)
        time.sleep(_PAUSE_S)
    return True


def _tell(at: Place) -> bool:
    """Ask the server to end, once it listens, which proves that its number is really its own."""
    folder = socket_folder(at)
    if folder is None:
        return False
    try:
        with socket.socket(socket.AF_UNIX) as peer:
            _dial(peer, folder)
            pid = _listener(peer) or int(_postmaster(at)[0])
    except (ConnectionError, FileNotFoundError):
        return False  # it starts, or ends already
    os.kill(pid, signal.SIGINT)
    return True


def _dial(peer: socket.socket, folder: Path) -> None:
    peer.settimeout(5)
    peer.connect(str(folder / place.SOCKET_NAME))


def _listener(peer: socket.socket) -> int | None:
    """Ask the kernel who listens; None where it does not tell, as on macOS.

    Raises:
        StopError: If it is a process that this one can't see.
    """
    if not hasattr(socket, "SO_PEERCRED"):
        return None
    size = struct.calcsize("3i")
    pid, _, _ = struct.unpack("3i", peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size))
    if not pid:
        message = "The database was started in another container: stop it there."
        raise StopError(message)
    return int(pid)
