"""Boxes that show other articles of the site, whatever their classes are: what they hold tells.

All that such a box holds is entries, and a few words above, between or below them. What says that
the entries are none of the article's own:

- a program set them, with pictures, excerpts and days, where an editor writes lines;
- or the words above them say so, and nothing else: "More on this story", "Paling banyak dibaca".

What says that they are its own is stronger: words above that lead to them. Links to documents,
people, steps or what happened before look alike below a heading of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, takewhile
from typing import Final

from crawler.extract.boxes.cards import is_dated, is_pictured
from crawler.extract.boxes.entries import Entry, entry_of, is_excerpt
from crawler.extract.boxes.linked import is_way_past
from crawler.extract.boxes.parts import BOXES, HEADINGS, LISTS, is_edited, lead_to, tells
from crawler.extract.facts import Facts
from crawler.extract.reading.element import Element
from crawler.extract.related.labels import announces, may_name_others, names_others
from crawler.extract.related.markers import opening_of
from crawler.extract.related.titles import shows_media
from crawler.extract.text import ends_with_stop

_PRESSED: Final = ("a", "button")
_PLAYERS: Final = frozenset({"iframe", "video"})
#: What readers see though it holds nothing.
_SHOWN: Final = _PLAYERS | {"img", "amp-img"}
#: What a box of other articles is made of at most, and what of that is none of them: less where no
#: words say what they are.
_MAX_PARTS: Final = 200
_MAX_NOTES: Final = 6
_MAX_UNTOLD: Final = 2
#: Where the first of them stands: below a heading, and what readers of screens are told.
_FIRST: Final = 4
#: What a note says, a heading for one (characters).
_MAX_NOTE: Final = 60
#: Neighbours of a box, space between them included, that are looked at.
_NEAR: Final = 20

#: A part of a box, and the article that it shows.
Part = tuple[Element, Entry | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Others:
    """Other articles that are all of a box.

    Attributes:
        label: what heads them where that tells what they are, empty of one alone; None where a
            program's hand does.

    """

    label: str | None = None


def others_in(box: Element, facts: Facts) -> Others | None:
    """Return what ``box`` shows, if that is other articles and nothing else."""
    shown = _shown(box, facts)
    if shown and (found := _judged(box, shown, facts)):
        return found
    if is_dated(box, facts):
        return Others(label="")
    return Others() if is_pictured(box, facts) else None


def _shown(box: Element, facts: Facts) -> list[Part]:
    """Return the parts of ``box``, each with what it shows; none where that can't be others."""
    parts = _parts(box)
    if not 1 < len(parts) <= _MAX_PARTS or not _begins(parts, facts):
        return []
    return [(part, entry_of(part, facts)) for part in parts if not is_excerpt(part)]


def _begins(parts: list[Element], facts: Facts) -> bool:
    """Whether an entry comes before any text: asked of each box, most of which are paragraphs."""
    for part in parts[:_FIRST]:
        if entry_of(part, facts):
            return True
        if not _is_note(part):
            break
    return False


def _parts(box: Element) -> list[Element]:
    """Return what ``box`` shows, for a list its items; what leads past the box is no part of it."""
    inner = box.parts
    lists = [part for part in inner if part.name in LISTS]
    if len(lists) == 1:
        inner = [*chain(*([part] if part is not lists[0] else part.parts for part in inner))]
    return [part for part in inner if _shows(part) and not is_way_past(part)]


def _shows(part: Element) -> bool:
    return bool(part.contents) or part.name in _SHOWN


def _judged(box: Element, shown: list[Part], facts: Facts) -> Others | None:
    """Return what ``shown`` are, if what stands around the entries leaves them others."""
    entries = [entry for _, entry in shown if entry]
    notes = [part for part, entry in shown if not entry]
    if len(notes) > _MAX_NOTES or not all(map(_is_note, notes)):
        return None
    if len({entry.href for entry in entries}) == 1:
        return Others() if _is_pointer(box, shown, facts) else None
    heads = [part for part, _ in takewhile(lambda part: not part[1], shown)]
    label, is_made = _label(box, heads), _is_made(shown)
    is_named = bool(label) and names_others(label, facts)
    if not (is_named and is_made) and _is_announced(box, heads):
        return None
    if is_named:
        return Others(label=label)
    return Others() if is_made or _is_set(box, shown, facts) else None


def _is_made(shown: list[Part]) -> bool:
    """Whether a program set the entries, but for a few."""
    made = {entry.href for _, entry in shown if entry and entry.is_made}
    others = [part for part, entry in shown if not (entry and entry.is_made)]
    is_few = len(made) > 1 and len(others) <= _MAX_UNTOLD
    return is_few and not any(part.name == "p" for part in others)


def _is_set(box: Element, shown: list[Part], facts: Facts) -> bool:
    """Whether headlines of the site are set beside a player or a picture that leads elsewhere."""
    entries = [(part, entry) for part, entry in shown if entry]
    notes = [part for part, entry in shown if not entry]
    is_beside = any(_plays(part) for part in notes) or any(
        entry.is_made and part.holds({"img"}) for part, entry in entries
    )
    is_whole = len(notes) <= _MAX_UNTOLD and all(e.is_made or e.is_named for _, e in entries)
    is_own = is_edited(box) or all(shows_media(entry.href, facts) for _, entry in entries)
    return is_beside and is_whole and not is_own


def _plays(part: Element) -> bool:
    return part.name in _PLAYERS or part.holds(_PLAYERS)


def _is_note(part: Element) -> bool:
    text = part.opening
    return len(text) <= _MAX_NOTE and not ends_with_stop(text)


def _is_announced(box: Element, heads: list[Element]) -> bool:
    """Whether the article leads to the entries: in words above ``box``, or in it.

    "Lini masa": what follows is its own. What ends so above icons that lead elsewhere, "Bagikan:",
    leads to those.
    """
    part = lead_to(box)
    told = "" if part is None else part.said
    if (told.endswith(":") and not _leads_by_icons(part)) or announces(told):
        return True
    labels = [told, *(part.opening for part in heads)]
    return any(announces(heading=text) for text in labels if len(text) <= _MAX_NOTE)


def _leads_by_icons(part: Element | None) -> bool:
    return part is not None and any(not icon.said for icon in part.within(*_PRESSED))


def _is_pointer(box: Element, shown: list[Part], facts: Facts) -> bool:
    """Whether the title of one article alone stands below a few words in a ``box`` of its own.

    No text announces one as it does a list. A marker is none of such words: lines that open with
    one are read as such. A video of the article may stand between.
    """
    (head, first), entry = shown[0], shown[-1][1]
    if first or entry is None or not entry.is_bare:
        return False
    if any(part.name not in _PLAYERS for part, _ in shown[1:-1]):
        return False
    label = head.said
    if shows_media(entry.href, facts) and not _names_more(label):
        return False
    is_marked = opening_of(label, facts.site.related_markers) is not None
    return (bool(box.attrs) or entry.is_named) and bool(label) and not is_marked


def _names_more(label: str) -> bool:
    """Whether a label heads a picture or a recording beside the article's own, "Video" either."""
    return " " in label and may_name_others(label)


def _label(box: Element, heads: list[Element]) -> str:
    """Return what heads the entries of a ``box`` that a program named, no part of the article's."""
    if not heads or box.name not in BOXES or not box.attrs or is_edited(box):
        return ""
    head = next((part for part in heads if part.name in HEADINGS), heads[0])
    label = head.said
    is_own = label.endswith(":") or head.holds({"a"}) or any(map(tells, _alike(box)))
    return "" if is_own else label


def _alike(box: Element) -> Iterator[Element]:
    """Yield the boxes beside ``box`` that are called what it is: sections of an article are."""
    beside = chain(islice(box.previous_siblings, _NEAR), islice(box.next_siblings, _NEAR))
    boxes = (part for part in beside if isinstance(part, Element) and part.name == box.name)
    return (part for part in boxes if part.attrs.get("class") == box.attrs.get("class"))
