"""Edits seen for each thousand requests: looking again by age, and at fixed intervals.

Thirty days of a site in memory and in virtual time, with an editor who tells nobody. Both ways
may cost the same number of requests::

    python -m tests.benchmarks.revisits
"""

import argparse
import random
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from flows.revisit import AGES
from tests.site import WordPress
from tests.site.model import Post

DAYS: Final = 30
PER_DAY: Final = 20
EDITS: Final = 1.5
SOONEST_S: Final = 600.0
LATEST_S: Final = AGES[-1].total_seconds()
#: When an article is edited, in seconds after its publication.
MODELS: Final[dict[str, Callable[[random.Random], float]]] = {
    "soon (as many from the first hour to the tenth as from there to the hundredth)": lambda dice: (
        SOONEST_S * (LATEST_S / SOONEST_S) ** dice.random()
    ),
    "at any time of the thirty days": lambda dice: dice.uniform(SOONEST_S, LATEST_S),
}


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a way of looking saw."""

    requests: int
    edits: int
    lags: Sequence[timedelta]

    @property
    def per_thousand(self) -> float:
        """Edits seen for each thousand requests."""
        return 1000 * self.edits / self.requests


def looked(ages: Sequence[timedelta], model: Callable[[random.Random], float]) -> Seen:
    """Let editors work on a site, and look at each article at these ages."""
    dice = random.Random(1)
    site = WordPress(posts=0)
    posts: dict[int, Post] = {}
    seen: dict[int, object] = {}
    unseen: dict[int, list[datetime]] = {}
    edits, lags, requests = 0, list[timedelta](), 0
    for at, what, number in _events(site.now, ages, model, dice):
        site.advance(seconds=(at - site.now).total_seconds())
        if what == "publish":
            posts[number] = site.publish()
            seen[number], unseen[number] = posts[number].content, []
        elif what == "edit":
            site.edit_silently(posts[number].id)
            unseen[number].append(at)
        else:
            requests += 1
            content = site.get(posts[number].id).content
            edits += content != seen[number]
            lags += [at - edited for edited in unseen[number]]
            seen[number], unseen[number] = content, []
    return Seen(requests=requests, edits=edits, lags=lags)


def _events(
    start: datetime,
    ages: Sequence[timedelta],
    model: Callable[[random.Random], float],
    dice: random.Random,
) -> list[tuple[datetime, str, int]]:
    """Return what happens, in order."""
    events = []
    for number in range(DAYS * PER_DAY):
        born = start + timedelta(days=dice.uniform(0, DAYS))
        edits = sum(dice.random() < EDITS / 6 for _ in range(6))
        events.append((born, "publish", number))
        events += [(born + timedelta(seconds=model(dice)), "edit", number) for _ in range(edits)]
        events += [(born + age, "visit", number) for age in ages]
    return sorted(events)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both ways side by side, for each model of when articles are edited."""
    argparse.ArgumentParser(description=__doc__).parse_args(arguments)
    even = [AGES[-1] / len(AGES) * number for number in range(1, len(AGES) + 1)]
    for name, model in MODELS.items():
        sys.stdout.write(f"edits come {name}\n")
        for way, ages in (("by age", AGES), ("at fixed intervals", even)):
            found = looked(ages, model)
            lag_h = statistics.median(lag.total_seconds() for lag in found.lags) / 3600
            sys.stdout.write(
                f"  {way:<20} {found.per_thousand:6.1f} edits seen per 1,000 of {found.requests:,}"
                f" requests; half of them within {lag_h:.1f} h\n"
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
