"""The boxes above and below the sentences of a text: what plugins add, whatever they call it."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, Protocol

from bs4.element import PageElement

from crawler.extract.boxes.parts import (
    BOXES,
    HEADINGS,
    LISTS,
    OF_ARTICLE,
    is_edited,
    is_free,
    opening_at,
)
from crawler.extract.facts import Facts
from crawler.extract.furniture.addresses import CHANNEL
from crawler.extract.furniture.appeals import is_appeal
from crawler.extract.furniture.asking import WORK
from crawler.extract.furniture.requests import asks
from crawler.extract.furniture.speech import speaks
from crawler.extract.reading.element import Element
from crawler.extract.reading.soup import MARK
from crawler.extract.related.markers import opening_of
from crawler.extract.related.titles import is_title
from crawler.extract.text import ends_with_stop, is_prose, words

_AROUND: Final = BOXES | frozenset(words("span center small"))
#: What an editor writes in; a box that holds one may be the article's.
_OF_TEXT: Final = HEADINGS | OF_ARTICLE | frozenset(words("p li img"))
#: What tells a wrapper around a text from a box.
_EDITED: Final = frozenset({"p", "li"})
#: What an editor writes in a box beside prose, each a line.
_LINES: Final = ("p", "li", *HEADINGS)
_PARTS: Final = frozenset((*_LINES, "div"))
#: What a line of these holds beside letters, and in what: "Atas nama keluarga,<br>Lamia Karim".
_SIGNS: Final = re.compile("[ ,.]")
_OF_LINE: Final = frozenset(words("br div b strong em i u"))
#: What a program puts above a text.
_MADE: Final = frozenset(words("a audio"))
_NAMES: Final = frozenset({"class", "id"})
_ICONS: Final = frozenset(words("i span"))
#: The longest text of a box, and of what stands between two (characters).
_MAX_BOX: Final = 120
_MAX_TOOL: Final = 60
_MAX_LINE: Final = 200
_MAX_APPEAL: Final = 400
#: What small print says of the page, how it is heard, who made it, or leads to; a note tells more.
_ON_ITSELF: Final = re.compile(
    rf"^(?:[^.:!?]|\.(?=\w))*\b(?:{WORK}|suara|situs) (?:ini|kami)\b(?:[^.:!?]|\.(?=\w))*\.?$",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[.!?…][\"'”’»)\]]*(?:\s|$)")


class _Goes(Protocol):
    """Says whether a box goes that holds a text; a told one has a sentence in it."""

    def __call__(self, tag: Element, text: str, *, is_told: bool) -> bool: ...


def boxes_around(soup: Element, facts: Facts) -> list[Element]:
    """Return the named boxes in ``soup`` above its first sentence and below its last one."""
    inmost = _inmost(soup)
    return [*_above(inmost), *_below(inmost, facts)]


def _below(inmost: Element, facts: Facts) -> Iterator[Element]:
    """Yield the boxes below the last sentence that hold none, the last first.

    A label, counts, names of networks, who wrote it: no paragraph, no item, no picture, unless an
    icon is among them. Or what the site asks of its readers, with the words around that.
    """
    goes = partial(_may_go, facts=facts)
    return _beyond(inmost, reversed, goes, lambda text: is_appeal(text, facts))


def _above(inmost: Element) -> Iterator[Element]:
    """Yield the boxes above the first sentence that hold icons, links or sound.

    Who wrote it, how to hear it, the size of letters, the news of the hour.
    """
    return _beyond(inmost, iter, _is_tool, lambda _: False)


def _beyond(
    inmost: Element,
    order: Callable[[list[PageElement]], Iterator[PageElement]],
    goes: _Goes,
    is_none: Callable[[str], bool],
) -> Iterator[Element]:
    """Yield what ``goes`` up to the first sentence in ``order`` that is one, and within its box."""
    here: Element | None = inmost
    while here is not None:
        inner = None
        for child in order(here.contents):
            text = opening_at(child)
            if not text:
                continue
            is_told = len(text) > _MAX_LINE or _SENTENCE.search(text) is not None
            if isinstance(child, Element) and goes(child, text, is_told=is_told):
                yield child
            elif is_told and not is_none(text):
                inner = child if isinstance(child, Element) and child.name in _AROUND else None
                break
        here = inner


def _inmost(soup: Element) -> Element:
    """Return the innermost element around all there is: the body's, or one around its lines.

    Short as they may be, that stands above or below nothing.
    """
    here = soup
    while len(here.contents) == 1 and isinstance(only := here.contents[0], Element):
        if only.name not in BOXES or not (here is soup or only.holds(_EDITED)):
            break
        here = only
    return here


def _may_go(tag: Element, text: str, *, is_told: bool, facts: Facts) -> bool:
    if _is_fine_print(tag, text):
        return not is_told or _ON_ITSELF.search(text) is not None or bool(tag.links)
    return _appeals(tag, facts) if is_told else _is_box(tag, text) or _is_index(tag, facts)


def _is_fine_print(tag: Element, text: str) -> bool:
    """Whether all that ``tag`` says is written small."""
    small = tag.first("small") if len(text) <= _MAX_LINE else None
    return small is not None and small.said == text


def _appeals(tag: Element, facts: Facts) -> bool:
    """Whether a box asks something of readers, in words that stand in lines of their own."""
    if tag.name not in _AROUND or len(tag.opening) > _MAX_APPEAL:
        return False
    lines = [part.said for part in tag.within(*_LINES)]
    lines += [part.said for part in tag.within("div") if lines and not part.holds(_PARTS)]
    lines = lines or [tag.said]
    leads_out = _leads_out(tag)
    others = [line for line in lines if not (is_appeal(line, facts) or (leads_out and asks(line)))]
    is_told = any(is_prose(line) or _tells(line) for line in others)
    return len(others) < len(lines) and not is_told and is_free(tag)


def _tells(line: str) -> bool:
    """Whether a line beside a request is a sentence to no reader: an invitation's, when and why."""
    return ends_with_stop(line) and not (speaks(line) or asks(line))


def _leads_out(tag: Element) -> bool:
    """Whether all links of a box lead to where a site is written to or followed."""
    return bool(tag.links) and all(CHANNEL.search(href) for _, href in tag.links)


def _is_named(tag: Element, text: str) -> bool:
    return len(text) <= _MAX_BOX and tag.name in _AROUND and not _NAMES.isdisjoint(tag.attrs)


def _is_box(tag: Element, text: str) -> bool:
    if not _is_named(tag, text):
        return False
    if len(text) <= _MAX_TOOL and any(map(_is_icon, tag.inner)) and not is_edited(tag):
        return is_free(tag)
    is_line = all(part.name in _OF_LINE for part in tag.inner)  # a paragraph, of a kind
    is_bare = is_line and _SIGNS.sub("", text).isalpha()
    return not is_bare and not tag.holds(_OF_TEXT)


def _is_tool(tag: Element, text: str, *, is_told: bool) -> bool:
    if is_told or not _is_named(tag, text) or is_edited(tag):
        return False
    is_made = any(part.name in _MADE or _is_icon(part) for part in tag.inner)
    return is_made and not tag.holds({"img"}) and is_free(tag)


def _is_index(tag: Element, facts: Facts) -> bool:
    """Whether a list below a heading, which is no marker, is links to other articles alone."""
    head = tag.above if tag.name in LISTS else None
    if head is None or head.name not in HEADINGS:
        return False
    if opening_of(head.said, facts.site.related_markers) is not None:
        return False
    entries = [item.links for item in tag.within("li")]
    shown = [text for links in entries for text, href in links if facts.is_on_site(href)]
    is_whole = shown == [item.said for item in tag.within("li")]
    return len(shown) == len(entries) > 1 and is_whole and all(map(is_title, shown))


def _is_icon(part: Element) -> bool:
    """Whether styles or a script show something in place of ``part``: no editor writes that."""
    is_drawn = part.name in _ICONS and not part.contents and "class" in part.attrs
    return is_drawn or (part.name == MARK and "n" not in part.attrs)
