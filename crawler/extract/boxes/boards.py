"""Boxes of numbers that a theme sets among the paragraphs: hours of prayer, weather, reactions.

A table of numbers in a box is as often the article's own. One is not that asks readers what they
make of this very text; nor is one of today, or of hours, that is about what the article names
nowhere.
"""

import re
from itertools import chain
from typing import Final

from crawler.extract.boxes.calls import PRICED, label_of_offer
from crawler.extract.boxes.parts import BOXES, HEADINGS, is_led_to, lead_to, opening_at
from crawler.extract.boxes.services import service_of
from crawler.extract.facts import Facts
from crawler.extract.furniture.asking import READER, TEXT
from crawler.extract.furniture.phrases import is_way_on
from crawler.extract.reading.element import Element
from crawler.extract.text import ends_with_stop, fold, plain_lower, words

#: What heads such a box is no longer (characters); rows that it holds.
_MAX_LABEL: Final = 80
_MAX_ROWS: Final = 12
#: How many digits a service shows at least: a score.
_MIN_DIGITS: Final = 2
#: Boxes of a container that are held against all of it: each costs what that says.
_MAX_COMPARED: Final = 20
_CLOCK: Final = r"\d{1,2}[.:]\d{2}(?:\s?WI(?:B|TA|T))?"
_NUMBER: Final = r"(?:Rp|US\$)?\s?\d[\d.,]*\s?(?:°?C|%)?"
#: One thing and its hours, its numbers, its count: "Subuh 04.31", "Emas Rp1.900.000", "Senang 0".
_HOURS: Final = re.compile(rf"\W*[^\W\d]\D{{1,40}}?(?:[\s:|–-]+{_CLOCK}){{1,8}}")
_NUMBERS: Final = re.compile(rf"\W*[^\W\d]\D{{1,40}}?(?:[\s:|–-]+{_NUMBER}){{1,8}}")
_COUNT: Final = re.compile(r"\W*[^\W\d][^\d.?!]{1,30}[\s(:]+\d{1,6}\W*")
#: How warm it is: no angle, no place on a map.
_DEGREES: Final = re.compile(r"(?<!\d)-?\d{1,2}\s?°(?!\s?\d)")
_SKY: Final = re.compile(
    r"\b(?:cuaca|kelemba[pb]an|(?:ber)?awan|cerah|hujan|kabut|angin|weather|humidity|clouds?|cloudy|sunny"
    r"|clear|rain|wind)\b",
    re.IGNORECASE,
)
#: What the title of an article about it says.
_WEATHER: Final = re.compile(
    rf"{_SKY.pattern}|\b(?:suhu|bmkg|banjir|badai|kemarau|kekeringan|iklim|kabut asap)\b",
    re.IGNORECASE,
)
_MAX_WEATHER: Final = 200
_OF_TEXT: Final = frozenset(words("p li td th dt dd blockquote figure figcaption pre iframe"))
#: Who is asked, and of what: the text that the box stands in.
_READER: Final = re.compile(rf"\b{READER}\b")
_THIS: Final = re.compile(rf"\b(?:(?:{TEXT}|kabar) ini|reaksi\w*|perasaan\w*|membaca\w*)\b")
_TODAY: Final = re.compile(r"\b(?:hari ini|today|terkini)\b")
_WORD: Final = re.compile(r"[a-z]{3,}")
#: What heads a box of any subject.
_COMMON: Final = frozenset(
    words(
        "jadwal daftar harga info data tabel hari today terkini update dan yang dari untuk dengan"
        " pada oleh ini itu"
    )
)


class Boards:
    """Tells which boxes of one container a theme put there: a few words above numbers."""

    def __init__(self, facts: Facts) -> None:
        """Of the page that ``facts`` tell of."""
        self._facts = facts
        self._may_compare = _MAX_COMPARED

    def holds(self, box: Element) -> bool:
        """Whether ``box``, a small one, is one."""
        if len(box.contents) > 2 * _MAX_ROWS:  # an article's is larger
            return False
        if self._is_service(box):
            return True
        return len(box.contents) > 1 and (self._is_labelled(box) or self._is_offer(box))

    def _is_labelled(self, box: Element) -> bool:
        """Whether figures stand below a label, of what the article names nowhere."""
        label = next(filter(None, map(opening_at, box.contents)), "")
        if not label or len(label) > _MAX_LABEL or ends_with_stop(label):
            return False
        if is_way_on(label):
            return _is_counted(box, label)
        lowered = plain_lower(label)
        if lowered.endswith("?"):
            is_asked = _READER.search(lowered) and _THIS.search(lowered)
            return bool(is_asked) and _are_all(_COUNT, _rows(box))
        if _are_all(PRICED, _rows(box)) and self._facts.is_named_in(label):
            return self._is_foreign(self._unnamed(label), box)
        is_today = _TODAY.search(lowered) is not None
        if not (is_today or _holds_table(box)):
            return _shows_weather(box) and not self._tells_of_weather(box)
        rows = [row for row in _rows(box) if any(map(str.isdigit, row))]
        return _are_all(_NUMBERS if is_today else _HOURS, rows) and self._is_foreign(lowered, box)

    def _is_offer(self, box: Element) -> bool:
        """Whether the site offers something in ``box`` under its name, and the article does not."""
        label = label_of_offer(box, self._facts)
        return label is not None and self._is_foreign(self._unnamed(label), box)

    def _unnamed(self, label: str) -> str:
        return plain_lower(self._facts.without_names(label))

    def _is_service(self, box: Element) -> bool:
        """Whether a service fills ``box`` in, of which the article tells nothing."""
        is_named = box.name in BOXES and bool(box.attrs)  # a program names its boxes
        if not is_named or sum(map(str.isdigit, box.opening)) < _MIN_DIGITS:
            return False
        strings = list(map(fold, box.stripped_strings))
        told = " | ".join(strings)
        lead = lead_to(box)
        is_headed = lead is not None and lead.name in HEADINGS
        service = None if any(map(ends_with_stop, strings)) else service_of(told)
        if service is None or not self._may_compare or is_headed or is_led_to(box):
            return False
        return not service.is_told(told, self._facts.title or "", self._beside(box))

    def _beside(self, box: Element) -> str:
        """Return what the page says beside ``box``."""
        self._may_compare -= 1
        *_, soup = box.parents
        return soup.said.replace(box.said, " ")

    def _is_foreign(self, label: str, box: Element) -> bool:
        """Whether the article names nothing of what ``box`` is about."""
        told = set(_WORD.findall(label)) - _COMMON
        if not told or not self._may_compare:
            return False
        others = f"{self._facts.title or ''} {self._beside(box)}"
        return told.isdisjoint(_WORD.findall(plain_lower(others)))

    def _tells_of_weather(self, box: Element) -> bool:
        """Whether the article is about the weather itself: by its title, or by its degrees."""
        if _WEATHER.search(self._facts.title or "") or not self._may_compare:
            return True
        self._may_compare -= 1
        *_, soup = box.parents
        return soup.said.count("°") > box.said.count("°")


def _is_counted(box: Element, label: str) -> bool:
    """Whether figures are all that stands below a button's words, as how long a text is heard."""
    rest = box.opening.removeprefix(label)
    return len(box.opening) <= 2 * _MAX_LABEL and not any(map(str.isalpha, rest))


def _shows_weather(box: Element) -> bool:
    """Whether ``box`` is a few words and degrees, in no element that a text is written in."""
    text = box.opening
    if len(text) > _MAX_WEATHER or "°" not in text or "°" in next(box.stripped_strings):
        return False
    if not (_DEGREES.search(text) and _SKY.search(text)):
        return False
    is_told = any(map(ends_with_stop, box.stripped_strings))
    return not is_told and not box.holds(_OF_TEXT)


def _holds_table(box: Element) -> bool:
    """Whether a table stands in ``box``, or in one of its parts; deeper is none of its own."""
    parts = box.parts
    inner = (part for whole in parts for part in whole.parts)
    return any(part.name == "table" for part in chain(parts, inner))


def _rows(box: Element) -> list[str]:
    """Return the rows of the table or list in ``box``, or what stands below its label."""
    tags = [part for part in box.parts if part.opening][1:]
    rows = [row for part in tags for row in (part, *part.inner) if row.name in ("tr", "li")]
    return [row.said for row in rows or tags]


def _are_all(kind: re.Pattern[str], rows: list[str]) -> bool:
    return 1 < len(rows) <= _MAX_ROWS and all(map(kind.fullmatch, rows))
