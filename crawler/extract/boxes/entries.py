"""What a part of a box shows of another article: its title, and what a program sets beside that."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import dropwhile, islice, takewhile
from typing import Final

from bs4.element import PageElement

from crawler.extract.boxes.linked import is_alone
from crawler.extract.boxes.parts import HEADINGS, is_block
from crawler.extract.facts import Facts
from crawler.extract.reading.element import Element, text_of
from crawler.extract.related.titles import (
    TITLE_SPACES,
    is_cut_off,
    is_generated,
    is_title,
    leads_elsewhere,
    names_article,
)
from crawler.extract.text import fold, words

#: What an entry says, with its title and excerpt (characters), and among which links that is.
_MAX_ENTRY: Final = 600
_MAX_LINKS: Final = 6
_MAX_BESIDE: Final = 8
#: What a heading, a note, or all that stands beside a title may say (characters).
_MAX_NOTE: Final = 60
_OF_CARD: Final = HEADINGS | {"img"}
_EXCERPTS: Final = frozenset(words("p div span time small"))
#: What an editor writes lines in, links too.
_WRITTEN: Final = frozenset({"li", "p"})
#: What holds an excerpt or a date behind a title.
_APART: Final = frozenset(words("small time span"))
_SET: Final = frozenset(words("small time"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """Another article, as a part of a box shows it.

    Attributes:
        href: where it is.
        is_bare: its title is all that the part says.
        is_plain: a single link is all, but for a few words.
        is_made: a program put it there; a line of a list or a paragraph that links may be the
            article's own.
        is_named: its title is the headline of where it leads.

    """

    href: str
    is_bare: bool
    is_plain: bool
    is_made: bool
    is_named: bool


def linked_title(link: Element) -> str:
    """Return the title of another article that ``link`` shows: all of its line, no few words.

    Its excerpt or its date may stand behind it, in an element of its own.
    """
    text = link.said
    is_elsewhere = not str(link.attrs.get("href") or "#").startswith("#")
    is_long = text.count(" ") >= TITLE_SPACES
    is_whole = is_long and is_elsewhere and (is_alone(link, text) or _is_told_of(link))
    return text if is_whole else ""


def _is_told_of(link: Element) -> bool:
    """Whether all that stands beside ``link`` is what a program tells of it: excerpt, day, count.

    An editor who says more of a link writes on: "Judul Berita: ulasan panen tahun lalu".
    """
    before, behind = _on_line(link.previous_siblings), _on_line(link.next_siblings)
    if not before and all(isinstance(part, Element) and part.name in _APART for part in behind):
        return bool(behind)
    return is_generated(_said_in([*before, *behind]))


def _on_line(siblings: Iterable[PageElement]) -> list[PageElement]:
    """Return what says something of the first ``siblings``, up to where the line ends."""
    inline = takewhile(lambda part: not is_block(part), islice(siblings, _MAX_BESIDE))
    return list(filter(_says, inline))


def _says(part: PageElement) -> bool:
    """Whether ``part`` is more than a sign, a blank or a picture."""
    return any(map(str.isalnum, _text(part)))


def _said_in(parts: Iterable[PageElement]) -> str:
    return fold(" ".join(map(_text, parts)))


def _text(part: PageElement) -> str:
    return text_of(part) if isinstance(part, Element) else str(part)


def entry_of(part: Element, facts: Facts) -> Entry | None:
    """Return the first title that ``part`` links, if that is another article's of the site."""
    text = part.opening  # asked first: it reads no more
    if not text or len(text) > _MAX_ENTRY:
        return None
    links = [link for link in part.named("a")[:_MAX_LINKS] if link.said]
    titled = next(filter(linked_title, links), None)
    is_plain = (
        len(links) == 1 and is_title(links[0].said) and len(text) - len(links[0].said) <= _MAX_NOTE
    )
    link = titled or (links[0] if is_plain else None)
    if link is None or not link.href or not leads_elsewhere(link.href, facts):
        return None
    href, shown = link.href, link.said
    is_made = titled is not None and _is_made(part, link, shown)
    return Entry(
        href=href,
        is_bare=shown == text,
        is_plain=is_plain,
        is_made=is_made,
        is_named=is_plain and names_article(shown, href, facts),
    )


def _is_made(part: Element, link: Element, shown: str) -> bool:
    """Whether a program set ``part``: as a block of its own, or as programs tell of articles.

    With a picture, a heading, an excerpt behind it. Not a day before it, as in a chronology; one
    behind it in no element may be a reference's, a count in one a result.
    """
    if part.name not in _WRITTEN and is_alone(link, shown):
        return True
    behind = dropwhile(lambda inner: inner is not link, part.inner)
    if part.holds(_OF_CARD) or any(map(is_excerpt, behind)):
        return True
    told = _on_line(link.next_siblings)
    if not told or _on_line(link.previous_siblings):
        return False
    names = {part.name if isinstance(part, Element) else "" for part in told}
    said = _said_in(told)
    return is_cut_off(said) or names <= _SET or (names <= _APART and is_generated(said))


def is_excerpt(part: Element) -> bool:
    """Whether ``part`` is what a program tells of the title above it."""
    if part.name not in _EXCERPTS or len(text := part.opening) > _MAX_ENTRY:
        return False
    return bool(text) and is_generated(text) and not part.holds({"a"})
