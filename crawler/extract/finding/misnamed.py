"""The body in an element that carries the name of something else.

``paywall-article`` holds what is behind a wall, or the wall; ``artikel-komentar`` a comment on the
news, or those of readers. Only what is written in it, and where it stands, tells which.
``sidebar-page-container`` holds a text and a sidebar beside it, which tells that it is none itself.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice, takewhile
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.finding.index import Index
from crawler.extract.finding.names import names_of, node_rule, rule_of
from crawler.extract.finding.written import DATELINE, is_line
from crawler.extract.steps import ancestors, before
from crawler.extract.text import ends_with_stop, fold, key, words

#: Names that a body may carry, and what it stands in.
_RULES: Final = frozenset(
    words("newsletter reader_comments advertisement post_meta share_buttons navigation tags")
)
_BOXES: Final = frozenset(words("div section article main aside form"))
#: Those whose tag alone may bar them: an editor's program writes a text in one, too.
_TAGS: Final = frozenset(words("aside form"))
#: What stands beside a text, and what it may be.
_BAR: Final = "sidebar"
_BARS: Final = "aside, div, section"
_WRITTEN: Final = "p, li, div, blockquote"
#: Of what a box says, what the only one in it that counts does, and how deep that may stand.
_MOST: Final = 0.9
_MAX_DEPTH: Final = 4
#: What stands so on many pages: it must open as the article does.
_OF_READERS: Final = "reader_comments"
_DESCRIPTIONS: Final = 'meta[name="description"], meta[property="og:description"]'
#: So many signs of what the page says of itself are looked for in the first of a text.
_OPENING: Final = 40
_MAX_CHARS: Final = 5_000
#: What asks readers to write or to pay.
_ASKING: Final = "input:not([type=hidden]), textarea, select, button"
#: What it holds at the least right in it, each a sentence or more; all of them (characters), and of
#: what opens as the article does.
_LINES: Final = 3
_CHARS: Final = 400
_CHARS_OF_NEWS: Final = 160
#: Of that, what may stand between the title and it: comments stand below a text.
_BETWEEN: Final = 0.25
#: Elements that are asked, and how far up and back from one the title is looked for.
_MAX_BOXES: Final = 50
_MAX_BARRED: Final = 1_000
_MAX_LINES: Final = 1_000
_MAX_CLIMB: Final = 12
_MAX_PARTS: Final = 60


def misnamed(boxes: Iterable[LexborNode], counted: int, index: Index) -> LexborNode | None:
    """Return the text in the first of ``boxes`` that holds more than is ``counted``, or None.

    They are barred for their names or tags, it is paragraphs right below the title; or beside what
    is barred itself.
    """
    boxes = list(islice(boxes, _MAX_BARRED))
    if (around := next((box for box in boxes if _is_beside_bar(box, counted)), None)) is not None:
        return around
    named = islice((box for box in boxes if _may_be_text(box)), _MAX_BOXES)
    texts = ((_inmost(box), box) for box in named)
    return next((text for text, box in texts if _is_text(text, box, counted, index)), None)


def _is_beside_bar(box: LexborNode, counted: int) -> bool:
    """Whether ``box``, which is named as a sidebar, holds one, and a text that is in none."""
    if box.tag not in _BOXES or node_rule(box) != _BAR:
        return False
    bars = {bar.mem_id for bar in box.css(_BARS) if node_rule(bar) == _BAR} - {box.mem_id}
    if not bars:
        return False
    lines = (part for part in islice(box.css(_WRITTEN), _MAX_LINES) if _is_sentence(part))
    told = sum(len(fold(line.text())) for line in lines if _is_outside(line, bars, box))
    return told > max(_CHARS, counted)


def _is_sentence(part: LexborNode) -> bool:
    return is_line(part) or (part.tag == "li" and ends_with_stop(fold(part.text())))


def _is_outside(line: LexborNode, bars: set[int], box: LexborNode) -> bool:
    around = takewhile(lambda here: here.mem_id != box.mem_id, ancestors(line))
    return all(here.mem_id not in bars for here in islice(around, _MAX_CLIMB))


def _may_be_text(box: LexborNode) -> bool:
    rule = rule_of(names_of(box.attributes)) if box.tag in _BOXES else None
    return rule in _RULES or (rule is None and box.tag in _TAGS)


def _inmost(box: LexborNode) -> LexborNode:
    """Return what holds nearly all that ``box`` says, and its lines, which may be that itself."""
    here = box
    for _ in range(_MAX_DEPTH):
        least = len(here.text()) * _MOST
        parts = (part for part in here.iter() if part.tag in _BOXES)
        inner = next((part for part in parts if len(part.text()) >= least), None)
        if inner is None or is_line(inner):
            break
        here = inner
    return here


def _is_news(box: LexborNode, index: Index) -> bool:
    """Whether what ``box`` says opens as news does, or is what the page says of itself."""
    text = box.text()
    metas = (meta.attributes for meta in index.tree.css(_DESCRIPTIONS))
    about = (key(meta.get("content") or "")[:_OPENING] for meta in metas)
    said = key(text[:_MAX_CHARS])
    return DATELINE.match(text) is not None or any(len(a) == _OPENING and a in said for a in about)


def _is_text(text: LexborNode, box: LexborNode, counted: int, index: Index) -> bool:
    """Whether ``text``, all that ``box`` says, is the article's."""
    lines = [len(fold(part.text())) for part in text.iter() if is_line(part)]
    told = sum(lines)
    if len(lines) < _LINES or told <= max(_CHARS_OF_NEWS, counted):
        return False
    if box.css_first(_ASKING) is not None:
        return False
    is_readers = rule_of(names_of(box.attributes)) == _OF_READERS
    if (is_readers or told <= _CHARS) and not _is_news(text, index):
        return False
    above = list(_above(box, index))
    is_titled = bool(above) and (above[-1].tag == "h1" or above[-1].mem_id in index.around_title)
    return is_titled and sum(len(fold(part.text())) for part in above[:-1]) <= told * _BETWEEN


def _above(box: LexborNode, index: Index) -> Iterator[LexborNode]:
    """Yield what stands before ``box``, the nearest first, up to what holds the title."""
    for here in islice(chain([box], ancestors(box)), _MAX_CLIMB):
        for part in islice(before(here), _MAX_PARTS):
            yield part
            if part.tag == "h1" or part.mem_id in index.around_title:
                return
