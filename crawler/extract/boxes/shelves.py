"""Boxes that show other articles of the site below a heading that says so, or one with its day.

Their classes may be a program's, and say nothing; what they hold does. Links to documents, people,
steps or what happened before look alike below a heading of their own: they are the article's.
"""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final
from urllib.parse import urlsplit

from bs4 import Tag

from crawler.extract.boxes.controls import OF_ARTICLE, is_item
from crawler.extract.boxes.foot import is_edited
from crawler.extract.boxes.linked import HEADINGS, TITLE_SPACES, links_in
from crawler.extract.bylines import AGO, DATE_LINE
from crawler.extract.facts import Facts
from crawler.extract.furniture.phrases import is_all
from crawler.extract.reading.media import opening_text, tags_in, text_of
from crawler.extract.related.markers import opening_of
from crawler.extract.related.runs import announces
from crawler.extract.text import ends_with_stop, fold, is_prose, words

_BOXES: Final = frozenset(words("div section aside"))
_LISTS: Final = frozenset(words("ul ol"))
#: What a heading, a note beside the list, or all of one article shown may say (characters).
_MAX_NOTE: Final = 60
_MAX_CARD: Final = 400
_MAX_PARTS: Final = 8
_FEWEST: Final = 2
#: Neighbours of a box, space between them included, that are looked at.
_NEAR: Final = 20
#: "Lewati Podcast dan terus membaca"
_SKIPS: Final = re.compile(r"\W*(?:skip|lewati)\b", re.IGNORECASE)
_NO_CARD: Final = OF_ARTICLE | frozenset(words("p li"))
#: What a heading of other articles is made of, and which of these words tell that it is one.
_TELLING: Final = frozenset(
    words(
        "berita kabar lain lainnya terkait terpopuler populer dibaca terkini terbaru rekomendasi"
        " sorotan trending viral redaksi editor suka menyukai"
        " news more also related recommended popular latest trending like editors"
    )
)
_TOLD: Final = frozenset(
    words(
        "baca simak bacaan artikel tulisan liputan kisah cerita video foto topik pilihan untuk anda"
        " kami kamu juga dari dan yang di ini hari pekan minggu paling banyak mungkin pembaca"
        " read article articles story stories coverage posts topics top most on this our site from"
        " the you may might for s"
    )
)
#: What else may: "Artikel di rubrik ini"; a heading of what is told says none of these words.
_OF_READING: Final = frozenset(
    words("dibaca baca bacaan simak artikel tulisan liputan topik rubrik lanjut juga read articles")
)
#: What may stand beside these words where all are such: "Ikuti Isu Ini", "Sedang Hangat".
_OF_LABELS: Final = frozenset(words("dilihat sedang hangat serupa ikuti isu headline"))
_WORD: Final = re.compile(r"[^\W\d_]+")
#: The same with what they are about, or whose they are: "More on this story from our desk".
_MORE_ON: Final = re.compile(
    r"\W*(?:more (?:on|from|in|about|stories|news)|read more"
    r"|(?:berita|kabar|artikel|tulisan) lain(?:nya)?)\b",
    re.IGNORECASE,
)
#: A part of a path that is made of an article's headline, and one that numbers it or says when.
_SLUG: Final = re.compile(r"[^\W_]+(?:-[^\W_]+){3,}(?:\.\w+)?")
_NUMBERED: Final = re.compile(r"[a-z]?\d+")


def is_shelf(box: Tag, facts: Facts) -> bool:
    """Whether all that ``box`` holds is other articles below a heading, or one with its day."""
    return heading_of(box, facts) is not None


def heading_of(box: Tag, facts: Facts) -> str | None:
    """Return what heads the articles that are all of ``box``, empty of one alone, or None.

    "More on this story", "Paling banyak dibaca"; what readers of screens are told may stand around.
    """
    if box.name not in _BOXES or not box.attrs or is_edited(box):
        return None
    parts = [part for part in box.contents if isinstance(part, Tag)]
    if len(parts) > _MAX_PARTS:
        return None
    if _is_card(box, facts):
        return ""
    entries, notes = _parted(parts, facts)
    if len(entries) < _FEWEST or not notes or not all(map(_is_note, notes)):
        return None
    if not all(_is_entry(entry, facts) for entry in entries):
        return None
    head = next((part for part in notes if part.name in HEADINGS), notes[0])
    label = "" if any(tags_in(head, "a")) else fold(text_of(head))
    is_own = (
        not _is_label(label, facts) or _is_announced(box, label) or any(map(_tells, _alike(box)))
    )
    return None if is_own else label


def _parted(parts: list[Tag], facts: Facts) -> tuple[list[Tag], list[Tag]]:
    """Return the entries of a box, in a list or beside each other below the first, and the rest."""
    lists = [part for part in parts if part.name in _LISTS]
    if len(lists) == 1:
        inner = [part for part in lists[0].contents if isinstance(part, Tag) and part.contents]
        notes = [part for part in parts if part is not lists[0] and not _is_way_past(part)]
        return inner, notes if parts[0] is not lists[0] else []
    are_lines = not lists and any(part.name == "p" for part in parts)
    entries = [part for part in parts[1:] if are_lines and _is_entry(part, facts)]
    return entries, [part for part in parts if not any(part is entry for entry in entries)]


def _is_way_past(part: Tag) -> bool:
    """Whether a link leads past the box: "Lewati Rekomendasi dan terus membaca"."""
    return part.name == "a" and str(part.attrs.get("href") or "").startswith("#")


def is_skipped(box: Tag) -> bool:
    """Whether ``box`` begins with a link that says how to skip it, and tells nothing in sentences.

    That leads to what ends the box; the first note below a chapter may be led to as well.
    """
    parts = [part for part in box.contents if isinstance(part, Tag)] if box.attrs else []
    if len(parts) <= _FEWEST or not _is_way_past(parts[0]):
        return False
    end = str(parts[0].attrs["href"])[1:]
    if not end or parts[-1].attrs.get("id") != end:
        return False
    if _SKIPS.match(opening_text(parts[0], _MAX_NOTE)) is None or _is_told(box):
        return False
    return not any(
        part.name == "td" or (part.name == "li" and is_item(part)) for part in tags_in(box)
    )


def _is_note(part: Tag) -> bool:
    text = opening_text(part, _MAX_NOTE)
    return len(text) <= _MAX_NOTE and not ends_with_stop(text)


def _is_entry(entry: Tag, facts: Facts) -> bool:
    links = [(shown, href) for shown, href in links_in(entry) if shown]
    if len(links) != 1 or not _is_other(*links[0], facts):
        return False
    return len(fold(text_of(entry))) - len(links[0][0]) <= _MAX_NOTE


def _is_other(shown: str, href: str, facts: Facts) -> bool:
    is_title = shown.count(" ") >= TITLE_SPACES and not ends_with_stop(shown)
    return is_title and "#" not in href and facts.is_on_site(href)


def _is_label(text: str, facts: Facts) -> bool:
    """Whether a heading says that other articles stand below, and nothing of what they tell."""
    opening = opening_of(text, facts.site.related_markers)
    told = {word.lower() for word in _WORD.findall(text)}
    is_made = not told.isdisjoint(_TELLING) and told <= _TELLING | _TOLD
    return is_made or _MORE_ON.match(text) is not None or bool(opening and not opening.rest)


def may_name_others(label: str) -> bool:
    """Whether a word of ``label`` is of what may be read, as other articles are, or all may be."""
    told = {word.lower() for word in _WORD.findall(label)}
    is_made = bool(told) and told <= _TOLD | _OF_LABELS
    return is_made or not told.isdisjoint(_TELLING | _OF_READING)


def _is_announced(box: Tag, label: str) -> bool:
    """Whether the article leads to the entries: in what heads them, or in words above the box."""
    above = _above(box)
    is_led = above.endswith(":") or label.endswith(":")
    return is_led or announces(above, heading=label)


def _above(box: Tag) -> str:
    above = next((part for part in box.previous_siblings if isinstance(part, Tag)), None)
    return fold(text_of(above)) if above is not None else ""


def _alike(box: Tag) -> Iterator[Tag]:
    """Yield the boxes beside ``box`` that are called what it is: sections of an article are."""
    beside = chain(islice(box.previous_siblings, _NEAR), islice(box.next_siblings, _NEAR))
    boxes = (part for part in beside if isinstance(part, Tag) and part.name == box.name)
    return (part for part in boxes if part.attrs.get("class") == box.attrs.get("class"))


def _tells(box: Tag) -> bool:
    return any(is_prose(fold(text_of(part))) for part in tags_in(box, "p"))


def _is_told(box: Tag) -> bool:
    """Whether ``box`` holds a paragraph, in whatever tag."""
    return _tells(box) or any(is_prose(fold(text)) for text in box.stripped_strings)


def _is_all_of_box(box: Tag) -> bool:
    """Whether another box holds ``box`` and nothing else: that was looked at before."""
    outer = box.parent
    is_box = outer is not None and outer.name in _BOXES and bool(outer.attrs)
    return is_box and outer is not None and len(outer.contents) == 1


def _is_card(box: Tag, facts: Facts) -> bool:
    """Whether the linked headline of one other article, its day and a few words are all of ``box``.

    It leads to where articles are, as places, people and what is to take place are elsewhere. One
    below a label is read by its lines, which know what that says.
    """
    if _is_all_of_box(box) or len(opening_text(box, _MAX_CARD)) > _MAX_CARD:
        return False
    inner = list(tags_in(box))
    headings = [part for part in inner if part.name in HEADINGS]
    if len(headings) != 1 or any(part.name in _NO_CARD for part in inner):
        return False
    title = fold(text_of(headings[0]))
    links = links_in(box)
    hrefs = {href for _, href in links}
    is_linked = len(hrefs) == 1 and any(title in shown for shown, _ in links)
    if not is_linked or not _is_other(title, href := hrefs.pop(), facts):
        return False
    first, *told = map(fold, box.stripped_strings)
    is_dated = any(is_all(DATE_LINE, text) or AGO.fullmatch(text) for text in told)
    if not is_dated or any(map(ends_with_stop, told)) or not _is_like(href, facts):
        return False
    is_marked = opening_of(first, facts.site.related_markers) is not None
    above = _above(box)
    return not is_marked and not above.endswith(":") and is_prose(above, at_least=_MAX_NOTE)


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
