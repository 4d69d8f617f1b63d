"""What stands around the body: a row for each region, named by the rule that it looks like."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.credits import names_in
from crawler.extract.finding.container import Container
from crawler.extract.finding.names import seeming
from crawler.extract.finding.scope import is_headline, is_masthead, linked_headlines
from crawler.extract.records import Removed
from crawler.extract.steps import ancestors, before
from crawler.extract.text import fold, key

_REGION_CHARS: Final = 1_000
#: What is read of a region at the most: white space takes up a part of it, often a small one.
_READ_CHARS: Final = 5_000
_READ_FIRST: Final = (1_300, 2_500)
#: A byline is no longer than this (characters), and among so many elements above the body.
_BYLINE_CHARS: Final = 200
_MAX_BYLINES: Final = 6
#: How far up from the body the title is looked for.
_MAX_LEVELS: Final = 5
_MAX_WRAPPERS: Final = 5
#: What divides what a byline tells.
_BAR: Final = re.compile(r"\s[|•·/–—-]\s")
_NOT_SHOWN: Final = frozenset({"script", "style", "link", "meta", "br"})
_FORM: Final = "#respond, .comment-respond, #commentform, form"
_COMMENT: Final = "li.comment, .comment-body, .comment-content, .wpd-comment, article.comment"


def around(container: Container | None, title: str, count: int) -> Iterator[Removed]:
    """Yield a row for each region around the container; the title's own heading is none.

    ``count`` rows stand before them.
    """
    if container is None:
        return
    others = (region for region in _regions(container.node) if not _is_title(region[1], title))
    for position, (rule, text) in enumerate(others, start=count + 1):
        yield Removed(rule=rule, text=text, position=position)


def bylines(container: LexborNode, title: str) -> Iterator[str]:
    """Yield the short texts between the title and the body, the nearest to the body first."""
    for here in islice(chain([container], ancestors(container)), _MAX_LEVELS):
        if here.tag == "body":
            return
        for node in islice(_shown_before(here), _MAX_BYLINES):
            if node.tag == "figure":
                continue  # what a picture shows may read as a name
            text = fold(node.text(separator=" ")[:_READ_CHARS])
            if key(title) and key(title) in key(text):
                if 0 < len(below := text.rpartition(title)[2].strip()) <= _BYLINE_CHARS:
                    yield below
                    yield from _pieces(node)
                yield from _above(node)
                return
            is_short = 0 < len(text) <= _BYLINE_CHARS
            is_others = is_short and is_headline(text) and linked_headlines(node)
            if is_short and not (is_others or is_masthead(node)):
                yield text
                yield from _pieces(node)


def _above(node: LexborNode) -> Iterator[str]:
    """Yield the texts above the title that say whose it is, in words."""
    for above in islice(_shown_before(node), _MAX_BYLINES):
        text = fold(above.text(separator=" ")[:_READ_CHARS])
        if len(text) <= _BYLINE_CHARS and names_in(text) and not linked_headlines(above):
            yield text


def _pieces(node: LexborNode) -> Iterator[str]:
    """Yield what an element shows in pieces, between signs or elements: a day, a name, a number."""
    parts = (part for part in node.traverse(include_text=True) if part.is_text_node)
    texts = (text for part in parts for text in _BAR.split(part.text_content or ""))
    pieces = list(filter(None, map(fold, texts)))
    yield from pieces if len(pieces) > 1 else ()


def _is_title(text: str, title: str) -> bool:
    """Whether a region is the title's own; the length is asked first: folding a key is slow."""
    return len(text) <= 3 * len(title) + 60 and key(text) == key(title)


def _regions(container: LexborNode) -> Iterator[tuple[str, str]]:
    """Yield the rule and the text of each region beside ``container``, in the page's order."""
    above: list[tuple[str, str]] = []
    below: list[tuple[str, str]] = []
    here = container
    while (parent := here.parent) is not None and here.tag not in ("body", "html"):
        outer: list[tuple[str, str]] = []
        rows, place = outer, here.mem_id
        for node in parent.iter():
            if node.mem_id == place:
                rows = below
            else:
                rows += _region(node)
        above[:0] = outer
        here = parent
    yield from above
    yield from below


def _is_shown(tag: str | None) -> bool:
    """Whether a node of a tag holds text: comments, too, have a name, with a dash before it."""
    return tag is not None and tag[0] != "-" and tag not in _NOT_SHOWN


def _shown_before(node: LexborNode) -> Iterator[LexborNode]:
    return (part for part in before(node) if _is_shown(part.tag))


def _region(node: LexborNode) -> list[tuple[str, str]]:
    """Return the rows of one region: a comment form apart from what readers wrote."""
    tag = node.tag
    if not _is_shown(tag):
        return []
    rule = _rule(node, tag)
    if rule != "reader_comments":
        text = _opening(node)
        return [(rule or "other", text)] if text else []
    form = node.css_first(_FORM)
    rows = [("reader_comments", "")] if node.css_first(_COMMENT) is not None else []
    if form is not None:
        rows.append(("comment_form", _opening(form)))
    return rows


def _opening(node: LexborNode) -> str:
    """Return the first of what stands in ``node``, folded: no more is than has to be."""
    return _opened(node.text(separator=" ", skip_empty=True)[:_READ_CHARS])


@lru_cache(maxsize=256)  # a site's menus and its foot are the same on page after page
def _opened(raw: str) -> str:
    for chars in _READ_FIRST:
        text = fold(raw[:chars])
        if len(text) > _REGION_CHARS or len(raw) <= chars:
            return text[:_REGION_CHARS]
    return fold(raw)[:_REGION_CHARS]


def _rule(node: LexborNode, tag: str | None) -> str | None:
    """Return the rule of ``node``, or of what it wraps without a telling name: its only element."""
    for _ in range(_MAX_WRAPPERS):
        rule = seeming(tag, node.attributes).rule
        inner = None if rule else _only_child(node)
        if inner is None:
            return rule
        node, tag = inner, inner.tag
    return None


def _only_child(node: LexborNode) -> LexborNode | None:
    """Return the element in ``node`` when it is the only one."""
    only: LexborNode | None = None
    for child in node.iter():
        if child.tag not in ("script", "style"):
            if only is not None:
                return None
            only = child
    return only
