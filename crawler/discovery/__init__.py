"""What a site says of itself: its listings, as ``Found`` entries, and its robots.txt. Pure."""

from crawler.discovery.archive import Archive, archive_url, read_archive
from crawler.discovery.feed import feed_url, read_feed
from crawler.discovery.found import Channel, Found, ListingError
from crawler.discovery.rest import posts_url, read_posts
from crawler.discovery.sitemap import (
    Sitemap,
    SitemapLink,
    post_maps,
    read_sitemap,
    sitemap_urls,
)
from crawler.discovery.window import Dated, named_url, post_url, read_window, window_url
from crawler.robots import Robots, read_robots, robots_text

__all__ = [
    "Archive",
    "Channel",
    "Dated",
    "Found",
    "ListingError",
    "Robots",
    "Sitemap",
    "SitemapLink",
    "archive_url",
    "feed_url",
    "named_url",
    "post_maps",
    "post_url",
    "posts_url",
    "read_archive",
    "read_feed",
    "read_posts",
    "read_robots",
    "read_sitemap",
    "read_window",
    "robots_text",
    "sitemap_urls",
    "window_url",
]
