"""The schedule made anew, when the machine's clock is put back.

Prefect makes runs ahead, and no others while those lie in the future: an hour that comes twice
would pass without any, and so would a year. This module knows two clocks; nothing of Prefect.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Final

from flows.schedule.process import ServeError

_LOG: Final = logging.getLogger(__name__)
_LOOK_S: Final = 30.0
#: What a clock that is kept right may be put back by.
_SLACK_S: Final = 60.0


async def when_put_back(make_anew: Callable[[], Awaitable[object]]) -> None:
    """Look at the clock until cancelled; have the schedule made anew where it went back."""
    known_s = _offset_s()
    while True:
        await asyncio.sleep(_LOOK_S)
        now_s = _offset_s()
        if now_s < known_s - _SLACK_S:
            minutes = (known_s - now_s) / 60
            _LOG.warning("the clock was put back by %.0f minutes: scheduling anew", minutes)
            try:
                await make_anew()
            except ServeError as exc:
                _LOG.warning("%s: asking again", exc)
                continue
        known_s = now_s


def _offset_s() -> float:
    """Return how far the clock is ahead of one that nobody can put."""
    return time.time() - time.monotonic()
