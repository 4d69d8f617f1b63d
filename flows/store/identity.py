"""Which article each item of a batch is of: by post id, by path, as a new one, or as two in one.

The rules stand in the statements; here stands their order, and what takes more than a statement.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from psycopg.rows import args_row

from flows.dedupe import joined
from flows.records import Item
from flows.store.statements import Connection, rows, run


class Rival(NamedTuple):
    """Two articles that were met at one path; ``is_open``: the other one has it now."""

    path: str
    article_id: int
    post_id: int | None
    other_id: int
    other_post_id: int | None
    is_open: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Merge:
    """Articles that are one, and the post id of that one."""

    survivor: int
    losers: tuple[int, ...]
    post_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What was found out about articles beside which items are theirs.

    Attributes:
        renamed: articles that have another post id than before.
        merged: articles that are no more, because they are one of the survivors.
        returned: articles that were gone, and are shown again.

    """

    renamed: Sequence[int] = ()
    merged: Sequence[int] = ()
    survivors: Sequence[int] = ()
    returned: Sequence[int] = ()


def identify(connection: Connection, items: Sequence[Item], given: dict[str, Any]) -> Found:
    """Find, or make, the article of each staged item; note the paths at which it was met."""
    run(connection, "load_identify_by_post_id", **given)
    renamed = [row[0] for row in run(connection, "load_adopt_provisional", **given)]
    run(connection, "load_new_articles", **given)
    if any(item.content and item.content.post_id is None for item in items):
        while run(connection, "load_identify_by_path", **given).rowcount:
            pass  # what was found by one path may be known by others
        run(connection, "load_new_provisional_articles", **given)
    run(connection, "load_windows")
    rivals = rows(connection, "load_rivals", args_row(Rival), **given).fetchall()
    merges = merges_of(rivals)
    if rivals:
        renamed += _settle(connection, rivals, merges, given)
    run(connection, "load_aliases", **given)
    returned = [row[0] for row in run(connection, "load_returns")]
    return Found(
        returned=returned,
        renamed=renamed,
        merged=[loser for merge in merges for loser in merge.losers],
        survivors=[merge.survivor for merge in merges],
    )


def _settle(
    connection: Connection,
    rivals: Sequence[Rival],
    merges: Sequence[Merge],
    given: dict[str, Any],
) -> list[int]:
    """Merge what is one, and say whose the paths are; return what has another post id now."""
    paths = {rival.path for rival in rivals}
    renamed: list[int] = []
    if merges:
        paths |= _merge(connection, merges, given)
        renamed = _rename(connection, merges)
    run(connection, "load_contested_windows", paths=sorted(paths), **given)
    run(connection, "load_close_aliases", **given)
    return renamed


def merges_of(rivals: Iterable[Rival]) -> list[Merge]:
    """Return which articles turn out to be one: those at one path of which one has no post id.

    Where that would join articles with different post ids, none of them is merged.
    """
    post_ids: dict[int, int | None] = {}
    pairs: list[tuple[int, int]] = []
    for rival in rivals:
        if rival.is_open and None in (rival.post_id, rival.other_post_id):
            post_ids |= {rival.article_id: rival.post_id, rival.other_id: rival.other_post_id}
            pairs.append((rival.article_id, rival.other_id))
    merges = []
    for survivor, *losers in joined(pairs):
        named = {post_ids[member] for member in (survivor, *losers)} - {None}
        if len(named) <= 1:
            merges.append(
                Merge(survivor=survivor, losers=tuple(losers), post_id=next(iter(named), None))
            )
    return merges


def _merge(connection: Connection, merges: Iterable[Merge], given: dict[str, Any]) -> set[str]:
    """Merge articles; return the paths of those that are no more."""
    pairs = [(loser, merge.survivor) for merge in merges for loser in merge.losers]
    folded = {
        "losers": [loser for loser, _ in pairs],
        "survivors": [survivor for _, survivor in pairs],
    }
    run(connection, "load_merge_stale_links", **folded)
    run(connection, "load_merge_links", **folded)
    return {row[0] for row in run(connection, "load_merge_articles", **folded, **given)}


def _rename(connection: Connection, merges: Iterable[Merge]) -> list[int]:
    """Give the survivors the post ids of their groups; return those that had another."""
    found = run(
        connection,
        "load_merge_survivors",
        survivors=[merge.survivor for merge in merges],
        post_ids=[merge.post_id for merge in merges],
    )
    return [row[0] for row in found]
