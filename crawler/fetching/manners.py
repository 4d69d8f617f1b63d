"""What a good guest may ask for, at this moment of a crawl: the one judge of every request.

It knows the plan, robots.txt and what the site has asked of us; nothing of Scrapy or of WARC.
"""

import ipaddress
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from crawler.captures import FAILING, FOREIGN, RETRY_AFTER_MAX
from crawler.hosts import DEFAULT_PORTS, host_of, netloc_of
from crawler.plan import Kind, Plan
from crawler.robots import Robots, read_robots, robots_text

#: A site that says "not now" without saying until when is left alone this long.
DEFAULT_RETRY_AFTER: Final = timedelta(minutes=10)
_RETRY_AFTER_MIN: Final = timedelta(seconds=1)
#: A site that has let us wait for so many seconds without one answer gives none: five time-outs.
_SILENCE_MAX_S: Final = 300.0
#: One that has answered so many requests in a row with an error of its server (HTTP 5xx) is in
#: trouble: five pages, each asked for three times.
_FAILURES_MAX: Final = 15
_ERROR: Final = 500
#: Why it is asked for nothing more then.
SILENT: Final = "site_silent"
#: Why a host is asked for nothing whose robots.txt nobody could read, or has read yet.
UNREADABLE: Final = "robots_unreadable"
#: 429 Too Many Requests is always "not now"; 503 is, when it names a time (RFC 9110, 10.2.3).
_TOO_MANY: Final = 429
_UNAVAILABLE: Final = 503
#: IPv6 addresses whose last four bytes are an IPv4 address (RFC 6052).
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Manners:
    """The rules of one crawl, and how much of its budget is gone.

    Attributes:
        requests: made so far, redirects, retries and robots.txt included.
        retry_at: when the site asked us to come back; nothing is asked before.
        inside: names of the site that lead into this network, or (one of this machine) out of it,
            with words that say so.

    """

    def __init__(self, plan: Plan) -> None:
        """Begin with what the plan allows."""
        self._plan = plan
        self._home = plan.hosts[0]
        #: By host: rules hold for the host that states them (RFC 9309, section 2.3).
        known = None if plan.robots is None else read_robots(plan.robots)
        self._robots: dict[str, Robots | None] = {self._home: known}
        self.inside: dict[str, str] = {}
        self.requests = 0
        self.retry_at: datetime | None = None
        self._waited_s = 0.0
        self._failures = 0

    @property
    def delay_s(self) -> float:
        """The seconds from the end of one answer to the next request."""
        before = 0.0 if self._robots[self._home] else self._plan.crawl_delay_s
        stated = [robots.crawl_delay_s for robots in self._robots.values() if robots]
        return max(self._plan.delay_s, before, *stated)

    def refusal(self, url: str, kind: Kind) -> str | None:
        """Return why ``url`` must not be asked for now, or None when it may be."""
        if self.retry_at is not None:
            return "retry_after"
        if not self._is_of_site(url):
            return FOREIGN
        used_up = self._used_up()
        if used_up is not None or kind == "robots":
            return used_up
        if (robots := self._robots.get(_netloc(url))) is None:
            return UNREADABLE
        return None if robots.allows(url) else "robots_disallow"

    def is_new(self, url: str) -> bool:
        """Whether nobody has asked yet for the robots.txt of the host of ``url``."""
        return _netloc(url) not in self._robots

    def rules(self, url: str) -> str | None:
        """Return the text of the robots.txt in force where ``url`` is; None where none is."""
        robots = self._robots.get(_netloc(url))
        return robots.text if robots else None

    def _used_up(self) -> str | None:
        if self._waited_s >= _SILENCE_MAX_S:
            return SILENT
        if self._failures >= _FAILURES_MAX:
            return FAILING
        return "budget" if self.requests >= self._plan.limits.requests else None

    def _is_of_site(self, url: str) -> bool:
        try:
            parts = urlsplit(url)
            netloc = _netloc(url)
        except ValueError:
            return False
        is_plain = parts.scheme in DEFAULT_PORTS and "@" not in parts.netloc
        return is_plain and netloc in self._plan.hosts and not is_private(host_of(netloc))

    def read_robots(self, status: int, body: bytes, *, url: str | None = None) -> bool:
        """Take an answer to ``/robots.txt`` as the rules; say whether it could be read.

        ``url`` is of the host whose robots.txt was asked for; by itself, the site's own.
        """
        text = robots_text(status, body)
        self._robots[self._host(url)] = None if text is None else read_robots(text)
        return text is not None

    def forget_robots(self, url: str | None = None) -> None:
        """Allow nothing any more: robots.txt was asked for, and could not be had."""
        self._robots[self._host(url)] = None

    def _host(self, url: str | None) -> str:
        return self._home if url is None else _netloc(url)

    def wait(self, seconds: float, status: int | None) -> None:
        """Take note of how long the site let us wait, and what it answered; None for nothing."""
        if status is None:
            self._waited_s += seconds
            return
        self._waited_s = 0.0
        self._failures = self._failures + 1 if status >= _ERROR else 0

    def hear(self, status: int, headers: Mapping[str, str], now: datetime) -> bool:
        """Take note of "come back later"; say whether that is what the site said.

        A time that it names is one on its own clock, which ``Date`` tells: it may be hours off.
        """
        retry_after = headers.get("retry-after")
        if status != _TOO_MANY and (status != _UNAVAILABLE or retry_after is None):
            return False
        site_now = _date(headers.get("date", "")) or now
        self.retry_at = now + _delay(retry_after or "", site_now)
        return True


def _netloc(url: str) -> str:
    """Return ``host[:port]`` of a URL.

    Raises:
        ValueError: it is none.

    """
    parts = urlsplit(url)
    return netloc_of(parts.scheme, parts.hostname or "", parts.port)


@lru_cache(maxsize=64)
def is_private(host: str) -> bool:
    """Whether ``host`` is an address that only this network has; this machine's own is not."""
    address = plain_address(host)
    if address is None or address.is_loopback:
        return False
    return not address.is_global or address.is_multicast


def plain_address(host: str) -> Address | None:
    """Return the address that ``host`` is, taken out of an IPv6 one that wraps it; else None."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo or (address,))[-1]


def _delay(retry_after: str, now: datetime) -> timedelta:
    """Read ``Retry-After``: seconds or a date (RFC 9110, section 10.2.3)."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        seconds = min(int(text[:12]), int(RETRY_AFTER_MAX.total_seconds()))
        return max(timedelta(seconds=seconds), _RETRY_AFTER_MIN)
    at = _date(text)
    return (
        DEFAULT_RETRY_AFTER if at is None else min(max(at - now, _RETRY_AFTER_MIN), RETRY_AFTER_MAX)
    )


def _date(text: str) -> datetime | None:
    """Read a date of HTTP's; None for what is none."""
    try:
        at = parsedate_to_datetime(text)
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        return None
