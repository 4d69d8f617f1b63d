"""WARC segments in the crawler's folder: opened, filled, closed, and mended after a crash.

A segment under work is called ``….warc.gz.open``; closing it makes it durable and takes the
``.open`` away, so that whoever finds a ``….warc.gz`` finds it whole. It knows WARC and files;
nothing of requests, of pages or of a database.
"""

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final
from uuid import UUID

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.captures import (
    FETCH_MS_FIELD,
    HOP_FIELD,
    KIND_FIELD,
    LISTED_FIELD,
    REQUESTED_FIELD,
    CaptureError,
    SegmentLine,
    is_capture,
    read_records,
)
from crawler.plan import Kind, Limits, Listed, Plan

SUFFIX: Final = ".warc.gz"
OPEN_SUFFIX: Final = ".warc.gz.open"


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """One request and its response, as the crawler holds them.

    Attributes:
        requested_url: the URL of the request line; ``url`` is that of this very exchange.
        request_line: such as ``GET /feed/ HTTP/1.1``; ``status_line`` such as ``200 OK``.
        listed: what a listing said of the page.
        is_last: false on a redirect that was followed, which is kept but is no capture.

    """

    id: UUID
    url: str
    requested_url: str
    kind: Kind
    request_line: str
    request_headers: list[tuple[str, str]]
    status_line: str
    response_headers: list[tuple[str, str]]
    body: bytes
    captured_at: datetime
    fetch_ms: int
    ip_address: str | None
    is_last: bool
    listed: Listed | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page that came without its HTTP exchange."""

    id: UUID
    url: str
    media_type: str
    captured_at: datetime
    body: bytes


def write_pages(path: Path, pages: Iterable[Page]) -> None:
    """Write a WARC file of ``resource`` records: the pages as they are, no exchange made up."""
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        writer = WARCWriter(file, gzip=True, warc_version="1.1")
        for page in pages:
            fields = {
                "WARC-Record-ID": f"<urn:uuid:{page.id}>",
                "WARC-Date": _date(page.captured_at),
            }
            record = writer.create_warc_record(
                page.url,
                "resource",
                payload=BytesIO(page.body),
                length=len(page.body),
                warc_content_type=page.media_type,
                warc_headers_dict=fields,
            )
            writer.write_record(record)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Segment:
    """One WARC file that is being filled."""

    def __init__(self, folder: Path, plan: Plan, number: int) -> None:
        """Open it, with a ``warcinfo`` record that names the run."""
        stamp = plan.now.strftime("%Y%m%d%H%M%S")
        name = f"{plan.site}-{stamp}-{plan.run_id.hex[:12]}-{number:05d}"
        self._path = folder / f"{name}{OPEN_SUFFIX}"
        self._file = self._path.open("xb")
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        self._opened_s = time.monotonic()
        self.captures = 0
        self._write_info(plan, f"{name}{SUFFIX}")

    def _write_info(self, plan: Plan, name: str) -> None:
        info = {
            "software": plan.user_agent,
            "format": "WARC File Format 1.1",
            "warta-run": str(plan.run_id),
            "warta-site": plan.site,
            "description": "Header names and status lines are as Scrapy holds them; bodies are "
            "as sent, before content-decoding, transfer-coding undone.",
        }
        self._writer.write_record(self._writer.create_warcinfo_record(name, info))

    def is_full(self, limits: Limits) -> bool:
        """Whether it has reached one of its limits."""
        return (
            self.captures >= limits.segment_captures
            or self._file.tell() >= limits.segment_bytes
            or time.monotonic() - self._opened_s >= limits.segment_s
        )

    def add(self, exchange: Exchange) -> None:
        """Write an exchange: the response first, so that a cut never leaves a request alone."""
        response = self._writer.create_warc_record(
            exchange.url,
            "response",
            payload=BytesIO(exchange.body),
            length=len(exchange.body),
            warc_headers_dict=_fields(exchange),
            http_headers=StatusAndHeaders(
                exchange.status_line, exchange.response_headers, protocol="HTTP/1.1"
            ),
        )
        request = self._writer.create_warc_record(
            exchange.url,
            "request",
            http_headers=StatusAndHeaders(
                exchange.request_line, exchange.request_headers, is_http_request=True
            ),
        )
        self._writer.write_request_response_pair(request, response)
        self._file.flush()
        self.captures += 1

    def close(self) -> SegmentLine:
        """Make it durable, and take its ``.open`` away."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return SegmentLine(path=_publish(self._path), captures=self.captures)


def _fields(exchange: Exchange) -> dict[str, str]:
    fields = {
        "WARC-Record-ID": f"<urn:uuid:{exchange.id}>",
        "WARC-Date": _date(exchange.captured_at),
        REQUESTED_FIELD: exchange.requested_url,
        FETCH_MS_FIELD: str(exchange.fetch_ms),
    }
    if exchange.is_last:
        fields[KIND_FIELD] = exchange.kind
        if exchange.listed is not None:
            fields[LISTED_FIELD] = exchange.listed.line().decode().strip()
    else:
        fields[HOP_FIELD] = exchange.kind
    if exchange.ip_address:
        fields["WARC-IP-Address"] = exchange.ip_address
    return fields


def _publish(path: Path) -> Path:
    closed = path.with_name(path.name.removesuffix(OPEN_SUFFIX) + SUFFIX)
    path.replace(closed)
    folder = os.open(closed.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return closed


def left_behind(folder: Path) -> Iterator[SegmentLine]:
    """Give the segments that an earlier crawl left in ``folder``, oldest first.

    One that was still open is cut after its last whole record first; one in which not a single
    exchange is whole goes.
    """
    for path in sorted(folder.glob(f"*{OPEN_SUFFIX}")):
        _mend(path)
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        yield SegmentLine(path=path, captures=_count(path)[0])


def _mend(path: Path) -> None:
    captures, end = _count(path)
    if captures == 0:
        path.unlink()
        return
    with path.open("r+b") as file:
        file.truncate(end)
        os.fsync(file.fileno())
    _publish(path)


def _count(path: Path) -> tuple[int, int]:
    """Count the captures of a segment, and its bytes up to the end of the last whole record."""
    captures, end = 0, 0
    try:
        for record, offset, length in read_records(path):
            captures, end = captures + is_capture(record), offset + length
    except CaptureError:
        pass  # what stands before the damage is what counts
    return captures, end
