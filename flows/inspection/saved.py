"""A saved page, read from where it lies and understood: extracted and normalised.

It knows files; nothing of the archive, nor of how the result is shown.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

from crawler import extract as extractor
from crawler.extract import Extraction
from crawler.sites import Site, site_for_url
from flows.importing.sources import (
    Source,
    SourceError,
    address_of,
    media_type,
    read_page,
    stated_url,
)
from flows.load.items import whole_of
from flows.normalise import content_of
from flows.records import Content

#: When a page was shown of which nobody knows.
_NO_TIME: Final = datetime.min.replace(tzinfo=UTC)
#: How files begin that hold more than a page: gzip, WARC, zip.
_ARCHIVES: Final = (b"\x1f\x8b", b"WARC/", b"PK\x03\x04")


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """A page to extract: where it lies, or what it holds (standard input).

    Attributes:
        further: further pages of the post, where it may be the first page of one.

    """

    source: Source
    body: bytes | None = field(default=None, repr=False)
    further: tuple[Source, ...] = ()

    @property
    def name(self) -> str:
        """Its path as it was given."""
        return self.source.name or str(self.source.path)


@dataclass(frozen=True, kw_only=True, slots=True)
class Understood:
    """A page and what extraction made of it.

    Attributes:
        url: as given or as the page states it; None where nobody says it.
        media_type: what the page was taken for.
        content: what ``found`` is once it is normalised.

    """

    url: str | None
    media_type: str
    body: bytes = field(repr=False)
    found: Extraction
    content: Content


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    """One page by itself; ``address`` stands for its URL where nobody says that."""

    url: str | None
    address: str
    site: Site
    media_type: str
    body: bytes
    shown_at: datetime
    found: Extraction


def posts_in(page: Given) -> Sequence[Given]:
    """Give each post of a list that was saved from the REST interface; else the page as it is."""
    if page.body is None and page.source.path.suffix.lower() != ".json":
        return (page,)
    with suppress(SourceError):  # which its line tells
        posts = list(extractor.posts_in(_bytes_of(page)[0]))
        if len(posts) > 1:  # the address of a list is none of its posts'
            source = replace(page.source, url=None)
            return [replace(page, source=source, body=post) for post in posts]
    return (page,)


def understand(page: Given, default_site: Site) -> Understood:
    """Read, extract and normalise a page.

    Raises:
        SourceError: the file can't be read, or is neither a page nor a text.
        crawler.sites.SiteError: its URL is none.

    """
    read = _read(page, default_site)
    found = read.found
    if found.page > 1:
        found = replace(found, verdict="not_article", reasons=(f"page_{found.page}",))
    elif found.pages > 1:
        found = whole_of(found, read.shown_at, _further(page.further, default_site))
    content = content_of(found, read.site, url=read.address, media_type=read.media_type)
    return Understood(
        url=read.url, media_type=read.media_type, body=read.body, found=found, content=content
    )


def _further(sources: Iterable[Source], site: Site) -> Iterator[tuple[datetime, Extraction]]:
    """Give what further pages say, and when they were shown."""
    for source in sources:
        with suppress(SourceError):
            read = _read(Given(source=source), site)
            yield read.shown_at, read.found


def _read(page: Given, default_site: Site) -> _Read:
    body, shown_at = _bytes_of(page)
    if body.startswith(_ARCHIVES):
        raise SourceError(f"{page.name} is an archive, not a page: give it to `warta import`")
    kind = media_type(page.source, body)
    url = page.source.url or stated_url(body, kind, default_site)
    address = url or address_of(body, default_site)
    site = site_for_url(url) if url else default_site
    at = page.source.captured_at or shown_at
    found = extractor.extract(body, url=address, site=site, media_type=kind, captured_at=at)
    return _Read(
        url=url,
        address=address,
        site=site,
        media_type=kind,
        body=body,
        shown_at=at or _NO_TIME,
        found=found,
    )


def _bytes_of(page: Given) -> tuple[bytes, datetime | None]:
    return (page.body, None) if page.body is not None else read_page(page.source.path)
