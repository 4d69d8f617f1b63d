"""Pages that say what the archive has already: all that they change is when they were last seen.

The rules stand in ``load_seen_again``; here stands which pages are worth asking for. Whether a page
goes this way or the long one makes no difference to the archive.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from psycopg.rows import args_row

from flows import storable
from flows.records import Item
from flows.store.contents import Newest
from flows.store.statements import Connection, rows


def again(connection: Connection, items: Sequence[Item], given: Mapping[str, Any]) -> list[Newest]:
    """Record the items of such pages, and when their articles were last seen; return which."""
    asked = _asked(items)
    if not asked:
        return []
    contents = [item.content for item in asked if item.content]
    return rows(
        connection,
        "load_seen_again",
        args_row(Newest),
        site=given["site"],
        run_id=given["run_id"],
        capture_ids=[item.capture_id for item in asked],
        positions=[item.position for item in asked],
        urls=[item.url for item in asked],
        paths=[item.paths[0] for item in asked],
        captured=[item.captured_at for item in asked],
        post_ids=[content.post_id for content in contents],
        origins=[content.origin for content in contents],
        modified=[content.modified_at for content in contents],
        contents=[content.sha256 for content in contents],
    ).fetchall()


def _asked(items: Sequence[Item]) -> list[Item]:
    """Return the pages that state an id which no other page of the batch does, met at one path."""
    ids = Counter(item.content.post_id for item in items if item.content)
    return [
        item
        for item in items
        if item.content
        and item.content.post_id is not None
        and ids[item.content.post_id] == 1
        and len(item.paths) == 1
        and storable.is_id(item.content.post_id)
        and storable.is_time(item.content.modified_at)
    ]
