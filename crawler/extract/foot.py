"""The boxes below the last sentence of a text: what plugins append to it, whatever they call it."""

import re
from collections.abc import Iterator
from typing import Final

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from crawler.extract.media import opening_text, tags_in
from crawler.extract.text import fold, words

_BOXES: Final = frozenset(words("div section aside span center small"))
#: What an editor writes in; a box that holds one may be the article's.
_OF_TEXT: Final = frozenset(
    words("p li td th blockquote figure figcaption pre dt dd img iframe h1 h2 h3 h4 h5 h6")
)
#: The longest text of a box, and of what stands between two (characters).
_MAX_BOX: Final = 120
_MAX_LINE: Final = 200
_SENTENCE: Final = re.compile(r"[.!?…][\"'”’»)\]]*(?:\s|$)")


def boxes_below(soup: Tag) -> Iterator[Tag]:
    """Yield the named boxes below the last sentence in ``soup`` that hold none, the last first.

    A label, counts, names of networks, who wrote it: no paragraph, no item, no picture.
    """
    here: Tag | None = soup
    while here is not None:
        inner = None
        for child in reversed(here.contents):
            text = _opening(child)
            if not text:
                continue
            is_told = len(text) > _MAX_LINE or _SENTENCE.search(text) is not None
            if isinstance(child, Tag) and _may_go(child, text, is_told=is_told):
                yield child
            elif is_told:
                inner = child if isinstance(child, Tag) and child.name in _BOXES else None
                break
        here = inner


def _opening(child: PageElement) -> str:
    """Return the text of ``child``; of a long one, as all of an article, the first of it."""
    if isinstance(child, Tag):
        return opening_text(child, _MAX_LINE)
    return fold(child) if type(child) is NavigableString else ""


def _may_go(tag: Tag, text: str, *, is_told: bool) -> bool:
    return _is_fine_print(tag, text) or (not is_told and _is_box(tag, text))


def _is_fine_print(tag: Tag, text: str) -> bool:
    """Whether all that ``tag`` says is written small."""
    small = next(tags_in(tag, "small"), None)
    return small is not None and len(text) <= _MAX_LINE and fold(small.get_text(" ")) == text


def _is_box(tag: Tag, text: str) -> bool:
    is_named = "class" in tag.attrs or "id" in tag.attrs
    if tag.name not in _BOXES or not is_named or len(text) > _MAX_BOX:
        return False
    inner = [part.name for part in tags_in(tag)]
    is_bare = not inner and text.replace(" ", "").isalpha()  # a paragraph, of a kind
    return not is_bare and _OF_TEXT.isdisjoint(inner)
