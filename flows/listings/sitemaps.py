"""How sitemaps are read: from their index down, and only what may have changed. Pure.

It knows answers and times; nothing of fetching, of the archive, or of other channels.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from crawler.discovery import Found, SitemapLink, post_maps
from flows.listings.readings import FIRST_CONTACT, OVERLAP, PAGES_MAX, ClosedError, Page, Reading
from flows.listings.untimed import UNTIMED

#: Of index, index of years, and a month's list: what is nested deeper is no plugin's.
_DEPTH_MAX: Final = 3
#: Google News wants no older ones (https://developers.google.com/search/docs/crawling-indexing).
_NEWS_LAST: Final = timedelta(days=2)


@dataclass(kw_only=True)
class SitemapReading(Reading):
    """Sitemaps with times: what has changed, wherever it stands.

    Attributes:
        roots: where to begin; the first that is of use is taken.
        read_at: when each sitemap was last read to its end.
        is_bell: whether it is asked at each run, since no feed says that nothing is new.
        rung_at: the newest publication that the feed tells of.

    """

    roots: Sequence[str]
    read_at: Mapping[str, datetime]
    is_bell: bool = False
    rung_at: datetime | None = None
    root: str = ""
    _todo: list[str] = field(default_factory=list)
    _depths: dict[str, int] = field(default_factory=dict)
    _held: list[Found] = field(default_factory=list)
    _newest_at: datetime | None = None
    _tells_changes: bool = False
    _is_untimed: bool = False
    _was_untimed: bool = False

    def __post_init__(self) -> None:
        """Begin with the first root."""
        self._begin("the site names none")

    def _begin(self, why: str) -> None:
        if not self.roots:
            raise ClosedError(UNTIMED if self._was_untimed else why)
        self.root, *self.roots = self.roots
        self._todo, self._depths = [self.root], {self.root: 1}

    @property
    def url(self) -> str:
        """The sitemap to ask for now."""
        return self._todo[0]

    def take(self, page: Page) -> Sequence[Found]:
        """Take a sitemap: queue those that it names, return its entries that have changed."""
        url = self._todo.pop(0)
        self._read += 1
        self.entries += len(page.found) + len(page.maps)
        if self.is_bell and page.is_same and self._tells_all(page):
            self.is_over = self.is_quiet = True
            return []
        self._queue(page.maps, depth=self._depths[url] + 1)
        kept = self._changed(page, self._since(url))
        if self.cursor_at is None:
            self._held += kept
            kept = []
        try:
            return [*kept, *self._end()]
        except ClosedError as exc:
            exc.kept = kept
            raise

    def fail(self, why: str, *, is_missing: bool) -> Sequence[Found]:
        """Go on without it; without a root, from the next."""
        url = self._todo.pop(0)
        if url == self.root:
            self._begin(why)
            return []
        if not is_missing:
            raise ClosedError(why)
        return self._end()

    def _tells_all(self, page: Page) -> bool:
        """Whether the same bytes mean that nothing has changed below either."""
        return all(link.modified_at for link in post_maps(page.maps))

    def _since(self, url: str) -> datetime | None:
        """Return the time back to which a sitemap is of interest."""
        at = self.read_at.get(url, self.cursor_at)
        return None if self.cursor_at is None or at is None else at - OVERLAP

    def _queue(self, maps: Sequence[SitemapLink], depth: int) -> None:
        links = [link for link in post_maps(maps) if link.url not in self._depths]
        if depth > _DEPTH_MAX:
            return
        self._note_newest([link.modified_at for link in links])
        self._tells_changes = self._tells_changes or any(link.modified_at for link in links)
        is_untold = len(links) > 1 and not any(link.modified_at for link in links)
        if self.is_bell and self.cursor_at is not None and is_untold:
            links = [self._in_turn(links)]
        for link in links:
            since = self._since(link.url)
            if link.modified_at is None or since is None or link.modified_at >= since:
                self._todo.append(link.url)
                self._depths[link.url] = depth

    def _in_turn(self, links: Sequence[SitemapLink]) -> SitemapLink:
        """Return the newest articles' sitemap each second time, else the longest unread."""
        *others, last = links
        unread = [link for link in links if link.url not in self.read_at]
        if unread:
            return unread[-1]
        oldest = min(others, key=lambda link: self.read_at[link.url])
        newest_at = max(self.read_at[link.url] for link in others)
        return oldest if self.read_at[last.url] >= newest_at else last

    def _changed(self, page: Page, since: datetime | None) -> list[Found]:
        if not page.is_timed:
            self._is_untimed = True
            return []
        timed = [
            (at, entry)
            for entry in page.found
            if (at := entry.modified_at or entry.published_at)
            and entry.url.rstrip("/") != self.site.home_url
        ]
        self._note_newest([at for at, _ in timed])
        if any(entry.modified_at for _, entry in timed):
            self._tells_changes = True
        return [
            entry for at, entry in timed if since is None or at >= since or entry.url in page.unmet
        ]

    def _note_newest(self, times: Sequence[datetime | None]) -> None:
        known = [at for at in (*times, self._newest_at) if at is not None]
        self._newest_at = max(known, default=None)

    def _end(self) -> Sequence[Found]:
        """Judge what was read, once nothing is left to read; return what was held for that."""
        if self._todo and self._read < PAGES_MAX:
            return []
        if self._is_untimed or self._newest_at is None:
            self._was_untimed = self._was_untimed or self._is_untimed
            self._is_untimed, self._newest_at, self.entries = False, None, 0
            self._begin("its sitemaps name no articles")
            return []
        self._check(self._newest_at)
        self.is_over, self.is_cut = True, bool(self._todo)
        return sorted(self._held, key=_time, reverse=True)[:FIRST_CONTACT]

    def _check(self, newest_at: datetime) -> None:
        """Doubt sitemaps that lack what the feed has, and news that do not go back far enough."""
        since = None if self.cursor_at is None else self.cursor_at - OVERLAP
        if not self._tells_changes and (since is None or newest_at - since > _NEWS_LAST):
            raise ClosedError("its news go back two days only", is_lasting=False)
        if self.rung_at is None or newest_at >= self.rung_at:
            return
        if newest_at < self.rung_at - OVERLAP:
            raise ClosedError(f"its sitemaps are stale since {newest_at:%Y-%m-%d %H:%M}")
        self.is_behind = True


def _time(entry: Found) -> datetime:
    at = entry.modified_at or entry.published_at
    assert at is not None  # noqa: S101 (others are not held)
    return at
