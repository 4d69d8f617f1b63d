"""What a listing says the site holds: one response in, ``Found`` entries out. Pure."""

from crawler.discovery.feed import feed_url, read_feed
from crawler.discovery.found import Found, ListingError
from crawler.discovery.rest import posts_url, read_posts

__all__ = ["Found", "ListingError", "feed_url", "posts_url", "read_feed", "read_posts"]
