"""Edits seen for each thousand requests: looking again by age, at fixed intervals, and as learned.

Sixty days of a site in memory and in virtual time, with editors who tell nobody. All ways may cost
the same number of requests::

    python -m tests.benchmarks.revisits

The learned way knows nothing at first. Each half hour it looks at the articles whose chance to
have changed unseen is greatest, as far as the budget goes, and counts by age and section what it
finds.
"""

import argparse
import math
import random
import statistics
import sys
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from flows.revisit import AGES

DAY_S: Final = 86_400.0
HOUR_S: Final = 3_600.0
DAYS: Final = 60
PER_DAY: Final = 20
EDITS: Final = 1.5
SECTIONS: Final = 8
SOONEST_S: Final = 600.0
LATEST_S: Final = AGES[-1].total_seconds()
#: When an article is edited, in seconds after its publication.
MODELS: Final[dict[str, Callable[[random.Random], float]]] = {
    "soon (as many from the first hour to the tenth as from there to the hundredth)": lambda dice: (
        SOONEST_S * (LATEST_S / SOONEST_S) ** dice.random()
    ),
    "at any time of the thirty days": lambda dice: dice.uniform(SOONEST_S, LATEST_S),
    "within hours": lambda dice: SOONEST_S + dice.expovariate(1 / (3 * HOUR_S)),
}
#: How often sections are edited: alike, or some hardly ever (shape of a gamma distribution).
SHAPES: Final = {"all sections alike": math.inf, "sections that differ": 0.5}
#: Ages between which the learned way counts, evenly on a scale of logarithms.
BOUNDS: Final = [SOONEST_S * (LATEST_S / SOONEST_S) ** (step / 12) for step in range(13)]
STEP_S: Final = HOUR_S / 2
#: A look that will hardly find anything is saved for a better one.
CHANCE_MIN: Final = 0.02


class Article(NamedTuple):
    """When an article came out, where, and when it was edited (seconds)."""

    born: float
    section: int
    edits: Sequence[float]


@dataclass(kw_only=True)
class Seen:
    """What a way of looking saw."""

    requests: int = 0
    edits: int = 0
    lags: list[float] = field(default_factory=list)

    def look(self, article: Article, last: float, now: float) -> bool:
        """Look at an article; whether it has changed since the last time."""
        unseen = [edit for edit in article.edits if last < edit <= now]
        self.requests += 1
        self.edits += bool(unseen)
        self.lags += [now - edit for edit in unseen]
        return bool(unseen)

    @property
    def per_thousand(self) -> float:
        """Edits seen for each thousand requests."""
        return 1000 * self.edits / self.requests


def articles(model: Callable[[random.Random], float], shape: float) -> list[Article]:
    """Let editors work."""
    dice = random.Random(1)
    busy = [1.0 if shape == math.inf else dice.gammavariate(shape, 1) for _ in range(SECTIONS)]
    made = []
    for _ in range(DAYS * PER_DAY):
        born, section = dice.uniform(0, DAYS * DAY_S), dice.randrange(SECTIONS)
        chance = EDITS * busy[section] / statistics.mean(busy) / 12
        edits = [born + model(dice) for _ in range(12) if dice.random() < chance]
        made.append(Article(born, section, sorted(edits)))
    return sorted(made)


def looked(made: Sequence[Article], ages: Sequence[float]) -> Seen:
    """Look at each article at these ages."""
    seen = Seen()
    for article in made:
        for before, after in pairwise([0.0, *ages]):
            seen.look(article, article.born + before, article.born + after)
    return seen


class Counts:
    """How many edits were seen, by age and by section; a prior of one article for a start."""

    def __init__(self) -> None:
        """Expect as many edits from one bound to the next."""
        self._seen = [EDITS / 12] * 12
        self._time = [after - before for before, after in pairwise(BOUNDS)]
        self._sections = [[5.0, 5.0] for _ in range(SECTIONS)]

    def sums(self) -> list[float]:
        """Return how many edits to expect up to each bound."""
        sums = [0.0]
        for seen, time, (before, after) in zip(
            self._seen, self._time, pairwise(BOUNDS), strict=True
        ):
            sums.append(sums[-1] + seen / time * (after - before))
        return sums

    def factor(self, section: int) -> float:
        """Return how much more often than others a section is edited."""
        seen, expected = self._sections[section]
        return seen / expected

    def learn(
        self, section: int, ages: tuple[float, float], *, expected: float, is_new: bool
    ) -> None:
        """Count a look back from one age to another."""
        sums = self.sums()
        factor = self.factor(section)
        for at, (before, after) in enumerate(pairwise(BOUNDS)):
            time = min(ages[1], after) - max(ages[0], before)
            if time > 0:
                share = (sums[at + 1] - sums[at]) * time / (after - before) / max(expected, 1e-9)
                self._time[at] += time * factor
                self._seen[at] += share * is_new
        self._sections[section][0] += is_new
        self._sections[section][1] += expected


def _up_to(sums: Sequence[float], age: float) -> float:
    at = min(bisect_right(BOUNDS, age), len(BOUNDS) - 1)
    before, after = BOUNDS[at - 1], BOUNDS[at]
    part = min(max((age - before) / (after - before), 0.0), 1.0)
    return 0.0 if age <= SOONEST_S else sums[at - 1] + part * (sums[at] - sums[at - 1])


def learned(made: Sequence[Article], budget: int) -> Seen:
    """Look where most is to be found, by what was found before."""
    seen, counts, now, saved = Seen(), Counts(), 0.0, 0.0
    lasts = {number: article.born for number, article in enumerate(made)}
    end = DAYS * DAY_S + LATEST_S
    while now < end:
        now += STEP_S
        saved += budget * STEP_S / end
        sums = counts.sums()
        likely = []
        for number, article in enumerate(made):
            if article.born < now <= article.born + LATEST_S + STEP_S:
                ages = lasts[number] - article.born, now - article.born
                expected = _up_to(sums, ages[1]) - _up_to(sums, ages[0])
                likely.append((expected * counts.factor(article.section), expected, number))
        for chance, expected, number in sorted(likely, reverse=True)[: int(saved)]:
            if chance < CHANCE_MIN:
                break
            article, last = made[number], lasts[number]
            is_new = seen.look(article, last, now)
            ages = last - article.born, now - article.born
            counts.learn(article.section, ages, expected=expected, is_new=is_new)
            lasts[number], saved = now, saved - 1
    return seen


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the ways side by side, for each model of when articles are edited."""
    argparse.ArgumentParser(description=__doc__).parse_args(arguments)
    ages = [age.total_seconds() for age in AGES]
    even = [LATEST_S / len(AGES) * number for number in range(1, len(AGES) + 1)]
    for sections, shape in SHAPES.items():
        for name, model in MODELS.items():
            sys.stdout.write(f"edits come {name}; {sections}\n")
            made = articles(model, shape)
            by_age = looked(made, ages)
            ways = {
                "by age": by_age,
                "at fixed intervals": looked(made, even),
                "learned": learned(made, by_age.requests),
            }
            for way, found in ways.items():
                lag_h = statistics.median(found.lags) / HOUR_S
                more = found.edits / by_age.edits - 1
                sys.stdout.write(
                    f"  {way:<20}{found.edits:6,} edits seen in {found.requests:,} requests, "
                    f"{found.per_thousand:.0f} per 1,000 ({more:+.0%}); half within {lag_h:.1f} h\n"
                )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
