"""Pages in files to lines of JSON: extracted and normalised, in order, on as many cores as asked.

It knows files and processes; nothing of the archive.
"""

import gc
import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final

from crawler import extract as extractor
from crawler.extract import Extraction
from crawler.sites import Site, site_for_url
from flows import normalise
from flows.importing.sources import (
    Source,
    SourceError,
    address_of,
    media_type,
    read_page,
    stated_url,
)
from flows.items import content_of, whole_of
from flows.processes import pool
from flows.records import Content

#: Pages that a process is given at once: enough that handing them over costs nothing.
_PAGES_PER_TASK: Final = 8
#: Tasks under way for each process. It bounds the memory that a slow reader of ours costs.
_TASKS_PER_PROCESS: Final = 3
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
class Line:
    """What a page comes to: one line of JSON, and whether the page could be read."""

    json: bytes = field(repr=False)
    is_read: bool


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


def lines(pages: Iterable[Given], site: Site, *, jobs: int) -> Iterator[Line]:
    """Give a line for each page, in order.

    Args:
        pages: read as they are needed.
        site: where pages belong of which nobody says the URL.
        jobs: how many processes; 1 works in this one.

    """
    if jobs == 1:
        gc.freeze()  # what is loaded by now stays: the collector need not look at it again
        yield from (_line(one, site) for page in pages for one in _apart(page))
        return
    rest = iter(pages)
    tasks = iter(lambda: list(islice(rest, _PAGES_PER_TASK)), [])
    under_way: deque[Future[list[Line]]] = deque()
    with pool(jobs) as workers:
        try:
            for task in tasks:
                under_way.append(workers.submit(_task, task, site))
                if len(under_way) >= jobs * _TASKS_PER_PROCESS:
                    yield from under_way.popleft().result()
            while under_way:
                yield from under_way.popleft().result()
        finally:
            workers.shutdown(wait=False, cancel_futures=True)


def _task(pages: list[Given], site: Site) -> list[Line]:
    return [_line(one, site) for page in pages for one in _apart(page)]


def _apart(page: Given) -> Sequence[Given]:
    """Give each post of a list that was saved from the REST interface; else the page as it is."""
    if page.body is None and page.source.path.suffix.lower() != ".json":
        return (page,)
    with suppress(SourceError):  # which its line tells
        posts = list(extractor.posts_in(_bytes_of(page)[0]))
        if len(posts) > 1:  # the address of a list is none of its posts'
            source = replace(page.source, url=None)
            return [replace(page, source=source, body=post) for post in posts]
    return (page,)


def _line(page: Given, site: Site) -> Line:
    try:
        understood = understand(page, site)
        values = record(page.name, understood)
    except SourceError as exc:
        return _failed(page, str(exc))
    except Exception as exc:  # noqa: BLE001 (one page of thousands must not cost the others: its
        # line says what happened, and the command ends as degraded)
        return _failed(page, f"extractor_failed: {type(exc).__name__}: {exc}"[:300])
    return Line(json=_as_json(values), is_read=True)


def _failed(page: Given, reason: str) -> Line:
    values = record(page.name, None) | {"url": page.source.url, "reasons": [reason]}
    return Line(json=_as_json(values), is_read=False)


def _as_json(values: dict[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")


def understand(page: Given, default_site: Site) -> Understood:
    """Read, extract and normalise a page.

    Raises:
        SourceError: the file can't be read.
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
    kind = media_type(page.source.path, body)
    if body.startswith(_ARCHIVES):
        raise SourceError(f"{page.name} is an archive, not a page: give it to `warta import`")
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


def record(path: str, page: Understood | None) -> dict[str, Any]:
    """Return what ``warta extract`` prints of a page; without one, of a page that failed."""
    if page is None:
        return dict.fromkeys(_KEYS) | _NOTHING | {"path": path, "verdict": "error"}
    found, content = page.found, page.content
    return {
        "path": path,
        "url": page.url,
        "verdict": found.verdict,
        "reasons": list(found.reasons),
        "title": content.title or None,
        "body": content.body,
        "blocks": json.loads(content.blocks),
        "related": [
            {"title": x.title, "url": x.url, "marker": x.marker, "position": x.position}
            for x in content.related
        ],
        "removed": [
            {"rule": x.rule, "text": x.text, "position": x.position} for x in content.removed
        ],
        "dateline_place": content.dateline_place,
        "section": content.section,
        "tags": list(content.tags),
        "authors": list(content.authors),
        "published_at": _time(content.published_at),
        "modified_at": _time(content.modified_at),
        "canonical_url": found.canonical_url,
        "post_id": content.post_id,
        "language": content.language,
        "sources": {name: normalise.text(source) for name, source in found.sources.items()},
    }


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


_KEYS: Final = (
    "path", "url", "verdict", "reasons", "title", "body", "blocks", "related", "removed",
    "dateline_place", "section", "tags", "authors", "published_at", "modified_at",
    "canonical_url", "post_id", "language", "sources",
)  # fmt: skip
_NOTHING: Final[dict[str, Any]] = {
    "body": "", "blocks": [], "related": [], "removed": [], "tags": [], "authors": [],
    "sources": {},
}  # fmt: skip
