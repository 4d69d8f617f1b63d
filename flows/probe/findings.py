"""What a probe found: which channels can be used, and what to tell people. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from crawler.discovery import Channel
from flows.incidents.record import Sign
from flows.listings.order import ORDER
from flows.listings.untimed import UNTIMED
from flows.store.channels import Finding, KnownChannel, Level
from flows.store.probes import Facts


@dataclass(kw_only=True, slots=True)
class Diagnosis:
    """What a probe found.

    Attributes:
        closed: channels that can't be used, and why; the others can.
        urls: where a channel begins.
        signs: what a person must look at, or no longer.

    """

    findings: list[Finding] = field(default_factory=list)
    closed: dict[Channel, str] = field(default_factory=dict)
    urls: dict[Channel, str] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
    signs: list[Sign] = field(default_factory=list)

    @property
    def best(self) -> str:
        """The channel that will list what changes."""
        last = "sitemaps" if self.closed.get("sitemap") == UNTIMED else "no channel"
        return next((name for name in ORDER if name not in self.closed), last)

    def channels(self, now: datetime) -> Iterator[KnownChannel]:
        """Give what is known of each channel."""
        for name in ORDER:
            if name in self.closed:
                yield KnownChannel.closed(name, self.closed[name], now)
            else:
                yield KnownChannel.opened(name, self.urls.get(name), now)

    def say(self, aspect: str, level: Level, finding: str, advice: str | None = None) -> None:
        """Add a finding."""
        self.findings.append(Finding(aspect, level, finding, advice))
