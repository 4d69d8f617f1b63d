"""Cards of other articles whose titles stand beside their links: these hold no words."""

import re
from typing import Final
from urllib.parse import urlsplit

from bs4 import Tag

from crawler.extract.boxes.controls import OF_ARTICLE
from crawler.extract.boxes.linked import HEADINGS, TITLE_SPACES
from crawler.extract.facts import Facts
from crawler.extract.reading.media import classes_of, links_of, opening_text, tags_in, text_of
from crawler.extract.related.markers import opening_of
from crawler.extract.text import ends_with_stop, fold, key, words

_BOXES: Final = frozenset(words("div section aside"))
#: All that a card says (characters), what it holds, and letters of a title in its address.
_MAX_CARD: Final = 400
_MAX_PARTS: Final = 60
_MIN_SLUG: Final = 16
_OF_OTHERS: Final = OF_ARTICLE - {"figure"} | {"li"}
#: Blocks of WordPress that are a picture, and words beside or upon it.
_PAIRING: Final = frozenset({"wp-block-cover", "wp-block-media-text"})
_PATH_END: Final = re.compile(r"([^/?#]+)/?(?:[?#].*)?$")


def covered_by(link: Tag, facts: Facts) -> tuple[Tag, str] | None:
    """Return the card that a ``link`` without words covers, and its title; None for other links.

    What an empty link is called, or its address, says which of the words beside it are the title;
    a picture is called after what it shows, so that of its link the address says so alone.
    """
    box, href = link.parent, str(link.attrs.get("href") or "#")
    if box is None or box.name not in _BOXES or not box.attrs or opening_text(link, 0):
        return None
    if len(box.contents) > _MAX_PARTS or not facts.is_on_site(href) or _is_here(href, facts):
        return None
    if not 0 < len(opening_text(box, _MAX_CARD)) <= _MAX_CARD:
        return None
    inner = list(tags_in(box))
    ways = [part for part in inner if part.name == "a"]
    if not all(_leads_there(way, href) for way in ways) or any(p.name in _OF_OTHERS for p in inner):
        return None
    heads = [fold(text_of(part)) for part in inner if part.name in HEADINGS]
    shown = heads if _holds_more(link) else map(fold, box.stripped_strings)
    title = next((text for text in shown if _is_title(text, link, href)), None)
    return (box, title) if title else None


def is_pictured(box: Tag, facts: Facts) -> bool:
    """Whether a block that pairs words with a picture says a marker and another's title alone."""
    if _PAIRING.isdisjoint(classes_of(box)) or len(list(tags_in(box, "img"))) > 1:
        return False
    opening = opening_of(opening_text(box, _MAX_CARD), facts.site.related_markers)
    if opening is None or not (opening.is_strong and opening.rest):
        return False
    links = links_of(box)
    return len(links) == 1 and links[0][0].endswith(opening.rest) and facts.is_on_site(links[0][1])


def _is_here(href: str, facts: Facts) -> bool:
    """Whether ``href`` leads to the page itself, or to a place on it: what it covers is its own."""
    there, here = urlsplit(facts.absolute(href) or ""), urlsplit(facts.url)
    is_path = there.path.rstrip("/") == here.path.rstrip("/")
    return is_path and here.query in ("", there.query)


def _holds_more(link: Tag) -> bool:
    return any(isinstance(part, Tag) for part in link.contents)


def _leads_there(way: Tag, href: str) -> bool:
    """Whether a link leads where an empty one does, and shows no title: that would be alone."""
    is_few = opening_text(way, _MAX_CARD).count(" ") < TITLE_SPACES
    return is_few and way.attrs.get("href") == href


def _is_title(text: str, link: Tag, href: str) -> bool:
    """Whether ``text`` is a headline that ``link`` is called, or that its address is made of."""
    if text.count(" ") < TITLE_SPACES or ends_with_stop(text):
        return False
    told = key(text)
    called = (str(link.attrs.get(name) or "") for name in ("title", "aria-label"))
    slug = key(found[1]) if (found := _PATH_END.search(href)) else ""
    is_made = len(slug) >= _MIN_SLUG and (told.startswith(slug) or slug.startswith(told))
    return is_made or (not _holds_more(link) and any(told == key(fold(name)) for name in called))
