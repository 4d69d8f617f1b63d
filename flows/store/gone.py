"""Articles that the site names no more: which they are, how they were found, and which are gone."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from flows.store.ledger import Span
from flows.store.statements import Connection, rows, run


class Absent(NamedTuple):
    """A live article that no listing names; ``url`` is None where another one has its path."""

    article_id: int
    post_id: int | None
    url: str | None


class Checked(NamedTuple):
    """How an article was found: ``is_missing`` where its page was 404 or 410."""

    article_id: int
    at: datetime
    is_missing: bool
    capture_id: UUID | None


class Noted(NamedTuple):
    """Since when an article's page has been missing; None where it is not."""

    article_id: int
    missing_since: datetime | None


def absent(connection: Connection, span: Span, *, everywhere: bool) -> list[Absent]:
    """Return the live articles that the ledger does not name, the longest unchecked first.

    ``everywhere``: beside its days too, where an article has a number.
    """
    given = {**asdict(span), "everywhere": everywhere}
    return rows(connection, "absent_articles", args_row(Absent), **given).fetchall()


def live_articles(connection: Connection, site: str) -> int:
    """Return how many articles of a site are live."""
    row = run(connection, "live_articles", site=site).fetchone()
    return int(row[0]) if row else 0


def since(connection: Connection, site: str, zone: str) -> date | None:
    """Return the oldest day that is answered for; None while nothing is stored."""
    row = run(connection, "reconcile_since", site=site, zone=zone).fetchone()
    return row[0] if row else None


def known_post(connection: Connection, site: str) -> int | None:
    """Return a post that the site has just listed; None where it lists none by number."""
    row = run(connection, "known_post", site=site).fetchone()
    return None if row is None else int(row[0])


def note(connection: Connection, checked: Sequence[Checked]) -> dict[int, datetime | None]:
    """Note how articles were found; return since when each that is stored still is missing."""
    found = rows(
        connection,
        "note_absence",
        args_row(Noted),
        article_ids=[one.article_id for one in checked],
        times=[one.at for one in checked],
        missing=[one.is_missing for one in checked],
    )
    return {noted.article_id: noted.missing_since for noted in found}


def pass_over(connection: Connection, asked: Mapping[int, datetime]) -> None:
    """Note when articles were asked for in vain, by their numbers: others come before them then."""
    run(connection, "pass_over_absence", article_ids=[*asked], times=[*asked.values()])


def mark(connection: Connection, proven: Sequence[Checked], *, now: datetime) -> list[Checked]:
    """Mark articles as gone, but for those that were seen since; tell of it, and return which.

    Nothing may be sent between this and the commit.
    """
    found = run(
        connection,
        "mark_gone",
        article_ids=[one.article_id for one in proven],
        times=[one.at for one in proven],
        captures=[one.capture_id for one in proven],
    )
    ids = {article_id for (article_id,) in found}
    gone = [one for one in proven if one.article_id in ids]
    if gone:
        run(connection, "tell_gone", article_ids=[one.article_id for one in gone], now=now)
    return gone
