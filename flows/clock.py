"""What time it is: every flow is told by whoever starts it, so that tests can move it.

A machine's clock may be wrong for a while, and be put back then: what it left in the future must
hold nobody up until that comes.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

Clock = Callable[[], datetime]

#: A clock that was put back by more shows other times for good: one of the two was wrong.
_STEADY: Final = timedelta(days=1)


def real_clock() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def is_within(span: timedelta, at: datetime, now: datetime) -> bool:
    """Whether ``at`` lies within ``span`` of now, on whichever side a moved clock has left it."""
    return abs(now - at) < span


def steady(clock: Clock, recorded_at: datetime | None) -> Clock:
    """Return a clock that goes behind neither itself nor what was recorded last, if near that.

    A machine whose clock is put back by an hour, before a run or in the midst of it, has that hour
    twice; what is recorded keeps its order all the same.
    """
    latest = recorded_at

    def now() -> datetime:
        nonlocal latest
        at = clock()
        if latest is None or not at < latest <= at + _STEADY:
            latest = at
        return latest

    return now
