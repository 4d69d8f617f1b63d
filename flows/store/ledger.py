"""The ledger: what the site says exists, day by day, and what of it is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import product
from typing import NamedTuple
from uuid import UUID

from psycopg.rows import args_row, scalar_row

from flows.records import DayEntry
from flows.store import forgotten, storable
from flows.store.discovered import Due
from flows.store.statements import Connection, as_json, rows, run


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """Days of a site, and which of its articles.

    Attributes:
        zone: IANA name of the site's time zone, in which days begin and end.
        prefix: of the paths of the articles meant, such as ``/internasional/``; None: all.

    """

    site: str
    first: date
    last: date
    zone: str
    prefix: str | None = None


class Sums(NamedTuple):
    """How many articles of a span are listed, and what became of them."""

    listed: int
    stored: int
    explained: int
    missing: int


class Covered(NamedTuple):
    """A day of the ledger; the columns are those of ``warta.coverage``."""

    day: date
    expected: int
    stored: int
    explained: int
    missing: int
    proven_at: datetime | None


class Reason(NamedTuple):
    """Why articles are not stored, and how many."""

    reason: str
    articles: int


def record(  # noqa: PLR0913 (what a listing says)
    connection: Connection,
    span: Span,
    entries: Iterable[DayEntry],
    *,
    channel: str,
    listed_at: datetime,
    unlisted: int = 0,
) -> None:
    """Record all that a listing names for the days of a span. What can't be stored is left out."""
    storables = filter(storable.is_entry, entries)
    once = {entry.key: entry for entry in forgotten.unlisted(connection, span.site, storables)}
    run(
        connection,
        "ledger_record",
        **asdict(span),
        entries=as_json(once.values()),
        channel=channel,
        listed_at=listed_at,
        unlisted=unlisted,
    )


def read_days(connection: Connection, span: Span) -> set[date]:
    """Return the days that were over when they were read."""
    return {row[0] for row in run(connection, "ledger_read_days", **asdict(span))}


def renew(connection: Connection, site: str) -> None:
    """Let all that is missing be asked for again."""
    run(connection, "ledger_renew", site=site)


def due(connection: Connection, span: Span, *, tries: int, max_rows: int) -> list[Due]:
    """Return what to fetch next, the newest first, what was tried after what was not.

    That of proven days comes after all else. Nothing is due where this returns nothing: proofs say
    where to look first, not where to look.
    """
    found: list[Due] = []
    for with_proven, attempts in product((False, True), range(tries)):
        if found and with_proven:
            break
        given = {
            "with_proven": with_proven,
            "attempts": attempts,
            "max_rows": max_rows - len(found),
        }
        found += rows(connection, "ledger_due", args_row(Due), **asdict(span), **given).fetchall()
    return found


def settle(
    connection: Connection, site: str, run_id: UUID, keys: Sequence[str], *, now: datetime
) -> None:
    """Note what became of the entries that a run has asked for."""
    run(connection, "ledger_settle", site=site, run_id=run_id, keys=list(keys), now=now)


def prove(
    connection: Connection, span: Span, *, now: datetime, asked: Sequence[str] | None = None
) -> None:
    """Note which days nothing is missing of, and which days something is.

    Before that, entries of one article become one, those whose day was a guess move to the day that
    the stored articles state, and what is listed no more goes where it is known why.

    ``asked``: the keys of what a slice asked for. Of the days that are proven, only theirs are
    looked at then; what is missing of another is due, so that a later slice asks for it.
    """
    given = {**asdict(span), "asked": None if asked is None else list(asked)}
    run(connection, "ledger_fold", site=span.site, asked=given["asked"])
    run(connection, "ledger_redate", **given)
    run(connection, "ledger_drop", site=span.site, asked=given["asked"])
    run(connection, "ledger_prove", now=now, **given)


def sums(connection: Connection, span: Span) -> Sums:
    """Count what is listed in a span, and what became of it."""
    found: Sums | None = rows(connection, "ledger_sums", args_row(Sums), **asdict(span)).fetchone()
    assert found is not None  # noqa: S101 (counts are one row)
    return found


def stored_unlisted(connection: Connection, span: Span) -> int:
    """Return how many articles of a span are stored that the ledger does not name yet."""
    row = run(connection, "ledger_stored_unlisted", **asdict(span)).fetchone()
    return int(row[0]) if row else 0


def sections(connection: Connection, site: str) -> list[str]:
    """Return the sections of a site in which articles are stored, and those above them."""
    return rows(connection, "sections", scalar_row, site=site).fetchall()


def coverage(
    connection: Connection, site: str, first: date | None, last: date | None
) -> list[Covered]:
    """Return the ledger day by day."""
    return rows(
        connection, "coverage", args_row(Covered), site=site, first=first, last=last
    ).fetchall()


def reasons(
    connection: Connection, site: str, first: date | None, last: date | None
) -> list[Reason]:
    """Return why articles are not stored, the commonest reason first."""
    return rows(
        connection, "coverage_reasons", args_row(Reason), site=site, first=first, last=last
    ).fetchall()
