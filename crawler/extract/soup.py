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
#: Node, its name, where it goes, whether space is kept there, whether it separates blocks.
_Step = tuple[LexborNode, str, Tag, bool, bool]


def soup_of(node: LexborNode) -> tuple[Tag, bool]:
    """Return a soup of ``node``, and whether it was cut because no article is as long."""
    html, is_cut = bounded(node.html or "")
    if is_cut:
        node = LexborHTMLParser(html).body or node
    return _Linker().run(node), is_cut


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


class _Linker:
    """Makes and links a tag or a string for each node, in the order of the page."""

    def __init__(self) -> None:
        self._root = _copy(BeautifulSoup.ROOT_TAG_NAME)
        self._root.hidden = True
        self._last: PageElement = self._root
        self._todo: list[_Step] = []

    def run(self, node: LexborNode) -> Tag:
        """Return the root of a soup that holds ``node``."""
        todo = self._todo
        todo.append((node, node.tag or "", self._root, False, False))
        while todo:
            node, name, parent, keeps_space, is_apart = todo.pop()
            if name == _TEXT:
                self._string(node.text_content or "", parent, keeps_space, is_apart)
            else:
                tag = _copy(name)
                tag.attrs = {key: value or "" for key, value in node.attributes.items()}
                self._link(tag, parent)
                self._plan(node, tag, keeps_space or name in _KEPT_SPACE)
        return self._root

    def _plan(self, node: LexborNode, tag: Tag, keeps_space: bool) -> None:  # noqa: FBT001 (hot)
        """Note what is in ``node``, to be made next; the last first, as from a stack."""
        nodes = list(node.iter(include_text=True))
        if not nodes:
            return
        names = ["p", *[child.tag or "-" for child in nodes], "p"]  # both ends border on a block
        is_block = tag.name in BLOCKS
        for place in range(len(nodes), 0, -1):
            name = names[place]
            if name == _TEXT:
                is_apart = is_block and names[place - 1] in BLOCKS and names[place + 1] in BLOCKS
                self._todo.append((nodes[place - 1], name, tag, keeps_space, is_apart))
            elif name[0] != "-" and name not in _DROPPED:
                self._todo.append((nodes[place - 1], name, tag, keeps_space, False))

    def _string(self, text: str, parent: Tag, keeps_space: bool, is_apart: bool) -> None:  # noqa: FBT001 (hot)
        """Add a string to ``parent``: space between words is one, as BeautifulSoup makes it.

        Space between two blocks, which is half of all strings, separates nothing.
        """
        if not keeps_space and not text.strip(_SPACES):
            if is_apart:
                return
            text = "\n" if "\n" in text else " "
        string = str.__new__(_STRINGS.get(parent.name, NavigableString), text)
        string.hidden = False
        string.next_element = string.next_sibling = string.previous_sibling = None
        self._link(string, parent)

    def _link(self, element: PageElement, parent: Tag) -> None:
        """Put ``element`` behind all that is linked; ``setup`` does it in twice the time."""
        element.parent, element.previous_element = parent, self._last
        self._last.next_element = element
        self._last = element
        if contents := parent.contents:
            element.previous_sibling = before = contents[-1]
            before.next_sibling = element
        contents.append(element)


def _copy(name: str) -> Tag:
    """Return a tag of that name as BeautifulSoup makes it, without attributes and contents."""
    tag = Tag.__new__(Tag)
    tag.__dict__ = _model(name).copy()
    tag.contents = []
    return tag
