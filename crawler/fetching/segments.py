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
from datetime import datetime
from pathlib import Path
from typing import Final

from crawler.captures import LISTINGS_SUFFIX, CaptureError, SegmentLine
from crawler.captures.exchanges import Exchange, info, pair
from crawler.captures.records import read_records
from crawler.plan import Limits, Plan

SUFFIX: Final = ".warc.gz"
OPEN_SUFFIX: Final = ".warc.gz.open"
#: Bodies in a segment may be this many times as large as the segment: whoever reads a whole one
#: into memory needs no more, however well the pages compress.
_HELD_FACTOR: Final = 4


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
            self._write(info(plan, f"{name}{SUFFIX}"))
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
        self._write(pair(exchange))
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
        captures, _, newest_at = _whole(path)
        yield SegmentLine(path=path, captures=captures, newest_at=newest_at)


def _mend(path: Path) -> None:
    with path.open("r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        captures, end, _ = _whole(path)
        if captures == 0:
            path.unlink()
            return
        file.truncate(end)
        os.fsync(file.fileno())
        _publish(path)


def _whole(path: Path) -> tuple[int, int, datetime | None]:
    """Count the captures of a segment, and its bytes up to the end of the last whole record.

    Of the captures the newest time is given, too: all are of one clock, and in its order.
    """
    captures, end, newest_at = 0, 0, None
    try:
        for record in read_records(path):
            end = record.offset + record.length
            if record.is_capture:
                captures, newest_at = captures + 1, record.captured_at
    except CaptureError:
        pass  # what stands before the damage is what counts
    return captures, end, newest_at
