"""What robots.txt lets us do. Fails closed: what can't be read allows nothing.

It knows the text of a robots.txt and the status it came with; nothing of fetching.
"""

from dataclasses import dataclass, field
from typing import Final

from protego import Protego

#: The name that robots.txt rules may address us by (RFC 9309, section 2.2.1).
PRODUCT_TOKEN: Final = "warta"
#: The site says that there is no robots.txt: all is allowed (RFC 9309, section 2.3.1.3). 401 and
#: 403 are a refusal here, though the RFC would allow all: we do not read them as an invitation.
_MISSING: Final = frozenset({404, 410})
#: RFC 9309, section 2.5: a parser must read at least 500 kibibytes.
TEXT_BYTES_MAX: Final = 512_000
#: A Crawl-delay beyond this is a mistake or a refusal; the crawl then takes this long (seconds).
CRAWL_DELAY_MAX_S: Final = 300.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site."""

    _rules: Protego = field(repr=False)

    def allows(self, url: str) -> bool:
        """Whether ``url`` may be asked for."""
        return bool(self._rules.can_fetch(url, PRODUCT_TOKEN))

    @property
    def crawl_delay_s(self) -> float:
        """The seconds that the site asks for between two requests; 0 where it asks for none."""
        return min(float(self._rules.crawl_delay(PRODUCT_TOKEN) or 0.0), CRAWL_DELAY_MAX_S)


def read_robots(text: str) -> Robots:
    """Read the text of a robots.txt."""
    return Robots(Protego.parse(text))


def robots_text(status: int, body: bytes) -> str | None:
    """Return the rules that an answer to ``/robots.txt`` stands for, or None for a refusal.

    A page of HTML with status 200 is no robots.txt but a challenge or an error page, and bytes
    that are no text can't be read.
    """
    if status in _MISSING:
        return ""
    text = body[:TEXT_BYTES_MAX].decode("utf-8-sig", "replace")
    if status != 200 or text.lstrip()[:1] == "<" or "\0" in text:  # noqa: PLR2004
        return None
    return text
