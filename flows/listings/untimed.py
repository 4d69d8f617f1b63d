"""How sitemaps without times are read: from their end, since WordPress lists posts by number. Pure.

It knows answers and what is known of their entries; nothing of fetching, of the archive, or of
other channels.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from crawler.discovery import Found
from flows.listings.from_end import FromEnd
from flows.listings.readings import FIRST_CONTACT, PAGES_MAX, ClosedError, Page

#: Why such sitemaps are no list of changes: they are the last that is asked for news.
UNTIMED: Final = "its sitemaps state no times, so they are read last of all"
#: Behind so many known entries nothing is new but a draft of long ago, which a reconcile finds.
_KNOWN: Final = 20
#: No fortnight brings more: the newest does not stand last.
_NEW_MAX: Final = 500


@dataclass(kw_only=True)
class UntimedReading(FromEnd):
    """Entries that nobody has listed before, from the last of the last sitemap backwards."""

    _unknown: list[Found] = field(default_factory=list)
    _known: int = 0
    _new: int = 0

    def __post_init__(self) -> None:
        """Begin with the first root."""
        self._begin("the site names none")

    def take(self, page: Page) -> Sequence[Found]:
        """Take a sitemap: ask for the last that it names, return its new entries."""
        self._leave()
        self._read += 1
        self.entries += len(page.found) + len(page.maps)
        self._queue(page.maps)
        if page.is_same and page.found:
            self.is_over = self.is_quiet = self._new == 0
        return self._ended(self._from_end(page))

    def fail(self, why: str, *, is_missing: bool) -> Sequence[Found]:
        """Go on without it; without a root, from the next."""
        del is_missing
        self._leave()
        if not self._read:
            self._begin(why)
            return []
        return self._ended([])

    def _from_end(self, page: Page) -> list[Found]:
        """Return what stands unknown before entries that are known."""
        new: list[Found] = []
        for entry in reversed(page.found):
            if self._known >= _KNOWN:
                break
            if entry.url in page.known:
                self._known += 1
                new += self._unknown
                self._unknown = []
            elif entry.url.rstrip("/") != self.site.home_url:
                self._unknown.append(replace(entry, published_at=None, modified_at=None))
        return new

    def _ended(self, new: list[Found]) -> Sequence[Found]:
        """Judge whether that was all; where nothing at all is known, take the last entries."""
        self._new += len(new)
        if self._new > _NEW_MAX:
            raise ClosedError("the newest do not stand last in its sitemaps", is_lasting=False)
        is_enough = self.cursor_at is None and len(self._unknown) >= FIRST_CONTACT
        if self._todo and self._known < _KNOWN and self._read < PAGES_MAX and not is_enough:
            return new
        if not self.entries:
            self._begin("its sitemaps name no articles")
            return []
        self.is_over = True
        return new if self._known else self._unknown[:FIRST_CONTACT]
