"""How archive pages are read: the home page's list, and those of sections where it ends too soon.

It knows answers and times; nothing of fetching, of the archive, or of other channels. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from crawler.discovery import Found, archive_url
from flows.listings.readings import FIRST_CONTACT, Page, Paged
from flows.normalise import is_page_of

#: A home page that names so many known articles goes back far enough; one or two may be pinned.
_MET: Final = 3


@dataclass(kw_only=True)
class ArchiveReading(Paged):
    """Lists of articles by the time of their publication, often untold.

    Attributes:
        archives: first pages of further lists; those that the home page names, if none is given.

    """

    archives: Sequence[str] = ()
    _left: list[str] | None = None
    _next_url: str | None = None
    _met: int = 0
    _has_reached: bool = False

    @property
    def url(self) -> str:
        """The page to ask for now."""
        return self._next_url or archive_url(self.site.home_url, self.page)

    def take(self, page: Page) -> Sequence[Found]:
        """Take a page, and where it leads."""
        self._next_url = page.next_url
        self._met += len(page.known)
        self.archives = self.archives or page.sections
        kept = super().take(page)
        self._go_on()
        return kept

    def fail(self, why: str, *, is_missing: bool) -> Sequence[Found]:
        """Take a page that is missing for the one past the last; go on with sections, if any."""
        if self._left is None and (self.page == 1 or not self.archives):
            super().fail(why, is_missing=is_missing)
        self.is_over = True
        self._go_on()
        return []

    def _go_on(self) -> None:
        """Begin the next list, where one is over and that is not enough."""
        if not self.is_over or self.is_cut:
            return
        if self._left is None:
            is_enough = self._has_reached or self._met >= _MET
            self._left = [] if is_enough else list(self.archives)
        if self._left and (self.cursor_at is not None or self.entries < FIRST_CONTACT):
            self._next_url, self.page, self.is_over = self._left.pop(0), 1, False

    def _is_last(self, page: Page, *, is_news: bool) -> bool:
        # a first page without a link may load what follows by a script; WordPress has a second
        is_home = self._left is None and self.page == 1
        return not is_news or (page.next_url is None and not is_home)

    def _reaches_known(self, page: Page) -> bool:
        # another site's articles say nothing of how far back the list goes
        mine = [entry for entry in page.found if is_page_of(entry.url, self.site)]
        if not mine:
            return False
        is_known = self.cursor_at is not None and len(page.known) >= len(mine)
        is_timed = any(entry.published_at for entry in mine)
        is_old = is_timed or self.cursor_at is None
        is_old = is_old and super()._reaches_known(replace(page, found=mine))
        self._has_reached = self._has_reached or is_known or is_old
        return is_known or is_old
