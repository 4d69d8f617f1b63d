"""Which pages show something else than the article that is stored where they stand. Pure.

A server answers 200 with its maintenance page, a provider's block page, a hacker's; no list of
words knows them all. Such a page states nothing of what tells the article from others, and has
nearly nothing of its title and text; or it comes alike for articles that had nothing in common, or
word for word at many new addresses.
What is stored of articles, ``flows.store.strays`` knows.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from itertools import combinations
from typing import Final

from flows.dedupe import likeness
from flows.dedupe.batch import joined
from flows.records import ALIKE_FOR_MANY, UNLIKE_STORED, Content, Item

#: Of the shorter title's words, and of the shorter text's runs of three words, from so many on two
#: have something in common: an edit leaves more, a site's name and a line around a text less.
_TITLE: Final = 0.5
_TEXT: Final = 0.1
#: As alike as pages are that differ in an address, a time or a number alone.
_SAME: Final = 0.8
#: Two articles may be withdrawn with the same words in one hour.
_MANY: Final = 3
#: Some themes show the day alone, in the zone of the reader.
_SAME_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What an article said at some time, or what a page says."""

    title: str
    body: str = field(repr=False)
    authors: Sequence[str]
    published_at: datetime | None

    @classmethod
    def by(cls, content: Content) -> "Said":
        """Return what a content says."""
        return cls(
            title=content.title,
            body=content.body,
            authors=content.authors,
            published_at=content.published_at,
        )

    @property
    def is_signed(self) -> bool:
        """Whether it is known by whom or of when it is."""
        return self.published_at is not None or bool(self.authors)

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The words of the title."""
        return frozenset(likeness.words(self.title, ""))

    @cached_property
    def text(self) -> likeness.Read:
        """The text as it is compared."""
        return likeness.read(likeness.words("", self.body))


@dataclass(frozen=True, kw_only=True)
class Article:
    """An article that a page may be of.

    Attributes:
        paths: at which it was met.
        said: what counts of that today.
        is_stated: whether its pages state what tells it from others.

    """

    paths: frozenset[str]
    said: Sequence[Said]
    is_stated: bool


@dataclass(frozen=True, kw_only=True)
class _Page:
    """A page, what it says, and the articles that it may be of."""

    item: Item
    content: Content
    articles: Sequence[Article]

    @cached_property
    def said(self) -> Said:
        return Said.by(self.content)

    @cached_property
    def others(self) -> list[Said]:
        return [said for article in self.articles for said in article.said]

    @cached_property
    def is_of_other_text(self) -> bool:
        """Whether its text has nothing in common with any that is known of its article."""
        runs = self.said.text.runs
        return bool(self.others) and all(
            _share(runs, other.text.runs) < _TEXT for other in self.others
        )

    @property
    def is_rewritten(self) -> bool:
        """The same of an article that had a text, and not a picture alone."""
        return self.is_of_other_text and any(said.body for said in self.others)

    @property
    def key(self) -> str:
        """What is the same for pages of one article."""
        return min((path for article in self.articles for path in article.paths), default="")


def found(items: Sequence[Item], stored: Mapping[int, Sequence[Article]]) -> dict[int, str]:
    """Return which of ``items`` are such pages, by their places, and why.

    ``stored`` are the articles that each which is to be judged may be of, none where it is new;
    beside them counts what the batch itself has of the same addresses and states more.
    """
    pages = {
        place: _Page(item=item, content=item.content, articles=[*articles, *_beside(item, items)])
        for place, articles in stored.items()
        if (item := items[place]).content
        and item.content.origin != "text"  # which states nothing, whatever it is of
    }
    unlike = frozenset(place for place, page in pages.items() if _is_unlike(page))
    alike = _alike(pages, unlike) | _copies(pages)
    return dict.fromkeys(alike, ALIKE_FOR_MANY) | dict.fromkeys(unlike, UNLIKE_STORED)


def _beside(item: Item, items: Iterable[Item]) -> Iterator[Article]:
    """Give what a batch says of the article of ``item`` on pages that state more than that does."""
    for other in items:
        if other.states > item.states and other.content and _are_of_one(item, other):
            said = [Said.by(other.content)]
            yield Article(paths=frozenset(other.paths), said=said, is_stated=True)


def _are_of_one(item: Item, other: Item) -> bool:
    """Whether two pages of a batch go to one article, by their number or by an address."""
    one, two = (page.content.post_id if page.content else None for page in (item, other))
    return (one is not None and one == two) or not set(item.paths).isdisjoint(other.paths)


def _is_unlike(page: _Page) -> bool:
    """Whether nothing on a page speaks for its being of the article that it stands for.

    Where that article's pages never stated anything, nobody knows which of the two is the stranger.
    """
    if not page.is_of_other_text or not any(article.is_stated for article in page.articles):
        return False
    if any(_is_told(page, article) for article in page.articles):
        return False
    words = page.said.title_words
    return all(_share(words, other.title_words) < _TITLE for other in page.others)


def _is_told(page: _Page, article: Article) -> bool:
    """Whether a page itself says that it is of an article, or more than is known of that.

    Which one a page with a number is of, that says.
    """
    states, content = page.item.states, page.content
    is_more = bool(states) and not any(said.is_signed for said in article.said)
    return (
        is_more
        or "post_id" in states
        or ("canonical_url" in states and content.path in article.paths)
        or any(_agree(content, said, states) for said in article.said)
    )


def _agree(content: Content, said: Said, states: Collection[str]) -> bool:
    """Whether a page states the day or an author of what an article said."""
    at, before = content.published_at, said.published_at
    if "published_at" in states and at and before and abs(at - before) < _SAME_DAY:
        return True
    return "authors" in states and not set(content.authors).isdisjoint(said.authors)


def _share(one: Collection[str], other: frozenset[str]) -> float:
    """Return which share of the fewer stands in the other; 0 where there is none."""
    fewer = min(len(one), len(other))
    return len(other.intersection(one)) / fewer if fewer else 0.0


def _alike(pages: Mapping[int, _Page], unlike: frozenset[int]) -> set[int]:
    """Return the places of pages that come with the same text for many articles of other texts.

    A page at a new address that states nothing goes with those of its text that are unlike theirs.
    """
    doubted = {
        place: page
        for place, page in pages.items()
        if place in unlike or page.is_rewritten or not (page.articles or page.item.states)
    }
    known = {place for place, page in doubted.items() if page.articles}
    pairs = [
        pair
        for pair in combinations(doubted, 2)
        # an import may bring a thousand new ones that state nothing: they tell nothing of another
        if not known.isdisjoint(pair)
        and likeness.likeness(*(doubted[place].said.text for place in pair)) >= _SAME
    ]
    alike: set[int] = set()
    for group in joined(pairs):
        of_articles = known.intersection(group)
        if len({doubted[place].key for place in of_articles}) >= _MANY:
            alike.update(group)
        elif not unlike.isdisjoint(group):
            alike.update(set(group) - of_articles)
    return alike


def _copies(pages: Mapping[int, _Page]) -> set[int]:
    """Return the places of pages that state nothing and say the same at many new addresses.

    So answers a site that is away while it is read for the first time. Word for word: what a silent
    site publishes every day under one title differs in a number at the least.
    """
    said: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for place, page in pages.items():
        if page.content.body and not (page.articles or page.item.states):
            said[page.content.title, page.content.body][place] = page.content.path
    many = (places for places in said.values() if len(set(places.values())) >= _MANY)
    return {place for places in many for place in places}
