"""The one spider: ask for what the plan says, and hand on what comes back.

It decides nothing about articles: it does not look into a page.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from http.client import responses as REASONS  # noqa: N812
from typing import Any, cast
from uuid import uuid4

from scrapy import Spider
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.captures import CaptureError, CaptureLine, Fetched, decode
from crawler.manners import Manners
from crawler.output import Output
from crawler.plan import Fetch, Plan
from crawler.segments import Exchange

_SLOT = "site"
#: Answers by which a site refuses to be read. 451: for legal reasons (RFC 7725).
_REFUSALS = frozenset({401, 403, 407, 429, 451})
_FAILURES_FROM = 500


class FollowSpider(Spider):
    """Follow the plan."""

    name = "follow"

    def __init__(
        self, *, plan: Plan, fetches: AsyncIterator[Fetch], output: Output, **kwargs: Any
    ) -> None:
        """Take the plan, the requests as they become known, and the way out."""
        super().__init__(**kwargs)
        self.plan = plan
        self.output = output
        self.manners = Manners(plan)
        self._fetches = fetches
        self._robots_answered = asyncio.Event()

    def now(self) -> datetime:
        """Return the time of a capture: the plan's where that is virtual."""
        return self.plan.now if self.plan.is_virtual else datetime.now(UTC)

    async def start(self) -> AsyncIterator[Request]:
        """Give the requests of the plan; none passes a robots.txt that is on its way."""
        async for fetch in self._fetches:
            yield self._request(fetch)
            if fetch.kind == "robots":
                await self._robots_answered.wait()

    def _request(self, fetch: Fetch) -> Request:
        headers = {"If-None-Match": fetch.etag, "If-Modified-Since": fetch.last_modified}
        return Request(
            fetch.url,
            headers={name: value for name, value in headers.items() if value},
            callback=self.parse,
            errback=self.fail,
            meta={"fetch": fetch, "download_slot": _SLOT},
        )

    def hear(self, response: Response) -> bool:
        """Take note of what any answer asks of us; say whether it said "come back later".

        The pause before the next request counts from here, where Scrapy would count from the
        moment it decided to send: a site sees a full pause then, however slow it answers.
        """
        if (slot := self._slot()) is not None:
            slot.lastseen = time.monotonic()
        headers = {"retry-after": _text(response.headers.get("Retry-After"))}
        stated = {name: value for name, value in headers.items() if value}
        return self.manners.hear(response.status, stated, self.now())

    def parse(self, response: Response, **_: Any) -> Iterator[Exchange | CaptureLine]:
        """Hand on the exchanges that led to ``response``, and the line that says so."""
        request = cast("Request", response.request)
        fetch: Fetch = request.meta["fetch"]
        reason = self._read_robots(response) if fetch.kind == "robots" else None
        for hop in request.meta.get("hops", ()):
            yield self._exchange(hop, fetch, is_last=False)
        exchange = self._exchange(response, fetch, is_last=True)
        yield exchange
        fetched = _fetched(response.status)
        yield CaptureLine(
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

    def fail(self, failure: Failure) -> Iterator[CaptureLine]:
        """Say which request came to nothing, and why."""
        fetch: Fetch = failure.request.meta["fetch"]  # type: ignore[attr-defined]
        self._robots_answered.set()
        reason = getattr(failure.value, "reason", None)
        yield CaptureLine(
            url=fetch.url,
            kind=fetch.kind,
            fetched="refused" if isinstance(reason, str) else "failed",
            captured_at=self.now(),
            reason=reason if isinstance(reason, str) else _failure_reason(failure),
            retry_at=self.manners.retry_at,
        )

    def _read_robots(self, response: Response) -> str | None:
        is_read = self.manners.read_robots(response.status, _decoded(response))
        self._set_delay()
        self._robots_answered.set()
        return None if is_read else "robots_unreadable"

    def _set_delay(self) -> None:
        """Give the site's download slot the delay that robots.txt asks for."""
        if (slot := self._slot()) is not None:
            slot.delay = self.manners.delay_s

    def _slot(self) -> Slot | None:
        engine = self.crawler.engine
        return engine.downloader.slots.get(_SLOT) if engine is not None else None

    def _exchange(self, response: Response, fetch: Fetch, *, is_last: bool) -> Exchange:
        request = cast("Request", response.request)
        return Exchange(
            id=uuid4(),
            url=response.url,
            requested_url=fetch.url,
            kind=fetch.kind,
            request_line=f"{request.method} {_target(request.url)} HTTP/1.1",
            request_headers=_headers(request.headers),
            status_line=f"{response.status} {REASONS.get(response.status, '')}".strip(),
            response_headers=_stored_headers(response),
            body=response.body,
            captured_at=self.now(),
            fetch_ms=round(request.meta.get("download_latency", 0) * 1000),
            ip_address=str(response.ip_address) if response.ip_address else None,
            is_last=is_last,
            listed=fetch.listed,
        )


def spider_of(crawler: Crawler) -> FollowSpider:
    """Return the running spider of ``crawler``."""
    return cast("FollowSpider", crawler.spider)


def _fetched(status: int) -> Fetched:
    if status == HTTPStatus.NOT_MODIFIED:
        return "not_modified"
    if status in _REFUSALS:
        return "refused"
    return "failed" if status >= _FAILURES_FROM else "fetched"


def _failure_reason(failure: Failure) -> str:
    """Name a failure by its class and its message, in one line."""
    value = failure.value
    text = " ".join(str(value).split())[:300]
    return f"{type(value).__name__}: {text}" if text else type(value).__name__


def _decoded(response: Response) -> bytes:
    """Return the body without its content-encoding; nothing where that is a bomb."""
    encoding = _text(response.headers.get("Content-Encoding")) or ""
    try:
        return decode(response.body, {"content-encoding": encoding}, response.url)
    except CaptureError:
        return b""


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("latin-1")


def _headers(headers: Any) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    ]


def _stored_headers(response: Response) -> list[tuple[str, str]]:
    """Give the headers as they fit the body that is kept: the transfer-coding is undone."""
    kept = [
        (name, value) if name.lower() != "transfer-encoding" else (f"X-Archive-Orig-{name}", value)
        for name, value in _headers(response.headers)
        if name.lower() != "content-length"
    ]
    return [*kept, ("Content-Length", str(len(response.body)))]


def _target(url: str) -> str:
    path = url.partition("://")[2].partition("/")[2].partition("#")[0]
    return f"/{path}"
