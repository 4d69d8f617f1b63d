"""Lists that a page states as data: schema.org's ItemList and CollectionPage, in JSON-LD."""

import json
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from crawler.discovery.found import Found, zoned

_LISTS: Final = ("itemListElement", "hasPart", "blogPost", "mainEntity", "@graph", "item")
_ARTICLES: Final = frozenset(
    {"Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "ListItem"}
)
_DEPTH_MAX: Final = 8


def listed_in_data(tree: LexborHTMLParser, url: str) -> Iterator[Found]:
    """Give the articles that the lists in a page's JSON-LD name."""
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            value = json.loads(script.text(deep=True))
        except (ValueError, RecursionError):
            continue
        yield from _articles(value, url, depth=0)


def _articles(value: object, url: str, depth: int) -> Iterator[Found]:
    if depth > _DEPTH_MAX:
        return
    if isinstance(value, list):
        for part in value:
            yield from _articles(part, url, depth + 1)
    elif isinstance(value, dict) and value.get("@type") != "BreadcrumbList":
        if _is_article(value) and (found := _found(value, url)) is not None:
            yield found
        for name in _LISTS:
            if name in value:
                yield from _articles(value[name], url, depth + 1)


def _is_article(value: dict[str, Any]) -> bool:
    stated = value.get("@type")
    kinds = stated if isinstance(stated, list) else [stated]
    return any(isinstance(kind, str) and kind in _ARTICLES for kind in kinds)


def _found(value: dict[str, Any], url: str) -> Found | None:
    target = value.get("url")
    if not isinstance(target, str) or not target.strip():
        return None
    try:
        absolute = urljoin(url, target.strip()).partition("#")[0]
    except ValueError:
        return None
    return Found(
        url=absolute,
        channel="archive",
        published_at=zoned(value.get("datePublished")),
        modified_at=zoned(value.get("dateModified")),
    )
