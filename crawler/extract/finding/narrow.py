"""Cuts a dense part of a page down to its article, where no name tells where that is.

What surrounds a text on pages that were not made by WordPress (menus, teasers, readers' comments)
often stands in one element with it. The element with the most text right in it begins the article;
it grows while what it takes in is written as it is, or is little.
"""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.finding.weights import Holder

#: Of the article so far, what a further part holds to be one of it (paragraph text).
_LIKE: Final = 0.25
#: Of all text that is taken in, what must be like the article.
_MOSTLY: Final = 0.5
#: Of the article so far, how much text of any kind may come along.
_LITTLE: Final = 0.2
#: Of the paragraph text of the dense element, what its article holds at the least.
_LEAST: Final = 0.3
#: Of the dense element's text, what is linked in lists of articles.
_LISTING: Final = 0.5
#: A list is rather a menu than where an article begins.
_LISTS: Final = frozenset({"ul", "ol"})
#: What an editor's lines are, and are named.
_WRITTEN: Final = (None, "wp-block-heading")
_LINES: Final = frozenset({"p", "h2", "h3", "h4", "h5", "h6"})
_LIST_WEIGHT: Final = 0.3
#: Of all text that comes from around a dense element, what must be paragraphs.
_PARAGRAPHS: Final = 0.8
#: Of the article so far, how much they may be.
_MORE: Final = 0.25
#: Others of its kind beside a paragraph that tell what holds them all for a text.
_PARAGRAPH_TWINS: Final = 2
#: How far up from where the article begins, and how much text of an element is read (characters).
_MAX_CLIMB: Final = 16
_MAX_CHARS: Final = 200_000
_SILENT: Final = "script, style, noscript, select, textarea"


def narrowed(holders: Sequence[Holder], dense: Holder) -> Holder:
    """Return the article in or around ``dense``; ``holders`` hold the page's paragraphs."""
    if _linked(dense.node) > _LISTING * _length(dense.node):
        return dense  # the verdict is to see that it is a list
    told = [holder for holder in holders if holder.own]
    return _widened(_cut_down([holder for holder in told if holder.is_in(dense)], dense), told)


def _cut_down(told: Sequence[Holder], dense: Holder) -> Holder:
    """Return the article in ``dense``, which may be all of it."""
    if not told:
        return dense
    best = core = max(told, key=_weight)
    for around in islice(core.path(), 1, _MAX_CLIMB + 1):
        if not around.is_in(dense):
            break
        if _belongs(around, best, core, told):
            best = around
    kept = [holder for holder in told if holder.is_in(best)]
    return best if all(_holds(kept, told, weight) for weight in (_weight, _own)) else dense


def _widened(article: Holder, told: Sequence[Holder]) -> Holder:
    """Return what is around ``article`` as far as nothing but more paragraphs come with it."""
    for around in islice(article.path(), 1, _MAX_CLIMB + 1):
        others = _between(around, article, told)
        more = sum(map(_weight, others))
        taken_in = _length(around.node) - _length(article.node)
        most = _MORE
        if all(_is_twin(other, article) for other in others):  # the title may head them all
            most, taken_in = 1, taken_in - sum(map(_chars, around.node.css("h1")))
        if taken_in * _PARAGRAPHS > more or more > most * _length(article.node):
            break
        article = around
    return article


def _between(around: Holder, article: Holder, told: Sequence[Holder]) -> list[Holder]:
    """Return those in ``around`` that are in no ``article``."""
    return [holder for holder in told if holder.is_in(around) and not holder.is_in(article)]


def _is_twin(other: Holder, article: Holder) -> bool:
    """Whether two elements are parts of one: side by side, of one tag and name."""
    is_alike = (other.node.tag, other.names) == (article.node.tag, article.names)
    return is_alike and _parent(other) == _parent(article)


def _holds(
    kept: Sequence[Holder], told: Sequence[Holder], weight: Callable[[Holder], float]
) -> bool:
    """Whether the article holds enough of what its dense surroundings do."""
    return sum(map(weight, kept)) >= _LEAST * sum(map(weight, told))


def _own(holder: Holder) -> float:
    return holder.own


def _weight(holder: Holder) -> float:
    return holder.own * (_LIST_WEIGHT if holder.node.tag in _LISTS else 1)


def _belongs(around: Holder, article: Holder, core: Holder, told: Sequence[Holder]) -> bool:
    """Whether what ``around`` holds beside ``article`` is more of it, or little, no links."""
    held = sum(holder.own for holder in told if holder.is_in(article))
    others = _between(around, article, told)
    alike = [other for other in others if _is_like(other, core, held)]
    length = _length(article.node)
    taken_in = _length(around.node) - length
    linked = _linked(around.node) - _linked(article.node)
    if taken_in <= _LITTLE * length:
        return linked <= _MOSTLY * taken_in
    lines = _more_lines(around)
    like = lines + sum(map(_weight, alike))
    if around.node.css_first("h1") is None:  # headlines of others are cut from a text later
        if sum(_is_twin(other, core) for other in alike) >= _PARAGRAPH_TWINS:
            return lines + sum(map(_own, alike)) >= _MOSTLY * (taken_in - linked)
        taken_in -= linked if like > linked else 0  # a page has more of them
    return like >= _MOSTLY * taken_in


def _more_lines(around: Holder) -> int:
    """Return how much is written right in an element in lines too short to count as paragraphs.

    Or in headings, or before a link; what is all a link is of another page.
    """
    parts = (part for part in around.node.iter() if part.tag in _LINES)
    lines = (part for part in parts if part.attributes.get("class") in _WRITTEN)
    return max(0, sum(_chars(part) - _linked(part) for part in lines) - around.own)


def _is_like(other: Holder, core: Holder, held: int) -> bool:
    """Whether another element holds a part of the article: much, or it is a paragraph's wrapper.

    Such are named alike, or stand side by side.
    """
    if other.own >= _LIKE * held:
        return True
    is_beside = other.depth == core.depth and _parent(other) == _parent(core)
    is_named = other.names == core.names and other.names != ""
    return other.node.tag == core.node.tag and (is_named or is_beside)


def _parent(holder: Holder) -> int:
    parent = holder.node.parent
    return parent.mem_id if parent is not None else 0


def _linked(node: LexborNode) -> int:
    return sum(map(_chars, node.css("a")))


def _length(node: LexborNode) -> int:
    """Return how much text a reader sees in ``node``, runs of white space as one."""
    return _chars(node) - sum(map(_chars, node.css(_SILENT)))


def _chars(node: LexborNode) -> int:
    return len(" ".join(node.text()[:_MAX_CHARS].split()))
