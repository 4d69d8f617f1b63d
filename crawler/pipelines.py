"""Where exchanges become WARC segments, and the crawler says what it has.

It knows what the spider hands on; nothing of what a page means.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Semaphore
from typing import Final, Self

from scrapy.crawler import Crawler

from crawler.captures import CaptureLine, FinishReason
from crawler.plan import Kind
from crawler.segments import Segment
from crawler.spiders.follow import FollowSpider, spider_of
from crawler.spiders.post import Answer

#: Captures that someone waits for: their segment is closed at once.
_AWAITED: Final = frozenset({"listing", "probe"})
#: Answers that may wait to be written; then fetching waits as well.
_WAITING_MAX: Final = 4
_log = logging.getLogger(__name__)


class SegmentPipeline:
    """Write each exchange into the open segment of its kind; close it when it is full or awaited.

    Pages have segments of their own: they are kept, all else expires. A thread does it, in order:
    while it makes checksums and compresses, the next page is fetched.
    """

    def __init__(self, spider: FollowSpider) -> None:
        """Write what ``spider`` hands on, and say so to its output."""
        self._plan = spider.plan
        self._output = spider.output
        self._ending = spider.ending
        self._open: dict[bool, Segment] = {}
        self._number = 0
        self._loop = asyncio.get_running_loop()
        self._room = Semaphore(_WAITING_MAX)
        self._writer = ThreadPoolExecutor(1, "writer")
        self._disk = ThreadPoolExecutor(1, "disk")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it for Scrapy."""
        return cls(spider_of(crawler))

    def open_spider(self) -> None:
        """Watch the age of the open segments."""
        self._watch = self._loop.create_task(self._close_aged())

    async def close_spider(self) -> None:
        """Close what is still open."""
        self._watch.cancel()
        self._submit(self._close_all)
        await asyncio.to_thread(self._finish)

    def _finish(self) -> None:
        self._writer.shutdown()
        self._disk.shutdown()

    def process_item(self, item: Answer) -> Answer:
        """Have the exchanges of an answer kept, and only then said what became of the request."""
        self._room.acquire()
        self._submit(self._keep, item)
        return item

    def _submit(self, work: Callable[..., None], *given: Answer) -> None:
        self._writer.submit(work, *given).add_done_callback(self._look_at)

    def _look_at(self, done: Future[None]) -> None:
        """Let no failure of a thread pass unseen."""
        if (exc := done.exception()) is not None:
            _log.error("What was fetched can't be kept", exc_info=exc)
            self._end("error", f"what was fetched can't be kept: {exc!r}")

    def _keep(self, item: Answer) -> None:
        self._room.release()
        line = self._kept(item)
        self._output.say(line)
        if not self._output.is_heard:
            self._end("parent_gone")
        if line.kind in _AWAITED:
            self._close(is_page=False)
        self._close_full()

    def _kept(self, item: Answer) -> CaptureLine:
        try:
            for exchange in item.exchanges:
                self._segment(exchange.kind).add(exchange)
        except OSError as exc:
            self._fail(exc)
            return _unkept(item.line, f"unwritable: {exc.strerror}")
        except (ValueError, TypeError) as exc:  # what WARC can't hold must not cost the rest
            _log.exception("An exchange can't be written as WARC: %s", item.line.url)
            return _unkept(item.line, f"unwritable: {exc}"[:300])
        return item.line

    def _segment(self, kind: Kind) -> Segment:
        is_page = kind == "page"
        if is_page not in self._open:
            self._number += 1
            self._open[is_page] = Segment(
                self._output.folder, self._plan, self._number, is_of_listings=not is_page
            )
        return self._open[is_page]

    def _close_full(self) -> None:
        limits = self._plan.limits
        for is_page in [key for key, one in self._open.items() if one.is_full(limits)]:
            self._close(is_page=is_page)

    async def _close_aged(self) -> None:
        while True:
            await asyncio.sleep(1)
            self._submit(self._close_full)

    def _close_all(self) -> None:
        for is_page in list(self._open):
            self._close(is_page=is_page)

    def _close(self, *, is_page: bool) -> None:
        """Close a segment; the next is written while the disk makes it durable."""
        segment = self._open.pop(is_page, None)
        if segment is not None:
            self._disk.submit(self._make_durable, segment).add_done_callback(self._look_at)

    def _make_durable(self, segment: Segment) -> None:
        try:
            self._output.say(segment.close())
        except OSError as exc:
            self._fail(exc)

    def _fail(self, exc: OSError) -> None:
        _log.error("%s can't be written: %s", self._output.folder, exc.strerror)
        self._end(
            "error",
            f"{self._output.folder} can't be written: {exc.strerror}. Make room there and run "
            "again; what was captured before is kept.",
        )

    def _end(self, reason: FinishReason, message: str | None = None) -> None:
        self._loop.call_soon_threadsafe(self._ending.begin, reason, message)


def _unkept(line: CaptureLine, reason: str) -> CaptureLine:
    return line.model_copy(update={"fetched": "failed", "reason": reason, "id": None})
