"""Finds the element that holds the article's body, without knowing the theme.

It works in the fast parser's tree, names the regions around the body, and strips nothing: that
is ``elements``.

Text is what counts: the paragraphs that stand in no boilerplate. Among the elements that hold
nearly all of them, one that carries a name under which themes keep the body is taken, the
deepest first; where none does, the deepest of all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.extract.around import is_elsewhere, names_of, node_rule
from crawler.extract.names import is_content, is_surely_content
from crawler.extract.text import fold

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
_REGION_CHARS: Final = 1_000
_LEAVES: Final = "p, li, blockquote, td"
_LOOSE: Final = "div, section, article, span, td, main, font, center, pre, dd"
_NAMED: Final = '[itemprop~="articleBody"], [property~="articleBody"]'
_SURE: Final = (
    f"{_NAMED}, .entry-content, .td-post-content, .wp-block-post-content, .content-inner,"
    " .elementor-widget-theme-post-content, .post-content"
)
_FORM: Final = "#respond, .comment-respond, #commentform, form"
_COMMENT: Final = "li.comment, .comment-body, .comment-content, .wpd-comment, article.comment"


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


def find_container(tree: LexborHTMLParser) -> Container | None:
    """Return the element that holds the article's body, or None when the page has no text."""
    sums = _Sums()
    for leaf in tree.css(_LEAVES)[:_MAX_LEAVES]:
        sums.add(leaf)
    if sums.total < _FEW_CHARS:
        for node in tree.css(_LOOSE)[:_MAX_LEAVES]:
            sums.add_loose(node)
    if not sums.total:
        return _without_text(tree)
    marked = {node.mem_id for node in tree.css(_NAMED)}
    return _by_name(sums, marked) or _by_density(sums)


def _without_text(tree: LexborHTMLParser) -> Container | None:
    """Return the body of a post that holds no paragraph, such as a caricature."""
    nodes = (node for node in tree.css(_SURE) if not is_elsewhere(node))
    found = next(nodes, None)
    return None if found is None else Container(node=found, how="class", share=1.0)


class _Sums:
    """How much paragraph text each element holds, boilerplate left out."""

    def __init__(self) -> None:
        self.total = 0
        self.chars: dict[int, int] = {}
        self.nodes: dict[int, LexborNode] = {}
        self._paths: dict[int, tuple[int, ...] | None] = {}

    def add(self, leaf: LexborNode) -> None:
        """Count the text of a paragraph that is not in links."""
        if leaf.parent is None or self._path(leaf.parent) is None:
            return
        text = leaf.text(deep=True).strip()
        if len(text) >= _LONG_TEXT:
            linked = sum(len(link.text()) for link in leaf.css("a"))
            self._credit(leaf, len(text) - linked)

    def add_loose(self, node: LexborNode) -> None:
        """Count the text that stands directly in ``node``."""
        text = node.text(deep=False).strip()
        if len(text) >= _LONG_TEXT:
            self._credit(node, len(text), with_itself=True)

    def _credit(self, leaf: LexborNode, weight: int, *, with_itself: bool = False) -> None:
        start = leaf if with_itself else leaf.parent
        path = self._path(start) if start is not None else None
        if path is None or weight <= 0:
            return
        self.total += weight
        for mem_id in path:
            self.chars[mem_id] = self.chars.get(mem_id, 0) + weight

    def _path(self, node: LexborNode) -> tuple[int, ...] | None:
        """Return the ids of ``node`` and its ancestors, or None inside of boilerplate."""
        chain: list[LexborNode] = []
        here: LexborNode | None = node
        while here is not None and here.mem_id not in self._paths and len(chain) < _MAX_ANCESTORS:
            chain.append(here)
            here = here.parent
        path = self._paths.get(here.mem_id, ()) if here is not None else ()
        for element in reversed(chain):
            path = self._deeper(element, path)
            self._paths[element.mem_id] = path
        return path

    def _deeper(self, node: LexborNode, path: tuple[int, ...] | None) -> tuple[int, ...] | None:
        """Return the path to ``node``, given that to its parent."""
        if node.tag == "html":
            return ()
        if path is None or node.tag in ("p", "li") or node_rule(node):
            return None
        self.nodes[node.mem_id] = node
        return (node.mem_id, *path[:_MAX_ANCESTORS])


def _by_name(sums: _Sums, marked: set[int]) -> Container | None:
    """Return the deepest element with a body's name that holds what the widest such one does."""
    named = [
        (chars, mem_id)
        for mem_id, chars in sums.chars.items()
        if mem_id in marked or is_content(names_of(sums.nodes[mem_id]))
    ]
    most = max(named, default=(0, 0))[0]
    if most < sums.total * _NAMED_SHARE:
        return None
    sure = {
        mem_id
        for chars, mem_id in named
        if chars >= most * _SURE_SHARE
        and (mem_id in marked or is_surely_content(names_of(sums.nodes[mem_id])))
    }
    kept = [mem_id for chars, mem_id in named if chars >= most * _DEEPER_SHARE]
    best = _deepest([*kept, *sure], sums)
    how = "itemprop" if best in marked else "class"
    return _container(best, how, sums)


def _by_density(sums: _Sums) -> Container:
    """Return the deepest element that holds most of the page's paragraphs."""
    wanted = min(sums.total * _DENSE_SHARE, max(sums.chars.values()))
    dense = [mem_id for mem_id, chars in sums.chars.items() if chars >= wanted]
    return _container(_deepest(dense, sums), "density", sums)


def _deepest(mem_ids: list[int], sums: _Sums) -> int:
    """Return the element with the most ancestors; those given all lie on one line of descent."""
    return max(mem_ids, key=lambda mem_id: _depth(sums.nodes[mem_id]))


def _depth(node: LexborNode) -> int:
    depth = 0
    here = node.parent
    while here is not None and depth < _MAX_ANCESTORS:
        depth += 1
        here = here.parent
    return depth


def _container(mem_id: int, how: str, sums: _Sums) -> Container:
    share = sums.chars[mem_id] / sums.total
    return Container(node=sums.nodes[mem_id], how=how, share=round(share, 3))


def regions(container: LexborNode) -> Iterator[tuple[str, str]]:
    """Yield the rule and the text of each region beside ``container``, in the page's order."""
    before: list[tuple[str, str]] = []
    after: list[tuple[str, str]] = []
    here = container
    while (parent := here.parent) is not None and here.tag not in ("body", "html"):
        for node in _siblings(here, forward=False):
            before[:0] = _region(node)
        for node in _siblings(here, forward=True):
            after += _region(node)
        here = parent
    yield from before
    yield from after


def _siblings(node: LexborNode, *, forward: bool) -> Iterator[LexborNode]:
    here = node.next if forward else node.prev
    while here is not None:
        if here.is_element_node and here.tag not in ("script", "style", "link", "meta", "br"):
            yield here
        here = here.next if forward else here.prev


def _region(node: LexborNode) -> list[tuple[str, str]]:
    """Return the rows of one region: a comment form apart from what readers wrote."""
    rule = node_rule(node) or _inner_rule(node)
    text = fold(node.text(separator=" "))
    if rule != "reader_comments":
        return [(rule or "other", text[:_REGION_CHARS])] if text else []
    form = node.css_first(_FORM)
    rows = [("reader_comments", "")] if node.css_first(_COMMENT) is not None else []
    if form is not None:
        rows.append(("comment_form", fold(form.text(separator=" "))[:_REGION_CHARS]))
    return rows


def _inner_rule(node: LexborNode) -> str | None:
    """Return what a wrapper without a telling name wraps: the rule of its only element."""
    for _ in range(4):
        children = [child for child in node.iter() if child.tag not in ("script", "style")]
        if len(children) != 1:
            return None
        node = children[0]
        if rule := node_rule(node):
            return rule
    return None
