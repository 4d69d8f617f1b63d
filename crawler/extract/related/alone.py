"""Links to other articles that no marker announces: a headline of this site is all of a line.

Or ends a heading or paragraph of a few words: "Kabar lain: Judul Berita Lain di Situs Ini".
"""

import re
from collections.abc import Sequence
from itertools import islice, takewhile
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.furniture.above import FACT
from crawler.extract.furniture.finders import TERM_PAGE
from crawler.extract.furniture.phrases import TAG_PAGE
from crawler.extract.reading.lines import Line
from crawler.extract.related.evidence import HEADLINE_WORDS
from crawler.extract.text import ends_with_stop, is_title_case, key

#: "2 jam lalu".
_AGO: Final = re.compile(
    r"\W*\d{1,3} (?:menit|jam|hari|minggu|bulan|minutes?|hours?|days?)(?: yang)? (?:lalu|ago)\W*",
    re.IGNORECASE,
)
#: What stands before a headline, a few words and a sign that points at it; no date, no quotation.
_LABEL: Final = re.compile(
    r"\W{0,3}(?P<label>[^\W\d][^\d.,;:?!\"“”()]{2,40})(?:\s*[:»>→►▶➡👉]+\ufe0f?\s*)"
)
_MAX_LABEL_SPACES: Final = 6
#: What the article goes on with.
_ANNOUNCES: Final = re.compile(
    r"\b(?:berikut|yakni|yaitu|adalah|antara lain|di antaranya|daftar\w*)\b", re.IGNORECASE
)
#: A few words that head a list, or stand apart from a headline: "Sorotan:", "Bacaan lain".
_WORDS: Final = re.compile(r"[^\W\d_][^\d.,;:?!\"“”()]*:?")
_MAX_WORDS: Final = 40
_MAX_FEW: Final = 4


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


def labelled(
    lines: Sequence[Line], index: int, facts: Facts
) -> tuple[str, list[tuple[str, str | None]]]:
    """Return the label of a line that a headline of this site ends, and that; else nothing.

    One fact beside others is none: "Judul: …", "Penulis: …".
    """
    line = lines[index]
    if len(line.links) != 1 or line.kind not in ("paragraph", "heading"):
        return "", []
    shown, href = line.links[0]
    found = _LABEL.fullmatch(line.text.removesuffix(shown)) if line.text.endswith(shown) else None
    label = found["label"].strip() if found else _set_apart(line, shown)
    if not label or label.count(" ") > _MAX_LABEL_SPACES or not _is_ours(shown, href, facts):
        return "", []
    beside = [lines[place] for place in (index - 1, index + 1) if 0 <= place < len(lines)]
    if any(other.kind == line.kind and _is_fact(other, facts) for other in beside):
        return "", []
    return label, [(shown, facts.absolute(href))]


def _set_apart(line: Line, shown: str) -> str:
    """Return the few words before a link that stand in an element of their own, if all do."""
    front = [piece for piece in line.pieces if piece.href is None and piece.text.strip()]
    text = line.text.removesuffix(shown).strip()
    is_apart = line.pieces[-1].href is not None and all(piece.mark for piece in front)
    return text if is_apart and _is_few(text) else ""


def _is_few(text: str) -> bool:
    """Whether ``text`` is up to four words, none of a sentence."""
    is_short = 0 < len(text) <= _MAX_WORDS and text.count(" ") < _MAX_FEW
    return is_short and text[0].isupper() and _WORDS.fullmatch(text) is not None


def headed(lines: Sequence[Line], index: int, facts: Facts) -> list[tuple[str, str | None]]:
    """Return the headlines of this site that a list below a few words is, one an entry.

    Whatever the words are; of an article that holds more than the list.
    """
    if index + 2 >= len(lines) or lines[index + 1].kind != "list" or not lines[index + 1].links:
        return []
    line, group = lines[index], lines[index + 1].group
    if line.kind not in ("paragraph", "heading") or line.links or not _is_few(line.text):
        return []
    if _ANNOUNCES.search(line.text):
        return []
    below = islice(lines, index + 1, None)
    entries = list(takewhile(lambda entry: entry.kind == "list" and entry.group == group, below))
    if not 1 < len(entries) < len(lines) / 2 or not all(
        _is_entry(entry, facts) for entry in entries
    ):
        return []
    return [(shown, facts.absolute(href)) for entry in entries for shown, href in entry.links]


def _is_entry(line: Line, facts: Facts) -> bool:
    return len(line.links) == 1 and _is_whole(line) and _is_ours(*line.links[0], facts)


def _is_fact(line: Line, facts: Facts) -> bool:
    """Whether a line tells one thing of what an article is about, and points at no other."""
    points = len(line.links) == 1 and _is_ours(*line.links[0], facts)
    return not points and FACT.fullmatch(line.text) is not None


def quoted(lines: Sequence[Line], index: int, facts: Facts) -> list[tuple[str, str | None]]:
    """Return the headline of this site that is all of a quotation, or of a list of one item."""
    line = lines[index]
    if len(line.links) != 1 or line.kind not in ("quote", "list") or not _is_whole(line):
        return []
    beside = [lines[place] for place in (index - 1, index + 1) if 0 <= place < len(lines)]
    shown, href = line.links[0]
    is_only = not any(other.kind == line.kind for other in beside)
    return [(shown, facts.absolute(href))] if is_only and _is_ours(shown, href, facts) else []


def _is_ours(shown: str, href: str, facts: Facts) -> bool:
    """Whether a link shows a headline, and leads to an article of this site."""
    is_headline = is_title_case(shown) and not ends_with_stop(shown)
    if not is_headline or len(shown.split()) < HEADLINE_WORDS or not facts.is_on_site(href):
        return False
    return "#" not in href and not TERM_PAGE.search(href) and not TAG_PAGE.search(href)


def _is_whole(line: Line) -> bool:
    """Whether links are all of a line, but for how long ago they were published."""
    shown = line.links[-1][0]
    front, _, behind = line.text.rpartition(shown)
    told = line.text if not _AGO.fullmatch(behind) else front + shown
    return key("".join(text for text, _ in line.links)) == key(told)


def is_address(text: str) -> bool:
    """Whether all of ``text`` is an address of the web."""
    return text.startswith(("https://", "http://")) and " " not in text
