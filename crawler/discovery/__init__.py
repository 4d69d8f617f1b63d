"""What a site says of itself: its listings, as ``Found`` entries, and its robots.txt. Pure."""

from crawler.discovery.feed import feed_url, read_feed
from crawler.discovery.found import Found, ListingError
from crawler.discovery.rest import posts_url, read_posts
from crawler.discovery.robots import robots_text

__all__ = [
    "Found",
    "ListingError",
    "feed_url",
    "posts_url",
    "read_feed",
    "read_posts",
    "robots_text",
]
