"""The removal of an article on request: from the database, and from the captures.

It knows the store and the shelf; whom to ask first, the command knows.
"""

from datetime import datetime

from crawler.sites import site_for_url
from flows import excising, normalise
from flows.keeping import Shelf
from flows.settings import Settings
from flows.store import forgotten, sites
from flows.store.forgotten import Victim
from flows.store.statements import Connection


class UnknownArticleError(ValueError):
    """The archive has no such article."""


def find(connection: Connection, settings: Settings, name: str) -> Victim:
    """Return the article that is meant by ``name``: its number, or an address of it.

    Raises:
        UnknownArticleError: there is none.
        crawler.sites.SiteError: it is neither a number nor an address.

    """
    found = None
    if name.isascii() and name.isdigit():
        if len(name) < 19:  # noqa: PLR2004 (PostgreSQL's bigint)
            found = forgotten.find(connection, article_id=int(name), site=None, path=None)
    else:
        site, crawled = site_for_url(name), settings.site()
        named = crawled if set(crawled.hosts) & set(site.hosts) else site
        path = normalise.site_path(name)
        found = forgotten.find(connection, article_id=None, site=named.name, path=path)
    if found is None:
        message = f"the archive has no article {name}: give its number (articles.id), or its URL"
        raise UnknownArticleError(message)
    return found


def forget(
    connection: Connection, shelf: Shelf, victim: Victim, *, reason: str, now: datetime
) -> None:
    """Remove an article for good, and finish whatever removal was interrupted before.

    Raises:
        flows.keeping.KeepingError: the captures can't be reached. The article is gone from the
            database by then; the next removal, or load, cuts them.

    """
    with connection.transaction():
        sites.hold(connection, victim.site)
        forgotten.forget(connection, victim, reason=reason, now=now)
    excising.cut(connection, shelf)
