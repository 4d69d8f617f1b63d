"""Where exchanges become WARC segments, and the crawler says what it has.

It knows what the spider hands on; nothing of what a page means.
"""

import asyncio
import logging
from typing import Self

from scrapy.crawler import Crawler
from twisted.internet.task import LoopingCall

from crawler.captures import CaptureLine
from crawler.fetching.segments import Segment
from crawler.fetching.spiders.follow import FollowSpider, spider_of
from crawler.fetching.spiders.post import Reply
from crawler.plan import AWAITED, Kind

_log = logging.getLogger(__name__)


class SegmentPipeline:
    """Write each exchange into the open segment of its kind; close it when it is full or awaited.

    Pages have segments of their own: they are kept, all else expires. All in the event loop: a
    thread costs more, taking turns with it some ten times a page, than the 0.3 ms it takes over.
    """

    def __init__(self, spider: FollowSpider) -> None:
        """Write what ``spider`` hands on, and say so to its output."""
        self._plan = spider.plan
        self._output = spider.output
        self._ending = spider.ending
        self._open: dict[bool, Segment] = {}
        self._closing: set[asyncio.Future[None]] = set()
        self._number = 0
        self._timer = LoopingCall(self._look_round)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it for Scrapy."""
        return cls(spider_of(crawler))

    def open_spider(self) -> None:
        """Watch the age of the open segments, and that somebody hears of us."""
        self._timer.start(1.0, now=False)

    async def close_spider(self) -> None:
        """Close what is still open."""
        self._timer.stop()
        for is_page in list(self._open):
            self._close(is_page=is_page)
        await asyncio.gather(*self._closing)

    def process_item(self, item: Reply) -> Reply:
        """Keep the exchanges of a reply, and only then say what became of the request."""
        line = self._kept(item)
        self._output.say(line)
        if not self._output.is_heard:
            self._ending.begin("parent_gone")
        if line.kind in AWAITED:  # their segment can be loaded at once
            self._close(is_page=False)
        self._close_full()
        return item

    def _kept(self, item: Reply) -> CaptureLine:
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

    def _look_round(self) -> None:
        self._close_full()
        self._output.show_life()

    def _close_full(self) -> None:
        limits = self._plan.limits
        for is_page in [key for key, one in self._open.items() if one.is_full(limits)]:
            self._close(is_page=is_page)

    def _close(self, *, is_page: bool) -> None:
        """Close a segment; the crawl goes on while the disk makes it durable."""
        segment = self._open.pop(is_page, None)
        if segment is not None:
            closing = asyncio.ensure_future(self._make_durable(segment))
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)

    async def _make_durable(self, segment: Segment) -> None:
        try:
            self._output.say(await asyncio.to_thread(segment.close))
        except OSError as exc:
            self._fail(exc)

    def _fail(self, exc: OSError) -> None:
        _log.error("%s can't be written: %s", self._output.folder, exc.strerror)
        self._ending.begin(
            "error",
            f"{self._output.folder} can't be written: {exc.strerror}. Make room there and run "
            "again; what was captured before is kept.",
        )


def _unkept(line: CaptureLine, reason: str) -> CaptureLine:
    return line.model_copy(update={"fetched": "failed", "reason": reason, "id": None})
