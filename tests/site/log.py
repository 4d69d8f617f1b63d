"""Every request with its answer, and what can be reckoned from them."""

import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise
from urllib.parse import urlsplit

from protego import Protego

from tests.site.http import Answer, Headers, Request


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One request.

    Attributes:
        at: the site's clock.
        seconds: a real clock, for gaps; its zero means nothing.
        target: path and query as asked.
        sent_bytes: of the body, as it went over the wire; 0 while it is under way.
        is_whole: whether all of it was sent.
    """

    number: int
    at: datetime
    seconds: float
    method: str
    target: str
    headers: Headers
    status: int
    answer_headers: Headers
    sent_bytes: int = 0
    is_whole: bool = True

    @property
    def path(self) -> str:
        """The path alone."""
        return urlsplit("http://x" + self.target).path

    def header(self, name: str) -> str:
        """A header of the request; empty where it was not sent."""
        return next((v for k, v in self.headers if k.lower() == name.lower()), "")

    def answered(self, name: str) -> str:
        """A header of the answer; empty where it was not sent."""
        return next((v for k, v in self.answer_headers if k.lower() == name.lower()), "")


class Log:
    """The requests of a site since it opened, or since `clear`."""

    def __init__(self) -> None:
        """Begin empty."""
        self._entries: list[Entry] = []
        self._lock = threading.Lock()

    def open(self, request: Request, answer: Answer, at: datetime) -> int:
        """Note a request as it is answered; returns its number."""
        with self._lock:
            number = len(self._entries)
            entry = Entry(
                number=number, at=at, seconds=time.monotonic(), method=request.method,
                target=request.target, headers=request.headers, status=answer.status,
                answer_headers=answer.headers,
            )  # fmt: skip
            self._entries.append(entry)
            return number

    def close(self, number: int, sent_bytes: int, *, is_whole: bool) -> None:
        """Note how an answer ended."""
        with self._lock:
            if number < len(self._entries):
                done = replace(self._entries[number], sent_bytes=sent_bytes, is_whole=is_whole)
                self._entries[number] = done

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._entries.clear()

    @property
    def entries(self) -> list[Entry]:
        """What was asked, in order."""
        with self._lock:
            return list(self._entries)

    def asked(self, path: str) -> list[Entry]:
        """The requests for one path, whatever their query."""
        return [entry for entry in self.entries if entry.path == path]

    def requests_per_article(self, paths: Iterable[str]) -> float:
        """All requests, divided by the number of article pages that came out whole with 200."""
        wanted = set(paths)
        entries = self.entries
        got = {e.path for e in entries if e.path in wanted and e.status == 200}
        return len(entries) / len(got) if got else float("inf")

    def repeated(self) -> dict[str, int]:
        """Targets asked more than once, with how often."""
        counts = Counter(entry.target for entry in self.entries)
        return {target: count for target, count in counts.items() if count > 1}

    def minimum_gap(self, *, clock: str = "real") -> float:
        """Seconds between the two closest requests, by the `real` clock or the `site`'s."""
        times = self._times(clock)
        return min((b - a for a, b in pairwise(times)), default=float("inf"))

    def ceiling(self, window: timedelta, *, clock: str = "real") -> int:
        """The most requests that fell into any one window of that length."""
        times, most, first = self._times(clock), 0, 0
        for last, at in enumerate(times):
            while at - times[first] >= window.total_seconds():
                first += 1
            most = max(most, last - first + 1)
        return most

    def disallowed(self, robots: str, agent: str = "warta") -> list[Entry]:
        """The requests that a robots.txt forbids."""
        rules = Protego.parse(robots)
        return [
            entry
            for entry in self.entries
            if entry.path != "/robots.txt"
            and not rules.can_fetch(f"http://127.0.0.1{entry.target}", agent)
        ]

    def too_early(self) -> list[Entry]:
        """The requests made before the last `Retry-After` allowed one, by the site's clock."""
        free_at: datetime | None = None
        early = []
        for entry in self.entries:
            if free_at and entry.at < free_at:
                early.append(entry)
            waits = entry.answered("Retry-After") if entry.status in (429, 503) else ""
            if waits:
                asked = _retry_at(waits, entry.at)
                free_at = max(free_at, asked) if free_at else asked
        return early

    def _times(self, clock: str) -> list[float]:
        entries = self.entries
        return sorted(e.seconds if clock == "real" else e.at.timestamp() for e in entries)


def _retry_at(value: str, at: datetime) -> datetime:
    if value.isdigit():
        return at + timedelta(seconds=int(value))
    return parsedate_to_datetime(value)
