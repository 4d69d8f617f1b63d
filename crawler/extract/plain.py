"""Plain text of an article page to an extraction: the same rules, without elements to tell."""

import re
from types import MappingProxyType
from typing import Final

from crawler.extract.credits import names_in
from crawler.extract.damage import is_unreadable
from crawler.extract.dateline import first_dateline
from crawler.extract.facts import Facts
from crawler.extract.reading.lines import Line, Piece, blocks_of
from crawler.extract.records import Extraction, Removed
from crawler.extract.rules import clean
from crawler.extract.stated.address import names_of_section, path_section
from crawler.extract.stated.comments import count_in
from crawler.extract.stated.fields import language_of
from crawler.extract.stated.head import Head
from crawler.extract.text import fold, key
from crawler.extract.verdict import Findings, judge
from crawler.sites import Site

_MAX_TITLE: Final = 300
_BARS: Final = "–—|-"
_BREAK: Final = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def extract_text(text: str, *, url: str, site: Site, is_whole: bool = True) -> Extraction:
    """Return what ``text`` holds: its first line is the title, each further line a paragraph.

    ``is_whole``: all its bytes could be read.
    """
    title, lines = _title_and_lines(text, site)
    section = path_section(url)
    facts = Facts(
        site=site, url=url, title=title, labels=tuple(names_of_section(section)), has_links=False
    )
    cleaned = clean(lines, (), facts)
    blocks = blocks_of(cleaned.lines, facts)
    parts = [part for block in blocks for part in block.parts]
    place, agency = first_dateline(parts, site.agencies)
    language, _ = language_of(Head(), " ".join(parts[:20]), facts)
    found = Findings(
        blocks=blocks,
        body="\n\n".join(parts),
        lines=[line for line in cleaned.lines if line is not None],
        head=Head(),
        container=None,
    )
    holes = {"text_unreadable": not is_whole and is_unreadable(title, blocks)}
    verdict, reasons = judge(found, facts, holes)
    sources = {"title": "first_line", "section": "path", "body": "text", "agency": "dateline"}
    return Extraction(
        verdict=verdict,
        reasons=reasons,
        title=title,
        blocks=blocks,
        related=cleaned.related,
        removed=cleaned.removed,
        dateline_place=place,
        agency=agency,
        section=section,
        authors=_authors(cleaned.removed),
        language=language,
        comments_count=_comments_count(cleaned.removed),
        sources=MappingProxyType(sources),
    )


def _title_and_lines(text: str, site: Site) -> tuple[str | None, list[Line]]:
    """Return the first line, if it is short enough for a title, and all that are none."""
    rows = [row for line in _BREAK.split(text) if (row := fold(line))]
    title = _without_site(rows[0], site) if rows and len(rows[0]) <= _MAX_TITLE else None
    told = rows[1:] if title else rows
    return title, [Line("paragraph", row, (Piece(row),), group) for group, row in enumerate(told)]


def _without_site(title: str, site: Site) -> str:
    """Return a title without the site's own name behind it, as a ``<title>`` has it."""
    for name in site.agencies:
        front = title[: -len(name)].rstrip()
        if front and front[-1] in _BARS and key(title[len(front) :]) == key(name):
            return front.rstrip(f"{_BARS} ")
    return title


def _comments_count(removed: tuple[Removed, ...]) -> int | None:
    told = (count_in(cut.text) for cut in removed if cut.rule == "reader_comments")
    return next(told, None)


def _authors(removed: tuple[Removed, ...]) -> tuple[str, ...]:
    names = [name for cut in removed if cut.rule == "byline" for name in names_in(cut.text)]
    return tuple(dict.fromkeys(names))
