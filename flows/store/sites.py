"""The sites in the archive: who may fetch from one, and what it has asked of us."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from psycopg.rows import args_row, class_row

from crawler.sites import Site
from flows.db import DatabaseError
from flows.store import storable
from flows.store.statements import Connection, rows, run


class FencedError(DatabaseError):
    """Another run has taken the site over since this one began: its commit is refused."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """What the archive knows of a site as a run takes it; the attributes are its columns'."""

    fence: int
    robots: str | None
    robots_at: datetime | None
    cursor_at: datetime | None
    retry_at: datetime | None
    asked_at: datetime | None
    has_honest_feed: bool | None
    has_honest_pages: bool | None
    theme_sha256: bytes | None


class Wishes(NamedTuple):
    """What a site has asked of us: the text of its robots.txt, and not to be asked before."""

    robots: str | None
    retry_at: datetime | None


def take(connection: Connection, site: Site) -> Taken | None:
    """Make the site's row where there is none, and take the next fencing number.

    None where the site of that name is another one: it was followed in another folder of its host,
    or at another port, and nobody says that it is the same.
    """
    given = {
        "site": site.name,
        "base_url": site.base_url,
        "folder": site.folder,
        "is_named": site.is_named,
    }
    found: Taken | None = rows(connection, "take_site", class_row(Taken), **given).fetchone()
    return found


def address(connection: Connection, site: str) -> str | None:
    """Return where a site was followed last; None where it has not been met yet."""
    row = run(connection, "site_address", site=site).fetchone()
    return None if row is None else row[0]


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
    run(connection, "record_robots", site=site, robots=storable.text(robots), at=at)


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


def wishes(connection: Connection, site: str) -> Wishes:
    """Return what a site has asked of us; nothing where it has not been met yet."""
    found: Wishes | None = rows(connection, "site_wishes", args_row(Wishes), site=site).fetchone()
    return found or Wishes(None, None)


def answer_s(connection: Connection, site: str) -> float:
    """Return how long a page of ``site`` takes to come, as of late; 0 where it is not known."""
    row = run(connection, "site_answer_ms", site=site).fetchone()
    return 0.0 if row is None or row[0] is None else float(row[0]) / 1000


def is_segment_recorded(connection: Connection, name: str) -> bool:
    """Whether the captures of a segment are recorded already."""
    row = run(connection, "is_segment_recorded", name=name).fetchone()
    return bool(row and row[0])


def record_segment(connection: Connection, site: str, name: str, *, now: datetime) -> None:
    """Note that the captures of a segment are recorded, in this very transaction."""
    run(connection, "record_segment", name=name, site=site, now=now)
