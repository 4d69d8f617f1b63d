"""How the days of the ledger are read: by windows of REST, or else from the sitemaps.

It knows which listing to ask for next, what its answer says, and how that is recorded; nothing of
how it is fetched.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Final, Protocol

from crawler import discovery
from crawler.captures import Capture
from crawler.discovery import Dated, Found, ListingError, SitemapLink
from crawler.sites import Site
from flows.crawl_loop import Answer, Terms
from flows.entries import entries_of, extent_of
from flows.store import ledger
from flows.store.ledger import Entry, Span
from flows.windows import Days, WindowError, Windows

_DAY: Final = timedelta(days=1)
#: Sitemaps of one reading: core's hold 2,000 articles each.
_MAPS_MAX: Final = 200
Gap = tuple[date, date]


class NoListingError(RuntimeError):
    """Neither REST nor a sitemap says what the site holds; the message says why."""


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


def gaps(first: date, last: date, read: set[date]) -> list[Gap]:
    """Return the stretches of days that are not in ``read``, the newest first."""
    found: list[Gap] = []
    day = last
    while day >= first:
        if day in read:
            day -= _DAY
            continue
        end = day
        while day >= first and day not in read:
            day -= _DAY
        found.append((day + _DAY, end))
    return found


class _Channel(Protocol):
    """One way to read the days."""

    @property
    def url(self) -> str | None:
        """The listing to ask for now; None when all days are read."""

    @property
    def gaps(self) -> list[Gap]:
        """The days that are not read yet."""

    def take(self, capture: Capture) -> list[Listed]:
        """Take an answer; raises ChannelError where the channel can't be read."""


class LedgerReading:
    """The reading of days, the newest first.

    Attributes:
        problems: why channels could not be read.

    """

    def __init__(self, site: Site, unread: Sequence[Gap]) -> None:
        """Take the days that are to be read, the newest stretch first."""
        self._site = site
        self._channel: _Channel = _RestDays(site, unread)
        self._left: list[type[_MapDays]] = [_MapDays]
        self.problems: list[str] = []

    @property
    def url(self) -> str | None:
        """The listing to ask for now; None when all days are read."""
        return self._channel.url

    @property
    def gaps(self) -> list[Gap]:
        """The days that are not read yet."""
        return self._channel.gaps

    def take(self, answer: Answer) -> list[Listed]:
        """Take the answer to what was asked for; return the days that are read in full by it.

        Raises:
            NoListingError: no channel is left.

        """
        if answer.capture is None:
            self.problems.append(f"{answer.line.url}: {answer.line.reason}")
        else:
            try:
                return self._channel.take(answer.capture)
            except ChannelError as exc:
                self.problems.append(str(exc))
        if not self._left:
            raise NoListingError("; ".join(self.problems))
        self._channel = self._left.pop(0)(self._site, self._channel.gaps)
        return []


class _RestDays:
    """Windows of REST."""

    def __init__(self, site: Site, unread: Sequence[Gap]) -> None:
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
        if self._windows is None or self._windows.is_read:
            return None
        return discovery.window_url(
            self._site.base_url, *self._windows.span, page=self._windows.page
        )

    @property
    def gaps(self) -> list[Gap]:
        if self._windows is None or self._windows.is_read:
            return []
        return [(self._windows.first, self._windows.last), *self._later]

    def take(self, capture: Capture) -> list[Listed]:
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


class _MapDays:
    """Sitemaps: all of them are read before it is known what a day holds."""

    def __init__(self, site: Site, unread: Sequence[Gap]) -> None:
        self._site = site
        self.gaps = list(unread)
        self._roots = list(discovery.sitemap_urls(site.base_url))
        self._maps: list[SitemapLink] = []
        self._asked: set[str] = set()
        self._found: dict[str, Found] = {}

    @property
    def url(self) -> str | None:
        if not self.gaps:
            return None
        return self._maps[0].url if self._maps else self._roots[0]

    def take(self, capture: Capture) -> list[Listed]:
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


def record(terms: Terms, span: Span, listed: Sequence[Listed]) -> None:
    """Record days that were read, and which of the span are proven by that, or not any more."""
    with terms.door.transaction() as connection:
        for days in listed:
            ledger.record(
                connection,
                replace(span, first=days.first, last=days.last),
                days.entries,
                channel=days.channel,
                listed_at=days.listed_at,
                unlisted=days.unlisted,
            )
        ledger.redate(connection, span)
        ledger.prove(connection, span, now=terms.clock())


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
