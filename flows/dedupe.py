"""What a batch holds twice, and what in it is the same. Pure.

Whether the archive holds it already, the archive says (``sql/queries/recorded_captures.sql``).
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from flows.records import Batch, CaptureRow, Item

T = TypeVar("T", bound=Hashable)


def deduped(captures: Iterable[CaptureRow], items: Iterable[Item]) -> Batch:
    """Return a batch in which each capture stands once.

    A record that stands twice in the WARC files of a batch is one capture; its items are counted
    once as well.
    """
    rows: dict[UUID, CaptureRow] = {}
    for capture in captures:
        rows.setdefault(capture.id, capture)
    once: dict[tuple[UUID, int], Item] = {}
    for item in items:
        once.setdefault((item.capture_id, item.position), item)
    return Batch(captures=tuple(rows.values()), items=tuple(once.values()))


def page_keys(items: Iterable[Item]) -> Mapping[tuple[UUID, int], str]:
    """Return a key for each item without a post id: equal where they share paths, however far.

    The key is the least of the paths, so that it does not hang on the order of the items.
    """
    nameless = [item for item in items if item.content and item.content.post_id is None]
    key_of = {path: group[0] for group in joined(item.paths for item in nameless) for path in group}
    return {(item.capture_id, item.position): key_of[item.paths[0]] for item in nameless}


def joined(groups: Iterable[Sequence[T]]) -> list[list[T]]:
    """Join groups that share a member; return the joined ones, each sorted.

    >>> joined([(1, 2), (3,), (2, 5)])
    [[1, 2, 5], [3]]
    """
    parent: dict[T, T] = {}

    def root(member: T) -> T:
        while (above := parent.setdefault(member, member)) != member:
            parent[member] = parent[above]
            member = above
        return member

    for group in groups:
        for member in group:
            parent[root(member)] = root(group[0])
    members: dict[T, list[T]] = {}
    for member in parent:
        members.setdefault(root(member), []).append(member)
    return sorted(sorted(group) for group in members.values())  # type: ignore[type-var]
