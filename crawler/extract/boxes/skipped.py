"""Boxes that those who can't see are told how to skip: "Lewati Podcast dan terus membaca"."""

import re
from typing import Final

from crawler.extract.boxes.linked import is_way_past
from crawler.extract.boxes.parts import is_item
from crawler.extract.reading.element import Element
from crawler.extract.text import fold, is_prose

_SKIPS: Final = re.compile(r"\W*(?:skip|lewati)\b", re.IGNORECASE)
#: What such a link says (characters), and the parts of the least box.
_MAX_SKIP: Final = 60
_FEWEST: Final = 3


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
    if _SKIPS.match(parts[0].opening) is None or _tells(box):
        return False
    return not any(part.name == "td" or is_item(part) for part in box.inner)


def _tells(box: Element) -> bool:
    """Whether ``box`` holds a paragraph, in whatever tag."""
    paragraphs = (part.said for part in box.within("p"))
    return any(map(is_prose, (*paragraphs, *map(fold, box.stripped_strings))))
