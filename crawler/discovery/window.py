"""Windows of days in WordPress's REST interface: what was published from one day to another."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from crawler.discovery.found import Found, ListingError
from crawler.discovery.rest import found_of, list_url, posts_in

#: What WordPress gives a page at most.
PER_PAGE: Final = 100
_FIELDS: Final = "id,link,date,date_gmt,modified_gmt"
_DAY: Final = timedelta(days=1)


class Dated(NamedTuple):
    """An article, and the day of its publication on the site's own calendar."""

    day: date
    found: Found


def window_url(rest_url: str, first: date, last: date, *, page: int = 1) -> str:
    """Return the address of the posts of the days from ``first`` to ``last``, newest first.

    WordPress takes ``after`` and ``before`` without a zone for its own time, and leaves out what
    is dated exactly so.
    """
    asked = {
        "per_page": PER_PAGE,
        "page": page,
        "orderby": "date",
        "order": "desc",
        "after": f"{first - _DAY}T23:59:59",
        "before": f"{last + _DAY}T00:00:00",
        "_fields": _FIELDS,
    }
    return list_url(rest_url, asked)


def read_window(body: bytes) -> list[Dated]:
    """Return the posts of a window, in its order.

    Raises:
        ListingError: it is no list of posts, or one without addresses or dates.

    """
    posts = posts_in(body)
    dated = [
        Dated(day=_day(post.get("date")), found=found)
        for post in posts
        if isinstance(post, dict) and (found := found_of(post)) is not None
    ]
    if posts and not dated:
        message = f"a list of posts without their addresses: {posts[0]!r:.200}"
        raise ListingError(message)
    return dated


def named_url(rest_url: str, post_ids: Sequence[int]) -> str:
    """Return the address of a list that names those of the posts that are public; 100 at most."""
    asked = {
        "include": ",".join(map(str, post_ids)),
        "per_page": PER_PAGE,
        "orderby": "include",
        "_fields": "id,link",
    }
    return list_url(rest_url, asked)


def post_url(rest_url: str, post_id: int) -> str:
    """Return the address of one post."""
    return list_url(rest_url, {"_fields": "id,link"}, post_id)


def _day(text: object) -> date:
    if isinstance(text, str):
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            pass
    message = f"a list of posts without their dates: {text!r}"
    raise ListingError(message)
