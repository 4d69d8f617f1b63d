"""Transfers: the next one is timed from the end of the last, any can be cut, none goes inside.

It knows Scrapy's downloader and resolver; what may be asked for, the ``manners`` know.
"""

import asyncio
import time
from collections.abc import Sequence
from typing import Final, Never, Protocol, Self, cast

from scrapy.core.downloader import Slot
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler, CrawlerProcessBase
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError
from scrapy.http import Request, Response
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred, succeed
from twisted.internet.error import DNSLookupError
from twisted.internet.interfaces import IAddress
from twisted.python.failure import Failure
from twisted.web._newclient import BODY, HTTP11ClientProtocol, HTTPClientParser
from twisted.web._newclient import Request as SentRequest
from twisted.web.http import _ChunkedTransferDecoder
from twisted.web.iweb import IResponse

from crawler.fetching.manners import Manners, is_private, plain_address
from crawler.fetching.witness import Witness
from crawler.hosts import is_loopback
from crawler.plan import Plan

#: The one download slot of a crawl: ``www`` and the bare host are one site to be gentle with.
SLOT: Final = "site"
#: A setting of ours: the names that must not lead into this network.
HOSTS_SETTING: Final = "WARTA_HOSTS"
#: Browsers take as much. Neither Scrapy nor Twisted has a limit for what comes before a body.
HEAD_BYTES_MAX: Final = 262_144


class Witnessed(Protocol):
    """A spider that sees what is sent."""

    witness: Witness
    manners: Manners


class HeadTooLargeError(Exception):
    """An answer's headers do not end."""


class TransferCodingError(Exception):
    """A body is sent in a form that nobody asked for (RFC 9112, section 7.4)."""


class _TransferDecoders(dict[bytes, type[_ChunkedTransferDecoder]]):
    """Twisted's, which looks up what a header says, whatever that is."""

    def __missing__(self, coding: bytes) -> Never:
        stated = coding.decode("latin-1")
        raise TransferCodingError(f"Transfer-Encoding {stated!r} is not read")


_DECODERS: Final = _TransferDecoders(HTTPClientParser._transferDecoders)  # noqa: SLF001


class _Protocol(_LenientHTTP11ClientProtocol):
    """Scrapy's own, for answers whose headers end."""

    _head_bytes = 0

    def request(self, request: SentRequest) -> "Deferred[IResponse]":
        self._head_bytes = 0
        answer = super().request(request)
        cast("HTTPClientParser", self._parser)._transferDecoders = _DECODERS  # noqa: SLF001
        return answer

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 (Twisted's name)
        if self._parser is not None and self._parser.state != BODY:
            self._head_bytes += len(data)
        if self._head_bytes > HEAD_BYTES_MAX + len(data):
            limit = f"the headers are over {HEAD_BYTES_MAX:,} bytes"
            self._giveUp(Failure(HeadTooLargeError(limit)))  # type: ignore[no-untyped-call]
            return
        super().dataReceived(data)  # type: ignore[no-untyped-call]


class _Factory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: IAddress | None) -> HTTP11ClientProtocol:  # noqa: N802
        del addr
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class SiteHandler(HTTP11DownloadHandler):
    """Scrapy's own handler, for transfers that can be cut."""

    def __init__(self, crawler: Crawler) -> None:
        """Begin with none under way."""
        super().__init__(crawler)
        self._pool._factory = _Factory  # noqa: SLF001 (as Scrapy itself puts its own there)
        self._pool.retryAutomatically = False  # at once, and unseen: RetryMiddleware asks for leave
        self._underway: set[asyncio.Task[None]] = set()

    async def download_request(self, request: Request) -> Response:
        """Fetch, seen by the spider's witness from its beginning to its end, whatever that is."""
        witness = cast("Witnessed", self._crawler.spider).witness
        witness.sent(request)
        try:
            response = await self._download(request)
        except BaseException as exc:
            witness.ended(request, None, exc)
            raise
        witness.ended(request, response)
        return response

    async def _download(self, request: Request) -> Response:
        """Fetch, and let the site's pause begin when that is over, however it ended."""
        task = cast("asyncio.Task[None]", asyncio.current_task())  # Scrapy's own, of this one
        self._underway.add(task)
        try:
            return await super().download_request(request)
        except asyncio.CancelledError as exc:
            raise DownloadCancelledError("the crawl is ending") from exc
        except DownloadCancelledError as exc:
            limit = f"the body is over {self._default_maxsize:,} bytes"
            raise DownloadCancelledError(limit) from exc
        except DownloadFailedError as exc:
            raise DownloadFailedError(_plainly(exc)) from exc
        finally:
            self._underway.discard(task)
            if (slot := site_slot(self._crawler)) is not None:
                slot.lastseen = time.monotonic()

    def cut(self) -> None:
        """End the transfers under way."""
        for task in self._underway:
            task.cancel()


def _plainly(exc: DownloadFailedError) -> str:
    """Say why a transfer failed, without Twisted's wrapping."""
    reasons = getattr(exc.__cause__, "reasons", ())
    return "; ".join(f"{type(one.value).__name__}: {one.value}" for one in reasons) or str(exc)


class SiteResolver(CachingThreadedResolver):
    """Scrapy's own resolver, which does not let a name of the site lead into this network.

    Nor does one of this machine, which is asked without a pause, lead to another.

    The address that it gives is the one that is connected to. Twisted has but one word for names
    without an address, so why this one has none is noted with the crawl's manners.
    """

    def __init__(
        self, reactor: ReactorBase, cache_size: int, timeout: float, process: CrawlerProcessBase
    ) -> None:
        """Take the process, and the names of the site."""
        super().__init__(reactor, cache_size, timeout)
        self._process = process
        self._hosts = frozenset(process.settings.getlist(HOSTS_SETTING))

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Build it for Scrapy, which gives the whole process, whatever it calls it."""
        process, settings = cast("CrawlerProcessBase", crawler), crawler.settings
        return cls(
            reactor, settings.getint("DNSCACHE_SIZE"), settings.getfloat("DNS_TIMEOUT"), process
        )

    def getHostByName(  # noqa: N802 (Twisted's name)
        self, name: str, timeout: Sequence[int] = ()
    ) -> "Deferred[str]":
        """Resolve a name."""
        is_address = plain_address(name) is not None  # Scrapy would look up those of IPv6, in vain
        found = succeed(name) if is_address else super().getHostByName(name, timeout)
        if name in self._hosts:
            found.addCallback(self._judged, name)
        return found

    def _judged(self, address: str, name: str) -> str:
        found = plain_address(address)
        is_elsewhere = not (found is not None and found.is_loopback)
        if is_private(address) or is_elsewhere == is_loopback(name):
            lack = "on this machine" if is_loopback(name) else "public"
            why = f"{name} leads to {address}, which is not {lack}"
            for crawler in self._process.crawlers:
                cast("Witnessed", crawler.spider).manners.inside[name] = why
            raise DNSLookupError(why)
        return address


def time_by_a_steady_clock() -> None:
    """Have Twisted count its timeouts by a clock that nobody can put: its own is the machine's.

    An hour that comes twice would be waited for by whatever hangs in it.
    """
    from twisted.internet import reactor

    cast("ReactorBase", reactor).seconds = time.monotonic


def site_slot(crawler: Crawler) -> Slot | None:
    """Return the download slot of a crawl, once there is one."""
    return crawler.engine.downloader.slots.get(SLOT)


def open_slot(crawler: Crawler, plan: Plan, delay_s: float, quiet_s: float | None) -> None:
    """Open the slot, as one in which the last request ended ``quiet_s`` ago.

    Opened here, not by Scrapy at the first request, it is not thrown away when it idles, and its
    pause with it.
    """
    slot = Slot(plan.concurrency, delay_s, jitter=0)
    if quiet_s is not None:
        slot.lastseen = time.monotonic() - quiet_s
    crawler.engine.downloader.slots[SLOT] = slot


def set_delay(crawler: Crawler, delay_s: float) -> None:
    """Set the pause between two requests."""
    if (slot := site_slot(crawler)) is not None:
        slot.delay = delay_s


def cut_transfers(crawler: Crawler) -> None:
    """End what is under way."""
    handlers = crawler.engine.downloader.handlers
    for scheme in ("http", "https"):
        handler = handlers._handlers.get(scheme)  # noqa: SLF001 (it gives them to nobody)
        if handler is not None:
            cast("SiteHandler", handler).cut()
