"""A WARC file without some of its records. It knows records; not why some have to go."""

from collections.abc import Collection
from contextlib import suppress
from typing import BinaryIO
from uuid import UUID

from crawler.captures.capture import captures_of
from crawler.captures.errors import CaptureError
from crawler.captures.records import records_of


def excise(source: BinaryIO, name: str, ids: Collection[UUID], out: BinaryIO) -> dict[int, int]:
    """Write ``source`` to ``out`` without these captures, and without what belongs to them.

    That is their requests, redirects and metadata. What stands behind damage is left out: nothing
    points there. Where no capture is left, nothing is written.

    Args:
        source: a WARC file that can be sought in, gzipped or not.
        name: what messages call it.
        ids: of the captures that go.
        out: where the others are written, byte for byte.

    Returns:
        At which byte each record stood, and at which it stands.

    """
    gone: set[int] = set()
    urls: set[str] = set()
    with suppress(CaptureError):
        for capture in captures_of(source, name):
            if capture.id in ids:
                gone.add(capture.offset)
                urls |= {capture.url, capture.requested_url}
    source.seek(0)
    keep, has_captures = [], False
    end = b"" if source.read(2) == b"\x1f\x8b" else b"\r\n\r\n"
    source.seek(0)
    with suppress(CaptureError):
        for record in records_of(source, name):
            is_theirs = not record.is_capture and record.url in urls
            if record.offset not in gone and not is_theirs:
                keep.append((record.offset, record.length))
                has_captures |= record.is_capture
    places = {}
    for offset, length in keep if has_captures else ():
        places[offset] = out.tell()
        source.seek(offset)
        out.write(source.read(length) + end)
    return places
