"""What an extractor on trial makes of captures, and how its readings take the place of others.

Statements and their rows; what is compared, and who decides, stands in ``flows.reprocess``.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from flows.records import ALIKE_FOR_MANY, UNLIKE_STORED
from flows.store.statements import Connection, rows, run


class Piece(NamedTuple):
    """Captures that lie in one file, in its order."""

    file: str
    capture_ids: list[UUID]


class Stored(NamedTuple):
    """A capture, and how the archive reads it.

    Attributes:
        post_id: of its article; None where it has none.

    """

    id: UUID
    url: str
    captured_at: datetime
    file: str
    file_offset: int
    file_bytes: int
    outcome: str
    content_sha256: bytes | None
    post_id: int | None


class Before(NamedTuple):
    """A content of the archive; the attributes are columns of ``ingest.revision``."""

    content_sha256: bytes
    url: str
    title: str
    body: str
    blocks: list[dict[str, Any]]
    section: str | None
    authors: list[str]
    tags: list[str]
    lead_image_url: str | None
    language: str
    published_at: datetime | None
    extractor_version: str


class Shadow(NamedTuple):
    """What an extractor on trial makes of a capture; the attributes are those of the table."""

    capture_id: UUID
    classes: Sequence[str]
    sha256_before: bytes | None
    sha256_after: bytes | None
    version_before: str | None


class ClassCount(NamedTuple):
    """How many pages would change in a way, and some of their captures.

    ``unversioned`` of them were read by the very same version before.
    """

    name: str
    pages: int
    unversioned: int
    samples: list[UUID]


class Totals(NamedTuple):
    """How many pages were read in shadow, and how many of them would change."""

    pages: int
    changed: int


class Promotion(NamedTuple):
    """A capture to load again; ``article_id`` None where the archive read no article there."""

    id: UUID
    article_id: int | None
    captured_at: datetime
    file: str
    file_offset: int
    file_bytes: int
    sha256_after: bytes


def forget(connection: Connection, site: str, reader: str) -> None:
    """Forget what is of no use to ``reader``."""
    run(connection, "reprocess_forget", site=site, reader=reader)


def left(connection: Connection, site: str, reader: str, *, pages: int) -> list[Piece]:
    """Return what ``reader`` has not read yet, at most so many pages a piece."""
    return rows(
        connection,
        "reprocess_left",
        args_row(Piece),
        site=site,
        reader=reader,
        pages=pages,
        apart=[UNLIKE_STORED, ALIKE_FOR_MANY],
    ).fetchall()


def captures(
    connection: Connection, reader: str, capture_ids: Sequence[UUID], *, is_again: bool = False
) -> list[Stored]:
    """Return captures in the order of files; what ``reader`` has read only with ``is_again``."""
    return rows(
        connection,
        "reprocess_captures",
        args_row(Stored),
        reader=reader,
        capture_ids=list(capture_ids),
        is_again=is_again,
    ).fetchall()


def contents(connection: Connection, site: str, hashes: Iterable[bytes]) -> dict[bytes, Before]:
    """Return the contents of a site by their hashes, as far as revisions hold them."""
    found = rows(
        connection, "reprocess_contents", args_row(Before), site=site, contents=list(hashes)
    )
    return {row.content_sha256: row for row in found}


def record(connection: Connection, site: str, reader: str, shadows: Sequence[Shadow]) -> None:
    """Record what ``reader`` makes of some captures."""
    run(
        connection,
        "reprocess_record",
        site=site,
        reader=reader,
        capture_ids=[shadow.capture_id for shadow in shadows],
        classes=[" ".join(shadow.classes) for shadow in shadows],
        before=[shadow.sha256_before for shadow in shadows],
        after=[shadow.sha256_after for shadow in shadows],
        versions=[shadow.version_before for shadow in shadows],
    )


def totals(connection: Connection, site: str, reader: str) -> Totals:
    """Count what was read in shadow."""
    found = rows(
        connection, "reprocess_totals", args_row(Totals), site=site, reader=reader
    ).fetchone()
    assert isinstance(found, Totals)  # noqa: S101 (it counts)
    return found


def classes(
    connection: Connection, site: str, reader: str, *, version: str, samples: int
) -> list[ClassCount]:
    """Count what would change, by class; ``samples`` captures of each are named."""
    return rows(
        connection,
        "reprocess_classes",
        args_row(ClassCount),
        site=site,
        reader=reader,
        version=version,
        samples=samples,
    ).fetchall()


def to_promote(
    connection: Connection, site: str, reader: str, *, kept: Iterable[str]
) -> list[Promotion]:
    """Return what is to be loaded, an article's together, but for the classes ``kept``."""
    return rows(
        connection,
        "reprocess_to_promote",
        args_row(Promotion),
        site=site,
        reader=reader,
        kept=sorted(kept),
    ).fetchall()


def replace(connection: Connection, capture_ids: Sequence[UUID], *, now: datetime) -> None:
    """Let the readings of some captures count no longer, nor the revisions that rest on them."""
    ids = list(capture_ids)
    found = run(connection, "reprocess_replace_items", capture_ids=ids, now=now)
    article_ids = [row[0] for row in found]
    run(connection, "reprocess_replace_revisions", article_ids=article_ids, now=now)


def promoted(
    connection: Connection, reader: str, capture_ids: Sequence[UUID], *, now: datetime
) -> None:
    """Note what ``reader`` made of captures as loaded."""
    run(connection, "reprocess_promoted", reader=reader, capture_ids=list(capture_ids), now=now)
