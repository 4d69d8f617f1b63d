"""One stored capture, read back from its WARC file and understood with today's extractor.

It knows where captures lie and what a page is; nothing of why somebody asks again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC
from uuid import UUID

from crawler import extract as extractor
from crawler.captures import Capture, CaptureError
from crawler.sites import Site, site_for_url
from flows.keeping.shelf import MissingError, Shelf, capture_at
from flows.load.items import item_of
from flows.normalise import site_path
from flows.store import captures
from flows.store.captures import Kept
from flows.store.corrections import Reread
from flows.store.statements import Connection


def capture(connection: Connection, shelf: Shelf, kept: Kept) -> Capture:
    """Return the capture that lies at ``kept`` on the shelf, its body and further pages with it.

    Raises:
        flows.keeping.shelf.KeepingError: its file, or the one that holds its body, can't be read.
        crawler.captures.CaptureError: what lies there is damaged.

    """
    return with_further(connection, shelf, with_own_body(connection, shelf, _read(shelf, kept)))


def with_own_body(connection: Connection, shelf: Shelf, found: Capture) -> Capture:
    """Return a capture that only repeats another one with its body; any other as it is.

    Raises:
        flows.keeping.shelf.KeepingError: the file that holds its body can't be read.
        crawler.captures.CaptureError: what lies there is damaged, or was never recorded.

    """
    if found.revisit_of is None or found.body:
        return found
    original = captures.kept(connection, [found.revisit_of]).get(found.revisit_of)
    if original is None:
        raise CaptureError(f"{found.url}: its body was never recorded")
    return replace(found, body=_read(shelf, original).body)


def with_bodies(connection: Connection, shelf: Shelf, read: Sequence[Capture]) -> list[Capture]:
    """Return captures that were read, those that only repeat another one with its body.

    One whose original is not to be had stays without: its page can't be understood. The first page
    of a post has the further ones that were fetched with it.

    Raises:
        flows.keeping.shelf.KeepingError: the captures' place can't be reached.

    """
    originals = {one.id: one for one in read if one.revisit_of is None}
    wanted = {one.revisit_of for one in read if one.revisit_of is not None} - originals.keys()
    for key, where in captures.kept(connection, list(wanted)).items() if wanted else ():
        with suppress(CaptureError, MissingError):
            originals[key] = _read(shelf, where)
    whole = [_with_body(one, originals) for one in read]
    at_hand = {one.id: one for one in whole if one.part is not None}
    return [_with_parts(connection, shelf, one, at_hand) if one.parts else one for one in whole]


def _with_body(one: Capture, originals: Mapping[UUID, Capture]) -> Capture:
    original = None if one.revisit_of is None else originals.get(one.revisit_of)
    if original is None:
        return one
    return replace(one, body=original.body, payload_sha256=original.payload_sha256)


def with_further(connection: Connection, shelf: Shelf, one: Capture) -> Capture:
    """Return the first page of a post in several with the further ones; any other as it is.

    Those are the ones that were fetched with it; or, where others captured it, those that lie in
    the archive, the nearest in time first. One that can't be read is as good as missing.

    Raises:
        flows.keeping.shelf.KeepingError: the captures' place can't be reached.

    """
    if one.parts:
        return _with_parts(connection, shelf, one, {})
    if not _may_have_parts(one):
        return one
    site, path = site_for_url(one.url).name, site_path(one.url)
    places = captures.parts(connection, site=site, path=path, at=one.captured_at)
    return replace(one, further=tuple(_readable(connection, shelf, places.values())))


def _with_parts(
    connection: Connection, shelf: Shelf, one: Capture, at_hand: Mapping[UUID, Capture]
) -> Capture:
    """Return the first page of a post with the further ones that were fetched with it."""
    places = captures.kept(connection, [key for key in one.parts if key not in at_hand])
    here = [at_hand[key] for key in one.parts if key in at_hand]
    return replace(one, further=(*here, *_readable(connection, shelf, places.values())))


def _readable(connection: Connection, shelf: Shelf, places: Iterable[Kept]) -> Iterator[Capture]:
    for place in places:
        with suppress(CaptureError, MissingError):
            yield with_own_body(connection, shelf, _read(shelf, place))


def _may_have_parts(one: Capture) -> bool:
    """Whether a page that others captured may be the first of several of a post."""
    is_page = one.kind == "import" and one.status == 200 and "html" in one.media_type  # noqa: PLR2004
    try:
        return is_page and not one.parts and extractor.may_have_parts(one.payload, one.url)
    except CaptureError:
        return False


def _read(shelf: Shelf, kept: Kept) -> Capture:
    """Read a capture, which is from when the archive says: its record may name a time to come."""
    found = capture_at(shelf, kept.file, kept.file_offset, kept.file_bytes)
    return replace(found, captured_at=kept.captured_at.astimezone(UTC))


def reader(connection: Connection, shelf: Shelf, site: Site) -> Reread:
    """Return what extracts captures of ``site`` again, for ``flows.store.load``."""

    def reread(kept: Kept) -> bytes | None:
        try:
            item = item_of(capture(connection, shelf, kept), site)
        except (CaptureError, MissingError):  # a place that is away for a while is no such reason
            return None
        return item.content.sha256 if item and item.content else b""

    return reread
