"""One stored capture, read back from its WARC file and understood with today's extractor.

It knows where captures lie and what a page is; nothing of why somebody asks again.
"""

from dataclasses import replace
from pathlib import Path

from crawler.captures import Capture, CaptureError, read_capture
from crawler.sites import Site
from flows.items import item_of
from flows.store import captures
from flows.store.captures import Kept
from flows.store.corrections import Reread
from flows.store.statements import Connection


def capture(connection: Connection, folder: Path, kept: Kept) -> Capture:
    """Return the capture that lies at ``kept`` below the captures' folder, its body with it.

    Raises:
        crawler.captures.CaptureError: its file is gone or damaged, or its body's is.

    """
    found = _read(folder, kept)
    if found.revisit_of is None or found.body:
        return found
    original = captures.kept(connection, [found.revisit_of]).get(found.revisit_of)
    if original is None:
        raise CaptureError(f"{kept.file} at byte {kept.file_offset}: its body was never recorded")
    return replace(found, body=_read(folder, original).body)


def _read(folder: Path, kept: Kept) -> Capture:
    try:
        with (folder / kept.file).open("rb") as file:
            file.seek(kept.file_offset)
            data = file.read(kept.file_bytes)
    except OSError as exc:
        raise CaptureError(f"{kept.file} can't be read: {exc.strerror or exc}") from exc
    return read_capture(data, kept.file, offset=kept.file_offset)


def reader(connection: Connection, folder: Path, site: Site) -> Reread:
    """Return what extracts captures of ``site`` again, for ``flows.store.load``."""

    def reread(kept: Kept) -> bytes | None:
        try:
            item = item_of(capture(connection, folder, kept), site)
        except CaptureError:
            return None
        return item.content.sha256 if item and item.content else b""

    return reread
