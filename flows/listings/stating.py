"""Where a site says that its feed and its REST interface are, beside where they were looked for.

A site without pretty addresses, or with a renamed REST interface, is so known at first contact, and
not only by the probe after it. It knows addresses; nothing of answers or of readings. Pure.
"""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from crawler.discovery import Channel, Stated
from crawler.sites import Site


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


def _place(url: str) -> tuple[str, str]:
    """Return an address of a site, however it is written: what tells it from others there."""
    parts = urlsplit(url)
    return parts.path.rstrip("/"), parts.query
