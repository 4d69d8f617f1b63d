"""What the search knows: its documents, and what it answers."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import NamedTuple

from psycopg.rows import args_row

from flows.store.statements import Connection, rows, run


class Hit(NamedTuple):
    """An article that matches a query; matches in ``headline`` stand between « and »."""

    article_id: int
    rank: float
    title: str
    headline: str
    section: str | None
    published_at: datetime | None
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """Which articles may be found; None: any.

    Attributes:
        section: a path; those below it are meant too.
        since: published at this time or later.
        until: published before this time.
        author: one of its authors, in any spelling.
        site: name of the publication.

    """

    section: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    author: str | None = None
    site: str | None = None


_ANY = Filters()


def search(
    connection: Connection, query: str, *, max_rows: int, skip: int = 0, among: Filters = _ANY
) -> list[Hit]:
    """Return the articles that match ``query``, best first, without the first ``skip``."""
    given = {"query": query, "max_rows": max_rows, "skip": skip, **asdict(among)}
    return rows(connection, "search", args_row(Hit), **given).fetchall()


def refresh(connection: Connection, *, max_rows: int) -> int:
    """Make up to ``max_rows`` search documents that are missing or stale; say how many."""
    return run(connection, "refresh_search", max_rows=max_rows).rowcount


def behind(connection: Connection) -> int:
    """Return how many articles search, or who looks for the same text, does not know as they are.

    What a run has left that broke off: the next one makes it.
    """
    (articles,) = run(connection, "behind").fetchone() or (0,)
    return int(articles)


def forget(connection: Connection, article_ids: list[int]) -> None:
    """Take articles out of the search, and the words that only they had."""
    run(connection, "forget_search", article_ids=article_ids)
