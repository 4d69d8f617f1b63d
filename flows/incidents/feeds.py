"""Whether a feed lists far fewer articles than ever before, and does not only seem to.

A cut feed still rings for news, but what it does not list may be missed. It knows lengths of feeds
and how they are kept; nothing of what a feed holds.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from flows.clock import is_within
from flows.incidents.record import Healed, Seen, Sign
from flows.store import feeds
from flows.store.feeds import FeedLength
from flows.store.statements import Connection
from flows.wording import counted

#: What is usual is known after so many readings, over so long: a young site's feed still grows.
_LEARNT: Final = 5
_LEARNT_IN: Final = timedelta(days=1)
#: Once may be a cache's slip.
_IN_A_ROW: Final = 2
#: What has lasted so long is how the site's owner wants it.
_USUAL_AFTER: Final = timedelta(days=7)


def noted(
    connection: Connection, site: str, entries: int | None, *, now: datetime
) -> FeedLength | None:
    """Note that the feed listed so many, and return how it fares; None where it was not read."""
    if entries is None:
        return None
    known = feeds.length(connection, site)
    found = weighed(known, entries, now=now)
    if found != known:
        feeds.record(connection, site, found)
    return found


def weighed(known: FeedLength | None, entries: int, *, now: datetime) -> FeedLength:
    """Weigh a reading against those before it."""
    if known is None:
        return FeedLength(fewest=entries, readings=1, first_read_at=now)
    readings = min(known.readings + 1, _LEARNT)
    if _is_learnt(known, now) and entries < known.fewest and entries * 2 <= known.fewest:
        since = known.fewer_since_at or now
        if is_within(_USUAL_AFTER, since, now):
            return replace(known, fewer=known.fewer + 1, fewer_since_at=since)
    fewest = min(entries, known.fewest)
    return replace(known, fewest=fewest, readings=readings, fewer=0, fewer_since_at=None)


def _is_learnt(known: FeedLength, now: datetime) -> bool:
    return known.readings >= _LEARNT and not is_within(_LEARNT_IN, known.first_read_at, now)


def complaint(length: FeedLength | None) -> str | None:
    """Say what is wrong with a feed of that length; None where all is well."""
    if length is None or length.fewer < _IN_A_ROW:
        return None
    return (
        f"the feed has listed at most half of {counted(length.fewest, 'article')} in its last "
        f"{length.fewer} readings, where it never listed fewer before"
    )


def sign(length: FeedLength) -> Sign:
    """Say whether that is an incident."""
    wrong = complaint(length)
    return Seen(cause="feed_shrunk", message=wrong) if wrong else Healed(cause="feed_shrunk")
