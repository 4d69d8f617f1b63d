"""WARC segments in the crawler's folder: opened, filled, closed, and mended after a crash.

A segment under work is called ``….warc.gz.open`` and is locked; closing it makes it durable and
takes the ``.open`` away, so that whoever finds a ``….warc.gz`` finds it whole. It knows WARC and
files; nothing of requests, of pages or of a database.
"""

import fcntl
import os
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote
from uuid import UUID, uuid4

from crawler.captures import LISTINGS_SUFFIX, CaptureError, SegmentLine, writing
from crawler.captures.records import (
    FETCH_MS_FIELD,
    HOP_FIELD,
    KIND_FIELD,
    LISTED_FIELD,
    PART_FIELD,
    PARTS_FIELD,
    REQUESTED_FIELD,
    REVISIT_PROFILES,
    read_records,
)
from crawler.plan import Kind, Known, Limits, Listed, Plan

SUFFIX: Final = ".warc.gz"
OPEN_SUFFIX: Final = ".warc.gz.open"
#: Bodies in a segment may be this many times as large as the segment: whoever reads a whole one
#: into memory needs no more, however well the pages compress.
_HELD_FACTOR: Final = 4
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


class Segment:
    """One WARC file that is being filled.

    Each record goes to the file in one piece, or not at all: when the disk is full, what was
    written before stays whole.
    """

    def __init__(
        self, folder: Path, plan: Plan, number: int, *, is_of_listings: bool = False
    ) -> None:
        """Open it, with a ``warcinfo`` record that names the run.

        Listings, robots.txt and probes lie apart from pages: those are kept, these expire.

        Raises:
            OSError: it can't be written; nothing is left of it.

        """
        stamp = plan.now.strftime("%Y%m%d%H%M%S")
        # The token keeps two crawls of one run apart: a name is used once, for ever.
        token = secrets.token_hex(4)
        name = f"{plan.site}-{stamp}-{plan.run_id.hex[:12]}-{token}-{number:05d}"
        name += LISTINGS_SUFFIX * is_of_listings
        self._path = folder / f"{name}{OPEN_SUFFIX}"
        self._descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        self._opened_s = time.monotonic()
        self._written_bytes = 0
        self._held_bytes = 0
        self.captures = 0
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._write(_info(plan, f"{name}{SUFFIX}"))
        except OSError:
            os.close(self._descriptor)
            self._path.unlink()
            raise

    def is_full(self, limits: Limits) -> bool:
        """Whether it has reached one of its limits."""
        return (
            self.captures >= limits.segment_captures
            or self._written_bytes >= limits.segment_bytes
            or self._held_bytes >= limits.segment_bytes * _HELD_FACTOR
            or time.monotonic() - self._opened_s >= limits.segment_s
        )

    def add(self, exchange: Exchange) -> None:
        """Write an exchange.

        Raises:
            OSError: it can't be written; what stands before is as it was.

        """
        self._write(_pair(exchange))
        self._held_bytes += len(exchange.body)
        self.captures += exchange.is_last

    def _write(self, records: bytes) -> None:
        left = memoryview(records)
        try:
            while left:
                left = left[os.write(self._descriptor, left) :]
        except OSError:
            os.ftruncate(self._descriptor, self._written_bytes)
            os.lseek(self._descriptor, self._written_bytes, os.SEEK_SET)
            raise
        self._written_bytes += len(records)

    def close(self) -> SegmentLine:
        """Make it durable, and take its ``.open`` away.

        Raises:
            OSError: it could not be made durable; the next crawl mends it.

        """
        try:
            os.fsync(self._descriptor)
            return SegmentLine(path=_publish(self._path), captures=self.captures)
        finally:
            os.close(self._descriptor)


def _info(plan: Plan, name: str) -> bytes:
    info = {
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
    block = "".join(f"{key}: {value}\r\n" for key, value in info.items())
    return writing.record("warcinfo", fields.items(), block.encode())


def _pair(exchange: Exchange) -> bytes:
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
    exchange is whole goes. One that another crawler is filling is left alone.

    Raises:
        OSError: a segment can't be read or mended; it stays as it is.

    """
    for path in sorted(folder.glob(f"*{OPEN_SUFFIX}")):
        _mend(path)
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        yield SegmentLine(path=path, captures=_whole(path)[0])


def _mend(path: Path) -> None:
    with path.open("r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        captures, end = _whole(path)
        if captures == 0:
            path.unlink()
            return
        file.truncate(end)
        os.fsync(file.fileno())
        _publish(path)


def _whole(path: Path) -> tuple[int, int]:
    """Count the captures of a segment, and its bytes up to the end of the last whole record."""
    captures, end = 0, 0
    try:
        for record in read_records(path):
            captures, end = captures + record.is_capture, record.offset + record.length
    except CaptureError:
        pass  # what stands before the damage is what counts
    return captures, end
