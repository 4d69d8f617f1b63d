"""What a worker does: read a batch of captures again, and record what would change.

A batch is read and recorded as a whole or not at all, and what is recorded is not read again: a
worker may be killed, and a batch given out twice. It takes no lock and changes no article.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from uuid import UUID

from psycopg.types.array import ListBinaryDumper

from crawler.sites import Site
from flows import db
from flows.keeping.shelf import shelf_of
from flows.records import Item
from flows.reprocess.differences import Difference, compared
from flows.reprocess.kept import read_kept
from flows.reprocess.reader import reader
from flows.settings import Settings
from flows.store import reprocess, storable
from flows.store.reprocess import Before, Piece, Shadow, Stored
from flows.store.statements import Connection

#: Pages of a batch: some seconds of work, beside which a task's 100 ms do not count.
PAGES: Final = 1_000


class ReprocessError(RuntimeError):
    """Captures can't be read again as they were asked to be; the message says what to do."""


class Reading(NamedTuple):
    """A capture as the archive reads it, and as this extractor does; None where that is no page."""

    stored: Stored
    item: Item | None


@dataclass(frozen=True, slots=True)
class Readings:
    """What captures came to.

    Attributes:
        same: those that say what the archive says.
        others: those that may not.
        problems: how many could not be read, by the reason.

    """

    same: list[Stored] = field(default_factory=list)
    others: list[Reading] = field(default_factory=list)
    problems: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """What a worker is given; ``reader`` is the extractor that it must be."""

    site: str
    reader: str
    capture_ids: Sequence[UUID]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """What a batch came to: pages that were read, and what could not be, with its reason."""

    read: int = 0
    unread: int = 0
    problems: Sequence[str] = ()


def batches(pieces: Sequence[Piece], *, site: str, reader: str) -> Iterator[Batch]:
    """Give pieces as batches: segments together, until there is enough to do."""
    held: list[UUID] = []
    for piece in pieces:
        if held and len(held) + len(piece.capture_ids) > PAGES:
            yield Batch(site=site, reader=reader, capture_ids=held)
            held = []
        held = [*held, *piece.capture_ids]
    if held:
        yield Batch(site=site, reader=reader, capture_ids=held)


def read_batch(settings: Settings, conninfo: str, site: Site, batch: Batch) -> Tally:
    """Read a batch in shadow.

    Raises:
        ReprocessError: this is not the extractor that was asked for.
        flows.db.DatabaseError: the database can't be used; nothing of the batch is recorded.

    """
    if (mine := reader(site)) != batch.reader:
        message = f"a worker has the extractor {mine}, not {batch.reader}: give all the same"
        raise ReprocessError(message)
    with db.session(conninfo, name="reprocess", autocommit=True) as connection:
        connection.adapters.register_dumper(list, ListBinaryDumper)
        stored = reprocess.captures(connection, batch.reader, batch.capture_ids)
        done = read(connection, settings, site, stored)
        shadows = [_same(row) for row in done.same]
        shadows += [_shadow(*row) for row in compare(connection, batch.site, done.others)]
        reprocess.record(connection, batch.site, batch.reader, shadows)
    return Tally(read=len(shadows), unread=done.problems.total(), problems=tuple(done.problems))


def read(
    connection: Connection, settings: Settings, site: Site, stored: Sequence[Stored]
) -> Readings:
    """Read captures with this extractor. Of contents that are the same, nothing is kept."""
    done = Readings()
    for row, item in read_kept(connection, shelf_of(settings), site, stored):
        if isinstance(item, Exception):
            done.problems[str(item)] += 1
        elif item and item.content and item.content.sha256 == row.content_sha256:
            done.same.append(row)
        else:
            done.others.append(Reading(row, taken(item)))
    return done


def taken(item: Item | None) -> Item | None:
    """Return what the archive takes of an item; what it would refuse is in quarantine."""
    return None if item is None else storable.checked([item])[0]


def compare(
    connection: Connection, site: str, readings: Sequence[Reading]
) -> Iterator[tuple[Reading, Before | None, Sequence[Difference]]]:
    """Compare readings with the archive, which is asked only for contents that differ."""
    differing = {row.content_sha256 for row, _ in readings if row.content_sha256}
    known = reprocess.contents(connection, site, differing) if differing else {}
    for reading in readings:
        before = known.get(reading.stored.content_sha256 or b"")
        yield reading, before, compared(reading.stored, before, reading.item)


def _same(row: Stored) -> Shadow:
    return Shadow(
        capture_id=row.id,
        classes=(),
        sha256_before=row.content_sha256,
        sha256_after=row.content_sha256,
        version_before=None,
    )


def _shadow(reading: Reading, before: Before | None, found: Sequence[Difference]) -> Shadow:
    after = reading.item.content if reading.item else None
    return Shadow(
        capture_id=reading.stored.id,
        classes=[difference.name for difference in found],
        sha256_before=reading.stored.content_sha256,
        sha256_after=after.sha256 if after else None,
        version_before=before.extractor_version if before else None,
    )
