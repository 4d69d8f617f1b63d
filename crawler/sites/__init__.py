"""The sites that warta follows: ``sites.toml`` read into ``Site``, and which of them a URL is.

It knows nothing of fetching, of pages, or of a database.
"""

from crawler.sites.blocks import SiteError
from crawler.sites.crawled import site_to_crawl, strange_blocks
from crawler.sites.named import NAME, POLITE_MIN_DELAY_S, site_for_url
from crawler.sites.site import Site

__all__ = [
    "NAME",
    "POLITE_MIN_DELAY_S",
    "Site",
    "SiteError",
    "site_for_url",
    "site_to_crawl",
    "strange_blocks",
]
