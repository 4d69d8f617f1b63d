"""Connects to the server of a cluster, where one answers in a folder that is proven ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from flows.embedded.errors import StartError
from flows.embedded.place import Place, require_private
from flows.embedded.sockets import PORT

if TYPE_CHECKING:
    import psycopg


def url(socket_folder: Path, database: str) -> str:
    """Write the address of a database as libpq and SQLAlchemy read it."""
    return f"postgresql://postgres@:{PORT}/{database}?host={quote(str(socket_folder))}"


@contextmanager
def connected(at: Place) -> "Iterator[psycopg.Connection | None]":
    """Connect to the server where it answers; None where it does not, or not yet.

    Raises:
        StartError: If it answers, and will not have us.
        PlaceError: If its socket lies in a folder that is not ours.
    """
    connection = _connect(at)
    if connection is None:
        yield None
        return
    with connection:
        yield connection


def _connect(at: Place) -> "psycopg.Connection | None":
    import psycopg

    folder = socket_folder(at)
    if folder is None:
        return None
    try:
        return psycopg.connect(url(folder, "postgres"), autocommit=True, connect_timeout=10)
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

    Where the home was moved under the server, its socket moved along.

    Raises:
        PlaceError: If it is not ours.
    """
    noted = postmaster(at)
    if len(noted) <= 4 or not noted[4]:  # noqa: PLR2004 - line 5
        return None
    then = Path(noted[4])
    for folder in (then, at.folder / then.name):
        if folder.is_dir():
            require_private(folder, at.account)
            return folder
    return None


def postmaster(at: Place) -> list[str]:
    """Read `postmaster.pid`: pid, data folder, start, port, socket folder, …; may be stale."""
    try:
        return (at.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
