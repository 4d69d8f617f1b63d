"""The settings that warta changes from Scrapy's defaults, each with its reason.

``settings_for`` adds what a plan asks for. Nothing else is configured anywhere.
"""

from typing import Any, Final

from crawler.manners import Manners
from crawler.plan import Plan

BASE: Final[dict[str, Any]] = {
    "BOT_NAME": "warta",  # default scrapybot
    "SPIDER_MODULES": ["crawler.spiders"],
    "ITEM_PIPELINES": {"crawler.pipelines.SegmentPipeline": 100},
    # default: Scrapy's own, which allow everything when robots.txt can't be read, follow
    # redirects anywhere, and drop the bodies of redirects
    "ROBOTSTXT_OBEY": False,
    "DOWNLOADER_MIDDLEWARES": {
        "crawler.middlewares.GuardMiddleware": 50,
        "crawler.middlewares.HopMiddleware": 610,  # nearer to the site than redirects (600)
        "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # the guard knows better
        # a body is kept as it was sent; whoever reads the WARC decodes it
        "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
        # a page that redirects by <meta> is a page
        "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    },
    "DEFAULT_REQUEST_HEADERS": {  # default: text/html first, and English
        "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/json;q=0.9,"
        "*/*;q=0.8",
        "Accept-Language": "id,en;q=0.5",
        "Accept-Encoding": "gzip",
    },
    # default: errors never reach the spider; each request line gets its answer
    "HTTPERROR_ALLOW_ALL": True,
    # default False: whoever sits in between could write our articles
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    # default 429 too: that one is obeyed, not retried
    "RETRY_HTTP_CODES": [500, 502, 503, 504, 522, 524, 408],
    "RETRY_GIVE_UP_LOG_LEVEL": "WARNING",  # default ERROR: a site that fails is no error of ours
    "COOKIES_ENABLED": False,  # default True: pages are asked for as any newcomer would
    "REFERRER_POLICY": "no-referrer",  # default: same origin; we did not come from anywhere
    "HTTPPROXY_ENABLED": True,  # the default, and meant: the operator's proxy is honoured
    "DOWNLOAD_DELAY_JITTER": 0,  # default 0.5: a promised delay is exact
    "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",  # the plan says what to fetch twice
    "TELNETCONSOLE_ENABLED": False,  # default True: no port is opened
    "REMOTE_CONTROL_ENABLED": False,  # default True: likewise
    "LOG_LEVEL": "INFO",  # default DEBUG
    "LOG_VERSIONS": [],
    "STATS_DUMP": False,  # the finished line says it
    "LOGSTATS_INTERVAL": 0,  # default: a line a minute
}


def settings_for(plan: Plan) -> dict[str, Any]:
    """Return the settings of a crawl that follows ``plan``."""
    limits = plan.limits
    return BASE | {
        "USER_AGENT": plan.user_agent,
        "DOWNLOAD_DELAY": Manners(plan).delay_s,  # until a new robots.txt says otherwise
        "CONCURRENT_REQUESTS": plan.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": plan.concurrency,
        "DOWNLOAD_TIMEOUT": limits.request_s,
        "DOWNLOAD_MAXSIZE": limits.body_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "REDIRECT_MAX_TIMES": limits.redirects,
    }
