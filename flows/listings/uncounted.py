"""Channels that list without saying how much there is: sitemaps, and archive pages.

As ``flows.listings.by_day`` has it; where a listing states no day of publication, an article may be
of any day up to its last change, or up to the newest that is read, until its page is stored.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from http import HTTPStatus
from itertools import chain
from typing import Final

from crawler import discovery
from crawler.captures import Capture
from crawler.discovery import Dated, Found, ListingError, SitemapLink
from crawler.sites import Site
from flows.listings.by_day import ChannelError, Gap, ListedDays, dated_entries
from flows.listings.listed import foreign_in
from flows.normalise import is_page_of
from flows.records import DayEntry
from flows.wording import place

_DAY: Final = timedelta(days=1)
#: Sitemaps of one reading: core's hold 2,000 articles each.
_MAPS_MAX: Final = 200
#: Archive pages of one reading, of ten articles or so.
_PAGES_MAX: Final = 10_000
#: A list whose first pages name nothing of the site is another's.
_FOREIGN_PAGES_MAX: Final = 20


class MapDays:
    """Sitemaps: all of them are read before it is known what a day holds."""

    def __init__(self, site: Site, unread: Sequence[Gap]) -> None:
        """Take the days to read, the newest stretch first."""
        self._site = site
        self.gaps = list(unread)
        stated = [site.stated_sitemap] if site.stated_sitemap else []
        self._roots = [*stated, *discovery.sitemap_urls(site.home_url)]
        self._maps: list[SitemapLink] = []
        self._asked: set[str] = set()
        self._found: dict[str, Found] = {}

    @property
    def url(self) -> str | None:
        """The listing to ask for now; None when all days are read."""
        if not self.gaps:
            return None
        return self._maps[0].url if self._maps else self._roots[0]

    def take(self, capture: Capture) -> list[ListedDays]:
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
        articles = [one for one in read.entries if one.url.rstrip("/") != self._site.home_url]
        for found in articles:
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

    def _fail(self, capture: Capture, why: str) -> list[ListedDays]:
        if not self._maps and len(self._roots) > 1:
            self._roots.pop(0)
            return []
        raise ChannelError(f"{place(capture.url)}: {why}")

    def _all(self, capture: Capture) -> list[ListedDays]:
        zone, newest, oldest = self._site.time_zone, self.gaps[0][1], self.gaps[-1][0]
        stated, guessed = list[Dated](), list[Dated]()
        for found in self._found.values():
            if found.published_at:
                stated.append(Dated(found.published_at.astimezone(zone).date(), found))
            else:
                changed = found.modified_at.astimezone(zone).date() if found.modified_at else newest
                guessed.append(Dated(min(changed, newest), found))
        foreign = _foreign_in([*self._found.values()], capture, self._site)
        entries = dated_entries(stated, self._site)
        guesses = dated_entries(guessed, self._site, is_guess=True)
        if not entries and not guesses:
            raise ChannelError(f"{place(capture.url)}: the sitemaps name no article")
        unread, self.gaps = self.gaps, []
        of_any = [entry for entry in guesses if entry.day >= oldest]
        return [
            ListedDays(
                channel="sitemap",
                first=first,
                last=last,
                listed_at=capture.captured_at,
                entries=[
                    *(entry for entry in entries if first <= entry.day <= last),
                    *(of_any if last == newest else ()),
                ],
                foreign=foreign,
            )
            for first, last in unread
        ]


class ArchiveDays:
    """The home page's list, from the newest article on, page by page.

    What is published meanwhile moves entries to later pages, where they are met again. Days are
    read as the list passes them; where it states none, an entry is of that of the newest beside, or
    of a day before.
    """

    def __init__(self, site: Site, unread: Sequence[Gap]) -> None:
        """Take the days to read, the newest stretch first."""
        self._site = site
        self.gaps = list(unread)
        self._page = 1
        self._found: dict[str, Found] = {}
        self._entries: dict[date, list[DayEntry]] = defaultdict(list)
        self._guesses: list[DayEntry] = []
        self._has_named = False
        self._day = unread[0][1] if unread else date.max

    @property
    def url(self) -> str | None:
        """The listing to ask for now; None when all days are read."""
        return discovery.archive_url(self._site.home_url, self._page) if self.gaps else None

    def take(self, capture: Capture) -> list[ListedDays]:
        """Take an answer; return the days that are read in full by it."""
        if capture.status == HTTPStatus.NOT_FOUND and self._page > 1:
            return self._passed(date.min, capture)
        if capture.status != HTTPStatus.OK:
            raise ChannelError(f"{place(capture.url)}: HTTP {capture.status}")
        try:
            entries = discovery.read_archive(capture.payload, capture.url).entries
        except ListingError as exc:
            raise ChannelError(f"{place(capture.url)}: {exc}") from exc
        zone = self._site.time_zone
        days = [
            one.published_at.astimezone(zone).date()
            for one in entries
            if one.published_at and is_page_of(one.url, self._site)
        ]
        # the newest, since an old article may be pinned to the top
        self._day = min(self._day, max(days, default=self._day))
        new = {one.url: one for one in entries if one.url not in self._found}
        self._found |= new
        self._keep([*new.values()])
        is_end = not new or self._page >= _PAGES_MAX
        self._page += 1
        return self._passed(date.min if is_end else self._day, capture)

    def _keep(self, new: Sequence[Found]) -> None:
        zone = self._site.time_zone
        dated = [Dated(at.astimezone(zone).date(), one) for one in new if (at := one.published_at)]
        for entry in dated_entries(dated, self._site):
            self._entries[entry.day].append(entry)
        undated = [
            Dated(self._day, Found(url=one.url, channel="archive"))
            for one in new
            if one.published_at is None
        ]
        self._guesses += dated_entries(undated, self._site, is_guess=True)
        self._has_named |= bool(self._entries or self._guesses)

    def _passed(self, oldest: date, capture: Capture) -> list[ListedDays]:
        """Return the days that lie after ``oldest``: the list has passed them.

        None are, while it has named nothing of the site; soon that is an error.
        """
        if not self._has_named:
            if oldest > date.min and self._page <= _FOREIGN_PAGES_MAX:
                return []
            _foreign_in([*self._found.values()], capture, self._site)
        read, left = [], list[Gap]()
        for first, last in self.gaps:
            since = max(first, oldest + _DAY) if oldest > date.min else first
            if since <= last:
                mine = [self._entries[day] for day in self._entries if since <= day <= last]
                read.append(
                    ListedDays(
                        channel="archive",
                        first=since,
                        last=last,
                        listed_at=capture.captured_at,
                        entries=[*chain.from_iterable(mine), *self._guesses],
                    )
                )
                self._guesses = []
            if first < since:
                left.append((first, min(last, since - _DAY)))
        self.gaps = left
        return read


def _foreign_in(found: Sequence[Found], capture: Capture, site: Site) -> list[str]:
    try:
        return foreign_in(found, site)
    except ListingError as exc:
        raise ChannelError(f"{place(capture.url)}: {exc}") from exc
