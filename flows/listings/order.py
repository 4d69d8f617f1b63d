"""Which listing to ask for next, and when the site has told all that is new. Pure.

The feed is the bell: unchanged, it says that there is nothing new, in one request. When it rings,
the best channel that is open lists what changed: REST, sitemaps with times, the feed's own pages,
archive pages, sitemaps without times. One that closes is followed by the next. At first contact,
what the best one does not say of its articles is asked beside. It knows answers and times; nothing
of fetching or of the archive.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from crawler.discovery import Channel, Found, Stated
from crawler.sites import Site
from flows.listings.adding import Beside, added_to
from flows.listings.archives import ArchiveReading
from flows.listings.readings import (
    PAGES_MAX,
    ClosedError,
    FeedReading,
    Page,
    Reading,
)
from flows.listings.rest import RestReading
from flows.listings.sitemaps import SitemapReading
from flows.listings.stating import moved, with_lists_at
from flows.listings.times import TimesReading
from flows.listings.untimed import UNTIMED, UntimedReading

_TOO_MANY: Final = 429
_OK: Final = 200
_CLOSED: Final = range(400, 500)
#: How WordPress answers for a page past the last one, REST with 400.
_MISSING: Final = frozenset({400, 404, 410})
#: What tells of changes comes first; at first contact, what lists by publication.
ORDER: Final[tuple[Channel, ...]] = ("rest", "sitemap", "feed", "archive")
_ORDER_AT_FIRST: Final[tuple[Channel, ...]] = ("rest", "feed", "sitemap", "archive")

Step = Literal["bell", "reading", "done", "closed"]


@dataclass(kw_only=True, slots=True)
class Listings:
    """How far a run has read the site's listings.

    Attributes:
        cursor_at: the newest change that earlier runs have read; None at first contact.
        closed: channels that are known to be closed, and why: they are not asked.
        sitemaps: where sitemaps may begin, the likeliest first.
        read_at: when each sitemap was last read to its end.
        has_paged: whether the site is known to have posts in several pages.
        may_ask_more: whether a run without news may cost another request.
        step: what is being done; ``done`` or, when no channel answers, ``closed``.
        channel: what is being read, or was read to the end.
        is_quiet: whether the site said that nothing is new.
        problems: why channels could not be read.
        cuts: what could not be read to its end: there may be news that were not seen.
        closures: channels that turned out to be closed in this run, and why.
        is_settled: whether the next run may go on from here, cursor and bell.
        was_shut: whether all channels are known to be closed: once the bell answers, so may they.

    """

    site: Site
    cursor_at: datetime | None
    closed: Mapping[Channel, str] = field(default_factory=dict)
    sitemaps: Sequence[str] = ()
    read_at: Mapping[str, datetime] = field(default_factory=dict)
    has_paged: bool = False
    may_ask_more: bool = True
    step: Step = "bell"
    channel: Channel | None = None
    is_quiet: bool = False
    problems: list[str] = field(default_factory=list)
    cuts: list[str] = field(default_factory=list)
    closures: dict[Channel, str] = field(default_factory=dict)
    is_settled: bool = True
    was_shut: bool = False
    entries: int = 0
    _bell: Sequence[Found] | None = None
    _reading: Reading | None = None
    _left: list[Channel] = field(default_factory=list)
    _has_told: bool = False
    _is_adding: bool = False
    _restated: set[Channel] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin with the bell, or without it where it is known to be closed."""
        self.was_shut = len(self.closed) == len(ORDER) and not self._has_untimed
        if self.was_shut:  # then two are asked whether they still are
            self.closed = {
                name: why for name, why in self.closed.items() if name not in {"feed", "archive"}
            }
        self._begin()

    def _begin(self) -> None:
        # sitemaps come once more, in the end: as lists that state no times
        self._left = [*(_ORDER_AT_FIRST if self.cursor_at is None else ORDER), "sitemap"]
        self.step, self.channel = "bell", None
        if "feed" in self.closed or self._bell is not None:
            self._next()

    @property
    def url(self) -> str | None:
        """The listing to ask for now; None when there is none."""
        if self.step == "bell":
            return self.site.feed_url
        return self._reading.url if self._reading is not None and self.step == "reading" else None

    @property
    def root(self) -> str | None:
        """Where what is being read begins, if that is not where WordPress has it."""
        if self.channel == "rest":
            return self.site.stated_rest
        return self._reading.root if isinstance(self._reading, SitemapReading) else None

    @property
    def form(self) -> Channel | None:
        """What the listing to ask for now is one of."""
        if self.step == "bell":
            return "feed"
        if isinstance(self._reading, FeedReading):
            return "feed"
        return "sitemap" if isinstance(self._reading, TimesReading) else self.channel

    @property
    def times(self) -> Sequence[Found]:
        """What sitemaps say of articles that the feed named: to be recorded after those."""
        return self._reading.told if isinstance(self._reading, TimesReading) else ()

    @property
    def is_untimed(self) -> bool:
        """Whether sitemaps are read that state no times."""
        return isinstance(self._reading, UntimedReading)

    @property
    def needs_known(self) -> bool:
        """Whether what is being read is read until it tells what is known."""
        return isinstance(self._reading, (ArchiveReading, UntimedReading))

    @property
    def needs_unmet(self) -> bool:
        """Whether what is being read may hold news under an old time."""
        return isinstance(self._reading, SitemapReading) and self.cursor_at is not None

    @property
    def _has_untimed(self) -> bool:
        return UNTIMED in {self.closures.get("sitemap"), self.closed.get("sitemap")}

    def restate(self, stated: Stated) -> bool:
        """Hear a page say where feed and REST are; say whether to begin again there.

        It came in the place of a list that was asked for, or is the home page.
        """
        known = self._restated | self.closed.keys()
        if self._bell is not None:
            known.add("feed")
        places = {name: url for name, url in moved(self.site, stated).items() if name not in known}
        if not places:
            return False
        self._restated |= places.keys()
        self.site = with_lists_at(self.site, places)
        for name in places:
            self.closures.pop(name, None)
        self._begin()
        return True

    def take_quiet(self) -> None:
        """The bell is unchanged: the site has nothing new."""
        self.is_quiet, self.step, self.channel = True, "done", "feed"

    def take(self, page: Page) -> Sequence[Found]:
        """Take the listing that was asked for; return the entries that are to be recorded.

        Those of the bell are not: they are to be, once the lists behind it have been read.
        """
        if self.step == "bell":
            if self.was_shut:
                self.closed = {}
            self._bell = page.found
            self._next()
            return []
        reading = self._reading
        assert reading is not None  # noqa: S101 (while one is being read)
        try:
            kept = reading.take(page)
        except ClosedError as exc:
            self._has_told = self._has_told or bool(exc.kept)
            self._close(exc)
            return exc.kept
        self._has_told = self._has_told or bool(kept)
        self._end_if_over(reading)
        return kept

    def take_failure(self, why: str, *, status: int | None = None) -> Sequence[Found]:
        """The listing that was asked for could not be had: go on without it.

        Returns the entries that are to be recorded, of what was held back until now.

        ``status`` is that of the answer, None where there was none: 4xx and 2xx (a web page in the
        place of a list) mean that it is closed, all else that it could not be had now.
        """
        is_closed = status == _OK or (status in _CLOSED and status != _TOO_MANY)
        reading = self._reading
        if self.step == "bell" or reading is None:
            self.problems.append(why)
            if is_closed:
                self.closures["feed"] = why
            self._next()
        elif is_closed or reading.is_beside:
            return self._go_on_without(reading, why, is_missing=status in _MISSING)
        else:
            self._break_off(reading, why)
        return []

    def _go_on_without(self, reading: Reading, why: str, *, is_missing: bool) -> Sequence[Found]:
        try:
            kept = reading.fail(why, is_missing=is_missing)
        except ClosedError as exc:
            self._close(exc)
            return []
        self._end_if_over(reading)
        return kept

    def _break_off(self, reading: Reading, why: str) -> None:
        """What could not be had now may be later: the next run reads all of it again."""
        self.problems.append(why)
        self.cuts.append(why)
        self.is_settled = False
        self.entries += reading.entries
        if reading.entries:
            self.step = "done"
        else:
            self._next()

    def _close(self, why: ClosedError) -> None:
        """Leave a channel that is of no use to the next."""
        assert self.channel is not None  # noqa: S101 (while one is being read)
        self.problems.append(f"{self.channel}: {why}")
        if why.is_lasting and self.channel != "feed":  # which is a bell all the same
            self.closures[self.channel] = str(why)
        if self._reading is not None:
            self.entries += self._reading.entries
        self._next()

    def _end_if_over(self, reading: Reading) -> None:
        if not reading.is_over:
            return
        self.entries += 0 if self._is_adding else reading.entries
        self._add_to(reading)
        self.is_quiet = reading.is_quiet
        self.is_settled = self.is_settled and not reading.is_behind
        if reading.is_cut:
            self.cuts.append(f"more has changed than stands on {PAGES_MAX} pages of the listings")

    def _add_to(self, reading: Reading) -> None:
        """Go on with what a list does not say that was read to its end, if anything."""
        beside = Beside(
            bell=self._bell,
            sitemaps=() if "sitemap" in self.closed else self.sitemaps,
            has_paged=self.has_paged,
            may_ask_more=self.may_ask_more and "feed" in self.closed,
        )
        added = added_to(reading, beside)
        self._reading, self._is_adding = added or reading, added is not None
        self.step = "reading" if added else "done"
        if self.form == "feed" and "feed" in self._left:
            self._left.remove("feed")

    def _next(self) -> None:
        """Go on to the next channel."""
        self._reading, self._is_adding = None, False
        while self._left and self._reading is None:
            self.channel = self._left.pop(0)
            try:
                self._reading = self._begun(self.channel)
            except ClosedError as exc:
                self.closures[self.channel] = str(exc)
        if self._reading is not None:
            self.step = "reading"
            if self.channel == "feed":
                self.take(Page(found=self._bell or ()))
        elif self._has_told:
            self.step, self.channel = "done", None
            self.cuts.append(f"older news could not be listed ({'; '.join(self.problems)})")
        else:
            self.step, self.channel = "closed", None

    def _begun(self, channel: Channel) -> Reading | None:
        """Begin to read a channel; None where that can't be."""
        if not self._left and self._has_untimed:
            return UntimedReading(site=self.site, cursor_at=self.cursor_at, roots=self.sitemaps)
        if channel in self.closed or (channel == "feed" and self._bell is None):
            return None
        site, cursor_at = self.site, self.cursor_at
        if channel == "rest":
            order: Literal["date", "modified"] = "date" if cursor_at is None else "modified"
            return RestReading(site=site, cursor_at=cursor_at, order=order)
        if channel == "feed":
            return FeedReading(site=site, cursor_at=cursor_at)
        if channel == "archive":
            return ArchiveReading(site=site, cursor_at=cursor_at, archives=site.archives)
        published = [at for entry in self._bell or () if (at := entry.published_at)]
        return SitemapReading(
            site=site,
            cursor_at=cursor_at,
            roots=self.sitemaps,
            read_at=self.read_at,
            is_bell=self._bell is None,
            rung_at=max(published, default=None),
        )
