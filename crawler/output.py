"""The crawler's way out: its folder of segments, and its lines on a stream of their own.

It knows files and streams; nothing of Scrapy, of requests or of pages.
"""

import fcntl
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from crawler.captures import CaptureLine, Said


class SiteLockedError(RuntimeError):
    """Another crawler on this machine is at this site."""


class Output:
    """Says what the crawler has, a JSON line at a time.

    A reader that is slow holds the crawl up: nothing is fetched that nobody takes. One that has
    gone is noted, and nothing more is said.

    Attributes:
        captures: lines said that tell what became of a request.
        is_heard: whether there still is somebody to hear.

    """

    def __init__(self, folder: Path, stream: BinaryIO) -> None:
        """Write segments to ``folder`` (made when missing), and lines to ``stream``."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._stream = stream
        self.captures = 0
        self.is_heard = True

    def say(self, line: Said) -> None:
        """Say one line, at once."""
        if not self.is_heard:
            return
        self.captures += isinstance(line, CaptureLine)
        left = memoryview(line.line())
        try:
            while left:
                left = left[self._stream.write(left) :]
            self._stream.flush()
        except BrokenPipeError:
            self.is_heard = False


def private_stdout() -> BinaryIO:
    """Return standard output for lines alone; whatever else is printed goes to standard error."""
    stream = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return stream


@contextmanager
def site_lock(host: str) -> Iterator[None]:
    """Hold the lock of ``host[:port]`` on this machine: one crawler a site, whoever runs it.

    Raises:
        SiteLockedError: another crawler holds it.

    """
    name = re.sub(r"[^A-Za-z0-9.-]", "_", host)
    descriptor = _open_shared(Path(tempfile.gettempdir()) / f"warta-{name}.lock")
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            message = f"another crawler on this machine is at {host}"
            raise SiteLockedError(message) from exc
        yield
    finally:
        os.close(descriptor)


def _open_shared(path: Path) -> int:
    """Open a lock file that another user may have made: reading is enough to lock it."""
    try:
        return os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except PermissionError:  # Linux refuses O_CREAT on other people's files in a sticky folder
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
