"""Where exchanges become WARC segments, and the crawler says what it has.

It knows what the spider hands on; nothing of what a page means.
"""

import logging
from typing import Self

from scrapy.crawler import Crawler
from twisted.internet.task import LoopingCall

from crawler.captures import CaptureLine
from crawler.segments import Segment
from crawler.spiders.follow import Answer, FollowSpider, spider_of

#: Captures that someone waits for: their segment is closed at once.
_AWAITED = frozenset({"listing", "probe"})
_log = logging.getLogger(__name__)


class SegmentPipeline:
    """Write each exchange into the open segment, and close it when it is full or awaited."""

    def __init__(self, spider: FollowSpider) -> None:
        """Write what ``spider`` hands on, and say so to its output."""
        self._plan = spider.plan
        self._output = spider.output
        self._ending = spider.ending
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

    def process_item(self, item: Answer) -> Answer:
        """Keep the exchanges of an answer, and only then say what became of the request."""
        line = self._kept(item)
        self._output.say(line)
        if not self._output.is_heard:
            self._ending.begin("parent_gone")
        if line.kind in _AWAITED:
            self._close()
        self._close_if_full()
        return item

    def _kept(self, item: Answer) -> CaptureLine:
        try:
            for exchange in item.exchanges:
                self._open_segment().add(exchange)
        except OSError as exc:
            self._fail(exc)
            return _unkept(item.line, f"unwritable: {exc.strerror}")
        except (ValueError, TypeError) as exc:  # what WARC can't hold must not cost the rest
            _log.exception("An exchange can't be written as WARC: %s", item.line.url)
            return _unkept(item.line, f"unwritable: {exc}"[:300])
        return item.line

    def _open_segment(self) -> Segment:
        if self._segment is None:
            self._number += 1
            self._segment = Segment(self._output.folder, self._plan, self._number)
        return self._segment

    def _close_if_full(self) -> None:
        if self._segment is not None and self._segment.is_full(self._plan.limits):
            self._close()

    def _close(self) -> None:
        segment, self._segment = self._segment, None
        if segment is None:
            return
        try:
            self._output.say(segment.close())
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
