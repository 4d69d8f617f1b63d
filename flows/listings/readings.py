"""How each channel is read: what to ask next, and when enough has been told. Pure.

They know answers and times; nothing of fetching, of the archive, or of each other.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from crawler.discovery import Found, SitemapLink, feed_page
from crawler.sites import Site
from flows.listings.entries import Extent

#: Articles taken at first contact; what is older is a backfill's work.
FIRST_CONTACT: Final = 50
#: WordPress gives at most 100 posts a page, and by default 10 entries a feed.
PER_PAGE: Final = 100
#: Listings are read back to this long before the newest change that is known: clocks differ, and
#: caches serve what is old.
OVERLAP: Final = timedelta(days=1)
#: Pages read in one run; 30 pages are 3,000 changes. Whatever touches more (a plugin that saves
#: every post anew) is a backfill's work.
PAGES_MAX: Final = 30


class ClosedError(Exception):
    """The channel can't be used; the message says why.

    Attributes:
        kept: what it told all the same.
        is_lasting: whether it will be of no use to the next run either.

    """

    def __init__(self, why: str, kept: Sequence[Found] = (), *, is_lasting: bool = True) -> None:
        """Take the reason, and what was told."""
        super().__init__(why)
        self.kept = kept
        self.is_lasting = is_lasting


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One listing, as it was read.

    Attributes:
        found: its entries, in its order.
        known: those of them (URLs) that had been listed when the listings were last read to
            their end.
        unmet: of a sitemap, those of them (URLs) that have changed since first contact, and that
            neither a listing nor a page has named before.
        maps: of a sitemap, those that it names.
        is_timed: of a sitemap, whether its times tell one entry from another.
        is_same: whether its bytes are those that were last read to the end.
        next_url: of an archive page, the next.
        sections: of an archive page, the lists of sections.

    """

    found: Sequence[Found] = ()
    extent: Extent = field(default_factory=Extent)
    known: frozenset[str] = frozenset()
    unmet: frozenset[str] = frozenset()
    maps: Sequence[SitemapLink] = ()
    is_timed: bool = True
    is_same: bool = False
    next_url: str | None = None
    sections: Sequence[str] = ()


@dataclass(kw_only=True)
class Reading(ABC):
    """A channel that is being read.

    Attributes:
        cursor_at: the newest change that earlier runs have read; None at first contact.
        entries: how many articles it named.
        is_over: whether nothing is left to ask.
        is_quiet: whether it said that nothing has changed.
        is_cut: whether more may stand there than was read.
        is_behind: whether it has not yet told what others have.
        is_beside: whether what is asked for now only adds to a list that is read already: where it
            can't be had, that does not matter.

    """

    site: Site
    cursor_at: datetime | None
    entries: int = 0
    is_over: bool = False
    is_quiet: bool = False
    is_cut: bool = False
    is_behind: bool = False
    is_beside: bool = False
    _read: int = 0

    @property
    @abstractmethod
    def url(self) -> str:
        """The listing to ask for now."""

    @abstractmethod
    def take(self, page: Page) -> Sequence[Found]:
        """Take what was asked for; return what is to be recorded.

        Raises:
            ClosedError: the channel is of no use.

        """

    @abstractmethod
    def fail(self, why: str, *, is_missing: bool) -> Sequence[Found]:
        """Go on without what was asked for: it is missing, or not to be had.

        Returns what is to be recorded, of what was held back until now.

        Raises:
            ClosedError: so the channel is of no use.

        """


@dataclass(kw_only=True)
class Paged(Reading):
    """A list in pages, the newest first."""

    page: int = 1
    _posts: int | None = None
    _urls: set[str] = field(default_factory=set)

    @property
    def named(self) -> frozenset[str]:
        """The addresses of the articles that it named so far."""
        return frozenset(self._urls)

    def take(self, page: Page) -> Sequence[Found]:
        """Take a page; the list is over where the next page would tell nothing new."""
        self._read += 1
        urls = {entry.url for entry in page.found}
        is_news = not urls <= self._urls
        self._urls |= urls
        self.entries = len(self._urls)
        if self._has_shrunk(page.extent):
            self.page -= 1  # what stood first on this page now stands last on the one before
        elif self._is_last(page, is_news=is_news) or self._reaches_known(page):
            self.is_over = True
        elif self._read >= PAGES_MAX:
            self.is_over = self.is_cut = True
        else:
            self.page += 1
        return page.found

    def fail(self, why: str, *, is_missing: bool) -> Sequence[Found]:
        """Take a page that is missing for the one past the last."""
        if self.page == 1 or not is_missing:
            raise ClosedError(why)
        self.is_over = True
        return []

    def _has_shrunk(self, extent: Extent) -> bool:
        """Whether posts were removed since the page before was read."""
        before, self._posts = self._posts, extent.posts
        is_less = extent.posts is not None and before is not None and extent.posts < before
        return is_less and self.page > 1 and self._read < PAGES_MAX

    def _is_last(self, page: Page, *, is_news: bool) -> bool:
        """Whether the site says so. A short page says nothing: some give less than was asked."""
        pages = page.extent.pages
        return not is_news or (pages is not None and self.page >= pages)

    def _reaches_known(self, page: Page) -> bool:
        """Whether the next page would tell nothing new."""
        if self.cursor_at is None:
            return self.entries >= FIRST_CONTACT
        times = [at for entry in page.found if (at := self._time(entry))]
        return not times or min(times) < self.cursor_at - OVERLAP

    def _time(self, entry: Found) -> datetime | None:
        """Return the time by which the list is ordered."""
        return entry.modified_at or entry.published_at


@dataclass(kw_only=True)
class FeedReading(Paged):
    """The pages of the feed: articles by the time of their publication, no changes.

    Attributes:
        oldest_at: when the oldest article came out that it named; None where it does not say.

    """

    oldest_at: datetime | None = None

    @property
    def url(self) -> str:
        """The page to ask for now."""
        return feed_page(self.site.feed_url, self.page)

    def take(self, page: Page) -> Sequence[Found]:
        """Take a page."""
        times = [at for entry in page.found if (at := entry.published_at)]
        self.oldest_at = min([*times, *([self.oldest_at] if self.oldest_at else [])], default=None)
        return super().take(page)

    def _is_last(self, page: Page, *, is_news: bool) -> bool:
        if page.found and not is_news:
            raise ClosedError("it has no second page", is_lasting=False)
        return not is_news
