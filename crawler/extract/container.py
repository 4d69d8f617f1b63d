"""Finds the element that holds the article's body, without knowing the theme.

It works in the fast parser's tree and strips nothing: that is ``elements``. What stands around the
body is named by ``regions``.

Text is what counts: the paragraphs that stand in no boilerplate. Among the elements that hold
nearly all of them, one that carries a name under which themes keep the body is taken, the
deepest first; where none does, the deepest of all.
"""

from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.index import Index, holds_text_alone
from crawler.extract.names import element_rule, is_content, is_surely_content, names_of

#: Of the page's paragraphs, what an element with a body's name must hold to be believed.
_NAMED_SHARE: Final = 0.5
#: Of what the widest such element holds, what a deeper one must keep to be preferred.
_DEEPER_SHARE: Final = 0.97
#: The same of one whose name is that of the body alone: the rest is an author's portrait.
_SURE_SHARE: Final = 0.85
#: Of the page's paragraphs, what an element without a telling name must hold.
_DENSE_SHARE: Final = 0.75
#: With less than this in paragraphs (characters), text that stands in other elements counts too.
_FEW_CHARS: Final = 400
#: Paragraphs that are looked at: nested ones are read once each.
_MAX_LEAVES: Final = 3_000
_LONG_TEXT: Final = 25
#: How far up the tree an article's text is looked for.
_MAX_ANCESTORS: Final = 100
#: What a table that arranges the page has in its cells; or prose, of so many characters.
_WITHIN_CELLS: Final = "p, div, table, ul, ol"
_LONGEST_CELL: Final = 600
_LEAVES: Final = "p, li, blockquote, td"
_LOOSE: Final = "div, section, article, span, td, main, font, center, pre, dd"
_SURE: Final = (
    '[itemprop~="articleBody"], [property~="articleBody"],'
    " .entry-content, .td-post-content, .wp-block-post-content, .content-inner,"
    " .elementor-widget-theme-post-content, .post-content"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Container:
    """The element that holds the body.

    Attributes:
        node: in the fast parser's tree.
        how: ``itemprop``, ``class`` or ``density``.
        share: of the page's paragraph text, what it holds.

    """

    node: LexborNode
    how: str
    share: float


def find_container(index: Index) -> Container | None:
    """Return the element that holds the article's body, or None when the page has no text."""
    sums = _Sums()
    for leaf in index.tree.css(_LEAVES)[:_MAX_LEAVES]:
        sums.add(leaf)
    if sums.total < _FEW_CHARS:
        for node in index.tree.css(_LOOSE)[:_MAX_LEAVES]:
            sums.add_loose(node)
    if not sums.total:
        return _without_text(index)
    holders = sums.holders()
    return _by_name(holders, sums.total) or _by_density(holders, sums.total)


def _without_text(index: Index) -> Container | None:
    """Return the body of a post that holds no paragraph, such as a caricature."""
    nodes = (node for node in index.tree.css(_SURE) if not index.is_elsewhere(node))
    found = next(nodes, None)
    return None if found is None else Container(node=found, how="class", share=1.0)


@dataclass(kw_only=True, slots=True)
class _Holder:
    """An element outside of boilerplate.

    Attributes:
        node: in the fast parser's tree.
        names: its class and id.
        is_marked: it says itself that it is the body.
        depth: how many elements it stands in.
        own: paragraph text right in it, in characters.
        chars: paragraph text in it, however deep.

    """

    node: LexborNode
    names: str
    is_marked: bool
    depth: int
    own: int = 0
    chars: int = 0


#: A holder and those around it, the outermost first; None inside of boilerplate.
_Path = tuple[_Holder, ...] | None


class _Sums:
    """How much paragraph text each element holds, boilerplate left out."""

    def __init__(self) -> None:
        self.total = 0
        self._paths: dict[int, _Path] = {}

    def add(self, leaf: LexborNode) -> None:
        """Count the text of a paragraph that is not in links."""
        is_cell = leaf.tag == "td"
        if is_cell and leaf.css_first(_WITHIN_CELLS) is not None:
            return  # it arranges the page: what stands in it is counted
        text = leaf.text().strip()
        path = self._path(leaf if is_cell and len(text) > _LONGEST_CELL else leaf.parent)
        if path is None:
            return
        if len(text) >= _LONG_TEXT:
            self._credit(path, len(text) - _linked(leaf))

    def add_loose(self, node: LexborNode) -> None:
        """Count the text that stands directly in ``node``."""
        text = node.text(deep=False).strip()
        path = self._path(node) if len(text) >= _LONG_TEXT else None
        if path is not None:
            self._credit(path, len(text))

    def holders(self) -> list[_Holder]:
        """Return the elements that hold text, with how much of it."""
        paths = [path for path in self._paths.values() if path]
        for path in paths:
            if own := path[-1].own:
                for holder in path:
                    holder.chars += own
        return [path[-1] for path in paths if path[-1].chars]

    def _credit(self, path: tuple[_Holder, ...], weight: int) -> None:
        if weight > 0:
            self.total += weight
            if path:
                path[-1].own += weight

    def _path(self, node: LexborNode | None) -> _Path:
        """Return the path to ``node``; each element is asked once."""
        if node is not None and (mem_id := node.mem_id) in self._paths:
            return self._paths[mem_id]  # most paragraphs have a brother that came before
        chain: list[LexborNode] = []
        while node is not None and node.mem_id not in self._paths and len(chain) < _MAX_ANCESTORS:
            chain.append(node)
            node = node.parent
        path = self._paths.get(node.mem_id, ()) if node is not None else ()
        for element in reversed(chain):
            path = _deeper(element, path)
            self._paths[element.mem_id] = path
        return path


def _deeper(node: LexborNode, path: _Path) -> _Path:
    """Return the path to ``node``, given that to its parent."""
    tag = node.tag
    if tag == "html":
        return ()
    if path is None or tag in ("p", "li"):
        return None
    attributes = node.attributes
    names = names_of(attributes)
    if element_rule(tag, names):
        return None
    marks = f"{attributes.get('itemprop')} {attributes.get('property')}".split()
    holder = _Holder(
        node=node,
        names=names,
        is_marked="articleBody" in marks,
        depth=path[-1].depth + 1 if path else 0,
    )
    return (*path[-_MAX_ANCESTORS:], holder)


def _linked(leaf: LexborNode) -> int:
    """Return how much of a paragraph's text is in links."""
    if holds_text_alone(leaf):
        return 0
    return sum(len(link.text()) for link in leaf.css("a"))


def _by_name(holders: list[_Holder], total: int) -> Container | None:
    """Return the deepest element with a body's name that holds what the widest such one does."""
    named = [holder for holder in holders if holder.is_marked or is_content(holder.names)]
    most = max((holder.chars for holder in named), default=0)
    if most < total * _NAMED_SHARE:
        return None
    kept = [holder for holder in named if holder.chars >= most * _least_share(holder)]
    best = _deepest(kept)
    return _container(best, "itemprop" if best.is_marked else "class", total)


def _least_share(holder: _Holder) -> float:
    is_sure = holder.is_marked or is_surely_content(holder.names)
    return _SURE_SHARE if is_sure else _DEEPER_SHARE


def _by_density(holders: list[_Holder], total: int) -> Container:
    """Return the deepest element that holds most of the page's paragraphs."""
    wanted = min(total * _DENSE_SHARE, max(holder.chars for holder in holders))
    dense = [holder for holder in holders if holder.chars >= wanted]
    return _container(_deepest(dense), "density", total)


def _deepest(holders: list[_Holder]) -> _Holder:
    """Return the element with the most ancestors; those given all lie on one line of descent."""
    return max(holders, key=lambda holder: holder.depth)


def _container(holder: _Holder, how: str, total: int) -> Container:
    return Container(node=holder.node, how=how, share=round(holder.chars / total, 3))
