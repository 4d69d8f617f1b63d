"""One stored capture, read back from its WARC file and understood with today's extractor.

It knows where captures lie and what a page is; nothing of why somebody asks again.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from crawler.captures import Capture, CaptureError
from crawler.sites import Site
from flows.items import item_of
from flows.keeping import MissingError, Shelf, capture_at
from flows.store import captures
from flows.store.captures import Kept
from flows.store.corrections import Reread
from flows.store.statements import Connection


def capture(connection: Connection, shelf: Shelf, kept: Kept) -> Capture:
    """Return the capture that lies at ``kept`` on the shelf, its body with it.

    Raises:
        flows.keeping.KeepingError: its file, or the one that holds its body, can't be read.
        crawler.captures.CaptureError: what lies there is damaged.

    """
    found = _read(shelf, kept)
    if found.revisit_of is None or found.body:
        return found
    original = captures.kept(connection, [found.revisit_of]).get(found.revisit_of)
    if original is None:
        raise CaptureError(f"{kept.file} at byte {kept.file_offset}: its body was never recorded")
    return replace(found, body=_read(shelf, original).body)


def with_bodies(connection: Connection, shelf: Shelf, read: Sequence[Capture]) -> list[Capture]:
    """Return captures that were read, those that only repeat another one with its body.

    One whose original is not to be had stays without: its page can't be understood.

    Raises:
        flows.keeping.KeepingError: the captures' place can't be reached.

    """
    originals = {one.id: one for one in read if one.revisit_of is None}
    wanted = {one.revisit_of for one in read if one.revisit_of is not None} - originals.keys()
    for key, where in captures.kept(connection, list(wanted)).items() if wanted else ():
        with suppress(CaptureError, MissingError):
            originals[key] = _read(shelf, where)
    return [_with_body(one, originals) for one in read]


def _with_body(one: Capture, originals: Mapping[UUID, Capture]) -> Capture:
    original = None if one.revisit_of is None else originals.get(one.revisit_of)
    if original is None:
        return one
    return replace(one, body=original.body, payload_sha256=original.payload_sha256)


def _read(shelf: Shelf, kept: Kept) -> Capture:
    return capture_at(shelf, kept.file, kept.file_offset, kept.file_bytes)


def reader(connection: Connection, shelf: Shelf, site: Site) -> Reread:
    """Return what extracts captures of ``site`` again, for ``flows.store.load``."""

    def reread(kept: Kept) -> bytes | None:
        try:
            item = item_of(capture(connection, shelf, kept), site)
        except (CaptureError, MissingError):  # a place that is away for a while is no such reason
            return None
        return item.content.sha256 if item and item.content else b""

    return reread
