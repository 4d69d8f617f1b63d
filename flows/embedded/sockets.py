"""Where the embedded server listens: a private folder whose path is short enough for a socket."""

import hashlib
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from flows.embedded.account import Account
from flows.embedded.errors import PlaceError
from flows.embedded.place import Place, require_private

# A short socket folder must be the same for every caller, so TMPDIR has no say in it.
SHORT_DIR = Path("/tmp")  # noqa: S108 - the folder made in it is private and verified

# sizeof(sun_path) less the closing NUL.
_SOCKET_PATH_BYTES = 103 if sys.platform == "darwin" else 107
PORT = 5432
SOCKET_NAME = f".s.PGSQL.{PORT}"


def socket_folder(place: Place) -> Path:
    """Make, or find and verify, a private folder whose path can hold a socket.

    Raises:
        OSError: If it can't be made.
        PlaceError: If the one inside our own folder is not private any more.
    """
    # By the number of the data folder, here or there: a server whose data were deleted still holds
    # its socket for a minute, and removes what is at the path of that in the end.
    number = place.data.stat().st_ino
    inside = place.folder / f"run-{number}"
    if _fits(inside):
        if not inside.is_dir():
            _own(inside, place.account)
        require_private(inside, place.account)
        return inside
    digest = hashlib.sha256(os.fsencode(f"{place.folder}\0{number}")).hexdigest()[:12]
    short = SHORT_DIR / f"warta-{place.account.uid}-{digest}"
    try:
        if not os.path.lexists(short):
            _own(short, place.account)
        require_private(short, place.account)
    except (FileExistsError, PlaceError):
        # Somebody else was there first: a folder that nobody could have foreseen.
        short = Path(tempfile.mkdtemp(prefix="warta-", dir=SHORT_DIR))
        os.chown(short, place.account.uid, place.account.gid)
    return short


def _own(folder: Path, account: Account) -> None:
    folder.mkdir(mode=0o700)
    os.chown(folder, account.uid, account.gid)


def _fits(folder: Path) -> bool:
    # libpq reads a comma as the end of a host name.
    is_one_host = "," not in str(folder)
    return is_one_host and len(os.fsencode(folder / SOCKET_NAME)) <= _SOCKET_PATH_BYTES


def drop_socket_folder(folder: Path) -> None:
    """Remove a folder that `socket_folder` made outside the home, once its server has ended."""
    if folder.parent == SHORT_DIR:
        with suppress(OSError):  # nobody needs it, so nobody needs to know why it stays
            folder.rmdir()
