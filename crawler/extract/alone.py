"""Links to other articles that no marker announces: a headline of this site is all of a line."""

import re
from typing import Final

from crawler.extract.evidence import HEADLINE_WORDS
from crawler.extract.facts import Facts
from crawler.extract.lines import Line
from crawler.extract.text import ends_with_stop, is_title_case, key

#: "2 jam lalu".
_AGO: Final = re.compile(
    r"\W*\d{1,3} (?:menit|jam|hari|minggu|bulan|minutes?|hours?|days?)(?: yang)? (?:lalu|ago)\W*",
    re.IGNORECASE,
)


def may_be_alone(line: Line) -> bool:
    """Whether ``alone`` need be asked: most paragraphs are one text without a link."""
    if line.kind != "paragraph":
        return False
    pieces = line.pieces
    has_link = len(pieces) > 1 or (bool(pieces) and bool(pieces[0].href))
    return has_link or line.text.startswith("http")


def alone(line: Line, facts: Facts, *, is_listed: bool) -> list[tuple[str, str | None]]:
    """Return what a line without a marker points at when a headline or an address is all of it.

    "👉 Judul Berita Lain di Situs Ini"; an address that WordPress was to turn into a card.
    """
    links = line.links
    if not links:
        is_ours = is_address(line.text) and facts.is_on_site(line.text)
        return [(line.text, line.text)] if is_ours else []
    if not _is_whole(line):
        return []
    for text, href in links:
        is_headline = (is_listed or is_title_case(text)) and not ends_with_stop(text)
        is_told = is_headline and len(text.split()) >= HEADLINE_WORDS
        if not is_told or not facts.is_on_site(href):
            return []
    return [(text, facts.absolute(href)) for text, href in links]


def _is_whole(line: Line) -> bool:
    """Whether links are all of a line, but for how long ago they were published."""
    shown = line.links[-1][0]
    front, _, behind = line.text.rpartition(shown)
    told = line.text if not _AGO.fullmatch(behind) else front + shown
    return key("".join(text for text, _ in line.links)) == key(told)


def is_address(text: str) -> bool:
    """Whether all of ``text`` is an address of the web."""
    return text.startswith(("https://", "http://")) and " " not in text
