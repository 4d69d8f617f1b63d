"""What a page states about itself: meta, links, JSON-LD, body classes. Reads, decides nothing."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import Any, Final
from urllib.parse import urlsplit

from crawler.extract.finding.index import Index
from crawler.extract.text import fold, key, words

ARTICLE_TYPES: Final = frozenset(
    words(
        "NewsArticle Article BlogPosting ReportageNewsArticle AnalysisNewsArticle Report"
        " OpinionNewsArticle BackgroundNewsArticle ReviewNewsArticle LiveBlogPosting"
        " SocialMediaPosting"
    )
)
#: What tells of one page: of this one, unless it says otherwise.
_OF_PAGE: Final = ARTICLE_TYPES | {"WebPage", "ItemPage"}
#: By what a ``<meta>`` says what it states.
_NAMING: Final = ("property", "name", "itemprop")
_NOT_LETTERS: Final = re.compile(r"[^a-z]+")
_JSON_LD: Final = "application/ld+json"
_MAX_JSON_CHARS: Final = 1_000_000
_MAX_NODES: Final = 500
#: How far from its beginning a script says that it is hidden.
_MAX_OPENING: Final = 20
#: Headings that may be the title.
_MAX_TITLES: Final = 9
#: What hides a script from programs that read it as markup.
_CDATA: Final = re.compile(r"(?://|/\*)?\s*(?:<!\[CDATA\[|\]\]>)\s*(?:\*/)?")
#: Takes line feeds inside of texts, which many plugins write.
_JSON: Final = json.JSONDecoder(strict=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """What the page states.

    Attributes:
        metas: ``name``, ``property`` or ``itemprop`` in small letters -> contents.
        links: ``rel`` -> addresses as written.
        nodes: of JSON-LD, those of a graph one by one.
        types: of each node, without their vocabulary's address.
        body_classes: of ``<body>``.
        language: of ``<html lang>``.
        title: of ``<title>``, folded.
        article: the JSON-LD node of the article; empty where there is none.

    """

    metas: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    nodes: list[dict[str, Any]] = field(default_factory=list)
    types: list[list[str]] = field(default_factory=list)
    body_classes: frozenset[str] = frozenset()
    language: str = ""
    title: str = ""
    article: dict[str, Any] = field(default_factory=dict)

    def meta(self, *names: str) -> str:
        """Return the first content of the first of ``names`` that says something, folded."""
        for name in names:
            for content in self.metas.get(name, ()):
                if text := fold(content):
                    return text
        return ""

    def named(self, names: frozenset[str]) -> Iterator[list[str]]:
        """Yield what each ``<meta>`` says whose name, the signs in it left out, is of ``names``."""
        return (texts for name, texts in self.metas.items() if _letters(name) in names)

    @property
    def site_names(self) -> tuple[str, ...]:
        """What the site calls itself; a name of two letters would be in any text."""
        publisher = self.article.get("publisher")
        stated = publisher.get("name") if isinstance(publisher, dict) else None
        names = (self.meta("og:site_name"), self.meta("application-name"), fold(str(stated or "")))
        return tuple(dict.fromkeys(name for name in names if len(name) > 2))  # noqa: PLR2004

    def nodes_of(self, types: frozenset[str]) -> list[dict[str, Any]]:
        """Return the JSON-LD nodes of one of ``types``."""
        return _of_types(self.nodes, self.types, types)


@lru_cache(maxsize=1024)  # programs that make pages know some two hundred
def _letters(name: str) -> str:
    return _NOT_LETTERS.sub("", name)


def _of_types(
    nodes: list[dict[str, Any]], stated: list[list[str]], wanted: frozenset[str]
) -> list[dict[str, Any]]:
    return [node for node, types in zip(nodes, stated, strict=True) if not wanted.isdisjoint(types)]


def types_of(node: dict[str, Any]) -> list[str]:
    """Return the types of a JSON-LD node, without their vocabulary's address."""
    given = node.get("@type")
    given = given if isinstance(given, list) else [given]
    return [str(name).rpartition("/")[2] for name in given if name]


def read_head(index: Index, url: str = "") -> Head:
    """Read what the page, at ``url`` where that is known, states about itself."""
    metas: dict[str, list[str]] = {}
    links: dict[str, list[str]] = {}
    nodes: list[dict[str, Any]] = []
    for attributes in [node.attributes for node in index.tagged("meta")]:
        for name in filter(None, map(attributes.get, _NAMING)):
            metas.setdefault(name.lower(), []).append(attributes.get("content") or "")
    for node in index.tagged("link"):
        attributes = node.attributes
        for rel in (attributes.get("rel") or "").lower().split():
            links.setdefault(rel, []).append(attributes.get("href") or "")
    for node in index.tagged("script"):
        if node.attributes.get("type") == _JSON_LD:  # written so, not otherwise
            nodes += _json_ld(node.text())
    title = next(iter(index.tagged("title")), None)
    if nodes and url:
        addresses = (url, *links.get("canonical", ()), *metas.get("og:url", ()))
        shown = [node.text() for node in index.tagged("title", "h1")[:_MAX_TITLES]]
        titles = list(map(key, (*shown, *metas.get("og:title", ()))))
        nodes = [node for node in nodes if not _is_of_other(node, titles, addresses)]
    types = [types_of(node) for node in nodes]
    root, body = index.tree.root, index.tree.body
    return Head(
        metas=metas,
        links=links,
        nodes=nodes,
        types=types,
        body_classes=frozenset(((body.attributes.get("class") if body else "") or "").split()),
        language=(root.attributes.get("lang") if root else "") or "",
        title=fold(title.text()) if title else "",
        article=max(_of_types(nodes, types, ARTICLE_TYPES), key=len, default={}),
    )


def _is_of_other(node: dict[str, Any], titles: list[str], addresses: tuple[str, ...]) -> bool:
    """Whether a node tells of another article: neither its title nor its address is the page's."""
    if _OF_PAGE.isdisjoint(types_of(node)):
        return False
    headline = key(unescape(str(node.get("headline") or node.get("name") or "")))
    if not headline or any(title and (headline in title or title in headline) for title in titles):
        return False
    given = (node.get(name) for name in ("@id", "url", "mainEntityOfPage"))
    stated = (one.get("@id") if isinstance(one, dict) else one for one in given)
    told = {_path(one) for one in stated if isinstance(one, str)} - {""}
    return bool(told) and told.isdisjoint(map(_path, addresses))


def _path(url: str) -> str:
    """Return what tells a page from others of its site: the path and the query of its address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return parts.path.strip("/") + (f"?{parts.query}" if parts.query else "")


def _json_ld(text: str) -> list[dict[str, Any]]:
    """Return the nodes of one script; none when it is not JSON."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    if "CDATA" in text[:_MAX_OPENING]:
        text = _CDATA.sub("", text)
    if not text or len(text) > _MAX_JSON_CHARS:
        return []
    try:
        document = _JSON.decode(text)
    except (ValueError, RecursionError):
        return []
    return list(_flat(document))


def _flat(document: object) -> Iterator[dict[str, Any]]:
    """Yield the nodes of a document, of its lists and graphs."""
    todo, seen = [document], 0
    while todo and seen < _MAX_NODES:
        seen += 1
        here = todo.pop(0)
        if isinstance(here, list):
            todo[:0] = here[:_MAX_NODES]
        elif isinstance(here, dict):
            yield here
            todo += [here[name] for name in ("@graph", "mainEntity") if name in here]
