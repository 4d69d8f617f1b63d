"""Keeps hostile HTML from making a parser slow: it works on text, before any tree is built.

A parser that follows the HTML standard needs time that grows with the square of the nesting:
100,000 open ``<div>`` take 24 s. No article nests deeper than a few dozen.
"""

import re
from typing import Final

#: Below this many tags the worst nesting costs less than looking for it.
_FEW_TAGS: Final = 4_000
_MAX_DEPTH: Final = 250
#: Open formatting is repeated in every later paragraph.
_MAX_FORMATTING: Final = 25
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,40})([^<>]{0,4000}/?>)?")
_FORMATTING: Final = frozenset("a b big code em font i nobr s small strike strong tt u".split())
#: Elements that hold nothing, or that the next of their kind closes.
_NOT_NESTING: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td th tr dt dd"
    " option script style path rect circle".split()
)
#: Attributes beyond these in one tag are no page's.
_LONG_TAG: Final = re.compile(r"<[a-zA-Z][^<>]{20000,}>")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def tame(html: str) -> str:
    """Return ``html`` without nesting that no page has."""
    if html.count("<") < _FEW_TAGS and len(html) < 1_000_000:
        return html
    html = _LONG_TAG.sub("", html)
    return _flatten(html)


def without_control(html: str) -> str:
    """Return ``html`` without characters at which a parser may stop."""
    return _CONTROL.sub("", html) if _CONTROL.search(html) else html


def _flatten(html: str) -> str:
    """Drop the start tags that lie too deep; the text in them stays."""
    kept: list[str] = []
    depth, formatting, last = 0, 0, 0
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if name in _NOT_NESTING:
            continue
        step = -1 if tag[1] else 1
        depth = max(0, depth + step)
        if name in _FORMATTING:
            formatting = max(0, formatting + step)
        if step > 0 and (depth > _MAX_DEPTH or formatting > _MAX_FORMATTING):
            kept.append(html[last : tag.start()])
            last = tag.end()
    kept.append(html[last:])
    return " ".join(kept) if len(kept) > 1 else html
