"""Segments to test with: exchanges, and files of them as a crawler leaves them."""

import gzip
import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from crawler.captures.exchanges import Exchange
from crawler.fetching.segments import OPEN_SUFFIX, Segment
from crawler.plan import Known, Plan
from tests.crawler.warcs import PAGE, URL

NOW = datetime(2024, 2, 17, 3, 0, 0, 123456, tzinfo=UTC)
PLAN = Plan(
    run_id=UUID("0e7aaf8b-4a1b-4a55-9d3e-7f2a2d0c7f10"),
    site="local",
    hosts=("127.0.0.1:8000",),
    user_agent="warta",
    now=NOW,
)
KNOWN = Known(
    id=UUID(int=1), url=URL, captured_at=NOW, payload_sha256=hashlib.sha256(PAGE).hexdigest()
)


def exchange(number: int = 1, **fields: Any) -> Exchange:
    """An exchange of a page, unless something else is asked for."""
    given_: dict[str, Any] = {
        "id": UUID(int=number),
        "url": URL,
        "requested_url": URL,
        "kind": "page",
        "request_line": "GET /iran/judul HTTP/1.1",
        "request_headers": [("User-Agent", "warta")],
        "status_line": "200 OK",
        "response_headers": [("Content-Type", "text/html"), ("Content-Length", str(len(PAGE)))],
        "body": PAGE,
        "captured_at": NOW,
        "fetch_ms": 12,
        "ip_address": "192.0.2.1",
        "is_last": True,
    }
    return Exchange(**given_ | fields)


def open_segment(folder: Path, *exchanges: Exchange) -> Path:
    """A segment as a killed crawler leaves it."""
    segment = Segment(folder, PLAN, 1)
    for one in exchanges:
        segment.add(one)
    os.close(segment._descriptor)
    (path,) = folder.glob(f"*{OPEN_SUFFIX}")
    return path


def of_all_kinds(folder: Path) -> Path:
    """A segment with pages of several sizes, a compressed one, a redirect and a revisit."""
    segment = Segment(folder, PLAN, 1)
    for number in range(1, 5):
        segment.add(exchange(number, body=os.urandom(number * 999 - 999)))
    packed = [("Content-Encoding", "gzip"), ("Content-Type", "text/html")]
    segment.add(exchange(5, body=gzip.compress(PAGE), response_headers=packed))
    segment.add(exchange(6, is_last=False, status_line="301 Moved Permanently", body=b""))
    segment.add(exchange(7, same_as=KNOWN))
    return segment.close().path
