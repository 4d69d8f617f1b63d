"""The short texts around the title, which may say when its article was published."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.credits import names_in
from crawler.extract.finding.index import Index
from crawler.extract.finding.scope import is_masthead
from crawler.extract.steps import ancestors, before, behind
from crawler.extract.text import ends_with_stop, fold

#: A line that tells when, and how far around the title it stands.
MAX_BYLINE: Final = 200
_MAX_CLIMB: Final = 3
#: Above the title, where the page's own day may stand, too: closer, shorter if nobody is named.
_MAX_ABOVE: Final = 60
_ABOVE_CLIMB: Final = 2
#: What a table that arranges the page holds a line in, which is no step up.
_CELLS: Final = frozenset({"td", "th", "tr"})
#: Texts that are read: no page has as many there.
_MAX_TEXTS: Final = 1_000


def near_title(index: Index) -> Iterator[str]:
    """Return the short texts below the title, up to the first long one, then those above it."""
    return islice(_around(index.title_node), _MAX_TEXTS)


def _around(title: LexborNode | None) -> Iterator[str]:
    yield from _below(title)
    for here in _up(title):
        for node in before(here):
            text = _text(node)
            if len(text) > MAX_BYLINE or (len(text) > _MAX_ABOVE and not names_in(text)):
                break
            if not is_masthead(node):
                yield text


def _up(title: LexborNode | None) -> Iterator[LexborNode]:
    """Yield what holds the title, itself first, as far up as a line above it stands."""
    here, climbed = title, 0
    while here is not None and climbed < _ABOVE_CLIMB:
        yield here
        climbed += here.tag not in _CELLS
        here = here.parent


def _below(title: LexborNode | None) -> Iterator[str]:
    around = chain([title], ancestors(title)) if title is not None else ()
    for here in islice(around, _MAX_CLIMB):
        for node in behind(here):
            text = _text(node)
            if len(text) > MAX_BYLINE:
                return
            if text and not ends_with_stop(text):
                yield text


def _text(node: LexborNode) -> str:
    if node.is_element_node:
        return fold(node.text(separator=" "))
    return fold(node.text_content or "") if node.is_text_node else ""
