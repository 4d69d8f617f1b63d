"""A post in several pages (``<!--nextpage-->``): which one a page is, and where the others are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from crawler.extract.finding.index import Index
from crawler.extract.stated.head import Head
from crawler.parts import may_have_parts, without_number

_PAGED: Final = re.compile(r"single-paged-(\d{1,3})")
#: Of the home page there are none.
_NUMBERED: Final = re.compile(r"([^/]*+//[^/]++/.*[^/])/(\d{1,3})/?")
#: What an address is followed by in a link to one of its pages.
_TAIL: Final = re.compile(
    rb"(?P<tail>/(?P<slash>\d{1,3})/?"
    rb"|/?(?:\?|&(?:amp;|\#0?38;)?)page=(?P<query>\d{1,3}))(?=[\s\"'>#])"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """Which page of a post a page is.

    Attributes:
        number: from 1; 1 for nearly all.
        last: the greatest number that the page tells of: all there are, or only the next one.
        whole: the address of the post, which is that of its first page; None where that is not
            stated.
        urls: of the other pages that the page links to, by number from 2.

    """

    number: int = 1
    last: int = 1
    whole: str | None = None
    urls: Mapping[int, str]


def parts_of(head: Head, index: Index, html: bytes, url: str, canonical: str | None) -> Parts:
    """Return which page of a post this is, and the others; ``html`` is the page in UTF-8.

    An address that ends with a number is believed where something else says so: it may as well
    be the post's own.
    """
    marked, last = index.pages()
    classes = (_PAGED.fullmatch(name) for name in head.body_classes)
    number = marked or next((int(found[1]) for found in classes if found), 0)
    if not number:
        numbered = (_NUMBERED.fullmatch(text.partition("?")[0]) for text in (url, canonical or ""))
        found = next(filter(None, numbered), None)
        is_part = found is not None and (last > 1 or head.meta("og:url").rstrip("/") == found[1])
        number = int(found[2]) if found and is_part else 1
    number = max(number, 1)
    whole = without_number(canonical, number) if number > 1 and canonical else canonical
    own = without_number(url, number) if number > 1 else url
    urls = _linked(html, whole or own, url)
    is_told = bool(marked) or number > 1  # else links of that class may be another post's
    return Parts(
        number=number,
        last=max(number, last if is_told else 1, *urls),
        whole=whole,
        urls=urls,
    )


def _linked(html: bytes, whole: str, url: str) -> dict[int, str]:
    """Return the addresses of further pages of ``whole`` to which a page links, by number."""
    try:
        parts = urlsplit(whole)
    except ValueError:
        return {}
    own = f"{parts.path}?{parts.query}" if parts.query else parts.path.rstrip("/")
    key = own.encode("utf-8", "ignore")
    if not key or not may_have_parts(html, whole):
        return {}
    link = rb"[\s\"'=](?:(?:https?:)?//[^/\"'<>\s]+)?" + re.escape(key) + _TAIL.pattern
    found: dict[int, str] = {}
    for match in re.finditer(link, html):
        number = int(match["slash"] or match["query"])
        tail = re.sub(r"&(?:amp;|#0?38;)", "&", match["tail"].decode())
        found.setdefault(number, urljoin(url, own + tail))
    return {number: there for number, there in found.items() if number > 1}
