"""How much of a text was found, as the article extraction benchmark of Zyte measures it.

Runs of four words are counted, how often each stands in the one text and in the other; then words
by themselves. Each page weighs the same, however long it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

#: A word; of scripts that put no space between words, a letter.
_WORD: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")


@dataclass(kw_only=True)
class Matches:
    """Parts of texts, of all that stand in either: in both, in the found alone, in neither's."""

    both: float = 0.0
    surplus: float = 0.0
    missing: float = 0.0

    def __add__(self, other: "Matches") -> "Matches":
        """Add up."""
        return Matches(
            both=self.both + other.both,
            surplus=self.surplus + other.surplus,
            missing=self.missing + other.missing,
        )

    @property
    def precision(self) -> float:
        """Of what was found, the share that is right."""
        found = self.both + self.surplus
        return self.both / found if found else 0.0

    @property
    def recall(self) -> float:
        """Of what is right, the share that was found."""
        right = self.both + self.missing
        return self.both / right if right else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def matches(right: Iterable[str], found: Iterable[str], size: int) -> Matches:
    """Return what two texts, given in parts, have in common in runs of ``size`` words."""
    wanted, mine = _runs(right, size), _runs(found, size)
    both = sum((wanted & mine).values())
    total = wanted.total() + mine.total() - both
    return Matches(
        both=both / total if total else 0.0,
        surplus=(mine.total() - both) / total if total else 0.0,
        missing=(wanted.total() - both) / total if total else 0.0,
    )


def _runs(parts: Iterable[str], size: int) -> Counter[Sequence[str]]:
    words = _WORD.findall(" ".join(parts).casefold())
    last = max(len(words) - size + 1, min(len(words), 1))
    return Counter(tuple(words[place : place + size]) for place in range(last))
