"""WordPress's REST interface: lists posts with id and time of change, when it is open."""

import json
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import urlencode

from crawler.discovery.found import POST_ID_MAX, Found, ListingError

#: What a listing needs; without _fields each post comes with its whole body.
_FIELDS = "id,link,date_gmt,modified_gmt"


def posts_url(
    base_url: str, *, order: Literal["date", "modified"], per_page: int, page: int = 1
) -> str:
    """Return the address of a list of posts, the newest first by ``order``; 100 a page at most."""
    asked = {"per_page": per_page, "page": page, "orderby": order, "order": "desc"}
    return f"{base_url}/wp-json/wp/v2/posts?{urlencode(asked | {'_fields': _FIELDS})}"


def read_posts(body: bytes) -> list[Found]:
    """Return the posts of a list, in its order.

    Raises:
        ListingError: it is no list of posts.

    """
    try:
        posts = json.loads(body)
    except (ValueError, RecursionError) as exc:
        message = f"no JSON, but {body[:60]!r}"
        raise ListingError(message) from exc
    if not isinstance(posts, list):
        code = posts.get("code") if isinstance(posts, dict) else None
        message = f"no list of posts, but {code or type(posts).__name__}"
        raise ListingError(message)
    return [found for post in posts if (found := found_of(post)) is not None]


def found_of(post: object) -> Found | None:
    """Return what a list says of a post; None where that names no page."""
    if not isinstance(post, dict):
        return None
    link, post_id = post.get("link"), post.get("id")
    if not isinstance(link, str) or not link:
        return None
    return Found(
        url=link,
        channel="rest",
        post_id=post_id if type(post_id) is int and 0 < post_id <= POST_ID_MAX else None,
        published_at=_time(post.get("date_gmt")),
        modified_at=_time(post.get("modified_gmt")),
    )


def _time(text: object) -> datetime | None:
    """Read a ``…_gmt`` time: UTC without saying so. WordPress writes zeros for "none"."""
    if not isinstance(text, str):
        return None
    try:
        at = datetime.fromisoformat(text)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
