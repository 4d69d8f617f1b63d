"""What the listings of a run told, kept in the archive: entries, channels, how far they were read.

It knows readings and statements; nothing of how a listing is asked for.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from crawler.captures import Capture
from crawler.discovery import Channel, Found
from flows.listings.entries import entries_of
from flows.listings.order import Listings
from flows.runs.door import Door
from flows.store import channels, discovered
from flows.store.channels import KnownChannel


class Heard:
    """What was heard so far.

    Attributes:
        bell: the feed's first page, and what it named; None where it was not read, or is what it
            was.
        read: the other listings, and what each is one of.

    """

    def __init__(self, door: Door) -> None:
        """Begin with nothing."""
        self._door = door
        self._site = door.site
        self.bell: tuple[Capture, Sequence[Found]] | None = None
        self.read: list[tuple[Channel | None, Capture]] = []

    def record(self, found: Sequence[Found], capture: Capture) -> None:
        """Keep what a listing named."""
        entries = entries_of(found, self._site)
        if not entries:
            return
        with self._door.transaction() as connection:
            discovered.record(
                connection,
                self._site.name,
                entries,
                channel=found[0].channel,
                listed_at=capture.captured_at,
            )

    def settle(self, listings: Listings, *, now: datetime) -> dict[Channel, str]:
        """Keep what was learned of the channels; move the cursor, if all was told.

        Returns the channels that have closed since they were last asked, and why.
        """
        closed = self._record_channels(listings, now)
        if listings.step == "done" and not listings.is_quiet:
            self._record_bell(listings)
            is_doubtful = listings.cursor_at is not None and not listings.entries
            if listings.is_settled and not is_doubtful:
                self._move_on(listings)
        return closed

    def _record_channels(self, listings: Listings, now: datetime) -> dict[Channel, str]:
        """Keep which channels are closed, and which were of use."""
        seen = {
            name: KnownChannel.closed(name, why, now) for name, why in listings.closures.items()
        }
        if self.bell is not None or (listings.is_quiet and listings.channel == "feed"):
            seen["feed"] = KnownChannel.opened("feed", listings.site.feed_url, now)
        if listings.step == "done" and listings.channel and not listings.is_untimed:
            name = listings.channel
            seen[name] = KnownChannel.opened(name, listings.root, now)
        with self._door.transaction() as connection:
            return {
                name: one.reason or ""
                for name, one in seen.items()
                if channels.record(connection, self._site.name, one)
            }

    def _record_bell(self, listings: Listings) -> None:
        """Keep what the feed named: after the list, which may come out of an old cache."""
        if self.bell is None:
            return
        capture, found = self.bell
        self.record(found, capture)
        if listings.times:
            self.record(listings.times, self.read[-1][1])

    def _move_on(self, listings: Listings) -> None:
        """Let the next run go on from what was read, if anything was."""
        read = [capture for _, capture in self.read] + ([self.bell[0]] if self.bell else [])
        if not read:
            return
        with self._door.transaction() as connection:
            read_at = max(capture.captured_at for capture in read)
            discovered.record_contact(connection, self._site.name, read_at=read_at)
            for capture in self._worth_knowing(listings):
                discovered.settle_listing(
                    connection,
                    self._site.name,
                    discovered.Listing(
                        url=capture.requested_url,
                        etag=capture.headers.get("etag"),
                        last_modified=capture.headers.get("last-modified"),
                        payload_sha256=capture.payload_sha256,
                        captured_at=capture.captured_at,
                    ),
                )

    def _worth_knowing(self, listings: Listings) -> Iterator[Capture]:
        """Give the sitemaps and the bell, which say the same until something changes."""
        if listings.channel == "sitemap":
            yield from (capture for channel, capture in self.read if channel == "sitemap")
        if self.bell is not None:
            yield self.bell[0]
