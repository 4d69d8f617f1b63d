"""The container as BeautifulSoup's tree, made of the fast parser's without a second parse.

BeautifulSoup on lxml takes some 600 µs for a container of 30 elements, its generic bookkeeping
for parsers that guess most of that. The fast parser has closed and nested everything already, so
the elements are linked as they are, each a copy of one that BeautifulSoup made: 100 µs.
"""

from functools import lru_cache
from typing import Any, Final

from bs4 import BeautifulSoup, Tag
from bs4.builder import HTMLTreeBuilder
from bs4.element import NavigableString, PageElement
from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.extract.guard import bounded
from crawler.extract.text import words

#: What holds no text. Comments go with them: their names begin with a dash.
_DROPPED: Final = frozenset({"script", "style", "template"})
#: What begins and ends lines.
BLOCKS: Final = frozenset(
    words(
        "address article aside blockquote body caption center dd details div dl dt fieldset"
        " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p"
        " pre section summary table tbody td tfoot th thead tr ul"
    )
)
_KEPT_SPACE: Final = frozenset({"pre", "textarea"})
_SPACES: Final = " \n\t\f\r"
#: Strings of which BeautifulSoup makes something else, by the name of their tag.
_STRINGS: Final = HTMLTreeBuilder.DEFAULT_STRING_CONTAINERS
_TEXT: Final = "-text"
#: With so many nodes there may be more tags than an article has.
_MANY: Final = 4_000


def soup_of(node: LexborNode) -> tuple[Tag, bool]:
    """Return a soup of ``node``, and whether it was cut because no article is as long."""
    nodes = list(node.traverse(include_text=True))
    if len(nodes) < _MANY:
        return _linked(nodes), False
    html, is_cut = bounded(node.html or "")
    body = LexborHTMLParser(html).body if is_cut else None
    return _linked(list(body.traverse(include_text=True)) if body else nodes), is_cut


def release(soup: Tag) -> None:
    """Take a soup apart: its parts hold each other, so the garbage collector had to find them.

    ``decompose`` does that too, and leaves each part fit to be asked: twice the time.
    """
    here: PageElement | None = soup
    while here is not None:
        parts = vars(here)
        here = parts["next_element"]
        parts.clear()


@lru_cache(maxsize=256)
def _model(name: str) -> dict[str, Any]:
    """Return what BeautifulSoup gives to a tag of that name: to ask it for each takes 2 µs."""
    soup = BeautifulSoup("", "lxml", multi_valued_attributes={})  # class stays a text
    return dict(vars(soup.new_tag(name)))


def _linked(nodes: list[LexborNode]) -> Tag:
    """Return the root of a soup with a tag or a string for each of ``nodes``.

    They are all that the first one holds, in the page's order. What stands in a node that has no
    tag is left out with it.
    """
    root = _copy(BeautifulSoup.ROOT_TAG_NAME)
    root.hidden = True
    last: PageElement = root
    made = {_place(nodes[0].parent): root}
    spaced: set[int] = set()
    for node in nodes:
        place = _place(node.parent)
        parent = made.get(place)
        if parent is None:
            continue
        name = node.tag or "-"
        element: PageElement | None
        if name == _TEXT:
            element = _string(node, parent, keeps_space=place in spaced)
            if element is None:
                continue
        elif name[0] == "-" or name in _DROPPED:
            continue
        else:
            element = made[node.mem_id] = _tag(name, node.attributes)
            if name in _KEPT_SPACE or place in spaced:
                spaced.add(node.mem_id)
        element.parent, element.previous_element = parent, last  # as ``setup``, in half the time
        last.next_element = last = element
        if contents := parent.contents:
            element.previous_sibling = before = contents[-1]
            before.next_sibling = element
        contents.append(element)
    return root


def _place(node: LexborNode | None) -> int:
    return node.mem_id if node is not None else 0


def _tag(name: str, attributes: dict[str, str | None]) -> Tag:
    tag = _copy(name)
    tag.attrs = {key: value or "" for key, value in attributes.items()}
    return tag


def _string(node: LexborNode, parent: Tag, *, keeps_space: bool) -> NavigableString | None:
    """Return the string of a text: space between words is one, as BeautifulSoup makes it.

    Space between two blocks, which is half of all strings, separates nothing.
    """
    text = node.text_content or ""
    if not keeps_space and not text.strip(_SPACES):
        if parent.name in BLOCKS and _is_border(node.prev) and _is_border(node.next):
            return None
        text = "\n" if "\n" in text else " "
    string: NavigableString = str.__new__(_STRINGS.get(parent.name, NavigableString), text)
    string.hidden = False
    string.next_element = string.next_sibling = string.previous_sibling = None
    return string


def _is_border(neighbour: LexborNode | None) -> bool:
    return neighbour is None or neighbour.tag in BLOCKS


def _copy(name: str) -> Tag:
    """Return a tag of that name as BeautifulSoup makes it, without attributes and contents."""
    tag = Tag.__new__(Tag)
    tag.__dict__ = _model(name).copy()
    tag.contents = []
    return tag
