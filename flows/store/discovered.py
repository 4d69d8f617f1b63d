"""What listings told, what is known of them, and what to fetch next because of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from psycopg.rows import args_row, class_row

from crawler.plan import Fetch, Listed, Named
from flows.records import Entry
from flows.store import forgotten, storable
from flows.store.statements import Connection, as_json, rows, run


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """What is known of a listing that was read to its end."""

    url: str
    etag: str | None
    last_modified: str | None
    payload_sha256: bytes
    captured_at: datetime


class Due(NamedTuple):
    """A page to fetch."""

    key: str
    url: str
    post_id: int | None
    modified_at: datetime | None

    def fetch(self) -> Fetch:
        """Return what to ask the crawler for."""
        listed = Listed(post_id=self.post_id, modified_at=self.modified_at)
        return Fetch(url=self.url, kind="page", listed=listed)


def record(
    connection: Connection,
    site: str,
    entries: Iterable[Entry],
    *,
    channel: str,
    listed_at: datetime,
) -> None:
    """Record what a listing says. Of an entry that stands in it twice, the later is taken.

    What can't be stored is left out. An entry without a post's number is that of the
    post which its path is known to be of. So is one of a feed, whose guids may be other posts'
    numbers, where REST names its path.
    """
    storables = list(filter(storable.is_entry, entries))
    if channel == "feed":
        storables = _renumbered(connection, site, storables)
    known = _identified(connection, site, storables)
    once = {entry.key: entry for entry in forgotten.unlisted(connection, site, known)}
    given = {"site": site, "channel": channel, "listed_at": listed_at}
    given["entries"] = as_json(once.values())
    run(connection, "record_found", **given)
    run(connection, "record_found_by", **given)


def _renumbered(connection: Connection, site: str, entries: list[Entry]) -> list[Entry]:
    """Give entries the numbers under which REST names their paths."""
    paths, numbers = [entry.path for entry in entries], [entry.post_id for entry in entries]
    named = named_by_rest(connection, site, paths, numbers)
    return [
        replace(entry, key=f"id:{named[entry.path].post_id}", post_id=named[entry.path].post_id)
        if entry.path in named
        else entry
        for entry in entries
    ]


def _identified(connection: Connection, site: str, entries: list[Entry]) -> list[Entry]:
    """Give entries that state no number the one that their path is known by.

    What was recorded by its path alone is folded into the entry of that number.
    """
    paths = [entry.path for entry in entries if entry.post_id is None]
    numbers = dict(run(connection, "listed_as", site=site, paths=paths).fetchall())
    numbers |= {entry.path: entry.post_id for entry in entries if entry.post_id is not None}
    if numbers:
        given = {"site": site, "paths": list(numbers), "post_ids": list(numbers.values())}
        run(connection, "fold_found", **given)
        run(connection, "fold_found_by", **given)
    return [
        replace(entry, key=f"id:{numbers[entry.path]}")
        if entry.post_id is None and entry.path in numbers
        else entry
        for entry in entries
    ]


def unread_entries(connection: Connection, site: str, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that no listing had named when they were last read to their end."""
    identified = _identified(connection, site, list(entries))
    keys = list({entry.key for entry in identified})
    known = {key for (key,) in run(connection, "known_entries", site=site, keys=keys)}
    return [entry for entry in identified if entry.key not in known]


def unmet_entries(connection: Connection, site: str, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries changed since first contact that nothing has named or shown before."""
    timed = [entry for entry in entries if entry.modified_at and storable.is_entry(entry)]
    paths, times = [entry.path for entry in timed], [entry.modified_at for entry in timed]
    unmet = {
        path for (path,) in run(connection, "unmet_entries", site=site, paths=paths, times=times)
    }
    return [entry for entry in timed if entry.path in unmet]


def record_contact(connection: Connection, site: str, *, read_at: datetime | None) -> None:
    """Move the site's cursor; at first contact, set its bounds.

    ``read_at`` is that of the last of the listings that were read to their end.
    """
    run(connection, "record_contact", site=site, read_at=read_at)


def listings(connection: Connection, site: str) -> dict[str, Listing]:
    """Return what is known of the listings that were read to their end, by their URLs."""
    found = rows(connection, "listings", class_row(Listing), site=site).fetchall()
    return {one.url: one for one in found}


def settle_listing(connection: Connection, site: str, known: Listing) -> None:
    """Note that all that a listing told of is recorded."""
    run(
        connection,
        "settle_listing",
        site=site,
        url=known.url,
        etag=None if known.etag is None else storable.text(known.etag),
        last_modified=None if known.last_modified is None else storable.text(known.last_modified),
        payload_sha256=known.payload_sha256,
        captured_at=known.captured_at,
    )


def due(connection: Connection, site: str, *, now: datetime, max_rows: int) -> list[Due]:
    """Return what to fetch next, the newest first."""
    return rows(connection, "due", args_row(Due), site=site, now=now, max_rows=max_rows).fetchall()


def named_by_rest(
    connection: Connection, site: str, paths: Sequence[str], post_ids: Sequence[int | None]
) -> dict[str, Named]:
    """Return which posts REST lists at ``paths``; ``post_ids`` are those they are asked for by."""
    found = run(connection, "named_by_rest", site=site, paths=list(paths), post_ids=list(post_ids))
    return {
        path: Named(post_id=post_id, published_at=published_at, modified_at=modified_at)
        for path, post_id, published_at, modified_at in found
    }
