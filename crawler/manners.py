"""What a good guest may ask for, at this moment of a crawl: the one judge of every request.

It knows the plan, robots.txt and what the site has asked of us; nothing of Scrapy or of WARC.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

from crawler.plan import Kind, Plan
from crawler.robots import Robots, read_robots, robots_text

#: A site that says "not now" without saying until when is left alone this long (seconds).
DEFAULT_RETRY_AFTER_S: Final = 600
#: 429 Too Many Requests is always "not now"; 503 is, when it names a time (RFC 9110, 10.2.3).
_TOO_MANY: Final = 429
_UNAVAILABLE: Final = 503


class Manners:
    """The rules of one crawl, and how much of its budget is gone.

    Attributes:
        requests: made so far, redirects, retries and robots.txt included.
        retry_at: when the site asked us to come back; nothing is asked before.

    """

    def __init__(self, plan: Plan) -> None:
        """Begin with what the plan allows."""
        self._plan = plan
        self._robots = None if plan.robots is None else read_robots(plan.robots)
        self.requests = 0
        self.retry_at: datetime | None = None

    @property
    def delay_s(self) -> float:
        """The seconds from one request to the next."""
        return max(self._plan.delay_s, self._robots.crawl_delay_s if self._robots else 0.0)

    @property
    def robots(self) -> Robots | None:
        """The rules in force; none until they could be read."""
        return self._robots

    def refusal(self, url: str, kind: Kind) -> str | None:
        """Return why ``url`` must not be asked for now, or None when it may be."""
        if self.retry_at is not None:
            return "retry_after"
        if not self._is_of_site(url):
            return "foreign_host"
        if self.requests >= self._plan.limits.requests:
            return "budget"
        if kind == "robots":
            return None
        if self._robots is None:
            return "robots_unreadable"
        return None if self._robots.allows(url) else "robots_disallow"

    def _is_of_site(self, url: str) -> bool:
        try:
            parts = urlsplit(url)
            port = {None: ""}.get(parts.port, f":{parts.port}")
        except ValueError:
            return False
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        netloc = f"{host}{port if parts.port not in {80, 443} else ''}"
        return parts.scheme in {"http", "https"} and netloc in self._plan.hosts

    def read_robots(self, status: int, body: bytes) -> bool:
        """Take an answer to ``/robots.txt`` as the rules; say whether it could be read."""
        text = robots_text(status, body)
        self._robots = None if text is None else read_robots(text)
        return self._robots is not None

    def hear(self, status: int, headers: Mapping[str, str], now: datetime) -> bool:
        """Take note of "come back later"; say whether that is what the site said."""
        retry_after = headers.get("retry-after")
        if status != _TOO_MANY and (status != _UNAVAILABLE or retry_after is None):
            return False
        self.retry_at = now + _delay(retry_after or "", now)
        return True


def _delay(retry_after: str, now: datetime) -> timedelta:
    """Read ``Retry-After``: seconds or a date (RFC 9110, section 10.2.3)."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text), 86_400))
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return timedelta(seconds=DEFAULT_RETRY_AFTER_S)
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(aware - now, timedelta(seconds=1)), timedelta(days=1))
