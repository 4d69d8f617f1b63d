"""What Scrapy answered, as the exchange that is kept: headers and body as the site sent them.

It knows Scrapy's requests and responses; nothing of why they were asked for.
"""

import hashlib
from datetime import datetime
from http import HTTPStatus
from http.client import responses as REASONS  # noqa: N812
from typing import Final, cast

from scrapy.http import Headers, Request, Response
from uuid6 import uuid7

from crawler.captures.coding import codings, decode
from crawler.captures.exchanges import Exchange
from crawler.plan import Fetch

#: Where a request's meta holds the payload of its answer: undoing a coding takes a tenth of the
#: time that a page takes, and is done once.
PAYLOAD: Final = "payload"


def exchange_of(
    response: Response, fetch: Fetch, *, captured_at: datetime, is_last: bool
) -> Exchange:
    """Return an answer to ``fetch``, or a redirect on the way there, as it is kept."""
    request = cast("Request", response.request)
    return Exchange(
        id=uuid7(),  # sorts by time: see crawler.captures.writing.about
        url=response.url,
        requested_url=fetch.url,
        kind=fetch.kind,
        request_line=f"{request.method} {_target(request.url)} HTTP/1.1",
        request_headers=_headers(request.headers),
        status_line=f"{response.status} {REASONS.get(response.status, '')}".strip(),
        response_headers=_stored_headers(response),
        body=response.body,
        captured_at=captured_at,
        fetch_ms=round(request.meta.get("download_latency", 0) * 1000),
        ip_address=str(response.ip_address) if response.ip_address else None,
        is_last=is_last,
        listed=fetch.listed,
        same_as=fetch.known if is_last and _is_known(response, fetch) else None,
    )


def payload_of(response: Response) -> bytes:
    """Return the body without its content-encoding.

    Raises:
        CaptureError: it is cut off, damaged, or too large once it is decoded.

    """
    lines = [line.decode("latin-1") for line in response.headers.getlist("Content-Encoding")]
    return decode(response.body, {"content-encoding": codings(lines)}, response.url)


def _is_known(response: Response, fetch: Fetch) -> bool:
    """Whether the page, asked for where it was found last time, is byte for byte what it was."""
    if fetch.known is None or response.status != HTTPStatus.OK or response.url != fetch.url:
        return False
    return hashlib.sha256(response.body).hexdigest() == fetch.known.payload_sha256


def _headers(headers: Headers) -> list[tuple[str, str]]:
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
