"""Several headlines of this site, each a line of its own: a list, headings, a numbered paragraph.

Below a few words, whatever these are, or below a sentence that announces none.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.reading.lines import Line
from crawler.extract.related.alone import MAX_FEW, is_few, is_ours, is_whole
from crawler.extract.text import ends_sentence

_COUNTED: Final = (
    r"(?:\d{1,2}|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|beberapa|sejumlah|sederet"
    r"|deretan)"
)
#: What the article goes on with: "Berikut daftarnya", "Inilah lima berita terpopuler pekan ini". A
#: verb announces where a sentence ends with it; what is no text, only where it is presented.
_ANNOUNCES: Final = re.compile(
    r"\b(?:berikut(?!nya\b)\w*|daftar(?:nya| lengkap\w*)|inilah|ini dia|(?:di|me)?rangkum\w*"
    r"|ringkasan\w*|(?:yakni|yaitu|adalah|antara lain|di antaranya|terdiri(?: dari| atas)?"
    r"|di bawah(?: ini)?)(?=\W*$)"
    rf"|(?:{_COUNTED}|daftar)"
    r" (?:berita|kabar|artikel|tulisan|laporan|liputan|cerita|kisah|judul|topik)"
    rf"|{_COUNTED} (?:peristiwa|kejadian|fakta|hal)(?! (?:itu|ini|tersebut)\b))\b"
    rf"|^\W*(?:{_COUNTED} (?:peristiwa|kejadian|fakta|hal)|daftar (?:itu|ini|tersebut|\w+ yang))\b",
    re.IGNORECASE,
)
#: A few words above what happened, told link by link, or above a list: "Daftar lagu".
_LISTING: Final = re.compile(
    rf"\b(?:kronologi\w*|lini ?masa|daftar\w*|{_COUNTED} (?:peristiwa|kejadian|fakta|hal))\b",
    re.IGNORECASE,
)
#: The last sentence of an announcement, which may be none of it: "Selamat membaca."
_TO_READERS: Final = re.compile(
    r"\W*(?:selamat|yuk|ayo|mari|silakan|simak|baca)(?:lah)?(?:\W+\w+){0,2}\W*", re.IGNORECASE
)
#: Words that head several headlines at the most, and one of them where they are more than a few:
#: "Paling banyak dibaca pekan ini".
_MAX_HEADING: Final = 6
_LABEL: Final = re.compile(
    r"\b(?:baca|bacaan|dibaca|simak|berita|kabar|artikel|terkait|terpopuler|populer|terkini|terbaru"
    r"|lain|lainnya|pilihan|rekomendasi|sorotan|trending|viral)\b",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’»)\]]* ")
#: Headlines in a row are fewer; pictures and what was taken away may stand above them.
_MAX_RUN: Final = 20
_MAX_GAP: Final = 5
#: What numbers the lines of a paragraph.
_NUMBER: Final = re.compile(r"\d{1,2}[.)] ?")

Titles = list[tuple[str, str | None]]


def headed(lines: Sequence[Line], index: int, facts: Facts) -> Titles:
    """Return the headlines below a few words, one a line; of an article that holds more."""
    line = lines[index]
    if line.links or line.kind not in ("paragraph", "heading") or index + 2 >= len(lines):
        return []
    if not lines[index + 1].links or not is_few(line.text, most=_most(line)):
        return []
    return [] if announces(heading=line.text) else _run(lines, index + 1, facts)


def _most(line: Line) -> int:
    """Return how many words a line may say that heads others: more in a heading that says so."""
    return _MAX_HEADING if _is_set(line) and _LABEL.search(line.text) else MAX_FEW


def _is_set(line: Line) -> bool:
    """Whether a line is a heading, or set as one."""
    return line.kind == "heading" or all(piece.mark for piece in line.pieces)


def unheaded(lines: Sequence[Line], index: int, facts: Facts) -> Titles:
    """Return the headlines that begin at ``index`` below a sentence, which announces none.

    A single one may head what is told below it, and lines of a paragraph without a number are
    judged one by one.
    """
    line = lines[index]
    if not line.links or not (line.kind in ("list", "heading") or _NUMBER.match(line.text)):
        return []
    before = range(index - 1, max(-1, index - 1 - _MAX_GAP), -1)
    above = next((lines[i] for i in before if lines[i].text), None)
    if above is None or (above.kind == line.kind and above.group == line.group):
        return []
    if not ends_sentence(above.text) or announces(above.text):
        return []
    return _run(lines, index, facts)


def announces(above: str = "", *, heading: str = "") -> bool:
    """Whether the last sentence of what is above, or a heading, says what the article lists."""
    if _ANNOUNCES.search(heading) or _LISTING.search(heading):
        return True
    return _ANNOUNCES.search(_last_said(above)) is not None


def _last_said(text: str) -> str:
    """Return the last sentence that tells something: "Berikut rangkumannya. Selamat membaca."."""
    *before, last = _SENTENCE_END.split(text)[-2:]
    return before[0] if before and _TO_READERS.fullmatch(last) else last


def _run(lines: Sequence[Line], start: int, facts: Facts) -> Titles:
    """Return the headlines of the lines from ``start`` on; of a list all entries are some."""
    entries = list(_like(lines, start))
    if lines[start].kind != "list":
        told = (i for i, entry in enumerate(entries) if not _is_entry(entry, facts))
        entries = entries[: next(told, len(entries))]
    is_part = 1 < len(entries) < min(_MAX_RUN, len(lines) / 2)
    if not is_part or not all(_is_entry(entry, facts) for entry in entries):
        return []
    return [(shown, facts.absolute(href)) for entry in entries for shown, href in entry.links]


def _like(lines: Sequence[Line], start: int) -> Iterator[Line]:
    """Yield the lines from ``start`` on that are of its kind, of a list those of the same one."""
    first = lines[start]
    for line in islice(lines, start, start + _MAX_RUN):
        if line.kind != first.kind or (line.kind == "list" and line.group != first.group):
            return
        yield line


def _is_entry(line: Line, facts: Facts) -> bool:
    if len(line.links) != 1 or not is_ours(*line.links[0], facts):
        return False
    number = _NUMBER.match(line.text)
    return is_whole(line, line.text[number.end() :] if number else line.text)
