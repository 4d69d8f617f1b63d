"""Which site a crawl is about, as the environment says.

It knows the names of the variables; what a block says of a site, ``crawler.sites.named`` knows.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from crawler.sites import blocks
from crawler.sites.blocks import SITES_FILE, Blocks, SiteError
from crawler.sites.named import folder_of, names_of, parts_of, polite, site_for_url
from crawler.sites.site import Site

DEFAULT_SITE: Final = "purnawarta"
#: With longer pauses no run comes to anything (seconds).
_DELAY_MAX_S: Final = 3_600.0


def site_to_crawl(environ: Mapping[str, str]) -> Site:
    """Return the site that a crawl is about: ``WARTA_SITE_URL``, or else purnawarta.com.

    ``WARTA_SITE`` overrides its name, ``WARTA_MIN_DELAY_S`` its delay (a site that is not on
    this machine is never asked more than once in ``POLITE_MIN_DELAY_S``).

    Raises:
        SiteError: a setting is unusable; the message names it.

    """
    url = _url_to_crawl(environ, _known(environ))
    site = site_for_url(url, name=environ.get("WARTA_SITE") or None, environ=environ)
    if folder := folder_of(url):
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
    _, netloc, host = parts_of(_url_to_crawl(environ, known))
    its_own = names_of(netloc, host, environ.get("WARTA_SITE") or None, known.of_sites)
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
    return replace(site, min_delay_s=polite(seconds, site.hosts))
