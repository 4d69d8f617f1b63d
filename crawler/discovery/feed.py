"""RSS and Atom feeds. Ten entries by default, and only Atom states changes: a bell, no list."""

from calendar import timegm
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from urllib.parse import parse_qs, urlsplit

from crawler.discovery.found import POST_ID_MAX, Found, ListingError, utc


def feed_page(feed_url: str, page: int) -> str:
    """Return the address of a page of a feed, the newest first."""
    joint = "&" if "?" in feed_url else "?"
    return feed_url + (f"{joint}paged={page}" if page > 1 else "")


def read_feed(body: bytes) -> list[Found]:
    """Return the entries of a feed, in its order.

    Raises:
        ListingError: it is no feed.

    """
    import feedparser

    # A stream: bytes alone would be taken for an address or the name of a file where they can be.
    feed = feedparser.parse(BytesIO(body))
    if not feed.get("version"):
        message = f"no feed, but {body[:60]!r}"
        raise ListingError(message)
    is_atom = feed.version.startswith("atom")
    found = [_found(entry, is_atom=is_atom) for entry in feed.entries]
    return _without_shared_ids([one for one in found if one is not None])


def _without_shared_ids(found: list[Found]) -> list[Found]:
    """Take no id for one that entries of different addresses state: one would hide the others."""
    urls: dict[int | None, set[str]] = {}
    for one in found:
        urls.setdefault(one.post_id, set()).add(one.url)
    return [one if len(urls[one.post_id]) == 1 else replace(one, post_id=None) for one in found]


def _found(entry: Mapping[str, object], *, is_atom: bool) -> Found | None:
    link, guid, parsed = entry.get("link"), entry.get("id"), entry.get("published_parsed")
    # asked first, since feedparser gives the time of publication in its place
    updated = entry["updated_parsed"] if is_atom and "updated_parsed" in entry else None
    if not isinstance(link, str) or not link:
        return None
    return Found(
        url=link,
        channel="feed",
        post_id=_post_id(guid) if isinstance(guid, str) else None,
        published_at=_time(parsed) if isinstance(parsed, struct_time) else None,
        modified_at=_time(updated) if isinstance(updated, struct_time) else None,
    )


def _post_id(guid: str) -> int | None:
    """Read the id from a guid such as ``https://purnawarta.com/?p=16``."""
    try:
        values = parse_qs(urlsplit(guid).query).get("p", [])
    except ValueError:
        return None
    if len(values) != 1 or not (values[0].isascii() and values[0].isdigit()):
        return None
    number = int(values[0][:20])
    return number if 0 < number <= POST_ID_MAX else None


def _time(parsed: struct_time) -> datetime | None:
    """Turn feedparser's UTC time into an aware one."""
    try:
        return utc(datetime.fromtimestamp(timegm(parsed), UTC))
    except (ValueError, OverflowError, OSError):
        return None
