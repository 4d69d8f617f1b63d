"""Runs that are killed, overtaken or cut off leave nothing half done."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Self
from uuid import UUID

import psycopg
import pytest

from flows.crawl import loop
from flows.crawl.child import Crawl
from flows.db import DatabaseError, DatabaseGoneError
from flows.door import Door, open_door
from flows.keeping import Shelf
from flows.segment import Loaded, load_segment
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

    def __call__(
        self, door: Door, path: Path, *, run_id: UUID, captures: Shelf, now: datetime
    ) -> Loaded:
        """Load a segment."""
        self._count += 1
        if self._count == 2:
            self._deed(door)
        return load_segment(door, path, run_id=run_id, captures=captures, now=now)


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
    assert "another run is at local" in verdict.reason
    assert not world.site.log.entries


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
