"""A page of the archive, read back from its WARC file and understood again.

It knows the store and WARC files; nothing of how the result is shown.
"""

from crawler.captures import Capture
from crawler.sites import Site
from flows.inspection.saved import Understood
from flows.keeping.shelf import shelf_of
from flows.load import again
from flows.load.items import extraction_of
from flows.normalise import content_of, site_path
from flows.normalise import url as canonical
from flows.settings import Settings
from flows.store import captures
from flows.store.statements import Connection


def capture_of(
    connection: Connection, settings: Settings, url: str
) -> tuple[str, Understood, str | None] | None:
    """Return what the newest capture of a page is, where it lies, and its charset.

    None where the archive has none.

    Raises:
        crawler.sites.SiteError: ``url`` is none.
        flows.keeping.shelf.KeepingError: its WARC file can't be read.
        crawler.captures.CaptureError: the file is damaged.

    """
    site = settings.site_of(url)
    address = canonical(url)
    kept = captures.newest(
        connection, site=site.name, urls=(url, address, f"{address}/"), path=site_path(url)
    )
    if kept is None:
        return None
    capture = again.capture(connection, shelf_of(settings), kept)
    name = f"{kept.file} at byte {kept.file_offset}, captured {kept.captured_at.isoformat()}"
    return name, _understood(capture, site), capture.charset


def _understood(capture: Capture, site: Site) -> Understood:
    kind = capture.media_type or "text/html"
    found = extraction_of(capture, site)
    content = content_of(found, site, url=capture.url, media_type=kind)
    return Understood(
        url=capture.url, media_type=kind, body=capture.payload, found=found, content=content
    )
