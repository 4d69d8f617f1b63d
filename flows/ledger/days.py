"""How the days of the ledger are read: by windows of REST, or else from sitemaps or archive pages.

It knows which listing to ask for next, what its answer says, and how that is recorded; nothing of
how it is fetched.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from crawler.captures import FOR_GOOD
from crawler.sites import Site
from flows.crawl.loop import Answer
from flows.crawl.terms import Terms
from flows.listings.by_day import ChannelError, DayChannel, Gap, ListedDays, RestDays
from flows.listings.uncounted import ArchiveDays, MapDays
from flows.records import NOT_ASKED
from flows.store import ledger
from flows.store.ledger import Span
from flows.wording import place

_DAY: Final = timedelta(days=1)
#: Answers that say nothing of whether REST is closed: too many requests, or a server in trouble.
_FAILURES: Final = frozenset({429, *range(500, 600)})
#: Answers that may name a later time.
LATER: Final = frozenset({429, 503})


def is_put_off(answer: Answer) -> bool:
    """Whether what was asked for is to be asked for later: so the site wished, or it was not."""
    line = answer.line
    return line.reason in NOT_ASKED or (line.status in LATER and line.retry_at is not None)


class NoListingError(RuntimeError):
    """No channel says what the site holds; the message says why."""


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


class LedgerReading:
    """The reading of days, the newest first.

    Attributes:
        channel: what is being read, or was read last: rest, sitemap or archive.
        is_rest_down: whether REST failed for now; it may answer tomorrow.
        problems: why channels could not be read.
        foreign: addresses of other sites among those that were listed; they are left out.

    """

    def __init__(self, site: Site, unread: Sequence[Gap]) -> None:
        """Take the days that are to be read, the newest stretch first."""
        self._site = site
        self._channel: DayChannel = RestDays(site, unread)
        self._left: list[tuple[str, type[MapDays | ArchiveDays]]] = [
            ("sitemap", MapDays),
            ("archive", ArchiveDays),
        ]
        self.channel = "rest"
        self.is_rest_down = False
        self.problems: list[str] = []
        self.foreign: set[str] = set()

    @property
    def url(self) -> str | None:
        """The listing to ask for now; None when all days are read."""
        return self._channel.url

    @property
    def gaps(self) -> list[Gap]:
        """The days that are not read yet."""
        return self._channel.gaps

    def take(self, answer: Answer) -> list[ListedDays]:
        """Take the answer to what was asked for; return the days that are read in full by it.

        Raises:
            NoListingError: no channel is left.

        """
        if answer.capture is None:
            self.problems.append(f"{place(answer.line.url)}: {answer.line.reason}")
        else:
            try:
                listed = self._channel.take(answer.capture)
            except ChannelError as exc:
                self.problems.append(str(exc))
            else:
                self.foreign.update(*(days.foreign for days in listed))
                return listed
        if self.channel == "rest":
            line = answer.line
            is_failure = line.status is None or line.status in _FAILURES
            self.is_rest_down = is_failure and line.reason not in FOR_GOOD
        if not self._left:
            raise NoListingError("; ".join(self.problems))
        self.channel, channel = self._left.pop(0)
        self._channel = channel(self._site, self._channel.gaps)
        return []


def record(terms: Terms, span: Span, listed: Sequence[ListedDays]) -> None:
    """Record days that were read, and which of them are proven by that, or not any more."""
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
        if listed:
            first, last = min(days.first for days in listed), max(days.last for days in listed)
            touched = replace(span, first=first, last=last)
            ledger.prove(connection, touched, now=terms.clock())
