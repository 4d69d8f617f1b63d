"""Articles that were removed on request: how one goes, and how it is known again.

It knows rows; the files that their captures lie in, ``flows.keeping.excising`` knows.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, NamedTuple, TypeVar
from uuid import UUID, uuid4

from psycopg.rows import args_row

from flows.records import Batch, CaptureRow, Entry, Item
from flows.store import duplicates, search, sites, storable
from flows.store.history import Article
from flows.store.statements import Connection, rows, run

#: Stands where an address stood.
_NOWHERE: Final = "forgotten:"
#: Why a page is no article, where the site itself or the address says that it shows many, or what
#: is attached to one, often with its title and a part of its text.
_LISTS: Final = (
    *("home_page", "section_page", "tag_page", "author_page", "date_page", "archive_page"),
    *("search_page", "attachment_page"),
)


class Excision(NamedTuple):
    """Captures to cut out of a file; ``replacement`` is the file without them, once it is there.

    Empty where the whole file is to go.
    """

    file: str
    replacement: str | None
    capture_ids: list[UUID]


class Removal(NamedTuple):
    """A removal on request, as it stands beside the captures: nothing of what the article said."""

    id: UUID
    site: str
    post_id: int | None
    path_sha256: list[bytes]
    reason: str
    forgotten_at: datetime


Listed = TypeVar("Listed", bound=Entry)


@dataclass(frozen=True, slots=True)
class Stones:
    """What is known of a site's removed articles.

    Attributes:
        post_ids: their numbers.
        paths: SHA-256 of a path -> whether its article had a number.

    """

    post_ids: frozenset[int] = field(default_factory=frozenset)
    paths: Mapping[bytes, bool] = field(default_factory=dict)

    def cover(self, post_id: int | None, paths: Iterable[str]) -> bool:
        """Whether a page is of a removed article: by number, or by path where one has none."""
        if post_id in self.post_ids:
            return True
        found = (self.paths.get(hashlib.sha256(path.encode()).digest()) for path in paths)
        return any(numbered is False or (numbered and post_id is None) for numbered in found)


def hold(connection: Connection, victim: Article) -> None:
    """Hold an article, and all that is made of articles after a load, until the commit."""
    duplicates.lock(connection)
    sites.hold(connection, victim.site)
    run(connection, "hold_articles", article_ids=victim.article_ids)


def forget(connection: Connection, victim: Article, *, reason: str, now: datetime) -> Removal:
    """Remove an article from the archive; ``hold`` comes first, and ``tell`` last."""
    stone = uuid4()
    search.forget(connection, victim.article_ids)
    duplicates.forget(connection, victim.article_ids)
    run(
        connection,
        "forget_article",
        stone=stone,
        article_ids=victim.article_ids,
        survivor=victim.id,
        site=victim.site,
        reason=storable.text(reason),
        now=now,
    )
    return next(one for one in removals(connection) if one.id == stone)


def removals(connection: Connection) -> list[Removal]:
    """Return all that was removed on request."""
    return rows(connection, "removals", args_row(Removal)).fetchall()


def learn(connection: Connection, removal: Removal) -> None:
    """Learn of a removal from another database: what it removed does not come in from now on."""
    run(connection, "learn_removal", **removal._asdict())


def tell(connection: Connection, victim: Article, *, now: datetime) -> None:
    """Tell the change feed of it; nothing may be sent between this and the commit."""
    run(connection, "forget_change", survivor=victim.id, now=now)


def stones(connection: Connection, site: str) -> Stones | None:
    """Return what is known of a site's removed articles; None where it has none."""
    found = run(connection, "tombstones", site=site).fetchall()
    if not found:
        return None
    return Stones(
        post_ids=frozenset(post_id for post_id, _ in found if post_id is not None),
        paths={path: post_id is not None for post_id, paths in found for path in paths},
    )


def unlisted(connection: Connection, site: str, entries: Iterable[Listed]) -> list[Listed]:
    """Return entries of a listing without those of removed articles: they are not asked for."""
    known = stones(connection, site)
    return [
        entry for entry in entries if known is None or not known.cover(entry.post_id, [entry.path])
    ]


def without(connection: Connection, batch: Batch, site: str) -> Batch:
    """Return ``batch`` with nothing left of removed articles but that they were met.

    Their records are to be cut out of the files that they came in.
    """
    known = stones(connection, site)
    if known is None:
        return batch
    met = {item.capture_id for item in batch.items if _is_of(item, known)}
    if not met:
        return batch
    cut = [capture for capture in batch.captures if capture.id in met and capture.file is not None]
    run(
        connection,
        "add_excisions",
        files=[capture.file for capture in cut],
        capture_ids=[capture.id for capture in cut],
    )
    return Batch(
        captures=[_emptied(row) if row.id in met else row for row in batch.captures],
        items=[_refused(item) if _is_of(item, known) else item for item in batch.items],
    )


def _is_of(item: Item, known: Stones) -> bool:
    return known.cover(item.content.post_id if item.content else None, item.paths)


def _emptied(capture: CaptureRow) -> CaptureRow:
    return replace(
        capture,
        url=capture.url if capture.kind == "listing" else _NOWHERE,
        reason="forgotten",
        file=None,
        file_offset=None,
        file_bytes=None,
        payload_sha256=None,
    )


def _refused(item: Item) -> Item:
    return replace(
        item,
        url=_NOWHERE,
        paths=(),
        content=None,
        outcome="gone",
        reasons=("forgotten",),
        doubted_sha256=None,
    )


def excisions(connection: Connection) -> list[Excision]:
    """Return what is still to be cut out of which files."""
    return rows(connection, "excisions", args_row(Excision)).fetchall()


def excise_files(connection: Connection, files: Sequence[str]) -> None:
    """Note that whole files are to go, with all that lies there."""
    run(connection, "excise_files", files=list(files))


def excise_strays(connection: Connection, lying: Sequence[tuple[UUID, str]]) -> None:
    """Note that captures which rows place elsewhere, or nowhere, are to be cut where these lie."""
    run(
        connection,
        "excise_strays",
        files=[file for _, file in lying],
        capture_ids=[capture_id for capture_id, _ in lying],
    )


def excise_telling(connection: Connection, site: str, among: Sequence[UUID] | None = None) -> None:
    """Note that what may hold texts of a site's removed articles is to be cut, if it has any.

    ``among`` are the captures that are looked at; None for all.
    """
    if stones(connection, site) is not None:
        capture_ids = None if among is None else list(among)
        run(connection, "excise_telling", site=site, capture_ids=capture_ids, lists=list(_LISTS))


def move(connection: Connection, file: str, replacement: str, places: Mapping[int, int]) -> None:
    """Point the captures of ``file`` to where they lie in ``replacement``; note that it may go."""
    if places:
        run(
            connection,
            "move_captures",
            file=file,
            replacement=replacement,
            before=list(places),
            after=list(places.values()),
        )
    run(connection, "replace_excision", file=file, replacement=replacement)


def settle(connection: Connection, files: Sequence[str]) -> None:
    """Note that files are gone: nothing is left to be cut out of them."""
    run(connection, "settle_excision", files=list(files))
