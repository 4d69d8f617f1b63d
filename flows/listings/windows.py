"""How the days of a ledger are read from lists of a hundred posts at most. Pure.

A list is asked for from the newest unread day downwards. Of its answer all days count but the
oldest, which may be cut; the next list begins with that day. So posts that come and go while
lists are read shift nothing. Only a day of more than a hundred posts is paged through. It knows
days and counts; nothing of fetching, or of what a site says in which form.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from crawler.discovery import Dated

_DAY: Final = timedelta(days=1)
#: A list that counts more than it names is read once more, and then believed.
_READINGS: Final = 2
#: Pages of one day that are read: 5,000 posts.
_PAGES_MAX: Final = 50


class WindowError(ValueError):
    """The site does not list by days; the message says how that showed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Days:
    """Days that were read in full.

    Attributes:
        unlisted: how many posts the site counts there, and does not name.

    """

    first: date
    last: date
    entries: Sequence[Dated] = field(repr=False)
    unlisted: int = 0


@dataclass(slots=True)
class Windows:
    """The days from ``first`` to ``last`` that are still to be read, the newest first.

    Attributes:
        page: of the list to ask for; more than one only within a single day.

    """

    first: date
    last: date
    page: int = 1
    _is_paging: bool = False
    _readings: int = 1
    _held: dict[str, Dated] = field(default_factory=dict)
    _counted: int = 0
    _before: tuple[Days, int] | None = None

    @property
    def is_read(self) -> bool:
        """Whether nothing is left to ask for."""
        return self.last < self.first

    @property
    def span(self) -> tuple[date, date]:
        """The days to ask for now."""
        return (self.last if self._is_paging else self.first), self.last

    def take(self, entries: Sequence[Dated], total: int | None) -> list[Days]:
        """Take the answer to what was asked for; return the days that are read in full by it.

        ``total`` is how many posts the site counts in the days that were asked for.

        Raises:
            WindowError: the answer is not that of these days.

        """
        self._check(entries)
        if self._is_paging:
            return self._take_page(entries, total)
        again = self._check_count(total)
        if again is not None:
            return again
        if not entries and total:
            return self._take_none(total)
        is_all = not entries or (total is not None and len(entries) >= total)
        oldest = self.first - _DAY if is_all else min(one.day for one in entries)
        if oldest == self.last:
            self._is_paging = True
            return []
        mine = [one for one in entries if one.day > oldest]
        read = Days(first=oldest + _DAY, last=self.last, entries=mine)
        self._before = None if total is None or is_all else (read, total)
        self.last = oldest
        return [read]

    def _check(self, entries: Sequence[Dated]) -> None:
        first, last = self.span
        for one in entries:
            if not first <= one.day <= last:
                message = f"asked for {first} to {last}, it lists a post of {one.day}"
                raise WindowError(message)
        if any(one.day < after.day for one, after in pairwise(entries)):
            raise WindowError("it does not list the newest first")

    def _check_count(self, total: int | None) -> list[Days] | None:
        """Hold the count of this list beside that of the list before, which held more days.

        The two differ by what the days between hold. Where more is counted there than was named,
        those days are read once more; the second time, the site is believed. None: all is well.
        """
        before, self._before = self._before, None
        if before is None or total is None:
            return None
        days, total_before = before
        more = total_before - total - len(days.entries)
        if more <= 0:
            self._readings = 1
            return None
        self.last = days.last
        if self._readings < _READINGS:
            self._readings += 1
            return []
        self._readings = 1
        self.last = days.first - _DAY
        return [replace(days, unlisted=more)]

    def _take_none(self, total: int) -> list[Days]:
        """Take a list that names none of the posts that it counts: once more, then as it is."""
        if self._readings < _READINGS:
            self._readings += 1
            return []
        self._readings = 1
        read = Days(first=self.first, last=self.last, entries=(), unlisted=total)
        self.last = self.first - _DAY
        return [read]

    def _take_page(self, entries: Sequence[Dated], total: int | None) -> list[Days]:
        """Take a page of a day that has more posts than one list holds."""
        is_news = any(one.found.url not in self._held for one in entries)
        self._held |= {one.found.url: one for one in entries}
        self._counted = max(self._counted, total or 0)
        if is_news and len(self._held) != total and self.page < _PAGES_MAX:
            self.page += 1
            return []
        if entries and not is_news and len(self._held) < self._counted:
            raise WindowError(f"its pages of {self.last} repeat")
        return self.take_end()

    def take_end(self) -> list[Days]:
        """There is no further page: the day ends with what was read."""
        more = max(self._counted - len(self._held), 0)
        self.page, self._counted = 1, 0
        if more and self._readings < _READINGS:
            self._readings += 1
            return []
        day, entries = self.last, list(self._held.values())
        self._held, self._is_paging, self._readings = {}, False, 1
        self.last = day - _DAY
        return [Days(first=day, last=day, entries=entries, unlisted=more)]
