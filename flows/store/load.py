"""Load a batch: COPY into staging, then set-based statements, all in the caller's transaction.

What the archive has already goes straight to its table; of the rest, the items are staged without
what they say, and contents are sent once it is known which of them are new. What each statement is
for stands in its file; here stands their order. It knows records, and nothing of where they come
from.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain
from operator import attrgetter
from typing import Any, Final
from uuid import UUID

from psycopg.types.array import ListBinaryDumper

from flows import dedupe
from flows.records import NOT_ASKED, Batch, CaptureRow, Item
from flows.store import contents, forgotten, identity, seen, storable
from flows.store.contents import Newest
from flows.store.corrections import Reread
from flows.store.statements import Connection, copy, run

_CAPTURE: Final = (
    "id", "kind", "state", "url", "status", "reason", "captured_at", "fetch_ms", "file",
    "file_offset", "file_bytes", "payload_sha256", "revisit_of",
)  # fmt: skip
_CAPTURE_OF: Final = attrgetter(*_CAPTURE)
_ITEM: Final = (
    "capture_id", "position", "outcome", "url", "paths", "page_key", "post_id", "origin",
    "captured_at", "modified_at", "content_sha256", "reasons", "doubted_sha256",
)  # fmt: skip
_TEMPORARY: Final = ("stage_item", "stage_alias", "stage_revision")
#: Beyond this, reading the dead rows of loads before takes longer than making the tables anew.
_STAGING_BYTES_MAX: Final = 2_000_000
#: What a page came to that has to be asked for again, unless it takes a password to read it: when
#: that is taken off, the lists tell of a change.
_IN_VAIN: Final = frozenset({"not_article", "quarantined", "page_part"})
_LOCKED: Final = ("password_page",)


def prepare(connection: Connection) -> None:
    """Make the staging tables of a connection, and bound what it waits for.

    Lists are sent to it in binary: as text, a list of hashes takes 200 times as long.
    """
    connection.adapters.register_dumper(list, ListBinaryDumper)
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
    reread: Reread | None = None,
) -> None:
    """Load ``batch`` as of ``now``, up to the change feed.

    ``paths`` are those of captures that yielded no item, by capture: what was asked for there has
    failed. ``reread`` extracts a stored capture again; without it, what another extractor read
    can't be told from an edit. The caller commits; nothing may be sent between this and the
    commit, since it ends with the lock of the change feed.
    """
    given = {"site": site, "run_id": run_id, "now": now}
    batch = forgotten.without(connection, storable.around(batch), site)
    fresh = _recorded(connection, batch, given)
    same = seen.again(connection, fresh.items, given)
    known = {(row.capture_id, row.item) for row in same}
    rest = [item for item in fresh.items if (item.capture_id, item.position) not in known]
    rest = storable.checked(rest)
    changed = _by_key(rest)
    found, newest = _load_rest(connection, rest, changed, given, reread)
    articles = _by_key(fresh.items)
    contents.write_links(connection, articles, [*same, *newest])
    _settle_found(connection, [*(articles[key] for key in known), *rest], site)
    _note_failures(connection, fresh.captures, rest, paths or {}, site)
    if changed:
        told = {"merged": found.merged, "renamed": found.renamed, "returned": found.returned}
        run(connection, "load_changes", now=now, **told)


def _by_key(items: Iterable[Item]) -> contents.Articles:
    """Return the items that show an article, by capture and position."""
    return {(item.capture_id, item.position): item for item in items if item.content}


def _load_rest(
    connection: Connection,
    items: Sequence[Item],
    articles: contents.Articles,
    given: dict[str, Any],
    reread: Reread | None,
) -> tuple[identity.Found, Sequence[Newest]]:
    """Load items of which the archive may not have all; return which show an article as it is."""
    found, newest = identity.Found(), list[Newest]()
    if not items:
        return found, newest
    _stage(connection, items)
    if articles:
        found = identity.identify(connection, items, given)
        contents.write_revisions(connection, articles, given, reread)
        run(connection, "load_outcomes", survivors=found.survivors, returned=found.returned)
        newest = contents.newest(connection)
    run(connection, "load_items", **given)
    if articles:
        run(connection, "load_sightings")
    return found, newest


def _recorded(connection: Connection, batch: Batch, given: Mapping[str, Any]) -> Batch:
    """Record the captures; return ``batch`` without those that were recorded before.

    Their items are duplicates.
    """
    if not batch.captures:
        return batch
    ids = [capture.id for capture in batch.captures]
    before = {row[0] for row in run(connection, "recorded_captures", ids=ids)}
    fresh = (capture for capture in batch.captures if capture.id not in before)
    copy(
        connection,
        "ingest.capture",
        (*_CAPTURE, "site", "run_id", "recorded_at"),
        ((*_CAPTURE_OF(capture), *map(given.get, ("site", "run_id", "now"))) for capture in fresh),
    )
    if not before:
        return batch
    return Batch(
        captures=[capture for capture in batch.captures if capture.id not in before],
        items=[
            replace(item, content=None, outcome="duplicate_capture", reasons=())
            if item.capture_id in before
            else item
            for item in batch.items
        ],
    )


def _stage(connection: Connection, items: Sequence[Item]) -> None:
    """Send items to where their articles are looked for."""
    _clear_staging(connection)
    keys = dedupe.page_keys(items)
    copy(connection, "staged_item", _ITEM, (_item_row(item, keys) for item in items))


def _clear_staging(connection: Connection) -> None:
    size = run(connection, "staging_bytes").fetchone()
    is_large = size is not None and size[0] > _STAGING_BYTES_MAX
    run(connection, "stage_anew" if is_large else "clear_staging")


def _settle_found(connection: Connection, items: Iterable[Item], site: str) -> None:
    """Note that what was listed has been fetched, where it was understood."""
    answers = list(_answers(item for item in items if not _is_in_vain(item)))
    if answers:
        paths, keys, times = zip(*answers, strict=True)
        run(
            connection,
            "load_settle_found",
            site=site,
            paths=list(paths),
            keys=list(keys),
            times=list(times),
        )


def _is_in_vain(item: Item) -> bool:
    return item.outcome in _IN_VAIN and item.reasons != _LOCKED


def _answers(items: Iterable[Item]) -> Iterator[tuple[str, str | None, datetime]]:
    for item in items:
        post_id = item.content.post_id if item.content else None
        key = None if post_id is None else f"id:{post_id}"
        yield from ((path, key, item.captured_at) for path in (*item.paths, *item.led_by))


def _note_failures(
    connection: Connection,
    captures: Iterable[CaptureRow],
    items: Iterable[Item],
    paths: Mapping[UUID, tuple[str, ...]],
    site: str,
) -> None:
    """Note which pages were asked for in vain: they are asked for again, later each time."""
    asked = {
        capture.id: capture.captured_at
        for capture in captures
        if capture.kind == "page" and capture.reason not in NOT_ASKED
    }
    in_vain = chain(
        paths.items(),
        ((item.capture_id, item.paths) for item in items if _is_in_vain(item)),
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
        keys.get((item.capture_id, item.position), "".join(item.paths[:1])),
        content.post_id if content else None,
        content.origin if content else None,
        item.captured_at,
        content.modified_at if content else None,
        content.sha256 if content else None,
        list(item.reasons),
        item.doubted_sha256,
    ]
