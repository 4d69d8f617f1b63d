"""How a crawl stops before its end: nothing new is asked, what is under way may finish soon.

It knows Scrapy's engine; not why a crawl should stop.
"""

import asyncio
import os
import signal
from typing import Final

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawler.captures import FinishReason
from crawler.fetching.network import cut_transfers, site_slot

#: Seconds for the request under way to finish, before it is cut.
_GRACE_S: Final = 3.0
#: Seconds until a crawl that still does not end is ended by force; segments survive that.
_FORCE_S: Final = 12.0
EXIT_INCOMPLETE: Final = 1


class Refused(IgnoreRequest):
    """A request that was not made; ``reason`` says which rule forbade it."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


class Ending:
    """Why a crawl is stopping, once it is.

    Attributes:
        reason: none while the crawl goes on.
        message: what to tell a person.

    """

    def __init__(self, crawler: Crawler) -> None:
        """Watch over a crawl."""
        self._crawler = crawler
        self._closing: asyncio.Task[None] | None = None
        self.reason: FinishReason | None = None
        self.message: str | None = None

    def heed_signals(self) -> None:
        """Stop in good order on SIGTERM and SIGINT, and at once when told twice."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._on_signal)

    def limit(self, seconds: float) -> None:
        """Stop after so long."""
        why = f"its {seconds:g} seconds are over"
        asyncio.get_running_loop().call_later(seconds, self.begin, "time_limit", why)

    def _on_signal(self) -> None:
        if self.reason is not None:
            cut_transfers(self._crawler)
        self.begin("shutdown")

    def begin(self, reason: FinishReason, message: str | None = None) -> None:
        """Stop, for the first reason that is given."""
        if self.reason is not None:
            return
        self.reason, self.message = reason, message
        loop = asyncio.get_running_loop()
        loop.call_later(_GRACE_S, cut_transfers, self._crawler)
        loop.call_later(_FORCE_S, os._exit, EXIT_INCOMPLETE)
        self._refuse_waiting()
        self._closing = loop.create_task(self._close())

    def _refuse_waiting(self) -> None:
        """Answer the requests that wait for their turn: a Crawl-delay may be minutes long."""
        slot = site_slot(self._crawler)
        while slot is not None and slot.queue:
            _, waiting = slot.queue.popleft()
            waiting.errback(Refused(self.reason or "shutdown"))

    async def _close(self) -> None:
        engine = self._crawler.engine
        if engine.spider is not None:
            await engine.close_spider_async(reason=self.reason or "shutdown")
