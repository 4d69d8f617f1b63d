"""Captures: where each lies, and which one holds what a page was when it was last seen."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from crawler.plan import Known
from flows.store.statements import Connection, rows, run


class Kept(NamedTuple):
    """Where a capture lies: below the captures' folder, so many bytes at a byte of a file."""

    url: str
    captured_at: datetime
    file: str
    file_offset: int
    file_bytes: int


class Read(NamedTuple):
    """A capture, and what the archive has read from it: NULL where that is no article."""

    kept: Kept
    content_sha256: bytes | None


def newest(connection: Connection, *, site: str, urls: Sequence[str], path: str) -> Kept | None:
    """Return the newest capture of a page, by its spellings or by its article's ``path``."""
    return rows(
        connection, "newest_capture", args_row(Kept), site=site, urls=list(urls), path=path
    ).fetchone()


def newest_of(connection: Connection, article_ids: Sequence[int]) -> dict[int, Kept]:
    """Return the newest captures of articles, by their numbers."""
    found = run(connection, "newest_of_articles", article_ids=list(article_ids))
    return {article_id: Kept(*where) for article_id, *where in found}


def parts(connection: Connection, *, site: str, path: str, at: datetime) -> dict[UUID, Kept]:
    """Return where further pages of the post at ``path`` lie, the nearest to ``at`` first."""
    found = run(connection, "kept_parts", site=site, path=path, at=at)
    return {capture_id: Kept(*where) for capture_id, *where in found}


def first_pages(connection: Connection, *, site: str, paths: Iterable[str]) -> dict[UUID, Read]:
    """Return what others captured at ``paths`` that further pages of a post may complete."""
    found = run(connection, "first_pages", site=site, paths=list(paths))
    return {capture_id: Read(Kept(*place), sha256) for capture_id, sha256, *place in found}


def kept(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, Kept]:
    """Return where captures lie, by their ids; those of which nothing was received are left out."""
    found = run(connection, "kept_captures", capture_ids=list(ids))
    return {capture_id: Kept(*where) for capture_id, *where in found}


def known(
    connection: Connection, site: str, urls: Sequence[str], paths: Sequence[str]
) -> dict[str, Known]:
    """Return, by URL, the captures that hold what these pages were when last seen.

    ``paths`` are the site-relative ones of ``urls``, in their order.
    """
    found = run(connection, "known_captures", site=site, urls=list(urls), paths=list(paths))
    return {
        asked: Known(id=key, url=url, captured_at=at, payload_sha256=sha256.hex())
        for asked, key, url, at, sha256 in found
    }
