"""What a site says of itself: its listings, as ``Found`` entries, and its robots.txt. Pure."""

from crawler.discovery.archive import Archive, archive_url, read_archive
from crawler.discovery.feed import feed_page, read_feed
from crawler.discovery.found import Channel, Found, ListingError
from crawler.discovery.rest import changes_in, list_url, paged_posts_url, posts_url, read_posts
from crawler.discovery.sitemap import Sitemap, SitemapLink, post_maps, read_sitemap, sitemap_urls
from crawler.discovery.stated import Stated, stated_in
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
    "Stated",
    "archive_url",
    "changes_in",
    "feed_page",
    "list_url",
    "named_url",
    "paged_posts_url",
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
    "stated_in",
    "window_url",
]
