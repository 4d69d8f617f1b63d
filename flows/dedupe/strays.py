"""Which pages show something else than the article that is stored where they stand. Pure.

A server answers 200 with its maintenance page, a provider's block page, a hacker's; no list of
words knows them all. Such a page states nothing of what tells the article from others, and has
nearly nothing of its title and text; or it comes alike for articles that had nothing in common, or
word for word at many new addresses: in one batch or a page a month.
What is stored of articles, and where else a text stands, ``flows.store.strays`` knows.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations
from typing import Final

from flows.dedupe import likeness
from flows.dedupe.batch import joined
from flows.dedupe.said import SAME, Article, Page, Said, share
from flows.records import ALIKE_FOR_MANY, UNLIKE_STORED, Content, Item

#: Of the shorter title's words, from so many on two have something in common.
_TITLE: Final = 0.5
#: Two articles may be withdrawn with the same words in one hour.
_MANY: Final = 3
#: Some themes show the day alone, in the zone of the reader.
_SAME_DAY: Final = timedelta(days=1)


class Judgement:
    """Which pages of a batch are such, and why.

    Attributes:
        keys: by which the texts of those are found that may be, by their places.

    """

    def __init__(self, items: Sequence[Item], stored: Mapping[int, Sequence[Article]]) -> None:
        """Judge ``items``, those for which ``stored`` has the articles that they may be of.

        It has none where one is new; beside them counts what the batch itself has of the same
        addresses and states more.
        """
        pages = {
            place: Page(
                item=item, content=item.content, articles=[*articles, *_beside(item, items)]
            )
            for place, articles in stored.items()
            if (item := items[place]).content
            and item.content.origin != "text"  # which states nothing, whatever it is of
        }
        self._unlike = frozenset(place for place, page in pages.items() if _is_unlike(page))
        self._doubted = {
            place: page
            for place, page in pages.items()
            if place in self._unlike or page.is_rewritten or not (page.articles or page.item.states)
        }
        self.keys = {place: page.keys[0] for place, page in self._doubted.items() if page.keys}

    @property
    def wanted(self) -> set[bytes]:
        """The keys of texts of which it has to be known where else they stand."""
        return {key for page in self._doubted.values() for key in page.keys}

    def found(
        self, seen: Mapping[bytes, Collection[str]], accepted: Collection[bytes]
    ) -> dict[int, str]:
        """Return the pages by their places.

        ``seen`` are names of articles with such texts; ``accepted`` are those that a person took
        for an article's own once: they tell of no other.
        """
        doubted = {
            place: page
            for place, page in self._doubted.items()
            if not set(page.keys).intersection(accepted)
        }
        alike = _alike(doubted, self._unlike) | _again(doubted, seen)
        return dict.fromkeys(alike, ALIKE_FOR_MANY) | dict.fromkeys(self._unlike, UNLIKE_STORED)


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


def _is_unlike(page: Page) -> bool:
    """Whether nothing on a page speaks for its being of the article that it stands for.

    Where that article's pages never stated anything, nobody knows which of the two is the stranger.
    """
    if not page.is_of_other_text or not any(article.is_stated for article in page.articles):
        return False
    if any(_is_told(page, article) for article in page.articles):
        return False
    words = page.said.title_words
    return all(share(words, other.title_words) < _TITLE for other in page.others)


def _is_told(page: Page, article: Article) -> bool:
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


def _alike(doubted: Mapping[int, Page], unlike: frozenset[int]) -> set[int]:
    """Return the places of pages that come with the same text for many articles of other texts.

    A page at a new address that states nothing goes with those of its text that are unlike theirs.
    """
    known = {place for place, page in doubted.items() if page.articles}
    pairs = [
        pair
        for pair in combinations(doubted, 2)
        # an import may bring a thousand new ones that state nothing: they tell nothing of another
        if not known.isdisjoint(pair)
        and likeness.likeness(*(doubted[place].said.text for place in pair)) >= SAME
    ]
    alike: set[int] = set()
    for group in joined(pairs):
        of_articles = known.intersection(group)
        if len({doubted[place].name for place in of_articles}) >= _MANY:
            alike.update(group)
        elif not unlike.isdisjoint(group):
            alike.update(set(group) - of_articles)
    return alike


def _again(doubted: Mapping[int, Page], seen: Mapping[bytes, Collection[str]]) -> set[int]:
    """Return the places of pages whose text stands at many addresses, here or in the archive.

    So answers a site that is away while it is read for the first time.
    """
    names = defaultdict[bytes, set[str]](set, {key: set(of) for key, of in seen.items()})
    for page in doubted.values():
        for key in page.keys[:1]:
            names[key].add(page.name)
    return {
        place
        for place, page in doubted.items()
        if any(len(names[key] - page.names) >= _MANY - 1 for key in page.keys)
    }
