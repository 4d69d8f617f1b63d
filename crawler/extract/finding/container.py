"""Finds the element that holds the article's body, without knowing the theme.

It works in the fast parser's tree and strips nothing: that is ``elements``. What stands around the
body is named by ``regions``; what was written right beside it, ``beside`` takes in.

Text is what counts: the paragraphs that stand in no boilerplate. Among the elements that hold
nearly all of them, one that carries a name under which themes keep the body is taken, the
deepest first; where none does, the deepest of all.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.finding.beside import joined
from crawler.extract.finding.index import Index
from crawler.extract.finding.misnamed import misnamed
from crawler.extract.finding.narrow import narrowed
from crawler.extract.finding.others import head_of_other, without_others
from crawler.extract.finding.scope import article_of_title, lists_of_others
from crawler.extract.finding.weights import ENOUGH, Held, Holder, Sums

#: Of the page's paragraphs, what an element with a body's name must hold to be believed.
_NAMED_SHARE: Final = 0.5
#: The same of one that no other element shares the name with.
_ONLY_SHARE: Final = 0.3
#: Of what the widest such element holds, what a deeper one must keep to be preferred.
_DEEPER_SHARE: Final = 0.97
#: The same of one whose name is that of the body alone: the rest is an author's portrait.
_SURE_SHARE: Final = 0.85
#: Of the page's paragraphs, what an element without a telling name must hold.
_DENSE_SHARE: Final = 0.75
#: With less than this in paragraphs (characters), on the page or in what is named as a body, text
#: that stands in other elements counts too.
_FEW_CHARS: Final = 400
#: Paragraphs that are looked at: nested ones are read once each.
_MAX_LEAVES: Final = 3_000
_LEAVES: Final = ("p", "li", "blockquote", "td")
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
        how: ``itemprop``, ``class`` or ``density``; ``rest`` or ``json_ld`` where it is none of the
            page.
        share: of the page's paragraph text, what it holds.

    """

    node: LexborNode
    how: str
    share: float


def find_container(index: Index) -> Container | None:
    """Return the element that holds the article's body, or None when the page has no text."""
    sums = _summed(index, index.around_title)
    if sums.named() < ENOUGH and (barred := _barred(index, sums)):
        sums = _summed(index, index.around_title | barred)
    paths = sums.paths()
    if not paths:
        return by_name_alone(index)
    sure = [path for path in paths if path[-1].is_sure]
    if len(sure) != 1 or _is_others(sure[0][-1], index):
        paths = _in_article(without_others(paths, index), article_of_title(index))
    total = sum(path[-1].own for path in paths)
    return _by_name(paths, total) or _beside_lists(_outside(paths, lists_of_others(index)))


def _beside_lists(paths: list[Held]) -> Container:
    """Return what is named as the body, or else the densest, of what is in no list of others."""
    return _by_name(paths, sum(path[-1].own for path in paths)) or _by_density(paths)


def _summed(index: Index, kept: frozenset[int]) -> Sums:
    """Return how much text each element holds; ``kept`` are no boilerplate by any name."""
    sums = Sums(kept)
    sums.add(index.tagged(*_LEAVES)[:_MAX_LEAVES])
    fullest = sums.fullest()
    is_little = fullest is None or min(fullest.chars, sums.total) < _FEW_CHARS
    if is_little or _is_others(fullest, index):
        sums.add_loose(index.tree.css(_LOOSE)[:_MAX_LEAVES])
    return sums


def _is_others(holder: Holder | None, index: Index) -> bool:
    return holder is not None and head_of_other(holder.node, index) is not None


def _barred(index: Index, sums: Sums) -> frozenset[int]:
    """Return what stands around a body that was taken for a part of a box, or nothing.

    Its name is that of a body, or it is written as one, and it holds more than all that counted.
    """
    bodies = index.tree.css(_SURE)
    body = max(bodies, key=lambda node: len(node.text()), default=None)
    is_most = body is not None and len(body.text()) > max(sums.total, _FEW_CHARS)
    here = body.parent if body is not None and is_most else misnamed(sums.barred, sums.total, index)
    found: set[int] = set()
    while here is not None:
        found.add(here.mem_id)
        here = here.parent
    return frozenset(found)


def _in_article(paths: list[Held], article: LexborNode | None) -> list[Held]:
    """Return the paths through the title's own article, where the body can be in that."""
    if article is None:
        return paths
    place = article.mem_id
    inside, named, held, is_told = [], 0, 0, False
    for path in paths:
        if any(holder.node.mem_id == place for holder in path):
            inside.append(path)
            held = max(held, path[-1].chars)
            is_told = is_told or path[-1].is_sure
        elif path[-1].is_sure:
            named = max(named, path[-1].chars)
    return inside if held >= ENOUGH and (is_told or held > named) else paths


def _outside(paths: list[Held], lists: frozenset[int]) -> list[Held]:
    """Return the paths that lead into none of ``lists``, unless nearly all do."""
    kept = [path for path in paths if all(holder.node.mem_id not in lists for holder in path)]
    return kept if sum(path[-1].own for path in kept) >= ENOUGH else paths


def by_name_alone(index: Index) -> Container | None:
    """Return what is named as the body, where its text can't tell: a caricature has none."""
    nodes = (node for node in index.tree.css(_SURE) if not index.is_elsewhere(node))
    found = next(nodes, None)
    return None if found is None else Container(node=found, how="class", share=1.0)


def _by_name(paths: list[Held], total: int) -> Container | None:
    """Return the deepest element with a body's name that holds what the widest such one does."""
    named = [path for path in paths if path[-1].is_named]
    sure = [path for path in named if path[-1].is_sure]
    named = sure if max((path[-1].chars for path in sure), default=0) > total / 2 else named
    most = max((path[-1].chars for path in named), default=0)
    if most < total * _NAMED_SHARE and not (most >= ENOUGH and _is_only(named, most / total)):
        return None
    kept = [path for path in named if path[-1].chars >= most * _least_share(path[-1])]
    path = _deepest(kept)
    best = path[-1]
    if len(path) > 1 and sum(_is_part(other, path) for other in named) > 1:
        return _container(path[-2], "class", total)
    return _container(best, "itemprop" if best.is_marked else "class", total)


def _is_part(other: Held, path: Held) -> bool:
    """Whether two elements are parts of one body, such as those around an advertisement."""
    names, others = path[-1].names.split(), other[-1].names.split()
    return path[:-1] == other[:-1] and names[:1] == others[:1]


def _is_only(named: list[Held], share: float) -> bool:
    """Whether the page has one body, and it says so, or holds a fair ``share`` of the text."""
    return len(named) == 1 and (named[0][-1].is_sure or share >= _ONLY_SHARE)


def _least_share(holder: Holder) -> float:
    return _SURE_SHARE if holder.is_sure else _DEEPER_SHARE


def _by_density(paths: list[Held]) -> Container:
    """Return the deepest element that holds most of the page's paragraphs."""
    own: dict[int, int] = defaultdict(int)
    for path in paths:
        for holder in path:
            own[holder.node.mem_id] += path[-1].own
    total = sum(path[-1].own for path in paths)
    wanted = min(total * _DENSE_SHARE, max(own.values()))
    dense = [path for path in paths if own[path[-1].node.mem_id] >= wanted]
    best = _deepest(dense)[-1]
    share = round(own[best.node.mem_id] / total, 3)
    return Container(node=joined(narrowed(paths, best).node), how="density", share=share)


def _deepest(paths: list[Held]) -> Held:
    """Return the path to the element with the most ancestors; all lie on one line of descent."""
    return max(paths, key=lambda path: path[-1].depth)


def _container(holder: Holder, how: str, total: int) -> Container:
    return Container(node=holder.node, how=how, share=round(holder.chars / total, 3))
