"""The sites that warta follows: ``sites.toml`` read into ``Site``, and which of them a URL is.

It knows nothing of fetching, of pages, or of a database.
"""

import os
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from crawler import blocks, values
from crawler.blocks import SITES_FILE, Blocks
from crawler.hosts import DEFAULT_PORTS, are_here, ascii_of, is_loopback, netloc_of

SiteError = blocks.SiteError
DEFAULT_SITE: Final = "purnawarta"
LOCAL_SITE: Final = "local"
#: A foreign host is never asked more often than this, whatever a setting says (seconds).
POLITE_MIN_DELAY_S: Final = 1.0
#: With longer pauses no run comes to anything (seconds).
_DELAY_MAX_S: Final = 3_600.0
#: A site's name is part of file names.
NAME: Final = r"[a-z0-9][a-z0-9.-]{0,99}"
#: Keys of a block that say where its site is: where another one is met, they say nothing.
_ADDRESSES: Final = frozenset({"base_url", "aliases"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """A publication that warta follows.

    Attributes:
        name: what the rows carry in their ``site`` column.
        base_url: ``scheme://host[:port]``, without a trailing slash.
        hosts: the ``host[:port]`` names under which the site is met, ``base_url``'s first.
        time_zone: of dates shown without an offset.
        language: BCP 47.
        agencies: names the site gives itself in a dateline.
        related_markers: words that open a link to another article.
        rules_off: rules of extraction that the site does without.
        lines_cut: lines that stand in many articles, and are not theirs.
        lines_kept: lines that stand in many articles, and are.
        archives: further pages that list articles, where the home page lists few.
        min_delay_s: seconds between two requests, before robots.txt asks for more.
        folder: in which WordPress is on its host, such as ``/berita``; empty for most.
        stated_feed: where the site says that its feed is, if that is not where WordPress has it.
        stated_rest: likewise, the root of its REST interface.
        stated_sitemap: likewise, the sitemap that names the others.
        is_named: whether the operator, or a block, gives the site its name; else its host does.
        own: a digest of what the operator's own file adds to how pages are read; mostly empty.

    """

    name: str
    base_url: str
    hosts: tuple[str, ...]
    time_zone: ZoneInfo
    language: str
    agencies: tuple[str, ...]
    related_markers: tuple[str, ...]
    rules_off: frozenset[str] = frozenset()
    lines_cut: frozenset[str] = frozenset()
    lines_kept: frozenset[str] = frozenset()
    archives: tuple[str, ...] = ()
    min_delay_s: float
    folder: str = ""
    stated_feed: str | None = None
    stated_rest: str | None = None
    stated_sitemap: str | None = None
    is_named: bool = False
    own: str = ""

    @property
    def home_url(self) -> str:
        """The address of the home page, without a trailing slash."""
        return f"{self.base_url}{self.folder}"

    @property
    def feed_url(self) -> str:
        """The address of the main feed."""
        return self.stated_feed or f"{self.home_url}/feed/"

    @property
    def rest_url(self) -> str:
        """The root of the REST interface, to which a route is added as it is."""
        return self.stated_rest or f"{self.home_url}/wp-json/"

    @property
    def is_loopback(self) -> bool:
        """Whether the site is on this machine, where delays and virtual time may be set freely."""
        return are_here(self.hosts)


def site_for_url(
    url: str,
    *,
    name: str | None = None,
    path: Path = SITES_FILE,
    environ: Mapping[str, str] = os.environ,
) -> Site:
    """Return the site that ``url`` belongs to.

    A host of a block in ``sites.toml`` is that site; any loopback address is ``local``, whatever
    its port; any other host is a site named by its host. ``name`` overrides the name. What a block
    by that name, or by the address, says of reading holds over all that. ``environ`` says where
    the operator's own file is.

    Raises:
        SiteError: ``url`` is not an ``http(s)`` URL with a host, or ``sites.toml`` is unusable.

    """
    return _site_at(*_parts(url), name, blocks.read(path, blocks.own_file(environ)))


@lru_cache(maxsize=256)
def _site_at(scheme: str, netloc: str, host: str, name: str | None, known: Blocks) -> Site:
    """Return what ``site_for_url`` does: thousands of pages of a site follow each other."""
    sites = known.of_sites
    key, *nearer = _names(netloc, host, name, sites)
    block = {**known.defaults, **sites.get(key, {})}
    base_url = block.get("base_url", f"{scheme}://{netloc}")
    for other in nearer:
        block |= {what: said for what, said in sites[other].items() if what not in _ADDRESSES}
    site = _site(name or key, block, home_url=base_url)
    digests = (known.own.get(one, "") for one in (key, *nearer))
    is_named = name is not None or netloc in _hosts(key, sites.get(key, {}))
    return replace(site, is_named=is_named, own=".".join(filter(None, digests)))


def _names(
    netloc: str, host: str, name: str | None, sites: Mapping[str, Mapping[str, Any]]
) -> list[str]:
    """Return the names of a site's blocks: the first is its key, the last one prevails."""
    found = next((key for key, block in sites.items() if netloc in _hosts(key, block)), None)
    key = found or (LOCAL_SITE if is_loopback(host) else host)
    nearer = dict.fromkeys((host, netloc, name or key))
    return [key, *(one for one in nearer if one in sites and one != key)]


def site_to_crawl(environ: Mapping[str, str]) -> Site:
    """Return the site that a crawl is about: ``WARTA_SITE_URL``, or else purnawarta.com.

    ``WARTA_SITE`` overrides its name, ``WARTA_MIN_DELAY_S`` its delay (a site that is not on
    this machine is never asked more than once in ``POLITE_MIN_DELAY_S``).

    Raises:
        SiteError: a setting is unusable; the message names it.

    """
    url = _url_to_crawl(environ, _known(environ))
    site = site_for_url(url, name=environ.get("WARTA_SITE") or None, environ=environ)
    if folder := _folder(url):
        site = replace(site, folder=folder)
    wish = environ.get("WARTA_MIN_DELAY_S")
    if not wish:
        return site
    return _replace_delay(site, wish)


def strange_blocks(environ: Mapping[str, str]) -> list[str]:
    """Return the names of those blocks of the operator's own that say nothing of the crawled site.

    Of other sites, or of none: by a name that nothing has.

    Raises:
        SiteError: as ``site_to_crawl``.

    """
    known = _known(environ)
    _, netloc, host = _parts(_url_to_crawl(environ, known))
    its_own = _names(netloc, host, environ.get("WARTA_SITE") or None, known.of_sites)
    return [name for name in known.own if name not in its_own]


def _known(environ: Mapping[str, str]) -> Blocks:
    return blocks.read(SITES_FILE, blocks.own_file(environ))


def _url_to_crawl(environ: Mapping[str, str], known: Blocks) -> str:
    url = environ.get("WARTA_SITE_URL") or known.of_sites[DEFAULT_SITE]["base_url"]
    rest = url.partition("//")[2]
    if "@" in rest.partition("/")[0] or not {"?", "#"}.isdisjoint(rest):
        # it may hold a password: it is not repeated
        message = (
            "WARTA_SITE_URL is more than a site's address: write it without a user's name, ? and "
            "#, such as https://purnawarta.com"
        )
        raise SiteError(message)
    return url


def _replace_delay(site: Site, wish: str) -> Site:
    try:
        seconds = float(wish)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= _DELAY_MAX_S:
        most = f"{_DELAY_MAX_S:.0f} at most"
        message = f"WARTA_MIN_DELAY_S is {wish!r}: give a number of seconds, such as 2 ({most})"
        raise SiteError(message)
    return replace(site, min_delay_s=_polite(seconds, site.hosts))


def _polite(seconds: float, hosts: Collection[str]) -> float:
    """Return the delay, or the least that sites elsewhere are owed, whoever wishes for less."""
    return seconds if are_here(hosts) else max(seconds, POLITE_MIN_DELAY_S)


def _folder(url: str) -> str:
    return urlsplit(url.strip()).path.rstrip("/")


def _parts(url: str) -> tuple[str, str, str]:
    """Split ``url`` into its scheme, its normal ``host[:port]`` and its host."""
    try:
        parts = urlsplit(url.strip())
        host, port = ascii_of((parts.hostname or "").rstrip(".")), parts.port
    except ValueError as exc:
        message = f"{url!r} is not a URL: {exc}"
        raise SiteError(message) from exc
    if parts.scheme not in DEFAULT_PORTS or not host:
        message = f"{url!r} is not the URL of a site: write it as https://purnawarta.com"
        raise SiteError(message)
    return parts.scheme, netloc_of(parts.scheme, host, port), host


def _hosts(name: str, block: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ``host[:port]`` names that a block gives, ``base_url``'s first."""
    with _of_block(name):
        urls = [*map(_url_of, values.texts(block, "aliases", "www.purnawarta.com"))]
        if "base_url" in block:
            urls.insert(0, values.text(block, "base_url", "https://purnawarta.com"))
        return tuple(_parts(url)[1] for url in urls)


def _url_of(alias: str) -> str:
    if urlsplit(f"//{alias}").netloc != alias:
        raise ValueError(f"aliases names {alias!r}: give a host, such as 'www.purnawarta.com'")
    return f"https://{alias}"


@contextmanager
def _of_block(name: str) -> Iterator[None]:
    """Say of what is wrong which block it stands in."""
    try:
        yield
    except (KeyError, ValueError) as exc:
        why = f"{exc.args[0]} is missing" if isinstance(exc, KeyError) else exc
        message = f"the block of site {name!r} in sites.toml is unusable: {why}"
        raise SiteError(message) from exc


def _site(name: str, block: Mapping[str, Any], *, home_url: str) -> Site:
    if not re.fullmatch(NAME, name):
        message = f"{name!r} can't be the name of a site: use small letters, digits, dots, hyphens"
        raise SiteError(message)
    scheme, netloc, _ = _parts(home_url)
    base_url = f"{scheme}://{netloc}"
    hosts = tuple(dict.fromkeys((netloc, *_hosts(name, block))))
    with _of_block(name):
        return Site(
            name=name,
            base_url=base_url,
            hosts=hosts,
            time_zone=values.time_zone(block["time_zone"]),
            language=values.language(block),
            agencies=values.texts(block, "agencies", "Purna Warta"),
            related_markers=values.texts(block, "related_markers", "Baca Juga"),
            rules_off=values.known_rules(values.texts(block, "rules_off", "category_line")),
            lines_cut=values.lines(block, "lines_cut"),
            lines_kept=values.lines(block, "lines_kept"),
            archives=tuple(
                urljoin(base_url, path) for path in values.texts(block, "archives", "/berita/")
            ),
            min_delay_s=_polite(values.seconds(block["min_delay_s"]), hosts),
            folder=_folder(home_url),
        )
