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

#: Articles taken at first contact; what is older is a backfill's work.
FIRST_CONTACT: Final = 50
#: WordPress gives at most 100 posts a page, and by default 10 entries a feed.
PER_PAGE: Final = 100
#: Listings are read back to this long before the newest change that is known: clocks differ, and
#: caches serve what is old.
OVERLAP: Final = timedelta(days=1)
#: Pages read in one run; 30 pages are 3,000 changes. The rest is taken by the next run, because
#: the cursor only moves when a listing was read to its end.
PAGES_MAX: Final = 30

Step = Literal["bell", "rest", "feed", "done", "closed"]


@dataclass(slots=True)
class Listings:
    """How far a run has read the site's listings.

    Attributes:
        base_url: of the site.
        cursor_at: the newest change that earlier runs have read; None at first contact.
        step: what is being read; ``done`` or, when no channel answers, ``closed``.
        is_quiet: whether the bell said that nothing is new.
        problems: why channels could not be read.

    """

    base_url: str
    cursor_at: datetime | None
    step: Step = "bell"
    is_quiet: bool = False
    page: int = 1
    entries: int = 0
    problems: list[str] = field(default_factory=list)
    _has_feed: bool = False

    @property
    def url(self) -> str | None:
        """The listing to ask for now; None when there is none."""
        if self.step == "bell":
            return feed_url(self.base_url)
        if self.step == "feed":
            return feed_url(self.base_url, self.page)
        if self.step == "rest":
            if self.cursor_at is None:
                return posts_url(self.base_url, order="date", per_page=FIRST_CONTACT)
            return posts_url(self.base_url, order="modified", per_page=PER_PAGE, page=self.page)
        return None

    @property
    def is_at_end(self) -> bool:
        """Whether nothing is left to ask for."""
        return self.step in {"done", "closed"}

    def take_quiet(self) -> None:
        """The bell is unchanged: the site has nothing new."""
        self.is_quiet, self.step = True, "done"

    def take(self, found: Sequence[Found]) -> None:
        """Take the entries of the listing that was asked for."""
        self.entries += len(found)
        if self.step == "bell":
            self._has_feed, self.step, self.entries = True, "rest", 0
        elif self._reaches_known(found) or self.page >= PAGES_MAX:
            self.step = "done"
        else:
            self.page += 1

    def _reaches_known(self, found: Sequence[Found]) -> bool:
        """Whether the next page would tell nothing new."""
        if self.cursor_at is None:
            return self.step == "rest" or not found or self.entries >= FIRST_CONTACT
        times = [at for entry in found if (at := entry.modified_at or entry.published_at)]
        is_last = len(found) < PER_PAGE if self.step == "rest" else not found
        return is_last or not times or min(times) < self.cursor_at - OVERLAP

    def take_failure(self, why: str) -> None:
        """The listing that was asked for could not be had: go on to the next channel."""
        if self.step == "feed" and self.page > 1:
            self.step = "done"  # WordPress answers 404 past the last page of a feed
            return
        self.problems.append(why)
        if self.step == "bell":
            self.step = "rest"
        elif self.step == "rest" and self._has_feed:
            self.step, self.page, self.entries = "feed", 1, 0
        else:
            self.step = "closed"
