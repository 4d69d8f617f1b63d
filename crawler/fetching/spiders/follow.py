"""The one spider: ask for what the plan says, and hand on what comes back.

It decides nothing about articles: all that it looks for in a page is whether that is one of
several of a post, which are fetched together.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Final, cast

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.captures import (
    FAILING,
    FOR_GOOD,
    FOREIGN,
    PAGE_FAILING,
    CaptureLine,
    Fetched,
    fetched_by,
)
from crawler.captures.exchanges import Exchange
from crawler.fetching.ending import Ending, Refused
from crawler.fetching.lock import SiteLock
from crawler.fetching.manners import SILENT, Manners
from crawler.fetching.network import SLOT, open_slot, set_delay
from crawler.fetching.output import Output
from crawler.fetching.request_log import RequestLog, UnseenError
from crawler.fetching.spiders.exchange import PAYLOAD, exchange_of
from crawler.fetching.spiders.post import PRIORITY, Post, Reply, Shown, shown_by
from crawler.fetching.spiders.reasons import in_a_line
from crawler.fetching.witness import Witness
from crawler.plan import AWAITED, Fetch, Plan, PlanError

#: Requests that wait for their turn at most: a long plan waits in its file, not in memory.
_AHEAD: Final = 100
#: Between two captures, where the clock stands still or goes back.
_TICK: Final = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """What a crawl is given.

    Attributes:
        fetches: the requests, as they become known.
        log: of requests.
        since: when the site was last captured; None where it never was.

    """

    plan: Plan
    fetches: AsyncIterator[Fetch]
    output: Output
    lock: SiteLock
    log: RequestLog
    since: datetime | None


class FollowSpider(Spider):
    """Follow the plan.

    Attributes:
        ended: why Scrapy says that the crawl has ended; None while it goes on.

    """

    name = "follow"

    def __init__(self, task: Task) -> None:
        """Take what is to be done."""
        super().__init__()
        self.plan = task.plan
        self.output = task.output
        self.manners = Manners(task.plan)
        self.witness = Witness(
            task.plan, self.manners, lock=task.lock, log=task.log, now=self._wall_now
        )
        self.ending: Ending
        self.ended: str | None = None
        self._fetches = task.fetches
        self._lock = task.lock
        self.newest_at = task.since or datetime.min.replace(tzinfo=UTC)
        self._robots_answered = asyncio.Event()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *, task: Task) -> "FollowSpider":
        """Build it for Scrapy."""
        spider = cls(task)
        spider._set_crawler(crawler)
        spider.ending = Ending(crawler)
        return spider

    def closed(self, reason: str) -> None:
        """Note why Scrapy says that the crawl has ended."""
        self.ended = reason

    def now(self) -> datetime:
        """Return the time of a capture: the plan's where that is virtual.

        It never goes back, nor behind what the archive has seen, whatever becomes of the machine's
        clock: it is what orders contents.
        """
        if self.plan.is_virtual:
            return self.plan.now
        self.newest_at = max(self._wall_now(), self.newest_at + _TICK)
        return self.newest_at

    def _wall_now(self) -> datetime:
        return self.plan.now if self.plan.is_virtual else datetime.now(UTC)

    async def start(self) -> AsyncIterator[Request | Reply]:
        """Give the requests of the plan; none passes a robots.txt that is on its way."""
        self.ending.heed_signals()
        self.ending.limit(self.plan.limits.run_s)
        quiet_s = self._lock.quiet_s(self.plan.asked_at)
        open_slot(self.crawler, self.plan, self.manners.delay_s, quiet_s)
        try:
            ahead = 0
            async for fetch in self._fetches:
                if ahead >= _AHEAD and self.crawler.engine.needs_backout():
                    await self.crawler.signals.wait_for(signals.scheduler_empty)
                    ahead = 0
                ahead += 1
                yield self._request(fetch)
                if fetch.kind == "robots":
                    await self._robots_answered.wait()
        except PlanError as exc:
            self.ending.begin("error", str(exc))

    def _request(self, fetch: Fetch, post: Post | None = None) -> Request | Reply:
        # nginx weakens the ETag of what it compresses, and WordPress then knows it no more; without
        # the mark both take it, as RFC 9110, section 13.1.2, compares them
        etag = fetch.etag.removeprefix("W/") if fetch.etag else None
        headers = {"If-None-Match": etag, "If-Modified-Since": fetch.last_modified}
        try:
            return Request(
                fetch.url,
                headers={name: value for name, value in headers.items() if value},
                callback=self.parse,
                errback=self.fail,
                meta={"fetch": fetch, "download_slot": SLOT, "post": post or Post(fetch)},
                priority=PRIORITY if post else int(fetch.kind in AWAITED),
            )
        except ValueError as exc:
            reason = f"invalid_url: {exc}"
            return self._given_up(post or Post(fetch), reason, fetched="refused")

    def parse(self, response: Response) -> list[Request | Reply]:
        """Hand on the exchanges that led to ``response``, and the line that says so.

        Of a post in several pages, ask for the next one first. Whatever goes wrong here, the
        request line gets its answer.
        """
        meta = cast("Request", response.request).meta
        post: Post = meta["post"]
        fetch: Fetch = meta["fetch"] if post.first else post.fetch
        try:
            reply = self._reply(response, fetch)
        except Exception as exc:
            self.logger.exception("An answer can't be handed on: %s", response.url)
            return [self._given_up(post, f"crawler_failed: {in_a_line(exc)}")]
        next_url = post.take(reply, _shown(response, fetch))
        if next_url is not None:
            return [self._request(Fetch(url=next_url), post)]
        if post.is_cut and self.manners.retry_at is not None:
            post.forgo()
            return [self._given_up(post, "retry_after", fetched="refused")]
        return [self._given_up(post, f"http_{response.status}")]

    def _given_up(
        self,
        post: Post,
        reason: str,
        *,
        fetched: Fetched = "failed",
        hops: tuple[Exchange, ...] = (),
    ) -> Reply:
        """Return what there is of a post; for ``reason`` nothing more comes."""
        if post.is_cut:
            self.logger.warning("%s lacks one of its pages: %s", post.fetch.url, reason)
        reply = post.reply()
        if reply is None:
            exchanges = (*post.further, *hops)
            return self._came_to_nothing(post.fetch, reason, fetched=fetched, exchanges=exchanges)
        retry_at = self.manners.retry_at
        if not hops and reply.line.retry_at == retry_at:
            return reply
        line = reply.line.model_copy(update={"retry_at": retry_at})
        return Reply(exchanges=(*hops, *reply.exchanges), line=line)

    def fail(self, failure: Failure) -> list[Reply]:
        """Say which request came to nothing, and why; keep the redirects that led there."""
        request: Request = failure.request  # type: ignore[attr-defined]
        fetch: Fetch = request.meta["fetch"]
        post: Post = request.meta["post"]
        exc = failure.value
        if isinstance(exc, UnseenError):
            self.ending.begin("error", str(exc))
        # a site that is not there, or in trouble, refuses nothing: it failed
        is_refused = isinstance(exc, Refused) and exc.reason not in {SILENT, FAILING}
        reason = exc.reason if isinstance(exc, Refused) else in_a_line(exc)
        if reason == FAILING and "retry_times" in request.meta:
            reason = PAGE_FAILING  # else it keeps its place, and others from theirs
        post.is_cut = post.first is not None
        if isinstance(exc, Refused) and reason not in FOR_GOOD:
            post.forgo()  # the next run fetches it as a whole
        reply = self._given_up(
            post,
            reason,
            fetched="refused" if is_refused else "failed",
            hops=self._hops(request, fetch),
        )
        if reason == FOREIGN and reply.line.reason == reason:
            line = reply.line.model_copy(update={"led_to": request.url})
            reply = Reply(exchanges=reply.exchanges, line=line)
        return [reply]

    def _came_to_nothing(
        self,
        fetch: Fetch,
        reason: str,
        *,
        fetched: Fetched = "failed",
        exchanges: tuple[Exchange, ...] = (),
    ) -> Reply:
        if fetch.kind == "robots":
            self.manners.forget_robots()
            self._robots_answered.set()
        line = CaptureLine(
            url=fetch.url,
            kind=fetch.kind,
            fetched=fetched,
            captured_at=self.now(),
            reason=reason,
            retry_at=self.manners.retry_at,
        )
        return Reply(exchanges=exchanges, line=line)

    def _reply(self, response: Response, fetch: Fetch) -> Reply:
        reason = self._read_robots(response) if fetch.kind == "robots" else None
        exchange = exchange_of(response, fetch, captured_at=self.now(), is_last=True)
        fetched = fetched_by(response.status)
        line = CaptureLine(
            url=fetch.url,
            kind=fetch.kind,
            fetched="refused" if reason else fetched,
            captured_at=exchange.captured_at,
            status=response.status,
            reason=reason or (None if fetched == "fetched" else f"http_{response.status}"),
            retry_at=self.manners.retry_at,
            id=exchange.id,
            fetch_ms=exchange.fetch_ms,
        )
        hops = self._hops(cast("Request", response.request), fetch)
        return Reply(exchanges=(*hops, exchange), line=line)

    def _read_robots(self, response: Response) -> str | None:
        is_read = self.manners.read_robots(response.status, response.meta[PAYLOAD])
        set_delay(self.crawler, self.manners.delay_s)
        self._robots_answered.set()
        return None if is_read else "robots_unreadable"

    def _hops(self, request: Request, fetch: Fetch) -> tuple[Exchange, ...]:
        """Return the redirects that led to ``request``; an answer that was none is the last."""
        return tuple(
            exchange_of(hop, fetch, captured_at=at, is_last=False)
            for hop, at in request.meta.get("hops", ())
            if hop.request is not request
        )


def spider_of(crawler: Crawler) -> FollowSpider:
    """Return the running spider of ``crawler``."""
    return cast("FollowSpider", crawler.spider)


def _shown(response: Response, fetch: Fetch) -> Shown:
    if fetch.kind != "page" or response.status != HTTPStatus.OK:
        return Shown()
    return shown_by(response.meta[PAYLOAD], response.url)
