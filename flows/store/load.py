"""Load a batch: COPY into staging, then set-based statements, all in the caller's transaction.

What each statement is for stands in its file; here stands their order. It knows records, and
nothing of where they come from.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any, Final
from uuid import UUID

from psycopg import sql

from flows import dedupe, storable
from flows.records import Batch, CaptureRow, Content, Item
from flows.store import identity
from flows.store.statements import Connection, run

_STAGING: Final[dict[str, tuple[str, ...]]] = {
    "staged_capture": (
        "id", "kind", "state", "url", "status", "reason", "captured_at", "fetch_ms",
        "file", "file_offset", "file_bytes", "payload_sha256",
    ),
    "staged_item": (
        "capture_id", "position", "outcome", "url", "paths", "page_key", "post_id", "origin",
        "captured_at", "modified_at", "content_sha256", "reasons",
    ),
    "staged_failure": ("capture_id", "path", "captured_at"),
    "staged_content": (
        "content_sha256", "url", "title", "body", "blocks", "section", "dateline_place",
        "place", "authors", "tags", "lead_image_url", "language", "published_at",
        "extractor_version",
    ),
    "staged_related": (
        "capture_id", "item", "position", "marker", "title", "url", "target_path",
    ),
    "staged_removed": ("capture_id", "item", "position", "rule", "text"),
}  # fmt: skip
_TEMPORARY: Final = (
    "stage_capture", "stage_item", "stage_failure", "stage_content", "stage_related",
    "stage_removed", "stage_alias", "stage_revision", "stage_newest", "stage_event",
)  # fmt: skip
#: Failures that are none of the page's: it was not even asked for.
_NOT_ASKED: Final = frozenset({"retry_after", "budget", "robots_unreadable"})


def prepare(connection: Connection) -> None:
    """Make the staging tables of a connection, and bound what it waits for.

    The tables are empty after each commit.
    """
    run(connection, "limit_session")
    for name in _TEMPORARY:
        run(connection, name)
    connection.commit()


def load(  # noqa: PLR0913 (what every row of a batch has in common)
    connection: Connection,
    batch: Batch,
    *,
    site: str,
    run_id: UUID,
    now: datetime,
    paths: Mapping[UUID, tuple[str, ...]] | None = None,
) -> None:
    """Load ``batch`` as of ``now``, up to the change feed.

    ``paths`` are those of captures that yielded no item, by capture: what was asked for there has
    failed. The caller commits; nothing may be sent between this and the commit, since it ends
    with the lock of the change feed.
    """
    given = {"site": site, "run_id": run_id, "now": now}
    batch = storable.checked(batch)
    failures = list(_failures(batch, paths or {}))
    has_articles = any(item.content for item in batch.items)
    _stage(connection, batch, failures, site)
    run(connection, "load_captures", **given)
    if has_articles:
        identity.identify(connection, batch.items, given)
        made = _write_revisions(connection, given)
        run(connection, "load_outcomes")
        run(connection, "load_newest")
    run(connection, "load_items", **given)
    if has_articles:
        _write_articles(connection, has_further=any(number > 1 for number in made))
    run(connection, "load_settle_found", **given)
    if failures:
        run(connection, "load_failed_fetches", **given)
    if has_articles:
        run(connection, "load_changes", **given)


def _write_revisions(connection: Connection, given: dict[str, Any]) -> list[int]:
    """Write the revisions that are missing; return their numbers."""
    made = [row[0] for row in run(connection, "load_missing_revisions")]
    if made and run(connection, "load_revisions", **given).rowcount < len(made):
        run(connection, "load_revisions_again", **given)
        run(connection, "load_removed_blocks_again")
    if any(number > 1 for number in made):
        run(connection, "load_fields")
    return made


def _write_articles(connection: Connection, *, has_further: bool) -> None:
    """Write how articles are now; with ``has_further``, some got a further revision."""
    if has_further:
        run(connection, "load_heads")
    run(connection, "load_sightings")
    run(connection, "load_stale_related_links")
    run(connection, "load_related_links")
    run(connection, "load_removed_blocks")


def _failures(
    batch: Batch, paths: Mapping[UUID, tuple[str, ...]]
) -> Iterator[tuple[UUID, str, datetime]]:
    """Give the paths of pages that were asked for in vain, and when."""
    asked = {
        capture.id: capture
        for capture in batch.captures
        if capture.kind == "page" and capture.reason not in _NOT_ASKED
    }
    in_vain = chain(
        paths.items(),
        ((item.capture_id, item.paths) for item in batch.items if item.outcome == "not_article"),
    )
    for capture_id, given in in_vain:
        if capture_id in asked:
            at = asked[capture_id].captured_at
            yield from ((capture_id, path, at) for path in given)


def _stage(
    connection: Connection, batch: Batch, failures: Iterable[tuple[UUID, str, datetime]], site: str
) -> None:
    contents = {item.content.sha256: item.content for item in batch.items if item.content}
    stored = _stored(connection, contents, site)
    fresh = [content for sha256, content in contents.items() if sha256 not in stored]
    keys = dedupe.page_keys(batch.items)
    _copy(connection, "staged_capture", map(_capture_row, batch.captures))
    _copy(connection, "staged_item", (_item_row(item, keys) for item in batch.items))
    _copy(connection, "staged_failure", failures)
    _copy(connection, "staged_content", map(_content_row, fresh))
    _copy(connection, "staged_related", _related_rows(batch.items))
    _copy(connection, "staged_removed", _removed_rows(batch.items))


def _stored(connection: Connection, contents: Iterable[bytes], site: str) -> set[bytes]:
    found = run(connection, "stored_contents", contents=list(contents), site=site)
    return {bytes(row[0]) for row in found}


def _copy(connection: Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, _STAGING[table]))
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
    given = iter(rows)
    first = next(given, None)
    if first is None:
        return
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in chain((first,), given):
            copy.write_row(row)


def _capture_row(capture: CaptureRow) -> Sequence[Any]:
    return [getattr(capture, name) for name in _STAGING["staged_capture"]]


def _item_row(item: Item, keys: Mapping[tuple[UUID, int], str]) -> Sequence[Any]:
    content = item.content
    return [
        item.capture_id,
        item.position,
        item.outcome,
        item.url,
        list(item.paths),
        keys.get((item.capture_id, item.position), item.paths[0]),
        content.post_id if content else None,
        content.origin if content else None,
        item.captured_at,
        content.modified_at if content else None,
        content.sha256 if content else None,
        list(item.reasons),
    ]


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
                item.capture_id, item.position, link.position, link.marker, link.title, link.url,
                link.target_path,
            )  # fmt: skip


def _removed_rows(items: Iterable[Item]) -> Iterator[Sequence[Any]]:
    for item in items:
        for part in item.content.removed if item.content else ():
            yield (item.capture_id, item.position, part.position, part.rule, part.text)
