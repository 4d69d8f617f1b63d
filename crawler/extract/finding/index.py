"""A page's elements by tag, class, ``rel`` and ``itemprop``.

A selector for each class would walk over the whole page each time; half a hundred of them cost
more than parsing. Tags, links and properties, of which few are asked for, are cheaper one by one.
"""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import chain, compress, islice, takewhile
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.extract.finding.names import is_others
from crawler.extract.steps import ancestors
from crawler.extract.text import key, words

AUTHORS: Final = words(
    "fn author-name meta-author tdb-author-name wp-block-post-author__name"
    " wp-block-post-author-name jeg_meta_author td-post-author-name entry-author post-author"
    " author-title penulis author post-author-name author-link entry-author-name td-author-name"
    " herald-author-name meta-author-url ct-meta-element-author fl-post-info-author author-details"
    " elementor-post-info__item--type-author article-author entry-author-link byline-name"
    " detail__author credit-title-name nama-penulis admin_meta author-info writer posts-author"
    " reader-credits"
)
TAGS: Final = words(
    "tags-links tag-links post-tags entry-tags td-tags td-post-tags jeg_post_tags"
    " taxonomy-post_tag article-tags post-tag post-bottom-tags tags list-tag"
)
CATEGORIES: Final = words(
    "taxonomy-category cat-links jeg_meta_category td-category entry-category post-categories"
    " post-cat-wrap"
)
TITLES: Final = words("entry-title wp-block-post-title jeg_post_title tdb-title-text post-title")
DATES: Final = words(
    "posted-on entry-date post-date td-post-date jeg_meta_date date published byline entry-meta"
    " post-meta meta-date tanggal waktu date-container minor-meta fusion-meta-info-wrapper"
    " mg-blog-date herald-date fl-post-info-date brxe-post-meta detail__date read__time tgl-berita"
    " post-timestamp date_meta date-info date-article posts-date"
)
COMMENT_TITLES: Final = words("comments-title td-comments-title comment-title")
COMMENTS: Final = ("comment", "pingback", "wpd-comment")
COMMENT_FORMS: Final = ("comment-respond", "comment-form")
LOCKED_FORM: Final = "post-password-form"
#: Of WordPress's pages of an article to show in a frame, and of a picture or a file alone.
EMBED: Final = "wp-embed"
ATTACHED: Final = "attachment"
#: What a class is looked up as that calls its element a byline in a way of the site's own.
BYLINE: Final = "*byline"
_BYLINE: Final = re.compile(
    r"(?:[\w-]*[_-])?(?:authors?|by-?line|autor(?:a|es)?|auteurs?|verfasser|firma|writers?|reporters?)"
    r"(?:[_-]+(?:names?|info|meta|text|line|title|link))*"
)
#: The same of a day.
DAY: Final = "*day"
_DAY: Final = re.compile(
    r"(?:[\w-]*[_-])?(?:post|artikel|article|news|story)?(?:date|datum|time|timestamp|fecha|published)"
    r"(?:[_-]+(?:created|header|info|meta|text|line|time|published|posted|publish))*"
)
_KINDS: Final = ((BYLINE, _BYLINE), (DAY, _DAY))
_MAX_ANCESTORS: Final = 60
_MAX_AROUND_TITLE: Final = 12
#: Headings that may be the title: some themes head each box with an ``<h1>``.
_MAX_HEADINGS: Final = 8
_WANTED: Final = frozenset(
    [
        *AUTHORS,
        *TAGS,
        *CATEGORIES,
        *TITLES,
        *DATES,
        *COMMENT_TITLES,
        *COMMENTS,
        *COMMENT_FORMS,
        "wp-post-image",
        "post-page-numbers",
        LOCKED_FORM,
        EMBED,
        ATTACHED,
    ]
)


@lru_cache(maxsize=4096)
def _wanted(classes: str | None) -> tuple[str, ...]:
    """Return what an element is looked up as; of `post-33 post hentry` one name is new."""
    found = (kind for name in (classes or "").split() for kind in _kinds_of(name))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def _kinds_of(name: str) -> tuple[str, ...]:
    known = (name,) if name in _WANTED else ()
    return (*known, *(kind for kind, how in _KINDS if how.fullmatch(name)))


def holds_text_alone(node: LexborNode) -> bool:
    """Whether no element is in ``node``: a selector would look for it ten times as long."""
    first = node.first_child
    return first is None or (first.next is None and first.is_text_node)


def links_in(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the links in ``node``, itself included: a selector is slower where it holds little."""
    return (part for part in node.traverse() if part.tag == "a")


class Index:
    """Finds elements by name without walking the page again."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        """Look at each class in ``tree`` once."""
        self.tree = tree
        #: What shows the title, once ``fields`` has found it.
        self.heading: LexborNode | None = None
        #: The heading beside an element, by its ``mem_id``, once ``others`` has looked for it.
        self.beside: dict[int, LexborNode | None] = {}
        self._classes: dict[str, list[LexborNode]] = {}
        self._tags: dict[str, list[LexborNode]] = {}
        nodes = tree.css("[class]")
        found = list(map(_wanted, [node.attrs["class"] for node in nodes]))
        for node, names in compress(zip(nodes, found, strict=True), found):  # few of them are
            for name in names:
                self._classes.setdefault(name, []).append(node)

    @cached_property
    def _rels(self) -> dict[str, list[LexborNode]]:
        found: dict[str, list[LexborNode]] = {}
        for node in self.tree.css("a[rel]"):
            for name in (node.attrs["rel"] or "").split():
                found.setdefault(name, []).append(node)
        return found

    @cached_property
    def around_title(self) -> frozenset[int]:
        """The elements (their ``mem_id``) that hold a heading of the page.

        Whatever their names are, they are no boilerplate: ``sidebar-right`` tells how a page is
        laid out, not what stands in it.
        """
        titles = [key(node.text()) for node in self.tagged("title")[:1]]
        found: set[int] = set()
        for heading in self.tagged("h1")[:_MAX_HEADINGS]:
            here = heading.parent
            is_ours = not titles or key(heading.text()) in titles[0]
            while is_ours and here is not None and here.mem_id not in found:
                found.add(here.mem_id)
                here = here.parent
        return frozenset(found)

    @cached_property
    def title_path(self) -> tuple[LexborNode, ...]:
        """What the title stands in, up to the page's body; the nearest first."""
        title = self.title_node
        around = ancestors(title) if title is not None else ()
        inner = takewhile(lambda here: here.tag != "body", around)
        return tuple(islice(inner, _MAX_AROUND_TITLE))

    @cached_property
    def title_places(self) -> frozenset[int]:
        """The ``mem_id`` of what is in ``title_path``."""
        return frozenset(here.mem_id for here in self.title_path)

    @property
    def title_node(self) -> LexborNode | None:
        """The heading that shows the article's title; one that is linked shows another's."""
        titles = (node for node in self.classed(TITLES) if node.css_first("a") is None)
        return self.heading or next(chain(self.tagged("h1"), titles), None)

    def tagged(self, *tags: str) -> list[LexborNode]:
        """Return the elements of ``tags``, tag by tag, wherever they stand."""
        for tag in tags:
            if tag not in self._tags:
                self._tags[tag] = self.tree.tags(tag)
        return list(chain.from_iterable(map(self._tags.__getitem__, tags)))

    @cached_property
    def _places(self) -> dict[int, bool]:
        """Whether an element (its ``mem_id``) is elsewhere: what holds the title is not."""
        return dict.fromkeys(self.around_title, False)

    def is_elsewhere(self, node: LexborNode) -> bool:
        """Whether ``node`` stands in what belongs to other articles, or to readers."""
        path: list[int] = []
        answer, here = False, node.parent
        while here is not None and len(path) < _MAX_ANCESTORS:
            place = here.mem_id
            if place in self._places:
                answer = self._places[place]
                break
            path.append(place)
            if answer := is_others(here):
                break
            here = here.parent
        self._places.update(dict.fromkeys(path, answer))
        return answer

    def classed(self, names: tuple[str, ...] | list[str]) -> Iterator[LexborNode]:
        """Yield the elements with one of the classes ``names``, by name, the article's only."""
        return (node for node in self.named(names) if not self.is_elsewhere(node))

    def named(self, names: tuple[str, ...] | list[str]) -> Iterator[LexborNode]:
        """Yield the elements with one of the classes ``names``, by name, wherever they stand."""
        return chain.from_iterable(self._classes.get(name, ()) for name in names)

    def aside(self, names: tuple[str, ...] | list[str]) -> Iterator[LexborNode]:
        """Yield the elements with one of the classes that stand in an ``<aside>``, whoever's."""
        nodes = self.named(names)
        return (node for node in nodes if node.parent is not None and node.parent.tag == "aside")

    def count(self, names: tuple[str, ...], *tags: str) -> int:
        """Return how many elements have one of the classes, wherever they stand."""
        return sum(1 for node in self.named(names) if not tags or node.tag in tags)

    def pages(self) -> tuple[int, int]:
        """Return which page of a post the links to its pages mark, and the last; 0 for none."""
        current = last = 0
        for node in self._classes.get("post-page-numbers", ()):
            text = node.text().strip()
            number = int(text) if text.isdecimal() and len(text) < 4 else 0  # noqa: PLR2004
            last = max(last, number)
            if "current" in (node.attributes.get("class") or "").split():
                current = number
        return current, last

    def first(self, names: tuple[str, ...] | list[str]) -> LexborNode | None:
        """Return an element with one of the classes, wherever it stands."""
        return next(self.named(names), None)

    def related(self, rel: str) -> Iterator[LexborNode]:
        """Yield the article's own links of a ``rel``."""
        return (node for node in self._rels.get(rel, ()) if not self.is_elsewhere(node))

    def marked(self, prop: str) -> Iterator[LexborNode]:
        """Yield the article's own elements of an ``itemprop``."""
        for node in self.tree.css("[itemprop]"):
            if node.attributes.get("itemprop") == prop and not self.is_elsewhere(node):
                yield node

    def links(self, names: list[str]) -> Iterator[LexborNode]:
        """Yield the links in the elements with one of the classes."""
        for node in self.classed(names):
            yield from links_in(node)

    @cached_property
    def categories(self) -> list[LexborNode]:
        """The links to the article's own sections."""
        return [*self.related("category"), *self.links(CATEGORIES)]
