"""Whether a crawl was polite, read from its own log of requests. Pure.

It judges by the lines of the log, and by each robots.txt as it was kept beside it: nothing of what
the crawler itself thought that it might ask. It knows no files, and no clock.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from http import HTTPStatus
from typing import Final, Protocol

from crawler.captures import RETRY_AFTER_MAX
from crawler.captures.requests import EndedLine, RequestLine, SentLine
from crawler.discovery import Robots, read_robots
from crawler.hosts import host_of, is_loopback
from crawler.sites import POLITE_MIN_DELAY_S

#: Clocks are read a little after the deed. Between two crawls only the clock on the wall counts,
#: which is put right now and then.
_TOLERANCE_S: Final = 0.002
_TOLERANCE_BETWEEN_S: Final = 0.05

#: Returns the text of a robots.txt by its SHA-256; None where it was not kept.
Rules = Callable[[str], str | None]


class HourHolds(Protocol):
    """Says how many requests of a site an hour holds; None for any number."""

    def __call__(self, *, is_loopback: bool) -> int | None:
        """Say so of a site on this machine, or elsewhere."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Offence:
    """A request that should not have been made, or not then."""

    sent: SentLine = field(repr=False)
    why: str

    def as_json(self) -> dict[str, str]:
        """Return it as JSON values."""
        at = self.sent.sent_at.isoformat(timespec="milliseconds")
        return {"at": at, "url": self.sent.url, "why": self.why}


@dataclass(kw_only=True, slots=True)
class Proof:
    """What a log proves of one site.

    Attributes:
        pauses: how many were due between two requests; on this machine none need be.
        minimum_gap_s: the shortest of them; None where there were none.
        per_hour: the most requests in one full hour.
        offences: none, where the crawls were polite.

    """

    requests: int = 0
    pauses: int = 0
    minimum_gap_s: float | None = None
    per_minute: int = 0
    per_hour: int = 0
    offences: list[Offence] = field(default_factory=list)


def judge(lines: Iterable[RequestLine], rules: Rules, hour_holds: HourHolds) -> Proof:
    """Judge the requests of one site, in the order of its log.

    Args:
        lines: of the log.
        rules: each robots.txt that was in force.
        hour_holds: how many requests an hour may hold.

    """
    return _Judge(rules, hour_holds).judged(lines)


class _Judge:
    def __init__(self, rules: Rules, hour_holds: HourHolds) -> None:
        self._robots: Callable[[str], Robots | None] = cache(lambda name: _read(rules(name)))
        self._hour_holds = hour_holds
        self._last: SentLine | None = None
        self._free_at: datetime | None = None
        self._hours: Counter[datetime] = Counter()
        self._minutes: Counter[datetime] = Counter()
        self.proof = Proof()

    def judged(self, lines: Iterable[RequestLine]) -> Proof:
        for line in lines:
            if isinstance(line, EndedLine):
                self._hear(line)
            else:
                self._judge(line)
                self._last = line
        self.proof.per_minute = max(self._minutes.values(), default=0)
        self.proof.per_hour = max(self._hours.values(), default=0)
        return self.proof

    def _hear(self, line: EndedLine) -> None:
        times = (self._free_at, line.retry_at, _named_at(line))
        self._free_at = max(filter(None, times), default=None)

    def _judge(self, sent: SentLine) -> None:
        self.proof.requests += 1
        whys = [self._rule_broken(sent), self._pause_broken(sent), self._hour_broken(sent)]
        if self._free_at is not None and sent.at < self._free_at:
            whys.append(f"before {self._free_at.isoformat()}, which Retry-After named")
        self.proof.offences += [Offence(sent=sent, why=why) for why in whys if why]

    def _rule_broken(self, sent: SentLine) -> str | None:
        if sent.kind == "robots":
            return None
        robots = self._robots(sent.robots) if sent.robots else None
        if robots is None:
            return "no robots.txt was in force, or it was not kept beside the log"
        return None if robots.allows(sent.url) else "robots.txt does not allow it"

    def _pause_broken(self, sent: SentLine) -> str | None:
        due, last = self._pause_due(sent), self._last
        if sent.delay_s < due:
            return f"with a pause of {sent.delay_s:g} s in force, where {due:g} s were due"
        if last is None or not sent.delay_s:
            return None
        is_one_crawl = sent.crawl == last.crawl
        wall_s, since_s = (sent.sent_at - last.sent_at).total_seconds(), sent.sent_s - last.sent_s
        # a clock that was put back tells nothing; the other one runs since the machine was started
        gap = since_s if is_one_crawl or (wall_s < 0 < since_s) else wall_s
        self.proof.pauses += 1
        if self.proof.minimum_gap_s is None or gap < self.proof.minimum_gap_s:
            self.proof.minimum_gap_s = gap
        slack = _TOLERANCE_S if is_one_crawl else _TOLERANCE_BETWEEN_S
        if gap >= sent.delay_s - slack:
            return None
        return f"{gap:.3f} s after the one before, where {sent.delay_s:g} s were due"

    def _pause_due(self, sent: SentLine) -> float:
        """Return the least pause that may be in force, whatever the crawler said."""
        least = 0.0 if is_loopback(host_of(sent.host)) else POLITE_MIN_DELAY_S
        robots = self._robots(sent.robots) if sent.robots else None
        return max(least, robots.crawl_delay_s if robots else 0.0)

    def _hour_broken(self, sent: SentLine) -> str | None:
        at = sent.at.astimezone(UTC)
        hour = at.replace(minute=0, second=0, microsecond=0)
        self._hours[hour] += 1
        self._minutes[at.replace(second=0, microsecond=0)] += 1
        most = self._hour_holds(is_loopback=is_loopback(host_of(sent.host)))
        if most is None or self._hours[hour] <= most:
            return None
        return f"request {self._hours[hour]:,} of its hour, which holds {most:,}"


def _named_at(line: EndedLine) -> datetime | None:
    """Return when the site let us come back, by its own words; a date is one of its own clock."""
    seconds = (line.retry_after or "").strip()
    is_not_now = line.status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
    if not is_not_now or not (seconds.isascii() and seconds.isdigit()):
        return None
    wait = min(timedelta(seconds=int(seconds[:12])), RETRY_AFTER_MAX)
    return line.at + wait - timedelta(seconds=_TOLERANCE_S)


def _read(text: str | None) -> Robots | None:
    return None if text is None else read_robots(text)
