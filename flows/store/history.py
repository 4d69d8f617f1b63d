"""What an article said and says: its numbers, its revisions, and what the change feed tells."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from psycopg.rows import args_row

from flows.store.statements import Connection, rows


class Changed(NamedTuple):
    """A change of an article; ``…_before`` is None where there was nothing before."""

    seq: int
    operation: str
    fields: list[str]
    title: str
    url: str
    body: str
    body_before: str | None
    url_before: str | None


def changes_since(connection: Connection, seq: int) -> list[Changed]:
    """Return what changed after ``seq``, in the order in which it was committed."""
    return rows(connection, "changes_since", args_row(Changed), seq=seq).fetchall()


class Article(NamedTuple):
    """An article; ``article_ids`` are its number, and those that were merged into it."""

    id: int
    site: str
    article_ids: list[int]
    title: str
    url: str
    revisions: int
    captures: int


class Texts(NamedTuple):
    """What a revision says, each field as a text; the attributes are those of the contract."""

    revision: int
    cause: str
    captured_at: datetime
    title: str
    url: str
    section: str | None
    dateline_place: str | None
    authors: str | None
    tags: str | None
    lead_image_url: str | None
    language: str
    published_at: str | None
    body: str

    def texts(self) -> dict[str, str | None]:
        """Return what of it can be compared with another."""
        told = self._asdict()
        return {name: told[name] for name in self._fields[3:]}


def find(
    connection: Connection, *, article_id: int | None, site: str | None, path: str | None
) -> Article | None:
    """Return an article by its number, or by a path that is or was its own."""
    found: Article | None = rows(
        connection, "find_article", args_row(Article), article_id=article_id, site=site, path=path
    ).fetchone()
    return found


def revision_texts(
    connection: Connection, article_id: int, revisions: Sequence[int]
) -> dict[int, Texts]:
    """Return what some revisions of an article say, by their numbers."""
    found = rows(
        connection,
        "revision_texts",
        args_row(Texts),
        article_id=article_id,
        revisions=list(revisions),
    )
    return {row.revision: row for row in found}
