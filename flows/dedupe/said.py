"""What pages and articles say, as it is compared to tell whether one is of the other. Pure.

What follows from it, ``flows.dedupe.strays`` knows.
"""

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Final

from flows.dedupe import likeness
from flows.records import Content, Item

#: Of the shorter text's runs of three words, from so many on two have something in common: an edit
#: leaves more, a site's name and a line around a text less.
_TEXT: Final = 0.1
#: In a text of fewer runs (a credit, "Tamat.") one in common is that share: it tells of no other.
_LONG: Final = round(1 / _TEXT)
#: As alike as pages are that differ in an address, a time or a number alone.
SAME: Final = 0.8
#: What those are.
_VARYING: Final = re.compile(r"[\d/@]")


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
class Page:
    """A page, what it says, and the articles that it may be of."""

    item: Item
    content: Content
    articles: Sequence[Article]

    @cached_property
    def said(self) -> Said:
        """What it says."""
        return Said.by(self.content)

    @cached_property
    def others(self) -> list[Said]:
        """What its articles say."""
        return [said for article in self.articles for said in article.said]

    @cached_property
    def is_of_other_text(self) -> bool:
        """Whether its text has nothing in common with any that is known of its article."""
        runs = self.said.text.runs
        return bool(self.others) and all(
            share(runs, other.text.runs) < _TEXT for other in self.others
        )

    @property
    def is_rewritten(self) -> bool:
        """The same of an article that had a text, and not a picture alone."""
        return self.is_of_other_text and any(said.body for said in self.others)

    @property
    def paths(self) -> set[str]:
        """At which its articles were met."""
        return {path for article in self.articles for path in article.paths}

    @property
    def name(self) -> str:
        """What is the same for pages of one article."""
        return min(self.paths, default=self.content.path)

    @property
    def names(self) -> set[str]:
        """All that may be its name."""
        return {self.content.path, *self.item.paths, *self.paths}

    @cached_property
    def keys(self) -> Sequence[bytes]:
        """By which its text is looked for at other addresses; the first, by which it is found.

        Of an article: whatever title, number or address stands with it, unless it is short. At a
        new address: word for word, as what a silent site publishes every day under one title
        differs in a number.
        """
        said = f"{self.said.title}\n{self.said.body}".encode("utf-8", "replace")
        exact = [hashlib.sha256(said).digest()] if self.said.body and not self.articles else []
        text = likeness.read(_steady(self.said.body))
        return [*exact, text.sha256] if len(text.runs) >= _LONG else exact


def share(one: Collection[str], other: frozenset[str]) -> float:
    """Return which share of the fewer stands in the other; 0 where there is none."""
    fewer = min(len(one), len(other))
    return len(other.intersection(one)) / fewer if fewer else 0.0


def _steady(body: str) -> list[str]:
    """Return the words of a text without those that vary, if they are so few that it is the same.

    Each takes three runs of words with it.
    """
    words = likeness.words("", body)
    parts = (part for part in body.split() if not _VARYING.search(part))
    steady = likeness.words("", " ".join(parts))
    return steady if 3 * (len(words) - len(steady)) <= (1 - SAME) * len(words) else words
