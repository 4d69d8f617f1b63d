"""Pictures of other articles: their captions point there, or a link around them leads there.

A picture of the article's own leads to its file; one that no link is around stays, whatever its
caption.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.reading.lines import Line
from crawler.extract.related.evidence import ENOUGH, evidence, links_of
from crawler.extract.related.markers import opening_of
from crawler.extract.related.titles import Titles

#: Lines between a picture and the title of what it leads to, "Baca juga" one of them.
_NEAR: Final = 2


def captioned(line: Line, facts: Facts) -> tuple[str, Titles]:
    """Return the marker that opens the caption of a picture, and what is linked behind it."""
    if line.media is None or not line.media.links:
        return "", []
    told = Line("paragraph", line.media.caption, links=line.media.links)
    opening = opening_of(told.text, facts.site.related_markers)
    if opening is None or not opening.rest or evidence(told, opening, facts) < ENOUGH:
        return "", []
    return opening.marker, links_of(told, opening, facts)


def without_caption(line: Line) -> Line:
    """Return the picture of ``line`` without its caption."""
    return line._replace(media=replace(line.media, caption="", links=())) if line.media else line


def without_pictures(
    lines: Sequence[Line | None], taken: Sequence[tuple[int, str | None]], facts: Facts
) -> list[Line | None]:
    """Return ``lines`` without the pictures that lead where a link ``taken`` beside them does."""
    kept = list(lines)
    for index, url in taken:
        for place in range(max(0, index - _NEAR), min(len(lines), index + _NEAR + 1)):
            line = lines[place]
            href = line.media.href if line is not None and line.media is not None else None
            if href and facts.absolute(href) == url:
                kept[place] = None
    return kept
