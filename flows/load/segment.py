"""One WARC segment into the archive: read, understand, put away, load, in one transaction.

It knows captures, items and the store; nothing of the crawl that made the segment.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from crawler.captures import LISTINGS_SUFFIX, Capture, fetched_by
from crawler.discovery import robots_text
from crawler.sites import Site
from flows import dedupe
from flows.keeping import excising
from flows.keeping.shelf import Shelf
from flows.load import again
from flows.load.items import item_of
from flows.load.understanding import Told, Understood
from flows.records import CaptureRow, Item, State
from flows.runs.door import Door
from flows.store import forgotten, load, runs, sites, strays

#: Kinds that a flow acts on.
_ANSWERS: Final = frozenset({"listing", "probe"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """What a segment held beside articles: what the flow must act on.

    Attributes:
        answers: captures of listings and probes, in order.

    """

    answers: tuple[Capture, ...] = field(default=(), repr=False)


def load_segment(  # noqa: PLR0913 (what every segment of a run has in common)
    door: Door, path: Path, *, told: Told, run_id: UUID, captures: Shelf, now: datetime
) -> Loaded:
    """Load the segment at ``path``, of which ``told`` gives what it holds; put it in ``captures``.

    The file is in its place before the rows that point at it are committed, and leaves the spool
    after: killed at any moment, the next run finds the segment and does it again. One whose rows
    are there is not put there again: by now it may lie under another name, and lack what had to go.

    Raises:
        crawler.captures.CaptureError: the segment is damaged.
        flows.keeping.shelf.KeepingError: the captures' place can't be reached.
        flows.db.DatabaseError: the load did not commit.

    """
    understood = told()
    with door.transaction() as connection:
        is_recorded = sites.is_segment_recorded(connection, path.name)
        read = again.with_bodies(connection, captures, [one.capture for one in understood])
    if not is_recorded:
        file = _place_of(path.name, door.site.name)
        batch = dedupe.deduped(
            (row_of(capture, file) for capture in read), _items(understood, read, door.site)
        )
        captures.put(path, file)
        with door.transaction() as connection:
            runs.beat(connection, run_id, now=now)
            sites.record_segment(connection, door.site.name, path.name, now=now)
            newest_at = max((capture.captured_at for capture in read), default=None)
            sites.record_asked_at(connection, door.site.name, newest_at)  # the next ones are later
            _record_robots(door, read)
            load.load(
                connection,
                strays.settled(connection, batch, door.site.name),
                site=door.site.name,
                run_id=run_id,
                now=now,
                reread=again.reader(connection, captures, door.site),
            )
            forgotten.excise_telling(connection, door.site.name, [capture.id for capture in read])
    excising.cut(door.writer, captures)
    path.unlink()
    return Loaded(answers=tuple(capture for capture in read if capture.kind in _ANSWERS))


def _record_robots(door: Door, read: Iterable[Capture]) -> None:
    for capture in read:
        if capture.kind == "robots":
            text = robots_text(capture.status, capture.payload)
            if text is not None:
                robots = text.replace("\0", "")
                sites.record_robots(door.writer, door.site.name, robots, capture.captured_at)


def _items(understood: Iterable[Understood], read: Iterable[Capture], site: Site) -> Iterator[Item]:
    """Give the items of captures; what lay elsewhere of them has been ``read`` by now."""
    for one, capture in zip(understood, read, strict=True):
        item = item_of(capture, site) if one.is_part_of_more else one.item
        if item is not None:
            yield item


def row_of(capture: Capture, file: str) -> CaptureRow:
    """Return the row of a capture that lies in ``file``."""
    state = state_of(capture.status)
    return CaptureRow(
        id=capture.id,
        kind=capture.kind,
        state=state,
        url=capture.requested_url,
        status=capture.status or None,
        reason=f"http_{capture.status}" if state in {"refused", "failed"} else None,
        captured_at=capture.captured_at,
        fetch_ms=capture.fetch_ms,
        file=file,
        file_offset=capture.offset,
        file_bytes=capture.length,
        payload_sha256=capture.payload_sha256,
        revisit_of=capture.revisit_of,
    )


def state_of(status: int) -> State:
    """Return the state of a capture that was received, by its HTTP status."""
    fetched = fetched_by(status)
    return "parsed" if fetched == "fetched" else fetched


def _place_of(name: str, site: str) -> str:
    """Return where a segment lies below the captures' folder: by site and month.

    ``SITE-YYYYMMDDhhmmss-…`` names its month itself. What may expire lies apart.
    """
    stamp = name.removeprefix(f"{site}-")[:6]
    month = f"{stamp[:4]}-{stamp[4:]}" if stamp.isdigit() and len(stamp) == 6 else "imported"  # noqa: PLR2004
    kind = "/listings" if is_of_listings(name) else ""
    return f"{site}{kind}/{month}/{name}"


def is_of_listings(name: str) -> bool:
    """Whether a segment of that name holds what may expire, and nothing else."""
    return name.split(".warc", 1)[0].endswith(LISTINGS_SUFFIX)
