"""The stage after a load: make the search documents of what was loaded."""

from typing import Final

from flows.store import search
from flows.store.statements import Connection

#: Documents made in one transaction, so that none is long.
_BATCH: Final = 500


def refresh(connection: Connection) -> None:
    """Make every search document that is missing or stale, a batch a transaction."""
    while True:
        with connection.transaction():
            made = search.refresh(connection, max_rows=_BATCH)
        if made < _BATCH:
            return
