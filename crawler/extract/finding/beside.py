"""Takes into the densest element of a page what an editor wrote right beside it.

Where no name tells where the body is, a ``<div>`` that was pasted with its lines may be the densest
element, and a list or a paragraph of the same text stand beside it. Or the densest is a list, or a
table, whose text goes on around it.
"""

import re
from itertools import takewhile
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.finding.halves import opening_of, rest_of
from crawler.extract.finding.names import names_of, rule_of
from crawler.extract.finding.written import (
    DATELINE,
    HEADINGS,
    LINES,
    LISTS,
    is_line,
    is_long,
    is_written,
)
from crawler.extract.steps import before, behind, says
from crawler.extract.text import ends_with_stop, fold, is_title_case, words

_OF_LISTS: Final = LISTS | frozenset(words("tbody tr"))
#: What heads other articles, or what readers say.
_OF_OTHERS: Final = re.compile(
    r"\b(?:lain(?:nya)?|terkait|terbaru|terkini|(?:ter)?populer|pilihan|komentar|tanggapan"
    r"|baca(?:an)?|simak|others?|more|related|latest|popular|comments?)\b",
    re.IGNORECASE,
)
#: An entry of a list says so much (words) where that is no menu, or a number.
_ENTRY: Final = 4
_ENTRIES: Final = "li, dt, dd, td, th"
#: What says that a list follows, of the same text.
_LEADS_ON: Final = re.compile(
    r"\b(?:berikut(?:nya)?|yakni|yaitu|ini|following)\b[^.!?:]{0,60}:\s*$", re.IGNORECASE
)
#: How far up from the element, while it is alone, and how many parts are looked at.
_MAX_CLIMB: Final = 4
_MAX_PARTS: Final = 60


def joined(node: LexborNode) -> LexborNode:
    """Return ``node``, or what holds it alone, with what stands beside and was written with it.

    Of a list among the lines of a text, what holds them all.
    """
    here = node = _around_list(_around_line(node))
    for _ in range(_MAX_CLIMB):
        parent = here.parent
        if here.tag in LISTS or parent is None or parent.tag in ("body", "html"):
            break
        above, below = (list(filter(says, nodes)) for nodes in (before(here), behind(here)))
        if above or below:
            text = here.text()
            begun = [] if DATELINE.match(text) else _lines(above) or opening_of(here, above)
            rest = _run(below, leads=_leads(text))
            _take_in(here, begun, [*rest, *rest_of(here, below[len(rest) :])])
            return here
        here = parent
    return node


def _around_line(node: LexborNode) -> LexborNode:
    """Return what holds a line and others that were pasted as it was, or ``node``.

    Such a one has no name, and what a browser copies or an editor sets: "dir", "style".
    """
    parent, attributes = node.parent, node.attributes
    is_pasted = bool(attributes) and not names_of(attributes) and is_line(node)
    if parent is None or not is_pasted:
        return node
    others = (part for part in parent.iter() if part.mem_id != node.mem_id)
    lines = (part for part in others if (part.tag, part.attributes) == (node.tag, attributes))
    return parent if any(map(is_line, lines)) else node


def _around_list(node: LexborNode) -> LexborNode:
    """Return what holds the lines of a text around a list, or ``node`` where none are, or no list.

    What a list stands in alone, such as the block of an editor, is asked as the list is.
    """
    here = node if node.tag in _OF_LISTS else None
    for _ in range(_MAX_CLIMB):
        parent = here.parent if here is not None else None
        if here is None or parent is None or here.tag == "body":
            break
        others = [part for part in parent.iter() if part.mem_id != here.mem_id]
        if any(map(_is_told, others)):
            return parent
        here = parent if here.tag in _OF_LISTS or not others else None
    return node


def _is_told(part: LexborNode) -> bool:
    """Whether an element is a sentence of a text, or leads to a list; no plugin's by its name."""
    if part.tag not in LINES or rule_of(names_of(part.attributes)) is not None:
        return False
    return (is_line(part) and is_long(part)) or _LEADS_ON.search(part.text()) is not None


def _take_in(node: LexborNode, above: list[LexborNode], below: list[LexborNode]) -> None:
    """Move what stands above and below ``node``, the nearest first, into it."""
    for part in below:
        node.insert_child(part, move=True)
    for part in above:
        if node.first_child is not None:
            node.first_child.insert_before(part, move=True)


def _lines(parts: list[LexborNode]) -> list[LexborNode]:
    """Return the first ``parts`` that are sentences, each a line, up to the last long one."""
    run = list(takewhile(is_line, takewhile(is_written, parts[:_MAX_PARTS])))
    while run and not is_long(run[-1]):
        run.pop()
    return run


def _run(parts: list[LexborNode], *, leads: bool) -> list[LexborNode]:
    """Return the first ``parts`` that were written, down to the last that says more than a head.

    ``leads``: a sentence stands above them, that a list may go on with.
    """
    run: list[LexborNode] = []
    said = 0
    for part in takewhile(is_written, parts[:_MAX_PARTS]):
        is_list = part.tag in LISTS
        if _heads_others(part) or (is_list and not (leads and _tells(part))):
            break
        run.append(part)
        leads = is_list or part.tag in HEADINGS or _leads(part.text())
        if is_list or (is_line(part) and is_long(part)):
            said = len(run)
    return run[:said]


def _heads_others(part: LexborNode) -> bool:
    return part.tag in HEADINGS and _OF_OTHERS.search(part.text()) is not None


def _leads(text: str) -> bool:
    told = fold(text)
    return ends_with_stop(told) or told.endswith(":")


def _tells(part: LexborNode) -> bool:
    """Whether a list is none of a site's sections or headlines: an entry says more, or a number."""
    texts = [entry.text() for entry in part.css(_ENTRIES)[:_MAX_PARTS]]
    if any(any(map(str.isdigit, text)) for text in texts):
        return True
    long = [text for text in texts if len(text.split()) >= _ENTRY]
    return bool(long) and not (len(long) == len(texts) and all(map(_is_headline, texts)))


def _is_headline(text: str) -> bool:
    return is_title_case(text) and not ends_with_stop(fold(text))
