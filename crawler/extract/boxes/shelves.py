"""Boxes that show other articles of the site below a heading, or one with its day.

Their classes may be a program's, and say nothing; what they hold does. A list below a heading that
stands in no box of its own is as often the article's, and so are the sections it is made of.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from bs4 import Tag

from crawler.extract.boxes.controls import OF_ARTICLE
from crawler.extract.boxes.foot import is_edited
from crawler.extract.boxes.linked import HEADINGS, TITLE_SPACES, links_in
from crawler.extract.bylines import AGO, DATE_LINE
from crawler.extract.facts import Facts
from crawler.extract.furniture.phrases import is_all
from crawler.extract.reading.media import opening_text, tags_in, text_of
from crawler.extract.related.runs import announces
from crawler.extract.text import ends_with_stop, fold, is_prose, words

_BOXES: Final = frozenset(words("div section aside"))
_LISTS: Final = frozenset(words("ul ol"))
#: What a heading, a note beside the list, or all of one article shown may say (characters).
_MAX_NOTE: Final = 60
_MAX_CARD: Final = 400
_MAX_PARTS: Final = 6
_NO_CARD: Final = OF_ARTICLE | frozenset(words("p li"))


def is_shelf(box: Tag, facts: Facts) -> bool:
    """Whether all that ``box`` holds is other articles below a heading, or one with its day."""
    return heading_of(box, facts) is not None


def heading_of(box: Tag, facts: Facts) -> str | None:
    """Return what heads the articles that are all of ``box``, empty of one with its day, or None.

    "More on this story", "Paling banyak dibaca"; what readers of screens are told may stand around.
    """
    if box.name not in _BOXES or not box.attrs or is_edited(box):
        return None
    parts = [part for part in box.contents if isinstance(part, Tag)]
    if len(parts) > _MAX_PARTS:
        return None
    lists = [part for part in parts if part.name in _LISTS]
    if not lists:
        return "" if _is_card(box, facts) else None
    heading = next((part for part in parts if part.name in HEADINGS), None)
    if len(lists) > 1 or heading is None or not _leads_to_articles(lists[0], facts):
        return None
    if not all(_is_note(part) for part in parts if part is not lists[0]):
        return None
    is_own = _is_announced(box, heading) or any(map(_tells, _alike(box)))
    return None if is_own else fold(text_of(heading))


def _is_note(part: Tag) -> bool:
    text = opening_text(part, _MAX_NOTE)
    return len(text) <= _MAX_NOTE and not ends_with_stop(text)


def _leads_to_articles(listed: Tag, facts: Facts) -> bool:
    """Whether each entry is the title of another article, and next to nothing beside."""
    entries = [part for part in listed.contents if isinstance(part, Tag) and part.contents]
    return len(entries) > 1 and all(_is_entry(entry, facts) for entry in entries)


def _is_entry(entry: Tag, facts: Facts) -> bool:
    links = [(shown, href) for shown, href in links_in(entry) if shown]
    if len(links) != 1 or not _is_other(*links[0], facts):
        return False
    return len(fold(text_of(entry))) - len(links[0][0]) <= _MAX_NOTE


def _is_other(shown: str, href: str, facts: Facts) -> bool:
    is_title = shown.count(" ") >= TITLE_SPACES and not ends_with_stop(shown)
    return is_title and "#" not in href and facts.is_on_site(href)


def _is_announced(box: Tag, heading: Tag) -> bool:
    """Whether the article leads to the list: in its heading, or in the line above the box."""
    above = _above(box)
    return above.endswith(":") or announces(above, heading=fold(text_of(heading)))


def _above(box: Tag) -> str:
    above = next((part for part in box.previous_siblings if isinstance(part, Tag)), None)
    return fold(text_of(above)) if above is not None else ""


def _alike(box: Tag) -> Iterator[Tag]:
    """Yield the boxes beside ``box`` that are called what it is: sections of an article are."""
    beside = chain(box.previous_siblings, box.next_siblings)
    boxes = (part for part in beside if isinstance(part, Tag) and part.name == box.name)
    return (part for part in boxes if part.attrs.get("class") == box.attrs.get("class"))


def _tells(box: Tag) -> bool:
    return any(is_prose(fold(text_of(part))) for part in tags_in(box, "p"))


def _is_card(box: Tag, facts: Facts) -> bool:
    """Whether the headline of another article, its day and a few words are all of ``box``.

    One below a label is read by its lines, which know what that says.
    """
    if len(opening_text(box, _MAX_CARD)) > _MAX_CARD:
        return False
    inner = list(tags_in(box))
    headings = [part for part in inner if part.name in HEADINGS]
    if len(headings) != 1 or any(part.name in _NO_CARD for part in inner):
        return False
    title = fold(text_of(headings[0]))
    hrefs = {href for _, href in links_in(box)}
    shown = next((href for text, href in links_in(box) if text == title), "")
    if hrefs != {shown} or not _is_other(title, shown, facts):
        return False
    told = [fold(text) for text in box.stripped_strings]
    is_dated = any(is_all(DATE_LINE, text) or AGO.fullmatch(text) for text in told)
    above = _above(box) if is_dated and not any(map(ends_with_stop, told)) else ""
    return is_prose(above, at_least=_MAX_NOTE)
