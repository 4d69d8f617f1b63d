"""Corrections told from edits: only what one and the same extractor read is compared.

Where a content differs from the one before, and another extractor read one of the two captures,
that capture is extracted again. Two captures that say the same to today's extractor are no edit of
the site's: the extractor has learnt something. It knows captures by where they lie; how one is
extracted again, the caller knows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from flows.records import Item
from flows.store import captures
from flows.store.captures import Kept
from flows.store.made import Made
from flows.store.statements import Connection, run

#: Extracts a stored capture again: the hash of its content, empty where it is no article (any
#: more), None where it can't be read.
Reread = Callable[[Kept], bytes | None]


class Doubt(NamedTuple):
    """A revision that may be a correction: the captures of which other extractors read one."""

    made: Made
    captures: frozenset[UUID]


def told(
    connection: Connection,
    made: Sequence[Made],
    articles: Mapping[tuple[UUID, int], Item],
    reread: Reread | None,
) -> list[Made]:
    """Return ``made`` with the corrections among them named; note them where they are staged."""
    versions = {item.content.extractor_version for item in articles.values() if item.content}
    doubts = [doubt for row in made if (doubt := _doubt(row, articles, versions)) is not None]
    if not doubts or reread is None:
        return list(made)
    again = _again(connection, doubts, reread)
    corrections, unread = set(), []
    for doubt in doubts:
        both = list(_both(doubt, again))
        if None in both:
            unread.append(doubt.made)
        elif both[0] == both[1]:
            corrections.add((doubt.made.article_id, doubt.made.revision))
    _note(connection, corrections, unread)
    return [
        row._replace(cause="correction") if (row.article_id, row.revision) in corrections else row
        for row in made
    ]


def _doubt(
    row: Made, articles: Mapping[tuple[UUID, int], Item], versions: set[str]
) -> Doubt | None:
    """Return what has to be read again before ``row`` is an edit; None where it is one."""
    if row.cause != "edit" or row.capture_before is None:
        return None
    ends = ((row.capture_id, row.version), (row.capture_before, row.version_before))
    fresh = {capture_id for capture_id, _ in articles}
    others = frozenset(
        capture_id
        for capture_id, version in ends
        if capture_id not in fresh and version not in versions
    )
    return Doubt(row, others) if others else None


def _again(
    connection: Connection, doubts: Sequence[Doubt], reread: Reread
) -> Mapping[UUID, bytes | None]:
    """Extract the captures in doubt again, each once."""
    ids = {capture_id for doubt in doubts for capture_id in doubt.captures}
    kept = captures.kept(connection, sorted(ids))
    return {key: reread(kept[key]) if key in kept else None for key in ids}


def _both(doubt: Doubt, again: Mapping[UUID, bytes | None]) -> Iterator[bytes | None]:
    """Give what today's extractor makes of the content, and of the one before."""
    row = doubt.made
    ends = ((row.capture_id, row.content_sha256), (row.capture_before, row.content_before))
    for capture_id, known in ends:
        yield again[capture_id] if capture_id in doubt.captures else known


def _note(
    connection: Connection, corrections: set[tuple[int, int]], unread: Sequence[Made]
) -> None:
    if corrections:
        run(
            connection,
            "load_corrections",
            article_ids=[article_id for article_id, _ in corrections],
            revisions=[revision for _, revision in corrections],
        )
    if unread:
        run(
            connection,
            "load_unread",
            capture_ids=[row.capture_id for row in unread],
            items=[row.item for row in unread],
        )
