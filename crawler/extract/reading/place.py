"""Where a walk through a tree is: what a line that is found there would be."""

from typing import Final, NamedTuple

from crawler.extract.reading.element import Element
from crawler.extract.records import Kind

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}


class Place(NamedTuple):
    """The attributes of a line, and of a piece, that what stands here would have."""

    kind: Kind = "paragraph"
    group: int = 0
    level: int | None = None
    is_ordered: bool = False
    href: str | None = None
    mark: int = 0
    is_pre: bool = False

    def below(self, name: str, number: int) -> "Place":
        """Return the place inside of a block; a paragraph ends a heading that was left open."""
        kind, group, level, is_ordered, href, mark, is_pre = self
        group = group if kind == "list" else number
        if name in _HEADINGS:
            kind, level, group = "heading", _HEADINGS[name], number
        elif name == "p" and kind == "heading":
            kind, level = "paragraph", None
        elif name in ("ul", "ol") and kind != "list":
            kind, is_ordered = "list", name == "ol"
        elif name == "blockquote" and kind == "paragraph":
            kind = "quote"
        if name == "pre":
            mark, is_pre = number, True
        return Place(kind, group, level, is_ordered, href, mark, is_pre)

    def within(self, tag: Element, number: int) -> "Place":
        """Return the place inside of an inline element, a link or another."""
        kind, group, level, is_ordered, outer, _, is_pre = self
        href = tag.attrs.get("href") if tag.name == "a" else None
        link = str(href).strip() if href else outer
        return Place(kind, group, level, is_ordered, link, number, is_pre)
