"""An article that is removed on request is gone, everywhere, and does not come back."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from flows.records import Batch
from flows.store import forgotten
from flows.store.statements import statement
from tests.flows import archive as archives
from tests.flows.removal import (
    AT,
    NOW,
    OTHER,
    SITE,
    VICTIM,
    forget,
    is_readable,
    take,
    traces,
)
from tests.flows.world import Archive, Said, World


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


def test_nobody_waits_for_the_feed_while_files_are_looked_for(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its counter, which all sites share, is taken last: the rest takes minutes in a large one."""
    take(archive, tmp_path, VICTIM)
    excise_telling = forgotten.excise_telling

    def looked_for(*given: Any) -> None:
        excise_telling(*given)
        archive.rows("SELECT FROM ingest.change_counter FOR UPDATE NOWAIT")

    monkeypatch.setattr(forgotten, "excise_telling", looked_for)
    forget(archive)
    last = archive.rows("SELECT operation::text FROM warta.changes ORDER BY seq DESC LIMIT 1")
    assert last == [{"operation": "forget"}]


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


def test_no_page_of_no_article_keeps_its_text(world: World) -> None:
    """Such as the home page that stood in for another; what proves that one is gone stays."""
    wordpress = world.site.wordpress
    kept = """
    SELECT array_agg(DISTINCT status) FROM ingest.item
    INNER JOIN ingest.capture ON capture.id = capture_id
    WHERE outcome = 'not_article' AND file IS NOT NULL
    """

    def stand_in() -> None:
        wordpress.advance(hours=1)
        world.site.misbehave("home_instead", path=wordpress.publish().path)
        world.run()

    world.run()
    wordpress.delete(wordpress.live()[1])
    stand_in()
    world.site.misbehave("rest_forbidden")  # so that a page must be missing twice
    world.compare()
    assert world.value(kept) == [200, 404]
    forget(world, str(world.value("SELECT min(id) FROM warta.articles")), now=world.now())
    assert world.value(kept) == [404]
    stand_in()
    assert world.value(kept) == [404]
    assert is_readable(world)
    assert world.ailments() == {}


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


def test_the_command_asks_first(
    archive: Archive,
    warta: Callable[..., Said],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And does nothing without a yes; what it can't find, it says."""
    take(archive, tmp_path, VICTIM)
    for typed, code, told in (("", 2, "[y/N]: \n"), ("n\n", 0, "nothing was removed\n")):
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
