"""Captures that the archive points at, one by one, each file opened once, and what they say.

It knows where captures lie, and that what belongs to one may lie with another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from typing import BinaryIO, Protocol, TypeVar

from crawler.captures import Capture, CaptureError, read_capture
from crawler.sites import Site
from flows.keeping.shelf import KeepingError, Shelf
from flows.load import again
from flows.load.items import item_of, lacks_a_page
from flows.records import Item
from flows.store.statements import Connection


class Place(Protocol):
    """Where a capture lies: below the place of the captures, at some bytes of a file."""

    @property
    def captured_at(self) -> datetime:
        """When the site showed it, as recorded: its record may name a time to come."""

    @property
    def file(self) -> str:
        """The file, by its path below that place."""

    @property
    def file_offset(self) -> int:
        """Its first byte."""

    @property
    def file_bytes(self) -> int:
        """How many bytes it has."""


PlaceT = TypeVar("PlaceT", bound=Place)
#: Why one can't be read.
Unread = CaptureError | KeepingError


def read_kept(
    connection: Connection, shelf: Shelf, site: Site, places: Sequence[PlaceT]
) -> Iterator[tuple[PlaceT, Item | Unread | None]]:
    """Give what each capture says, or why it can't be read; None where it is no page.

    ``places`` stand in the order of files.
    """
    for name, group in groupby(places, attrgetter("file")):
        of_file = list(group)
        try:
            file = shelf.open(name)
        except KeepingError as exc:
            yield from ((place, exc) for place in of_file)
            continue
        with file:
            for place in of_file:
                yield place, _read(connection, shelf, site, file, place)


def _read(
    connection: Connection, shelf: Shelf, site: Site, file: BinaryIO, place: Place
) -> Item | Unread | None:
    """Read one. Further pages are looked for once the first asks for them.

    To ask each page beforehand whether it has any would take it out of its coding twice.
    """
    try:
        found = again.with_own_body(connection, shelf, _capture(file, place))
        item = item_of(found, site)
        if item is not None and lacks_a_page(item):
            item = item_of(again.with_further(connection, shelf, found), site)
    except (CaptureError, KeepingError) as exc:
        return exc
    except OSError as exc:
        return KeepingError(f"{place.file} can't be read: {exc.strerror or exc}")
    return item


def _capture(file: BinaryIO, place: Place) -> Capture:
    file.seek(place.file_offset)
    found = read_capture(file.read(place.file_bytes), place.file, offset=place.file_offset)
    return replace(found, captured_at=place.captured_at.astimezone(UTC))
