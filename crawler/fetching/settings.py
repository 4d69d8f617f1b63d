"""The settings that warta changes from Scrapy's defaults, each with its reason.

``settings_for`` adds what a plan asks for. Nothing else is configured anywhere.
"""

from typing import Any, Final

from crawler.fetching.manners import Manners
from crawler.fetching.network import HOSTS_SETTING
from crawler.hosts import host_of
from crawler.plan import Plan

BASE: Final[dict[str, Any]] = {
    "BOT_NAME": "warta",  # default scrapybot
    "SPIDER_MODULES": ["crawler.fetching.spiders"],
    "ITEM_PIPELINES": {"crawler.fetching.pipelines.SegmentPipeline": 100},
    # default: Scrapy's own, named here one by one. Without: robots.txt, which allows everything
    # when it can't be read, and offsite (the guard knows better); redirects by <meta> (such a page
    # is a page); decompression (a body is kept as it was sent; whoever reads the WARC decodes it);
    # cookies and the cache (pages are asked for as any newcomer would).
    "DOWNLOADER_MIDDLEWARES_BASE": {},
    "DOWNLOADER_MIDDLEWARES": {
        "crawler.fetching.middlewares.GuardMiddleware": 50,
        "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
        "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
        "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
        "scrapy.downloadermiddlewares.retry.RetryMiddleware": 550,
        "crawler.fetching.middlewares.WholeMiddleware": 560,
        "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
        "crawler.fetching.middlewares.HopMiddleware": 610,
        "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
    },
    # default: among others two that open a port for orders, one that stops at a size of memory, and
    # one that counts, page by page, what our own lines tell. This counts what was logged.
    "EXTENSIONS_BASE": {},
    "EXTENSIONS": {"scrapy.extensions.logcount.LogCount": 0},
    "DOWNLOAD_HANDLERS": {  # default: Scrapy's own for these, and for files, FTP, S3 and data: URLs
        "http": "crawler.fetching.network.SiteHandler",
        "https": "crawler.fetching.network.SiteHandler",
        "file": None,
        "ftp": None,
        "s3": None,
        "data": None,
    },
    "TWISTED_DNS_RESOLVER": "crawler.fetching.network.SiteResolver",  # default: any address will do
    "DEFAULT_REQUEST_HEADERS": {  # default: text/html first, and English
        "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/json;q=0.9,"
        "*/*;q=0.8",
        "Accept-Language": "id,en;q=0.5",
        "Accept-Encoding": "gzip",
    },
    # default: five that drop errors, add a Referer, count depth … Without: each request line gets
    # its answer, and we did not come from anywhere. Each of them takes its time with each page.
    "SPIDER_MIDDLEWARES_BASE": {},
    "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",  # default: the last one first
    # default 100: as many workers are started for each answer, which is one item
    "CONCURRENT_ITEMS": 1,
    # default False: whoever sits in between could write our articles
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    # default 429 too: that one is obeyed, not retried
    "RETRY_HTTP_CODES": [500, 502, 503, 504, 522, 524, 408],
    "RETRY_GIVE_UP_LOG_LEVEL": "WARNING",  # default ERROR: a site that fails is no error of ours
    "DOWNLOAD_DELAY_JITTER": 0,  # default 0.5: a promised delay is exact
    "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",  # the plan says what to fetch twice
    "LOG_LEVEL": "INFO",  # default DEBUG
    "LOG_VERSIONS": [],
    "STATS_DUMP": False,  # the finished line says it
}


def settings_for(plan: Plan) -> dict[str, Any]:
    """Return the settings of a crawl that follows ``plan``."""
    limits = plan.limits
    return BASE | {
        "USER_AGENT": plan.user_agent,
        HOSTS_SETTING: [host_of(netloc) for netloc in plan.hosts],
        "HTTPPROXY_ENABLED": not plan.is_loopback,  # a proxy has another loopback than we
        "DOWNLOAD_DELAY": Manners(plan).delay_s,  # until a new robots.txt says otherwise
        "CONCURRENT_REQUESTS": plan.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": plan.concurrency,
        "DOWNLOAD_TIMEOUT": limits.request_s,
        "DOWNLOAD_MAXSIZE": limits.body_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "REDIRECT_MAX_TIMES": limits.redirects,
    }
