"""Takes into the densest element of a page what an editor wrote right beside it.

Where no name tells where the body is, a ``<div>`` that was pasted with its lines may be the densest
element, and a list or a paragraph of the same text stand beside it.
"""

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.finding.names import names_of, rule_of
from crawler.extract.text import ends_with_stop, fold, words

#: What holds lines of a text, what holds more of them, and what heads them.
_LINES: Final = frozenset(words("p div blockquote"))
_LISTS: Final = frozenset(words("ul ol dl table"))
_WRITTEN: Final = _LINES | _LISTS | frozenset(words("h2 h3 h4 h5 h6"))
#: What stands in none that an author wrote so, or in more than a line.
_FOREIGN: Final = "a, form, input, button, iframe, ins, object"
_MORE: Final = "p, div, ul, ol, dl, table, section, article, aside, h1, h2, h3, h4, h5, h6"
#: How WordPress's editor names what was written with it.
_OF_EDITOR: Final = "wp-block-"
#: How far up from the element, while it is alone, and how many parts are looked at.
_MAX_CLIMB: Final = 4
_MAX_PARTS: Final = 60


def joined(node: LexborNode) -> LexborNode:
    """Return ``node``, or what holds it alone, with what stands beside and was written with it."""
    here = node
    for _ in range(_MAX_CLIMB):
        parent = here.parent
        if here.tag in _LISTS or parent is None or parent.tag in ("body", "html"):
            break
        above, below = list(_beside(here, "prev")), list(_beside(here, "next"))
        if above or below:
            _take_in(here, _lines(above), _run(below))
            return here
        here = parent
    return node


def _take_in(node: LexborNode, above: list[LexborNode], below: list[LexborNode]) -> None:
    """Move what stands above and below ``node``, the nearest first, into it."""
    for part in below:
        node.insert_child(part, move=True)
    for part in above:
        if node.first_child is not None:
            node.first_child.insert_before(part, move=True)


def _beside(node: LexborNode, step: str) -> Iterator[LexborNode]:
    """Yield what stands before or behind ``node``, blanks and comments left out."""
    here = getattr(node, step)
    while here is not None:
        if here.is_element_node or (here.is_text_node and not (here.text_content or "").isspace()):
            yield here
        here = getattr(here, step)


def _lines(parts: list[LexborNode]) -> list[LexborNode]:
    """Return the first ``parts`` that are sentences, each a line."""
    return list(takewhile(_is_line, takewhile(_is_written, parts[:_MAX_PARTS])))


def _run(parts: list[LexborNode]) -> list[LexborNode]:
    """Return the first ``parts`` that were written, down to the last that says more than a head."""
    run = list(takewhile(_is_written, parts[:_MAX_PARTS]))
    while run and not (run[-1].tag in _LISTS or _is_line(run[-1])):
        run.pop()
    return run


def _is_written(part: LexborNode) -> bool:
    """Whether an element is one as editors write them: no theme named it, and it leads nowhere."""
    if part.tag not in _WRITTEN or part.css_first(_FOREIGN) is not None:
        return False
    names = names_of(part.attributes).split()
    return all(name.startswith(_OF_EDITOR) and rule_of(name) is None for name in names)


def _is_line(part: LexborNode) -> bool:
    if part.tag not in _LINES or (part.tag != "blockquote" and _holds_lines(part)):
        return False
    return ends_with_stop(fold(part.text()))


def _holds_lines(part: LexborNode) -> bool:
    return any(inner.mem_id != part.mem_id for inner in part.css(_MORE))
