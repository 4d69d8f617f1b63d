"""Pages that say what the archive has already: all that they change is when they were last seen.

The rules stand in ``load_seen_again``; here stands which pages are worth asking for. Whether a page
goes this way or the long one makes no difference to the archive.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from flows.records import Content, Item
from flows.store import storable
from flows.store.contents import Newest
from flows.store.statements import Connection, copy, run

_ITEM: Final = (
    "run_id", "capture_id", "position", "outcome", "url", "paths", "article_id", "origin",
    "captured_at", "modified_at", "content_sha256", "reasons",
)  # fmt: skip


def again(connection: Connection, items: Sequence[Item], given: Mapping[str, Any]) -> list[Newest]:
    """Record the items of such pages, and when their articles were last seen; return which."""
    asked = list(_asked(items))
    if not asked:
        return []
    found = run(
        connection,
        "load_seen_again",
        site=given["site"],
        paths=[item.paths[0] for item, _ in asked],
        captured=[item.captured_at for item, _ in asked],
        post_ids=[content.post_id for _, content in asked],
        origins=[content.origin for _, content in asked],
        contents=[content.sha256 for _, content in asked],
    )
    same = [(key, *asked[place - 1]) for place, key in found]
    copy(connection, "ingest.item", _ITEM, (_row(*row, given=given) for row in same))
    return [Newest(key, item.capture_id, item.position) for key, item, _ in same]


def _row(
    article_id: int, item: Item, content: Content, *, given: Mapping[str, Any]
) -> Sequence[Any]:
    return (
        given["run_id"],
        item.capture_id,
        item.position,
        "unchanged",
        item.url,
        list(item.paths),
        article_id,
        content.origin,
        item.captured_at,
        content.modified_at,
        content.sha256,
        [],
    )


def _asked(items: Sequence[Item]) -> Iterator[tuple[Item, Content]]:
    """Give the pages that state an id which no other page of the batch does, met at one path."""
    ids = Counter(item.content.post_id for item in items if item.content)
    for item in items:
        content = item.content
        if (
            content
            and content.post_id is not None
            and ids[content.post_id] == 1
            and len(item.paths) == 1
            and storable.is_id(content.post_id)
            and storable.is_time(content.modified_at)
        ):
            yield item, content
