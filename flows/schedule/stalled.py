"""Whether runs begin at all: a server that answers, and can't write, has none begin.

Its disk may be full or its database broken, and nothing would ever say so. It knows a clock that
nobody can put; nothing of Prefect.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Final

#: A run takes longer.
_LOOK_S: Final = 1.0


class StalledError(RuntimeError):
    """No run has begun for so long that none will."""


async def unless_stalled(
    serving: Coroutine[None, None, None], is_running: Callable[[], bool], *, patience: timedelta
) -> None:
    """Serve for as long as runs begin, one after the other within ``patience``.

    Raises:
        StalledError: none did.

    """
    task = asyncio.ensure_future(serving)
    ran_s = time.monotonic()
    try:
        while not (await asyncio.wait([task], timeout=_LOOK_S))[0]:
            if is_running():
                ran_s = time.monotonic()
            elif time.monotonic() - ran_s > patience.total_seconds():
                minutes = patience.total_seconds() / 60
                message = f"it has begun no run for {minutes:.0f} minutes"
                raise StalledError(message)
        await task
    finally:
        if task.cancel():
            await asyncio.wait([task])
