"""What the links of an element are: titles of other articles, ways back from footnotes."""

import re
from collections.abc import Iterable
from itertools import dropwhile, islice, takewhile
from typing import Final

from bs4 import Tag
from bs4.element import PageElement

from crawler.extract.bylines import DATE_LINE
from crawler.extract.facts import Facts
from crawler.extract.furniture.phrases import is_all
from crawler.extract.reading.media import chars_in, opening_text, tags_in, text_of
from crawler.extract.reading.soup import BLOCKS
from crawler.extract.related.markers import opening_of
from crawler.extract.related.runs import announces
from crawler.extract.text import ends_with_stop, fold, words

#: Text and address of each link.
Links = list[tuple[str, str]]
#: A linked text of four words is a title; sentences link fewer.
TITLE_SPACES: Final = 3
_LINES: Final = frozenset(words("p div"))
HEADINGS: Final = frozenset(words("h1 h2 h3 h4 h5 h6"))
#: Addresses that count for whom a visit was paid.
_PAID: Final = re.compile(
    r"[?&](?:utm_(?:medium|source)=(?:cp[cma]|ppc|banner|display|paid|affiliate)|gclid=)"
    r"|//(?:[\w-]+\.)*(?:doubleclick\.net|googleadservices\.com|shope\.ee|invol\.co|invle\.co)/"
)
#: Where a paid link is a part of what the article tells: of products, for one.
_ENTRIES: Final = HEADINGS | {"li", "td", "th", "dt", "dd"}
#: What else a line says of which a part is a date or a name (characters).
_MAX_REMARK: Final = 60
#: Entries that a list of articles has at most, and what else stands in it.
_MAX_ENTRIES: Final = 30
_MAX_OTHERS: Final = 2
_PAIR: Final = 2
_PLAYERS: Final = frozenset({"iframe", "video"})
_OF_CARD: Final = HEADINGS | {"img"}
_EXCERPTS: Final = frozenset(words("p div span time small"))
_CUT_OFF: Final = ("…", "...", "[…]", "[...]")
_MAX_BESIDE: Final = 8
#: What holds an excerpt or a date behind a title.
_APART: Final = frozenset(words("small time span"))
_SET: Final = frozenset(words("small time"))
#: What an entry says, with its title and excerpt (characters), and among which links that is.
_MAX_ENTRY: Final = 600
_MAX_LINKS: Final = 6
_RECORDING: Final = re.compile(r"\.(?:mp[34]|m4[av]|m3u8|webm|og[gv])(?:$|\?)")


def links_in(tag: Tag) -> Links:
    """Return text and address of the links in ``tag``, itself included."""
    return [(fold(text_of(link)), str(link.attrs.get("href") or "")) for link in named(tag, "a")]


def named(tag: Tag, name: str) -> Iterable[Tag]:
    """Return the elements of a name in ``tag``, or itself when it is one."""
    return [tag] if tag.name == name else tags_in(tag, name)


def linked_title(link: Tag) -> str:
    """Return the title of another article that ``link`` shows: all of its line, no few words.

    Its excerpt or its date may stand behind it, in an element of its own.
    """
    text = fold(text_of(link))
    is_elsewhere = not str(link.attrs.get("href") or "#").startswith("#")
    is_long = text.count(" ") >= TITLE_SPACES
    is_title = is_long and is_elsewhere and (is_alone(link, text) or _is_told_of(link))
    return text if is_title else ""


def _is_told_of(link: Tag) -> bool:
    """Whether all that stands beside ``link`` is what a program tells of it: excerpt, day, count.

    An editor who says more of a link writes on: "Judul Berita: ulasan panen tahun lalu".
    """
    before, behind = _on_line(link.previous_siblings), _on_line(link.next_siblings)
    if not before and all(isinstance(part, Tag) and part.name in _APART for part in behind):
        return bool(behind)
    return _is_generated(fold(" ".join(map(_text, (*before, *behind)))))


def _on_line(siblings: Iterable[PageElement]) -> list[PageElement]:
    """Return what says something of the first ``siblings``, up to where the line ends."""
    inline = takewhile(lambda part: not _is_block(part), islice(siblings, _MAX_BESIDE))
    return list(filter(_says, inline))


def _is_generated(text: str) -> bool:
    """Whether ``text`` is a day, or was cut off: no editor ends a sentence so."""
    return text.endswith(_CUT_OFF) or is_all(DATE_LINE, text.strip(" ()–—-|,·•"))


def _says(part: PageElement) -> bool:
    """Whether ``part`` is more than a sign, a blank or a picture."""
    return any(map(str.isalnum, _text(part)))


def _text(part: PageElement) -> str:
    return text_of(part) if isinstance(part, Tag) else str(part)


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
    return neighbour is None or _is_block(neighbour)


def _is_block(part: PageElement) -> bool:
    return isinstance(part, Tag) and part.name in BLOCKS


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


def is_listing(box: Tag, facts: Facts) -> bool:
    """Whether entries are all that ``box`` holds, two or more, each headed by another article.

    A few words may stand before them, and behind: a heading, "Lihat semua".
    """
    parts = [part for part in box.contents if isinstance(part, Tag)]
    if not 1 < len(parts) <= _MAX_ENTRIES:
        return False
    if not any(_entry(part, facts) for part in parts[:2]):  # asked of each box of a page builder
        return False
    parts = [part for part in parts if not _is_excerpt(part)]
    if any(part.name == "p" for part in parts):
        return False
    entries = [_entry(part, facts) for part in parts]
    others = [part for part, entry in zip(parts, entries, strict=True) if not entry]
    is_list = len(set(filter(None, entries))) > 1 and len(others) <= _MAX_OTHERS
    said = [fold(text_of(part)) for part in others]
    return is_list and all(map(_is_remark, said)) and not _is_told_above(box, said)


def _is_told_above(box: Tag, said: list[str]) -> bool:
    """Whether what stands in ``box`` above entries, or right above it, says what they are.

    "Lini masa": the article's.
    """
    above = _above(box)
    if above is None and box.parent is not None and box.parent.name in ("div", "section"):
        above = _above(box.parent)
    told = "" if above is None else fold(text_of(above))
    if told.endswith(":") or announces(told):
        return True
    labels = said if above is None else [*said, opening_text(above, _MAX_REMARK)]
    return any(announces(heading=text) for text in labels if len(text) <= _MAX_REMARK)


def _above(box: Tag) -> Tag | None:
    return next((part for part in box.previous_siblings if isinstance(part, Tag)), None)


def is_pointer(box: Tag, facts: Facts) -> bool:
    """Whether a named ``box`` holds the title of another article alone, below a few words.

    None that are a marker: such a box is read by its lines. A video of that may stand between.
    """
    parts = [part for part in box.contents if isinstance(part, Tag)]
    if len(parts) == _PAIR + 1 and parts[1].name in _PLAYERS:
        del parts[1]
    if len(parts) != _PAIR or not box.attrs or not (href := _entry(parts[1], facts)):
        return False
    label, title = (fold(text_of(part)) for part in parts)
    is_bare = any(shown == title for shown, there in links_in(parts[1]) if there == href)
    is_marked = opening_of(label, facts.site.related_markers) is not None
    return is_bare and not is_marked and len(label) > 0 and _is_remark(label)


def _is_excerpt(part: Tag) -> bool:
    """Whether ``part`` is what a program tells of the title above it."""
    if part.name not in _EXCERPTS or len(text := opening_text(part, _MAX_ENTRY)) > _MAX_ENTRY:
        return False
    return bool(text) and _is_generated(text) and next(tags_in(part, "a"), None) is None


def _entry(part: Tag, facts: Facts) -> str:
    """Return where the first title in ``part`` leads, if that is another article of the site.

    Bare links in a list may be the article's own; an entry with a picture or a heading is none,
    nor one with an excerpt.
    """
    if len(opening_text(part, _MAX_ENTRY)) > _MAX_ENTRY:  # asked first: it reads no more
        return ""
    links = islice(named(part, "a"), _MAX_LINKS)
    link = next(filter(linked_title, links), None)
    if link is None:
        return ""
    is_bare = part.name != "li" and is_alone(link, fold(text_of(link)))
    if not (is_bare or _is_programs(part, link)):
        return ""
    href = str(link.attrs["href"])
    return href if "#" not in href and facts.is_on_site(href) else ""


def _is_programs(item: Tag, link: Tag) -> bool:
    """Whether an item tells of ``link`` as programs do: a picture, a heading, an excerpt behind it.

    Not a day before it, as in a chronology; one behind it in no element may be a reference's, a
    count in one a result.
    """
    behind = dropwhile(lambda part: part is not link, tags_in(item))
    if any(part.name in _OF_CARD for part in tags_in(item)) or any(map(_is_excerpt, behind)):
        return True
    told = _on_line(link.next_siblings)
    if not told or _on_line(link.previous_siblings):
        return False
    names = {part.name if isinstance(part, Tag) else "" for part in told}
    said = fold(" ".join(map(_text, told)))
    return said.endswith(_CUT_OFF) or names <= _SET or (names <= _APART and _is_generated(said))


def _is_remark(text: str) -> bool:
    return len(text) <= _MAX_REMARK and not ends_with_stop(text)


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
