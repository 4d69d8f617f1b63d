"""Labelled pairs of Indonesian articles: edited copies, and articles that are only alike."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from tests.benchmarks.duplicates.prose import SENTENCE, Prose

#: Words of an article, from a short notice to a long report.
LENGTHS: Final = (60, 90, 150, 250, 400, 700)
SHARES: Final = (0.01, 0.05, 0.1, 0.15, 0.2, 0.3)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Two texts, and what is true of them; ``kind`` names how the second came to be."""

    kind: str
    share: float
    is_duplicate: bool
    first: str = field(repr=False)
    second: str = field(repr=False)


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


_EDITS: Final[dict[str, Callable[[str, float, Prose, random.Random], str]]] = {
    "scattered": scattered,
    "in blocks": in_blocks,
}


def edited(each: int, seed: int = 1) -> Iterator[Pair]:
    """Give ``each`` pairs of every length, share and way of editing."""
    prose, chance = Prose(seed), random.Random(seed)
    for kind, edit in _EDITS.items():
        for share in SHARES:
            for length in LENGTHS:
                for _ in range(each):
                    text = prose.article(length)
                    yield Pair(
                        kind=kind, share=share, is_duplicate=True,
                        first=text, second=edit(text, share, prose, chance),
                    )  # fmt: skip


def different(each: int, seed: int = 2) -> Iterator[Pair]:
    """Give ``each`` pairs of every length that are no duplicates, and look a little as if."""
    prose = Prose(seed)
    for length in LENGTHS:
        for _ in range(each):
            event = prose.event(max(2, length // SENTENCE))
            yield _not("same event", prose.told(event), prose.told(event))
            quoted = prose.passage(length // 4)  # a fifth of the whole
            yield _not(
                "same event, same quotations",
                f"{prose.told(event)}\n\n{quoted}",
                f"{quoted}\n\n{prose.told(event)}",
            )
            footer = prose.passage(min(60, length // 3))  # a quarter of the whole, at the most
            yield _not(
                "shared boilerplate",
                f"{prose.article(length)}\n\n{footer}",
                f"{prose.article(length)}\n\n{footer}",
            )


def _not(kind: str, first: str, second: str) -> Pair:
    return Pair(kind=kind, share=0, is_duplicate=False, first=first, second=second)
