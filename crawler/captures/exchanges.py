"""An exchange as the crawler holds it, and the WARC records that it becomes.

It knows what is kept of a request and its answer; nothing of files, and nothing of Scrapy.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import quote
from uuid import UUID, uuid4

from crawler.captures import writing
from crawler.captures.fields import (
    FETCH_MS_FIELD,
    HOP_FIELD,
    KIND_FIELD,
    LISTED_FIELD,
    PART_FIELD,
    PARTS_FIELD,
    REQUESTED_FIELD,
    REVISIT_PROFILES,
)
from crawler.plan import Kind, Known, Listed, Plan

_PRINTABLE: Final = "".join(map(chr, range(0x21, 0x7F)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """One request and its response, as the crawler holds them.

    Attributes:
        requested_url: the URL of the request line; ``url`` is that of this very exchange.
        request_line: such as ``GET /feed/ HTTP/1.1``; ``status_line`` such as ``200 OK``.
        listed: what a listing said of the page.
        same_as: the capture that holds the same body, which is then not written again.
        part: which page of a post this is, where it is fetched with the first one of it.
        parts: the exchanges that hold the further pages of a post, on that first one.
        is_last: false on a redirect that was followed, which is kept but is no capture.

    """

    id: UUID
    url: str
    requested_url: str
    kind: Kind
    request_line: str
    request_headers: list[tuple[str, str]] = field(repr=False)
    status_line: str
    response_headers: list[tuple[str, str]] = field(repr=False)
    body: bytes = field(repr=False)
    captured_at: datetime
    fetch_ms: int
    ip_address: str | None
    is_last: bool
    listed: Listed | None = None
    same_as: Known | None = None
    part: int | None = None
    parts: tuple[UUID, ...] = ()


def info(plan: Plan, name: str) -> bytes:
    """Return the record that begins the segment ``name``: who made it, in which run."""
    lines = {
        "software": plan.user_agent,
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/"
        "warc-1.1/",
        "warta-run": str(plan.run_id),
        "warta-site": plan.site,
        "description": "Header names and status lines are as Scrapy holds them; bodies are "
        "as sent, before content-decoding, transfer-coding undone.",
    }
    fields = {
        "WARC-Record-ID": writing.urn(uuid4()),
        "WARC-Date": writing.warc_date(plan.now),
        "WARC-Filename": name,
        "Content-Type": "application/warc-fields",
    }
    block = "".join(f"{key}: {value}\r\n" for key, value in lines.items())
    return writing.record("warcinfo", fields.items(), block.encode())


def pair(exchange: Exchange) -> bytes:
    """Return an exchange as records: the response first, so that no request ever stands alone."""
    return _response(exchange) + _request(exchange)


def _response(exchange: Exchange) -> bytes:
    head = writing.http_head(f"HTTP/1.1 {exchange.status_line}", exchange.response_headers)
    fields = _fields(exchange) | {
        "WARC-Payload-Digest": writing.digest(exchange.body),
        "Content-Type": "application/http; msgtype=response",
    }
    known = exchange.same_as
    if known is None:
        is_compressed = any(
            name.lower() == "content-encoding" for name, _ in exchange.response_headers
        )
        block = head + exchange.body
        return writing.record("response", fields.items(), block, is_compressed=is_compressed)
    fields |= {
        "WARC-Profile": REVISIT_PROFILES[0],
        "WARC-Refers-To": writing.urn(known.id),
        "WARC-Refers-To-Target-URI": _one_line(known.url),
        "WARC-Refers-To-Date": writing.warc_date(known.captured_at),
    }
    return writing.record("revisit", fields.items(), head)


def _request(exchange: Exchange) -> bytes:
    fields = {
        **writing.about(_one_line(exchange.url), exchange.captured_at),
        "WARC-Concurrent-To": writing.urn(exchange.id),
        "Content-Type": "application/http; msgtype=request",
    }
    head = writing.http_head(exchange.request_line, exchange.request_headers)
    return writing.record("request", fields.items(), head)


def _fields(exchange: Exchange) -> dict[str, str]:
    fields = {
        **writing.about(_one_line(exchange.url), exchange.captured_at, exchange.id),
        REQUESTED_FIELD: _one_line(exchange.requested_url),
        FETCH_MS_FIELD: str(exchange.fetch_ms),
    }
    fields[KIND_FIELD if exchange.is_last else HOP_FIELD] = exchange.kind
    if exchange.is_last and exchange.listed is not None:
        fields[LISTED_FIELD] = exchange.listed.line().decode().strip()
    if exchange.part is not None:
        fields[PART_FIELD] = str(exchange.part)
    if exchange.parts:
        fields[PARTS_FIELD] = " ".join(map(str, exchange.parts))
    if exchange.ip_address:
        fields["WARC-IP-Address"] = exchange.ip_address
    return fields


def _one_line(url: str) -> str:
    """Escape what would end a header line, or is none of its characters."""
    return quote(url, safe=_PRINTABLE)
