"""Request lines on standard input, given to the crawl as they come.

The asker closes with an ``end`` line. An input that closes without one means that the asker is
dead: nobody will read what we fetch, so the crawl must stop. It knows lines and pipes only.
"""

import asyncio
import os
import stat
from collections.abc import AsyncIterator, Callable
from typing import BinaryIO, Final

from crawler.plan import End, Fetch, Plan, PlanError, read_first, read_line

_PIECE_BYTES: Final = 65_536


class Inbox(asyncio.Protocol):
    """The request lines that follow the plan on a pipe.

    Attributes:
        plan: the first line.
        on_gone: called once when the asker has gone, with None, or with what was wrong with a line
            where one could not be read.

    """

    def __init__(self, pipe: BinaryIO) -> None:
        """Read the plan itself from an unbuffered pipe; the rest is read while the crawl runs.

        Raises:
            PlanError: the first line is no plan.

        """
        self._pipe = pipe
        first, _, self._rest = _read_to_line_end(pipe).partition(b"\n")
        self.plan: Plan = read_first(first)
        self.on_gone: Callable[[str | None], None] = lambda _problem: None
        self._lines = 1
        self._is_over = False
        self._fetches: asyncio.Queue[Fetch | None] = asyncio.Queue()

    async def fetches(self) -> AsyncIterator[Fetch]:
        """Give the requests as they come, until the end line."""
        self.data_received(b"")
        await asyncio.get_running_loop().connect_read_pipe(lambda: self, self._pipe)
        while (fetch := await self._fetches.get()) is not None:
            yield fetch

    def data_received(self, data: bytes) -> None:
        """Take what the pipe holds."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._lines += 1
            if line.strip() and not self._is_over:
                self._take(line)

    def _take(self, line: bytes) -> None:
        try:
            match read_line(line, self._lines):
                case Fetch() as fetch:
                    self._fetches.put_nowait(fetch)
                case End():
                    self._is_over = True
                    self._fetches.put_nowait(None)
                case Plan():
                    self._go(f"line {self._lines} of the plan: a second plan")
        except PlanError as exc:
            self._go(str(exc))

    def connection_lost(self, exc: Exception | None) -> None:
        """Notice that the asker has gone."""
        del exc
        if not self._is_over:
            self._go(None)

    def _go(self, problem: str | None) -> None:
        self._is_over = True
        self.on_gone(problem)


def _read_to_line_end(pipe: BinaryIO) -> bytes:
    """Read in large pieces: a kept robots.txt makes the plan half a megabyte long."""
    data = b""
    while b"\n" not in data and (piece := pipe.read(_PIECE_BYTES)):
        data += piece
    return data


def is_pipe(descriptor: int) -> bool:
    """Whether a file descriptor can be waited for; a file of the disk can't."""
    return not stat.S_ISREG(os.fstat(descriptor).st_mode)
