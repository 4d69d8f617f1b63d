"""An article that is removed on request is gone, everywhere, and does not come back."""

import gzip
import io
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from crawler.captures import Page, write_pages
from flows import again, db, excising
from flows import forget as forgetting
from flows.importing.flow import import_files
from flows.importing.sources import Source
from flows.inspection import named
from flows.keeping import Folder, shelf_of
from flows.records import Batch
from flows.store import captures, forgotten
from flows.store.statements import statement
from tests.crawler.warcs import http, member, record, written
from tests.flows import archive as archives
from tests.flows.world import Archive, Said, World

SITE = "https://purnawarta.com"
AT = datetime(2025, 6, 1, 3, tzinfo=UTC)
NOW = datetime(2025, 7, 1, 3, tzinfo=UTC)
#: Stands in the title, the address and every paragraph of the article that goes.
MARK = "qwartal"
VICTIM = f"{SITE}/lainnya/{MARK}-dihapus"
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
        Page(
            id=uuid4(),
            url=url,
            media_type="text/html",
            captured_at=at,
            body=html(77, MARK) if MARK in url else html(78, "tenang"),
        )
        for url in urls
    ]
    write_pages(path, pages)
    return take_file(archive, path)


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


def test_nothing_is_left_of_it(archive: Archive, tmp_path: Path) -> None:
    """Neither in a table nor in a file; the others stay, and can be read again."""
    take(archive, tmp_path, OTHER, VICTIM)
    take(archive, tmp_path, VICTIM, at=AT + timedelta(days=1))
    assert len(traces(archive)) > 9
    forget(archive)
    assert traces(archive) == []
    assert archive.ailments() == {}
    assert is_readable(archive)
    assert [row["url"] for row in archive.rows("SELECT url FROM warta.articles")] == [OTHER]
    assert archive.rows("SELECT url FROM warta.as_of(%s)", NOW) == [{"url": OTHER}]
    assert archive.rows("SELECT reason, post_id FROM warta.forgotten_articles") == [
        {"reason": "hak jawab", "post_id": 77}
    ]


def test_a_file_that_held_nothing_else_goes(archive: Archive, tmp_path: Path) -> None:
    """Though a record is left that says which program wrote it."""
    told = record(b"software: x\r\n", kind="warcinfo", url=None, record_id=uuid4())
    shown = record(http(html(77, MARK)), url=VICTIM)
    take_file(archive, written(tmp_path / "a.warc.gz", member(told), member(shown)))
    forget(archive)
    assert list((archive.home / "captures").rglob("*.warc*")) == []


TOLD = """
INSERT INTO ingest.finding (run_id, site, aspect, level, finding, advice, found_at)
SELECT id, site, 'page', 'bad', 'unclear', 'look at it: warta inspect ' || %(url)s, started_at
FROM ingest.run LIMIT 1;
INSERT INTO ingest.incident (site, cause, subject, message, opened_at, last_seen_at)
SELECT site, 'crawler_failed', '', 'died at ' || %(url)s, started_at, started_at
FROM ingest.run LIMIT 1;
INSERT INTO ingest.shadow (reader, capture_id, site, classes, sha256_before)
SELECT 'on trial', item.capture_id, site, '{title}', content_sha256
FROM ingest.item INNER JOIN ingest.run ON run.id = run_id;
UPDATE ingest.run SET reason = 'refused: ' || %(url)s
"""


def test_what_was_received_in_vain_and_told_of_it_goes_as_well(
    archive: Archive, tmp_path: Path
) -> None:
    """A page that failed and was kept, a probe; findings, incidents, trials and reasons of runs."""
    take(archive, tmp_path, VICTIM, OTHER)
    path = VICTIM.removeprefix(SITE)
    with psycopg.ClientCursor(psycopg.connect(archive.url)) as cursor:
        cursor.execute(TOLD, {"url": VICTIM})
        cursor.connection.commit()
        failed = [archives.captured(uuid4(), f"{path}{end}", hour=1) for end in ("", "/", "?amp=1")]
        failed = [replace(row, state="failed", status=500, kind="probe") for row in failed]
        run_id = archives.begin(cursor.connection)
        archives.put_batch(cursor.connection, run_id, Batch(captures=failed, items=[]))
        cursor.connection.close()
    assert {"capture", "finding", "incident", "run"} <= set(traces(archive))
    forget(archive)
    assert traces(archive) == []
    assert archive.value("SELECT count(*) FROM ingest.shadow") == 1
    assert is_readable(archive)


def test_no_listing_keeps_its_text(world: World) -> None:
    """Feeds may hold it whole, and go on to; what is captured as pages stays."""
    world.run()
    kept = "SELECT count(*) FROM ingest.capture WHERE file IS NOT NULL AND kind = 'listing'"
    assert world.value(kept) > 0
    before = world.value("SELECT count(*) FROM warta.articles")
    victim = str(world.value("SELECT min(id) FROM warta.articles"))
    world.site.wordpress.advance(hours=1)
    forget(world, victim, now=world.now())
    assert world.value(kept) == 0
    assert list((world.home / "captures").rglob("*-listings*")) == []
    world.site.wordpress.publish()
    assert world.run().verdict.state == "ok"
    assert list((world.home / "captures").rglob("*-listings*")) == []
    assert world.value("SELECT count(*) FROM warta.articles") == before
    assert world.ailments() == {}
    assert is_readable(world)


REFERRING = """
SELECT DISTINCT relname FROM pg_constraint INNER JOIN pg_class ON pg_class.oid = conrelid
WHERE contype = 'f' AND confrelid IN ('ingest.article'::regclass, 'ingest.revision'::regclass)
"""


def test_every_table_that_tells_of_articles_is_thought_of(archive: Archive) -> None:
    """Whoever adds one has its rows removed as well."""
    statements = "".join(statement(f"forget_{name}") for name in ("article", "search", "sketches"))
    tables = [row["relname"] for row in archive.rows(REFERRING)]
    assert "revision" in tables
    assert [name for name in tables if f" ingest.{name}\n" not in statements] == []


def test_the_digest_is_that_of_an_archive_that_never_had_it(
    archive: Archive, databases: Callable[[], str], tmp_path: Path
) -> None:
    """What is left is what the others say."""
    never = Archive(url=databases(), home=tmp_path / "never")
    take(never, tmp_path, OTHER)
    take(archive, tmp_path, VICTIM, OTHER)
    forget(archive)
    assert archive.digest() == never.digest()


def test_the_feed_says_so(archive: Archive, tmp_path: Path) -> None:
    """Once, as the last change of the article; the rows before stay."""
    take(archive, tmp_path, VICTIM)
    number = archive.value("SELECT id FROM warta.articles")
    forget(archive, str(number))
    rows = archive.rows("SELECT seq, article_id, revision, operation FROM warta.changes")
    assert [tuple(row.values()) for row in rows] == [
        (1, number, 1, "insert"),
        (2, number, None, "forget"),
    ]


def test_an_import_does_not_bring_it_back(archive: Archive, tmp_path: Path) -> None:
    """Neither the same file, nor another capture, nor one at another address of the same post."""
    path = tmp_path / "a.warc.gz"
    body = html(77, MARK)
    page = Page(id=uuid4(), url=VICTIM, media_type="text/html", captured_at=AT, body=body)
    write_pages(path, [page])
    take_file(archive, path)
    forget(archive)
    assert take_file(archive, path) == {"duplicate_capture": 1}
    assert traces(archive) == []
    assert take(archive, tmp_path, VICTIM, OTHER) == {"gone": 1, "inserted": 1}
    assert take(archive, tmp_path, f"{SITE}/lain/{MARK}-pindah") == {"gone": 1}
    assert traces(archive) == []
    assert archive.ailments() == {}
    assert is_readable(archive)


def test_a_crawl_does_not_even_ask_for_it(world: World) -> None:
    """Also when the site changes it; and the run is as good as any."""
    world.run()
    post = world.site.wordpress.live()[0]
    forget(world, world.value("SELECT url FROM warta.articles WHERE post_id = %s", post.id))
    world.site.wordpress.advance(hours=1)
    world.site.wordpress.edit(post.id)
    before = len(world.site.log.entries)
    assert world.run().verdict.state == "ok"
    asked = [entry.path for entry in world.site.log.entries[before:]]
    assert asked
    assert not [path for path in asked if post.slug in path]
    assert world.rows("SELECT id FROM warta.articles WHERE post_id = %s", post.id) == []
    assert world.ailments() == {}


class StruckError(Exception):
    """The process was killed here."""


@pytest.mark.parametrize(
    ("target", "name"),
    [
        (excising, "excise"),
        (Folder, "put"),
        (forgotten, "move"),
        (Folder, "remove"),
        (forgotten, "settle"),
    ],
    ids=["before_the_file", "before_its_place", "before_the_rows", "before_the_end", "at_the_end"],
)
@pytest.mark.parametrize("is_next_a_load", [False, True], ids=["forget", "load"])
def test_a_removal_that_was_killed_is_finished(  # noqa: PLR0913, PLR0917 (fixtures, and cases)
    archive: Archive,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    target: object,
    name: str,
    is_next_a_load: bool,  # noqa: FBT001
) -> None:
    """By the next one, or by the next load; and at no time does a row point to nothing."""
    take(archive, tmp_path, VICTIM, OTHER)

    def strike(*_given: object, **_named: object) -> None:
        raise StruckError

    with monkeypatch.context() as patched, suppress(StruckError):
        patched.setattr(target, name, strike)
        forget(archive)
    assert is_readable(archive)
    assert list(archive.ailments()) == ["excisions_left"]
    if is_next_a_load:
        take(archive, tmp_path, f"{SITE}/lainnya/baru")
    else:
        with db.connect(archive.url, name="test") as connection:
            excising.cut(connection, shelf_of(archive.settings))
    assert traces(archive) == []
    assert archive.ailments() == {}
    assert is_readable(archive)


def test_the_command_asks_first(
    archive: Archive,
    warta: Callable[..., Said],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And does nothing without a yes; what it can't find, it says."""
    take(archive, tmp_path, VICTIM)
    for typed, code, told in (("", 2, "[y/N]: "), ("n\n", 0, "nothing was removed\n")):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        asked = warta("forget", VICTIM, "--reason", "hak jawab")
        assert (asked.code, asked.out.endswith(told)) == (code, True)
    assert len(archive.rows("SELECT id FROM warta.articles")) == 1
    done = warta("forget", VICTIM, "--reason", "hak jawab", "--yes")
    assert (done.code, done.out.splitlines()[-1]) == (0, "forgotten")
    again_ = warta("forget", VICTIM, "--reason", "hak jawab", "--yes")
    assert again_.code == 2
    assert "has no article" in again_.err


@pytest.mark.parametrize("given", ["999", "9" * 40, f"{SITE}/tidak-ada", "tidak ada", ""])
def test_what_names_no_article_is_refused(warta: Callable[..., Said], given: str) -> None:
    """In one line, with exit code 2."""
    said = warta("forget", given, "--reason", "x", "--yes")
    assert said.code == 2
    assert "Traceback" not in said.err


@pytest.mark.parametrize("is_next_a_load", [False, True], ids=["forget", "load"])
def test_listings_go_though_the_removal_was_killed(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    is_next_a_load: bool,  # noqa: FBT001 (a case)
) -> None:
    """They are noted with the removal itself, as what is cut out of pages is."""
    world.run()
    captures = world.home / "captures"
    listings = {path.name for path in captures.rglob("*-listings*")}
    assert listings
    victim = str(world.value("SELECT min(id) FROM warta.articles"))
    world.site.wordpress.advance(hours=1)

    def strike(*_given: object, **_named: object) -> None:
        raise StruckError

    with monkeypatch.context() as patched, suppress(StruckError):
        patched.setattr(Folder, "remove", strike)
        forget(world, victim, now=world.now())
    assert list(world.ailments()) == ["excisions_left"]
    assert is_readable(world)
    if is_next_a_load:
        world.site.wordpress.publish()
        world.run()
    else:
        with db.connect(world.url, name="test") as connection:
            excising.cut(connection, shelf_of(world.settings))
    assert listings & {path.name for path in captures.rglob("*-listings*")} == set()
    assert world.ailments() == {}
