"""Several headlines of this site, each a line of its own: a list, headings, a numbered paragraph.

Below a few words, whatever these are, or below a sentence that announces none. What is written as
a sentence is a headline only below words that say so, or a paragraph that leads to nothing: sources
and what happened before are written so, too.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.reading.lines import Line
from crawler.extract.related.alone import is_whole
from crawler.extract.related.labels import announces, is_few, last_said, may_name_others
from crawler.extract.related.titles import Titles, is_ours
from crawler.extract.text import ends_sentence, is_title_case

#: Words that head several headlines at the most, and one of them where they are more than a few:
#: "Paling banyak dibaca pekan ini".
_MAX_HEADING: Final = 6
#: Headlines in a row are fewer; pictures and what was taken away may stand above them.
_MAX_RUN: Final = 20
_MAX_GAP: Final = 5
#: A paragraph that leads to what stands below it says no more (characters).
_MAX_LEAD: Final = 100
#: What numbers the lines of a paragraph.
_NUMBER: Final = re.compile(r"\d{1,2}[.)] ?")


def headed(lines: Sequence[Line], index: int, facts: Facts) -> Titles:
    """Return the headlines below a few words, one a line; of an article that holds more."""
    line = lines[index]
    if line.links or line.kind not in ("paragraph", "heading") or index + 2 >= len(lines):
        return []
    if not lines[index + 1].links or not _heads(line):
        return []
    if announces(heading=line.text):
        return []
    return _run(lines, index + 1, facts, is_told=may_name_others(line.text))


def _heads(line: Line) -> bool:
    """Whether a line is a few words that may head others; a heading that says so may be longer."""
    is_set = line.kind == "heading" or line.is_marked
    is_told = is_set and is_few(line.text, most=_MAX_HEADING) and may_name_others(line.text)
    return is_few(line.text) or is_told


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
    is_told = len(above.text) > _MAX_LEAD and not announces(heading=last_said(above.text))
    return _run(lines, index, facts, is_told=is_told)


def _run(lines: Sequence[Line], start: int, facts: Facts, *, is_told: bool) -> Titles:
    """Return the headlines of the lines from ``start`` on; of a list all entries are some."""
    entries = list(_like(lines, start))
    found = [_is_entry(entry, facts, is_told=is_told) for entry in entries]
    if lines[start].kind != "list":
        entries = entries[: found.index(False) if False in found else None]
        found = found[: len(entries)]
    is_part = 1 < len(entries) < min(_MAX_RUN, len(lines) / 2)
    if not is_part or not all(found):
        return []
    return [(shown, facts.absolute(href)) for entry in entries for shown, href in entry.links]


def _like(lines: Sequence[Line], start: int) -> Iterator[Line]:
    """Yield the lines from ``start`` on that are of its kind, of a list those of the same one."""
    first = lines[start]
    for line in islice(lines, start, start + _MAX_RUN):
        if line.kind != first.kind or (line.kind == "list" and line.group != first.group):
            return
        yield line


def _is_entry(line: Line, facts: Facts, *, is_told: bool) -> bool:
    if len(line.links) != 1 or not is_ours(*line.links[0], facts):
        return False
    if not is_told and not is_title_case(line.links[0][0]):
        return False
    number = _NUMBER.match(line.text)
    return is_whole(line, line.text[number.end() :] if number else line.text)
