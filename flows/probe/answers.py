"""The answers to a probe, and what each is as the listing that was asked for.

It knows captures and listings' forms; nothing of what the answers mean for following the site.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, TypeVar

from crawler.captures import Capture, CaptureError
from crawler.discovery import (
    Archive,
    Found,
    ListingError,
    Sitemap,
    Stated,
    read_archive,
    read_feed,
    read_posts,
    read_sitemap,
)
from crawler.sites import Site
from flows.crawl.loop import Answer
from flows.listings.entries import extent_of
from flows.listings.listed import own, stated_of
from flows.store.discovered import Listing

Read = TypeVar("Read")


@dataclass(kw_only=True, slots=True)
class Answers:
    """What was answered; None for what was not asked.

    Attributes:
        listing: the feed as it was when it was last read to its end; ``feed_again`` was asked
            for with its validators, ``feed`` without.
        feed_url: where the feed was asked for at last; ``rest_url`` likewise, the root of REST.
        unread: how many entries of ``feed`` had never been listed.

    """

    site: Site
    listing: Listing | None = None
    robots: str | None = None
    home: Answer | None = None
    feed: Answer | None = None
    feed_again: Answer | None = None
    feed_url: str = ""
    rest_url: str = ""
    rest: Answer | None = None
    rest_oldest: Answer | None = None
    rest_never: Answer | None = None
    rest_after: Answer | None = None
    rest_last: Answer | None = None
    rest_paged: list[Answer] = field(default_factory=list)
    sitemap: Answer | None = None
    sitemap_posts: Answer | None = None
    sample: Answer | None = None
    sample_again: Answer | None = None
    unread: int = 0


def stated_by(answers: Answers) -> Stated:
    """Return where the home page says that the lists of the site are."""
    return _read(answers.home, lambda capture: stated_of(capture, answers.site)) or Stated()


def newest_of(answers: Answers) -> Found | None:
    """Return an article to look at: the newest that some channel names."""
    archive = archive_in(answers.home)
    listed = feed_in(answers.feed) or posts_in(answers.rest) or (archive.entries if archive else ())
    return next(iter(listed), None)


def feed_in(answer: Answer | None) -> list[Found] | None:
    """Return the entries of a feed; None where it is none."""
    return _read(answer, lambda capture: read_feed(capture.payload))


def posts_in(answer: Answer | None, *, needs_links: bool = True) -> list[Found] | None:
    """Return the posts of a list, those without an address too where they are not needed."""
    if needs_links:
        return _read(answer, lambda capture: read_posts(capture.payload))
    listed = json_in(answer)
    return None if listed is None else [Found(url="", channel="rest") for _ in listed]


def paged_in(answer: Answer) -> list[Found]:
    """Return the posts in several pages of a list."""
    return [one for one in posts_in(answer) or () if (one.pages or 1) > 1]


def total_in(answer: Answer | None) -> int | None:
    """Return how many posts REST says that there are."""
    capture = capture_in(answer)
    return extent_of(capture, named=len(posts_in(answer) or ())).posts if capture else None


def pages_in(answer: Answer | None) -> int | None:
    """Return in how many pages a list of REST comes."""
    capture = capture_in(answer)
    return extent_of(capture).pages if capture else None


def sitemap_in(answer: Answer | None, site: Site) -> Sitemap | None:
    """Return what is of the site in a sitemap; None where it is none."""
    return _read(answer, lambda capture: own(read_sitemap(capture.payload), site))


def archive_in(answer: Answer | None) -> Archive | None:
    """Return an archive page; None where it is none."""
    return _read(answer, lambda capture: read_archive(capture.payload, capture.url))


def json_in(answer: Answer | None) -> list[Any] | None:
    """Return a list as JSON; None where it is none."""

    def read(capture: Capture) -> list[Any]:
        try:
            value = json.loads(capture.payload)
        except (ValueError, RecursionError) as exc:
            raise ListingError("no JSON") from exc
        if not isinstance(value, list):
            raise ListingError("no list")
        return value

    return _read(answer, read)


def _read(answer: Answer | None, read: Callable[[Capture], Read]) -> Read | None:
    capture = capture_in(answer)
    if capture is None or capture.status != HTTPStatus.OK:
        return None
    try:
        return read(capture)
    except (ListingError, CaptureError):
        return None


def capture_in(answer: Answer | None) -> Capture | None:
    """Return what the site sent; None where it sent nothing."""
    return answer.capture if answer is not None else None


def why(answer: Answer | None) -> str:
    """Say why an answer is of no use."""
    if answer is None:
        return "the site names none"
    capture = answer.capture
    if capture is None:
        return answer.line.reason or "no answer"
    if capture.status != HTTPStatus.OK:
        return f"HTTP {capture.status}"
    return f"it sends something else ({capture.media_type or 'of no type'})"
