"""What a batch holds twice, what in it is the same, and what can't be. Pure.

Whether the archive holds it already, the archive says (``sql/queries/recorded_captures.sql``).
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """An article as a page showed it, or as it is stored, to be compared with others of its number.

    Attributes:
        key: of its item; None for what is stored.
        parts: the paragraphs, and what else the body has of the kind.
        is_certain: whether its number is known to be right.

    """

    key: tuple[UUID, int] | None
    paths: frozenset[str]
    title: str
    published_at: datetime | None
    parts: frozenset[str] = field(repr=False)
    is_certain: bool


def parts_of(body: str) -> frozenset[str]:
    """Return the paragraphs of a body, to be compared with others'."""
    return frozenset(body.split("\n\n")) - {""}


def strangers(shown: Sequence[Shown]) -> set[tuple[UUID, int]]:
    """Return the keys of those of one number that can't be the article which has it.

    An article moves, and is edited; that all of it becomes other at once, shows pages that state
    another one's number. Where nothing tells which of them states its own, none does.
    """
    names = {str(number): one for number, one in enumerate(shown)}
    met = [(name, *(f"at {path}" for path in one.paths)) for name, one in names.items()]
    alike = [pair for pair in combinations(names, 2) if are_alike(*map(names.__getitem__, pair))]
    articles = [
        [names[member] for member in group if member in names] for group in joined([*met, *alike])
    ]
    if len(articles) == 1:
        return set()
    others = (one for article in articles if not _is_known(article) for one in article)
    return {one.key for one in others if one.key is not None}


def _is_known(article: Iterable[Shown]) -> bool:
    return any(one.is_certain for one in article)


def are_alike(one: Shown, other: Shown) -> bool:
    """Whether two may be the same article at different times."""
    if one.published_at is None or other.published_at is None:
        return one.title == other.title or _share_text(one, other)
    is_same_time = one.published_at == other.published_at
    is_told = is_telling(one.published_at) or one.title == other.title
    return (is_same_time and is_told) or _share_text(one, other)


def is_telling(published_at: datetime) -> bool:
    """Whether a time tells an article from others: many come out at a full hour, or half past."""
    return bool(published_at.minute % 30 or published_at.second)


def _share_text(one: Shown, other: Shown) -> bool:
    """Whether half of the shorter text stands in the other."""
    least = min(len(one.parts), len(other.parts))
    return 0 < least <= 2 * len(one.parts & other.parts)


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
