"""What a flow is given, and what of it a crawl is: its terms.

It knows the door, the settings and the stage that loads; nothing of how a crawl goes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol, Self
from uuid import UUID, uuid4

from crawler.sites import Site
from flows.clock import Clock
from flows.keeping.shelf import Shelf
from flows.load.segment import Loaded, load_segment
from flows.load.understanding import Told, understand_here
from flows.runs.door import Door
from flows.settings import Settings

#: Requests of one run. First contact takes 54; what is over waits for the next run.
REQUESTS_MAX: Final = 500

#: Told of each answer: how many requests were answered, and how many were asked so far.
Progress = Callable[[int, int], None]


def no_progress(_answered: int, _asked: int) -> None:
    """Tell nobody."""


class LoadSegment(Protocol):
    """The stage that loads one segment: ``segment.load_segment``, or a task around it."""

    def __call__(  # noqa: PLR0913 (what every segment of a run has in common)
        self, door: Door, path: Path, *, told: Told, run_id: UUID, captures: Shelf, now: datetime
    ) -> Loaded:
        """Load the segment at ``path``, of which ``told`` gives what it holds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """What a flow is given, be it once or for each of its slices.

    Attributes:
        understand: the stage before: has a segment of a site understood.
        load: the stage that loads a segment; Prefect puts a task around it.
        is_virtual: whether the clock's time is that of the captures as well (tests).
        progress: told of each answer.

    """

    settings: Settings
    conninfo: str = field(repr=False)
    clock: Clock
    understand: Callable[[Path, Site], Told] = understand_here
    load: LoadSegment = load_segment
    is_virtual: bool = False
    progress: Progress = no_progress


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms(Setting):
    """What a crawl is given: what its flow is, and a site that it may ask.

    Attributes:
        requests: at most so many are made; what is over is not asked.

    """

    run_id: UUID
    door: Door
    requests: int = REQUESTS_MAX

    @classmethod
    def at(cls, door: Door, given: Setting, *, requests: int) -> Self:
        """Return the terms of a new run."""
        same = {one.name: getattr(given, one.name) for one in fields(Setting)}
        return cls(run_id=uuid4(), door=door, requests=requests, **same)
