"""Sees each request that is really sent, and how it ended: for the log, the lock and the manners.

It knows Scrapy's requests and answers, not what they hold.
"""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from scrapy.http import Request, Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.captures.requests import EndedLine, SentLine
from crawler.fetching.lock import SiteLock
from crawler.fetching.manners import Manners
from crawler.fetching.request_log import RequestLog
from crawler.plan import Plan

_NUMBER: Final = "number"
_SENT_S: Final = "sent_s"
Clock = Callable[[], datetime]


class Witness:
    """What a crawl did to a site."""

    def __init__(
        self, plan: Plan, manners: Manners, *, lock: SiteLock, log: RequestLog, now: Clock
    ) -> None:
        """Begin with nothing sent."""
        self._plan, self._manners, self._now = plan, manners, now
        self._lock, self._log = lock, log
        self._crawl = f"{plan.run_id.hex[:12]}-{os.getpid()}"
        self._number = 0

    def sent(self, request: Request) -> None:
        """Note a request, before it goes out.

        Raises:
            crawler.fetching.request_log.UnseenError: it can't be noted, so it must not go out.

        """
        self._number += 1
        request.meta[_NUMBER], request.meta[_SENT_S] = self._number, time.monotonic()
        manners = self._manners
        rules = manners.rules(request.url)
        self._log.write(
            SentLine(
                crawl=self._crawl,
                number=self._number,
                at=self._now(),
                sent_at=datetime.now(UTC),
                sent_s=time.monotonic(),
                url=request.url,
                host=urlparse_cached(request).netloc,
                kind=request.meta["fetch"].kind,
                delay_s=manners.delay_s,
                concurrency=self._plan.concurrency,
                retry_at=manners.retry_at,
                robots=None if rules is None else self._log.keep_rules(rules),
            )
        )
        self._lock.note()

    def ended(self, request: Request, response: Response | None, problem: object = None) -> None:
        """Note how it ended; heed a "come back later", which is not to be asked again.

        Raises:
            crawler.fetching.request_log.UnseenError: it can't be noted.

        """
        self._lock.note()
        waited_s = time.monotonic() - request.meta[_SENT_S]
        self._manners.wait(waited_s, None if response is None else response.status)
        retry_after = _stated(response, "Retry-After")
        if response is not None and self._is_not_now(response, retry_after):
            request.meta["dont_retry"] = True
        self._log.write(
            EndedLine(
                crawl=self._crawl,
                number=request.meta[_NUMBER],
                at=self._now(),
                status=None if response is None else response.status,
                problem=None if problem is None else type(problem).__name__,
                retry_after=retry_after,
                retry_at=self._manners.retry_at,
            )
        )

    def _is_not_now(self, response: Response, retry_after: str | None) -> bool:
        headers = {} if retry_after is None else {"retry-after": retry_after}
        headers["date"] = _stated(response, "Date") or ""
        return self._manners.hear(response.status, headers, self._now())


def _stated(response: Response | None, name: str) -> str | None:
    """Return what a header of an answer says; None where there is none."""
    stated = None if response is None else response.headers.get(name)
    return None if stated is None else stated.decode("latin-1")
