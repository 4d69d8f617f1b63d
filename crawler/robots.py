"""What robots.txt lets us do. Fails closed: what can't be read allows nothing. Pure.

It knows the text of a robots.txt and the status it came with; nothing of fetching.
"""

import math
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

from protego import Protego

#: The name that robots.txt rules may address us by (RFC 9309, section 2.2.1).
PRODUCT: Final = "warta"
#: The site says that there is no robots.txt: all is allowed (RFC 9309, section 2.3.1.3). 401 and
#: 403 are a refusal here, though the RFC would allow all: we do not read them as an invitation.
_MISSING: Final = frozenset({404, 410})
_OK: Final = 200
#: RFC 9309, section 2.5: a parser must read at least 500 kibibytes.
TEXT_BYTES_MAX: Final = 512_000
#: People address us as we sign, version and all; a group goes by the name alone (section 2.2.1).
_SIGNED: Final = re.compile(
    r"^([ \t]*user-agent[ \t]*:[ \t]*[a-z_-]+)/[^\r\n]*", re.IGNORECASE | re.MULTILINE
)
#: A line that asks for a pause, in the spellings that Protego takes.
_PAUSE: Final = re.compile(
    r"^[ \t]*+(?:crawl[- ]delay|request[- ]rate)[ \t:]++(.*)", re.IGNORECASE | re.MULTILINE
)
#: So many requests, a slash, and in how many seconds, where it is a rate ("5/1m"); as people write
#: numbers who don't know the reader: "2,5", "10s", "5 detik saja". Nothing is tried twice.
_STATED: Final = re.compile(
    r"(?:([0-9]++)/)?(?=[.,]?[0-9])([0-9]*+)(?:[.,]([0-9]++))?[ \t]*+([a-z]*+)",
    re.IGNORECASE | re.ASCII,
)
#: Seconds of a unit; of any other word, and of none, one.
_UNITS: Final = {
    "ms": 0.001,
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "menit"), 60.0),
    **dict.fromkeys(("h", "hour", "hours", "jam"), 3_600.0),
    "d": 86_400.0,
}
#: A Crawl-delay beyond this is a mistake or a refusal; the crawl then takes this long (seconds).
CRAWL_DELAY_MAX_S: Final = 300.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host.

    Attributes:
        text: as it was read.
        crawl_delay_s: the seconds that the site asks for between two requests; 0 where it asks for
            none. ``Request-rate`` (``1/30``, ``5/1m``) says the same, of some hours of the day or
            of all. Where our group states several, the longest.

    """

    text: str = field(repr=False)
    _rules: Protego = field(repr=False)
    crawl_delay_s: float

    def allows(self, url: str) -> bool:
        """Whether ``url`` may be asked for."""
        return bool(self._rules.can_fetch(url, PRODUCT))

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that the site names, as written."""
        return tuple(self._rules.sitemaps)


def read_robots(text: str) -> Robots:
    """Read the text of a robots.txt."""
    ours = _SIGNED.sub(r"\1", "\n".join(text.splitlines()))
    return Robots(text, Protego.parse(ours), _longest_pause_s(ours))


def _longest_pause_s(text: str) -> float:
    """Return the longest pause that our group states; of several, Protego takes the last.

    It alone knows which lines are of our group, so it is asked whether any is left there when all
    that are shorter say nothing.
    """

    def is_ours(least_s: float) -> bool:
        said = {True: "Crawl-delay: 1", False: "Crawl-delay:"}
        longer = _PAUSE.sub(lambda line: said[_seconds(line[1]) >= least_s], text)
        return Protego.parse(longer).crawl_delay(PRODUCT) is not None

    stated = sorted({_seconds(line[1]) for line in _PAUSE.finditer(text)}, reverse=True)
    longest = bisect_left(stated, 1, key=is_ours)
    return stated[longest] if longest < len(stated) else 0.0


def _seconds(stated: str) -> float:
    """Read the value of a line that asks for a pause; 0 where it states none."""
    if (parts := _STATED.match(stated)) is None:
        return 0.0
    requests, whole, part, unit = parts.groups()
    pause_s = float(f"{whole}.{part or 0}") * _UNITS.get(unit.lower(), 1.0)
    each = float(requests or 1)
    return min(pause_s, CRAWL_DELAY_MAX_S * each) / each if 0.0 < each < math.inf else 0.0


def robots_text(status: int, body: bytes) -> str | None:
    """Return the rules that an answer to ``/robots.txt`` stands for, or None for a refusal.

    A page of HTML with status 200 is no robots.txt but a challenge or an error page, and bytes
    that are no text can't be read. What is over the limit is cut after its last whole line, so
    that half a rule is none.
    """
    if status in _MISSING:
        return ""
    if len(body) > TEXT_BYTES_MAX:
        body = body[: body.rfind(b"\n", 0, TEXT_BYTES_MAX) + 1]
    text = body.decode("utf-8-sig", "replace")
    if status != _OK or text.lstrip()[:1] == "<" or "\0" in text:
        return None
    return text
