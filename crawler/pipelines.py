"""Where exchanges become WARC segments, and the crawler says what it has.

It knows what the spider hands on; nothing of what a page means.
"""

from typing import Self

from scrapy.crawler import Crawler
from twisted.internet.task import LoopingCall

from crawler.captures import CaptureLine
from crawler.segments import Exchange, Segment
from crawler.spiders.follow import FollowSpider, spider_of

#: Captures that someone waits for: their segment is closed at once.
_AWAITED = frozenset({"listing", "probe"})


class SegmentPipeline:
    """Write each exchange into the open segment, and close it when it is full or awaited."""

    def __init__(self, spider: FollowSpider) -> None:
        """Write what ``spider`` hands on, and say so to its output."""
        self._plan = spider.plan
        self._output = spider.output
        self._segment: Segment | None = None
        self._number = 0
        self._timer = LoopingCall(self._close_if_full)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it for Scrapy."""
        return cls(spider_of(crawler))

    def open_spider(self) -> None:
        """Watch the age of the open segment."""
        self._timer.start(1.0, now=False)

    def close_spider(self) -> None:
        """Close what is still open."""
        self._timer.stop()
        self._close()

    def process_item(self, item: Exchange | CaptureLine) -> Exchange | CaptureLine:
        """Keep an exchange; pass a line on."""
        if isinstance(item, Exchange):
            self._open_segment().add(item)
            return item
        self._output.say(item)
        if item.kind in _AWAITED:
            self._close()
        self._close_if_full()
        return item

    def _open_segment(self) -> Segment:
        if self._segment is None:
            self._number += 1
            self._segment = Segment(self._output.folder, self._plan, self._number)
        return self._segment

    def _close_if_full(self) -> None:
        if self._segment is not None and self._segment.is_full(self._plan.limits):
            self._close()

    def _close(self) -> None:
        if self._segment is not None:
            self._output.say(self._segment.close())
            self._segment = None
