"""Articles that are looked at again for edits that no list tells of."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from flows.store.statements import Connection, rows, run


class Revisit(NamedTuple):
    """An article to look at again; an audit is fetched whole, whatever was sent with it before."""

    article_id: int
    url: str
    is_audit: bool


def due(  # noqa: PLR0913 (the parameters of the statement)
    connection: Connection,
    site: str,
    *,
    now: datetime,
    ages: Sequence[timedelta],
    lasts: timedelta,
    audited_after: timedelta,
    per_day: int,
    audits: int,
) -> list[Revisit]:
    """Return what to look at again, within what is left of the day's budgets; ``ages`` ascend."""
    return rows(
        connection,
        "revisits_due",
        args_row(Revisit),
        site=site,
        now=now,
        ages=list(ages),
        lasts=lasts,
        audited_after=audited_after,
        per_day=per_day,
        audits=audits,
    ).fetchall()


def unshown(  # noqa: PLR0913 (the parameters of the statement)
    connection: Connection,
    site: str,
    *,
    now: datetime,
    ages: Sequence[timedelta],
    lasts: timedelta,
    per_day: int,
) -> list[Revisit]:
    """Return what to look at again since its page may have come out of a cache."""
    return rows(
        connection,
        "unshown_due",
        args_row(Revisit),
        site=site,
        now=now,
        ages=list(ages),
        lasts=lasts,
        per_day=per_day,
    ).fetchall()


def record(connection: Connection, visited: Mapping[int, datetime]) -> None:
    """Keep when articles were looked at again."""
    run(
        connection,
        "record_visits",
        article_ids=list(visited),
        times=list(visited.values()),
    )


def revised(connection: Connection, run_id: UUID) -> set[int]:
    """Return the articles that a run met with another content than before."""
    return {row[0] for row in run(connection, "revised_in_run", run_id=run_id)}


def record_lying_pages(connection: Connection, site: str) -> None:
    """Note that the validators of a site's article pages are not to be trusted."""
    run(connection, "record_lying_pages", site=site)
