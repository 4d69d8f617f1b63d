"""Which lines below a label are what it announces: links, titles without links, their days.

``links`` takes them away; nothing here knows of what was taken before.
"""

import re
from collections.abc import Sequence
from typing import Final

from crawler.extract.bylines import DATE_LINE
from crawler.extract.facts import Facts
from crawler.extract.furniture.phrases import is_all
from crawler.extract.reading.lines import Line
from crawler.extract.related.evidence import MOSTLY
from crawler.extract.related.markers import Opening
from crawler.extract.related.titles import HEADLINE_WORDS, MAX_TITLE
from crawler.extract.text import ends_with_stop, is_title_case, starts_lower

#: A heading of a list is no longer than this (characters).
_MAX_LABEL: Final = 60
#: What an entry of a list begins with.
_TICK: Final = re.compile(r"(?:[-•*–·▪»]|\d{1,2}[.)]) +")
#: A day is told in no more (characters).
_MAX_DAY: Final = 40


def heads_titles(lines: Sequence[Line], index: int, opening: Opening, facts: Facts) -> bool:
    """Whether a heading says more than the marker, and a list of titles stands below it."""
    line, last = lines[index], last_linked(lines, index, facts)
    is_heading = len(line.text) <= _MAX_LABEL and not line.links and not ends_with_stop(line.text)
    titles = [text for below in lines[index + 1 : last + 1] for text, _ in below.links]
    is_list = len(titles) > 1 and all(len(text.split()) >= HEADLINE_WORDS - 1 for text in titles)
    return opening.is_strong and is_heading and is_list


def last_linked(lines: Sequence[Line], index: int, facts: Facts) -> int:
    """Return the last of the lines after ``index`` that are links of one kind and nothing else."""
    last, first, before = index, None, ""
    for place in range(index + 1, len(lines)):
        line = lines[place]
        if line.kind == "image":
            continue
        if last == place - 1 > index and is_day(line):
            last = place
            continue
        linked = sum(len(text) for text, _ in line.links)
        if not linked or linked < len(line.text) * MOSTLY:
            break
        href = line.links[0][1]
        like = (line.kind, facts.is_on_site(href))
        first = first or like
        if like != first and href != before:
            break
        last, before = place, href
    return last


def is_day(line: Line) -> bool:
    """Whether a line is the day of the article that is linked above it."""
    text = line.text
    return len(text) <= _MAX_DAY and text[-4:].isdigit() and is_all(DATE_LINE, text)


def last_titled(lines: Sequence[Line], index: int, opening: Opening) -> int:
    """Return the last of the lines after ``index`` that are titles without links."""
    if index + 1 >= len(lines) or not (opening.separator or opening.is_raised):
        return index
    first = lines[index + 1]
    if not _is_title(first):
        return index
    last = index + 1
    while last + 1 < len(lines) and _goes_on(first, lines[last + 1]):
        last += 1
    return last


def _goes_on(first: Line, line: Line) -> bool:
    """Whether ``line`` is one more item of the list that ``first`` began."""
    if first.kind == "list":
        return line.kind == "list" and line.group == first.group and _is_title(line)
    return _is_ticked(first.text) and _is_ticked(line.text) and _is_title(line)


def _is_title(line: Line) -> bool:
    """Whether a line below a label can be a title: in capitals, or of many words and no stop."""
    text = untick(line.text)
    if line.kind in ("heading", "image", "embed") or not text or len(text) > MAX_TITLE:
        return False
    is_long = len(text.split()) >= HEADLINE_WORDS and not starts_lower(text)
    return (is_title_case(text) or is_long) and not ends_with_stop(text)


def _is_ticked(text: str) -> bool:
    return _TICK.match(text) is not None


def untick(text: str) -> str:
    """Return a title without the sign or number of its entry in a list."""
    return _TICK.sub("", text)
