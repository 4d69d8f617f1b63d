"""What every channel says in the same words."""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import Final, Literal

Channel = Literal["feed", "rest", "sitemap", "archive"]
#: Post ids are bigint in WordPress's tables, and in ours.
POST_ID_MAX: Final = 2**63 - 1


class ListingError(ValueError):
    """The answer is no such listing; the message says what it is instead."""


def beginning(body: bytes) -> str:
    """Return how an answer begins, for people to read what it is instead of a listing."""
    return repr(" ".join(body[:240].decode("utf-8", "replace").split())[:60])


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """An article that a listing names.

    Attributes:
        url: where to fetch it, as listed.
        post_id: WordPress's number; None where the listing does not state it.
        published_at: aware UTC; None where the listing does not state it.
        modified_at: likewise.
        modified_local: the same by the site's own clock, as if that showed UTC; None but in REST.
        pages: how many the post has; None where the listing does not state it.
        channel: which kind of listing.

    """

    url: str
    channel: Channel
    post_id: int | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    modified_local: datetime | None = None
    pages: int | None = None


def zoned(text: object) -> datetime | None:
    """Read a time that says its zone, as UTC; a day alone, or a local time, is none."""
    if not isinstance(text, str):
        return None
    try:
        at = datetime.fromisoformat(text.strip())
        return utc(at) if at.tzinfo else None
    except ValueError:
        return None


def utc(at: datetime) -> datetime | None:
    """Return an aware time as UTC; None at the ends of the calendar.

    A plugin writes zeros, or the end of time, where it knows none. Nothing can be worked out from
    such a time: the day before it, or its day in another zone, is none.
    """
    return at.astimezone(UTC) if MINYEAR + 1 < at.year < MAXYEAR - 1 else None
