"""The channels that say what a site published on which day: windows of REST, and sitemaps. Pure.

Each knows which listing to ask for next and what its answer says; nothing of the order of channels.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from http import HTTPStatus
from typing import Final, Protocol

from crawler import discovery
from crawler.captures import Capture
from crawler.discovery import Dated, Found, ListingError, SitemapLink
from crawler.sites import Site
from flows.entries import entries_of, extent_of
from flows.store.ledger import Entry
from flows.windows import Days, WindowError, Windows

#: Sitemaps of one reading: core's hold 2,000 articles each.
_MAPS_MAX: Final = 200
Gap = tuple[date, date]


class ChannelError(ValueError):
    """A channel can't be read, now or ever; the message says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """All that a channel names for the days from ``first`` to ``last``."""

    channel: str
    first: date
    last: date
    listed_at: datetime
    entries: Sequence[Entry] = field(repr=False)
    unlisted: int = 0


class Channel(Protocol):
    """One way to read the days."""

    @property
    def url(self) -> str | None:
        """The listing to ask for now; None when all days are read."""

    @property
    def gaps(self) -> list[Gap]:
        """The days that are not read yet."""

    def take(self, capture: Capture) -> list[Listed]:
        """Take an answer; raises ChannelError where the channel can't be read."""


class RestDays:
    """Windows of REST."""

    def __init__(self, site: Site, unread: Sequence[Gap]) -> None:
        """Take the days to read, the newest stretch first."""
        self._site = site
        self._later = list(unread)
        self._windows: Windows | None = None
        self._go_on()

    def _go_on(self) -> None:
        if (self._windows is None or self._windows.is_read) and self._later:
            first, last = self._later.pop(0)
            self._windows = Windows(first, last)

    @property
    def url(self) -> str | None:
        """The listing to ask for now; None when all days are read."""
        if self._windows is None or self._windows.is_read:
            return None
        return discovery.window_url(
            self._site.base_url, *self._windows.span, page=self._windows.page
        )

    @property
    def gaps(self) -> list[Gap]:
        """The days that are not read yet."""
        if self._windows is None or self._windows.is_read:
            return []
        return [(self._windows.first, self._windows.last), *self._later]

    def take(self, capture: Capture) -> list[Listed]:
        """Take an answer; return the days that are read in full by it."""
        assert self._windows is not None  # noqa: S101 (there was a url)
        try:
            read = self._taken(capture, self._windows)
        except (ListingError, WindowError) as exc:
            raise ChannelError(f"{capture.url}: {exc}") from exc
        self._go_on()
        return [
            Listed(
                channel="rest",
                first=days.first,
                last=days.last,
                listed_at=capture.captured_at,
                entries=_entries(days.entries, self._site),
                unlisted=days.unlisted,
            )
            for days in read
        ]

    @staticmethod
    def _taken(capture: Capture, windows: Windows) -> list[Days]:
        if capture.status in {400, 404} and windows.page > 1:
            return windows.take_end()
        if capture.status != HTTPStatus.OK:
            raise ChannelError(f"{capture.url}: HTTP {capture.status}")
        return windows.take(discovery.read_window(capture.payload), extent_of(capture).posts)


class MapDays:
    """Sitemaps: all of them are read before it is known what a day holds."""

    def __init__(self, site: Site, unread: Sequence[Gap]) -> None:
        """Take the days to read, the newest stretch first."""
        self._site = site
        self.gaps = list(unread)
        self._roots = list(discovery.sitemap_urls(site.base_url))
        self._maps: list[SitemapLink] = []
        self._asked: set[str] = set()
        self._found: dict[str, Found] = {}

    @property
    def url(self) -> str | None:
        """The listing to ask for now; None when all days are read."""
        if not self.gaps:
            return None
        return self._maps[0].url if self._maps else self._roots[0]

    def take(self, capture: Capture) -> list[Listed]:
        """Take an answer; return the days that are read in full by it."""
        if capture.status != HTTPStatus.OK:
            return self._fail(capture, f"HTTP {capture.status}")
        try:
            read = discovery.read_sitemap(capture.payload)
        except ListingError as exc:
            return self._fail(capture, str(exc))
        self._drop()
        self._asked.add(capture.requested_url)
        is_timed = read.is_timed
        for found in read.entries:
            timed = found if is_timed else Found(url=found.url, channel="sitemap")
            self._found.setdefault(found.url, timed)
        for link in discovery.post_maps(read.maps):
            if link.url not in self._asked and len(self._asked) + len(self._maps) < _MAPS_MAX:
                self._maps.append(link)
        return [] if self._maps else self._all(capture)

    def _drop(self) -> None:
        """Go on from the sitemap that was asked for; one root that answers is enough."""
        if self._maps:
            self._maps.pop(0)
        else:
            self._roots.clear()

    def _fail(self, capture: Capture, why: str) -> list[Listed]:
        if not self._maps and len(self._roots) > 1:
            self._roots.pop(0)
            return []
        raise ChannelError(f"{capture.url}: {why}")

    def _all(self, capture: Capture) -> list[Listed]:
        oldest = self.gaps[-1][0]
        zone = self._site.time_zone
        dated = [
            Dated(at.astimezone(zone).date() if at else oldest, found)
            for found in self._found.values()
            for at in [found.published_at or found.modified_at]
        ]
        entries = _entries(dated, self._site)
        if not entries:
            raise ChannelError(f"{capture.url}: the sitemaps name no article")
        unread, self.gaps = self.gaps, []
        return [
            Listed(
                channel="sitemap",
                first=first,
                last=last,
                listed_at=capture.captured_at,
                entries=[entry for entry in entries if first <= entry.day <= last],
            )
            for first, last in unread
        ]


def _entries(dated: Iterable[Dated], site: Site) -> list[Entry]:
    return [
        Entry(
            key=entry.key,
            day=day,
            post_id=entry.post_id,
            path=entry.path,
            url=entry.url,
            modified_at=entry.modified_at,
        )
        for day, found in dated
        for entry in entries_of([found], site)
    ]
