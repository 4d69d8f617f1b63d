"""How REST is read: what changed, what came out, and which posts are in several pages. Pure.

It knows answers and times; nothing of fetching, of the archive, or of other channels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from crawler.discovery import Found, changes_in, paged_posts_url, posts_url
from flows.listings.readings import FIRST_CONTACT, PER_PAGE, ClosedError, Page, Paged, Reading


@dataclass(kw_only=True)
class RestReading(Paged):
    """REST: the newest change first, or the newest article, as at first contact."""

    order: Literal["modified", "date"]
    _has_stepped_back: bool = False
    _furthest: int = 0

    @property
    def url(self) -> str:
        """The page to ask for now."""
        per_page = FIRST_CONTACT if self.cursor_at is None else PER_PAGE
        return posts_url(self.site.rest_url, order=self.order, per_page=per_page, page=self.page)

    def take(self, page: Page) -> Sequence[Found]:
        """Take a page, if it is in the order that was asked for."""
        times = changes_in(page.found)
        if self.order == "modified" and times != sorted(times, reverse=True):
            raise ClosedError("it ignores the order that is asked for", page.found)
        is_further, self._furthest = self.page > self._furthest, max(self.page, self._furthest)
        is_repeated = is_further and {entry.url for entry in page.found} <= self._urls
        if page.found and is_repeated and self._posts != self.entries:
            raise ClosedError("its pages repeat", page.found, is_lasting=False)
        return super().take(page)

    def fail(self, why: str, *, is_missing: bool) -> Sequence[Found]:
        """Where posts were removed meanwhile, the page before has more."""
        if self.page == 1 or not is_missing or self._has_stepped_back:
            return super().fail(why, is_missing=is_missing)
        self._has_stepped_back, self.page = True, self.page - 1
        return []

    def _time(self, entry: Found) -> datetime | None:
        return entry.published_at if self.order == "date" else super()._time(entry)


@dataclass(kw_only=True)
class PagedPosts(Reading):
    """Posts in several pages, as REST tells of them: their pages may not link to one another.

    Attributes:
        named: addresses of the articles that are of interest; None for all.

    """

    is_beside: bool = True
    named: frozenset[str] | None = None

    @property
    def url(self) -> str:
        """The list to ask for now: what changed last is on its first page."""
        return paged_posts_url(self.site.rest_url)

    def take(self, page: Page) -> Sequence[Found]:
        """Take the list."""
        self.is_over = True
        return [
            entry
            for entry in page.found
            if (entry.pages or 1) > 1 and (self.named is None or entry.url in self.named)
        ]

    def fail(self, why: str, *, is_missing: bool) -> Sequence[Found]:
        """Do without."""
        del why, is_missing
        self.is_over = True
        return []
