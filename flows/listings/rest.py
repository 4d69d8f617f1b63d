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
        """Take a page, if it is in the order that was asked for.

        One that is empty says nothing: what shuts REST may leave it open, and empty.
        """
        if self.page == 1 and not page.found:
            raise ClosedError("it lists no posts", is_lasting=False)
        times = changes_in(page.found)
        if self.order == "modified" and times != sorted(times, reverse=True):
            raise ClosedError("it ignores the order that is asked for", page.found)
        is_further, self._furthest = self.page > self._furthest, max(self.page, self._furthest)
        if is_further and self._is_repeated({entry.url for entry in page.found}):
            raise ClosedError("its pages repeat", page.found, is_lasting=False)
        return super().take(page)

    def fail(self, why: str, *, is_missing: bool) -> Sequence[Found]:
        """Where posts were removed meanwhile, the page before has more."""
        if self.page == 1 or not is_missing or self._has_stepped_back:
            return super().fail(why, is_missing=is_missing)
        self._has_stepped_back, self.page = True, self.page - 1
        return []

    def _is_repeated(self, urls: set[str]) -> bool:
        """Whether a page names nothing new, and more is left than edits can have moved from it.

        What is edited while the list is read moves to its top, and others to the page in its place.
        """
        if not urls or not urls <= self._urls or self._posts == self.entries:
            return False
        if self._posts is None or urls == self._urls:
            return True
        return self._posts - self.entries > len(urls)

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
