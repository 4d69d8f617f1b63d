"""A channel that says what a site published on which day, and the best of them: windows of REST.

A channel knows which listing to ask for next and what its answer says; nothing of other channels.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from http import HTTPStatus
from typing import Protocol

from crawler import discovery
from crawler.captures import Capture
from crawler.discovery import Dated, ListingError
from crawler.sites import Site
from flows.listings.entries import entries_of, extent_of
from flows.listings.listed import foreign_in
from flows.listings.windows import Days, WindowError, Windows
from flows.records import DayEntry
from flows.wording import place

Gap = tuple[date, date]


class ChannelError(ValueError):
    """A channel can't be read, now or ever; the message says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedDays:
    """All that a channel names for the days from ``first`` to ``last``.

    Attributes:
        entries: of these days, and with the newest days those that may be of any.
        unlisted: how many the site counts there, and does not name.
        foreign: addresses of other sites that are named there.

    """

    channel: str
    first: date
    last: date
    listed_at: datetime
    entries: Sequence[DayEntry] = field(repr=False)
    unlisted: int = 0
    foreign: Sequence[str] = field(default=(), repr=False)


class DayChannel(Protocol):
    """One way to read the days."""

    @property
    def url(self) -> str | None:
        """The listing to ask for now; None when all days are read."""

    @property
    def gaps(self) -> list[Gap]:
        """The days that are not read yet."""

    def take(self, capture: Capture) -> list[ListedDays]:
        """Take an answer; raises ChannelError where the channel can't be read."""


class RestDays:
    """Windows of REST.

    Where the first names nothing, REST is asked whether it names any post at all: what shuts it may
    leave it open, and empty.
    """

    def __init__(self, site: Site, unread: Sequence[Gap]) -> None:
        """Take the days to read, the newest stretch first."""
        self._site = site
        self._later = list(unread)
        self._windows: Windows | None = None
        self._empty: Capture | None = None
        self._has_named = False
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
        if self._empty is not None:
            return discovery.posts_url(self._site.rest_url, order="date", per_page=1)
        return discovery.window_url(
            self._site.rest_url, *self._windows.span, page=self._windows.page
        )

    @property
    def gaps(self) -> list[Gap]:
        """The days that are not read yet."""
        if self._windows is None or self._windows.is_read:
            return []
        return [(self._windows.first, self._windows.last), *self._later]

    def take(self, capture: Capture) -> list[ListedDays]:
        """Take an answer; return the days that are read in full by it."""
        assert self._windows is not None  # noqa: S101 (there was a url)
        try:
            if not self._has_named:
                believed = self._believed(capture)
                if believed is None:
                    return []
                capture, self._has_named = believed, True
            read, foreign = self._taken(capture, self._windows)
        except (ListingError, WindowError) as exc:
            raise ChannelError(f"{place(capture.url)}: {exc}") from exc
        self._go_on()
        return [
            ListedDays(
                channel="rest",
                first=days.first,
                last=days.last,
                listed_at=capture.captured_at,
                entries=dated_entries(days.entries, self._site),
                unlisted=days.unlisted,
                foreign=foreign,
            )
            for days in read
        ]

    def _believed(self, capture: Capture) -> Capture | None:
        """Return the answer to the first window; None while REST must be asked whether it is true.

        Raises ChannelError, or ListingError, where REST names no post at all.
        """
        empty, self._empty = self._empty, None
        is_list = capture.status == HTTPStatus.OK
        names_none = is_list and not discovery.read_posts(capture.payload)
        if empty is None:
            self._empty = capture if names_none else None
            return None if names_none else capture
        if names_none or not is_list:
            raise ChannelError(f"{place(capture.url)}: it lists no posts")
        return empty

    def _taken(self, capture: Capture, windows: Windows) -> tuple[list[Days], list[str]]:
        """Return the days that are read by it, and which of their addresses are of other sites."""
        if capture.status in {400, 404} and windows.page > 1:
            return windows.take_end(), []
        if capture.status != HTTPStatus.OK:
            raise ChannelError(f"{place(capture.url)}: HTTP {capture.status}")
        dated = discovery.read_window(capture.payload)
        foreign = foreign_in([one.found for one in dated], self._site)
        return windows.take(dated, extent_of(capture, named=len(dated)).posts), foreign


def dated_entries(dated: Iterable[Dated], site: Site, *, is_guess: bool = False) -> list[DayEntry]:
    """Return what is recorded of dated articles, without those that are no page of the site."""
    return [
        DayEntry.of(day, entry, is_guess=is_guess)
        for day, found in dated
        for entry in entries_of([found], site)
    ]
