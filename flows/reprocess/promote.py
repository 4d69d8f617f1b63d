"""What an extractor on trial has read takes the place of what was read before, for good.

Captures go the way into the archive that they went when they were new, an article's together and
in one transaction; the site is taken for some seconds at a time. Killed at any moment, it goes on
where it was: what is loaded is noted with it.
"""

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final

from crawler.sites import Site
from flows.keeping import tombstones
from flows.keeping.shelf import Shelf, shelf_of
from flows.load import again
from flows.records import Batch, Item
from flows.reprocess.batch import ReprocessError, taken
from flows.reprocess.differences import KEPT
from flows.reprocess.kept import read_kept
from flows.reprocess.trial import Trial
from flows.runs.door import Door, open_door
from flows.store import doubts, load, reprocess, runs
from flows.store.reprocess import Promotion
from flows.store.statements import Connection

#: Captures loaded in one transaction.
_CAPTURES: Final = 200
#: A live run waits no longer than this, and a transaction.
_SLICE_S: Final = 45.0


def promote(trial: Trial) -> Iterator[int]:
    """Load what the extractor reads otherwise than the archive; give how many captures at a time.

    Raises:
        ReprocessError: a capture can't be read any more, or reads otherwise than in shadow.
        flows.runs.door.DoorTakenError: another run is at the site; the next run goes on from here.
        flows.db.DatabaseError: a load did not commit.

    """
    name, reader = trial.site.name, trial.reader
    todo = deque(_together(reprocess.to_promote(trial.archive, name, reader, kept=KEPT)))
    while todo:
        with open_door(trial.conninfo, trial.site, flow="reprocess") as door:
            until = time.monotonic() + _SLICE_S
            while todo and time.monotonic() < until:
                rows = todo.popleft()
                _load(trial, door, rows)
                yield len(rows)


def _together(found: Iterable[Promotion]) -> Iterator[Sequence[Promotion]]:
    """Give what is loaded in one transaction: never a part of an article's captures."""
    held: list[Promotion] = []
    for _, group in groupby(found, lambda row: row.article_id or row.id):
        of_article = list(group)
        if held and len(held) + len(of_article) > _CAPTURES:
            yield held
            held = []
        held = [*held, *of_article]
    if held:
        yield held


def _load(trial: Trial, door: Door, rows: Sequence[Promotion]) -> None:
    now, shelf = trial.clock(), shelf_of(trial.settings)
    with door.transaction() as connection:
        items = _items(connection, shelf, trial.site, rows)
        replaced = [item.capture_id for item in items if item.content]
        runs.beat(connection, trial.run_id, now=now)
        tombstones.share(connection, shelf)
        # while what the articles said still counts
        batch = doubts.settled(connection, Batch(captures=(), items=items), trial.site.name)
        reprocess.replace(connection, replaced, now=now)
        reprocess.promoted(connection, trial.reader, [row.id for row in rows], now=now)
        load.load(
            connection,
            batch,
            site=trial.site.name,
            run_id=trial.run_id,
            now=now,
            reread=again.reader(connection, shelf, trial.site),
        )


def _items(
    connection: Connection, shelf: Shelf, site: Site, rows: Sequence[Promotion]
) -> list[Item]:
    """Read captures as they were read in shadow."""
    in_files = sorted(rows, key=attrgetter("file", "file_offset"))
    items: list[Item] = []
    for row, read in read_kept(connection, shelf, site, in_files):
        if isinstance(read, Exception):
            raise ReprocessError(f"{read}: nothing more is promoted")
        item = taken(read)
        found = item.content.sha256 if item and item.content else None
        if item is None or found != row.sha256_after:
            name = item.url if item else f"{row.file} at byte {row.file_offset}"
            raise ReprocessError(f"{name} reads otherwise than in shadow: run it again")
        items.append(item)
    return items
