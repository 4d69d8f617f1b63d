"""Where Scrapy asks and tells about each request: the guard before it, the ear after it.

What is allowed is decided in ``crawler.manners``; here it is only asked.
"""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from crawler.spiders.follow import FollowSpider, spider_of


class Refused(IgnoreRequest):
    """A request that was not made; ``reason`` says which rule forbade it."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


class _Middleware:
    def __init__(self, spider: FollowSpider) -> None:
        self.spider = spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(spider_of(crawler))


class GuardMiddleware(_Middleware):
    """Ask for leave before each request: first, redirected and repeated ones alike."""

    def process_request(self, request: Request) -> None:
        """Let the request pass, or raise ``Refused``."""
        manners = self.spider.manners
        reason = manners.refusal(request.url, request.meta["fetch"].kind)
        if reason is not None:
            raise Refused(reason)
        manners.requests += 1


class HopMiddleware(_Middleware):
    """Listen to each answer before Scrapy's own redirects and retries act on it."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep what a redirect said; mark "come back later" so that it is not retried."""
        if self.spider.hear(response):
            request.meta["dont_retry"] = True
        if 300 <= response.status < 400 and b"Location" in response.headers:  # noqa: PLR2004
            request.meta.setdefault("hops", []).append(response.replace(request=request))
        return response
