"""Boxes in which a site asks readers to come along, or offers what is its own, under its name.

A few words, and a way to where that is done: a quiz, a channel, a festival, a shop.
"""

import re
from typing import Final

from crawler.extract.boxes.parts import BOXES, is_free
from crawler.extract.facts import Facts
from crawler.extract.furniture.addresses import CHANNEL, FILE, SHARED
from crawler.extract.furniture.appeals import is_appeal, is_certain
from crawler.extract.furniture.asking import TAKEN, US
from crawler.extract.furniture.requests import asks
from crawler.extract.furniture.speech import speaks
from crawler.extract.reading.element import Element
from crawler.extract.reading.lines import Line, Links
from crawler.extract.reading.walk import lines_of
from crawler.extract.related.titles import TITLE_SPACES
from crawler.extract.text import ends_with_stop, plain_lower

#: All that a box says, a label above that, and a link below (characters).
_MAX_BOX: Final = 300
_MAX_LABEL: Final = 60
_MAX_LINK: Final = 40
#: Elements in a box that is read line by line, as are those around it.
_MAX_INNER: Final = 200
#: What else is done where a link of the site leads: "Mulai kuis", "Jawab".
_PRESSED: Final = re.compile(
    r"\W*(?:mulai|coba|jawab|main(?:kan)?|ikut|tebak|kerjakan)\b", re.IGNORECASE
)
_READ: Final = re.compile(r"\W*(?:baca|lihat|simak|cek)\b", re.IGNORECASE)
#: What page builders call a box that calls readers to do something.
_NAMED: Final = re.compile(r"(?:^|[\s_-])(?:cta\d?|call-to-action)(?:$|[\s_-])", re.IGNORECASE)
_ACTIONS: Final = frozenset({"a", "button"})
_BETWEEN: Final = re.compile(r"(?<=[.!?]) (?=[A-Z])")
#: Whom to ring.
_NUMBER: Final = re.compile(r"\b(?:1\d\d|\d{3,}[ -]?\d{3,}[\d -]*)\b")
#: What divides links in a row.
_SIGNS: Final = " |/·•,&"
#: What is for sale, behind its name: "Kaus Putih Rp 137.000".
PRICED: Final = re.compile(
    r"\W*[^\W\d].{1,80}?(?:\W+(?:Rp|IDR)\.?\s?\d[\d.,]*){1,2}(?: \w+){0,2}\W*"
)
#: How a site came by what it shows: "Dokumen yang diperoleh Purna Warta".
_OBTAINED: Final = re.compile(
    r"\b(?:diperoleh|didapat(?:kan)?|diolah|dihimpun|dilihat|diterima|menurut)\b", re.IGNORECASE
)


def is_call(box: Element, facts: Facts) -> bool:
    """Whether all that a small ``box`` says is to readers, and where it leads is what it asks.

    "Ikuti kuis mingguan kami. [Mulai]", "Temukan kami di [Facebook] [TikTok]"; facts with a way to
    more of them are the article's.
    """
    if box.name not in BOXES or not box.attrs or _may_tell(box):
        return False
    read = list(map(_parted, lines_of(box)))
    said = [text for text, _ in read if text]
    ways = tuple(way for _, ways in read for way in ways)
    return _is_to_reader(said) and _leads(said, ways, facts)


def is_named_call(box: Element, facts: Facts) -> bool:
    """Whether a small ``box`` is called one that calls readers, and tells nothing besides.

    A sentence that is not to them is the article's, and so is what leads to a file, to others, or
    nowhere without a word of whose it is: whom to ring in a flood, at which number.
    """
    if box.name not in BOXES or _NAMED.search(str(box.attrs.get("class") or "")) is None:
        return False
    if not box.opening or _may_tell(box):
        return False
    read = [said for line in lines_of(box) for said in _BETWEEN.split(line.text)]
    to_reader = [text for text in read if asks(text) or speaks(text)]
    is_told = any(ends_with_stop(text) and text not in to_reader for text in read)
    ways = [href for _, href in box.links if href[:1] not in ("", "#")]
    may_lead = box.holds(_ACTIONS) and not any(map(_NUMBER.search, read))
    is_ours = may_lead or any(US.search(plain_lower(text)) for text in read)
    return bool(to_reader) and is_ours and not is_told and all(map(facts.is_on_site, ways))


def _may_tell(box: Element) -> bool:
    """Whether ``box`` says more than any call, or holds what is the article's."""
    is_large = len(box.opening) > _MAX_BOX or len(box.inner) > _MAX_INNER
    return is_large or not is_free(box)


def _parted(line: Line) -> tuple[str, Links]:
    """Return what a line says, and the links that end it."""
    said, ways = line.text, []
    for shown, href in reversed(line.links):
        if not said.endswith(shown):
            break
        said = said.removesuffix(shown).rstrip(_SIGNS)
        ways.append((shown, href))
    return said, tuple(ways)


def _is_to_reader(said: list[str]) -> bool:
    """Whether each of the lines is to readers; the first of several may be a label."""
    is_labelled = len(said) > 1 and len(said[0]) <= _MAX_LABEL and not ends_with_stop(said[0])
    told = said[1:] if is_labelled else said
    return bool(told) and all(asks(text) or speaks(text) for text in told)


def _leads(said: list[str], ways: Links, facts: Facts) -> bool:
    """Whether the links lead to where readers are asked to go; without one, words are certain."""
    if not ways:
        return any(is_certain(text, facts) for text in said)
    if any(len(shown) > _MAX_LINK or ends_with_stop(shown) for shown, _ in ways):
        return False
    if all(SHARED.search(href) for _, href in ways):
        return any(map(asks, said))
    if all(CHANNEL.search(href) or SHARED.search(href) for _, href in ways):
        return any(is_appeal(text, facts) for text in said)
    is_within = all(_is_of_site(shown, href, facts) for shown, href in ways)
    if not is_within or not any(_is_ours(text, facts) for text in said):
        return False
    return any(map(asks, said)) or any(_is_pressed(shown) for shown, _ in ways)


def _is_pressed(shown: str) -> bool:
    """Whether a link says what is done there: "Baca pedoman" leads to more of what is told."""
    return _PRESSED.match(shown) is not None or (asks(shown) and _READ.match(shown) is None)


def _is_of_site(shown: str, href: str, facts: Facts) -> bool:
    """Whether a link leads to a page of the site, and shows no title of an article."""
    is_page = "#" not in href and facts.is_on_site(href)
    return is_page and (shown.count(" ") < TITLE_SPACES or asks(shown))


def _is_ours(text: str, facts: Facts) -> bool:
    """Whether ``text`` is the site's to its readers, or asks them something.

    Others may be told to report, to look at.
    """
    is_asked = text.endswith("?") or US.search(plain_lower(text)) is not None
    return is_asked or facts.is_named_in(text)


def label_of_offer(box: Element, facts: Facts) -> str | None:
    """Return what heads an offer of the site in ``box``, a small one; None for other boxes.

    All links say what is to be done: "Beli tiket". A document or a recording that the site obtained
    is of its report.
    """
    if box.name not in BOXES or not box.holds({"a"}) or _may_tell(box):
        return None
    if not facts.is_named_in(box.opening):
        return None
    lines = lines_of(box)
    label = (_parted(lines[0])[0] or lines[0].text) if lines else ""
    if not 0 < len(label) <= _MAX_LABEL:
        return None
    ways = [way for _, found in map(_parted, lines) for way in found]
    taken = {href for shown, href in ways if len(shown) <= _MAX_LINK and TAKEN.match(shown)}
    leads = {href for line in lines for _, href in line.links}
    if _OBTAINED.search(label) or any(map(FILE.search, leads)):
        return None
    return label if taken and leads == taken and facts.is_named_in(label) else None
