"""What an element of a page is where a writer wrote it: a line of a text, and how long a one."""

import re
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.finding.names import names_of, rule_of
from crawler.extract.text import ends_with_stop, fold, words

#: What holds lines of a text, what holds more of them, and what heads them.
LINES: Final = frozenset(words("p div blockquote"))
LISTS: Final = frozenset(words("ul ol dl table"))
HEADINGS: Final = frozenset(words("h2 h3 h4 h5 h6"))
_WRITTEN: Final = LINES | LISTS | HEADINGS
#: What stands in none that an author wrote so, or in more than a line.
_FOREIGN: Final = "a, form, input, button, iframe, ins[class], ins:empty, object"
_MORE: Final = "p, div, ul, ol, dl, table, section, article, aside, h1, h2, h3, h4, h5, h6"
#: How WordPress's editor names what was written with it.
_OF_EDITOR: Final = "wp-block-"
#: A shorter line may be anyone's: "Hak cipta 2024 Purna Warta.", "Komentar ditutup." (characters).
_LONG_LINE: Final = 60
#: How the first line of a news text opens: what stands above it is a standfirst.
DATELINE: Final = re.compile(r"\s*[^\W\d_](?:[^.!?:;–—]|\.(?=\w)){1,60}\s[–—-]{1,2}\s")


def is_long(part: LexborNode) -> bool:
    """Whether an element says more than what anyone writes around a text."""
    return len(fold(part.text())) > _LONG_LINE


def is_written(part: LexborNode) -> bool:
    """Whether an element is one as editors write them: no theme named it, and it leads nowhere."""
    if part.tag not in _WRITTEN or part.css_first(_FOREIGN) is not None:
        return False
    names = names_of(part.attributes).split()
    return all(name.startswith(_OF_EDITOR) and rule_of(name) is None for name in names)


def is_line(part: LexborNode) -> bool:
    """Whether an element is one line of a text, and ends as a sentence."""
    if part.tag not in LINES or (part.tag != "blockquote" and _holds_lines(part)):
        return False
    return ends_with_stop(fold(part.text()))


def _holds_lines(part: LexborNode) -> bool:
    return any(inner.mem_id != part.mem_id for inner in part.css(_MORE))
