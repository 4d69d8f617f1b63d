"""Load a batch: COPY into staging, then set-based statements, all in the caller's transaction.

What each statement is for stands in its file; here stands their order. It knows records, and
nothing of where they come from.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from psycopg import sql

from flows.records import Batch, CaptureRow, Content, Item
from flows.store.statements import Connection, run

_STAGING: Final[dict[str, tuple[str, ...]]] = {
    "staged_capture": (
        "id", "kind", "state", "url", "status", "reason", "captured_at", "fetch_ms",
        "file", "file_offset", "file_bytes", "payload_sha256",
    ),
    "staged_item": (
        "capture_id", "position", "outcome", "url", "path", "post_id", "origin",
        "captured_at", "modified_at", "content_sha256", "reasons",
    ),
    "staged_alias": ("capture_id", "path"),
    "staged_content": (
        "content_sha256", "url", "title", "body", "blocks", "section", "dateline_place",
        "place", "authors", "tags", "lead_image_url", "language", "published_at",
        "extractor_version",
    ),
    "staged_related": ("capture_id", "position", "marker", "title", "url", "target_path"),
    "staged_removed": ("capture_id", "position", "rule", "text"),
}  # fmt: skip
_TEMPORARY: Final = (
    "stage_capture", "stage_item", "stage_alias", "stage_content", "stage_related",
    "stage_removed", "stage_revision",
)  # fmt: skip


def prepare(connection: Connection) -> None:
    """Make the staging tables of a connection. They are empty after each commit."""
    for name in _TEMPORARY:
        run(connection, name)
    connection.commit()


def load(
    connection: Connection,
    batch: Batch,
    *,
    site: str,
    run_id: UUID,
    now: datetime,
    paths: dict[UUID, tuple[str, ...]] | None = None,
) -> None:
    """Load ``batch`` as of ``now``, up to the change feed.

    ``paths`` are those of captures that yielded no item, by capture: what was asked for there has
    failed. The caller commits; nothing may be sent between this and the commit, since it ends
    with the lock of the change feed.
    """
    given = {"site": site, "run_id": run_id, "now": now}
    _stage(connection, batch, paths or {})
    run(connection, "load_captures", **given)
    _identify(connection, given)
    if run(connection, "load_missing_revisions").rowcount:
        _write_revisions(connection, given)
    run(connection, "load_outcomes")
    run(connection, "load_items", **given)
    run(connection, "load_heads")
    run(connection, "load_sightings")
    run(connection, "load_stale_related_links")
    run(connection, "load_related_links")
    run(connection, "load_removed_blocks")
    run(connection, "load_settle_found", **given)
    run(connection, "load_failed_fetches", **given)
    run(connection, "load_changes", **given)


def _identify(connection: Connection, given: dict[str, Any]) -> None:
    """Find, or make, the article of each item; note the paths at which it was met."""
    run(connection, "load_identify_by_post_id", **given)
    run(connection, "load_adopt_provisional", **given)
    run(connection, "load_new_articles", **given)
    _note_aliases(connection, given)
    run(connection, "load_identify_by_path", **given)
    run(connection, "load_new_provisional_articles", **given)
    _note_aliases(connection, given)


def _note_aliases(connection: Connection, given: dict[str, Any]) -> None:
    run(connection, "load_close_aliases", **given)
    run(connection, "load_aliases", **given)


def _write_revisions(connection: Connection, given: dict[str, Any]) -> None:
    run(connection, "load_revisions", **given)
    run(connection, "load_revisions_again", **given)
    run(connection, "load_fields")


def _stage(connection: Connection, batch: Batch, paths: dict[UUID, tuple[str, ...]]) -> None:
    contents = {item.content.sha256: item.content for item in batch.items if item.content}
    stored = _stored(connection, contents)
    fresh = [content for sha256, content in contents.items() if sha256 not in stored]
    _copy(connection, "staged_capture", map(_capture_row, batch.captures))
    _copy(connection, "staged_item", map(_item_row, batch.items))
    _copy(connection, "staged_alias", _alias_rows(batch.items, paths))
    _copy(connection, "staged_content", map(_content_row, fresh))
    _copy(connection, "staged_related", _related_rows(batch.items))
    _copy(connection, "staged_removed", _removed_rows(batch.items))
    for table in _STAGING:
        # the planner knows nothing of a temporary table, and would join a thousand rows in loops
        connection.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table)))


def _stored(connection: Connection, contents: Iterable[bytes]) -> set[bytes]:
    found = run(connection, "stored_contents", contents=list(contents))
    return {bytes(row[0]) for row in found}


def _copy(connection: Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, _STAGING[table]))
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)


def _capture_row(capture: CaptureRow) -> Sequence[Any]:
    return [getattr(capture, name) for name in _STAGING["staged_capture"]]


def _item_row(item: Item) -> Sequence[Any]:
    content = item.content
    return [
        item.capture_id,
        item.position,
        item.outcome,
        item.url,
        item.paths[0],
        content.post_id if content else None,
        content.origin if content else None,
        item.captured_at,
        content.modified_at if content else None,
        content.sha256 if content else None,
        list(item.reasons),
    ]


def _alias_rows(
    items: Iterable[Item], paths: dict[UUID, tuple[str, ...]]
) -> Iterator[Sequence[Any]]:
    for item in items:
        yield from ((item.capture_id, path) for path in item.paths)
    for capture_id, given in paths.items():
        yield from ((capture_id, path) for path in given)


def _content_row(content: Content) -> Sequence[Any]:
    return [
        content.sha256,
        content.url,
        content.title,
        content.body,
        content.blocks,
        content.section,
        content.dateline_place,
        content.place,
        list(content.authors),
        list(content.tags),
        content.lead_image_url,
        content.language,
        content.published_at,
        content.extractor_version,
    ]


def _related_rows(items: Iterable[Item]) -> Iterator[Sequence[Any]]:
    for item in items:
        for link in item.content.related if item.content else ():
            yield (
                item.capture_id, link.position, link.marker, link.title, link.url, link.target_path,
            )  # fmt: skip


def _removed_rows(items: Iterable[Item]) -> Iterator[Sequence[Any]]:
    for item in items:
        for part in item.content.removed if item.content else ():
            yield (item.capture_id, part.position, part.rule, part.text)
