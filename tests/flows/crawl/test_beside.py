"""What goes on beside the crawl: segments are loaded, and what slices have loaded is seen to."""

import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows import db
from flows.crawl import loading, starting
from flows.crawl.loading import loader
from flows.crawl.terms import Terms
from flows.derived import aftermath
from flows.ledger import slices
from flows.ledger.filling import Slice
from flows.load.segment import Loaded, load_segment
from flows.runs.door import Door, open_door
from tests.flows.filling import fill
from tests.flows.world import World, wait_until
from tests.site import Site, WordPress, serve

ONE = Slice(requests=1_000, seconds=60.0)
DOCUMENTS = "SELECT count(*) FROM ingest.search_document"


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with a hundred articles."""
    with serve(WordPress(posts=100)) as served:
        yield served


def test_the_site_is_asked_while_a_segment_is_loaded(world: World) -> None:
    """More pages than were asked for when the first of them began to be loaded."""
    met: list[int] = []

    def load(door: Door, path: Path, **given: Any) -> Loaded:
        if "-listings" not in path.name and not met:
            world.wait_for_requests(90)
            met.append(world.counts()["articles"])
        return load_segment(door, path, **given)

    report = fill(world, load=load, size=ONE)
    assert report.verdict.state == "ok", report.verdict
    assert met == [0]
    world.check()


def test_few_segments_wait_to_be_loaded(world: World) -> None:
    """Else a slice would not end soon after its last request. They come in their order."""
    came: list[str] = []
    is_free = threading.Event()

    def load(door: Door, path: Path, **given: Any) -> Loaded:
        del door, given
        is_free.wait()
        came.append(path.name)
        return Loaded()

    names, told = [f"{number}" for number in range(loading._BEHIND_MAX + 1)], threading.Semaphore(0)
    with open_door(world.url, world.settings.site()) as door:
        terms = Terms.at(door, world.setting(load=load), requests=1)
        with loader(terms, told.release) as ours:
            for name in names[1:]:
                ours.load(Path(name))
            assert not list(ours.loaded())
            ours.load(Path(names[0]))
            threading.Timer(0.1, is_free.set).start()
            first = len(list(ours.loaded()))
            assert is_free.is_set()
            assert first + len(list(ours.loaded(is_last=True))) == len(names)
    assert came == [*names[1:], names[0]]
    assert all(told.acquire(timeout=0) for _ in names)


def test_listings_do_not_wait_for_pages(world: World) -> None:
    """What is asked next hangs on them. They come in their order, as pages do."""
    came: list[str] = []
    is_begun, is_free = threading.Event(), threading.Event()

    def load(door: Door, path: Path, **given: Any) -> Loaded:
        del door, given
        is_begun.set()
        is_free.wait()
        came.append(path.name)
        return Loaded()

    listings = ["3-listings.warc.gz", "4-listings.warc.gz"]
    with open_door(world.url, world.settings.site()) as door:
        terms = Terms.at(door, world.setting(load=load), requests=1)
        with loader(terms, lambda: None) as ours:
            ours.load(Path("1"))
            is_begun.wait()
            for name in ("2", *listings):
                ours.load(Path(name))
            is_free.set()
            assert len(list(ours.loaded(is_last=True))) == 4
    assert came == ["1", *listings, "2"]


def test_a_crawler_that_has_ended_is_asked_for_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was sent away while a list was loaded that tells of more: the next slice asks for that."""
    started: list[subprocess.Popen[bytes]] = []
    start, lists = starting._started, list[Path]()

    def noted(*given: Any) -> subprocess.Popen[bytes]:
        started.append(start(*given))
        return started[-1]

    def load(door: Door, path: Path, **given: Any) -> Loaded:
        if "-listings" in path.name:
            lists.append(path)
            if len(lists) == 2:  # after the count
                started[-1].terminate()
                started[-1].wait(60)
        return load_segment(door, path, **given)

    monkeypatch.setattr(starting, "_started", noted)
    report = fill(world, load=load, size=ONE)
    assert report.verdict.state == "ok", report.verdict
    (stopped,) = world.rows("SELECT state::text, reason FROM warta.runs WHERE state <> 'ok'")
    assert stopped["state"] == "degraded"
    assert "(shutdown)" in stopped["reason"]


def test_what_a_slice_has_loaded_is_found_before_the_last_one_ends(world: World) -> None:
    """Of a backfill that takes days, too."""

    def load(door: Door, path: Path, **given: Any) -> Loaded:
        if world.counts()["articles"] >= 60:
            wait_until(lambda: world.value(DOCUMENTS) > 0)
        return load_segment(door, path, **given)

    assert fill(world, load=load).verdict.state == "ok"
    assert world.value(DOCUMENTS) == 100


def test_what_a_long_slice_has_loaded_is_seen_to_before_it_ends(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every so many answers, beside the crawl."""
    monkeypatch.setattr(slices, "_SEEN_TO", 40)
    begun: list[aftermath.Aftermath] = []
    go_on = aftermath.Aftermath.go_on

    def noted(ours: aftermath.Aftermath) -> None:
        begun.append(ours)
        go_on(ours)

    monkeypatch.setattr(aftermath.Aftermath, "go_on", noted)
    report = fill(world, size=ONE)
    assert report.verdict.state == "ok", report.verdict
    assert report.slices == 2
    assert len(begun) == report.slices + 2
    assert world.value(DOCUMENTS) == 100


def test_what_could_not_be_seen_to_meanwhile_is_seen_to_at_the_end(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever kept it: that is no reason to stop the crawl."""
    asked, see_to = [], aftermath.see_to

    def fail(conninfo: str) -> None:
        asked.append(threading.current_thread())
        if asked[-1] is not threading.main_thread():
            raise db.DatabaseGoneError
        see_to(conninfo)

    monkeypatch.setattr(aftermath, "see_to", fail)
    assert fill(world).verdict.state == "ok"
    assert len(asked) > 1
    assert asked[-1] is threading.main_thread()
    assert world.value(DOCUMENTS) == 100
