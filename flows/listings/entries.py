"""What a captured listing says: its entries as they are recorded, and how long it is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from crawler.captures import Capture
from crawler.discovery import Found
from crawler.sites import Site
from flows.normalise import is_page_of, site_path
from flows.records import Entry

_COUNT: Final = re.compile("[0-9]{1,9}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Extent:
    """How long a list is, where the site says so: in posts, and in pages."""

    posts: int | None = None
    pages: int | None = None


def extent_of(capture: Capture, *, named: int = 0) -> Extent:
    """Read how long a list is from WordPress's headers.

    One that counts fewer posts than it has ``named`` does not count: a plugin may have WordPress
    leave that out (``no_found_rows``), and state 0 of both.
    """
    names = ("x-wp-total", "x-wp-totalpages")
    texts = (capture.headers.get(name, "") for name in names)
    posts, pages = (int(text) if _COUNT.fullmatch(text) else None for text in texts)
    return Extent() if posts is not None and posts < named else Extent(posts=posts, pages=pages)


def entries_of(found: Iterable[Found], site: Site) -> list[Entry]:
    """Return what is recorded of the entries of a listing, without those that are no page of it."""
    return [entry for one in found if (entry := _entry(one, site)) is not None]


def _entry(found: Found, site: Site) -> Entry | None:
    if not is_page_of(found.url, site):
        return None
    path = site_path(found.url)
    return Entry(
        key=path if found.post_id is None else f"id:{found.post_id}",
        post_id=found.post_id,
        path=path,
        url=found.url,
        published_at=found.published_at,
        modified_at=found.modified_at,
        pages=found.pages,
    )
