"""What a site says of itself: its listings, as ``Found`` entries, and its robots.txt. Pure."""

from crawler.discovery.archive import Archive, archive_url, read_archive
from crawler.discovery.feed import feed_url, read_feed
from crawler.discovery.found import Channel, Found, ListingError
from crawler.discovery.rest import posts_url, read_posts
from crawler.discovery.robots import read_robots, robots_text
from crawler.discovery.sitemap import (
    Sitemap,
    SitemapLink,
    post_maps,
    read_sitemap,
    sitemap_urls,
)

__all__ = [
    "Archive",
    "Channel",
    "Found",
    "ListingError",
    "Sitemap",
    "SitemapLink",
    "archive_url",
    "feed_url",
    "post_maps",
    "posts_url",
    "read_archive",
    "read_feed",
    "read_posts",
    "read_robots",
    "read_sitemap",
    "robots_text",
    "sitemap_urls",
]
