"""How much paragraph text each element of a page holds, boilerplate left out.

``container`` decides by it; which elements are boilerplate, ``names`` says.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.finding.index import holds_text_alone, links_in
from crawler.extract.finding.names import seeming

#: What a table that arranges the page has in its cells; or prose, of so many characters.
_WITHIN_CELLS: Final = "p, div, table, ul, ol"
_LONGEST_CELL: Final = 600
_LONG_TEXT: Final = 25
#: From so many paragraphs on they may nest, and the text of each be that of all in it: it is read
#: where it counts alone.
_MANY: Final = 1_000
#: Within the body any other name may be that of a wrapper: ``elements`` looks at what it holds.
_NOT_WITHIN: Final = frozenset({"reader_comments", "comment_form", "author_box"})
#: Attributes in which an element says what it is.
_MARKS: Final = frozenset({"itemprop", "property"})
#: What a body holds at the least to be taken for its name or its place alone (characters).
ENOUGH: Final = 80
#: How far up the tree an article's text is looked for.
_MAX_ANCESTORS: Final = 100


@dataclass(slots=True, eq=False)
class Holder:
    """An element outside of boilerplate; made by position, which takes half the time.

    Attributes:
        node: in the fast parser's tree.
        around: the one that it stands in, or None.
        depth: how many of them it stands in.
        names: its class and id.
        is_marked: it says itself that it is the body.
        is_named: so does its name, or it is marked.
        is_sure: its name is that of the body and of nothing around it, or it is marked.
        is_within: it, or one that it stands in, is sure.
        own: paragraph text right in it, in characters.
        chars: paragraph text in it, however deep.

    """

    node: LexborNode
    around: "Holder | None"
    depth: int
    names: str
    is_marked: bool
    is_named: bool
    is_sure: bool
    is_within: bool
    own: int = 0
    chars: int = 0

    def path(self) -> Iterator["Holder"]:
        """Yield it and those that it stands in, the nearest first."""
        here: Holder | None = self
        while here is not None:
            yield here
            here = here.around

    @property
    def is_of_title(self) -> bool:
        """Whether it stands in a page's heading."""
        return any(here.node.tag == "h1" for here in self.path())

    def is_in(self, other: "Holder") -> bool:
        """Whether it is ``other``, or stands in that."""
        here: Holder | None = self
        while here is not None and here.depth > other.depth:
            here = here.around
        return here is other

    def is_among(self, places: frozenset[int]) -> bool:
        """Whether it, or what it stands in, is one of ``places`` (each a ``mem_id``)."""
        return any(here.node.mem_id in places for here in self.path())

    def is_part_of(self, other: "Holder") -> bool:
        """Whether it and ``other`` are parts of one body: a theme set an advertisement between."""
        return self.around is other.around and self.names.split()[:1] == other.names.split()[:1]


def own_of(holders: Iterable[Holder]) -> int:
    """Return how much paragraph text stands right in ``holders``."""
    return sum(holder.own for holder in holders)


def fullest_of(holders: Iterable[Holder]) -> Holder | None:
    """Return the fullest of those that say they are the body."""
    named = (holder for holder in holders if holder.is_named)
    return max(named, key=lambda holder: holder.chars, default=None)


def most_of(holders: Iterable[Holder]) -> int:
    """Return how much the fullest of ``holders`` holds."""
    return max((holder.chars for holder in holders), default=0)


def deepest_of(holders: Iterable[Holder]) -> Holder:
    """Return the element with the most ancestors; all lie on one line of descent."""
    return max(holders, key=lambda holder: holder.depth)


class Sums:
    """How much paragraph text each element holds, boilerplate left out."""

    def __init__(self, kept: frozenset[int] = frozenset()) -> None:
        """Count nothing yet; ``kept``: the ``mem_id`` of what is no boilerplate by any name."""
        self.barred: list[LexborNode] = []
        self._kept = kept
        #: By ``mem_id``, what is around others before those; None inside of boilerplate.
        self._holders: dict[int, Holder | None] = {}

    def add(self, leaves: Sequence[LexborNode]) -> None:
        """Count the text of paragraphs that is not in links."""
        may_nest = len(leaves) >= _MANY
        for leaf in leaves:
            if may_nest and (self._holder(leaf.parent) is None or _arranges(leaf)):
                continue
            chars = len(leaf.text_lexbor().strip())
            if chars < _LONG_TEXT:
                continue  # which saves the way up from each entry of a menu
            is_cell = leaf.tag == "td"
            if is_cell and _arranges(leaf):
                continue
            holder = self._holder(leaf if is_cell and chars > _LONGEST_CELL else leaf.parent)
            if holder is not None:
                holder.own += chars if holds_text_alone(leaf) else max(0, chars - _linked(leaf))

    def add_loose(self, nodes: Iterable[LexborNode]) -> None:
        """Count the text that stands directly in ``nodes``."""
        for node in nodes:
            chars = len(node.text(deep=False).strip())
            holder = self._holder(node) if chars >= _LONG_TEXT else None
            if holder is not None:
                holder.own += chars

    def holders(self) -> list[Holder]:
        """Return the elements that hold text, and how much: what is around others before those."""
        found = [holder for holder in self._holders.values() if holder is not None]
        for holder in found:
            holder.chars = holder.own
        for holder in reversed(found):
            if holder.around is not None:
                holder.around.chars += holder.chars
        return [holder for holder in found if holder.chars]

    def _holder(self, node: LexborNode | None, climbed: int = 0) -> Holder | None:
        """Return what ``node`` is, None inside of boilerplate; each element is asked once."""
        if node is None:
            return None
        place = node.mem_id
        if place in self._holders:  # most paragraphs have a brother that came before
            return self._holders[place]
        tag = node.tag
        is_outermost = tag == "body" or climbed == _MAX_ANCESTORS
        around = None if is_outermost else self._holder(node.parent, climbed + 1)
        is_barred = around is None and not is_outermost
        found = self._holders[place] = None if is_barred else self._made(node, tag, around)
        return found

    def _made(self, node: LexborNode, tag: str | None, around: Holder | None) -> Holder | None:
        """Return what ``node`` is, which stands in ``around``."""
        attributes = node.attributes
        if tag in ("p", "li") or (tag == "a" and "href" in attributes):
            return None  # what a link shows is of another page
        names, rule, is_named, is_sure = seeming(tag, attributes)
        depth, is_within = (around.depth + 1, around.is_within) if around else (0, False)
        if rule and (rule in _NOT_WITHIN or not is_within) and node.mem_id not in self._kept:
            self.barred.append(node)
            return None
        is_marked = not _MARKS.isdisjoint(attributes) and is_marked_body(attributes)
        is_named, is_sure = is_marked or is_named, is_marked or is_sure
        is_within = is_within or is_sure
        return Holder(node, around, depth, names, is_marked, is_named, is_sure, is_within)


def is_marked_body(attributes: dict[str, str | None]) -> bool:
    """Whether an element says itself that it is the body."""
    return any("articleBody" in (attributes.get(mark) or "").split() for mark in _MARKS)


def _arranges(leaf: LexborNode) -> bool:
    """Whether a cell arranges the page: what stands in it is counted."""
    return leaf.tag == "td" and leaf.css_first(_WITHIN_CELLS) is not None


def _linked(leaf: LexborNode) -> int:
    """Return how much of a paragraph's text is in links."""
    return sum(len(link.text_lexbor()) for link in links_in(leaf))
