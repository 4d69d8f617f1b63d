"""One text in several boxes: a theme cut it, and set an advertisement or a picture between them.

They are named alike; or the first paragraphs stand in a box of their own, below the title.
"""

from itertools import takewhile
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.finding.names import is_content, names_of, rule_of
from crawler.extract.finding.weights import is_marked_body
from crawler.extract.finding.written import DATELINE, HEADINGS, is_line, is_long, is_written
from crawler.extract.steps import says
from crawler.extract.text import fold, words

#: What may hold links, and of a part of a text, what is sentences.
_MAY_LINK: Final = frozenset(words("p blockquote figure"))
_MOSTLY: Final = 0.5
#: Neighbours that are looked at.
_MAX_PARTS: Final = 60


def gathered(node: LexborNode, left: frozenset[int]) -> LexborNode:
    """Return the first part of a body that stands in several of one name, with all to the last.

    What stands between them is moved into it as well, but for what is ``left`` (``mem_id``):
    teasers that say more than the text. A ``node`` that is the only one is the body.
    """
    beside, name = list(node.parent.iter()) if node.parent is not None else [], _name(node)
    alike = (place for place, part in enumerate(beside) if _is_body(part) and _name(part) == name)
    parts = [place for place in alike if beside[place].text().strip()]
    if len(parts) < 2:  # noqa: PLR2004
        return node
    first = beside[parts[0]]
    for part in beside[parts[0] + 1 : parts[-1] + 1]:
        if part.mem_id not in left:
            first.insert_child(part, move=True)
    return first


def _is_body(part: LexborNode) -> bool:
    attributes = part.attributes
    return is_content(names_of(attributes)) or is_marked_body(attributes)


def _name(part: LexborNode) -> str:
    """Return the first name of an element, or nothing: parts of one text have it in common."""
    return names_of(part.attributes).partition(" ")[0]


def opening_of(node: LexborNode, above: list[LexborNode]) -> list[LexborNode]:
    """Return those ``above`` a node that hold the beginning of its text, each in a box of its own.

    A theme may set a picture between them, or what shares. Such a box is named as the node is; or
    the article opens in it, as news do; or it holds paragraphs, and stands below the title.
    """
    parts = list(takewhile(_is_no_head, above[:_MAX_PARTS]))
    is_below_title = len(parts) < len(above)
    begun = []
    for part in filter(_is_of_sentences, parts):
        opens = DATELINE.match(part.text()) is not None
        is_unnamed = rule_of(names_of(part.attributes)) is None and not is_line(part)
        if opens or _is_alike(part, node) or (is_below_title and is_unnamed):
            begun.append(part)
        if opens:
            break
    return begun


def rest_of(node: LexborNode, below: list[LexborNode]) -> list[LexborNode]:
    """Return those ``below`` a node, up to a heading, that are named as it is and go on with it."""
    parts = takewhile(_is_no_head, below[:_MAX_PARTS])
    return [part for part in parts if _is_alike(part, node) and _is_of_sentences(part)]


def _is_no_head(part: LexborNode) -> bool:
    return part.tag not in HEADINGS and part.css_first("h1") is None


def _is_alike(part: LexborNode, node: LexborNode) -> bool:
    return part.tag == node.tag and _name(part) == _name(node) != ""


def _is_of_sentences(part: LexborNode) -> bool:
    """Whether most of an element is sentences that lead nowhere, and the rest is written, too."""
    if not is_long(part):
        return False
    if is_line(part):
        return part.css_first("a") is None
    inner = list(filter(says, part.iter()))
    if any(line.tag not in _MAY_LINK and not is_written(line) for line in inner):
        return False
    told = sum(len(fold(line.text())) for line in inner if is_line(line))
    linked = sum(len(fold(link.text())) for link in part.css("a"))
    return told - linked > len(fold(part.text())) * _MOSTLY
