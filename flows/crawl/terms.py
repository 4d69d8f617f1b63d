"""What a crawl is given, and what its caller has to say to it.

It knows the door, the settings and the stage that loads; nothing of how a crawl goes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID

from flows.clock import Clock
from flows.door import Door
from flows.keeping import Shelf
from flows.segment import Loaded
from flows.settings import Settings

#: Requests of one run. First contact takes 54; what is over waits for the next run.
REQUESTS_MAX: Final = 500

#: Told of each answer: how many requests were answered, and how many were asked so far.
Progress = Callable[[int, int], None]


def no_progress(_answered: int, _asked: int) -> None:
    """Tell nobody."""


class LoadSegment(Protocol):
    """The stage that loads one segment: ``segment.load_segment``, or a task around it."""

    def __call__(
        self, door: Door, path: Path, *, run_id: UUID, captures: Shelf, now: datetime
    ) -> Loaded:
        """Load the segment at ``path``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """What a crawl is given.

    Attributes:
        requests: at most so many are made; what is over is not asked.
        is_virtual: whether the clock's time is the time of the captures as well (tests).

    """

    run_id: UUID
    door: Door
    settings: Settings
    clock: Clock
    load_segment: LoadSegment
    requests: int = REQUESTS_MAX
    is_virtual: bool = False
    progress: Progress = no_progress
