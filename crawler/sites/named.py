"""Which site a URL is of, and what the blocks of ``sites.toml`` make of that site.

It knows blocks and URLs; nothing of what a crawl is asked for.
"""

import os
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from crawler.hosts import DEFAULT_PORTS, are_here, ascii_of, is_loopback, netloc_of
from crawler.sites import blocks, values
from crawler.sites.blocks import SITES_FILE, Blocks, SiteError
from crawler.sites.site import Site

LOCAL_SITE: Final = "local"
#: A foreign host is never asked more often than this, whatever a setting says (seconds).
POLITE_MIN_DELAY_S: Final = 1.0
#: A site's name is part of file names.
NAME: Final = r"[a-z0-9][a-z0-9.-]{0,99}"
#: Keys of a block that say where its site is: where another one is met, they say nothing.
_ADDRESSES: Final = frozenset({"base_url", "aliases"})


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
    return _site_at(*parts_of(url), name, blocks.read(path, blocks.own_file(environ)))


@lru_cache(maxsize=256)
def _site_at(scheme: str, netloc: str, host: str, name: str | None, known: Blocks) -> Site:
    """Return what ``site_for_url`` does: thousands of pages of a site follow each other."""
    sites = known.of_sites
    key, *nearer = names_of(netloc, host, name, sites)
    block = {**known.defaults, **sites.get(key, {})}
    base_url = block.get("base_url", f"{scheme}://{netloc}")
    for other in nearer:
        block |= {what: said for what, said in sites[other].items() if what not in _ADDRESSES}
    site = _site(name or key, block, home_url=base_url)
    digests = (known.own.get(one, "") for one in (key, *nearer))
    is_named = name is not None or netloc in _hosts(key, sites.get(key, {}))
    return replace(site, is_named=is_named, own=".".join(filter(None, digests)))


def names_of(
    netloc: str, host: str, name: str | None, sites: Mapping[str, Mapping[str, Any]]
) -> list[str]:
    """Return the names of a site's blocks: the first is its key, the last one prevails."""
    found = next((key for key, block in sites.items() if netloc in _hosts(key, block)), None)
    key = found or (LOCAL_SITE if is_loopback(host) else host)
    nearer = dict.fromkeys((host, netloc, name or key))
    return [key, *(one for one in nearer if one in sites and one != key)]


def polite(seconds: float, hosts: Collection[str]) -> float:
    """Return the delay, or the least that sites elsewhere are owed, whoever wishes for less."""
    return seconds if are_here(hosts) else max(seconds, POLITE_MIN_DELAY_S)


def folder_of(url: str) -> str:
    """Return the folder of a home page on its host, such as ``/berita``; empty for most."""
    return urlsplit(url.strip()).path.rstrip("/")


def parts_of(url: str) -> tuple[str, str, str]:
    """Split ``url`` into its scheme, its normal ``host[:port]`` and its host.

    Raises:
        SiteError: ``url`` is not an ``http(s)`` URL with a host.

    """
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
        return tuple(parts_of(url)[1] for url in urls)


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
    scheme, netloc, _ = parts_of(home_url)
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
            min_delay_s=polite(values.seconds(block["min_delay_s"]), hosts),
            folder=folder_of(home_url),
        )
