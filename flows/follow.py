"""One crawl of a site from beginning to end: asks, hears, loads, and judges how it went.

It knows the door, the crawler's lines and the listings; nothing of Prefect or of how a run is
shown.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID, uuid4

from crawler import discovery
from crawler.captures import (
    Capture,
    CaptureLine,
    FinishedLine,
    Said,
    SegmentLine,
    StartedLine,
)
from crawler.discovery import Found, feed_url
from crawler.plan import Fetch, Limits, Listed, Plan
from flows.crawl import Crawl
from flows.door import Door
from flows.listings import Extent, Listings
from flows.normalise import UrlError, site_path
from flows.normalise import url as canonical
from flows.records import Batch, CaptureRow
from flows.segment import Loaded
from flows.settings import Settings
from flows.store import load, sites

#: robots.txt is kept with the site for this long (RFC 9309, section 2.4: 24 hours at the most).
ROBOTS_LAST: Final = timedelta(hours=24)
#: Requests of one run. First contact takes 53; what is over waits for the next run.
REQUESTS_MAX: Final = 500
#: A crawler that says nothing for this long beyond its slowest request is stuck (seconds).
_PATIENCE_S: Final = 600.0
_COUNT: Final = re.compile("[0-9]{1,9}")

Clock = Callable[[], datetime]
#: Told of each answer: how many requests were answered, and how many were asked so far.
Progress = Callable[[int, int], None]


def no_progress(_answered: int, _asked: int) -> None:
    """Tell nobody."""


class LoadSegment(Protocol):
    """The stage that loads one segment: ``segment.load_segment``, or a task around it."""

    def __call__(
        self, door: Door, path: Path, *, run_id: UUID, captures: Path, now: datetime
    ) -> Loaded:
        """Load the segment at ``path``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """What a crawl is given.

    Attributes:
        is_virtual: whether the clock's time is the time of the captures as well (tests).

    """

    run_id: UUID
    door: Door
    settings: Settings
    clock: Clock
    load_segment: LoadSegment
    is_virtual: bool = False
    progress: Progress = no_progress


class Follow:
    """A crawl under way.

    Attributes:
        listings: how far the site's listings were read.
        finished: the crawler's last word.
        lines: what became of each request, in order.
        pages: how many pages were due, and asked for.

    """

    def __init__(self, terms: Terms) -> None:
        """Take the terms; ``run`` does the rest."""
        self._terms = terms
        self._site = terms.door.site
        self._crawl = Crawl(
            self._plan(),
            folder=terms.settings.spool / self._site.name,
            log=terms.settings.logs / f"crawl-{self._site.name}.log",
        )
        self._asked = 0
        self._bell: tuple[Capture, Sequence[Found]] | None = None
        self._is_ended = False
        self.listings = Listings(self._site.base_url, terms.door.taken.cursor_at)
        self.finished: FinishedLine | None = None
        self.lines: list[CaptureLine] = []
        self.pages = 0

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
            robots=taken.robots if is_fresh else None,
            limits=Limits(requests=REQUESTS_MAX),
        )

    @property
    def log(self) -> Path:
        """Where the crawler writes for people."""
        return self._crawl.log

    def run(self) -> None:
        """Follow the site until the crawler has had its last word.

        Raises:
            flows.crawl.CrawlError: the crawler broke off.
            flows.db.DatabaseError: a load did not commit.
            crawler.captures.CaptureError: a segment is damaged.

        """
        with self._crawl:
            while self.finished is None:
                self._heed(self._crawl.hear(timeout_s=_PATIENCE_S))
        self._record_unkept()

    def _heed(self, said: Said) -> None:
        match said:
            case StartedLine():
                self._begin()
            case CaptureLine():
                self.lines.append(said)
                self._terms.progress(len(self.lines), self._asked)
                if said.kind == "listing" and said.id is None:
                    self.listings.take_failure(f"{said.url}: {said.reason}")
                    self._go_on()
            case SegmentLine():
                self._load(said.path)
            case FinishedLine():
                self.finished = said

    def _begin(self) -> None:
        """Ask for robots.txt where it is due, and for the bell with what is known of it."""
        if self._crawl.plan.robots is None:
            self._ask(Fetch(url=f"{self._site.base_url}/robots.txt", kind="robots"))
        self._go_on()

    def _load(self, path: Path) -> None:
        terms = self._terms
        loaded = terms.load_segment(
            terms.door,
            path,
            run_id=terms.run_id,
            captures=terms.settings.captures,
            now=terms.clock(),
        )
        for capture in loaded.listings:
            if capture.requested_url == self.listings.url and capture.run_id == terms.run_id:
                self._take_listing(capture)
                self._go_on()

    def _take_listing(self, capture: Capture) -> None:
        if self.listings.step == "bell" and self._is_unchanged(capture):
            self.listings.take_quiet()
            return
        if capture.status != HTTPStatus.OK:
            why = f"{capture.url}: HTTP {capture.status}"
            self.listings.take_failure(why, status=capture.status)
            return
        read = discovery.read_posts if self.listings.step == "rest" else discovery.read_feed
        try:
            found = read(capture.payload)
        except discovery.ListingError as exc:
            is_page = capture.media_type == "text/html"
            status = capture.status if is_page else None
            self.listings.take_failure(f"{capture.url}: {exc}", status=status)
            return
        if self.listings.step == "bell":
            self._bell = capture, found
        else:
            self._record(found, capture)
        self.listings.take(found, _extent(capture))

    def _is_unchanged(self, capture: Capture) -> bool:
        """Whether the bell says what it said when it was last read to the end.

        The same bytes are not enough: of an edit of an older article, which no longer stands in
        the feed, WordPress tells in the header alone.
        """
        known = self._known
        if known is None:
            return False
        stated = capture.headers.get("last-modified")
        is_same = known.payload_sha256 == capture.payload_sha256
        is_same_time = stated is not None and stated == known.last_modified
        return capture.status == HTTPStatus.NOT_MODIFIED or (is_same and is_same_time)

    def _record(self, found: Sequence[Found], capture: Capture) -> None:
        entries = [entry for one in found if (entry := self._entry(one)) is not None]
        if not entries:
            return
        with self._terms.door.transaction() as connection:
            sites.record_found(
                connection,
                self._site.name,
                entries,
                channel=found[0].channel,
                listed_at=capture.captured_at,
            )

    def _entry(self, found: Found) -> sites.Entry | None:
        """Return what is recorded of an entry; None where it is no page of the site."""
        try:
            netloc = canonical(found.url).partition("://")[2].partition("/")[0]
            path = site_path(found.url)
        except UrlError:
            return None
        if netloc not in self._site.hosts:
            return None
        return sites.Entry(
            key=path if found.post_id is None else f"id:{found.post_id}",
            post_id=found.post_id,
            path=path,
            url=found.url,
            published_at=found.published_at,
            modified_at=found.modified_at,
        )

    def _go_on(self) -> None:
        """Ask for the next listing; when all are read, for the pages that are due."""
        if self._is_ended:
            return
        url = self.listings.url
        if url is not None:
            self._ask_listing(url)
        elif self.listings.is_at_end:
            self._settle()
            self._ask_pages()
            self._crawl.end()
            self._is_ended = True

    def _ask_listing(self, url: str) -> None:
        known = self._known if self.listings.step == "bell" else None
        self._ask(
            Fetch(
                url=url,
                kind="listing",
                etag=known.etag if known else None,
                last_modified=known.last_modified if known else None,
            )
        )

    @cached_property
    def _known(self) -> sites.Listing | None:
        with self._terms.door.transaction() as connection:
            return sites.listing(connection, self._site.name, feed_url(self._site.base_url))

    def _settle(self) -> None:
        """Move the cursor; trust the bell, if all that it may have rung for is recorded."""
        if self.listings.is_quiet or self.listings.step != "done":
            return
        if self._bell is not None:
            capture, found = self._bell
            self._record(found, capture)  # after the list, which may come out of an old cache
        if not self.listings.is_settled:
            return
        with self._terms.door.transaction() as connection:
            sites.record_contact(connection, self._site.name)
            if self._bell is not None:
                sites.settle_listing(
                    connection,
                    self._site.name,
                    capture.requested_url,
                    sites.Listing(
                        etag=capture.headers.get("etag"),
                        last_modified=capture.headers.get("last-modified"),
                        payload_sha256=capture.payload_sha256,
                    ),
                    captured_at=capture.captured_at,
                )

    def _ask_pages(self) -> None:
        with self._terms.door.transaction() as connection:
            due = sites.due(
                connection, self._site.name, now=self._terms.clock(), max_rows=REQUESTS_MAX
            )
        pages = {page.url: page for page in due}
        for page in pages.values():
            listed = Listed(post_id=page.post_id, modified_at=page.modified_at)
            self._ask(Fetch(url=page.url, kind="page", listed=listed))
        self.pages = len(pages)

    def _ask(self, fetch: Fetch) -> None:
        self._asked += 1
        self._crawl.ask(fetch)

    def _record_unkept(self) -> None:
        """Record what came to nothing: there is no WARC record of it."""
        lost = {uuid4(): line for line in self.lines if line.id is None}
        retry_at = max((line.retry_at for line in self.lines if line.retry_at), default=None)
        paths = {key: (site_path(line.url),) for key, line in lost.items()}
        batch = Batch(captures=[_lost_row(key, line) for key, line in lost.items()], items=())
        terms = self._terms
        with terms.door.transaction() as connection:
            sites.record_retry_at(connection, self._site.name, retry_at)
            load.load(
                connection,
                batch,
                site=self._site.name,
                run_id=terms.run_id,
                now=terms.clock(),
                paths=paths,
            )


def _extent(capture: Capture) -> Extent:
    """Read how long a list is from WordPress's headers."""
    names = ("x-wp-total", "x-wp-totalpages")
    texts = (capture.headers.get(name, "") for name in names)
    posts, pages = (int(text) if _COUNT.fullmatch(text) else None for text in texts)
    return Extent(posts=posts, pages=pages)


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
