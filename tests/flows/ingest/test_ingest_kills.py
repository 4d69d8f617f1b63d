"""Runs that are killed, overtaken or cut off leave nothing half done."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from queue import Empty
from typing import Any, Self
from uuid import uuid4

import psycopg
import pytest

from crawler.fetching.holder import Holder
from crawler.plan import Plan
from flows.crawl import loop, starting
from flows.crawl.child import Crawl
from flows.db import DatabaseError, DatabaseGoneError
from flows.load.segment import Loaded, load_segment
from flows.runs.door import Door, open_door
from flows.store import locks
from flows.store.sites import FencedError
from tests.flows.world import World, Worlds
from tests.site import Site

Deed = Callable[[Door], None]


class Saboteur:
    """Loads segments, and does something before the second one."""

    def __init__(self, deed: Deed) -> None:
        """Wait for the second segment."""
        self._deed = deed
        self._count = 0

    def __call__(self, door: Door, path: Path, **given: Any) -> Loaded:
        """Load a segment."""
        self._count += 1
        if self._count == 2:
            self._deed(door)
        return load_segment(door, path, **given)


def test_a_run_that_is_killed_is_finished_by_the_next_one(worlds: Worlds, site: Site) -> None:
    """Wherever it was struck, the archive ends up as if nothing had happened."""
    undisturbed = worlds(site)
    undisturbed.run()
    for after in (1, 3, 4, 9, 18):
        world = worlds(site)
        world.kill_run(after=after)
        assert world.run().verdict.state == "ok"
        assert world.digest() == undisturbed.digest()
        world.check()
        assert not list((world.home / "spool").rglob("*.warc.gz*"))


def test_a_run_that_is_killed_again_and_again_gets_there(worlds: Worlds, site: Site) -> None:
    """Each begins with what the one before had left in the spool."""
    undisturbed, world = worlds(site), worlds(site)
    undisturbed.run()
    for after in (3, 5, 7):
        world.kill_run(after=after)
    assert world.run().verdict.state == "ok"
    assert world.digest() == undisturbed.digest()
    states = {row["state"] for row in world.rows("SELECT state::text FROM warta.runs")}
    assert states == {"failed", "ok"}


def test_what_a_killed_run_had_captured_is_news_of_the_next(world: World) -> None:
    """Though the site itself says that nothing is new since then."""
    world.run()
    world.site.wordpress.advance(minutes=10)
    for _ in range(2):
        world.site.wordpress.publish()

    def unless_pages(door: Door, path: Path, **given: Any) -> Loaded:
        if "listings" not in path.name:
            raise DatabaseGoneError(path.name)
        return load_segment(door, path, **given)

    with pytest.raises(DatabaseGoneError):
        world.run(load=unless_pages)
    verdict = world.run().verdict
    assert (verdict.state, verdict.requests) == ("ok", 1)  # the feed alone was asked
    assert verdict.reason == "2 articles were brought in or changed"
    world.check()


def test_a_crawler_that_is_killed_fails_the_run_and_not_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it had captured by then is loaded by the next run."""
    crawls: list[Crawl] = []

    class Watched(Crawl):
        def __enter__(self) -> Self:
            crawls.append(self)
            super().__enter__()
            return self

    def kill(_door: Door) -> None:
        process = crawls[-1]._process
        assert process is not None
        process.kill()

    with monkeypatch.context() as patched:
        patched.setattr(loop, "Crawl", Watched)
        verdict = world.run(load=Saboteur(kill)).verdict
    assert (verdict.state, verdict.exit_code) == ("failed", 1)
    assert re.search("the crawler (is gone|ended without its last word)", verdict.reason)
    world.wait_for_crawler()
    assert world.run().verdict.state == "ok"
    world.check()


def test_two_runs_at_once_are_one_run(world: World) -> None:
    """The second finds the site's lock held: that is no failure."""
    with open_door(world.url, world.settings.site()):
        verdict = world.run().verdict
    assert (verdict.state, verdict.exit_code) == ("ok", 0)
    assert "another run is at local: warta ingest lock local (account " in verdict.reason
    assert not world.site.log.entries


def test_whoever_holds_the_lock_and_is_no_run_is_named(world: World) -> None:
    """PostgreSQL lets all who may connect take it: that stops the site, so it is told."""
    with psycopg.connect(world.url, application_name="kueri budi") as stranger:
        assert locks.try_lock(stranger, "local")
        pid, account = stranger.info.backend_pid, stranger.info.user
        verdict = world.run().verdict
    assert (verdict.state, verdict.exit_code) == ("degraded", 3)
    assert f"kueri budi (account {account}, process {pid} of the server)" in verdict.reason
    assert f"SELECT pg_terminate_backend({pid}) ends it" in verdict.reason
    told = "SELECT cause, run_id, closed_at IS NULL AS is_open FROM warta.incidents"
    assert world.rows(told) == [{"cause": "run_stuck", "run_id": None, "is_open": True}]
    assert world.run().verdict.state == "ok"
    assert [row["is_open"] for row in world.rows(told)] == [False]


@pytest.mark.parametrize("victim", ["writer", "lock"])
def test_a_run_that_loses_the_database_stops_and_the_next_one_goes_on(
    world: World, victim: str
) -> None:
    """The connection is cut in mid-run: nothing more is committed, nothing is lost."""

    def terminate(door: Door) -> None:
        connection = door.writer if victim == "writer" else door._lock
        with psycopg.connect(world.url, autocommit=True) as admin:
            admin.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.info.backend_pid])

    with pytest.raises(DatabaseGoneError, match="the database said"):
        world.run(load=Saboteur(terminate))
    world.wait_for_crawler()
    assert world.run().verdict.state == "ok"
    world.check()
    assert [row["state"] for row in world.rows("SELECT state::text FROM warta.runs")].count("ok")


def test_a_run_that_was_overtaken_commits_nothing_more(world: World) -> None:
    """Its fencing number is no longer the site's."""

    def overtake(_door: Door) -> None:
        with psycopg.connect(world.url, autocommit=True) as other:
            other.execute("UPDATE ingest.site SET fence = fence + 1")

    with pytest.raises(DatabaseError) as caught:
        world.run(load=Saboteur(overtake))
    assert isinstance(caught.value, FencedError)
    world.wait_for_crawler()
    assert world.run().verdict.state == "ok"
    world.check()


def test_a_crawler_that_is_stopped_ends_the_run_within_its_patience(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says every ten seconds that it lives: one that is silent for long does not."""

    def stop(_door: Door) -> None:
        path = Path(tempfile.gettempdir()) / f"warta-127.0.0.1_{world.site.port}.lock"
        holder = Holder.read(path.read_bytes().split(b"\n")[1])
        assert holder is not None
        os.kill(holder.pid, signal.SIGSTOP)

    with monkeypatch.context() as patched:
        patched.setattr(loop, "_PATIENCE_S", 1.0)
        patched.setattr(starting, "GRACE_S", 0.2)
        verdict = world.run(load=Saboteur(stop)).verdict
    assert (verdict.state, verdict.exit_code) == ("failed", 1)
    assert "the crawler has said nothing for 1 seconds" in verdict.reason
    world.wait_for_crawler()
    assert world.run().verdict.state == "ok"
    world.check()


def test_a_stopped_crawler_is_woken_to_end_in_good_order() -> None:
    """What it has captured so far is kept whole."""
    code = "import sys; sys.stdin.read(); sys.exit(7)"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        process.send_signal(signal.SIGSTOP)
        starting.stop(process)
    assert process.returncode == 7


def test_a_machine_that_slept_is_given_time_to_wake(world: World) -> None:
    """Flow and crawler alike: the flow finds its time over, before the crawler could say a word."""
    plan = Plan(
        run_id=uuid4(), site="local", hosts=("127.0.0.1:1",), user_agent="uji", now=world.now()
    )
    crawl = Crawl(plan, world.settings)

    class Slept:
        calls = 0

        def get(self, *, timeout: float) -> str:
            self.calls += 1
            if self.calls == 1:
                raise Empty
            return f"hidup, {timeout:g}"

    crawl._said = Slept()  # type: ignore[assignment]
    assert str(crawl.hear(timeout_s=120.0)) == "hidup, 60"
