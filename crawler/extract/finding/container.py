"""Finds the element that holds the article's body, without knowing the theme.

It works in the fast parser's tree and strips nothing: that is ``elements``. What stands around the
body is named by ``regions``; what was written right beside it, ``beside`` takes in.

Text is what counts: the paragraphs that stand in no boilerplate. Among the elements that hold
nearly all of them, one that carries a name under which themes keep the body is taken, the
deepest first; where none does, the deepest of all.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.finding.beside import joined
from crawler.extract.finding.halves import gathered
from crawler.extract.finding.index import Index
from crawler.extract.finding.misnamed import misnamed
from crawler.extract.finding.names import is_content, names_of
from crawler.extract.finding.narrow import narrowed
from crawler.extract.finding.others import head_of_other, without_others
from crawler.extract.finding.scope import (
    article_of_title,
    body_of_post,
    is_in_other,
    is_of_card,
    linked_headlines,
    lists_of_others,
    lists_of_teasers,
)
from crawler.extract.finding.weights import (
    ENOUGH,
    Holder,
    Sums,
    deepest_of,
    fullest_of,
    most_of,
    own_of,
)
from crawler.extract.steps import ancestors
from crawler.extract.text import fold

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
#: What is named as a body says so much at the least where a caption or a day says more.
_FEWEST: Final = 20
#: Paragraphs that are looked at: nested ones are read once each.
_MAX_LEAVES: Final = 3_000
_LEAVES: Final = ("p", "li", "blockquote", "td")
_PICTURES: Final = "img, amp-img, iframe, video, object"
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
    holders, fullest, barred = _held(index, index.around_title)
    is_little = fullest is None or fullest.chars < ENOUGH
    if is_little and (around := _around_barred(barred, own_of(holders), index)):
        holders, *_ = _held(index, index.around_title | around)
    if not holders:
        return by_name_alone(index) or _in_post(holders, index)
    sure = [holder for holder in holders if holder.is_sure]
    if len(sure) != 1 or _is_others(sure[0], index):
        holders = _in_article(without_others(holders, index), article_of_title(index))
    found = _by_name(holders)
    if found is None:
        holders = _outside(holders, lists_of_others(index))
        teasers = lists_of_teasers(index)
        own = [holder for holder in holders if not holder.is_among(teasers)]
        told = own if own_of(own) >= ENOUGH else holders
        left = teasers if own_of(own) < own_of(holders) / 2 else frozenset()
        found = _by_name(told, left) or _by_parts(told)
        found = found or _named_for_little(own, index) or _in_post(told, index)
        found = found and replace(found, node=gathered(found.node, left))
    return found or _by_density(holders)


def _held(
    index: Index, kept: frozenset[int]
) -> tuple[list[Holder], Holder | None, list[LexborNode]]:
    """Return what holds text, its fullest body, and what is barred for its name, ``kept`` never."""
    sums = Sums(kept)
    sums.add(index.tagged(*_LEAVES)[:_MAX_LEAVES])
    holders = sums.holders()
    fullest = fullest_of(holders)
    if fullest is None or fullest.chars < _FEW_CHARS or _is_others(fullest, index):
        sums.add_loose(index.tree.css(_LOOSE)[:_MAX_LEAVES])
        holders = sums.holders()
        fullest = fullest_of(holders)
    return holders, fullest, sums.barred


def _is_others(holder: Holder, index: Index) -> bool:
    return head_of_other(holder.node, index) is not None


def _around_barred(barred: list[LexborNode], counted: int, index: Index) -> frozenset[int]:
    """Return what stands around a body that was taken for a part of a box, or nothing.

    Its name is that of a body, or it is written as one, and it holds more than all that counted.
    """
    bodies = index.tree.css(_SURE)
    body = max(bodies, key=lambda node: len(node.text()), default=None)
    is_most = body is not None and len(body.text()) > max(counted, _FEW_CHARS)
    here = body.parent if body is not None and is_most else misnamed(barred, counted, index)
    around = (here, *ancestors(here)) if here is not None else ()
    return frozenset(place.mem_id for place in around)


def _in_article(holders: list[Holder], article: LexborNode | None) -> list[Holder]:
    """Return those in the title's own article, where the body can be in that."""
    if article is None:
        return holders
    place = frozenset({article.mem_id})
    inside = [holder for holder in holders if holder.is_among(place)]
    held = max((holder.chars for holder in inside), default=0)
    named = max((holder.chars for holder in holders if holder.is_sure), default=0)
    is_told = any(holder.is_sure for holder in inside)
    return inside if held >= ENOUGH and (is_told or held > named) else holders


def _outside(holders: list[Holder], lists: frozenset[int]) -> list[Holder]:
    """Return those that stand in none of ``lists``, unless nearly all do."""
    kept = [holder for holder in holders if not holder.is_among(lists)]
    return kept if own_of(kept) >= ENOUGH else holders


def _named_for_little(holders: list[Holder], index: Index) -> Container | None:
    """Return what is named as the body, where a page has little in lines that count.

    A table, a poem or a list of links says more than those around it do; other articles apart.
    """
    is_little = own_of(holders) < _FEW_CHARS
    found = by_name_alone(index) if is_little else None
    if found is None or is_in_other(found.node, article_of_title(index)):
        return None
    place = frozenset({found.node.mem_id})
    beside = [holder.own for holder in holders if not holder.is_among(place)]
    says = len(fold(found.node.text()))
    is_most = says > sum(beside) or (says >= _FEWEST and max(beside) < ENOUGH)
    return found if is_most and not is_of_card(found.node, index) else None


def _in_post(holders: list[Holder], index: Index) -> Container | None:
    """Return what may be named so around a body, too, where nothing else says anything."""
    is_told = sum(holder.own for holder in holders if not holder.is_of_title) >= ENOUGH
    node = None if is_told else body_of_post(index)
    return None if node is None else Container(node=node, how="class", share=1.0)


def by_name_alone(index: Index) -> Container | None:
    """Return what is named as the body, where its text can't tell: a caricature has none."""
    others = index.tree.css("[class], [id]")
    named = (node for node in others if is_content(names_of(node.attributes)))
    nodes = [node for node in chain(index.tree.css(_SURE), named) if not index.is_elsewhere(node)]
    full = (node for node in nodes if node.text().strip() or node.css_first(_PICTURES))
    found = next(chain(full, nodes), None)  # a part of a short text may be empty
    return None if found is None else Container(node=found, how="class", share=1.0)


def _by_name(holders: list[Holder], left: frozenset[int] = frozenset()) -> Container | None:
    """Return the deepest element with a body's name that holds what the widest such one does."""
    total = own_of(holders)
    named = [holder for holder in holders if holder.is_named]
    sure = [holder for holder in named if holder.is_sure]
    named = sure if most_of(sure) > total / 2 else named
    most = most_of(named)
    if most < total * _NAMED_SHARE and not (most >= ENOUGH and _is_only(named, most / total)):
        return None
    best = deepest_of(holder for holder in named if holder.chars >= most * _least_share(holder))
    parts = [other for other in named if other.is_part_of(best)]
    found = _container(best, parts, total)
    is_whole = len(parts) == 1 and most >= total * _NAMED_SHARE
    return found if is_whole else replace(found, node=gathered(best.node, left))


def _by_parts(holders: list[Holder]) -> Container | None:
    """Return the fullest of a body's parts, of which none is most of the page, but all together."""
    fullest = fullest_of(holders)
    parts = [other for other in holders if fullest and other.is_named and other.is_part_of(fullest)]
    if fullest is None or all(linked_headlines(part.node) for part in parts):  # cards
        return None
    found = _container(fullest, parts, own_of(holders))
    return found if found.share >= _NAMED_SHARE else None


def _is_only(named: list[Holder], share: float) -> bool:
    """Whether the page has one body, and it says so, or holds a fair ``share`` of the text."""
    return len(named) == 1 and (named[0].is_sure or share >= _ONLY_SHARE)


def _least_share(holder: Holder) -> float:
    return _SURE_SHARE if holder.is_sure else _DEEPER_SHARE


def _by_density(holders: list[Holder]) -> Container:
    """Return the deepest element that holds most of the page's paragraphs."""
    held: dict[Holder, int] = defaultdict(int)
    for holder in holders:
        for here in holder.path():
            held[here] += holder.own
    total = own_of(holders)
    wanted = min(total * _DENSE_SHARE, max(held.values()))
    best = deepest_of(holder for holder in holders if held[holder] >= wanted)
    share = round(held[best] / total, 3)
    return Container(node=joined(narrowed(holders, best).node), how="density", share=share)


def _container(holder: Holder, parts: list[Holder], total: int) -> Container:
    how, share = (
        "itemprop" if holder.is_marked else "class",
        sum(part.chars for part in parts) / total,
    )
    return Container(node=holder.node, how=how, share=round(share, 3))
