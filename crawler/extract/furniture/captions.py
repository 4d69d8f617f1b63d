"""Captions that an editor wrote as a paragraph: known by the picture above and whose it is."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from crawler.extract.reading.lines import Line
from crawler.extract.text import ends_with_stop

_MAX_CAPTION: Final = 250
#: "Foto: Humas Kotasari".
_LABEL: Final = re.compile(
    r"\W{0,2}(?:(?:sumber |keterangan )?(?:foto|gambar)|photo|ilustrasi|dok(?:umentasi)?\.?)"
    r"\s*[:/]",
    re.IGNORECASE,
)
#: "Warga membersihkan sungai (Foto: Humas Kotasari)", "… (Ist)".
_CREDIT: Final = re.compile(
    r"[(\[](?:(?:foto|photo|dok|sumber|ilustrasi)\b[^()\[\]]{0,80}|ist(?:imewa)?)[)\]]\W*$",
    re.IGNORECASE,
)


def with_captions(lines: Sequence[Line]) -> list[Line]:
    """Return ``lines`` with such a paragraph given to the picture right above it."""
    kept: list[Line] = []
    for line in lines:
        above = kept[-1] if kept else None
        media = above.media if above and above.kind == "image" else None
        if above and media and not media.caption and _is_caption(line):
            kept[-1] = above._replace(media=replace(media, caption=line.text))
        else:
            kept.append(line)
    return kept


def _is_caption(line: Line) -> bool:
    text = line.text
    if line.kind != "paragraph" or line.cut is not None or not 0 < len(text) <= _MAX_CAPTION:
        return False
    is_labelled = _LABEL.match(text) is not None and not ends_with_stop(text)
    return is_labelled or _CREDIT.search(text) is not None
