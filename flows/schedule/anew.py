"""Serving begun anew, when the machine's clock is put back.

Prefect makes runs ahead, and no others while those lie in the future; and its server's services,
its scheduler too, sleep until a time of that clock: an hour that comes twice would pass without any
run, and so would a year. This module knows two clocks; nothing of Prefect.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Final

from flows.schedule.process import ServeError

_LOOK_S: Final = 1.0
#: What a clock that is kept right may be put back by.
_SLACK_S: Final = 60.0
#: For what runs to end; what is killed then costs nothing that is committed.
_PATIENCE_S: Final = 300.0


class PutBackError(ServeError):
    """The clock was put back: server and schedule are to begin anew."""


async def unless_put_back(
    serving: Coroutine[None, None, None], is_running: Callable[[], bool]
) -> None:
    """Serve until the clock is put back, and what runs by then has ended, or had its time.

    A run that began when it was later waits until it is that late again: nobody waits for that.

    Raises:
        PutBackError: so it is.

    """
    task = asyncio.ensure_future(serving)
    known_s, back_s, back_at_s = _offset_s(), 0.0, 0.0
    try:
        while not (await asyncio.wait([task], timeout=_LOOK_S))[0]:
            now_s = _offset_s()
            if now_s < known_s - _SLACK_S:
                back_s, back_at_s = back_s + known_s - now_s, time.monotonic()
            known_s = now_s
            if back_s and (time.monotonic() - back_at_s > _PATIENCE_S or not is_running()):
                message = f"the clock was put back by {back_s / 60:.0f} minutes"
                raise PutBackError(message)
        await task
    finally:
        if task.cancel():
            await asyncio.wait([task])


def _offset_s() -> float:
    """Return how far the clock is ahead of one that nobody can put."""
    return time.time() - time.monotonic()
