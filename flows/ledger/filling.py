"""Fill the archive up from the ledger: read days that were not read, fetch what is missing.

A strategy on the crawl loop, for one slice. It knows the ledger and its reading; nothing of how
slices follow one another, nor of what a person is shown.
"""

import time
from collections import deque
from dataclasses import dataclass
from typing import Final

from crawler.plan import Fetch
from flows.crawl.loop import Answer, CrawlLoop
from flows.crawl.starting import start_early
from flows.crawl.terms import Terms
from flows.ledger.days import LedgerReading, NoListingError, is_put_off, record
from flows.records import NOT_ASKED
from flows.store import ledger
from flows.store.discovered import Due
from flows.store.ledger import Span
from flows.store.statements import Connection

#: A page that does not come, or is no article, is asked for again, once, after all others.
TRIES: Final = 2
#: Pages that the crawler is told of beforehand: where it must wait between two, no more than keep
#: it busy, so that a slice ends in time.
_AHEAD: Final = 2
_AHEAD_AT_ONCE: Final = 60
#: What a crawler takes to start, with something to spare: in seconds, and in requests, as so many
#: times those that are told of beforehand.
_START_S: Final = 2.0
_START_AHEAD: Final = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Slice:
    """How long a slice lasts: until either is used up."""

    requests: int
    seconds: float


class Filling:
    """A slice of work on a span of the ledger.

    Attributes:
        loop: the crawl.
        pages: how many pages were asked for.
        closed: why no channel lists what there is; None where one does.

    """

    def __init__(self, terms: Terms, span: Span, reading: LedgerReading, size: Slice) -> None:
        """Take the terms, and what is to be done; ``run`` does it.

        ``reading`` goes on from slice to slice.
        """
        self._terms = terms
        self._door = terms.door
        self._span = span
        self._reading = reading
        self._size = size
        self._began_s = time.monotonic()
        self._due: deque[Due] = deque()
        self._new = 0
        self._under_way: dict[str, str] = {}
        self._is_listing = False
        self._asked = 0
        self._keys: list[str] = []
        self.loop = CrawlLoop(terms)
        self.pages = 0
        self.closed: str | None = None
        plan = self.loop.plan
        self._ahead = _AHEAD if plan.delay_s or plan.crawl_delay_s else _AHEAD_AT_ONCE

    def run(self) -> None:
        """Work until the slice is over, and settle what came of it; raises what the loop does."""
        self.loop.run(self._begin)
        now = self._terms.clock()
        with self._door.transaction() as connection:
            ledger.settle(connection, self._span.site, self._terms.run_id, self._keys, now=now)
            ledger.prove(connection, self._span, now=now, asked=self._keys)

    def _begin(self) -> None:
        """Begin, once what an earlier crawl left behind is loaded."""
        self._look_anew()
        self._go_on()

    def _next_due(self, connection: Connection) -> list[Due]:
        """Return what may be asked for, and one more: whether another slice follows."""
        return ledger.due(connection, self._span, tries=TRIES, max_rows=self._size.requests + 1)

    @property
    def _left(self) -> int:
        """How many requests this slice may still ask for."""
        is_over = time.monotonic() - self._began_s >= self._size.seconds
        return 0 if is_over else self._size.requests - self._asked

    @property
    def _is_ending(self) -> bool:
        """Whether this slice is over about when a crawler that is started now can hear."""
        left_s = self._size.seconds - (time.monotonic() - self._began_s)
        return left_s <= _START_S or self._left <= _START_AHEAD * self._ahead

    def _go_on(self) -> None:
        """Ask for a listing while too few pages are known to be missing, and for pages."""
        if self._new and len(self._due) < self._ahead:
            self._look_anew()
        if not self._is_listing and len(self._due) + self._new < self._left:
            self._ask_listing()
        if len(self._under_way) <= self._ahead // 2:
            self._ask_pages(min(self._ahead - len(self._under_way), self._left))
        if self._is_ending and self._is_more():
            start_early(self._terms.settings)

    def _is_more(self) -> bool:
        """Whether there will be another slice."""
        return len(self._due) + self._new > self._left or self._reading.url is not None

    def _ask_listing(self) -> None:
        url = self._reading.url
        if url is not None:
            self._is_listing = True
            self._asked += 1
            self.loop.ask(Fetch(url=url, kind="listing"), self._hear_listing)

    def _ask_pages(self, room: int) -> None:
        """Ask for so many pages together: each asking costs a look-up in the archive."""
        fetches: list[Fetch] = []
        while self._due and len(fetches) < room:
            page = self._due.popleft()
            if page.url not in self._under_way:
                self._under_way[page.url] = page.key
                fetches.append(page.fetch())
        self.pages += len(fetches)
        self._asked += len(fetches)
        self.loop.ask_all(fetches, self._hear_page)

    def _hear_page(self, answer: Answer) -> None:
        key = self._under_way.pop(answer.line.url)
        if answer.line.reason not in NOT_ASKED:
            self._keys.append(key)
        self._go_on()

    def _hear_listing(self, answer: Answer) -> None:
        self._is_listing = False
        if is_put_off(answer):
            return
        try:
            listed = self._reading.take(answer)
        except NoListingError as exc:
            self.closed = str(exc)
            return
        if listed:
            record(self._terms, self._span, listed)
            self._new += sum(len(days.entries) for days in listed)
        self._go_on()

    def _look_anew(self) -> None:
        """Look at what is missing now: not before pages run short, since all is looked through."""
        self._new = 0
        tried = {*self._keys, *self._under_way.values()}
        with self._door.transaction() as connection:
            self._due = deque(page for page in self._next_due(connection) if page.key not in tried)
