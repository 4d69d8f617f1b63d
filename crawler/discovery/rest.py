"""WordPress's REST interface: lists posts with id and time of change, when it is open."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, Literal
from urllib.parse import urlencode

from crawler.discovery.found import POST_ID_MAX, Found, ListingError, beginning, utc

#: What a listing needs; without _fields each post comes with its whole body.
_FIELDS = "id,link,date_gmt,modified,modified_gmt"
#: What breaks a post into pages. REST gives the whole text, with these in their places.
_BREAK: Final = "<!--nextpage-->"
#: One that nothing stands before breaks nothing (WP_Query::generate_postdata).
_BREAKS_NOTHING: Final = re.compile(rf"\s*(?:<p>\s*)?{_BREAK}")


def list_url(rest_url: str, asked: Mapping[str, object], post_id: int | None = None) -> str:
    """Return the address of a list of posts, or of one, below the root of a REST interface.

    The root of sites without pretty addresses is a question itself: ``/?rest_route=/``.
    """
    joint = "&" if "?" in rest_url else "?"
    route = "wp/v2/posts" if post_id is None else f"wp/v2/posts/{post_id}"
    return f"{rest_url}{route}{joint}{urlencode(asked)}"


def posts_url(
    rest_url: str, *, order: Literal["date", "modified"], per_page: int, page: int = 1
) -> str:
    """Return the address of a list of posts, the newest first by ``order``; 100 a page at most."""
    asked = {"per_page": per_page, "page": page, "orderby": order, "order": "desc"}
    return list_url(rest_url, asked | {"_fields": _FIELDS})


def paged_posts_url(rest_url: str, page: int = 1) -> str:
    """Return the address of a list of the posts in several pages, the newest change first.

    WordPress looks for the word in the text as it was written, marks included; other posts that
    hold it are listed as well.
    """
    asked = {"search": "nextpage", "per_page": 100, "page": page, "orderby": "modified"}
    asked |= {"order": "desc", "_fields": f"{_FIELDS},content"}
    return list_url(rest_url, asked)


def read_posts(body: bytes) -> list[Found]:
    """Return the posts of a list, in its order.

    Raises:
        ListingError: it is no list of posts.

    """
    return [found for post in posts_in(body) if (found := found_of(post)) is not None]


def posts_in(body: bytes) -> list[object]:
    """Return the posts of a list as they are stated, in its order.

    Raises:
        ListingError: it is no list of posts.

    """
    try:
        posts = json.loads(body)
    except (ValueError, RecursionError) as exc:
        message = f"no JSON, but {beginning(body)}"
        raise ListingError(message) from exc
    if not isinstance(posts, list):
        code = posts.get("code") if isinstance(posts, dict) else None
        message = f"no list of posts, but {code or type(posts).__name__}"
        raise ListingError(message)
    return posts


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
        modified_local=_time(post.get("modified")),
        pages=_pages(post.get("content")),
    )


def changes_in(posts: Sequence[Found]) -> list[datetime]:
    """Return the times by which WordPress orders changes: those that its own clock showed.

    Where that was put back, in autumn or with the site's time zone, they are in another order than
    the true ones, which stand in where a site does not state them.
    """
    local = [at for one in posts if (at := one.modified_local)]
    return local if len(local) == len(posts) else [at for one in posts if (at := one.modified_at)]


def _pages(content: object) -> int | None:
    """Count the pages of a post by its whole text; None where that is not stated."""
    text = content.get("rendered") if isinstance(content, dict) else None
    if not isinstance(text, str):
        return None
    return 1 + text.count(_BREAK) - bool(_BREAKS_NOTHING.match(text))


def _time(text: object) -> datetime | None:
    """Read a time without a zone as UTC. WordPress writes zeros for "none"."""
    if not isinstance(text, str):
        return None
    try:
        at = datetime.fromisoformat(text)
        return utc(at.replace(tzinfo=UTC) if at.tzinfo is None else at)
    except ValueError:
        return None
