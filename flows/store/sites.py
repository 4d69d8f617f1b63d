"""The sites in the archive: who may fetch, what listings told, and what to fetch next."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from psycopg.rows import args_row, class_row

from crawler.sites import Site
from flows import storable
from flows.db import DatabaseError
from flows.store import forgotten
from flows.store.statements import Connection, rows, run


class FencedError(DatabaseError):
    """Another run has taken the site over since this one began: its commit is refused."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """What the archive knows of a site as a run takes it; the attributes are its columns'."""

    fence: int
    robots: str | None
    robots_at: datetime | None
    first_contact_at: datetime | None
    cursor_at: datetime | None
    retry_at: datetime | None
    asked_at: datetime | None
    probed_at: datetime | None
    has_honest_feed: bool | None
    has_honest_pages: bool | None
    theme_sha256: bytes | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An entry of a listing, as it is recorded; the attributes are those of ``ingest.found``."""

    key: str
    post_id: int | None
    path: str
    url: str
    published_at: datetime | None
    modified_at: datetime | None

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "key": self.key,
            "post_id": self.post_id,
            "path": self.path,
            "url": self.url,
            "published_at": self.published_at.isoformat() if self.published_at else None,
            "modified_at": self.modified_at.isoformat() if self.modified_at else None,
        }


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


def try_lock(connection: Connection, site: str) -> bool:
    """Take the session lock of ``site``; False where somebody else holds it."""
    row = run(connection, "try_site_lock", site=site).fetchone()
    return bool(row and row[0])


def unlock(connection: Connection, site: str) -> None:
    """Give the session lock of ``site`` back."""
    run(connection, "release_site_lock", site=site)


def take(connection: Connection, site: Site) -> Taken:
    """Make the site's row where there is none, and take the next fencing number."""
    found = rows(
        connection, "take_site", class_row(Taken), site=site.name, base_url=site.base_url
    ).fetchone()
    assert isinstance(found, Taken)  # noqa: S101 (the statement returns a row in any case)
    return found


def ensure(connection: Connection, site: Site) -> None:
    """Make the site's row where there is none."""
    run(connection, "ensure_site", site=site.name, base_url=site.base_url)


def check_fence(connection: Connection, site: str, fence: int) -> None:
    """Hold the site's row until the commit.

    Raises:
        FencedError: the site has been taken over under a newer fencing number.

    """
    if hold(connection, site) != fence:
        message = f"another run has taken {site} over: this one stops, and commits nothing more"
        raise FencedError(message)


def hold(connection: Connection, site: str) -> int | None:
    """Hold the site's row until the commit, so that two loads of a site follow one another.

    Returns its fencing number.
    """
    row = run(connection, "lock_fence", site=site).fetchone()
    return None if row is None else int(row[0])


def record_robots(connection: Connection, site: str, robots: str, at: datetime) -> None:
    """Keep the robots.txt that was read."""
    run(connection, "record_robots", site=site, robots=_text(robots), at=at)


def robots(connection: Connection, site: str) -> str | None:
    """Return the robots.txt that was read last."""
    row = run(connection, "robots", site=site).fetchone()
    return None if row is None else row[0]


def record_retry_at(connection: Connection, site: str, retry_at: datetime | None) -> None:
    """Keep the time before which the site does not want to be asked."""
    run(connection, "record_retry_at", site=site, retry_at=retry_at)


def record_asked_at(connection: Connection, site: str, asked_at: datetime | None) -> None:
    """Keep when the site was last asked, by the clock of the machine that asked it."""
    run(connection, "record_asked_at", site=site, asked_at=asked_at)


def record_found(
    connection: Connection,
    site: str,
    entries: Iterable[Entry],
    *,
    channel: str,
    listed_at: datetime,
) -> None:
    """Record what a listing says. Of an entry that stands in it twice, the later is taken.

    What can't be stored is left out: the page would not be, either. An entry without a post's
    number is that of the post which its path is known to be of.
    """
    storable_ones = [entry for entry in entries if _is_storable(entry)]
    known = _identified(connection, site, storable_ones)
    once = {entry.key: entry for entry in forgotten.unlisted(connection, site, known)}
    text = json.dumps([entry.as_json() for entry in once.values()])
    given = {"site": site, "channel": channel, "listed_at": listed_at, "entries": text}
    run(connection, "record_found", **given)
    run(connection, "record_found_by", **given)


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


def _is_storable(entry: Entry) -> bool:
    texts = (entry.key, entry.path, entry.url)
    return (
        all(text == storable.text(text) for text in texts)
        and all(map(storable.is_path, texts[:2]))
        and storable.is_id(entry.post_id)
        and all(map(storable.is_time, (entry.published_at, entry.modified_at)))
    )


def record_contact(connection: Connection, site: str, *, read_at: datetime | None) -> None:
    """Move the site's cursor; at first contact, set its bounds.

    ``read_at`` is that of the last of the listings that were read to their end.
    """
    run(connection, "record_contact", site=site, read_at=read_at)


def _text(value: str | None) -> str | None:
    return None if value is None else storable.text(value)


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
        etag=_text(known.etag),
        last_modified=_text(known.last_modified),
        payload_sha256=known.payload_sha256,
        captured_at=known.captured_at,
    )


def due(connection: Connection, site: str, *, now: datetime, max_rows: int) -> list[Due]:
    """Return what to fetch next, the newest first."""
    return rows(connection, "due", args_row(Due), site=site, now=now, max_rows=max_rows).fetchall()


def is_segment_recorded(connection: Connection, name: str) -> bool:
    """Whether the captures of a segment are recorded already."""
    row = run(connection, "is_segment_recorded", name=name).fetchone()
    return bool(row and row[0])


def record_segment(connection: Connection, site: str, name: str, *, now: datetime) -> None:
    """Note that the captures of a segment are recorded, in this very transaction."""
    run(connection, "record_segment", name=name, site=site, now=now)
