"""Which listing to ask for next, and when the site has told all that is new. Pure.

The feed is the bell: unchanged, it says that there is nothing new, in one request. When it rings,
the REST interface lists what changed, newest change first; where that is closed, the feed's own
pages do. It knows answers and times; nothing of fetching or of the archive.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

from crawler.discovery import Found, feed_url, posts_url
from flows.entries import Extent

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

#: How WordPress answers for a page past the last one: REST and feeds.
_PAST_THE_END: Final = frozenset({400, 404})
_TOO_MANY: Final = 429
_OK: Final = 200
_CLOSED: Final = range(400, 500)

Step = Literal["bell", "rest", "feed", "done", "closed"]


_UNKNOWN: Final = Extent()


@dataclass(slots=True)
class Listings:
    """How far a run has read the site's listings.

    Attributes:
        base_url: of the site.
        cursor_at: the newest change that earlier runs have read; None at first contact.
        step: what is being read; ``done`` or, when no channel answers, ``closed``.
        is_quiet: whether the bell said that nothing is new.
        problems: why channels could not be read.
        cuts: what could not be read to its end: there may be news that were not seen.
        is_settled: whether the next run may go on from here, cursor and bell.

    """

    base_url: str
    cursor_at: datetime | None
    step: Step = "bell"
    is_quiet: bool = False
    page: int = 1
    problems: list[str] = field(default_factory=list)
    cuts: list[str] = field(default_factory=list)
    is_settled: bool = True
    _bell: Sequence[Found] | None = None
    _read: int = 0
    _posts: int | None = None
    _urls: set[str] = field(default_factory=set)
    _has_stepped_back: bool = False

    @property
    def url(self) -> str | None:
        """The listing to ask for now; None when there is none."""
        if self.step == "bell":
            return feed_url(self.base_url)
        if self.step == "feed":
            return feed_url(self.base_url, self.page)
        if self.step == "rest":
            base, page = self.base_url, self.page
            if self.cursor_at is None:
                return posts_url(base, order="date", per_page=FIRST_CONTACT, page=page)
            return posts_url(base, order="modified", per_page=PER_PAGE, page=page)
        return None

    @property
    def entries(self) -> int:
        """How many articles were listed."""
        return len(self._urls)

    def take_quiet(self) -> None:
        """The bell is unchanged: the site has nothing new."""
        self.is_quiet, self.step = True, "done"

    def take(self, found: Sequence[Found], extent: Extent = _UNKNOWN) -> None:
        """Take the entries of the listing that was asked for."""
        if self.step == "bell":
            self._bell, self.step = found, "rest"
            return
        self._read += 1
        urls = {entry.url for entry in found}
        is_news = not urls <= self._urls
        self._urls |= urls
        if self._has_shrunk(extent):
            self.page -= 1  # what stood first on this page now stands last on the one before
        elif not is_news or self._is_last(extent) or self._reaches_known(found):
            self.step = "done"
        elif self._read >= PAGES_MAX:
            self.step = "done"
            self.cuts.append(f"more has changed than stands on {PAGES_MAX} pages of the listings")
        else:
            self.page += 1

    def _has_shrunk(self, extent: Extent) -> bool:
        """Whether posts were removed since the page before was read."""
        before, self._posts = self._posts, extent.posts
        is_less = extent.posts is not None and before is not None and extent.posts < before
        return is_less and self.page > 1 and self._read < PAGES_MAX

    def _is_last(self, extent: Extent) -> bool:
        """Whether the site says so. A short page says nothing: some give less than was asked."""
        return extent.pages is not None and self.page >= extent.pages

    def _reaches_known(self, found: Sequence[Found]) -> bool:
        """Whether the next page would tell nothing new."""
        if self.cursor_at is None:
            return self.entries >= FIRST_CONTACT
        times = [at for entry in found if (at := entry.modified_at or entry.published_at)]
        return not times or min(times) < self.cursor_at - OVERLAP

    def take_failure(self, why: str, *, status: int | None = None) -> None:
        """The listing that was asked for could not be had: go on to the next channel.

        ``status`` is that of the answer, None where there was none: 4xx and 2xx (a web page in the
        place of a list) mean that the channel is closed, all else that it could not be had now.
        """
        if self.page > 1 and status in _PAST_THE_END:
            self._take_end()
            return
        self.problems.append(why)
        is_closed = status == _OK or (status in _CLOSED and status != _TOO_MANY)
        if self.step != "bell" and not is_closed:
            self.is_settled = False
            self.cuts.append(why)
        if self.page > 1:
            self.step = "done"
        elif self.step == "bell":
            self.step = "rest"
        elif self.step == "rest" and self._bell is not None:
            self.step = "feed"
            self.take(self._bell)
        else:
            self.step = "closed"

    def _take_end(self) -> None:
        """There is no such page. Where posts were removed meanwhile, the page before has more."""
        if self.step == "rest" and not self._has_stepped_back:
            self._has_stepped_back, self.page = True, self.page - 1
        else:
            self.step = "done"
