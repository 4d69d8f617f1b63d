"""Posts in several pages that others captured: each is one article, whatever came first.

The first of several pages waits until all else of an import is in the archive, where its further
pages are found. Those of earlier imports are read again when further pages come. So the order of
imports makes no difference, nor does one that was killed and is made again.
It knows captures and the store; which run they are of, the import knows.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from crawler import extract as extractor
from crawler.captures import Capture, CaptureError
from crawler.sites import Site
from flows.keeping.shelf import MissingError, Shelf
from flows.load import again
from flows.load.items import item_of, lacks_a_page
from flows.load.segment import row_of
from flows.normalise import site_path
from flows.records import Batch, CaptureRow, Item
from flows.store import captures, reprocess, strays
from flows.store.captures import Kept
from flows.store.statements import Connection

#: Captures that are read and loaded in one transaction.
_BATCH: Final = 200


@dataclass(kw_only=True, slots=True)
class Waiting:
    """What of a site waits for the end of an import.

    Attributes:
        first: captures of pages that are the first of several, by id.
        files: all in which each of those lies.
        paths: of posts of which further pages came.

    """

    site: Site
    first: dict[UUID, Kept] = field(default_factory=dict)
    files: dict[UUID, set[str]] = field(default_factory=dict)
    paths: set[str] = field(default_factory=set)

    def holds_back(self, one: Capture, item: Item | None, file: str) -> bool:
        """Keep a capture in ``file`` for the end where it is the first of several pages."""
        is_alone = one.kind == "import" and not one.parts  # not fetched with the further ones
        is_first = is_alone and item is not None and lacks_a_page(item)
        if is_first:
            place = Kept(one.url, one.captured_at, file, one.offset, one.length)
            self.first.setdefault(one.id, place)
            self.files.setdefault(one.id, set()).add(file)
        return is_first

    def note(self, items: Iterable[Item]) -> None:
        """Note of which posts further pages came."""
        self.paths |= {item.paths[0] for item in items if item.outcome == "page_part"}

    def lying(self, ids: Iterable[UUID]) -> list[tuple[UUID, str]]:
        """Return in which files captures lie that waited."""
        return [(key, file) for key in ids for file in self.files[key]]

    def turns(self) -> Iterator[tuple[dict[UUID, Kept], set[str]]]:
        """Give what waits, and the paths of the posts that it is of, some at a time.

        What may be a further page itself comes first. Last comes what waits for nothing: posts of
        which an earlier import brought the first pages.
        """
        waiting = sorted(self.first.items(), key=lambda one: not extractor.has_number(one[1].url))
        for start in range(0, len(waiting), _BATCH):
            some = dict(waiting[start : start + _BATCH])
            yield some, {site_path(place.url) for place in some.values()}
        yield {}, self.paths


def read_again(
    connection: Connection,
    shelf: Shelf,
    waiting: Waiting,
    turn: tuple[dict[UUID, Kept], set[str]],
    now: datetime,
) -> Batch:
    """Return what waited, and what is read otherwise since further pages came, settled.

    What the archive read of such a capture before counts no longer. To be called in the
    transaction that loads the batch.

    Raises:
        flows.keeping.shelf.KeepingError: the captures' place can't be reached.

    """
    first, paths = turn
    stored = captures.first_pages(connection, site=waiting.site.name, paths=paths)
    others = {key: read.kept for key, read in stored.items() if key not in waiting.first}
    rows: list[CaptureRow] = []
    items: list[Item] = []
    replaced: list[UUID] = []
    for key, place in (others | first).items():
        with suppress(CaptureError, MissingError):
            one = again.capture(connection, shelf, place)
            item = item_of(one, waiting.site)
            if key in stored and _differs(item, stored[key].content_sha256):
                replaced += [key] if stored[key].content_sha256 else []
            elif key in first:
                rows.append(row_of(one, place.file))
            else:
                continue
            items += [item] if item else []
    # while what the articles said still counts
    batch = strays.settled(connection, Batch(captures=rows, items=items), waiting.site.name)
    reprocess.replace(connection, replaced, now=now)
    return batch


def _differs(item: Item | None, before: bytes | None) -> bool:
    """Whether an article is read now, and another one than before."""
    return item is not None and item.content is not None and item.content.sha256 != before
