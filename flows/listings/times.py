"""When articles were changed that a feed named: sitemaps say it, feeds do not. Pure.

It knows answers; nothing of fetching, of the archive, or of other channels.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from crawler.discovery import Found
from flows.listings.from_end import FromEnd
from flows.listings.readings import PAGES_MAX, Page
from flows.normalise import UrlError, site_path


@dataclass(kw_only=True)
class TimesReading(FromEnd):
    """Sitemaps from their end, until all times are told.

    Attributes:
        named: addresses of the articles.
        since: when the oldest of them came out; None where the feed does not say.
        told: the articles of which they told, with their times.

    """

    is_beside: bool = True
    named: frozenset[str]
    since: datetime | None = None
    told: list[Found] = field(default_factory=list)
    _wanted: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin with the first root."""
        self._wanted = {_path(url) for url in self.named}
        self._begin("the site names none")

    def take(self, page: Page) -> Sequence[Found]:
        """Take a sitemap; what it tells is recorded once the feed is, which names the articles."""
        self._leave()
        self._read += 1
        self._queue(page.maps, self.since)
        is_untimed = bool(page.found) and not page.is_timed
        for entry in () if is_untimed else page.found:
            if entry.modified_at is not None and (path := _path(entry.url)) in self._wanted:
                self._wanted.remove(path)
                self.told.append(entry)
        is_done = is_untimed or not self._wanted or self._read >= PAGES_MAX
        self.is_over = is_done or not self._todo
        return []

    def fail(self, why: str, *, is_missing: bool) -> Sequence[Found]:
        """Go on without it; without a root, from the next."""
        del is_missing
        self._leave()
        if not self._read and self.roots:
            self._begin(why)
        self.is_over = not self._todo
        return []


def _path(url: str) -> str:
    try:
        return site_path(url)
    except UrlError:
        return url
