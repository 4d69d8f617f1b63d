"""One crawler a site and machine, whoever runs it; and when the site was last asked.

Both lie in one small file of the machine, so that the pause between two requests outlasts the
process that made the first: a line says when, another who holds the lock. It knows files and the
clock; nothing of requests.
"""

import fcntl
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from crawler.fetching.holder import Holder, end_orphan

#: Both lines are shorter; what an earlier holder wrote may follow them.
_BYTES_MAX: Final = 200
#: Of a time in UTC, to the microsecond: the first line is as long before anybody was asked.
_TIME_CHARS: Final = 32
_PAUSE_S: Final = 0.1


class SiteLockedError(RuntimeError):
    """Another crawler on this machine is at this site; the message names its process."""


class SiteLock:
    """The lock of a site, while it is held.

    Attributes:
        asked_at: when the site was last asked, or last answered; None where nobody knows.

    """

    def __init__(self, descriptor: int, *, is_writable: bool, is_asked: bool) -> None:
        """Read what the file says, and sign it."""
        self._descriptor = descriptor
        self._is_writable = is_writable
        self._holder = Holder.this(is_asked=is_asked).line()
        asked_at, _ = _read(descriptor)
        # a time to come, which only a clock that was put back can leave, counts as now
        self.asked_at = min(asked_at, datetime.now(UTC)) if asked_at else None
        self._write()

    def note(self) -> None:
        """Note that the site is being asked, or answers, now."""
        self.asked_at = datetime.now(UTC)
        self._write()

    def _write(self) -> None:
        if self._is_writable:
            at = self.asked_at.isoformat(timespec="microseconds") if self.asked_at else ""
            lines = f"{at:{_TIME_CHARS}}\n".encode() + self._holder
            with suppress(OSError):  # a full disk; who asked us is told the time as well
                os.pwrite(self._descriptor, lines, 0)

    def quiet_s(self, known: datetime | None) -> float | None:
        """Return for how long the site has been left alone; None where nobody asked it ever.

        ``known`` is what somebody else knows of it. A time to come, which only a clock that was
        put back can leave, counts as now.
        """
        times = [at.timestamp() for at in (self.asked_at, known) if at is not None]
        return max(0.0, time.time() - max(times)) if times else None


@contextmanager
def site_lock(host: str, *, is_asked: bool = False) -> Iterator[SiteLock]:
    """Hold the lock of ``host[:port]`` on this machine.

    One that a crawler holds whose asker is gone is waited for, and that crawler ended;
    ``is_asked``: this process, too, ends with its asker.

    Raises:
        SiteLockedError: another crawler holds it.

    """
    name = re.sub(r"[^A-Za-z0-9.-]", "_", host)
    path = Path(tempfile.gettempdir()) / f"warta-{name}.lock"
    descriptor, is_writable = _open_shared(path)
    try:
        _take(descriptor, path, host)
        yield SiteLock(descriptor, is_writable=is_writable, is_asked=is_asked)
    finally:
        os.close(descriptor)


def _take(descriptor: int, path: Path, host: str) -> None:
    waited_s = 0.0  # by our own pauses: nobody ends while the machine stands still
    while not _is_taken(descriptor):
        _, holder = _read(descriptor)
        # one that has ended just now is nobody's orphan, and in nobody's way
        if not end_orphan(holder, path, waited_s=waited_s) and not _is_taken(descriptor):
            who = f" ({holder})" if holder else ""
            raise SiteLockedError(f"another crawler on this machine is at {host}{who}")
        time.sleep(_PAUSE_S)
        waited_s += _PAUSE_S


def _is_taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _open_shared(path: Path) -> tuple[int, bool]:
    """Open a file that another user may have made: reading is enough to lock it."""
    for flags in (os.O_RDWR | os.O_CREAT, os.O_RDWR):  # Linux refuses O_CREAT in a sticky folder
        with suppress(PermissionError):
            descriptor = os.open(path, flags | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
            with suppress(PermissionError):
                os.fchmod(descriptor, 0o666)  # whatever the umask: the next user notes times too
            return descriptor, True
    return os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW), False


def _read(descriptor: int) -> tuple[datetime | None, Holder | None]:
    """Read when the site was last asked, and who took its lock last."""
    asked_at, _, rest = os.pread(descriptor, _BYTES_MAX, 0).partition(b"\n")
    return _read_time(asked_at), Holder.read(rest.partition(b"\n")[0])


def _read_time(text: bytes) -> datetime | None:
    try:
        at = datetime.fromisoformat(text.decode("ascii").strip())
    except ValueError:
        return None
    return at if at.tzinfo else None
