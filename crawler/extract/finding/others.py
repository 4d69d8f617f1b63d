"""Articles that a page shows beside its own: the next one, below it, on pages that go on for ever.

Their text may be longer than the page's own, and written in a way that is told with less effort.
"""

from collections import defaultdict
from itertools import chain, islice
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.finding.index import TITLES, Index
from crawler.extract.finding.scope import is_article, linked_headlines
from crawler.extract.finding.weights import ENOUGH, Holder
from crawler.extract.steps import ancestors, before
from crawler.extract.text import key

_HEADINGS: Final = "h1, h2, h3, h4"
_TITLES: Final = frozenset(TITLES)
#: What heads an article that no element of its own holds: smaller headings head boxes, too.
_OF_PAGES: Final = frozenset({"h1", "h2"})
#: More of them are a list.
_FEW_OTHERS: Final = 3
#: What shows when an article came out, and who wrote it.
_DATED: Final = "time, .entry-meta, .post-meta, .byline, .posted-on, [rel=author]"
_MAX_CLIMB: Final = 30
#: Elements around an article's own in which a program says where it is.
_MAX_WRAPPERS: Final = 3
_MAX_PARTS: Final = 30


def head_of_other(node: LexborNode, index: Index) -> LexborNode | None:
    """Return the headline of another article that ``node``, which holds a text, stands below.

    It stands outside of what holds the title.
    """
    if index.heading is None:
        return None
    mine = index.around_title or index.title_places
    here = node
    for around in islice(ancestors(node), _MAX_CLIMB):
        if around.mem_id in mine or around.tag == "body":
            return None
        place = here.mem_id
        if place not in index.beside:  # several that hold a text stand in the same
            index.beside[place] = _above(here)
        if (heading := index.beside[place]) is not None:
            return heading if _heads(heading, around, index.heading) else None
        here = around
    return None


def without_others(holders: list[Holder], index: Index) -> list[Holder]:
    """Return those that stand in no other article, where the page shows one of its own.

    What a list of many says of itself is none: all but the longest of them say more.
    """
    kept: list[Holder] = []
    others: dict[int, int] = defaultdict(int)
    for holder in holders:
        if (heading := head_of_other(holder.node, index)) is None:
            kept.append(holder)
        else:
            others[heading.mem_id] += holder.own
    told = sorted(others.values())[:-1]
    least = sum(told) if len(told) >= _FEW_OTHERS else ENOUGH
    return kept if sum(holder.own for holder in kept) >= least else holders


def _above(node: LexborNode) -> LexborNode | None:
    """Return the nearest heading that stands before ``node``, beside it."""
    parts = (part for part in before(node) if part.is_element_node)
    found = (part.css_first(_HEADINGS) for part in islice(parts, _MAX_PARTS))
    return next((heading for heading in found if heading is not None), None)


def _heads(heading: LexborNode, around: LexborNode, title: LexborNode) -> bool:
    """Whether ``heading`` is a headline, and heads ``around``, where it is not the title itself."""
    is_place = is_article(around) or heading.tag in _OF_PAGES
    if not is_place or key(heading.text()) == key(title.text()):
        return False
    if _is_linked(heading) and is_article(around):
        return True
    return (_is_named(heading) or _is_linked(heading)) and _is_of_its_own(around)


def _is_named(heading: LexborNode) -> bool:
    """Whether a heading is named as a title; so may be those of an article's own chapters."""
    names = (heading.attributes.get("class") or "").split()
    return heading.tag == "h1" or not _TITLES.isdisjoint(names)


def _is_linked(heading: LexborNode) -> bool:
    """Whether a heading is a link to where an article is shown alone."""
    link = heading.parent
    return bool(linked_headlines(link if link is not None and link.tag == "a" else heading))


def _is_of_its_own(around: LexborNode) -> bool:
    """Whether an element says when what it holds came out, or where that is, as no chapter does."""
    for here in islice(chain([around], ancestors(around)), _MAX_WRAPPERS):
        if any(name.startswith("data-") and "url" in name for name in here.attributes):
            return here.tag != "body"
    return around.css_first(_DATED) is not None
