"""Boxes that ask readers to come along on the site: a few words to them, and a link below."""

import re
from typing import Final

from bs4 import Tag

from crawler.extract.boxes.controls import OF_ARTICLE
from crawler.extract.boxes.foot import is_edited
from crawler.extract.boxes.linked import links_in
from crawler.extract.facts import Facts
from crawler.extract.furniture.appeals import asks
from crawler.extract.reading.media import opening_text, tags_in
from crawler.extract.text import ends_with_stop, words

_BOXES: Final = frozenset(words("div section aside"))
_ENTRIES: Final = OF_ARTICLE | {"li"}
#: What the link says, and a line above it (characters).
_MAX_LINK: Final = 40
_MAX_LINE: Final = 100
_MAX_PARTS: Final = 4
_READER: Final = re.compile(r"\b(?:anda|kamu|kalian|\w{4,}mu)\b", re.IGNORECASE)


def is_call(box: Tag, facts: Facts) -> bool:
    """Whether all that ``box`` says is to readers, and a link to a page of the site ends it.

    "Ikuti kuis mingguan kami. [Mulai]"; facts with a way to more of them are the article's.
    """
    if box.name not in _BOXES or not box.attrs:
        return False
    parts = [part for part in box.contents if isinstance(part, Tag)]
    if not 1 < len(parts) <= _MAX_PARTS or is_edited(box) or not _leads_on(parts[-1], facts):
        return False
    said = [text for part in parts[:-1] if (text := opening_text(part, _MAX_LINE))]
    if any(part.name in _ENTRIES for part in tags_in(box)):
        return False
    return bool(said) and all(map(_is_to_reader, said)) and any(map(asks, said))


def _leads_on(part: Tag, facts: Facts) -> bool:
    """Whether a link of a few words to a page of the site is all of ``part``."""
    text = opening_text(part, _MAX_LINK)
    links = links_in(part) if 0 < len(text) <= _MAX_LINK else []
    if len(links) != 1 or links[0][0] != text or ends_with_stop(text):
        return False
    href = links[0][1]
    return "#" not in href and facts.is_on_site(href)


def _is_to_reader(text: str) -> bool:
    if len(text) > _MAX_LINE:
        return False
    return asks(text) or text.endswith("?") or _READER.search(text) is not None
