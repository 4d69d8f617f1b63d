"""Boxes of which nothing is left but what heads them: what they held was taken away.

"Artikel Senada" above a list of other articles says nothing of this one, whatever its words. A
heading of the text that such a list merely follows has its paragraphs in the same box.
"""

from collections.abc import Iterator
from itertools import islice, takewhile
from typing import Final

from crawler.extract.boxes.element_rules import RULES
from crawler.extract.boxes.parts import HEADINGS
from crawler.extract.reading.element import Element
from crawler.extract.reading.media import is_embed
from crawler.extract.reading.soup import MARK
from crawler.extract.related.titles import TITLE_SPACES
from crawler.extract.text import ends_with_stop, words

_BOXES: Final = frozenset(words("div section aside details article center header footer ul ol li"))
#: What heads a box, and what may where its lists of other articles were taken.
_FOLD: Final = frozenset({"summary"})
_LABELS: Final = HEADINGS - {"h1"} | _FOLD
_BARE: Final = frozenset(words("div span strong b"))
#: All that such a box still says (characters), and how far up it may be from what was taken.
_MAX_LEFT: Final = 100
_MAX_CLIMB: Final = 8
#: What readers see though it says nothing, and what no label is set in.
_SHOWN: Final = frozenset(words("img figure iframe video audio canvas object table blockquote pre"))


def labels_left(
    mark: Element, rule: str, soup: Element, asked: set[tuple[int, str]]
) -> Iterator[Element]:
    """Yield the headings, and the ways to more, that are all that is left around ``mark``.

    A box that was ``asked`` for other marks of the rule has no more to give.

    What is no list of other articles stands by headings of the text: an advertisement, a byline.
    """
    labels = _LABELS | _BARE if RULES[rule].may_show_others else _FOLD
    around = takewhile(lambda tag: tag is not soup, islice(mark.parents, _MAX_CLIMB))
    for box in takewhile(lambda tag: tag.name in _BOXES, around):
        left = None if (id(box), rule) in asked else _left(box, labels)
        asked.add((id(box), rule))
        if left is None:
            return
        yield from left


def _left(box: Element, labels: frozenset[str]) -> list[Element] | None:
    """Return what is left in ``box``, if that is headings and ways to more; else None."""
    text = box.opening
    if not text or len(text) > _MAX_LEFT:
        return None if text else []
    inner = box.inner
    if any(part.name in _SHOWN or is_embed(part) for part in inner):
        return None
    marks = [i for i, part in enumerate(inner) if part.name == MARK and "n" in part.attrs]
    above, below = inner[: marks[-1]], inner[marks[0] :]
    heads = [part for part in above if part.name in labels and _is_label(part)]
    ways = [part for part in below if part.name == "a" and _is_label(part)]
    left = list(_outermost([*heads, *ways]))
    is_all = sum(map(_letters, left)) == len(text.replace(" ", ""))
    return left if is_all else None


def _outermost(parts: list[Element]) -> Iterator[Element]:
    """Yield the ones of ``parts`` that are within none of the others."""
    known = set(map(id, parts))
    return (part for part in parts if known.isdisjoint(map(id, part.parents)))


def _is_label(part: Element) -> bool:
    """Whether ``part`` holds a few words, in no element but those that set them."""
    text = part.said
    if not text or ends_with_stop(text):
        return False
    if part.name == "a":
        return text.count(" ") < TITLE_SPACES
    return part.name in _LABELS or not part.parts


def _letters(part: Element) -> int:
    return len(part.said.replace(" ", ""))
