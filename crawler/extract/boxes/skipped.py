"""Boxes that those who can't see are told how to skip: "Lewati Podcast dan terus membaca"."""

import re
from typing import Final

from bs4 import Tag

from crawler.extract.boxes.controls import is_item
from crawler.extract.boxes.linked import is_way_past
from crawler.extract.reading.media import opening_text, tags_in, text_of
from crawler.extract.text import fold, is_prose

_SKIPS: Final = re.compile(r"\W*(?:skip|lewati)\b", re.IGNORECASE)
#: What such a link says (characters), and the parts of the least box.
_MAX_SKIP: Final = 60
_FEWEST: Final = 3


def is_skipped(box: Tag) -> bool:
    """Whether ``box`` begins with a link that says how to skip it, and tells nothing in sentences.

    That leads to what ends the box; the first note below a chapter may be led to as well.
    """
    parts = [part for part in box.contents if isinstance(part, Tag)] if box.attrs else []
    if len(parts) < _FEWEST or not is_way_past(parts[0]):
        return False
    end = str(parts[0].attrs["href"])[1:]
    if not end or parts[-1].attrs.get("id") != end:
        return False
    if _SKIPS.match(opening_text(parts[0], _MAX_SKIP)) is None or _tells(box):
        return False
    return not any(
        part.name == "td" or (part.name == "li" and is_item(part)) for part in tags_in(box)
    )


def _tells(box: Tag) -> bool:
    """Whether ``box`` holds a paragraph, in whatever tag."""
    paragraphs = (text_of(part) for part in tags_in(box, "p"))
    return any(is_prose(fold(text)) for text in (*paragraphs, *box.stripped_strings))
