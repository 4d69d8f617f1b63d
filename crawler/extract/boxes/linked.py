"""Links of an element: what they show, whether one is all of its line, whether it is paid for."""

import re
from collections.abc import Iterable
from typing import Final

from bs4 import Tag
from bs4.element import PageElement

from crawler.extract.reading.media import chars_in, opening_text, tags_in, text_of
from crawler.extract.reading.soup import BLOCKS
from crawler.extract.related.titles import TITLE_SPACES
from crawler.extract.text import ends_with_stop, fold, words

#: Text and address of each link.
Links = list[tuple[str, str]]
HEADINGS: Final = frozenset(words("h1 h2 h3 h4 h5 h6"))
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


def links_in(tag: Tag) -> Links:
    """Return text and address of the links in ``tag``, itself included."""
    return [(fold(text_of(link)), str(link.attrs.get("href") or "")) for link in named(tag, "a")]


def shown_in(tag: Tag) -> Links:
    """Return the same of those that show words: a picture's link has none."""
    return [(shown, href) for shown, href in links_in(tag) if shown]


def named(tag: Tag, name: str) -> Iterable[Tag]:
    """Return the elements of a name in ``tag``, or itself when it is one."""
    return [tag] if tag.name == name else tags_in(tag, name)


def is_alone(link: Tag, text: str) -> bool:
    """Whether a link, which shows ``text``, is all of its line."""
    whole, most = link, chars_in(link) + 1  # of what says more, no more than that is read
    while whole.parent is not None and opening_text(whole.parent, most) == text:
        whole = whole.parent
        if whole.name in BLOCKS:
            return True
    return is_border(whole.previous_sibling) and is_border(whole.next_sibling)


def is_border(neighbour: PageElement | None) -> bool:
    """Whether what stands beside a link ends its line."""
    return neighbour is None or is_block(neighbour)


def is_block(part: PageElement) -> bool:
    """Whether a line ends where ``part`` begins."""
    return isinstance(part, Tag) and part.name in BLOCKS


def is_way_past(part: Tag) -> bool:
    """Whether ``part`` leads past the box that it stands in: "Lewati dan terus membaca"."""
    return part.name == "a" and str(part.attrs.get("href") or "").startswith("#")


def is_way_back(link: Tag) -> bool:
    """Whether a link leads from a footnote back to where it was called: "↩︎"."""
    is_within = str(link.attrs.get("href") or "").startswith("#")
    text = link.get_text() if is_within else ""
    return bool(text.strip()) and not any(map(str.isalnum, text))


def is_paid(link: Tag) -> bool:
    """Whether a link says that it is paid for, or where it leads does."""
    attrs = link.attrs
    is_told = "sponsored" in str(attrs.get("rel") or "").lower().split()
    return is_told or _PAID.search(str(attrs.get("href") or "")) is not None


def is_paid_line(link: Tag) -> bool:
    """Whether a link that is paid for is all of its line; in a list it is the article's."""
    if not is_paid(link):
        return False
    is_listed = any(tag.name in _ENTRIES for tag in link.parents)
    return not is_listed and is_alone(link, fold(text_of(link)))


def is_of_player(link: Tag) -> bool:
    """Whether a link of a few words, alone on its line, leads to a recording: a player's."""
    if _RECORDING.search(str(link.attrs.get("href") or "")) is None:
        return False
    shown = fold(text_of(link))
    return shown.count(" ") < TITLE_SPACES and is_alone(link, shown)


def line_around(tag: Tag) -> Tag:
    """Return the line in which ``tag``, a date or a name, stands, or ``tag`` where that tells more.

    "Terakhir diperbarui pada [12 Mei 2026] oleh [Sari]".
    """
    line = tag
    while line.parent is not None and line.name not in BLOCKS:
        line = line.parent
    text = fold(text_of(line))
    if line.name not in _LINES or ends_with_stop(text):
        return tag
    return line if len(text) - len(fold(text_of(tag))) <= _MAX_REMARK else tag


def above(box: Tag) -> Tag | None:
    """Return the element right above ``box`` within what holds both."""
    return next((part for part in box.previous_siblings if isinstance(part, Tag)), None)
