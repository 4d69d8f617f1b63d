"""Sitemaps: core's, Yoast's and its like, Google News; lists of pages, or of further sitemaps."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final
from urllib.parse import urlsplit

from lxml import etree

from crawler.discovery.found import Found, ListingError, beginning, zoned
from crawler.discovery.xml import SAFELY
from crawler.extract.text import words

#: The protocol's own bound (https://www.sitemaps.org/protocol.html).
SITEMAP_BYTES_MAX: Final = 50_000_000
_GZIP: Final = b"\x1f\x8b"
_BEFORE_XML: Final = b"\xef\xbb\xbf \t\r\n"
_ENTITY: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_PAGE: Final = re.compile(rb"<!doctype\s+html", re.IGNORECASE)
_WORDS: Final = re.compile(r"[a-z]+")
_CORE: Final = re.compile(r"wp-sitemap-posts-(.+)-\d+\.xml")
#: Words in the names of sitemaps that list something else than articles.
_OTHERS: Final = frozenset(
    words(
        "archive archives attachment author authors categories category elementor image images"
        " kategori landing local misc page pages portfolio product products tag tags tax"
        " taxonomies taxonomy template topik user users video videos"
    )
)


@dataclass(frozen=True, kw_only=True, slots=True)
class SitemapLink:
    """A sitemap that another one names; ``modified_at`` aware UTC, None where not stated."""

    url: str
    modified_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sitemap:
    """What one sitemap holds: entries, or the sitemaps below it."""

    entries: tuple[Found, ...] = ()
    maps: tuple[SitemapLink, ...] = ()

    @property
    def is_timed(self) -> bool:
        """Whether its times tell one entry from another.

        Some plugins state none for the home page, some the time of the request for all.
        """
        times = [at for one in self.entries if (at := one.modified_at or one.published_at)]
        is_complete = len(self.entries) - len(times) <= (1 if times else 0)
        return is_complete and (len(times) < 3 or len(set(times)) > 1)  # noqa: PLR2004


def sitemap_urls(base_url: str) -> tuple[str, ...]:
    """Return where a site's sitemap is when robots.txt names none, the likeliest first.

    Core's redirects to the plugin's where one has taken over.
    """
    return (f"{base_url}/wp-sitemap.xml", f"{base_url}/sitemap_index.xml")


def read_sitemap(body: bytes) -> Sitemap:
    """Read a sitemap, packed or not.

    Raises:
        ListingError: it is none, or is cut short, too large, or defines entities.

    """
    body = _unpacked(body).lstrip(_BEFORE_XML)
    if _PAGE.match(body):
        raise ListingError(f"no sitemap, but {beginning(body)}")
    if _ENTITY.search(body):
        raise _with_entities()
    entries: list[Found] = []
    maps: list[SitemapLink] = []
    for name, facts in _rows(body):
        url = facts.get("loc", "")
        if not url:
            continue
        modified_at = zoned(facts.get("lastmod"))
        if name == "sitemap":
            maps.append(SitemapLink(url=url, modified_at=modified_at))
        else:
            at = zoned(facts.get("publication_date"))
            found = Found(url=url, channel="sitemap", published_at=at, modified_at=modified_at)
            entries.append(found)
    return Sitemap(entries=tuple(entries), maps=tuple(maps))


def _with_entities() -> ListingError:
    return ListingError("a sitemap that defines entities: no plugin writes such")


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(_GZIP):
        return body
    inflate = zlib.decompressobj(wbits=31)
    try:
        plain = inflate.decompress(body, SITEMAP_BYTES_MAX)
    except zlib.error as exc:
        raise ListingError(f"a gzipped sitemap that is damaged: {exc}") from exc
    if inflate.eof:
        return plain
    what = "cut short" if len(plain) < SITEMAP_BYTES_MAX else f"over {SITEMAP_BYTES_MAX:,} bytes"
    raise ListingError(f"a gzipped sitemap that is {what}")


def _rows(body: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Give ``url`` and ``sitemap`` elements, each with the texts in it, and forget them."""
    parsing = etree.iterparse(BytesIO(body), tag=("{*}url", "{*}sitemap"), **SAFELY)
    try:
        for _, element in parsing:
            if next(element.iter(etree.Entity), None) is not None:  # in a coding of two bytes
                raise _with_entities()
            yield _name(element), {_name(part): _text(part) for part in _parts(element)}
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as exc:
        raise ListingError(f"no sitemap, but {beginning(body)} ({exc.msg})") from exc
    if _name(parsing.root) not in {"urlset", "sitemapindex"}:
        raise ListingError(f"no sitemap, but {beginning(body)}")


def _parts(element: etree._Element) -> Iterator[etree._Element]:
    """Give what an entry says of its page; an image within it has a ``loc`` of its own."""
    for part in element:
        if _name(part) == "news":
            yield from part
        else:
            yield part


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _text(element: etree._Element) -> str:
    return (element.text or "").strip()


def post_maps(maps: Iterable[SitemapLink]) -> list[SitemapLink]:
    """Return the sitemaps that list articles, by their names: those of pages, tags … are not.

    Where names say "post", only those and a news sitemap are; else all that say nothing else.
    """
    names = {link: _kind(link.url) for link in maps}
    wanted = {"post", "news"} if "post" in names.values() else {"other", "news"}
    return [link for link, kind in names.items() if kind in wanted]


def _kind(url: str) -> str:
    """Return post, news, none, or other for a name that tells nothing."""
    try:
        name = urlsplit(url).path.rpartition("/")[2].lower()
    except ValueError:
        return "none"
    core = _CORE.fullmatch(name)
    if core:
        return "post" if core[1] == "post" else "none"
    said = set(_WORDS.findall(name))
    if said & _OTHERS:
        return "none"
    return next((kind for kind in ("news", "post") if kind in said), "other")
