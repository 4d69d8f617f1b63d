"""The removal of an article on request: from the database, and from the captures.

It knows the store and the shelf; whom to ask first, the command knows.
"""

from datetime import datetime

from flows.keeping import excising, tombstones
from flows.keeping.shelf import Shelf
from flows.store import capture_files, forgotten
from flows.store.history import Article
from flows.store.statements import Connection


def forget(
    connection: Connection, shelf: Shelf, victim: Article, *, reason: str, now: datetime
) -> list[str]:
    """Remove an article for good, and finish whatever removal was interrupted before.

    Feeds and lists may hold its whole text: what is kept of the site's listings goes as well, which
    would expire in time, and pages that the site calls lists.

    It is kept beside the captures before it commits: killed in between, the next load knows of it.

    Returns the files of captures that lie elsewhere (``flows.keeping.excising.cut``).

    Raises:
        flows.keeping.shelf.KeepingError: the captures' place can't be used. Either nothing is
            removed, or the article is gone from the database; the next removal, or load, cuts them.

    """
    with excising.alone(connection):
        with connection.transaction():
            forgotten.hold(connection, victim)
            removal = forgotten.forget(connection, victim, reason=reason, now=now)
            listed = capture_files.expired(connection, before=now, site=victim.site)
            forgotten.excise_files(connection, listed)
            capture_files.record_expiry(connection, listed)
            forgotten.excise_telling(connection, victim.site)
            tombstones.keep(shelf, removal)
            forgotten.tell(connection, victim, now=now)
        return excising.cut(connection, shelf)
