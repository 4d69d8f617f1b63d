"""Files that others captured, as WARC files: what they are, and which page each one is.

A saved page or a plain text becomes a WARC file first, so that everything the archive points at
is a WARC record. It knows files; nothing of the archive.
"""

import gzip
import hashlib
import re
import shutil
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from crawler import extract as extractor
from crawler.limits import PAGE_BYTES_MAX
from crawler.sites import Site, SiteError, site_for_url

if TYPE_CHECKING:
    from crawler.captures import SavedPage  # 0.1 s, which extracting some pages can do without

_WARC: Final = b"WARC/"
#: How files begin that zstd compressed.
_ZSTD: Final = b"\x28\xb5"
#: How a zip begins, as WACZ is one.
_ZIP: Final = b"PK"
#: Pages that are written into one WARC file.
_PAGES_PER_FILE: Final = 200
#: White space, and the byte order marks of UTF-8 and UTF-16.
_BEFORE_TEXT: Final = b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"
#: How a page begins, at any line: a warning of PHP's, or the headers it came with, stand above.
_PAGE: Final = re.compile(rb"^[ \t]*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.MULTILINE)
#: So many bytes tell what a file is, and these stand in no text
#: (https://mimesniff.spec.whatwg.org/#binary-data-byte).
_HEAD_BYTES: Final = 1_445
_BINARY: Final = bytes({*range(0x20)} - {*b"\t\n\x0c\r\x1b"})
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_STDIN: Final = Path("-")
_MEDIA_TYPES: Final = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".json": "application/json",
}


class SourceError(ValueError):
    """A file can't be imported as it was given; the message names it, and what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A file to import.

    Attributes:
        url: of the page in it; None for a WARC file, which knows its URLs itself.
        captured_at: when the site showed it; None where nobody said.
        name: its path as it was given, where that is another than ``path``.

    """

    path: Path
    url: str | None = None
    captured_at: datetime | None = None
    name: str | None = None


def as_warc(sources: Sequence[Source], folder: Path, site: Site) -> Iterator[tuple[Path, str]]:
    """Give WARC files below ``folder`` that hold what ``sources`` hold, and what to call each.

    Named by their content, so that the same files given again are the same WARC files; called as
    they were given. ``site`` is where texts belong of which nobody said the URL.

    Raises:
        SourceError: a file can't be read, or nobody says which page it is.

    """
    plain = []
    for source in sources:
        if _kind(source.path) == "warc":
            yield _copied(source.path, folder), str(source.path)
        else:
            plain.append(source)
    for start in range(0, len(plain), _PAGES_PER_FILE):
        some = plain[start : start + _PAGES_PER_FILE]
        pages = [page for source in some for page in _pages(source, site)]
        written = _written(pages, folder)
        yield written, str(written)


def _kind(path: Path) -> Literal["warc", "page"]:
    """Tell a WARC file, gzipped or not, by how it begins."""
    try:
        with path.open("rb") as file:
            head = file.read(2)
            file.seek(0)
            opened = gzip.GzipFile(fileobj=file) if head == b"\x1f\x8b" else file
            is_warc = opened.read(5) == _WARC
    except (OSError, EOFError, zlib.error) as exc:
        why = getattr(exc, "strerror", None) or exc
        raise SourceError(f"{path} can't be read: {why}") from exc
    if head == _ZIP:
        message = f"{path} is a zip, as WACZ is: unzip it, and give the WARC files that lie in it"
        raise SourceError(message)
    is_meant = head == b"\x1f\x8b" or ".warc" in map(str.lower, path.suffixes)
    if is_meant and not is_warc:
        message = (
            f"{path} is compressed with zstd: run `zstd -d` on it first"
            if head == _ZSTD
            else f"{path} holds no WARC records: give WARC, HTML or plain text"
        )
        raise SourceError(message)
    return "warc" if is_warc else "page"


def _copied(path: Path, folder: Path) -> Path:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Path(shutil.copyfile(path, folder / f"{digest[:16]}-{path.name}"))


def _written(pages: Iterable["SavedPage"], folder: Path) -> Path:
    from crawler.captures import write_pages

    kept = list(pages)
    ids = "".join(f"{page.id}{page.captured_at.isoformat()}" for page in kept)
    target = folder / f"{hashlib.sha256(ids.encode()).hexdigest()[:16]}-pages.warc.gz"
    write_pages(target, kept)
    return target


def _pages(source: Source, site: Site) -> Iterator["SavedPage"]:
    """Give the page of a file, or each post of a list."""
    from crawler.captures import SavedPage, id_of

    path = source.path
    if path.suffix.lower() == ".jsonl" and source.url is None:
        message = f"{path} is a manifest by its name: give it with --manifest"
        raise SourceError(message)
    whole, shown_at = read_page(path)
    kind = media_type(source, whole)
    bodies = _posts(path, whole) if kind == "application/json" else [whole]
    for body in bodies:
        # the address of a list is none of its posts'
        url = (source.url if len(bodies) == 1 else None) or stated_url(body, kind, site)
        if url is None and kind == "text/plain":
            url = address_of(body, site)
        if url is None:
            message = f"{path} does not say which page it is: give its address with --url"
            raise SourceError(message)
        at = source.captured_at or shown_at
        yield SavedPage(id=id_of(url, body), url=url, media_type=kind, captured_at=at, body=body)


def _posts(path: Path, body: bytes) -> list[bytes]:
    posts = list(extractor.posts_in(body))
    if not posts:
        raise SourceError(f"{path} holds no post as the REST interface gives it")
    return posts


def read_page(path: Path) -> tuple[bytes, datetime]:
    """Return the bytes of a saved page, and when the file was last written.

    Raises:
        SourceError: it can't be read, or is larger than any page.

    """
    try:
        stat = path.stat()
        if stat.st_size <= PAGE_BYTES_MAX:
            return path.read_bytes(), datetime.fromtimestamp(stat.st_mtime, UTC)
    except OSError as exc:
        message = f"{path} can't be read: {exc.strerror or exc}"
        raise SourceError(message) from exc
    message = f"{path} is over {PAGE_BYTES_MAX:,} bytes: that is no page"
    raise SourceError(message)


def media_type(source: Source, body: bytes) -> str:
    """Return what a saved page is, by its suffix or else by how it begins.

    Any other file is a text only where somebody says so: its suffix (``.txt``), whoever gives its
    address, or pipes it in.

    Raises:
        SourceError: nobody does, or it is binary.

    """
    path = source.path
    head = body[:_HEAD_BYTES]
    binary = len(head) - len(head.translate(None, _BINARY))
    if binary > len(head) / 100 and not head.startswith(_UTF16):
        raise SourceError(f"{path} is binary: neither a page nor a text")
    if (known := _MEDIA_TYPES.get(path.suffix.lower())) is not None:
        return known
    if next(extractor.posts_in(body), None):
        return "application/json"
    if _is_html(body):
        return "text/html"
    if source.url is None and path != _STDIN:
        how = "give its address or, of an article's text, a name in .txt"
        raise SourceError(f"{path} does not say which page it is: {how}")
    return "text/plain"


def _is_html(body: bytes) -> bool:
    begins_so = body.lstrip(_BEFORE_TEXT)[:1] == b"<"
    return begins_so or extractor.is_archive(body) or bool(_PAGE.search(body[:_HEAD_BYTES]))


def stated_url(body: bytes, kind: str, site: Site) -> str | None:
    """Return the URL that a page says it has; None where it says none, as a text does."""
    if kind == "text/plain":
        return None
    home = f"{site.base_url}/"
    if kind == "application/json":
        stated = extractor.extract(body, url=home, site=site, media_type=kind).canonical_url
    else:
        stated = extractor.parts_in(body, url=home).whole  # without a look at the text
    try:
        site_for_url(stated or "")
    except SiteError:
        return None
    return stated


def address_of(body: bytes, site: Site) -> str:
    """Return an address by its bytes for a page of which nobody knows the URL."""
    return f"{site.base_url}/?import={hashlib.sha256(body).hexdigest()[:16]}"
