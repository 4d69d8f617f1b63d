"""What adds to a list that was read to its end: what that list does not say of its articles. Pure.

It knows readings, and what was known before them; nothing of their order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from crawler.discovery import Found
from flows.listings.readings import FeedReading, Page, Reading
from flows.listings.rest import PagedPosts, RestReading
from flows.listings.sitemaps import SitemapReading
from flows.listings.times import TimesReading


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """What is known beside a reading.

    Attributes:
        bell: what the feed's first page named; None where there is no feed.
        sitemaps: where sitemaps may begin; none where they are of no use.
        has_paged: whether the site has posts in several pages.
        may_ask_more: whether a run without news may cost another request.

    """

    bell: Sequence[Found] | None
    sitemaps: Sequence[str]
    has_paged: bool
    may_ask_more: bool


def added_to(reading: Reading, beside: Beside) -> Reading | None:
    """Return the reading that adds to one that is over; None where nothing is to be added."""
    site, cursor_at = reading.site, reading.cursor_at
    is_first = cursor_at is None
    match reading:
        case RestReading(order="modified") if _may_lack(cursor_at, beside):
            return RestReading(site=site, cursor_at=cursor_at, order="date")
        case RestReading() if is_first or beside.has_paged:
            named = reading.named if is_first else None
            return PagedPosts(site=site, cursor_at=cursor_at, named=named)
        case SitemapReading() if beside.bell is not None and _may_lack(cursor_at, beside):
            feed = FeedReading(site=site, cursor_at=cursor_at)
            feed.take(Page(found=beside.bell))
            return None if feed.is_over else feed
        case FeedReading() if is_first and beside.sitemaps:
            return TimesReading(
                site=site,
                cursor_at=cursor_at,
                roots=beside.sitemaps,
                named=reading.named,
                since=reading.oldest_at,
            )
    return None


def _may_lack(cursor_at: datetime | None, beside: Beside) -> bool:
    """Whether something may have come out that neither the bell names nor a list of changes.

    A post that was scheduled comes out unchanged. The bell names it, unless more came out since
    than it holds.
    """
    if cursor_at is None:
        return False
    if beside.bell is None:
        return beside.may_ask_more
    times = [at for entry in beside.bell if (at := entry.published_at)]
    return not times or min(times) > cursor_at
