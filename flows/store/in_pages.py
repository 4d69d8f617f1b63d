"""Posts in several pages, of which listings told: their pages may not link to one another."""

from collections.abc import Sequence

from flows.store.statements import Connection, run


def has_any(connection: Connection, site: str) -> bool:
    """Whether a site has such posts."""
    row = run(connection, "has_posts_in_pages", site=site).fetchone()
    return bool(row and row[0])


def of_paths(connection: Connection, site: str, paths: Sequence[str]) -> dict[str, int]:
    """Return how many pages the posts at these paths have, by path, where they have several."""
    return dict(run(connection, "pages_of", site=site, paths=list(paths)).fetchall())
