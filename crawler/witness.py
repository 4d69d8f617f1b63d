"""Sees each request that is really sent, and how it ended: for the log, the lock and the manners.

It knows Scrapy's requests and answers, not what they hold.
"""

import hashlib
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from scrapy.http import Request, Response

from crawler.captures.requests import RULES_FOLDER, EndedLine, RequestLine, SentLine, log_name
from crawler.lock import SiteLock
from crawler.manners import Manners
from crawler.plan import Plan

_NUMBER: Final = "number"
Clock = Callable[[], datetime]


class UnseenError(Exception):
    """A request can't be noted in the log, so it must not be made; the message says why."""


class Witness:
    """What a crawl did to a site."""

    def __init__(
        self, plan: Plan, manners: Manners, *, lock: SiteLock, folder: Path, now: Clock
    ) -> None:
        """Open the log of the month in ``folder``.

        Raises:
            OSError: it can't be written.

        """
        self._plan, self._manners, self._now = plan, manners, now
        self._lock, self._folder = lock, folder
        self._crawl = f"{plan.run_id.hex[:12]}-{os.getpid()}"
        self._number = 0
        self._rules: tuple[str, str] | None = None
        (folder / RULES_FOLDER).mkdir(parents=True, exist_ok=True)
        self._log = (folder / log_name(plan.site, datetime.now(UTC))).open("ab", buffering=0)

    def sent(self, request: Request) -> None:
        """Note a request, before it goes out.

        Raises:
            UnseenError: it can't be noted, so it must not go out.

        """
        self._number += 1
        request.meta[_NUMBER] = self._number
        manners = self._manners
        self._write(
            SentLine(
                crawl=self._crawl,
                number=self._number,
                at=self._now(),
                sent_at=datetime.now(UTC),
                sent_s=time.monotonic(),
                url=request.url,
                host=urlsplit(request.url).netloc,
                kind=request.meta["fetch"].kind,
                delay_s=manners.delay_s,
                concurrency=self._plan.concurrency,
                retry_at=manners.retry_at,
                robots=self._rules_in_force(),
            )
        )
        self._lock.note()

    def ended(self, request: Request, response: Response | None, problem: object = None) -> None:
        """Note how it ended; heed a "come back later", which is not to be asked again.

        Raises:
            UnseenError: it can't be noted.

        """
        self._lock.note()
        stated = response.headers.get("Retry-After") if response is not None else None
        retry_after = None if stated is None else stated.decode("latin-1")
        if response is not None and self._is_not_now(response.status, retry_after):
            request.meta["dont_retry"] = True
        self._write(
            EndedLine(
                crawl=self._crawl,
                number=request.meta[_NUMBER],
                at=self._now(),
                ended_s=time.monotonic(),
                status=None if response is None else response.status,
                problem=None if problem is None else type(problem).__name__,
                retry_after=retry_after,
                retry_at=self._manners.retry_at,
            )
        )

    def close(self) -> None:
        """Close the log."""
        self._log.close()

    def _is_not_now(self, status: int, retry_after: str | None) -> bool:
        headers = {} if retry_after is None else {"retry-after": retry_after}
        return self._manners.hear(status, headers, self._now())

    def _write(self, line: RequestLine) -> None:
        try:
            self._log.write(line.line())
        except OSError as exc:
            raise UnseenError(f"{self._log.name} can't be written: {exc.strerror}") from exc

    def _rules_in_force(self) -> str | None:
        """Return the name of the robots.txt in force, which is kept beside the log."""
        text = self._manners.rules
        if text is None:
            return None
        if self._rules is None or self._rules[0] is not text:
            name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            path = self._folder / RULES_FOLDER / f"{name}.txt"
            path.write_text(text, "utf-8", "surrogatepass", newline="")
            self._rules = text, name
        return self._rules[1]
