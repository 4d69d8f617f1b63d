"""The crawl loop: asks a crawler, hears it, loads what it brings, and counts its answers.

What is asked, and what an answer leads to, is the strategy's: following, filling up, comparing
and probing each ask through the same loop. It knows the door and the crawler's lines; nothing of
listings, of articles or of how a run is judged.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID, uuid4

from crawler.captures import (
    Capture,
    CaptureLine,
    FinishedLine,
    Said,
    SegmentLine,
    StartedLine,
)
from crawler.discovery import read_robots
from crawler.plan import Fetch, Limits, Plan
from flows.crawl.child import Crawl
from flows.door import Door
from flows.keeping import Shelf, shelf_of
from flows.normalise import site_path
from flows.records import Batch, CaptureRow
from flows.segment import Loaded
from flows.settings import Settings
from flows.store import budget, kept, load, runs, sites
from flows.store.budget import Grant

#: robots.txt is kept with the site for this long (RFC 9309, section 2.4: 24 hours at the most).
ROBOTS_LAST: Final = timedelta(hours=24)
#: Requests of one run. First contact takes 53; what is over waits for the next run.
REQUESTS_MAX: Final = 500
#: How often a run shows that it is alive.
_BEAT: Final = timedelta(minutes=1)
#: Seconds that a crawl may take: at the most, beside its requests, and for each of them beside the
#: pause. What is not done by then waits for the next run.
_RUN_S: Final = 3_600.0
_START_S: Final = 300.0
_REQUEST_S: Final = 1.0
#: A crawler that says nothing for this long beyond its slowest request is stuck (seconds).
_PATIENCE_S: Final = 600.0

Clock = Callable[[], datetime]
#: Told of each answer: how many requests were answered, and how many were asked so far.
Progress = Callable[[int, int], None]


def no_progress(_answered: int, _asked: int) -> None:
    """Tell nobody."""


class LoadSegment(Protocol):
    """The stage that loads one segment: ``segment.load_segment``, or a task around it."""

    def __call__(
        self, door: Door, path: Path, *, run_id: UUID, captures: Shelf, now: datetime
    ) -> Loaded:
        """Load the segment at ``path``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """What a crawl is given.

    Attributes:
        requests: at most so many are made; what is over is not asked.
        is_virtual: whether the clock's time is the time of the captures as well (tests).

    """

    run_id: UUID
    door: Door
    settings: Settings
    clock: Clock
    load_segment: LoadSegment
    requests: int = REQUESTS_MAX
    is_virtual: bool = False
    progress: Progress = no_progress


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


class HourSpentError(RuntimeError):
    """The site's hour holds no request any more: a crawl can't begin. Says when it can."""


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
            HourSpentError: there are none left.

        """
        self._terms = terms
        self._site = terms.door.site
        self._grant = self._debited()
        self._crawl = Crawl(self._plan(), terms.settings)
        self._asked = 0
        self._awaited: dict[str, Then] = {}
        self._answered: dict[UUID, CaptureLine] = {}
        self._is_asking = False
        self._beaten_at = terms.clock()
        self._retry_at: datetime | None = None
        self.finished: FinishedLine | None = None
        self.lines: list[CaptureLine] = []

    def _debited(self) -> Grant:
        terms = self._terms
        holds = terms.settings.hour_holds(is_loopback=self._site.is_loopback)
        with terms.door.transaction() as connection:
            grant = budget.debit(
                connection,
                self._site.name,
                terms.requests,
                per_hour=holds,
                now=terms.clock(),
                lasts=timedelta(seconds=self._limit_s()),
            )
        if not grant.requests:
            message = (
                f"the {holds:,} requests of this hour are spent (WARTA_REQUESTS_PER_HOUR); "
                f"it goes on at {grant.goes_on_at:%Y-%m-%d %H:%M} UTC"
            )
            raise HourSpentError(message)
        return grant

    @cached_property
    def _crawl_delay_s(self) -> float:
        """What robots.txt asks for, as it was last read."""
        robots = self._terms.door.taken.robots
        return read_robots(robots).crawl_delay_s if robots else 0.0

    def _limit_s(self) -> float:
        """Return how long the crawl may take: twice what its requests should."""
        each_s = max(self._site.min_delay_s, self._crawl_delay_s) + _REQUEST_S
        return min(_RUN_S, _START_S + 2 * each_s * self._terms.requests)

    def _plan(self) -> Plan:
        terms, taken = self._terms, self._terms.door.taken
        now = terms.clock()
        is_fresh = taken.robots_at is not None and now - taken.robots_at < ROBOTS_LAST
        return Plan(
            run_id=terms.run_id,
            site=self._site.name,
            hosts=self._site.hosts,
            user_agent=terms.settings.user_agent,
            now=now,
            is_virtual=terms.is_virtual,
            delay_s=self._site.min_delay_s,
            asked_at=taken.asked_at,
            robots=taken.robots if is_fresh else None,
            crawl_delay_s=self._crawl_delay_s,
            limits=Limits(requests=self._grant.requests, run_s=self._limit_s()),
        )

    @property
    def plan(self) -> Plan:
        """What the crawler was told first."""
        return self._crawl.plan

    @property
    def log(self) -> Path:
        """Where the crawler writes for people."""
        return self._crawl.log

    def run(self, begin: Callable[[], None]) -> None:
        """Crawl until the crawler has had its last word; ``begin`` asks the first questions.

        Where robots.txt is due, it is asked for before all else.

        Raises:
            flows.crawl.child.CrawlError: the crawler broke off.
            flows.db.DatabaseError: a load did not commit.
            crawler.captures.CaptureError: a segment is damaged.

        """
        with self._crawl:
            while self.finished is None:
                self._heed(self._crawl.hear(timeout_s=_PATIENCE_S), begin)
        self._end()

    def ask(self, fetch: Fetch, then: Then | None = None) -> None:
        """Ask for a URL. One URL can be awaited once at a time."""
        if then is not None:
            self._awaited[fetch.url] = then
        self._asked += 1
        self._crawl.ask(self._with_known(fetch))

    def _with_known(self, fetch: Fetch) -> Fetch:
        """Add to a page what it was when it was last seen: the same is not kept twice."""
        if fetch.kind != "page":
            return fetch
        with self._terms.door.transaction() as connection:
            found = kept.known(connection, self._site.name, [fetch.url], [site_path(fetch.url)])
        return fetch.model_copy(update={"known": found.get(fetch.url)})

    def _heed(self, said: Said, begin: Callable[[], None]) -> None:
        match said:
            case StartedLine():
                if self._crawl.plan.robots is None:
                    self.ask(Fetch(url=f"{self._site.base_url}/robots.txt", kind="robots"))
                begin()
                self._is_asking = True
            case CaptureLine():
                self._take(said)
            case SegmentLine():
                self._load(said.path)
            case FinishedLine():
                self.finished = said
                return
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
        if now - self._beaten_at < _BEAT:
            return
        with self._terms.door.transaction() as connection:
            runs.beat(connection, self._terms.run_id, now=now)
        self._beaten_at = now

    def _load(self, path: Path) -> None:
        terms = self._terms
        loaded = terms.load_segment(
            terms.door,
            path,
            run_id=terms.run_id,
            captures=shelf_of(terms.settings),
            now=terms.clock(),
        )
        for capture in loaded.answers:
            line = self._answered.pop(capture.id, None)
            if line is not None:  # a segment of a crawl before this one answers nobody
                self._awaited.pop(line.url)(Answer(line=line, capture=capture))

    def _end(self) -> None:
        """Record what came to nothing: there is no WARC record of it. Put back what is unused."""
        lost = {uuid4(): line for line in self.lines if line.id is None}
        retry_at = max((line.retry_at for line in self.lines if line.retry_at), default=None)
        paths = {key: (site_path(line.url),) for key, line in lost.items()}
        batch = Batch(captures=[_lost_row(key, line) for key, line in lost.items()], items=())
        terms = self._terms
        with terms.door.transaction() as connection:
            sites.record_retry_at(connection, self._site.name, retry_at)
            if self.finished is not None:
                sites.record_asked_at(connection, self._site.name, self.finished.asked_at)
                used = self.finished.requests
                budget.credit(connection, self._grant, used=used, now=terms.clock())
            load.load(
                connection,
                batch,
                site=self._site.name,
                run_id=terms.run_id,
                now=terms.clock(),
                paths=paths,
            )


def _lost_row(key: UUID, line: CaptureLine) -> CaptureRow:
    return CaptureRow(
        id=key,
        kind=line.kind,
        state="refused" if line.fetched == "refused" else "failed",
        url=line.url,
        reason=line.reason,
        captured_at=line.captured_at,
        fetch_ms=line.fetch_ms,
    )
