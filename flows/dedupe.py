"""What a batch holds twice. Pure.

Whether the archive holds it already, the archive says (``sql/queries/load_captures.sql``).
"""

from collections.abc import Iterable

from flows.records import Batch, CaptureRow, Item


def deduped(captures: Iterable[CaptureRow], items: Iterable[Item]) -> Batch:
    """Return a batch in which each capture stands once.

    A record that stands twice in the WARC files of a batch is one capture; its items are counted
    once as well.
    """
    first = {capture.id: capture for capture in reversed(list(captures))}
    once = {(item.capture_id, item.position): item for item in reversed(list(items))}
    return Batch(captures=tuple(reversed(first.values())), items=tuple(reversed(once.values())))
