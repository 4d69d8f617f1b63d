"""Follow a site: ask for its listings, then for the pages that are due.

It knows the listings and which is next; the crawl loop asks, hears and loads, and what was heard
is kept by ``flows.ingest.heard``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from crawler.captures import FOR_GOOD, Capture
from crawler.discovery import Channel, ListingError
from crawler.plan import Fetch
from flows.clock import is_within
from flows.crawl.loop import Answer, CrawlLoop
from flows.crawl.terms import REQUESTS_MAX, Terms
from flows.ingest.heard import Heard
from flows.listings.entries import entries_of
from flows.listings.listed import ForeignListError, page_of, stated_of
from flows.listings.order import Listings
from flows.listings.readings import Page
from flows.listings.stating import sitemaps_of
from flows.store import channels, discovered, in_pages, sites
from flows.store.channels import KnownChannel

#: A closed channel is asked again after this long, by a probe or else by the run that needs it.
CLOSED_LAST: Final = timedelta(days=1)


class Follow:
    """A site that is being followed.

    Attributes:
        loop: the crawl.
        listings: how far the site's listings were read.
        pages: how many pages were due, and asked for.
        closed: channels that have closed since they were last asked, and why.
        silence: why the feed gave no answer, which takes minutes; None where it gave one.

    """

    def __init__(self, terms: Terms) -> None:
        """Take the terms; ``run`` does the rest."""
        self._terms = terms
        self._site = terms.door.site
        with terms.door.transaction() as connection:
            self._known = discovered.listings(connection, self._site.name)
            self._channels = channels.known(connection, self._site.name)
            has_paged = in_pages.has_any(connection, self._site.name)
        self._heard = Heard(terms.door)
        self.loop = CrawlLoop(terms)
        self.listings = Listings(
            site=self._site,
            cursor_at=terms.door.taken.cursor_at,
            closed=_closed(self._channels, terms.clock()),
            sitemaps=self._sitemaps(terms.door.taken.robots),
            read_at={url: one.captured_at for url, one in self._known.items()},
            has_paged=has_paged,
            may_ask_more=self.loop.plan.robots is not None,
        )
        if self.listings.was_shut:  # the bell may have been read, and no list behind it
            self._known.pop(self._site.feed_url, None)
        self.pages = 0
        self.closed: dict[Channel, str] = {}
        self.silence: str | None = None

    @property
    def feed_entries(self) -> int | None:
        """How many articles the feed listed; None where it was not read, or is what it was."""
        return None if self._heard.bell is None else len(self._heard.bell[1])

    def run(self) -> None:
        """Follow the site until the crawler has had its last word; raises what the loop does."""
        self.loop.run(self._go_on)

    def _sitemaps(self, robots: str | None) -> Sequence[str]:
        """Return where sitemaps may begin: what was of use before, then where they may be."""
        known = self._channels.get("sitemap")
        # news forget after two days
        stated = sorted(sitemaps_of(self._site, robots), key=lambda url: "news" in url)
        before = [known.url] if known is not None and known.url else []
        return list(dict.fromkeys([*before, *stated]))[:4]

    def _hear(self, answer: Answer) -> None:
        listings = self.listings
        if listings.step == "bell" and self._terms.door.taken.robots is None:
            with self._terms.door.transaction() as connection:  # read in this run
                listings.sitemaps = self._sitemaps(sites.robots(connection, self._site.name))
        if answer.capture is None:
            why = f"{urlsplit(answer.line.url).path}: {answer.line.reason}"
            is_refused = answer.line.reason in FOR_GOOD
            if listings.step == "bell" and answer.line.fetched != "refused":  # by us: not asked
                self.silence = why
            listings.take_failure(why, status=HTTPStatus.FORBIDDEN if is_refused else None)
        else:
            self._take_listing(answer.capture)
        self._go_on()

    def _take_listing(self, capture: Capture) -> None:
        listings = self.listings
        if listings.step == "bell" and self._is_unchanged(capture):
            listings.take_quiet()
            return
        if capture.media_type == "text/html" and listings.restate(stated_of(capture, self._site)):
            return
        where = urlsplit(capture.url).path
        if capture.status != HTTPStatus.OK:
            why = f"{where}: HTTP {capture.status}"
            self._heard.record(listings.take_failure(why, status=capture.status), capture)
            return
        try:
            page = page_of(capture, listings.form, self._site)
        except ListingError as exc:
            # a page of HTML in the place of a list will be there tomorrow, and so will a list of
            # another site's; a damaged list may not
            is_page = capture.media_type == "text/html" or listings.form == "sitemap"
            will_last = is_page or isinstance(exc, ForeignListError)
            why, status = f"{where}: {exc}", capture.status if will_last else None
            listings.take_failure(why, status=status)
            return
        if listings.step == "bell":
            self._heard.bell = capture, page.found
            listings.take(page)
        else:
            self._heard.read.append((listings.form, capture))
            self._heard.record(listings.take(self._compared(page, capture)), capture)

    def _is_unchanged(self, capture: Capture) -> bool:
        """Whether the bell says what it said when it was last read to the end.

        The same bytes are not enough: of an edit of an older article, which no longer stands in
        the feed, WordPress tells in the header alone.
        """
        known = self._known.get(capture.requested_url)
        if known is None:
            return False
        stated = capture.headers.get("last-modified")
        is_same = known.payload_sha256 == capture.payload_sha256
        is_same_time = stated is not None and stated == known.last_modified
        return capture.status == HTTPStatus.NOT_MODIFIED or (is_same and is_same_time)

    def _compared(self, page: Page, capture: Capture) -> Page:
        """Add what the archive knows of a listing: what stood in it before, and what nowhere."""
        listings, name = self.listings, self._site.name
        known = self._known.get(capture.requested_url)
        is_same = known is not None and known.payload_sha256 == capture.payload_sha256
        page = replace(page, is_same=is_same)
        if not (listings.needs_known or listings.needs_unmet):
            return page
        entries = entries_of(page.found, self._site)
        with self._terms.door.transaction() as connection:
            if listings.needs_unmet:
                unmet = discovered.unmet_entries(connection, name, entries)
                return replace(page, unmet=frozenset(one.url for one in unmet))
            unread = discovered.unread_entries(connection, name, entries)
        met = frozenset(one.url for one in entries) - {one.url for one in unread}
        return replace(page, known=met)

    def _go_on(self) -> None:
        """Ask for the next listing; when all are read, for the pages that are due."""
        url = self.listings.url
        if url is not None:
            self._ask_listing(url)
        else:
            self.closed = self._heard.settle(self.listings, now=self._terms.clock())
            self._ask_pages()

    def _ask_listing(self, url: str) -> None:
        is_bell = self.listings.step == "bell"
        is_trusted = self._terms.door.taken.has_honest_feed is not False
        known = self._known.get(url) if is_bell and is_trusted else None
        fetch = Fetch(
            url=url,
            kind="listing",
            etag=known.etag if known else None,
            last_modified=known.last_modified if known else None,
        )
        self.loop.ask(fetch, self._hear)

    def _ask_pages(self) -> None:
        with self._terms.door.transaction() as connection:
            due = discovered.due(
                connection, self._site.name, now=self._terms.clock(), max_rows=REQUESTS_MAX
            )
        pages = {page.url: page for page in due}
        self.loop.ask_all([page.fetch() for page in pages.values()])
        self.pages = len(pages)


def _closed(known: Mapping[Channel, KnownChannel], now: datetime) -> dict[Channel, str]:
    """Return the channels that need not be asked yet, and why."""
    return {
        name: one.reason or ""
        for name, one in known.items()
        if not one.is_open and is_within(CLOSED_LAST, one.asked_at, now)
    }
