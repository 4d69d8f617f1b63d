"""What is in quarantine, and how it gets out: read again, or seen again."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from uuid import UUID, uuid4

import psycopg
import pytest

from crawler.captures import Capture
from crawler.extract import Extraction
from crawler.sites import Site
from flows import db
from flows.load import items
from flows.quarantine import fetch, retry
from flows.runs.report import RunReport
from flows.store import health, sites, standing
from tests.flows.world import Archive, Said, World, ending, wait_until

Warta = Callable[..., Said]
BLOCKED = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND wait_event_type = 'Lock'"
)


@contextmanager
def an_extractor_that_fails_on(*paths: str) -> Iterator[None]:
    """Until it is mended."""
    sound = items.extraction_alone

    def fail(capture: Capture, site: Site) -> Extraction:
        if any(capture.url.endswith(path) for path in paths):
            raise ZeroDivisionError("belum dipahami")
        return sound(capture, site)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(items, "extraction_alone", fail)
        yield


@pytest.fixture
def waiting(world: World) -> list[UUID]:
    """Three pages of the world's site are in quarantine, since an extractor failed on them."""
    paths = [post.path for post in world.site.wordpress.live()[:3]]
    with an_extractor_that_fails_on(*paths):
        report = world.run()
    assert (report.verdict.state, report.verdict.exit_code) == ("degraded", 3)
    found = world.rows("SELECT capture_id FROM warta.quarantine ORDER BY captured_at, capture_id")
    assert len(found) == 3
    world.site.log.clear()
    return [row["capture_id"] for row in found]


def tried(world: World, *ids: UUID) -> RunReport:
    """Read pages again: those, or all."""
    (report,) = retry(world.settings, world.url, ids or None, clock=world.now)
    return report


def test_a_mended_extractor_loads_what_was_in_quarantine(world: World, waiting: list[UUID]) -> None:
    """Without a request, and as if it had been understood at once."""
    world.site.wordpress.advance(hours=1)
    report = tried(world)
    assert (report.verdict.state, report.verdict.exit_code) == ("ok", 0)
    assert report.verdict.reason == "3 pages are understood now"
    assert {count.outcome: count.items for count in report.outcomes} == {"inserted": 3}
    assert not world.site.log.entries
    assert world.rows("SELECT FROM warta.quarantine") == []
    run = "SELECT flow, exit_code, outcomes FROM warta.runs WHERE id = %s"
    assert world.rows(run, report.run_id) == [
        {"flow": "quarantine", "exit_code": 0, "outcomes": {"inserted": 3}}
    ]
    world.check()
    assert retry(world.settings, world.url, None, clock=world.now) == []
    del waiting


def test_it_ends_in_the_archive_of_who_never_failed(
    worlds: Callable[..., World], world: World, waiting: list[UUID]
) -> None:
    """Letter by letter."""
    tried(world)
    other = worlds(world.site)
    other.run()
    assert world.digest() == other.digest()
    del waiting


def test_what_is_still_suspect_stays(world: World, waiting: list[UUID]) -> None:
    """Each page that was named is tried, and no other."""
    path = world.value("SELECT url FROM warta.quarantine WHERE capture_id = %s", waiting[0])
    with an_extractor_that_fails_on(path):
        report = tried(world, *waiting[:2])
    assert (report.verdict.state, report.verdict.exit_code) == ("degraded", 3)
    assert report.verdict.reason == ("1 page is still not understood; 1 page is understood now")
    left = world.rows("SELECT capture_id, times_tried FROM warta.quarantine ORDER BY times_tried")
    assert [tuple(row.values()) for row in left] == [(waiting[2], 0), (waiting[0], 1)]


def test_a_later_capture_of_the_page_resolves_it(world: World, waiting: list[UUID]) -> None:
    """The page was fetched again, since nothing was brought home of it."""
    world.site.wordpress.advance(hours=1)
    assert world.run().verdict.state == "ok"
    assert world.rows("SELECT FROM warta.quarantine") == []
    world.check()
    del waiting


def test_a_page_can_be_made_due_at_once(world: World, waiting: list[UUID]) -> None:
    """It would wait for ten minutes, and then for longer each time."""
    world.site.wordpress.advance(minutes=1)
    assert world.run().verdict.reason.startswith("nothing new")
    assert fetch(world.url, waiting[:1]) == (1, 1)
    world.site.log.clear()
    report = world.run()
    assert {count.outcome: count.items for count in report.outcomes} == {"inserted": 1}
    assert fetch(world.url, None) == (2, 2)
    world.run()
    assert fetch(world.url, None) == (0, 0)
    world.check()


@pytest.mark.parametrize("order", ["path", "path DESC"])
def test_pages_are_made_due_beside_a_load(world: World, waiting: list[UUID], order: str) -> None:
    """Whichever page that settles first: neither waits for what the other holds."""
    theirs = "SELECT unnest(paths) AS path FROM ingest.item WHERE outcome = 'quarantined'"
    paths = [row["path"] for row in world.rows(f"{theirs} ORDER BY {order}")]
    made: list[tuple[int, int]] = []
    other = Thread(target=lambda: made.append(fetch(world.url, waiting)))
    with psycopg.connect(world.url) as load:
        sites.hold(load, world.settings.site().name)
        for number, path in enumerate(paths):
            load.execute("UPDATE ingest.found SET attempts = 1 WHERE path = %s", [path])
            if number == 0:
                other.start()
                wait_until(lambda: world.value(BLOCKED) > 0)
    other.join()
    assert made == [(3, 3)]


def test_a_page_that_is_met_again_and_again_is_one_page(
    world: World, archive: Archive, warta: Warta
) -> None:
    """Each run that fetches it adds a capture; what is told, tried and asked for is the page."""
    archive.url, archive.home = world.url, world.home
    post = world.site.wordpress.live()[2]
    with an_extractor_that_fails_on(post.path):
        for _ in range(3):
            world.run()
            world.site.wordpress.advance(days=1)
            world.site.wordpress.publish()
        assert len(world.rows("SELECT FROM warta.quarantine")) == 3
        with db.connect(world.url, name="status") as connection:
            (row,) = standing.of_sites(connection, now=world.now())
            fares = health.of_site(connection, "local", now=world.now(), attempts=6)
        assert (row.quarantined, fares.quarantined) == (1, 1)
        assert fetch(world.url, None) == (1, 1)
        captures = [row["capture_id"] for row in world.rows("SELECT * FROM warta.quarantine")]
        assert fetch(world.url, captures) == (1, 1)
        assert tried(world).verdict.reason.startswith("1 page is still not understood")
    site = {"WARTA_SITE_URL": world.site.base_url}
    listed = json.loads(warta("quarantine", "list", "--json", **site).out)
    assert [page["url"] for page in listed] == [world.site.base_url + post.path]
    assert ending(tried(world)) == ("ok", 0)
    assert world.rows("SELECT FROM warta.quarantine") == []


def test_a_capture_whose_file_is_gone_stays_and_is_named(world: World, waiting: list[UUID]) -> None:
    """The others are read."""
    (file,) = {row["file"] for row in world.rows("SELECT file FROM warta.quarantine")}
    (world.home / "captures" / file).unlink()
    report = tried(world)
    assert (report.verdict.state, report.verdict.exit_code) == ("degraded", 3)
    assert file in report.verdict.reason
    assert len(world.rows("SELECT FROM warta.quarantine")) == 3
    del waiting


def test_the_command_lists_and_retries(
    world: World, waiting: list[UUID], archive: Archive, warta: Warta
) -> None:
    """Bad input is named, and costs nothing."""
    archive.url, archive.home = world.url, world.home
    site = {"WARTA_SITE_URL": world.site.base_url}
    listed = json.loads(warta("quarantine", "list", "--json", **site).out)
    assert [UUID(page["capture_id"]) for page in listed] == waiting
    said = warta("quarantine", "list", **site)
    assert str(waiting[0]) in said.out
    assert "extractor_failed: ZeroDivisionError: belum dipahami" in said.out
    assert "Nothing is in quarantine" in warta("quarantine", "list", "--site", "lain", **site).out
    for wrong in ([], ["--all", str(waiting[0])], ["bukan-uuid"]):
        assert warta("quarantine", "retry", *wrong, **site).code == 2
    stranger = uuid4()
    said = warta("quarantine", "retry", stranger, **site)
    assert (said.code, said.out) == (2, "")
    assert f"{stranger} is not in quarantine" in said.err
    said = warta("quarantine", "retry", "--all", "--fetch", "--json", **site)
    assert (said.code, json.loads(said.out)) == (0, {"pages": 3, "due": 3})
    said = warta("quarantine", "retry", "--all", "--fetch", **site)
    assert (said.code, said.out) == (0, "3 pages are due for the next `warta ingest`.\n")
    said = warta("quarantine", "retry", waiting[0], "--json", **site)
    assert (said.code, json.loads(said.out)[0]["outcomes"]) == (0, {"inserted": 1})
    said = warta("quarantine", "retry", "--all", **site)
    assert said.code == 0
    assert "local: ok: 2 pages are understood now" in said.out
    said = warta("quarantine", "retry", "--all", **site)
    assert (said.code, said.out) == (0, "Nothing is in quarantine.\n")


def test_an_older_capture_may_be_understood_where_the_newest_is_not(
    world: World, waiting: list[UUID]
) -> None:
    """Each is in quarantine by itself, and can be named."""
    del waiting
    post = world.site.wordpress.live()[0]
    (older,) = [
        row["capture_id"]
        for row in world.rows("SELECT capture_id, url FROM warta.quarantine")
        if row["url"].endswith(post.path)
    ]
    with an_extractor_that_fails_on(post.path):
        world.site.wordpress.advance(days=1)
        world.site.wordpress.edit(post.id)
        world.run()
        assert len(world.rows("SELECT FROM warta.quarantine")) == 2
        assert tried(world, older).verdict.reason.startswith("1 page is still not understood")
    assert ending(tried(world, older)) == ("ok", 0)


def test_what_a_retry_had_loaded_when_it_was_killed_is_found_after_the_next(
    world: World, waiting: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is in quarantine then, and the search has yet to read what was loaded."""
    indexed = "SELECT FROM ingest.search_document"
    before = len(world.rows(indexed))
    with monkeypatch.context() as patched:
        patched.setattr("flows.quarantine.search.refresh", ending_at_once)
        with pytest.raises(KeyboardInterrupt):
            tried(world)
    assert len(world.rows(indexed)) == before
    assert retry(world.settings, world.url, None, clock=world.now) == []
    assert len(world.rows(indexed)) == before + len(waiting)


def ending_at_once(_connection: object) -> None:
    """As where a process is killed."""
    raise KeyboardInterrupt
