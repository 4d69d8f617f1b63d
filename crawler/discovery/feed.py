"""RSS and Atom feeds. Ten entries by default, no time of change: a bell rather than a list."""

from calendar import timegm
from datetime import UTC, datetime
from time import struct_time
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from crawler.discovery.found import Found, ListingError


def feed_url(base_url: str, page: int = 1) -> str:
    """Return the address of a page of a site's main feed, the newest first."""
    return f"{base_url}/feed/" + (f"?paged={page}" if page > 1 else "")


def read_feed(body: bytes) -> list[Found]:
    """Return the entries of a feed, in its order.

    Raises:
        ListingError: it is no feed.

    """
    import feedparser

    feed = feedparser.parse(body)
    if not feed.get("version"):
        message = f"no feed, but {body[:60]!r}"
        raise ListingError(message)
    return [_found(entry) for entry in feed.entries if entry.get("link")]


def _found(entry: Any) -> Found:
    return Found(
        url=entry.link,
        channel="feed",
        post_id=_post_id(entry.get("id") or ""),
        published_at=_time(entry.get("published_parsed")),
    )


#: Post ids are bigint in WordPress's tables.
_POST_ID_MAX: Final = 2**63 - 1


def _post_id(guid: str) -> int | None:
    """Read the id from a guid such as ``https://purnawarta.com/?p=16``."""
    try:
        values = parse_qs(urlsplit(guid).query).get("p", [])
    except ValueError:
        return None
    if len(values) != 1 or not (values[0].isascii() and values[0].isdigit()):
        return None
    number = int(values[0][:20])
    return number if 0 < number <= _POST_ID_MAX else None


def _time(parsed: struct_time | None) -> datetime | None:
    """Turn feedparser's UTC time into an aware one."""
    try:
        return None if parsed is None else datetime.fromtimestamp(timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None
