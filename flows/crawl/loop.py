"""The crawl loop: asks a crawler, hears it, has loaded what it brings, and counts its answers.

What is asked, and what an answer leads to, is the strategy's: following, filling up, comparing
and probing each ask through the same loop. It knows the door and the crawler's lines; nothing of
listings, of articles or of how a run is judged.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from crawler.captures import (
    AliveLine,
    Capture,
    CaptureLine,
    FinishedLine,
    Said,
    SegmentLine,
    StartedLine,
)
from crawler.plan import Fetch, Plan
from flows.clock import is_within
from flows.crawl.bounds import bounded
from flows.crawl.child import Crawl, Woken
from flows.crawl.ended import record_end
from flows.crawl.known import with_known
from flows.crawl.loading import Loader, loader
from flows.crawl.terms import Terms
from flows.store import runs, sites

#: How often a run shows that it is alive.
_BEAT: Final = timedelta(minutes=1)
#: A crawler that says nothing for this long is stuck: it says every ten seconds that it lives.
_PATIENCE_S: Final = 120.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What became of a request that a strategy waits for.

    Attributes:
        line: what the crawler said of it.
        capture: of a listing or probe, what the site sent, which is in the archive by then; None
            where it sent nothing, and for a page, which is understood when its segment is loaded.

    """

    line: CaptureLine
    capture: Capture | None = field(default=None, repr=False)


#: What a strategy does with an answer; it may ask further.
Then = Callable[[Answer], None]


class CrawlLoop:
    """A crawl under way.

    It ends when nothing is left to answer that a strategy waits for: what was asked without a
    ``then`` is still fetched and loaded.

    Attributes:
        finished: the crawler's last word.
        lines: what became of each request, in order.

    """

    def __init__(self, terms: Terms) -> None:
        """Take the terms, and the requests out of the site's hour; ``run`` does the rest.

        Raises:
            flows.crawl.bounds.HourSpentError: there are none left.

        """
        self._terms = terms
        self._site = terms.door.site
        self._grant, plan = bounded(terms)
        self._crawl = Crawl(plan, terms.settings)
        self._loader: Loader
        self._asked = 0
        self._awaited: dict[str, Then] = {}
        self._answered: dict[UUID, CaptureLine] = {}
        self._is_asking = False
        self._beaten_at = terms.clock()
        self._retry_at: datetime | None = None
        self.finished: FinishedLine | None = None
        self.lines: list[CaptureLine] = []

    @property
    def plan(self) -> Plan:
        """What the crawler was told first."""
        return self._crawl.plan

    @property
    def log(self) -> Path:
        """Where the crawler writes for people."""
        return self._crawl.log

    @property
    def requests(self) -> int:
        """How many requests were made, once it has ended."""
        return self.finished.requests if self.finished else 0

    def run(self, begin: Callable[[], None]) -> None:
        """Crawl until the crawler has had its last word; ``begin`` asks the first questions.

        Where robots.txt is due, it is asked for before all else.

        Raises:
            flows.crawl.child.CrawlError: the crawler broke off.
            flows.db.DatabaseError: a load did not commit.
            crawler.captures.CaptureError: a segment is damaged.

        """
        with loader(self._terms, self._crawl.wake) as self._loader, self._crawl:
            while self.finished is None:
                self._heed(self._crawl.hear(timeout_s=_PATIENCE_S), begin)
        record_end(self._terms, self.lines, self.finished, self._grant)

    def ask(self, fetch: Fetch, then: Then | None = None) -> None:
        """Ask for a URL. One URL can be awaited once at a time."""
        self.ask_all([fetch], then)

    def ask_all(self, fetches: Sequence[Fetch], then: Then | None = None) -> None:
        """Ask for URLs; of pages the archive is asked once, however many they are.

        A crawler that has had its last word is asked for nothing.
        """
        if self.finished is not None:
            return
        pages = [fetch for fetch in fetches if fetch.kind == "page"]
        others = [fetch for fetch in fetches if fetch.kind != "page"]
        if pages:
            with self._terms.door.transaction() as connection:
                pages = with_known(connection, self._site.name, pages)
        asked = [*others, *pages]
        if then is not None:
            self._awaited.update((fetch.url, then) for fetch in asked)
        self._asked += len(asked)
        self._crawl.ask(asked)

    def _heed(self, said: Said | Woken, begin: Callable[[], None]) -> None:
        match said:
            case StartedLine():
                self._take_loaded(is_last=True)  # of what an earlier crawl left behind
                if self._crawl.plan.robots is None:
                    self.ask(Fetch(url=f"{self._site.base_url}/robots.txt", kind="robots"))
                begin()
                self._is_asking = True
            case AliveLine():
                self._beat()
            case CaptureLine():
                self._take(said)
            case SegmentLine():
                self._loader.load(said.path)
            case FinishedLine():
                self.finished = said
                self._take_loaded(is_last=True)
                return
        self._take_loaded()
        if self._is_asking and not self._awaited:
            self._is_asking = False
            self._crawl.end()

    def _take(self, line: CaptureLine) -> None:
        self.lines.append(line)
        if line.retry_at is not None:
            self._note_retry_at(line.retry_at)
        self._terms.progress(len(self.lines), self._asked)
        self._beat()
        if line.url not in self._awaited:
            return
        if line.id is None or line.kind == "page":
            self._awaited.pop(line.url)(Answer(line=line))
        else:
            self._answered[line.id] = line

    def _note_retry_at(self, retry_at: datetime) -> None:
        """Record at once what the site wished: whatever becomes of this run, it holds."""
        if retry_at == self._retry_at:
            return
        with self._terms.door.transaction() as connection:
            sites.record_retry_at(connection, self._site.name, retry_at)
        self._retry_at = retry_at

    def _beat(self) -> None:
        now = self._terms.clock()
        if is_within(_BEAT, self._beaten_at, now):
            return
        with self._terms.door.transaction() as connection:
            runs.beat(connection, self._terms.run_id, now=now)
        self._beaten_at = now

    def _take_loaded(self, *, is_last: bool = False) -> None:
        for loaded in self._loader.loaded(is_last=is_last):
            for capture in loaded.answers:
                line = self._answered.pop(capture.id, None)
                if line is not None:  # a segment of a crawl before this one answers nobody
                    self._awaited.pop(line.url)(Answer(line=line, capture=capture))
