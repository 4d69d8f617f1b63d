"""A captured listing as a page that a reading takes. It knows captures and listings' forms."""

from collections.abc import Sequence

from crawler.captures import Capture
from crawler.discovery import (
    Channel,
    Found,
    ListingError,
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
from flows.normalise import is_of, is_page_of
from flows.wording import counted


class ForeignListError(ListingError):
    """A list names articles, and none of the site; the message names the first."""


def page_of(capture: Capture, channel: Channel | None, site: Site) -> Page:
    """Read a listing as what ``channel`` sends; of a sitemap, what is of the site.

    Raises:
        ForeignListError: none of the posts that REST or the feed names is of the site.
        crawler.discovery.ListingError: it is no such listing.

    """
    if channel == "sitemap":
        sitemap = own(read_sitemap(capture.payload), site)
        return Page(found=sitemap.entries, maps=sitemap.maps, is_timed=sitemap.is_timed)
    if channel == "archive":
        archive = read_archive(capture.payload, capture.url)
        return Page(found=archive.entries, next_url=archive.next_url, sections=archive.sections)
    found = read_posts(capture.payload) if channel == "rest" else read_feed(capture.payload)
    foreign_in(found, site)
    return Page(found=found, extent=extent_of(capture, named=len(found)))


def foreign_in(found: Sequence[Found], site: Site) -> list[str]:
    """Return the addresses in a list that are of other hosts.

    What is on the site's hosts beside its folder is not told: their sitemaps name all of it,
    whatever the days that are asked about.

    Raises:
        ForeignListError: none is of the site: such a list says nothing of what it holds.

    """
    foreign = [one.url for one in found if not is_page_of(one.url, site)]
    if foreign and len(foreign) == len(found):
        named = counted(len(found), "article")
        message = f"of the {named} that it names none is of {site.hosts[0]}{site.folder}"
        doubt = f"; is {site.folder} the folder that its pages are in?" if site.folder else ""
        raise ForeignListError(f"{message} (the first: {foreign[0][:200]!r}){doubt}")
    return [url for url in foreign if not is_of(url, site.hosts)]


def own(sitemap: Sitemap, site: Site) -> Sitemap:
    """Return a sitemap without what is another site's."""
    return Sitemap(
        entries=tuple(one for one in sitemap.entries if is_page_of(one.url, site)),
        maps=tuple(link for link in sitemap.maps if is_of(link.url, site.hosts)),
    )


def stated_of(capture: Capture, site: Site) -> Stated:
    """Return where a page says that feed and REST are, as far as that is on the site."""
    said = stated_in(capture.payload, capture.url, capture.headers.get("link", ""))
    feed, rest = (url if url and is_of(url, site.hosts) else None for url in (said.feed, said.rest))
    return Stated(feed=feed, rest=rest)
