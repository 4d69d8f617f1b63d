"""The way over sitemaps from their end, where WordPress lists the newest articles. Pure.

It knows which sitemap comes next; what is wanted of one, the reading that takes this way knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from crawler.discovery import SitemapLink, post_maps
from flows.listings.readings import ClosedError, Reading


@dataclass(kw_only=True)
class FromEnd(Reading):
    """Sitemaps, the last that was named first.

    Attributes:
        roots: where to begin; the first that is of use is taken.

    """

    roots: Sequence[str]
    _todo: list[str] = field(default_factory=list)
    _met: set[str] = field(default_factory=set)

    @property
    def url(self) -> str:
        """The sitemap to ask for now."""
        return self._todo[-1]

    def _begin(self, why: str) -> None:
        """Begin with the next root; ``why`` is what speaks against the one before."""
        if not self.roots:
            raise ClosedError(why)
        root, *self.roots = self.roots
        self._todo = [root]

    def _leave(self) -> None:
        """Have done with the sitemap that was asked for."""
        self._met.add(self._todo.pop())

    def _queue(self, maps: Sequence[SitemapLink], since: datetime | None = None) -> None:
        """Go on with those of articles that one names, where they may have changed ``since``."""
        for link in post_maps(maps):
            is_old = since and link.modified_at and link.modified_at < since
            if link.url not in self._met and not is_old:
                self._todo.append(link.url)
