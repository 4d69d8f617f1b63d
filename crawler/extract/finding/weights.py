"""How much paragraph text each element of a page holds, boilerplate left out.

``container`` decides by it; which elements are boilerplate, ``names`` says.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.finding.index import holds_text_alone, links_in
from crawler.extract.finding.names import element_rule, is_content, is_surely_content, names_of

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
MAX_ANCESTORS: Final = 100


@dataclass(slots=True, eq=False)
class Holder:
    """An element outside of boilerplate; made by position, which takes half the time.

    Attributes:
        node: in the fast parser's tree.
        names: its class and id.
        is_marked: it says itself that it is the body.
        is_named: so does its name, or it is marked.
        is_sure: its name is that of the body and of nothing around it, or it is marked.
        depth: how many elements it stands in.
        own: paragraph text right in it, in characters.
        chars: paragraph text in it, however deep.

    """

    node: LexborNode
    names: str
    is_marked: bool
    is_named: bool
    is_sure: bool
    depth: int
    own: int = 0
    chars: int = 0


#: A holder and those around it, the outermost first; None inside of boilerplate.
_Path = tuple[Holder, ...] | None
Held = tuple[Holder, ...]


class Sums:
    """How much paragraph text each element holds, boilerplate left out."""

    def __init__(self, kept: frozenset[int] = frozenset()) -> None:
        """Count nothing yet; ``kept``: the ``mem_id`` of what is no boilerplate by any name."""
        self.total = 0
        self.barred: list[LexborNode] = []
        self._kept = kept
        self._paths: dict[int, _Path] = {}

    def add(self, leaves: Sequence[LexborNode]) -> None:
        """Count the text of paragraphs that is not in links."""
        may_nest = len(leaves) >= _MANY
        for leaf in leaves:
            if may_nest and (self._path(leaf.parent) is None or _arranges(leaf)):
                continue
            chars = len(leaf.text_lexbor().strip())
            if chars < _LONG_TEXT:
                continue  # which saves the way up from each entry of a menu
            is_cell = leaf.tag == "td"
            if is_cell and _arranges(leaf):
                continue
            path = self._path(leaf if is_cell and chars > _LONGEST_CELL else leaf.parent)
            if path is not None:
                self._credit(path, chars - _linked(leaf))

    def add_loose(self, nodes: Iterable[LexborNode]) -> None:
        """Count the text that stands directly in ``nodes``."""
        for node in nodes:
            text = node.text(deep=False).strip()
            path = self._path(node) if len(text) >= _LONG_TEXT else None
            if path is not None:
                self._credit(path, len(text))

    def named(self) -> int:
        """Return how much text the fullest of the elements holds that say they are the body."""
        fullest = self.fullest()
        return fullest.chars if fullest is not None else 0

    def fullest(self) -> Holder | None:
        """Return the fullest of the elements that say they are the body."""
        named = [path[-1] for path in self._paths.values() if path and path[-1].is_named]
        return max(named, key=lambda holder: holder.chars, default=None)

    def paths(self) -> list[Held]:
        """Return the paths to the elements that hold text."""
        return [path for path in self._paths.values() if path and path[-1].chars]

    def _credit(self, path: Held, weight: int) -> None:
        if weight > 0:
            self.total += weight
            for holder in path:
                holder.chars += weight
            if path:
                path[-1].own += weight

    def _path(self, node: LexborNode | None, climbed: int = 0) -> _Path:
        """Return the path to ``node``; each element is asked once."""
        if node is None or climbed == MAX_ANCESTORS:
            return ()
        place = node.mem_id
        if place in self._paths:  # most paragraphs have a brother that came before
            return self._paths[place]
        path = self._path(node.parent, climbed + 1)
        path = self._paths[place] = None if path is None else self._deeper(node, path)
        return path

    def _deeper(self, node: LexborNode, path: Held) -> _Path:
        """Return the path to ``node``, given that to its parent."""
        tag = node.tag
        if tag == "html":
            return ()
        if tag in ("p", "li"):
            return None
        attributes = node.attributes
        if tag == "a" and "href" in attributes:
            return None  # what a link shows is of another page
        seems = _seems(tag, attributes.get("class"), attributes.get("id"))
        names, rule, is_named, is_sure = seems
        if rule and node.mem_id not in self._kept and (rule in _NOT_WITHIN or not _is_within(path)):
            self.barred.append(node)
            return None
        is_marked = not _MARKS.isdisjoint(attributes) and _is_marked(attributes)
        depth = path[-1].depth + 1 if path else 0
        around = path if len(path) <= MAX_ANCESTORS else path[-MAX_ANCESTORS:]
        holder = Holder(node, names, is_marked, is_marked or is_named, is_marked or is_sure, depth)
        return (*around, holder)


@lru_cache(maxsize=4096)  # asked with what is at hand: to put names together takes longer
def _seems(
    tag: str | None, classes: str | None, identity: str | None
) -> tuple[str, str | None, bool, bool]:
    """Return an element's names, its rule by them, and whether they are the body's, and surely."""
    names = names_of({"class": classes, "id": identity})
    return names, element_rule(tag, names), is_content(names), is_surely_content(names)


def _is_marked(attributes: dict[str, str | None]) -> bool:
    """Whether an element says itself that it is the body."""
    return any("articleBody" in (attributes.get(mark) or "").split() for mark in _MARKS)


def _is_within(path: Held) -> bool:
    """Whether a path leads through what is surely the body."""
    return any(holder.is_sure for holder in path)


def _arranges(leaf: LexborNode) -> bool:
    """Whether a cell arranges the page: what stands in it is counted."""
    return leaf.tag == "td" and leaf.css_first(_WITHIN_CELLS) is not None


def _linked(leaf: LexborNode) -> int:
    """Return how much of a paragraph's text is in links."""
    if holds_text_alone(leaf):
        return 0
    return sum(len(link.text_lexbor()) for link in links_in(leaf))
