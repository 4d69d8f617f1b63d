"""Follow a site: ask for its listings, then for the pages that are due.

It knows the listings and what is recorded of them; the crawl loop asks, hears and loads.
"""

from collections.abc import Sequence
from functools import cached_property
from http import HTTPStatus

from crawler import discovery
from crawler.captures import Capture
from crawler.discovery import Found, feed_url
from crawler.plan import Fetch, Listed
from flows.crawl_loop import REQUESTS_MAX, Answer, CrawlLoop, Terms
from flows.entries import entries_of, extent_of
from flows.listings import Listings
from flows.store import sites


class Follow:
    """A site that is being followed.

    Attributes:
        loop: the crawl.
        listings: how far the site's listings were read.
        pages: how many pages were due, and asked for.

    """

    def __init__(self, terms: Terms) -> None:
        """Take the terms; ``run`` does the rest."""
        self._terms = terms
        self._site = terms.door.site
        self._bell: tuple[Capture, Sequence[Found]] | None = None
        self.loop = CrawlLoop(terms)
        self.listings = Listings(self._site.base_url, terms.door.taken.cursor_at)
        self.pages = 0

    def run(self) -> None:
        """Follow the site until the crawler has had its last word; raises what the loop does."""
        self.loop.run(self._go_on)

    def _hear(self, answer: Answer) -> None:
        if answer.capture is None:
            self.listings.take_failure(f"{answer.line.url}: {answer.line.reason}")
        else:
            self._take_listing(answer.capture)
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
        self.listings.take(found, extent_of(capture))

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
        entries = entries_of(found, self._site)
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

    def _go_on(self) -> None:
        """Ask for the next listing; when all are read, for the pages that are due."""
        url = self.listings.url
        if url is not None:
            self._ask_listing(url)
        else:
            self._settle()
            self._ask_pages()

    def _ask_listing(self, url: str) -> None:
        known = self._known if self.listings.step == "bell" else None
        fetch = Fetch(
            url=url,
            kind="listing",
            etag=known.etag if known else None,
            last_modified=known.last_modified if known else None,
        )
        self.loop.ask(fetch, self._hear)

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
            sites.record_contact(connection, self._site.name, read_at=None)
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
            self.loop.ask(Fetch(url=page.url, kind="page", listed=listed))
        self.pages = len(pages)
