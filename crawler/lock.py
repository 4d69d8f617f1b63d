"""One crawler a site and machine, whoever runs it; and when the site was last asked.

Both lie in one small file of the machine, so that the pause between two requests outlasts the
process that made the first. It knows files and the clock; nothing of requests.
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

_TIME_CHARS_MAX: Final = 40


class SiteLockedError(RuntimeError):
    """Another crawler on this machine is at this site."""


class SiteLock:
    """The lock of a site, while it is held.

    Attributes:
        asked_at: when the site was last asked, or last answered; None where nobody knows.

    """

    def __init__(self, descriptor: int, *, is_writable: bool) -> None:
        """Read what the file says."""
        self._descriptor = descriptor
        self._is_writable = is_writable
        self.asked_at = _read_time(os.pread(descriptor, _TIME_CHARS_MAX, 0))

    def note(self) -> None:
        """Note that the site is being asked, or answers, now."""
        self.asked_at = datetime.now(UTC)
        if self._is_writable:
            text = f"{self.asked_at.isoformat(timespec='microseconds')}\n"
            with suppress(OSError):  # a full disk; who asked us is told the time as well
                os.pwrite(self._descriptor, text.encode(), 0)

    def quiet_s(self, known: datetime | None) -> float | None:
        """Return for how long the site has been left alone; None where nobody asked it ever.

        ``known`` is what somebody else knows of it. A time to come, which only a clock that was
        put back can leave, counts as now.
        """
        times = [at.timestamp() for at in (self.asked_at, known) if at is not None]
        return max(0.0, time.time() - max(times)) if times else None


@contextmanager
def site_lock(host: str) -> Iterator[SiteLock]:
    """Hold the lock of ``host[:port]`` on this machine.

    Raises:
        SiteLockedError: another crawler holds it.

    """
    name = re.sub(r"[^A-Za-z0-9.-]", "_", host)
    descriptor, is_writable = _open_shared(Path(tempfile.gettempdir()) / f"warta-{name}.lock")
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"another crawler on this machine is at {host}"
            raise SiteLockedError(message) from None
        yield SiteLock(descriptor, is_writable=is_writable)
    finally:
        os.close(descriptor)


def _open_shared(path: Path) -> tuple[int, bool]:
    """Open a file that another user may have made: reading is enough to lock it."""
    for flags in (os.O_RDWR | os.O_CREAT, os.O_RDWR):  # Linux refuses O_CREAT in a sticky folder
        with suppress(PermissionError):
            descriptor = os.open(path, flags | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
            with suppress(PermissionError):
                os.fchmod(descriptor, 0o666)  # whatever the umask: the next user notes times too
            return descriptor, True
    return os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW), False


def _read_time(text: bytes) -> datetime | None:
    try:
        at = datetime.fromisoformat(text.decode("ascii").strip())
    except ValueError:
        return None
    return at if at.tzinfo else None
