"""Labelled pairs of Indonesian articles: edited copies, and articles that are only alike."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from tests.benchmarks.duplicates.prose import SENTENCE, Fact, Prose

#: Words of an article, from a short notice to a long report.
LENGTHS: Final = (60, 90, 150, 250, 400, 700)
SHARES: Final = (0.01, 0.05, 0.1, 0.15, 0.2, 0.3)


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A headline and a body."""

    title: str
    body: str = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Two texts, and what is true of them; ``kind`` names how the second came to be."""

    kind: str
    share: float
    is_duplicate: bool
    first: Text
    second: Text


def scattered(text: str, share: float, prose: Prose, chance: random.Random) -> str:
    """Change a share of the words, here and there: others, none, or one more."""
    words = text.split(" ")
    for at in chance.sample(range(len(words)), round(share * len(words))):
        words[at] = chance.choice((prose.word(), prose.word(), "", f"{words[at]} {prose.word()}"))
    return " ".join(filter(None, words))


def in_blocks(text: str, share: float, prose: Prose, chance: random.Random) -> str:
    """Change a share of the words, in one or two pieces: rewritten, or taken away."""
    words = text.split(" ")
    pieces = chance.choice((1, 2))
    size = round(share * len(words) / pieces)
    for number in range(pieces):
        half = len(words) // pieces
        at = number * half + chance.randrange(max(1, half - size))
        is_rewritten = chance.random() < 0.7
        new = prose.passage(size).split(" ") if is_rewritten else []
        words[at : at + size] = new + [""] * (size - len(new))
    return " ".join(filter(None, words))


EDITS: Final[dict[str, Callable[[str, float, Prose, random.Random], str]]] = {
    "scattered": scattered,
    "in blocks": in_blocks,
}


def edited(each: int, seed: int = 1) -> Iterator[Pair]:
    """Give ``each`` pairs of every length, share and way of editing; some have new titles."""
    prose, chance = Prose(seed), random.Random(seed)
    for kind, edit in EDITS.items():
        for share, length in product(SHARES, LENGTHS):
            for _ in range(each):
                event = prose.event(length // SENTENCE)
                first = Text(title=prose.title(event), body=prose.told(event))
                title = prose.title(event) if chance.random() < 0.3 else first.title
                second = Text(title=title, body=edit(first.body, share, prose, chance))
                yield Pair(kind=kind, share=share, is_duplicate=True, first=first, second=second)


def different(each: int, seed: int = 2) -> Iterator[Pair]:
    """Give ``each`` pairs of every length that are no duplicates, and look a little as if."""
    prose = Prose(seed)
    for length in LENGTHS:
        for _ in range(each):
            event, other = (prose.event(length // SENTENCE) for _ in range(2))
            yield _not("same event", prose, (event, event), "")
            # a fifth of the whole
            yield _not("same quotations", prose, (event, event), prose.passage(length // 4))
            # a quarter of the whole, at the most
            footer = prose.passage(min(60, length // 3))
            yield _not("same boilerplate", prose, (event, other), footer)


def _not(kind: str, prose: Prose, events: tuple[list[Fact], list[Fact]], shared: str) -> Pair:
    first, second = (
        Text(title=prose.title(event), body=f"{prose.told(event)}\n\n{shared}".strip())
        for event in events
    )
    return Pair(kind=kind, share=0, is_duplicate=False, first=first, second=second)
