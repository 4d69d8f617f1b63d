"""Links of an element: what they show, whether one is all of its line, whether it is paid for."""

import re
from typing import Final

from crawler.extract.boxes.parts import HEADINGS, is_border
from crawler.extract.reading.element import Element, chars_in, opening_text
from crawler.extract.reading.soup import BLOCKS
from crawler.extract.related.titles import TITLE_SPACES
from crawler.extract.text import ends_with_stop, words

#: Text and address of each link.
Links = list[tuple[str, str]]
_LINES: Final = frozenset(words("p div"))
#: Addresses that count for whom a visit was paid.
_PAID: Final = re.compile(
    r"[?&](?:utm_(?:medium|source)=(?:cp[cma]|ppc|banner|display|paid|affiliate)|gclid=)"
    r"|//(?:[\w-]+\.)*(?:doubleclick\.net|googleadservices\.com|shope\.ee|invol\.co|invle\.co)/"
)
#: Where a paid link is a part of what the article tells: of products, for one.
_ENTRIES: Final = HEADINGS | {"li", "td", "th", "dt", "dd"}
#: What else a line says of which a part is a date or a name (characters).
_MAX_REMARK: Final = 60
_RECORDING: Final = re.compile(r"\.(?:mp[34]|m4[av]|m3u8|webm|og[gv])(?:$|\?)")


def shown_in(tag: Element) -> Links:
    """Return text and address of the links in ``tag`` that show words: a picture's has none."""
    return [(shown, href) for shown, href in tag.links if shown]


def is_alone(link: Element, text: str) -> bool:
    """Whether a link, which shows ``text``, is all of its line."""
    whole, most = link, chars_in(link) + 1  # of what says more, no more than that is read
    while whole.parent is not None and opening_text(whole.parent, most) == text:
        whole = whole.parent
        if whole.name in BLOCKS:
            return True
    return is_border(whole.previous_sibling) and is_border(whole.next_sibling)


def is_way_past(part: Element) -> bool:
    """Whether ``part`` leads past the box that it stands in: "Lewati dan terus membaca"."""
    return part.name == "a" and part.href.startswith("#")


def is_way_back(link: Element) -> bool:
    """Whether a link leads from a footnote back to where it was called: "↩︎"."""
    is_within = link.href.startswith("#")
    text = link.get_text() if is_within else ""
    return bool(text.strip()) and not any(map(str.isalnum, text))


def is_paid(link: Element) -> bool:
    """Whether a link says that it is paid for, or where it leads does."""
    attrs = link.attrs
    is_told = "sponsored" in str(attrs.get("rel") or "").lower().split()
    return is_told or _PAID.search(str(attrs.get("href") or "")) is not None


def is_paid_line(link: Element) -> bool:
    """Whether a link that is paid for is all of its line; in a list it is the article's."""
    if not is_paid(link):
        return False
    is_listed = any(tag.name in _ENTRIES for tag in link.parents)
    return not is_listed and is_alone(link, link.said)


def is_of_player(link: Element) -> bool:
    """Whether a link of a few words, alone on its line, leads to a recording: a player's."""
    if _RECORDING.search(link.href) is None:
        return False
    shown = link.said
    return shown.count(" ") < TITLE_SPACES and is_alone(link, shown)


def line_around(tag: Element) -> Element:
    """Return the line in which ``tag``, a date or a name, stands, or ``tag`` where that tells more.

    "Terakhir diperbarui pada [12 Mei 2026] oleh [Sari]".
    """
    line = tag
    while line.parent is not None and line.name not in BLOCKS:
        line = line.parent
    text = line.said
    if line.name not in _LINES or ends_with_stop(text):
        return tag
    return line if len(text) - len(tag.said) <= _MAX_REMARK else tag
