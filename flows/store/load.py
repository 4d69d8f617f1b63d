"""Load a batch: COPY into staging, then set-based statements, all in the caller's transaction.

Staged are the items, without what they say; contents are sent once it is known which of them are
new, straight to their table. What each statement is for stands in its file; here stands
their order. It knows records, and nothing of where they come from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Any, Final
from uuid import UUID

from flows import dedupe, storable
from flows.records import Batch, Item
from flows.store import contents, identity
from flows.store.statements import Connection, copy, run

_CAPTURE: Final = (
    "id", "kind", "state", "url", "status", "reason", "captured_at", "fetch_ms", "file",
    "file_offset", "file_bytes", "payload_sha256",
)  # fmt: skip
_ITEM: Final = (
    "capture_id", "position", "outcome", "url", "paths", "page_key", "post_id", "origin",
    "captured_at", "modified_at", "content_sha256", "reasons",
)  # fmt: skip
_TEMPORARY: Final = ("stage_item", "stage_alias", "stage_revision")
#: Beyond this, reading the dead rows of loads before takes longer than making the tables anew.
_STAGING_BYTES_MAX: Final = 2_000_000
#: Failures that are none of the page's: it was not even asked for.
_NOT_ASKED: Final = frozenset({"retry_after", "budget", "robots_unreadable"})
#: What a page came to that has to be asked for again.
_IN_VAIN: Final = frozenset({"not_article", "quarantined"})


def prepare(connection: Connection) -> None:
    """Make the staging tables of a connection, and bound what it waits for."""
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
    fresh = _without_recorded(connection, storable.checked(batch))
    articles = {(item.capture_id, item.position): item for item in fresh.items if item.content}
    _send(connection, fresh, given)
    found = identity.Found()
    if articles:
        found = identity.identify(connection, fresh.items, given)
        contents.write_revisions(connection, articles, given)
        run(connection, "load_outcomes", survivors=found.survivors)
        newest = contents.newest(connection)
    run(connection, "load_items", **given)
    if articles:
        run(connection, "load_sightings")
        contents.write_links(connection, articles, newest)
    run(connection, "load_settle_found", **given)
    _note_failures(connection, fresh, paths or {}, site)
    if articles:
        run(connection, "load_changes", now=now, merged=found.merged, renamed=found.renamed)


def _without_recorded(connection: Connection, batch: Batch) -> Batch:
    """Return ``batch`` without the captures that are recorded: their items are duplicates.

    The site's row is held, so that nobody else records them meanwhile.
    """
    ids = [capture.id for capture in batch.captures]
    recorded = {row[0] for row in run(connection, "recorded_captures", capture_ids=ids)}
    if not recorded:
        return batch
    return Batch(
        captures=[capture for capture in batch.captures if capture.id not in recorded],
        items=[
            replace(item, content=None, outcome="duplicate_capture", reasons=())
            if item.capture_id in recorded
            else item
            for item in batch.items
        ],
    )


def _send(connection: Connection, batch: Batch, given: Mapping[str, Any]) -> None:
    """Send the captures to their table, and the items to where their articles are looked for."""
    _clear_staging(connection)
    keys = dedupe.page_keys(batch.items)
    common = [given["site"], given["run_id"], given["now"]]
    copy(
        connection,
        "ingest.capture",
        (*_CAPTURE, "site", "run_id", "recorded_at"),
        ([*(getattr(row, name) for name in _CAPTURE), *common] for row in batch.captures),
    )
    copy(connection, "staged_item", _ITEM, (_item_row(item, keys) for item in batch.items))


def _clear_staging(connection: Connection) -> None:
    size = run(connection, "staging_bytes").fetchone()
    is_large = size is not None and size[0] > _STAGING_BYTES_MAX
    run(connection, "stage_anew" if is_large else "clear_staging")


def _note_failures(
    connection: Connection, batch: Batch, paths: Mapping[UUID, tuple[str, ...]], site: str
) -> None:
    """Note which pages were asked for in vain: they are asked for again, later each time."""
    asked = {
        capture.id: capture.captured_at
        for capture in batch.captures
        if capture.kind == "page" and capture.reason not in _NOT_ASKED
    }
    in_vain = chain(
        paths.items(),
        ((item.capture_id, item.paths) for item in batch.items if item.outcome in _IN_VAIN),
    )
    failures = [(path, asked[key]) for key, given in in_vain if key in asked for path in given]
    if failures:
        run(
            connection,
            "load_failed_fetches",
            site=site,
            paths=[path for path, _ in failures],
            times=[at for _, at in failures],
        )


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
