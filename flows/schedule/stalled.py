"""Whether runs begin at all: a server that answers, and can't write, has none begin.

Its disk may be full or its database broken, and nothing would ever say so. Where somebody paused
the schedule, that is as it should be. It knows a clock that nobody can put; nothing of Prefect.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Final

from flows.schedule.process import StalledError

#: A run takes longer.
_LOOK_S: Final = 1.0
#: A pause that ends is known of so soon: patience begins anew with it.
_ASK_S: Final = 60.0


async def unless_stalled(
    serving: Coroutine[None, None, None],
    is_running: Callable[[], bool],
    is_due: Callable[[], Awaitable[bool]],
    *,
    patience: timedelta,
) -> None:
    """Serve for as long as runs begin, one after the other within ``patience``.

    ``is_due`` says whether any should: False as well where nobody knows.

    Raises:
        flows.schedule.process.StalledError: none did.

    """
    task = asyncio.ensure_future(serving)
    ran_s = asked_s = time.monotonic()
    try:
        while not (await asyncio.wait([task], timeout=_LOOK_S))[0]:
            now_s = time.monotonic()
            if is_running():
                ran_s = now_s
            elif now_s - asked_s > _ASK_S:
                asked_s = now_s
                if not await is_due():
                    ran_s = now_s
                elif now_s - ran_s > patience.total_seconds():
                    minutes = patience.total_seconds() / 60
                    message = f"Prefect's server has begun no run for {minutes:.0f} minutes"
                    raise StalledError(message)
        await task
    finally:
        if task.cancel():
            await asyncio.wait([task])
