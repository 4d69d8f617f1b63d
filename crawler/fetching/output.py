"""The crawler's way out: its folder of segments, and its lines on a stream of their own.

It knows files and streams; nothing of Scrapy, of requests or of pages.
"""

import os
import sys
import time
from pathlib import Path
from typing import BinaryIO, Final

from crawler.captures import AliveLine, CaptureLine, Said

#: After so many seconds without a word it is said that the crawler lives.
_ALIVE_S: Final = 10.0


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
        self._said_s = time.monotonic()
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
        self._said_s = time.monotonic()

    def show_life(self) -> None:
        """Say that the crawler lives, where nothing was said for long: a site may be that slow."""
        if time.monotonic() - self._said_s >= _ALIVE_S:
            self.say(AliveLine())


def private_stdout() -> BinaryIO:
    """Return standard output for lines alone; whatever else is printed goes to standard error."""
    stream = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return stream
