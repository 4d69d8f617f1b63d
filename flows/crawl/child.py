"""Run the crawler in a process of its own: ask it, and hear what it says.

This module knows lines and pipes; nothing of Scrapy or of the archive.
"""

import os
import select
import subprocess
import threading
from collections.abc import Iterable
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import IO, Final, Self, cast

from crawler.captures import CaptureError, Said, read_said
from crawler.plan import End, Fetch, Plan, Told
from flows.crawl.starting import GRACE_S, crawler_for, log_of, stop
from flows.settings import Settings

#: The crawler takes at once what it is asked, whatever it does: one that does not is stuck.
_TAKES_S: Final = 120.0
#: Lines of the crawler's log that an error message shows.
_TAIL_LINES: Final = 5


class CrawlError(RuntimeError):
    """The crawler broke off, or fell silent; the message says what its log ends with."""


class Woken:
    """What is heard by somebody who was woken: the crawler has said nothing."""


class Crawl:
    """A crawler at work.

    Attributes:
        plan: what it was told first.
        log: what it writes for people; its log of requests lies beside.

    """

    def __init__(self, plan: Plan, settings: Settings) -> None:
        """Take the plan; the crawler starts with the ``with`` block, if it has not yet."""
        self.plan = plan
        self.log = log_of(settings, plan.site)
        self._settings = settings
        self._said: SimpleQueue[Said | Woken | CaptureError | None] = SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._listener: threading.Thread | None = None

    def __enter__(self) -> Self:
        """Start the crawler, if none waits, and give it its plan."""
        self._process = crawler_for(self._settings, self.plan.site)
        self._listener = threading.Thread(target=self._listen, args=(self._process,), daemon=True)
        self._listener.start()
        try:
            self._write(self.plan)
        except CrawlError:
            self._end(self._process)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Let the crawler end: by itself, or else by force."""
        if self._process is not None:
            self._end(self._process)

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        stop(process)
        if self._listener is not None:
            self._listener.join(GRACE_S)

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None  # noqa: S101 (opened as a pipe)
        with process.stdout as lines:
            for line in lines:
                try:
                    self._said.put(read_said(line))
                except CaptureError as exc:
                    self._said.put(exc)
        self._said.put(None)

    def ask(self, fetches: Iterable[Fetch]) -> None:
        """Ask for URLs, all at once: each writing wakes the crawler.

        Raises:
            CrawlError: the crawler is gone.

        """
        self._write(*fetches)

    def end(self) -> None:
        """Say that all has been asked."""
        self._write(End())

    def _write(self, *lines: Told) -> None:
        """Write without the file's buffer, which would wait for a stuck crawler for ever."""
        assert self._process is not None  # noqa: S101 (within the with block)
        stdin = cast("IO[bytes]", self._process.stdin)
        left = memoryview(b"".join(line.line() for line in lines))
        try:
            while left:
                if not _has_room(stdin.fileno()):
                    stuck = f"the crawler has taken nothing for {_TAKES_S:.0f} seconds"
                    raise CrawlError(self._obituary(stuck))
                left = left[os.write(stdin.fileno(), left) :]
        except (BrokenPipeError, ValueError) as exc:
            raise CrawlError(self._obituary("the crawler is gone")) from exc

    def wake(self) -> None:
        """Wake whoever hears the crawler, from any thread."""
        self._said.put(Woken())

    def hear(self, *, timeout_s: float) -> Said | Woken:
        """Return the next thing that the crawler says, unless somebody wakes us first.

        Raises:
            CrawlError: it ended without its last word, fell silent, or says nonsense.

        """
        said = self._next(timeout_s)
        if said is None:
            raise CrawlError(self._obituary("the crawler ended without its last word"))
        if isinstance(said, CaptureError):
            raise CrawlError(str(said)) from said
        return said

    def _next(self, timeout_s: float) -> Said | Woken | CaptureError | None:
        """Wait in two halves: a machine that slept, crawler and all, wakes at the end of one."""
        for _ in range(2):
            with suppress(Empty):
                return self._said.get(timeout=timeout_s / 2)
        silence = f"the crawler has said nothing for {timeout_s:.0f} seconds"
        raise CrawlError(self._obituary(silence))

    def _obituary(self, what: str) -> str:
        lines = self.log.read_text("utf-8", "replace").splitlines() if self.log.exists() else []
        tail = " | ".join(line.strip() for line in lines[-_TAIL_LINES:])
        return f"{what}. Its log ({self.log}) ends with: {tail or 'nothing'}"


def _has_room(pipe: int) -> bool:
    """Wait until a pipe takes something, or has nobody any more who reads it."""
    os.set_blocking(pipe, False)  # else it waits until all that is written has room
    waiting = select.poll()
    waiting.register(pipe, select.POLLOUT)
    return bool(waiting.poll(_TAKES_S * 1000))
