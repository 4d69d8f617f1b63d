"""What boxes are made of: names of elements that tell, and whose those are."""

import re
from functools import lru_cache
from typing import Final

from bs4.element import NavigableString, PageElement

from crawler.extract.reading.element import Element
from crawler.extract.reading.soup import BLOCKS
from crawler.extract.text import fold, is_prose, words

HEADINGS: Final = frozenset(words("h1 h2 h3 h4 h5 h6"))
LISTS: Final = frozenset(words("ul ol"))
#: What a program sets apart from a text.
BOXES: Final = frozenset(words("div section aside"))
#: What is the article's in any box.
OF_ARTICLE: Final = frozenset(words("td th blockquote figure figcaption pre dt dd iframe"))
#: What readers press, choose or fill in, and says so.
ACTIONS: Final = frozenset(words("a button label input"))
#: What editors of pages call their own boxes.
_EDITED: Final = re.compile(
    r"(?:^|\s)(?:wp-block|elementor|et_pb|kt-|kb-|uagb|su-|fusion|vc_|wpb|gb-|stk-|brxe|fl-|thrv|so-)"
    r"|\b(?:alert|callout|notice|note|catatan)\b"
)


def is_block(part: PageElement) -> bool:
    """Whether a line ends where ``part`` begins."""
    return isinstance(part, Element) and part.name in BLOCKS


def is_border(neighbour: PageElement | None) -> bool:
    """Whether what stands beside a link ends its line."""
    return neighbour is None or is_block(neighbour)


def is_item(part: Element) -> bool:
    """Whether ``part`` is an entry of a list of text alone: no link, button or label of those."""
    return part.name == "li" and not part.holds(ACTIONS)


def is_free(box: Element) -> bool:
    """Whether nothing in ``box`` is the article's in any box, an entry of a list for one."""
    return not any(part.name in OF_ARTICLE or is_item(part) for part in box.inner)


def is_edited(box: Element) -> bool:
    """Whether an editor of pages made ``box``: it is the article's own."""
    return _is_editors(str(box.attrs.get("class") or ""))


@lru_cache(maxsize=4096)  # each box is asked some four times, and a site names few
def _is_editors(classes: str) -> bool:
    return _EDITED.search(classes) is not None


def opening_at(part: PageElement) -> str:
    """Return the text of ``part``; of a long one, as all of an article, the first of it."""
    if isinstance(part, Element):
        return part.opening
    return fold(part) if type(part) is NavigableString else ""


def lead_to(box: Element) -> Element | None:
    """Return what stands right above ``box``, or above what begins with that."""
    around = box.parent
    return box.above or (around.above if around is not None else None)


def tells(box: Element, *texts: str) -> bool:
    """Whether a paragraph in ``box``, or one of ``texts``, reads as one."""
    return any(map(is_prose, (*(part.said for part in box.within("p")), *texts)))


def is_led_to(box: Element) -> bool:
    """Whether the text leads to ``box``: "Warung itu menjual dua macam:"."""
    lead = lead_to(box)
    return lead is not None and lead.said.endswith(":")
