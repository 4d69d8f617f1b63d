"""Boxes that show nothing of their own.

A head whose body a script is to fill in, a player without sound, another text and the way to it,
or what those who can't see are told how to skip: "Lewati Podcast dan terus membaca".
"""

import re
from itertools import islice
from typing import Final

from crawler.extract.boxes.linked import is_way_past, shown_in
from crawler.extract.boxes.parts import BOXES, HEADINGS, OF_ARTICLE, is_item, tells
from crawler.extract.boxes.pressed import is_control
from crawler.extract.facts import Facts
from crawler.extract.furniture.phrases import exactly, is_all, is_way_on
from crawler.extract.reading.element import Element
from crawler.extract.text import ends_with_stop, fold, words

#: How a part is named that heads the box of that name: "rekom" -> "rekom__head".
_HEAD: Final = re.compile(r"(?:__|--?|_)(?:head(?:er|ing)?|title|label|judul)")
#: Addresses that lead nowhere.
_NOWHERE: Final = re.compile(r"#|javascript:.*", re.IGNORECASE)
#: What is the article's in any box, or was written in lines.
_WRITTEN: Final = OF_ARTICLE | frozenset(words("p li"))
#: All that a head or a player says, and all of another text that is shown (characters).
_MAX_WORDS: Final = 60
_MAX_PREVIEW: Final = 400
_PLAYERS: Final = frozenset({"video", "iframe"})
#: What heads a player of a site's, and how long a title below it is (characters).
_OFFERED: Final = exactly(r"video (?:pilihan|terkait|terpopuler|populer|terbaru|lain(?:nya)?)")
_MAX_TITLE: Final = 150
#: What a link says that leads past a box, and the parts of the least of those.
_SKIPS: Final = re.compile(r"\W*(?:skip|lewati)\b", re.IGNORECASE)
_FEWEST: Final = 3


def is_unfilled(box: Element, facts: Facts) -> bool:
    """Whether ``box``, a small one that is named, shows nothing of its own."""
    text = box.opening
    if box.name not in BOXES or "class" not in box.attrs or ends_with_stop(text):
        return False
    if len(text) <= _MAX_WORDS and (_is_head(box, text) or _is_idle(box, facts)):
        return True
    return len(text) <= _MAX_PREVIEW and _is_preview(box, facts)


def _is_head(box: Element, text: str) -> bool:
    """Whether all that ``box`` says stands in what heads it by its name, and in no heading."""
    if box.holds(HEADINGS | _WRITTEN):
        return False
    named = [own for own in box.classes if _HEAD.search(f"-{own}") is None]
    parts = ((part, name) for part in box.inner for name in part.classes)
    head = next((part for part, name in parts if any(_heads(name, own) for own in named)), None)
    return head is not None and head.said == text


def _heads(name: str, own: str) -> bool:
    return name.startswith(own) and _HEAD.fullmatch(name.removeprefix(own)) is not None


def _is_idle(box: Element, facts: Facts) -> bool:
    """Whether a link that leads nowhere, and no button, is all that ``box`` says.

    What stands around a button goes with it.
    """
    if any(is_control(link, facts) for link in box.within("a")):
        return False
    links = shown_in(box)
    return len(links) == 1 and links[0][0] == box.said and _leads_nowhere(links[0][1])


def _leads_nowhere(href: str) -> bool:
    return _NOWHERE.fullmatch(href) is not None


def _is_preview(box: Element, facts: Facts) -> bool:
    """Whether a few words below a heading end with the way to all of them: "Read full story".

    On another site it may be the article's that tells of it.
    """
    if len(box.within(*HEADINGS)) != 1 or box.holds(_WRITTEN):
        return False
    links = shown_in(box)
    if not links or len({href for _, href in links}) > 1 or not is_way_on(links[-1][0]):
        return False
    return facts.is_on_site(links[-1][1])


def offers_video(box: Element) -> bool:
    """Whether a label of a site's, a player and a title are all of ``box``: "Video Pilihan"."""
    if box.name not in BOXES or not box.attrs or not box.holds(_PLAYERS):
        return False
    label, *told = map(fold, islice(box.stripped_strings, 1 + _FEWEST))
    is_title = len(told) == 1 and len(told[0]) <= _MAX_TITLE and not ends_with_stop(told[0])
    return is_title and is_all(_OFFERED, label)


def is_skipped(box: Element) -> bool:
    """Whether ``box`` begins with a link that says how to skip it, and tells nothing in sentences.

    That leads to what ends the box; the first note below a chapter may be led to as well.
    """
    parts = box.parts if box.attrs else []
    if len(parts) < _FEWEST or not is_way_past(parts[0]):
        return False
    end = str(parts[0].attrs["href"])[1:]
    if not end or parts[-1].attrs.get("id") != end:
        return False
    if _SKIPS.match(parts[0].opening) is None or tells(box, *map(fold, box.stripped_strings)):
        return False
    return not any(part.name == "td" or is_item(part) for part in box.inner)
