"""What time it is: every flow is told by whoever starts it, so that tests can move it."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def real_clock() -> datetime:
    """Return the time."""
    return datetime.now(UTC)
