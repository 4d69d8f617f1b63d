"""Boxes that say what an article says, and that a machine wrote them."""

import re
from typing import Final

from bs4 import Tag

from crawler.extract.reading.media import opening_text
from crawler.extract.text import ends_with_stop, words

_BOXES: Final = frozenset(words("div section aside details"))
#: What heads such a box (characters), and what says in it who wrote it.
_MAX_LABEL: Final = 60
_MAX_BOX: Final = 1_000
_MACHINE: Final = r"(?:\bAI\b|\b(?i:kecerdasan (?:buatan|artifisial)|artificial intelligence)\b)"
_SUMMARY: Final = (
    r"\b(?i:ringkasan|rangkuman|sorotan|intisari|poin|summary|summari[sz]ed|highlights?|overview"
    r"|key points|takeaways)\b"
)
_LABEL: Final = re.compile(rf"(?:.*{_SUMMARY}.*{_MACHINE}|.*{_MACHINE}.*{_SUMMARY}).*")


def is_machines(box: Tag) -> bool:
    """Whether ``box`` is headed as a machine's summary: "Ringkasan AI", "Sorotan dari AI".

    What an article tells of machines has no such heading above so little.
    """
    if box.name not in _BOXES or not box.attrs:
        return False
    label = _label_of(box)
    if not 0 < len(label) <= _MAX_LABEL or ends_with_stop(label) or not _LABEL.fullmatch(label):
        return False
    return len(opening_text(box, _MAX_BOX)) <= _MAX_BOX


def _label_of(box: Tag) -> str:
    """Return what stands first in ``box``, where that is an element of its own."""
    first = next((part for part in box.contents if isinstance(part, Tag)), None)
    return opening_text(first, _MAX_LABEL) if first is not None else ""
