"""Boxes that show one other article: its title and its day, or beside a link or a picture of it."""

import re
from typing import Final
from urllib.parse import urlsplit

from crawler.extract.boxes.linked import is_alone
from crawler.extract.boxes.parts import BOXES, HEADINGS, OF_ARTICLE, is_edited
from crawler.extract.facts import Facts
from crawler.extract.furniture.phrases import is_way_on
from crawler.extract.reading.element import Element
from crawler.extract.reading.media import links_of
from crawler.extract.related.markers import opening_of
from crawler.extract.related.titles import (
    TITLE_SPACES,
    is_day,
    is_named_by,
    is_title,
    leads_elsewhere,
    shows_media,
)
from crawler.extract.text import ends_with_stop, fold, is_prose, key, words

#: All that a card says (characters), and what it holds.
_MAX_CARD: Final = 400
_MAX_PARTS: Final = 60
_OF_OTHERS: Final = OF_ARTICLE - {"figure"} | {"li"}
#: Blocks of WordPress that are a picture, and words beside or upon it.
_PAIRING: Final = frozenset({"wp-block-cover", "wp-block-media-text"})
_NO_CARD: Final = OF_ARTICLE | frozenset(words("p li"))
#: What stands above a card that no label heads says at least so much (characters).
_MIN_PROSE: Final = 60
#: A part of a path that is made of an article's headline, and one that numbers it or says when.
_SLUG: Final = re.compile(r"[^\W_]+(?:-[^\W_]+){3,}(?:\.\w+)?")
_NUMBERED: Final = re.compile(r"[a-z]?\d+")


def covered_by(link: Element, facts: Facts) -> tuple[Element, str] | None:
    """Return the card that a ``link`` without words covers, and its title; None for other links.

    What an empty link is called, or its address, says which of the words beside it are the title;
    a picture is called after what it shows, so that of its link the address says so alone.
    """
    box, href = link.parent, str(link.attrs.get("href") or "#")
    if box is None or box.name not in BOXES or not box.attrs or link.opening:
        return None
    if len(box.contents) > _MAX_PARTS or not facts.is_on_site(href) or facts.is_here(href):
        return None
    if not 0 < len(box.opening) <= _MAX_CARD:
        return None
    if box.holds(_OF_OTHERS) or not all(_leads_there(way, href) for way in box.within("a")):
        return None
    heads = [part.said for part in box.within(*HEADINGS)]
    shown = heads if link.parts else map(fold, box.stripped_strings)
    title = next((text for text in shown if _is_title(text, link, href)), None)
    return (box, title) if title else None


def pictured_by(link: Element, facts: Facts) -> tuple[Element, str] | None:
    """Return a ``link`` that is a card by itself, and its title; None for other links.

    All of its line, it shows a picture and words, of which that is called or its address is made.
    One with a caption is a picture of the article, which may lead to a page of its own.
    """
    href = str(link.attrs.get("href") or "#")
    image = link.first("img")
    if image is None or not leads_elsewhere(href, facts) or facts.is_here(href):
        return None
    if shows_media(href, facts) or _is_captioned(link):
        return None
    text = link.opening
    if (title := _headed(link, text)) is not None:
        return link, title
    if len(text) > _MAX_CARD or not is_title(text) or not is_alone(link, text):
        return None
    called = fold(str(image.attrs.get("alt") or ""))
    titles = (called, *map(fold, link.stripped_strings))
    shown = (title for title in titles if is_title(title) and title in text)
    is_like = _is_like(href, facts)
    title = next((t for t in shown if is_named_by(t, href) or (is_like and t == called)), None)
    return (link, title) if title else None


def _headed(link: Element, text: str) -> str | None:
    """Return the heading in a ``link`` that ends with words to see more, as an excerpt does."""
    heads = link.within(*HEADINGS)
    if len(heads) != 1 or len(text) > _MAX_CARD or not is_alone(link, text):
        return None
    title, said = heads[0].said, list(map(fold, link.stripped_strings))
    return title if is_title(title) and is_way_on(said[-1]) else None


def _is_captioned(link: Element) -> bool:
    """Whether ``link`` is in a figure, or shows a caption."""
    box = link.parent
    is_within = box is not None and (box.name == "figure" or "wp-caption" in box.classes)
    return is_within or link.holds({"figcaption"})


def is_pictured(box: Element, facts: Facts) -> bool:
    """Whether a block that pairs words with a picture says a marker and another's title alone."""
    if _PAIRING.isdisjoint(box.classes) or len(box.within("img")) > 1:
        return False
    opening = opening_of(box.opening, facts.site.related_markers)
    if opening is None or not (opening.is_strong and opening.rest):
        return False
    links = links_of(box)
    return len(links) == 1 and links[0][0].endswith(opening.rest) and facts.is_on_site(links[0][1])


def _leads_there(way: Element, href: str) -> bool:
    """Whether a link leads where an empty one does, and shows no title: that would be alone."""
    is_few = way.opening.count(" ") < TITLE_SPACES
    return is_few and way.attrs.get("href") == href


def _is_title(text: str, link: Element, href: str) -> bool:
    """Whether ``text`` is a headline that ``link`` is called, or that its address is made of."""
    if not is_title(text):
        return False
    told = key(text)
    called = (str(link.attrs.get(name) or "") for name in ("title", "aria-label"))
    is_called = not link.parts and any(told == key(fold(name)) for name in called)
    return is_called or is_named_by(text, href)


def is_dated(box: Element, facts: Facts) -> bool:
    """Whether the linked headline of one other article, its day and a few words are all of ``box``.

    It leads to where articles are, as places, people and what is to take place are elsewhere. One
    below a label is read by its lines, which know what that says.
    """
    if not _may_be_dated(box) or is_edited(box) or _is_all_of_box(box):
        return False
    headings = [part.said for part in box.within(*HEADINGS)]
    if len(headings) != 1 or box.holds(_NO_CARD):
        return False
    (title,), hrefs = headings, {href for _, href in box.links}
    if len(hrefs) != 1 or not is_title(title) or not any(title in shown for shown, _ in box.links):
        return False
    first, *told = map(fold, box.stripped_strings)
    if not any(map(is_day, told)) or any(map(ends_with_stop, told)):
        return False
    href, is_marked = hrefs.pop(), opening_of(first, facts.site.related_markers) is not None
    is_other = leads_elsewhere(href, facts) and _is_like(href, facts)
    return is_other and not is_marked and _is_below_prose(box)


def _may_be_dated(box: Element) -> bool:
    """Whether ``box`` is one that a program named, and says so little."""
    is_box = box.name in BOXES and bool(box.attrs) and len(box.contents) <= _MAX_PARTS
    return is_box and len(box.opening) <= _MAX_CARD


def _is_all_of_box(box: Element) -> bool:
    """Whether another box holds ``box`` and nothing else: that was looked at before."""
    outer = box.parent
    is_box = outer is not None and outer.name in BOXES and bool(outer.attrs)
    return is_box and outer is not None and len(outer.contents) == 1


def _is_below_prose(box: Element) -> bool:
    part = box.above
    told = "" if part is None else part.said
    return not told.endswith(":") and is_prose(told, at_least=_MIN_PROSE)


def _is_like(href: str, facts: Facts) -> bool:
    """Whether ``href`` has the form of the page's own address: an article's."""
    form = _form(facts.url)
    return "-" in form and _form(facts.absolute(href) or "") == form


def _form(url: str) -> list[str]:
    """Return the parts of a path: the first as it is, of others what kind of part they are."""
    first, *others = urlsplit(url).path.strip("/").split("/")
    return [_kind(first, first), *(_kind(part, "") for part in others)]


def _kind(part: str, other: str) -> str:
    if _SLUG.fullmatch(part):
        return "-"
    return "0" if _NUMBERED.fullmatch(part) else other
