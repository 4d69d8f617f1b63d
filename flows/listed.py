"""A captured listing as a page that a reading takes. It knows captures and listings' forms."""

from crawler.captures import Capture
from crawler.discovery import (
    Channel,
    read_archive,
    read_feed,
    read_posts,
    read_sitemap,
)
from flows.entries import extent_of
from flows.readings import Page


def page_of(capture: Capture, channel: Channel | None) -> Page:
    """Read a listing as what ``channel`` sends.

    Raises:
        crawler.discovery.ListingError: it is no such listing.

    """
    if channel == "sitemap":
        sitemap = read_sitemap(capture.payload)
        return Page(found=sitemap.entries, maps=sitemap.maps, is_timed=sitemap.is_timed)
    if channel == "archive":
        archive = read_archive(capture.payload, capture.url)
        return Page(found=archive.entries, next_url=archive.next_url)
    read = read_posts if channel == "rest" else read_feed
    return Page(found=read(capture.payload), extent=extent_of(capture))
