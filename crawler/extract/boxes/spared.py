"""What looks like boilerplate by its name and tells more: why an element that a rule names stays.

``element_rules`` says which rule spares what.
"""

import re
from typing import Final

from crawler.extract.boxes.linked import Links, is_paid
from crawler.extract.boxes.parts import HEADINGS, is_edited, is_item
from crawler.extract.facts import Facts
from crawler.extract.finding.names import names_of, rule_of
from crawler.extract.furniture.addresses import OFFICIAL
from crawler.extract.furniture.appeals import is_appeal
from crawler.extract.furniture.requests import asks
from crawler.extract.reading.element import Element
from crawler.extract.text import ends_sentence, ends_with_stop, words

#: What may say more of who wrote it, or of what it stands above.
_BYLINE: Final = re.compile(r"(?:^|\s)byline-", re.IGNORECASE)
#: Where readers may be asked for something behind what is told them.
_CLAUSE: Final = re.compile(r"(?<=[,.!?:]) ")
#: What came of a poll, and what readers fill in.
_CELLS: Final = frozenset({"td", "th"})
_ASKING: Final = frozenset(words("form input select textarea button"))


def nothing(_tag: Element, _text: str, _links: Links, _facts: Facts) -> bool:
    """Most names are enough."""
    return False


def unlinked(tag: Element, text: str, links: Links, _facts: Facts) -> bool:
    """Whether a box that is named for its links is a heading or a sentence: "profit-sharing"."""
    return not links and (tag.name in HEADINGS or _states(text))


def mostly_told(_tag: Element, text: str, links: Links, _facts: Facts) -> bool:
    """Whether a sentence is more than the links in it."""
    return sum(len(shown) for shown, _ in links) * 2 < len(text) and _states(text)


def introduction(tag: Element, text: str, _links: Links, _facts: Facts) -> bool:
    """Whether a sentence stands where who wrote it does, and no time: "3:04 p.m."."""
    is_sentence = ends_with_stop(text) and not text.endswith(".m.")
    return is_sentence and _BYLINE.search(names_of(tag.attrs)) is not None


def results(tag: Element, _text: str, _links: Links, _facts: Facts) -> bool:
    """Whether a box that an editor named after a poll holds what came of that, to read alone."""
    if not is_edited(tag):
        return False
    has_data = any(part.name in _CELLS or is_item(part) for part in tag.inner)
    return has_data and not tag.holds(_ASKING)


def set_apart(tag: Element, text: str, links: Links, facts: Facts) -> bool:
    """Whether an ``<aside>`` that no theme named is a sentence, and no request of the site's.

    Or lists documents of an office, of the article.
    """
    if tag.name != "aside" or rule_of(names_of(tag.attrs)) is not None:
        return False
    if links:
        return all(_is_document(link, facts) for link in tag.within("a")) and not asks(text)
    return ends_sentence(text) and not is_appeal(text, facts)


def _is_document(link: Element, facts: Facts) -> bool:
    """Whether ``link`` leads to a file, or to an office or a school; advertisers are neither."""
    is_told = link.said != "" and not is_paid(link)
    return is_told and (facts.is_file(link.href) or OFFICIAL.search(link.href) is not None)


def asks_within(text: str) -> bool:
    """Whether a clause of ``text`` asks readers for something."""
    return any(map(asks, _CLAUSE.split(text)))


def _states(text: str) -> bool:
    """Whether ``text`` ends as a sentence does, and asks for nothing."""
    return ends_with_stop(text) and not asks_within(text)
