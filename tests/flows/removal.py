"""An article to remove on request, how it is removed, and what is left of it."""

import gzip
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid4, uuid5

import psycopg
from psycopg import sql

from crawler.captures import SavedPage, write_pages
from flows import db
from flows import forget as forgetting
from flows.importing.flow import import_files
from flows.importing.sources import Source
from flows.inspection import named
from flows.keeping import excising
from flows.keeping.shelf import shelf_of
from flows.load import again
from flows.store import captures
from tests.crawler.warcs import http, member, record, written
from tests.flows.world import Archive

SITE = "https://purnawarta.com"
AT = datetime(2025, 6, 1, 3, tzinfo=UTC)
NOW = datetime(2025, 7, 1, 3, tzinfo=UTC)
#: Stands in the title, the address and every paragraph of the article that goes.
MARK = "qwartal"
VICTIM = f"{SITE}/lainnya/{MARK}-dihapus"
ANOTHER_VICTIM = f"{SITE}/lainnya/{MARK}-juga"
OTHER = f"{SITE}/lainnya/tinggal"


def html(number: int, word: str) -> bytes:
    """A page whose every part says ``word``."""
    return (
        f'<html lang="id"><head><title>Kabar {word} Dari Pelabuhan Timur</title></head>'
        f'<body class="single postid-{number}"><article><h1>Kabar {word} Dari Pelabuhan Timur</h1>'
        f'<div class="entry-content"><p>Para nelayan {word} berkumpul di pelabuhan sejak pagi.</p>'
        f'<p>Baca Juga : <a href="/x/{word}">Cerita {word} Lain Yang Panjang</a></p><p>Mereka '
        f"menunggu {word} pulang dari laut.</p></div></article></body></html>"
    ).encode()


def take(archive: Archive, folder: Path, *urls: str, at: datetime = AT) -> dict[str, int]:
    """Import pages, as one WARC file; return what became of them."""
    path = folder / f"{uuid4()}.warc.gz"
    pages = [
        SavedPage(
            id=uuid4(),
            url=url,
            media_type="text/html",
            captured_at=at,
            body=html(79 if url == ANOTHER_VICTIM else 77, MARK)
            if MARK in url
            else html(78, "tenang"),
        )
        for url in urls
    ]
    write_pages(path, pages)
    return take_file(archive, path)


def brought(folder: Path) -> Path:
    """A mirror of the site: its feed with whole texts, a page of the section, both articles."""
    feed = http(f"<rss><item>{MARK}</item></rss>".encode(), "Content-Type: application/rss+xml")
    section = f'<html><body class="archive category"><ul><li>{MARK}</li></ul></body></html>'
    answers = {
        f"{SITE}/feed": feed, f"{SITE}/lainnya": http(section.encode()),
        OTHER: http(html(78, "tenang")), VICTIM: http(html(77, MARK)),
    }  # fmt: skip
    records = [
        record(answer, url=url, record_id=uuid5(NAMESPACE_URL, url))
        for url, answer in answers.items()
    ]
    return written(folder / "mirror.warc.gz", *map(member, records))


def take_file(archive: Archive, path: Path) -> dict[str, int]:
    """Import a file; return what became of what it holds."""
    (report,) = import_files(archive.settings, archive.url, [Source(path=path)], clock=lambda: NOW)
    return {count.outcome: count.items for count in report.outcomes}


def forget(archive: Archive, name: str = VICTIM, *, now: datetime = NOW) -> None:
    """Remove an article."""
    with db.connect(archive.url, name="test") as connection:
        shelf = shelf_of(archive.settings)
        victim = named.find(connection, archive.settings, name)
        connection.commit()
        forgetting.forget(connection, shelf, victim, reason="hak jawab", now=now)


def cut(archive: Archive) -> None:
    """Cut what is left to be cut, as the next load does."""
    with db.connect(archive.url, name="test") as connection:
        excising.cut(connection, shelf_of(archive.settings))


def traces(archive: Archive) -> list[str]:
    """Where the database and the files still tell of the article."""
    found = []
    with psycopg.connect(archive.url) as connection:
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'ingest'"
        ).fetchall()
        for (name,) in tables:
            query = "SELECT count(*) FROM {0} AS kept WHERE kept::text ILIKE {1}"
            row = connection.execute(
                sql.SQL(query).format(sql.Identifier("ingest", name), sql.Literal(f"%{MARK}%"))
            ).fetchone()
            if row and row[0]:
                found.append(name)
        connection.rollback()
    files = archive.home.rglob("*.warc*")
    return found + [
        file.name for file in files if MARK.encode() in gzip.decompress(file.read_bytes())
    ]


def is_readable(archive: Archive) -> bool:
    """Whether each capture that has a place can be read there."""
    with psycopg.connect(archive.url) as connection:
        rows = connection.execute("SELECT id FROM ingest.capture WHERE file IS NOT NULL").fetchall()
        kept = captures.kept(connection, [key for (key,) in rows])
        shelf = shelf_of(archive.settings)
        return all(again.capture(connection, shelf, where).id == key for key, where in kept.items())
