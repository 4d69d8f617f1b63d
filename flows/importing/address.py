"""Where the pages of an import are of, as the archive knows their site. No page is read."""

from collections.abc import Iterable

from crawler.sites import Site, site_for_url
from flows.normalise import is_of
from flows.records import Item
from flows.settings import SettingsError
from flows.store import sites
from flows.store.statements import Connection


def check(connection: Connection, site: Site, items: Iterable[Item]) -> None:
    """Refuse pages of another port than a site's that has its name by its host alone.

    Raises:
        flows.settings.SettingsError: there is one; the message says how it can be meant.

    """
    known = sites.address(connection, site.name) or site.base_url
    for url in () if site.is_named else [item.url for item in items]:
        there = site_for_url(url)
        if not is_of(known, there.hosts):
            raise SettingsError(
                f"{url} is not of {site.name}, which is at {known}. Where it is of another site, "
                f"name that (WARTA_SITE_URL={there.base_url} WARTA_SITE=NAME), or give it a "
                f"database; where the site has moved, WARTA_SITE={site.name} says so there"
            )
