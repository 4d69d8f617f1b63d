"""What listings tell, as tests write it: so many hours ago, on a site of no name."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from crawler.discovery import Channel, Found, SitemapLink, feed_page, sitemap_urls
from crawler.sites import site_for_url
from flows.listings.order import Listings
from flows.listings.readings import Page

BASE = "https://a.example"
SITE = site_for_url(BASE)
NOW = datetime(2024, 3, 1, tzinfo=UTC)
INDEX, OTHER = f"{BASE}/wp-sitemap.xml", f"{BASE}/sitemap_index.xml"
POSTS = f"{BASE}/wp-sitemap-posts-post-{{}}.xml"
CLOSED: dict[Channel, str] = {"rest": "HTTP 403"}
ONLY_SITEMAPS: dict[Channel, str] = {"rest": "HTTP 403", "feed": "HTTP 403"}
ONLY_ARCHIVES: dict[Channel, str] = ONLY_SITEMAPS | {"sitemap": "none"}


def ago(hours: float) -> datetime:
    """A time."""
    return NOW - timedelta(hours=hours)


def found(
    *hours: float, channel: Channel = "rest", published: bool = False, first: int = 0
) -> list[Found]:
    """Entries that changed, or came out, so many hours ago."""
    return [
        Found(
            url=f"{BASE}/a/{number}",
            channel=channel,
            published_at=ago(at) if published else None,
            modified_at=None if published else ago(at),
        )
        for number, at in enumerate(hours, start=first)
    ]


def feed_url(page: int = 1) -> str:
    """The address of a page of the feed."""
    return feed_page(SITE.feed_url, page)


def listings(
    *, closed: dict[Channel, str] | None = None, is_new: bool = False, **given: object
) -> Listings:
    """Listings of a site that was read to its end just now."""
    cursor_at = None if is_new else NOW
    return Listings(
        site=given.pop("site", SITE),  # type: ignore[arg-type]
        cursor_at=cursor_at,
        closed=closed or {},
        sitemaps=given.pop("sitemaps", sitemap_urls(BASE)),  # type: ignore[arg-type]
        **given,  # type: ignore[arg-type]
    )


def rung(reading: Listings, *hours: float) -> Listings:
    """The bell has told of articles that came out so many hours ago."""
    assert reading.url == feed_url()
    assert reading.take(Page(found=found(*hours, channel="feed", published=True))) == []
    return reading


def links(*hours: float | None) -> list[SitemapLink]:
    """The sitemaps of posts that an index names."""
    return [
        SitemapLink(url=POSTS.format(n), modified_at=None if at is None else ago(at))
        for n, at in enumerate(hours, start=1)
    ]


def met(entries: Iterable[Found]) -> frozenset[str]:
    """The addresses of entries that were listed before."""
    return frozenset(entry.url for entry in entries)


def urls(entries: Iterable[Found]) -> list[str]:
    """Their last parts."""
    return [entry.url.rpartition("/")[2] for entry in entries]
