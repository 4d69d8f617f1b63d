"""Ask how much there is before anything is fetched: a count of REST, or else the sitemaps.

A strategy on the crawl loop. It knows the reading of the ledger; nothing of plans or of pages.
"""

from http import HTTPStatus
from typing import Final

from crawler import discovery
from crawler.plan import Fetch
from flows.crawl.loop import Answer, CrawlLoop
from flows.crawl.terms import Terms
from flows.ledger.days import LedgerReading, NoListingError, is_put_off, record
from flows.listings.entries import extent_of
from flows.store.ledger import Span

#: Sitemaps that are read for the sake of a count.
SURVEY_MAX: Final = 20


class Surveying:
    """A survey of the days that are not read yet.

    Attributes:
        loop: the crawl.
        counted: how many articles the site counts from the oldest unread day to the newest; None
            where it does not say.
        closed: why no channel lists what there is; None where one does.

    """

    def __init__(self, terms: Terms, span: Span, reading: LedgerReading) -> None:
        """Take the terms, and the reading; ``run`` surveys what it has before it."""
        self._terms = terms
        self._span = span
        self._reading = reading
        self._asked = 0
        self.loop = CrawlLoop(terms)
        self.counted: int | None = None
        self.closed: str | None = None

    def run(self) -> None:
        """Survey; raises what the loop does."""
        self.loop.run(self._ask_count)

    def _ask_count(self) -> None:
        unread = self._reading.gaps
        first, last = unread[-1][0], unread[0][1]
        url = discovery.window_url(self._terms.door.site.rest_url, first, last)
        self.loop.ask(Fetch(url=url, kind="listing"), self._hear_count)

    def _hear_count(self, answer: Answer) -> None:
        capture = answer.capture
        if capture is not None and capture.status == HTTPStatus.OK:
            self.counted = extent_of(capture).posts or None  # 0 as well where it does not count
        if self.counted is None and not is_put_off(answer):
            self._go_on()

    def _go_on(self) -> None:
        url = self._reading.url
        if url is None or self._asked >= SURVEY_MAX:
            return
        self._asked += 1
        self.loop.ask(Fetch(url=url, kind="listing"), self._hear)

    def _hear(self, answer: Answer) -> None:
        if is_put_off(answer):
            return
        try:
            listed = self._reading.take(answer)
        except NoListingError as exc:
            self.closed = str(exc)
            return
        record(self._terms, self._span, listed)
        self._go_on()
