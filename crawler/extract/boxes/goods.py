"""What is for sale among paragraphs: a name, a price, and the way to buy it."""

import re
from typing import Final

from bs4.element import NavigableString

from crawler.extract.boxes.linked import is_alone, is_paid
from crawler.extract.boxes.parts import BOXES, HEADINGS, LISTS
from crawler.extract.bylines import MONTH, WEEKDAY
from crawler.extract.facts import Facts
from crawler.extract.reading.element import Element, chars_in, opening_text
from crawler.extract.text import ends_with_stop, fold, plain_lower, words

_AROUND: Final = BOXES | LISTS | frozenset(words("article li"))
#: What an article says of a thing, with its price or not.
_TOLD: Final = frozenset(words("td th blockquote figcaption pre dt dd iframe"))
#: All that is said of one thing (characters).
_MAX_GOOD: Final = 200
_PRICE: Final = re.compile(r"(?:\b(?:Rp|IDR|RM|USD|EUR)\.?|[$€£¥])\s?\d")
_SENTENCE: Final = re.compile(r"[.!?…]\s+\S")
#: When something takes place, to which a ticket has a price.
_WHEN: Final = re.compile(
    rf"\b{WEEKDAY}\b|\b\d{{1,2}} {MONTH}\b|\b\d{{1,2}}:\d\d\b|\bpukul \d|\d ?WI(?:B|TA|T)\b",
    re.IGNORECASE,
)
#: What an article is called, or a part of it, that tells of prices.
_OF_PRICES: Final = re.compile(r"\b(?:harga|daftar|rekomendasi|tiket)\b")
_WORD: Final = re.compile(r"[a-z]{4,}")
_CART: Final = re.compile(r"[?&]add-to-cart=|(?:^|\s)add_to_cart_button(?:\s|$)")


def goods_around(link: Element, soup: Element, facts: Facts) -> Element | None:
    """Return the box of what ``link`` sells, with others beside it; None for other links.

    Sentences, or a list of what it can do, are an article's that tells of it; so is all below a
    title or a heading of prices, or of the same thing.
    """
    is_cart = any(_CART.search(str(link.attrs.get(name) or "")) for name in ("href", "class"))
    shown = link.said
    if not (is_cart or (is_paid(link) and is_alone(link, shown))):
        return None
    box: Element | None = None
    here, limit = link.parent, chars_in(soup) // 2
    while here is not None and here.name in _AROUND and here.parent is not soup:
        text = opening_text(here, limit)
        if len(text) > limit:
            break
        if box is not None or text != shown:
            is_more = _are_goods(here, link) if box else _is_good(here, text, is_cart=is_cart)
            if not is_more:
                break
            box = here
        here = here.parent
    return None if box is None or _is_subject(box, shown, facts) else box


def _is_subject(box: Element, shown: str, facts: Facts) -> bool:
    """Whether the title, or the heading above ``box``, speaks of prices or of what is sold."""
    label = plain_lower(f"{facts.title or ''} {_heading_above(box)}")
    told = _WORD.findall(plain_lower(box.said.replace(shown, " ")))
    return bool(_OF_PRICES.search(label)) or not set(told).isdisjoint(_WORD.findall(label))


def _heading_above(box: Element) -> str:
    """Return the heading above ``box``, if no sentence stands between."""
    for part in box.previous_elements:
        if isinstance(part, Element) and part.name in HEADINGS:
            return part.said
        if isinstance(part, NavigableString) and ends_with_stop(fold(part)):
            break
    return ""


def _is_good(box: Element, text: str, *, is_cart: bool) -> bool:
    """Whether ``box`` names one thing and its price; below a heading only a shop's own does."""
    if len(text) > _MAX_GOOD or not _PRICE.search(text):
        return False
    if ends_with_stop(text) or _SENTENCE.search(text) or _WHEN.search(text):
        return False
    told = _TOLD if is_cart else _TOLD | HEADINGS | {"li"}
    return not box.holds(told)


def _are_goods(box: Element, link: Element) -> bool:
    """Whether each part of ``box`` that says something sells it in a link like ``link``."""
    parts = (part for part in box.parts if part.opening)
    return all(any(_is_like(a, link) for a in part.within("a")) for part in parts)


def _is_like(link: Element, other: Element) -> bool:
    return all(link.attrs.get(name) == other.attrs.get(name) for name in ("class", "rel"))
