"""The container as BeautifulSoup's tree, made of the fast parser's without a second parse.

BeautifulSoup on lxml takes some 550 µs for a container of 30 elements, its generic bookkeeping
for parsers that guess most of that. The fast parser has closed and nested everything already, so
this builder links the elements as they are: 150 µs.
"""

from typing import Final

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


def soup_of(node: LexborNode) -> tuple[BeautifulSoup, bool]:
    """Return ``node`` as a soup, and whether it was cut because no article is as long."""
    html, is_cut = bounded(node.html or "")
    if is_cut:
        node = LexborHTMLParser(html).body or node
    return BeautifulSoup("", builder=_Linker(node)), is_cut


class _Linker(HTMLTreeBuilder):
    """Feeds BeautifulSoup from a tree that stands already."""

    def __init__(self, node: LexborNode) -> None:
        super().__init__(multi_valued_attributes={})  # class stays a text
        self._node = node

    def feed(self, markup: object) -> None:  # noqa: ARG002 (the tree stands already)
        """Link a tag or a string for each node, in the order of the page."""
        soup = self.soup
        assert soup is not None  # noqa: S101 (set before it feeds)
        last: PageElement = soup
        todo: list[tuple[LexborNode, Tag, bool]] = [(self._node, soup, False)]
        while todo:
            node, parent, keeps_space = todo.pop()
            name = node.tag or "-"
            if name == "-text":
                last = self._string(node, parent, last, keeps_space=keeps_space)
            elif name[0] != "-" and name not in _DROPPED:
                last = tag = Tag(soup, self, name, None, None, None, parent, last)
                for key, value in node.attributes.items():
                    dict.__setitem__(tag.attrs, key, value or "")
                parent.contents.append(tag)
                keeps_space = keeps_space or name in _KEPT_SPACE
                child = node.last_child
                while child is not None:
                    todo.append((child, tag, keeps_space))
                    child = child.prev

    def _string(
        self, node: LexborNode, parent: Tag, last: PageElement, *, keeps_space: bool
    ) -> PageElement:
        """Add a string to ``parent``: space between words is one, as BeautifulSoup makes it.

        Space between two blocks, which is half of all strings, separates nothing.
        """
        text = node.text_content or ""
        if not keeps_space and not text.strip(_SPACES):
            if parent.name in BLOCKS and _is_border(node.prev) and _is_border(node.next):
                return last
            text = "\n" if "\n" in text else " "
        string = self.string_containers.get(parent.name, NavigableString)(text)
        string.setup(parent, last)
        parent.contents.append(string)
        return string


def _is_border(node: LexborNode | None) -> bool:
    return node is None or node.tag in BLOCKS
