"""Where the embedded server of a home lives: its data, and the lock over them.

Only folders that we made ourselves get an owner or a mode here; no folder above them is touched.
"""

import fcntl
import hashlib
import json
import logging
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from flows.embedded import account as accounts
from flows.embedded.account import Account
from flows.embedded.errors import BusyError, PlaceError

_log = logging.getLogger(__name__)

# Where root puts what `nobody` must reach when the home lies in a closed folder.
SYSTEM_DIR = Path("/var/lib/warta")

_RECORD = "postgres.json"
_LOCKED_S = 180


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the server of one home lives.

    Attributes:
        home: The home, absolute.
        folder: What the server's account owns: data, log, and the socket where paths allow.
        account: Under which account the server runs.
    """

    home: Path
    folder: Path
    account: Account

    @property
    def data(self) -> Path:
        """The data folder of PostgreSQL."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.folder / "server.log"

    @property
    def liveness(self) -> Path:
        """A file on which the server and its children hold a lock as long as one of them lives."""
        return self.folder / "server.lock"


@contextmanager
def lock(home: Path) -> Iterator[None]:
    """Keep every other command from starting or stopping the server of this home.

    Raises:
        BusyError: If another command keeps the lock for longer than three minutes.
        OSError: If the home can't be made or written.
    """
    home.mkdir(parents=True, exist_ok=True)
    # Read-only is enough to lock, so root and the owner can share the file.
    handle = os.open(home / "postgres.lock", os.O_RDONLY | os.O_CREAT, 0o644)
    try:
        _wait_for(handle, home, time.monotonic() + _LOCKED_S)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int, home: Path, deadline: float) -> None:
    while not try_lock(handle):
        if time.monotonic() > deadline:
            message = (
                f"Another command has been starting or stopping the database in {home} for "
                "minutes: wait for it or end it, then try again."
            )
            raise BusyError(message)
        time.sleep(0.02)


def try_lock(handle: int) -> bool:
    """Lock an open file for as long as it, or a copy that a child inherits, stays open."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def find(home: Path) -> Place | None:
    """Find the place of a home, if one was made.

    Raises:
        PlaceError: If it belongs to another account, or to the home that this one is a copy of.
    """
    folder = _recorded(home) or home / "postgres"
    if not folder.is_dir():
        return None
    account = accounts.for_folder(folder)
    if not any(folder.iterdir()):  # interrupted before it was anybody's
        return None
    require_private(folder, account)
    return Place(home=home, folder=folder, account=account)


def make(home: Path) -> Place:
    """Find the place of a home, or make one that the server's account owns and reaches.

    Raises:
        PlaceError: If there is none.
        OSError: If a folder can't be made.
    """
    place = find(home)
    if place is not None:
        return place
    inside = home / "postgres"
    with suppress(FileNotFoundError):
        inside.rmdir()
    account = accounts.for_folder(inside)
    inside.mkdir(mode=0o700)
    if account.is_ours or _give(inside, account):
        return Place(home=home, folder=inside, account=account)
    inside.rmdir()
    return Place(home=home, folder=_make_outside(home, account), account=account)


def _make_outside(home: Path, account: Account) -> Path:
    """Make the place of a home that lies in a folder closed to the account, and record it."""
    make_system_dir()
    key = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    for earlier in SYSTEM_DIR.glob(f"{key}-*"):
        _log.warning("an earlier database of %s is left in %s", home, earlier)
    folder = Path(tempfile.mkdtemp(prefix=f"{key}-", dir=SYSTEM_DIR))
    if not _give(folder, account):
        folder.rmdir()
        message = (
            f"PostgreSQL does not run as root, and the account {accounts.UNPRIVILEGED!r} can own "
            f"a folder neither in {home} nor in {SYSTEM_DIR}: run warta as an ordinary user, or "
            "set DATABASE_URL."
        )
        raise PlaceError(message)
    record = {"home": str(home), "folder": str(folder)}
    (home / _RECORD).write_text(json.dumps(record) + "\n", encoding="utf-8")
    return folder


def _recorded(home: Path) -> Path | None:
    path = home / _RECORD
    if not path.exists():
        return None
    record = json.loads(path.read_text(encoding="utf-8"))
    original = Path(record["home"])
    if original != home and (original / _RECORD).exists():
        message = (
            f"{home} is a copy of {original}, whose database lies in {record['folder']}: "
            f"remove {path} to start with an empty one."
        )
        raise PlaceError(message)
    return Path(record["folder"])


def make_system_dir() -> None:
    """Make the folder for what must lie outside a closed home.

    Raises:
        PlaceError: If another account made it.
        OSError: If it can't be made.
    """
    SYSTEM_DIR.mkdir(parents=True, exist_ok=True)
    if SYSTEM_DIR.lstat().st_uid != os.geteuid():
        message = f"{SYSTEM_DIR} does not belong to root: give it back, or set DATABASE_URL."
        raise PlaceError(message)
    SYSTEM_DIR.chmod(0o755)  # whatever the umask


def _give(folder: Path, account: Account) -> bool:
    """Give an empty folder to an account, and see whether the account gets there."""
    try:
        os.chown(folder, account.uid, account.gid)
        return account.run("/bin/sh", "-c", 'cd "$1"', "sh", folder).returncode == 0
    except OSError:  # no such right on this file system, or in this container
        return False


def require_private(folder: Path, account: Account) -> None:
    """Refuse a folder that another account could have prepared, or could look into.

    Raises:
        PlaceError: If it is no folder, another account owns it, or its mode lets others in.
    """
    found = folder.lstat()
    is_private = stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077
    if not is_private or found.st_uid != account.uid:
        message = (
            f"{folder} must be a folder that only its owner may enter: it holds a database that "
            "trusts whoever gets in. Look at who made it, then remove it or `chmod 700` it."
        )
        raise PlaceError(message)
