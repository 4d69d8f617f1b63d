"""Which pages of a batch replace nothing, as they show something else than what is stored there.

The rules stand in ``flows.dedupe.strays``; here stands what the archive is asked for. A page that
says what is stored already, costs no text. The texts of those in doubt are noted with their items,
so that they are known when they come again, in whatever run.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from psycopg.rows import args_row

from flows.dedupe import strays
from flows.dedupe.said import Article, Said
from flows.records import Batch, Item
from flows.store import doubts, storable
from flows.store.statements import Connection, rows, run


class Known(NamedTuple):
    """An article that pages may be of: its paths, and the hashes of its contents."""

    id: int
    post_id: int | None
    paths: list[str]
    contents: list[bytes]


def settled(connection: Connection, batch: Batch, site: str) -> Batch:
    """Return ``batch`` with such pages in quarantine, and without numbers of others.

    ``flows.store.doubts.settled`` alone is for what was loaded before, or a person vouches for.
    """
    batch = doubts.settled(connection, batch, site)
    judgement = strays.Judgement(batch.items, _stored(connection, batch.items, site))
    wrong = judgement.found(*_known_texts(connection, judgement.wanted, site))
    items = [*batch.items]
    for place, key in judgement.keys.items():
        items[place] = replace(items[place], doubted_sha256=key)
    for place, reason in wrong.items():
        items[place] = replace(items[place], content=None, outcome="quarantined", reasons=(reason,))
    return replace(batch, items=items)


def _known_texts(
    connection: Connection, wanted: Collection[bytes], site: str
) -> tuple[Mapping[bytes, Collection[str]], Collection[bytes]]:
    """Return where texts stand, by the least path of the article there; and which are accepted."""
    seen = defaultdict[bytes, set[str]](set)
    if not wanted:
        return seen, ()
    given = {"site": site, "keys": sorted(wanted)}
    for key, path in run(connection, "seen_alike", **given):
        seen[key].add(path)
    return seen, {key for (key,) in run(connection, "accepted_alike", **given)}


def _stored(
    connection: Connection, items: Sequence[Item], site: str
) -> Mapping[int, Sequence[Article]]:
    """Return the articles that items may be of, by their places, where what these say is new."""
    known = _known(connection, items, site)
    owners = {place: [*_owners(item, known)] for place, item in enumerate(items) if item.content}
    owners = {place: of for place, of in owners.items() if not _is_said(items[place], of)}
    wanted = {one.id: one for of in owners.values() for one in of}
    articles = _articles(connection, wanted)
    return {place: [articles[one.id] for one in of] for place, of in owners.items()}


def _known(connection: Connection, items: Sequence[Item], site: str) -> list[Known]:
    paths = {path for item in items if item.content for path in item.paths}
    numbers = {item.content.post_id for item in items if item.content} - {None}
    if not paths:
        return []
    return rows(
        connection,
        "known_at",
        args_row(Known),
        site=site,
        paths=sorted(filter(storable.can_be_asked, paths)),
        post_ids=sorted(filter(storable.is_id, numbers)),
    ).fetchall()


def _owners(item: Item, known: Collection[Known]) -> Iterator[Known]:
    """Give the articles that an item may be of: that of its number, else those at its paths.

    A new number is that of a new article, unless the one at its path has none.
    """
    number = item.content.post_id if item.content else None
    numbered = [one for one in known if number is not None and one.post_id == number]
    yield from numbered or (
        one
        for one in known
        if item.content
        and (number is None or one.post_id is None)
        and not set(item.paths).isdisjoint(one.paths)
    )


def _is_said(item: Item, owners: Collection[Known]) -> bool:
    return item.content is not None and any(item.content.sha256 in one.contents for one in owners)


def _articles(connection: Connection, known: Mapping[int, Known]) -> Mapping[int, Article]:
    """Return what articles said, by their numbers in the archive."""
    said: dict[int, list[Said]] = {article_id: [] for article_id in known}
    found = run(connection, "said_before", article_ids=list(known)) if known else ()
    for article_id, title, published_at, body, authors in found:
        one = Said(title=title, body=body, authors=authors, published_at=published_at)
        said[article_id].append(one)
    return {
        article_id: Article(
            paths=frozenset(one.paths),
            said=said[article_id],
            is_stated=one.post_id is not None or any(text.is_signed for text in said[article_id]),
        )
        for article_id, one in known.items()
    }
