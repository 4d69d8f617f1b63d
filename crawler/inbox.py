"""Request lines on standard input, given to the crawl as they come.

The asker closes with an ``end`` line. An input that closes without one means that the asker is
dead: nobody will read what we fetch, so the crawl must stop. It knows lines and pipes only.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from typing import BinaryIO

from crawler.plan import End, Fetch, Plan, PlanError, read_line


class Inbox(asyncio.Protocol):
    """The request lines that follow the plan on a pipe.

    Attributes:
        problem: what was wrong with a line, where one could not be read.

    """

    def __init__(self, pipe: BinaryIO) -> None:
        """Read the plan itself; the rest is read while the crawl runs.

        Raises:
            PlanError: the first line is no plan.

        """
        self._pipe = pipe
        first = pipe.readline()
        plan = read_line(first, 1)
        if not isinstance(plan, Plan):
            message = "line 1 on standard input: it must be the plan itself"
            raise PlanError(message)
        self.plan = plan
        self.problem: str | None = None
        self.on_gone: Callable[[], None] = lambda: None
        self._lines = 1
        self._rest = b""
        self._is_ended = False
        self._fetches: asyncio.Queue[Fetch | None] = asyncio.Queue()

    @classmethod
    def on_stdin(cls) -> "Inbox":
        """Open standard input, unbuffered: what follows the plan belongs to the event loop."""
        return cls(os.fdopen(0, "rb", buffering=0))

    async def fetches(self) -> AsyncIterator[Fetch]:
        """Give the requests as they come, until the end line."""
        await asyncio.get_running_loop().connect_read_pipe(lambda: self, self._pipe)
        while (fetch := await self._fetches.get()) is not None:
            yield fetch

    def data_received(self, data: bytes) -> None:
        """Take what the pipe holds."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._lines += 1
            if line.strip():
                self._take(line)

    def _take(self, line: bytes) -> None:
        try:
            match read_line(line, self._lines):
                case Fetch() as fetch:
                    self._fetches.put_nowait(fetch)
                case End():
                    self._is_ended = True
                    self._fetches.put_nowait(None)
                case Plan():
                    self._fail(f"line {self._lines} of the plan: a second plan")
        except PlanError as exc:
            self._fail(str(exc))

    def _fail(self, problem: str) -> None:
        self.problem = problem
        self.on_gone()

    def connection_lost(self, exc: Exception | None) -> None:
        """Notice that the asker has gone."""
        del exc
        if not self._is_ended:
            self.on_gone()
