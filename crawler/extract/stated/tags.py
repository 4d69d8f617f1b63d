"""The tags of an article, with their source."""

from collections.abc import Iterable
from html import unescape
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.finding.index import TAGS, Index, links_in
from crawler.extract.finding.scope import article_of_title, is_in_other
from crawler.extract.stated.choose import choose
from crawler.extract.stated.head import Head
from crawler.extract.text import fold

_MAX_TAG: Final = 80


def tags_of(head: Head, index: Index) -> tuple[tuple[str, ...], str]:
    """Return the tags as written, and their source."""
    links = [*index.links(TAGS), *index.related("tag")]
    if len(index.tagged("article")) > 1:  # the next one may stand below
        mine = article_of_title(index)
        links = [node for node in links if not is_in_other(node, mine)]
    shown = [fold(node.text()) for node in links if _is_tag(node)]
    keywords = head.article.get("keywords")
    listed = keywords.split(",") if isinstance(keywords, str) else keywords
    stated = [str(word) for word in listed] if isinstance(listed, list) else []
    value, source = choose(
        [
            ("tag_links", _clean_tags(shown)),
            ("open_graph", _clean_tags(head.metas.get("article:tag", []))),
            ("json_ld", _clean_tags(stated)),  # Rank Math's are what it is to be found by
            ("tag_line", _clean_tags(_unlinked_tags(index)) if not shown else ()),
        ],
        same=_same_tags,
    )
    return value or (), source


def _same_tags(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> bool:
    return {tag.lower() for tag in one or ()} == {tag.lower() for tag in other or ()}


def _unlinked_tags(index: Index) -> list[str]:
    """Return the tags of a line that shows them without links: ``Tag: padi, sawah``."""
    line = next(index.classed(TAGS), None)
    if line is None or next(links_in(line), None) is not None:
        return []
    _, colon, names = fold(line.text()).rpartition(":")
    return names.split(",") if colon else []


def _clean_tags(texts: Iterable[str]) -> tuple[str, ...]:
    tags = (fold(unescape(text)).lstrip("#").strip() for text in texts)
    return tuple(dict.fromkeys(tag for tag in tags if tag and len(tag) <= _MAX_TAG))


def _is_tag(link: LexborNode) -> bool:
    attributes = link.attributes
    rels = (attributes.get("rel") or "").split()
    if "category" in rels:
        return False
    parent = link.parent
    names = (parent.attributes.get("class") or "") if parent is not None else ""
    if "category" in names or "kategori" in names:
        return False
    return "/category/" not in (attributes.get("href") or "")
