"""The article that somebody means: by its number, or by an address of it.

It knows settings and the store; not what is to be done with the article.
"""

from flows import normalise
from flows.settings import Settings
from flows.store import history
from flows.store.history import Article
from flows.store.statements import Connection


class UnknownArticleError(ValueError):
    """The archive has no such article."""


def find(connection: Connection, settings: Settings, name: str) -> Article:
    """Return the article that is meant by ``name``: its number, or an address of it.

    Raises:
        UnknownArticleError: there is none.
        crawler.sites.SiteError: it is neither a number nor an address.

    """
    found = None
    if name.isascii() and name.isdigit():
        if len(name) < 19:  # noqa: PLR2004 (PostgreSQL's bigint)
            found = history.find(connection, article_id=int(name), site=None, path=None)
    else:
        site, path = settings.site_of(name).name, normalise.site_path(name)
        found = history.find(connection, article_id=None, site=site, path=path)
    if found is None:
        message = f"the archive has no article {name}: give its number (articles.id), or its URL"
        raise UnknownArticleError(message)
    return found
