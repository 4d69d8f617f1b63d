"""Takes into the densest element of a page what an editor wrote right beside it.

Where no name tells where the body is, a ``<div>`` that was pasted with its lines may be the densest
element, and a list or a paragraph of the same text stand beside it. Or the densest is a list, or a
table, whose text goes on around it.
"""

import re
from itertools import takewhile
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.finding.names import names_of, rule_of
from crawler.extract.steps import before, behind, says
from crawler.extract.text import ends_with_stop, fold, is_title_case, words

#: What holds lines of a text, what holds more of them, and what heads them.
_LINES: Final = frozenset(words("p div blockquote"))
_LISTS: Final = frozenset(words("ul ol dl table"))
_OF_LISTS: Final = _LISTS | frozenset(words("tbody tr"))
#: What stands in none that an author wrote so, or in more than a line.
_FOREIGN: Final = "a, form, input, button, iframe, ins[class], ins:empty, object"
_MORE: Final = "p, div, ul, ol, dl, table, section, article, aside, h1, h2, h3, h4, h5, h6"
#: How WordPress's editor names what was written with it.
_OF_EDITOR: Final = "wp-block-"
_HEADINGS: Final = frozenset(words("h2 h3 h4 h5 h6"))
_WRITTEN: Final = _LINES | _LISTS | _HEADINGS
#: What heads other articles, or what readers say.
_OF_OTHERS: Final = re.compile(
    r"\b(?:lain(?:nya)?|terkait|terbaru|terkini|(?:ter)?populer|pilihan|komentar|tanggapan"
    r"|baca(?:an)?|simak|others?|more|related|latest|popular|comments?)\b",
    re.IGNORECASE,
)
#: A shorter line may be anyone's: "Hak cipta 2024 Purna Warta.", "Komentar ditutup." (characters).
_LONG_LINE: Final = 60
#: An entry of a list says so much (words) where that is no menu, or a number.
_ENTRY: Final = 4
_ENTRIES: Final = "li, dt, dd, td, th"
#: How the first line of a news text opens: what stands above it is a standfirst.
DATELINE: Final = re.compile(r"\s*[^\W\d_](?:[^.!?:;–—]|\.(?=\w)){1,60}\s[–—-]{1,2}\s")
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
        if here.tag in _LISTS or parent is None or parent.tag in ("body", "html"):
            break
        above, below = (list(filter(says, nodes)) for nodes in (before(here), behind(here)))
        if above or below:
            text = here.text()
            begun = [] if DATELINE.match(text) else _lines(above) or _parts_of(here, above)
            _take_in(here, begun, _run(below, leads=_leads(text)))
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
    if part.tag not in _LINES or rule_of(names_of(part.attributes)) is not None:
        return False
    return (is_line(part) and _is_long(part)) or _LEADS_ON.search(part.text()) is not None


def _take_in(node: LexborNode, above: list[LexborNode], below: list[LexborNode]) -> None:
    """Move what stands above and below ``node``, the nearest first, into it."""
    for part in below:
        node.insert_child(part, move=True)
    for part in above:
        if node.first_child is not None:
            node.first_child.insert_before(part, move=True)


def _lines(parts: list[LexborNode]) -> list[LexborNode]:
    """Return the first ``parts`` that are sentences, each a line, up to the last long one."""
    run = list(takewhile(is_line, takewhile(_is_written, parts[:_MAX_PARTS])))
    while run and not _is_long(run[-1]):
        run.pop()
    return run


def _parts_of(node: LexborNode, above: list[LexborNode]) -> list[LexborNode]:
    """Return the first of ``above`` that are named as ``node`` is, and hold sentences alone.

    Where an editor puts a page together of parts, each with a text, one text may stand in several.
    """
    return list(takewhile(lambda part: _is_part(part, node), above[:_MAX_PARTS]))


def _is_part(part: LexborNode, node: LexborNode) -> bool:
    names = names_of(part.attributes)
    if not names or (part.tag, names) != (node.tag, names_of(node.attributes)):
        return False
    inner = list(filter(says, part.iter()))
    return bool(inner) and part.css_first(_FOREIGN) is None and all(map(is_line, inner))


def _run(parts: list[LexborNode], *, leads: bool) -> list[LexborNode]:
    """Return the first ``parts`` that were written, down to the last that says more than a head.

    ``leads``: a sentence stands above them, that a list may go on with.
    """
    run: list[LexborNode] = []
    said = 0
    for part in takewhile(_is_written, parts[:_MAX_PARTS]):
        is_list = part.tag in _LISTS
        if _heads_others(part) or (is_list and not (leads and _tells(part))):
            break
        run.append(part)
        leads = is_list or part.tag in _HEADINGS or _leads(part.text())
        if is_list or (is_line(part) and _is_long(part)):
            said = len(run)
    return run[:said]


def _heads_others(part: LexborNode) -> bool:
    return part.tag in _HEADINGS and _OF_OTHERS.search(part.text()) is not None


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


def _is_long(part: LexborNode) -> bool:
    return len(fold(part.text())) > _LONG_LINE


def _is_written(part: LexborNode) -> bool:
    """Whether an element is one as editors write them: no theme named it, and it leads nowhere."""
    if part.tag not in _WRITTEN or part.css_first(_FOREIGN) is not None:
        return False
    names = names_of(part.attributes).split()
    return all(name.startswith(_OF_EDITOR) and rule_of(name) is None for name in names)


def is_line(part: LexborNode) -> bool:
    """Whether an element is one line of a text, and ends as a sentence."""
    if part.tag not in _LINES or (part.tag != "blockquote" and _holds_lines(part)):
        return False
    return ends_with_stop(fold(part.text()))


def _holds_lines(part: LexborNode) -> bool:
    return any(inner.mem_id != part.mem_id for inner in part.css(_MORE))
