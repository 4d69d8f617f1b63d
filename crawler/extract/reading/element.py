"""An element of a soup, and what it holds: read once, until something is taken out of it.

A box is looked at by a dozen judges, which ask the same of it. BeautifulSoup's own searches build a
filter for every call, 50 µs each: a walk over the few elements inside costs a tenth.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import ClassVar, Final

from bs4 import Tag
from bs4.builder import HTMLTreeBuilder
from bs4.element import AttributeValueList, NavigableString, PageElement

from crawler.extract.text import fold

#: How much of a long text its opening is at least (characters).
OPENING: Final = 600


class Element(Tag):
    """A tag as BeautifulSoup's builder for HTML makes it, which keeps only what is its own.

    What all have in common takes half of the time when each has a copy.
    """

    parser_class = None
    namespace = None
    _namespaces: ClassVar[dict[str, str]] = {}  # type: ignore[misc]
    prefix = None
    sourceline = None
    sourcepos = None
    attribute_value_list_class = AttributeValueList
    known_xml = False
    hidden = False
    can_be_empty_element = False
    cdata_list_attributes: ClassVar[dict[str, set[str]]] = {}  # type: ignore[misc]
    preserve_whitespace_tags = HTMLTreeBuilder.DEFAULT_PRESERVE_WHITESPACE_TAGS
    interesting_string_types = Tag.MAIN_CONTENT_STRING_TYPES
    parent: "Element | None" = None
    previous_element = next_element = previous_sibling = next_sibling = None
    #: What was read of it: None until it is asked for, and where something was taken out of it.
    _said: str | None = None
    _opening: str | None = None
    _inner: "list[Element] | None" = None
    _links: list[tuple[str, str]] | None = None

    @property
    def parents(self) -> Iterator["Element"]:
        """Yield what the element stands in, the innermost first."""
        here = self.parent
        while here is not None:
            yield here
            here = here.parent

    @property
    def above(self) -> "Element | None":
        """The element right before it, within what holds both."""
        return next((part for part in self.previous_siblings if isinstance(part, Element)), None)

    @property
    def below(self) -> "Element | None":
        """The element right behind it, likewise."""
        return next((part for part in self.next_siblings if isinstance(part, Element)), None)

    @property
    def parts(self) -> list["Element"]:
        """The elements that it is made of."""
        return [part for part in self.contents if isinstance(part, Element)]

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return str(self.attrs.get("class") or "").split()

    @property
    def href(self) -> str:
        """Where it leads, as written; empty where it leads nowhere."""
        return str(self.attrs.get("href") or "")

    @property
    def said(self) -> str:
        """All that it says, folded."""
        if self._said is None:
            self._said = fold(text_of(self))
        return self._said

    @property
    def opening(self) -> str:
        """The same; of what says more than ``OPENING`` characters no less than that."""
        if self._opening is None:
            self._opening = opening_text(self, OPENING)
        return self._opening

    @property
    def inner(self) -> list["Element"]:
        """The elements in it, as they begin."""
        if self._inner is None:
            self._inner = [part for part in _descendants(self) if isinstance(part, Element)]
        return self._inner

    @property
    def links(self) -> list[tuple[str, str]]:
        """Text, folded, and address of the links in it, itself included."""
        if self._links is None:
            self._links = [(link.said, link.href) for link in self.named("a")]
        return self._links

    @property
    def linked_chars(self) -> int:
        """How much of what it says is linked."""
        return sum(len(shown) for shown, _ in self.links)

    def named(self, name: str) -> list["Element"]:
        """Return the elements of a name in it, or itself when it is one."""
        return [self] if self.name == name else self.within(name)

    def within(self, *names: str) -> list["Element"]:
        """Return the elements of ``names`` in it."""
        return [part for part in self.inner if part.name in names]

    def first(self, *names: str) -> "Element | None":
        """Return the first element of ``names`` in it, or None."""
        return next((part for part in self.inner if part.name in names), None)

    def holds(self, names: AbstractSet[str]) -> bool:
        """Whether an element of ``names`` is in it."""
        return any(part.name in names for part in self.inner)

    def empty(self) -> None:
        """Take what it holds out of its soup, and apart.

        ``clear`` looks each part up in its parent, and leaves it fit to be asked: thrice the time.
        """
        if not self.contents and self.name != "a":
            return  # a field, of which nothing was read
        following = after(self)
        _take_apart(self.next_element, following)
        self.contents = []
        self.next_element = following
        if following is not None:
            following.previous_element = self
        for around in (self, *self.parents):
            around._forget()  # noqa: SLF001

    def _forget(self) -> None:
        self._said = self._opening = self._inner = self._links = None

    def is_apart(self) -> bool:
        """Whether it was taken out of a soup."""
        return self.parent is None


def release(soup: Element) -> None:
    """Take a soup apart: its parts hold each other, so the garbage collector had to find them."""
    _take_apart(soup, None)


def after(tag: Tag) -> PageElement | None:
    """Return what follows ``tag`` and all that is in it."""
    if tag.next_sibling is not None:
        return tag.next_sibling
    last: PageElement = tag
    while isinstance(last, Tag) and last.contents:
        last = last.contents[-1]
    return last.next_element


def text_of(tag: Tag) -> str:
    """Return ``tag.get_text(" ")``, which takes thrice as long: it asks each string three times."""
    return " ".join(_strings_in(tag))


def chars_in(tag: Tag) -> int:
    """Return ``len(tag.get_text())``, likewise."""
    return sum(map(len, _strings_in(tag)))


def opening_text(tag: Tag, chars: int) -> str:
    """Return the text of ``tag``, folded; of a longer one the first ``chars`` at least."""
    if len(tag.contents) == 1 and type(only := tag.contents[0]) is NavigableString:
        return fold(only)  # as most have no more than one
    read, length, stop = [], 0, after(tag)
    here = tag.next_element if tag.contents else None
    while here is not None and here is not stop and length <= chars:
        if type(here) is NavigableString and (text := here.strip()):
            read.append(text)
            length += len(text)
        here = here.next_element
    return fold(" ".join(read))


def _strings_in(tag: Tag) -> list[str]:
    wanted = tag.interesting_string_types or Tag.MAIN_CONTENT_STRING_TYPES
    contents = tag.contents
    is_text = len(contents) == 1 and not isinstance(contents[0], Tag)  # as is so of most links
    parts = contents if is_text else _descendants(tag)
    return [part for part in parts if type(part) in wanted]  # type: ignore[misc]


def _descendants(tag: Tag) -> list[PageElement]:
    """Return ``list(tag.descendants)``, without a generator's step for each."""
    if not tag.contents:
        return []
    stop = after(tag)
    found: list[PageElement] = []
    here: PageElement | None = tag.contents[0]
    while here is not None and here is not stop:
        found.append(here)
        here = here.next_element
    return found


def _take_apart(here: PageElement | None, stop: PageElement | None) -> None:
    """Cut what leads back from each element, so that none holds what holds it."""
    while here is not None and here is not stop:
        here.parent = here.previous_element = here.previous_sibling = None
        here = here.next_element
