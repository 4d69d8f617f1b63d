"""A captured listing as a page that a reading takes. It knows captures and listings' forms."""

from crawler.captures import Capture
from crawler.discovery import (
    Channel,
    Sitemap,
    Stated,
    read_archive,
    read_feed,
    read_posts,
    read_sitemap,
    stated_in,
)
from crawler.sites import Site
from flows.listings.entries import extent_of
from flows.listings.readings import Page
from flows.normalise import is_of


def page_of(capture: Capture, channel: Channel | None, site: Site) -> Page:
    """Read a listing as what ``channel`` sends; of a sitemap, what is of the site.

    Raises:
        crawler.discovery.ListingError: it is no such listing.

    """
    if channel == "sitemap":
        sitemap = own(read_sitemap(capture.payload), site)
        return Page(found=sitemap.entries, maps=sitemap.maps, is_timed=sitemap.is_timed)
    if channel == "archive":
        archive = read_archive(capture.payload, capture.url)
        return Page(found=archive.entries, next_url=archive.next_url, sections=archive.sections)
    read = read_posts if channel == "rest" else read_feed
    return Page(found=read(capture.payload), extent=extent_of(capture))


def own(sitemap: Sitemap, site: Site) -> Sitemap:
    """Return a sitemap without what is another site's."""
    return Sitemap(
        entries=tuple(one for one in sitemap.entries if is_of(one.url, site.hosts)),
        maps=tuple(link for link in sitemap.maps if is_of(link.url, site.hosts)),
    )


def stated_of(capture: Capture, site: Site) -> Stated:
    """Return where a page says that feed and REST are, as far as that is on the site."""
    said = stated_in(capture.payload, capture.url)
    feed, rest = (url if url and is_of(url, site.hosts) else None for url in (said.feed, said.rest))
    return Stated(feed=feed, rest=rest)
