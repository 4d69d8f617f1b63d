"""Which post a page is of, where the page and the lists say different things. Pure.

A page's own number comes before a feed's, which an imported site keeps from elsewhere. REST's comes
before the page's: a theme that asks for other posts in its head states one wrong number on all
pages. But a list may be older than the page, and a slug go to another post in between; and a cache
may send another page. So REST is believed where nothing else says that the page is another post's.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from crawler import extract as extractor
from crawler.extract import Extraction
from crawler.sites import Site
from flows import dedupe, normalise

if TYPE_CHECKING:
    from crawler.captures import Capture
    from crawler.plan import Named

_MINUTE: Final = timedelta(minutes=1)
#: What clocks somewhere are ahead of UTC beside whole hours, in minutes.
_PARTS: Final = (-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825)
_TELLING: Final = ("post_id", "canonical_url", "published_at", "authors")
_OFFSETS: Final = frozenset(timedelta(minutes=at) for at in (*range(-720, 841, 60), *_PARTS))


def completed(found: Extraction, capture: "Capture", site: Site) -> Extraction | None:
    """Return what a page says, with what only the lists said of it.

    None where it can't be told of which post it is: it is asked for again, and the next list tells.
    """
    named = capture.listed.rest if capture.listed else None
    if named is None or found.post_id in {None, named.post_id}:
        return _with_listed(found, capture)
    is_of_named = _is_of(named, found, capture, site)
    if is_of_named is None:
        return None
    return replace(found, post_id=named.post_id) if is_of_named else found


def is_certain(post_id: int | None, capture: "Capture") -> bool:
    """Whether REST says that a page is of this post: in a list, or as the post itself."""
    named = capture.listed.rest if capture.listed else None
    return capture.media_type == "application/json" or (
        named is not None and named.post_id == post_id
    )


def stated(found: Extraction) -> frozenset[str]:
    """Return what a page itself states of that by which articles are told from each other.

    What its address says, it says of whatever a server sends from there.
    """
    return frozenset(name for name in _TELLING if found.sources.get(name, "url") != "url")


def _with_listed(found: Extraction, capture: "Capture") -> Extraction:
    """Add what only the listing said of the page, unless the fetch ended at another one.

    A sitemap says when a page changed, and not which post it is of.
    """
    listed = capture.listed
    is_other = listed is None or len({found.post_id, listed.post_id} - {None}) > 1
    if listed is None or is_other or _is_elsewhere(capture):
        return found
    return replace(
        found,
        post_id=found.post_id or listed.post_id,
        modified_at=found.modified_at or listed.modified_at,
    )


def _is_elsewhere(capture: "Capture") -> bool:
    """Whether the fetch ended at another page than the one that was asked for."""
    return normalise.site_path(capture.url) != normalise.site_path(capture.requested_url)


def _is_of(named: "Named", found: Extraction, capture: "Capture", site: Site) -> bool | None:
    """Whether a page is of the post that REST names, though it states another; None: who knows."""
    if named.post_id in extractor.post_ids_in(capture.payload):
        return True  # its own sources disagree
    is_same_time = _is_same_time(named, found, capture, site)
    if _is_elsewhere(capture):
        return bool(is_same_time)
    stated = found.canonical_url
    if stated is not None and normalise.is_of(stated, site.hosts):
        is_same_path = normalise.site_path(stated) == normalise.site_path(capture.requested_url)
        if not is_same_path:
            return None
    return None if is_same_time is False else True


def _is_same_time(named: "Named", found: Extraction, capture: "Capture", site: Site) -> bool | None:
    """Whether a page came out when the post did that REST names; None where they don't say."""
    if found.published_at is None:
        return None
    if named.published_at is not None:
        return _is_same(found.published_at, named.published_at, capture, site)
    if named.modified_at is None:
        return None
    changed = named.modified_at
    if found.modified_at is not None and _is_same(found.modified_at, changed, capture, site):
        return True
    if found.published_at <= changed:
        return None
    return _is_same(found.published_at, changed, capture, site)


def _is_same(shown: datetime, stated: datetime, capture: "Capture", site: Site) -> bool | None:
    """Whether a page's time is REST's; None where it does not tell.

    Some themes show no seconds, some the day alone, or how long ago that was; and a time without a
    zone may be of another zone than the site is taken to be in.
    """
    gap = shown - (stated if shown.second else stated.replace(second=0, microsecond=0))
    if not gap:
        return dedupe.is_telling(shown) or None
    if shown.time() == time.min:
        return None if shown.date() == stated.astimezone(site.time_zone).date() else False
    if shown.tzinfo is not site.time_zone:
        return False
    # told as so long ago, it is so many minutes before the capture, to the second
    is_ago = not (capture.captured_at - shown) % _MINUTE
    is_elsewhere = gap + (shown.utcoffset() or timedelta()) in _OFFSETS
    return None if is_ago or is_elsewhere else False
