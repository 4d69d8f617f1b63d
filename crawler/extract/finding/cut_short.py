"""The rest of a body that a stray ``</div>`` ended too soon, which WordPress leaves as it is.

Each closes what the theme opened around the text: what follows stands beside the body, then beside
what holds that, and the page closes more than it opens.
"""

import re
from itertools import islice
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.finding.names import names_of
from crawler.extract.steps import behind, says
from crawler.extract.text import is_prose, words

#: What a text goes on with, and how WordPress's editor names what was written with it.
_WRITTEN: Final = frozenset(words("p h2 h3 h4 h5 h6 ul ol dl blockquote table figure pre"))
_OF_EDITOR: Final = "wp-"
#: Strays that are made good, and what is taken back for each.
_MAX_STRAYS: Final = 5
_MAX_PARTS: Final = 500
_OPENED: Final = re.compile(rb"<div\b", re.IGNORECASE)
_CLOSED: Final = re.compile(rb"</div\b", re.IGNORECASE)


def take_back(body: LexborNode, html: bytes) -> bool:
    """Move the rest of a text back into its ``body``; return whether there was any.

    Args:
        body: what is named as one.
        html: the page's bytes, of which all that was closed too often can be counted.

    """
    level, is_moved = body, False
    strays: int | None = None
    for _ in range(_MAX_STRAYS):
        rest = filter(says, behind(level))
        first = next(rest, None)
        if first is not None:
            if not _goes_on(first):
                break
            strays = _strays(html) if strays is None else strays
            if strays <= 0:
                break
            for part in [first, *islice(rest, _MAX_PARTS - 1)]:
                body.insert_child(part, move=True)
            is_moved = True
            strays -= 1
        parent = level.parent
        if parent is None or parent.tag in ("body", "html"):
            break
        level = parent
    return is_moved


def _goes_on(part: LexborNode) -> bool:
    """Whether a text goes on with ``part``: an editor wrote it, no theme named it."""
    if part.is_text_node:
        return is_prose((part.text_content or "").strip())
    names = names_of(part.attributes).split()
    return part.tag in _WRITTEN and all(name.startswith(_OF_EDITOR) for name in names)


def _strays(html: bytes) -> int:
    return len(_CLOSED.findall(html)) - len(_OPENED.findall(html))
