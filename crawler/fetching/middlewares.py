"""Where Scrapy asks and tells about each request: the guard before it, the ears after it.

What is allowed is decided in ``crawler.fetching.manners``; here it is only asked.
"""

import asyncio
from contextlib import suppress
from typing import Self
from urllib.parse import urljoin, urlsplit

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest, ResponseDataLossError
from scrapy.http import Request, Response

from crawler.captures.coding import CutOffError
from crawler.fetching.ending import Refused
from crawler.fetching.manners import UNREADABLE
from crawler.fetching.network import SLOT, set_delay
from crawler.fetching.spiders.exchange import PAYLOAD, payload_of
from crawler.fetching.spiders.follow import FollowSpider, spider_of
from crawler.plan import Fetch

_VALIDATORS = ("If-None-Match", "If-Modified-Since")
_OK = 200
_NOT_MODIFIED = 304


class UnaskedError(IgnoreRequest):
    """The answer says "not modified" of what nobody said to have."""


class PrivateAddressError(IgnoreRequest):
    """A name of the site leads to an address that only this network has."""


class StrangeStatusError(IgnoreRequest):
    """There is no such status."""


class _Middleware:
    def __init__(self, spider: FollowSpider) -> None:
        self.spider = spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(spider_of(crawler))


class GuardMiddleware(_Middleware):
    """Ask for leave before each request: first, redirected and repeated ones alike."""

    def __init__(self, spider: FollowSpider) -> None:
        super().__init__(spider)
        self._meeting = asyncio.Lock()

    async def process_request(self, request: Request) -> None:
        """Let the request pass, or not; first ask a host for its robots.txt that was never asked.

        Raises:
            Refused: it may not be made now.
            PrivateAddressError: its name leads where it may not, as was found when it was looked up
                for the request that this one repeats, or for another.

        """
        manners, kind = self.spider.manners, request.meta["fetch"].kind
        refusal = manners.refusal(request.url, kind)
        if refusal == UNREADABLE and manners.is_new(request.url):
            await self._meet(request.url)
            refusal = manners.refusal(request.url, kind)
        if manners.inside and (host := urlsplit(request.url).hostname or "") in manners.inside:
            raise PrivateAddressError(manners.inside[host])
        reason = self.spider.ending.reason or refusal
        if reason is not None:
            raise Refused(reason)
        if request.meta.get("redirect_times"):
            # they are of the page that was asked for, and say nothing of the one it led to
            for name in _VALIDATORS:
                request.headers.pop(name, None)
        manners.requests += 1

    async def _meet(self, url: str) -> None:
        """Ask the host of ``url``, another of the site's, for its own robots.txt.

        It is in the log, and no capture: the archive keeps the site's own. What can't be read
        allows nothing there.
        """
        manners, crawler = self.spider.manners, self.spider.crawler
        async with self._meeting:
            if not manners.is_new(url):  # another request has asked meanwhile
                return
            manners.forget_robots(url)
            fetch = Fetch(url=urljoin(url, "/robots.txt"), kind="robots")
            request = Request(fetch.url, meta={"fetch": fetch, "download_slot": SLOT})
            with suppress(Exception):  # whatever it is, the host stays closed
                answer = await crawler.engine.download_async(request)
                manners.read_robots(answer.status, answer.meta[PAYLOAD], url=url)
                set_delay(crawler, manners.delay_s)


class HopMiddleware(_Middleware):
    """Keep each redirect before Scrapy's own follows it."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep what a redirect said."""
        if 300 <= response.status < 400 and b"Location" in response.headers:  # noqa: PLR2004
            hop = response.replace(request=request)
            request.meta.setdefault("hops", []).append((hop, self.spider.now()))
        return response


class WholeMiddleware(_Middleware):
    """Ask again for a body that ends before its compression does: HTTP itself saw no fault."""

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Let a whole answer pass, or raise ``ResponseDataLossError`` when none comes.

        Raises:
            UnaskedError: it refers to another one, which there is not.
            StrangeStatusError: it is none of HTTP's.
            crawler.captures.CaptureError: it is too large once decoded, or damaged.

        """
        if response.status < _OK:  # those before the answer are Twisted's business
            raise StrangeStatusError(f"HTTP status {response.status}")
        if response.status == _NOT_MODIFIED and not any(map(request.headers.get, _VALIDATORS)):
            raise UnaskedError("304 to a request without validators")
        try:
            request.meta[PAYLOAD] = payload_of(response)
        except CutOffError as exc:
            again = get_retry_request(request, spider=self.spider, reason="cut_off")
            if again is None or request.meta.get("dont_retry"):
                raise ResponseDataLossError(str(exc)) from exc
            return again
        return response
