"""The container as BeautifulSoup's tree, made of the fast parser's without a second parse.

BeautifulSoup on lxml takes some 600 µs for a container of 30 elements, its generic bookkeeping
for parsers that guess most of that. The fast parser has closed and nested everything already, so
the elements are linked as they are: 60 µs.
"""

import sys
from typing import Any, Final

from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder
from bs4.element import NavigableString, PageElement
from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.extract.guard import bounded
from crawler.extract.reading.element import Element
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
#: What stands beside a text where a line begins or ends: one of these, or nothing.
_BORDERS: Final = BLOCKS | {None}
#: The name of the element that stands where one was taken away: no page's own can have it.
MARK: Final = "-cut"
_KEPT_SPACE: Final = frozenset({"pre", "textarea"})
_SPACES: Final = " \n\t\f\r"
#: Strings of which BeautifulSoup makes something else, by the name of their tag.
_STRINGS: Final = HTMLTreeBuilder.DEFAULT_STRING_CONTAINERS
_VOID: Final = frozenset(HTMLTreeBuilder.DEFAULT_EMPTY_ELEMENT_TAGS or ())
_TEXT: Final = "-text"
#: With so many nodes there may be more tags than an article has.
_MANY: Final = 4_000


def soup_of(node: LexborNode) -> tuple[Element, bool]:
    """Return a soup of ``node``, and whether it was cut because no article is as long."""
    soup, count = _linked(node, _MANY)
    if count < _MANY:
        return soup, False
    html, is_cut = bounded(node.html or "")
    body = LexborHTMLParser(html).body if is_cut else None
    return _linked(body or node, sys.maxsize)[0], is_cut


def _linked(node: LexborNode, most: int) -> tuple[Element, int]:
    """Return the root of a soup with a tag or a string for ``node`` and each node in it.

    And how many nodes it was made of: it ends where they are ``most``. What stands in a node that
    has no tag is left out with it. Depth can't overflow it: where it is to go on stands on a stack.
    """
    parent = root = _tag(BeautifulSoup.ROOT_TAG_NAME, {})
    root.hidden = True
    last: PageElement = root
    element: Element | NavigableString | None
    here: LexborNode | None = node
    beside: str | None = None
    inside, contents = parent.name, parent.contents  # a tag takes its time to tell them
    keeps_space, count = False, 0
    todo: list[tuple[LexborNode | None, Element, str, list[PageElement], bool]] = []
    while here is not None and count < most:
        count += 1
        name = here.tag or "-"
        following = here.next if here is not node else None
        if name == _TEXT:
            text = here.text_content or ""
            if not keeps_space and text.isspace():
                text = _folded(text, inside, beside, following)
            element = _string(text, inside) if text else None
        else:
            element = None if name[0] == "-" or name in _DROPPED else _tag(name, here.attributes)
        beside = name
        if element is not None:
            element.parent, element.previous_element = parent, last
            last.next_element = last = element
            if contents:
                element.previous_sibling = contents[-1]
                contents[-1].next_sibling = element
            contents.append(element)
        if isinstance(element, Element):
            todo.append((following, parent, inside, contents, keeps_space))
            parent, inside, contents = element, name, element.contents
            keeps_space = keeps_space or name in _KEPT_SPACE
            here, beside = here.first_child, None
        else:
            here = following
        while here is None and todo:
            beside = inside
            here, parent, inside, contents, keeps_space = todo.pop()
    return root, count


def _tag(name: str, attributes: dict[str, str | None]) -> Element:
    """Return the tag of an element, linked to nothing."""
    tag = Element.__new__(Element)
    tag.name = name
    attrs: dict[str, Any] = attributes  # which the fast parser made for whoever asked
    if attributes and None in attributes.values():  # most paragraphs have none
        attrs = {key: value or "" for key, value in attributes.items()}
    tag.attrs = attrs
    tag.contents = []
    if name in _VOID:
        tag.can_be_empty_element = True
    elif name in _STRINGS:
        tag.interesting_string_types = {_STRINGS[name]}
    return tag


def _string(text: str, name: str) -> NavigableString:
    """Return the string of a text in a tag of a name, linked to nothing."""
    string: NavigableString = str.__new__(_STRINGS.get(name, NavigableString), text)
    string.next_element = string.next_sibling = string.previous_sibling = None
    return string


def _folded(text: str, name: str, before: str | None, after: LexborNode | None) -> str:
    """Return a text in a tag of a name: space between words is one, as BeautifulSoup makes it.

    Space between two blocks, which is half of all strings, separates nothing.
    """
    if text.strip(_SPACES):
        return text
    if name in BLOCKS and before in _BORDERS and (after is None or after.tag in BLOCKS):
        return ""
    return "\n" if "\n" in text else " "
