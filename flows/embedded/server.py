"""Starts the server of a cluster, and stops it.

Whether a server lives is not read from `postmaster.pid`, whose process may be anybody's by now,
but from a lock that the server inherits and the kernel frees when its last process ends.
"""

import os
import signal
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flows.embedded import place, sockets
from flows.embedded.cluster import last_lines
from flows.embedded.errors import StartError, StopError
from flows.embedded.place import Place
from flows.embedded.reach import connected, postmaster, socket_folder
from flows.embedded.sockets import PORT

if TYPE_CHECKING:
    import psycopg

_START_S = 120
_STOP_S = 60
_PAUSE_S = 0.03
_LOG_BYTES = 5_000_000
_NOT_STARTED = (
    "PostgreSQL did not start. Put right what it complains of (free space, permissions) and try "
    "again, or set DATABASE_URL."
)


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
        folder = sockets.socket_folder(at)
        # PostgreSQL would take whoever has these numbers by now, or nobody but a zombie, for a
        # server that lives. The lock says that there is none.
        (at.data / "postmaster.pid").unlink(missing_ok=True)
        (folder / f"{sockets.SOCKET_NAME}.lock").unlink(missing_ok=True)
        _rotate(at.log)
        complaint = at.account.detach(
            here / "postgres", "-D", at.data, *_listening(folder), log=at.log, keep=[handle]
        )
    finally:
        os.close(handle)
    if complaint:
        message = f"PostgreSQL could not be started: {complaint}\nFree space for {at.log}."
        raise StartError(message)
    return True


def _listening(folder: Path) -> list[str]:
    # Quoted as an element of a list of names, so that spaces are no separators.
    quoted = str(folder).replace('"', '""')
    return [
        "--listen_addresses=",
        f'--unix_socket_directories="{quoted}"',
        "--unix_socket_permissions=0700",
        f"--port={PORT}",
    ]


def _rotate(log: Path) -> None:
    if log.exists() and log.stat().st_size > _LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))


@contextmanager
def connected_after_start(here: Path, at: Place) -> "Iterator[psycopg.Connection]":
    """Start the server when none lives, wait for it, crash recovery included, and connect.

    Raises:
        StartError: If it ends instead, or takes longer; with the last lines of its log.
        OSError: If a file of ours can't be read or written.
    """
    _wait_until_up(here, at)
    with connected(at) as connection:
        if connection is None:
            raise StartError(_quoting(at, 0, _NOT_STARTED))
        yield connection


def _wait_until_up(here: Path, at: Place) -> None:
    began = time.monotonic()
    said_before: int | None = None
    while not _answers(at):
        if not is_alive(at):
            if said_before is not None:
                raise StartError(_quoting(at, said_before, _NOT_STARTED))
            said_before = at.log.stat().st_size if at.log.exists() else 0
            start(here, at)
        elif time.monotonic() - began > _START_S:
            message = (
                f"PostgreSQL did not answer in {_START_S} s. It may still be recovering from a "
                "crash: try again later."
            )
            raise StartError(_quoting(at, said_before or 0, message))
        time.sleep(_PAUSE_S)


def _answers(at: Place) -> bool:
    with connected(at) as connection:
        return connection is not None


def _quoting(at: Place, said_before: int, message: str) -> str:
    with at.log.open("rb") as log:
        # A rotated log is shorter than it was.
        log.seek(min(said_before, log.seek(0, os.SEEK_END)))
        said = last_lines(log.read().decode("utf-8", "replace"))
    return f"{message} Last lines of {at.log}:\n{said}"


def stop(at: Place) -> bool:
    """Stop the server, and say whether there was one.

    Raises:
        StopError: If it runs where we can't signal it, or does not end in time.
        OSError: If a file of ours can't be read.
    """
    if not is_alive(at):
        return False
    deadline = time.monotonic() + _STOP_S
    told: Path | None = None
    while is_alive(at):
        told = told or _tell(at)
        if time.monotonic() > deadline:
            message = f"The database in {at.data} did not stop in {_STOP_S} s: see {at.log}."
            raise StopError(message)
        time.sleep(_PAUSE_S)
    if told:
        sockets.drop_socket_folder(told)
    return True


def _tell(at: Place) -> Path | None:
    """Ask the server to end, once it listens, which proves that its number is really its own.

    Returns:
        The folder of its socket; None while it does not listen.
    """
    folder = socket_folder(at)
    if folder is None:
        return None
    try:
        with socket.socket(socket.AF_UNIX) as peer:
            _dial(peer, folder)
            pid = _listener(peer) or int(postmaster(at)[0])
    except (ConnectionError, FileNotFoundError):
        return None  # it starts, or ends already
    os.kill(pid, signal.SIGINT)
    return folder


def _dial(peer: socket.socket, folder: Path) -> None:
    peer.settimeout(5)
    peer.connect(str(folder / sockets.SOCKET_NAME))


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
