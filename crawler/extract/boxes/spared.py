"""What looks like boilerplate by its name and tells more: why an element that a rule names stays.

``element_rules`` says which rule spares what.
"""

import re
from typing import Final

from crawler.extract.boxes.linked import is_paid
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
#: A fact behind what it is of, so many at least, and what tells how a site is reached.
_FACT: Final = re.compile(r"[^\W\d_][^:]{1,40}: .{1,100}")
_FACTS: Final = 2
_REACHED: Final = re.compile(
    r"@|www\.|\b(?:e-?mail|surel|telepon|telp|hp|faks|fax|whatsapp|redaksi|alamat|kontak)\b",
    re.IGNORECASE,
)
#: Where readers may be asked for something behind what is told them.
_CLAUSE: Final = re.compile(r"(?<=[,.!?:]) ")
#: What came of a poll, and what readers fill in.
_CELLS: Final = frozenset({"td", "th"})
_ASKING: Final = frozenset(words("form input select textarea button"))


def nothing(_tag: Element, _facts: Facts) -> bool:
    """Most names are enough."""
    return False


def unlinked(tag: Element, _facts: Facts) -> bool:
    """Whether a box that is named for its links is a heading or a sentence: "profit-sharing"."""
    return not tag.links and (tag.name in HEADINGS or _states(tag.said))


def mostly_told(tag: Element, _facts: Facts) -> bool:
    """Whether a sentence is more than the links in it."""
    return tag.linked_chars * 2 < len(tag.said) and _states(tag.said)


def introduction(tag: Element, _facts: Facts) -> bool:
    """Whether a sentence stands where who wrote it does, and no time: "3:04 p.m."."""
    is_sentence = ends_with_stop(tag.said) and not tag.said.endswith(".m.")
    return is_sentence and _BYLINE.search(names_of(tag.attrs)) is not None


def results(tag: Element, _facts: Facts) -> bool:
    """Whether a box that an editor named after a poll holds what came of that, to read alone."""
    if not is_edited(tag):
        return False
    has_data = any(part.name in _CELLS or is_item(part) for part in tag.inner)
    return has_data and not tag.holds(_ASKING)


def set_apart(tag: Element, facts: Facts) -> bool:
    """Whether an ``<aside>`` that no theme named is a sentence, and no request of the site's.

    Or lists documents of an office, of the article, or its facts, each behind its name.
    """
    if tag.name != "aside" or rule_of(names_of(tag.attrs)) is not None:
        return False
    if links := tag.within("a"):
        return all(_is_document(link, facts) for link in links) and not asks(tag.said)
    if _lists_facts(tag):
        return True
    return ends_sentence(tag.said) and not is_appeal(tag.said, facts)


def _lists_facts(tag: Element) -> bool:
    """Whether all below the heading of ``tag`` is a list of facts: "Panjang dermaga: 412 meter"."""
    head, *rest = tag.parts or [tag]
    items = [part.said for part in tag.inner if part.name == "li"]
    if head.name not in HEADINGS or [part.name for part in rest] != ["ul"] or len(items) < _FACTS:
        return False
    return all(map(_FACT.fullmatch, items)) and not any(map(_REACHED.search, items))


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
