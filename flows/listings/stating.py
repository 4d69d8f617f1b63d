"""Where a site says that its lists are, beside where they were looked for.

A site without pretty addresses, or with a renamed REST interface, is so known at first contact, and
not only by the probe after it. It knows addresses; nothing of answers or of readings. Pure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from crawler.discovery import Channel, Stated, read_robots, sitemap_urls
from crawler.sites import Site
from flows.normalise import is_of, is_page_of


def moved(site: Site, stated: Stated) -> dict[Channel, str]:
    """Return which of feed and REST are elsewhere than ``site`` has them, and where.

    >>> from crawler.sites import site_for_url
    >>> site = site_for_url("https://a.example")
    >>> moved(site, Stated(feed="https://a.example/feed", rest="https://a.example/?rest_route=/"))
    {'rest': 'https://a.example/?rest_route=/'}
    """
    places: dict[Channel, tuple[str, str | None]] = {
        "feed": (site.feed_url, stated.feed),
        "rest": (site.rest_url, stated.rest),
    }
    return {
        name: url
        for name, (known, url) in places.items()
        if url is not None and _place(url) != _place(known)
    }


def with_lists_at(site: Site, places: Mapping[Channel, str]) -> Site:
    """Return ``site`` with its feed, its REST interface, or both, where they are."""
    return replace(
        site,
        stated_feed=places.get("feed", site.stated_feed),
        stated_rest=places.get("rest", site.stated_rest),
    )


def sitemaps_of(site: Site, robots: str | None) -> Sequence[str]:
    """Return where sitemaps may begin: where robots.txt says, or else where WordPress has them.

    It is the host's: of a site in a folder it may name none, but others'.

    >>> from crawler.sites import site_to_crawl
    >>> site = site_to_crawl({"WARTA_SITE_URL": "https://a.example/kabar"})
    >>> sitemaps_of(site, "Sitemap: https://a.example/kabar/map.xml")
    ['https://a.example/kabar/map.xml']
    >>> sitemaps_of(site, "Sitemap: https://a.example/map.xml")[::2]
    ['https://a.example/kabar/wp-sitemap.xml', 'https://a.example/map.xml']
    """
    named = [url for url in read_robots(robots or "").sitemaps if is_of(url, site.hosts)]
    own = [url for url in named if is_page_of(url, site)]
    return own or [*sitemap_urls(site.home_url), *named]


def _place(url: str) -> tuple[str, str]:
    """Return an address of a site, however it is written: what tells it from others there."""
    parts = urlsplit(url)
    return parts.path.rstrip("/"), parts.query
