"""A post in several pages while it is fetched: its first page is handed on with all the others.

So a crawl that breaks off in between has not fetched it at all. It knows exchanges and addresses;
nothing of how a request is made.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Final

from crawler.captures import CaptureLine
from crawler.captures.exchanges import Exchange
from crawler.parts import may_be_one_of_several, numbered, without_number
from crawler.plan import Fetch

#: Pages of one post that are fetched; one with more waits in quarantine.
PARTS_MAX: Final = 40
#: Asked for before all else, so that the pages of a post are of one time.
PRIORITY: Final = 2
_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What became of one request line.

    Attributes:
        exchanges: to keep, redirects first.
        line: to say, once they are kept.

    """

    exchanges: tuple[Exchange, ...] = ()
    line: CaptureLine


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What a page says of the post that it is of.

    Attributes:
        number: which page it is.
        whole: the address of the first one.
        urls: the addresses of others, by number.

    """

    number: int = 1
    whole: str = ""
    urls: Mapping[int, str] = field(default_factory=dict)


def shown_by(payload: bytes, url: str) -> Shown:
    """Return what the page ``payload`` at ``url`` says of the post that it is of."""
    if not may_be_one_of_several(payload, url):
        return Shown()
    from crawler.extract import parts_in  # it loads a parser, which few crawls need

    try:
        found = parts_in(payload, url=url)
    except Exception:  # noqa: BLE001 (the page is kept all the same; whoever reads it will see)
        _log.exception("A page can't be looked into: %s", url)
        return Shown()
    whole = found.whole or without_number(url, found.number)
    return Shown(number=found.number, whole=whole, urls=found.urls)


class Post:
    """What came of one request line so far.

    Attributes:
        fetch: that line.
        first: the reply that is the post's first page; None while only others came.
        is_cut: whether a page that it has is missing.

    """

    def __init__(self, fetch: Fetch) -> None:
        """Begin with nothing."""
        self.fetch = fetch
        self.first: Reply | None = None
        self.is_cut = False
        self._parts: dict[int, Exchange] = {}
        self._others: list[Exchange] = []
        self._urls: dict[int, str] = {}
        self._wanted = 1

    def take(self, reply: Reply, shown: Shown) -> str | None:
        """Take a reply; return the address of the page to ask for next, None where that is all.

        A page that is not the one that was asked for ends it: the post has changed meanwhile, or
        has fewer than a listing told of.
        """
        self._urls = {**shown.urls, **self._urls}
        if self.first is None and shown.number > 1 and not self._parts:
            self._add(reply, shown.number)
            return shown.whole
        if self.first is None:
            self.first = reply
        else:
            self._add(reply, self._wanted)
            if shown.number != self._wanted:
                self.is_cut = self._wanted in self._urls
                return None
        self._wanted = next(n for n in range(2, PARTS_MAX + 2) if n not in self._parts)
        return self._url_of(self._wanted) if self._wanted <= PARTS_MAX else None

    def _url_of(self, number: int) -> str | None:
        """Return the address of a page: a link's, or made where a listing told of so many."""
        listed, first = self.fetch.listed, self.first
        if number in self._urls or first is None or listed is None:
            return self._urls.get(number)
        is_told = number <= (listed.pages or 1) and first.line.status == HTTPStatus.OK
        return numbered(first.exchanges[-1].url, number) if is_told else None

    def _add(self, reply: Reply, number: int) -> None:
        *hops, last = reply.exchanges
        self._others += hops
        self._parts[number] = replace(last, part=number)

    def forgo(self) -> None:
        """Hand on no page of it: the rest could not even be asked for. What came is kept."""
        came = (*(self.first.exchanges if self.first else ()), *self._parts.values())
        self._others += (replace(exchange, is_last=False) for exchange in came)
        self.first, self._parts = None, {}

    @property
    def further(self) -> tuple[Exchange, ...]:
        """What was fetched beside the first page."""
        return (*self._others, *(part for _, part in sorted(self._parts.items())))

    def reply(self) -> Reply | None:
        """Return the first page with what goes with it; None where it did not come."""
        if self.first is None or not self._parts:
            return self.first
        *hops, page = self.first.exchanges
        page = replace(page, parts=tuple(part.id for _, part in sorted(self._parts.items())))
        return replace(self.first, exchanges=(*self.further, *hops, page))
