"""Who holds the lock of a site, and whether that is an orphan: a crawler whose asker is gone.

A crawler ends with whoever asked it, unless it is stopped, or stuck: it would keep everybody from
the site for ever. It knows processes; nothing of crawling.
"""

import os
import signal
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    import psutil

#: Seconds for an orphan to end in good order: longer than `ending` takes, force included.
PATIENCE_S: Final = 15.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Holder:
    """A process that has taken a lock.

    Attributes:
        asker: the number of the process that asks it what to fetch, its parent; 0 where it follows
            a plan to the end, whoever started it.
        since: when it took the lock.

    """

    pid: int
    asker: int
    since: datetime

    @classmethod
    def this(cls, *, is_asked: bool) -> Self:
        """Return this process, which takes a lock now; whether somebody asks it as it goes."""
        asker = os.getppid() if is_asked else 0
        return cls(pid=os.getpid(), asker=asker, since=datetime.now(UTC))

    @classmethod
    def read(cls, line: bytes) -> Self | None:
        """Read what ``line`` gave; None where it says nothing usable."""
        try:
            pid, asker, since = line.decode("ascii").split()
            return cls(pid=int(pid), asker=int(asker), since=datetime.fromisoformat(since))
        except ValueError:
            return None

    def line(self) -> bytes:
        """Return it as a line, for ``read``."""
        return f"{self.pid} {self.asker} {self.since.isoformat(timespec='seconds')}\n".encode()

    def __str__(self) -> str:
        """Return it in words."""
        return f"process {self.pid}, since {self.since:%Y-%m-%d %H:%M:%S} UTC"


def end_orphan(holder: Holder | None, path: Path, *, waited_s: float) -> bool:
    """Have the holder of the lock file ``path`` end, if its asker is gone; say whether it may.

    First it is woken, should it have been stopped: it hears then that nobody listens, and ends in
    good order. One that has not ended ``PATIENCE_S`` later is ended by force.
    """
    orphan = _orphan(holder, path) if holder and holder.asker else None
    if orphan is None or waited_s > 2 * PATIENCE_S:
        return False
    return _told(orphan, signal.SIGCONT if waited_s < PATIENCE_S else signal.SIGKILL)


def _orphan(holder: Holder, path: Path) -> "psutil.Process | None":
    """Return the process, where it has the file open and another parent than it had.

    Anybody may write into the file: another user's process is not ended on its word, even by root.
    """
    import psutil  # takes a moment, and is needed where somebody is in the way

    try:
        process = psutil.Process(holder.pid)
        is_left = process.uids().real == os.getuid() and process.ppid() != holder.asker
        has_it = any(path.samefile(file.path) for file in process.open_files())
    except (psutil.Error, OSError, ValueError):  # it has ended, or is none of ours
        return None
    return process if is_left and has_it else None


def _told(process: "psutil.Process", number: signal.Signals) -> bool:
    import psutil

    try:
        process.send_signal(number)
    except psutil.NoSuchProcess:
        return True  # which is what was wanted
    except psutil.Error:
        return False
    return True
