"""The clock of a machine is put back, or forward: nothing is lost, and nothing stands still."""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from flows.clock import is_within, steady
from flows.crawl import loop, starting
from flows.crawl.terms import LoadSegment
from flows.db import DatabaseGoneError
from flows.ingest.flow import ingest
from flows.load.segment import Loaded, load_segment
from flows.runs.door import Door
from flows.runs.report import Verdict
from flows.schedule import anew
from tests.flows import archive
from tests.flows.world import World, Worlds
from tests.site import WordPress, differences, serve, truth

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR, YEAR = timedelta(hours=1), timedelta(days=365)


# A crawler whose machine is ahead of the time.
AHEAD = """
import sys
from datetime import UTC, datetime, timedelta
from crawler import __main__
from crawler.fetching.spiders.follow import FollowSpider
FollowSpider._wall_now = lambda _self: datetime.now(UTC) + timedelta(seconds={seconds})
sys.exit(__main__.main(sys.argv[1:]))
"""


def run(
    world: World, *, ahead: timedelta = timedelta(), load: LoadSegment = load_segment
) -> Verdict:
    """Ingest by the machine's own clock, which is wrong by so much."""
    with pytest.MonkeyPatch.context() as patched:
        if ahead:
            crawler = AHEAD.format(seconds=ahead.total_seconds())
            patched.setattr(starting, "PROGRAM", (sys.executable, "-c", crawler))
        given = world.setting(clock=lambda: datetime.now(UTC) + ahead, is_virtual=False, load=load)
        return ingest(given).verdict


def news(world: World) -> None:
    """An edit of an article that was edited before, and a new one."""
    world.site.wordpress.advance(hours=1)
    world.site.wordpress.edit(world.site.wordpress.live()[-1])
    world.site.wordpress.publish()


@pytest.mark.parametrize("ahead", [HOUR, YEAR])
def test_what_comes_after_a_clock_was_put_right_is_newer(worlds: Worlds, ahead: timedelta) -> None:
    """What was captured by a clock that ran ahead does not hide what the site says now."""
    with serve(WordPress(posts=6)) as site:
        world = worlds(site)
        run(world)
        for is_ahead in (True, False, False):
            news(world)
            assert run(world, ahead=ahead if is_ahead else timedelta()).state == "ok"
            stored = world.rows("SELECT * FROM warta.articles")
            assert differences(truth(site.wordpress), stored) == []
        with psycopg.connect(world.url) as connection:
            if ahead == HOUR:
                assert archive.ailments(connection) == {}


def breaks_off(door: Door, path: Path, **given: Any) -> Loaded:
    """Lose the database at the first page."""
    if "listings" not in path.name:
        raise DatabaseGoneError(path.name)
    return load_segment(door, path, **given)


def breaks_off_late(*_: object) -> None:
    """Lose the database when all pages are rows, and what ends the crawl is not."""
    raise DatabaseGoneError("late")


@pytest.mark.parametrize("is_late", [False, True])
def test_what_an_interrupted_run_captured_ahead_of_the_time_hides_no_edit(
    worlds: Worlds,
    monkeypatch: pytest.MonkeyPatch,
    is_late: bool,  # noqa: FBT001 (a case)
) -> None:
    """Its pages are as far ahead as the clock once was: what is listed after them is later."""
    with serve(WordPress(posts=6)) as site:
        world = worlds(site)
        run(world, ahead=HOUR)
        site.wordpress.advance(minutes=10)
        posts = [site.wordpress.publish() for _ in range(9)]
        with monkeypatch.context() as patched:
            if is_late:
                patched.setattr(loop, "record_end", breaks_off_late)
            with pytest.raises(DatabaseGoneError):
                run(world, load=load_segment if is_late else breaks_off)
        if not is_late:  # edited while what was captured before lies in the spool
            site.wordpress.advance(minutes=10)
            site.wordpress.edit(posts.pop())
            run(world)
        site.wordpress.advance(minutes=10)
        for post in posts:
            site.wordpress.edit(post)
        assert run(world).state == "ok"
        assert differences(truth(site.wordpress), world.rows("SELECT * FROM warta.articles")) == []


@pytest.mark.parametrize(("days", "code"), [(-1, 0), (6, 4), (400, 0)])
def test_no_site_is_left_alone_for_longer_than_it_can_have_wished(
    world: World, days: int, code: int
) -> None:
    """A wish that lies further ahead was written down by a wrong clock."""
    world.run()
    with psycopg.connect(world.url) as connection:
        at = world.now() + timedelta(days=days)
        connection.execute("UPDATE ingest.site SET retry_at = %s", [at])
    assert world.run().verdict.exit_code == code


@pytest.mark.parametrize(("days", "is_asked"), [(-1, True), (1, False), (400, True)])
def test_no_page_waits_for_longer_than_it_can_have_been_told_to(
    world: World,
    days: int,
    is_asked: bool,  # noqa: FBT001 (a case)
) -> None:
    """After it failed."""
    path = world.site.wordpress.live()[0].path
    world.site.misbehave("server_error", path=path)
    world.run()
    world.site.behave()
    with psycopg.connect(world.url) as connection:
        at = world.now() + timedelta(days=days)
        connection.execute(
            "UPDATE ingest.found SET next_attempt_at = %s WHERE path = %s", [at, path]
        )
    before = len(world.site.log.entries)
    world.site.wordpress.advance(minutes=5)
    world.site.wordpress.publish()  # else the bell is quiet, and the run ends there
    world.run()
    assert (path in [entry.path for entry in world.site.log.entries[before:]]) == is_asked


def test_a_time_in_the_future_is_as_far_as_one_in_the_past() -> None:
    """What was done a year ahead of now is due again."""
    assert is_within(HOUR, NOON, NOON)
    assert is_within(HOUR, NOON, NOON - HOUR / 2)
    assert is_within(HOUR, NOON, NOON + HOUR / 2)
    assert not is_within(HOUR, NOON, NOON - YEAR)
    assert not is_within(HOUR, NOON, NOON + HOUR)


def test_an_hour_that_comes_twice_keeps_the_order_of_what_is_recorded() -> None:
    """A clock that is wrong by more is left as it is: one of its times was wrong for good."""
    assert steady(lambda: NOON, NOON + HOUR)() == NOON + HOUR
    assert steady(lambda: NOON, NOON - HOUR)() == NOON
    assert steady(lambda: NOON, NOON + YEAR)() == NOON
    assert steady(lambda: NOON, None)() == NOON


@pytest.mark.parametrize(
    ("times", "told"),
    [
        ((NOON, NOON - HOUR, NOON - HOUR / 2, NOON + HOUR), (NOON, NOON, NOON, NOON + HOUR)),
        ((NOON, NOON + HOUR, NOON), (NOON, NOON + HOUR, NOON + HOUR)),
        ((NOON, NOON - YEAR, NOON), (NOON, NOON - YEAR, NOON)),
    ],
    ids=["back", "forward and back", "wrong before"],
)
def test_an_hour_that_comes_twice_in_a_run_is_recorded_once(
    times: tuple[datetime, ...], told: tuple[datetime, ...]
) -> None:
    """What a clock says that is wrong by a year is told all the same."""
    said = iter(times)
    clock = steady(lambda: next(said), None)
    assert tuple(clock() for _ in times) == told


@pytest.mark.parametrize("moved", [-HOUR, HOUR])
def test_a_clock_that_is_moved_in_a_run_costs_it_nothing(world: World, moved: timedelta) -> None:
    """It ends after it began, and what it recorded is in the order in which that was recorded."""

    def moving() -> datetime:
        is_late = len(world.site.log.entries) > 6
        return datetime.now(UTC) + (moved if is_late else timedelta())

    assert ingest(world.setting(clock=moving, is_virtual=False)).verdict.state == "ok"
    world.check()
    assert world.value("SELECT bool_and(ended_at >= started_at) FROM warta.runs")
    assert ingest(world.setting(clock=moving, is_virtual=False)).verdict.state == "ok"
    assert world.value("SELECT array_agg(started_at ORDER BY fence) = array_agg(started_at"
                       " ORDER BY started_at) FROM ingest.run")  # fmt: skip
    assert world.ailments() == {}


@pytest.mark.parametrize(
    ("moves", "minutes"),
    [
        ([0.0, 1.0, -30.0, 31_536_000.0, 31_535_990.0], None),
        ([0.0, -3_600.0], 60),
        ([0.0, 86_400.0, 0.0], 1440),
    ],
)
def test_serving_begins_anew_where_the_clock_was_put_back(
    moves: list[float], minutes: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prefect would sleep until it is that late again; one that is put on needs nothing.

    What runs comes to its end first.
    """
    offsets, runs = iter(moves), iter([True, True])
    monkeypatch.setattr(anew, "_offset_s", lambda: next(offsets, moves[-1]))
    monkeypatch.setattr(anew, "_LOOK_S", 0.01)
    serving = anew.unless_put_back(asyncio.sleep(0.5), lambda: next(runs, False))
    if minutes is None:
        asyncio.run(serving)
        assert list(runs) == [True, True]
        return
    with pytest.raises(anew.PutBackError, match=f"put back by {minutes} minutes"):
        asyncio.run(serving)
    assert list(runs) == []


def test_a_run_that_waits_for_a_time_that_is_over_holds_nothing_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It was begun when it was a day later, and would sleep until then."""
    offsets = iter([0.0, -86_400.0])
    monkeypatch.setattr(anew, "_offset_s", lambda: next(offsets, -86_400.0))
    monkeypatch.setattr(anew, "_LOOK_S", 0.01)
    monkeypatch.setattr(anew, "_PATIENCE_S", 0.1)
    with pytest.raises(anew.PutBackError):
        asyncio.run(anew.unless_put_back(asyncio.sleep(30), lambda: True))
