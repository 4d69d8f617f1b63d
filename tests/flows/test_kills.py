"""Killed at any step of any process, the next run ends where one that was never killed does.

A run is watched once, to learn which boundaries it passes; then it is begun again and again from
the same state, and killed at one of them, drawn by chance. `make soak` draws hundreds.
"""

import json
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from flows import embedded, migrate
from flows.store import runs
from tests.flows.boundaries import DIE_AT, Victim
from tests.flows.killing import (
    COMMANDS,
    STORIES,
    Scene,
    first_contact,
    kill,
    left,
    news,
    staged,
    watched,
)
from tests.flows.world import World
from tests.homes import new_home
from tests.site import WordPress, serve

#: So many kills instead of the few that are the same each time: `make soak`.
SOAK = int(os.environ.get("SOAK_EXAMPLES", "0"))
KILLS = SOAK or 10
pytestmark = [pytest.mark.long, pytest.mark.timeout(0 if SOAK else 180)]


@pytest.fixture(params=STORIES, ids=lambda told: f"{told[1]}-{told[0].__name__}")
def scene(
    request: pytest.FixtureRequest,
    forked: None,
    databases: Callable[..., str],
    tmp_path: Path,
) -> Iterator[Scene]:
    """A site, an archive of it, and what a run makes of that when nobody disturbs it."""
    del forked
    with serve(WordPress(posts=24)) as site:
        story, flow = request.param
        yield staged(story, flow, site, databases, tmp_path)


def drawn(chance: random.Random, passed: Counter[str], *, processes: int = 1) -> tuple[str, int]:
    """A boundary, rare ones as often as common ones, and which passing of it by a process."""
    boundary = chance.choice(sorted(passed))
    return boundary, chance.randint(1, max(1, passed[boundary] // processes))


@pytest.mark.parametrize("victim", ["flow", "crawler"])
def test_wherever_a_process_is_killed_the_next_run_ends_the_same(
    scene: Scene, victim: Victim
) -> None:
    """Nothing is lost, nothing is there twice, and the change feed has no gap."""
    chance = random.Random(f"{victim} 1" if not SOAK else None)
    struck, kills = 0, KILLS if victim == "flow" else KILLS // 2
    is_sliced = scene.flow != "ingest"
    if is_sliced:
        kills //= 2
    crawlers = 4 if is_sliced and victim == "crawler" else 1  # some slices, each with its own
    for _ in range(kills):
        boundary, times = drawn(chance, scene.passed[victim], processes=crawlers)
        world = scene.copy()
        struck += kill(world, scene.flow, victim, boundary, times)
        verdict = world.do(scene.flow)
        assert verdict.state == "ok", (boundary, times, verdict)
        assert left(world) == scene.expected, (boundary, times)
    assert struck > kills / (4 if is_sliced else 2), "hardly anybody was killed"


@pytest.mark.parametrize("scene", [(first_contact, "backfill")], ids=["backfill"], indirect=True)
def test_wherever_what_reads_pages_is_killed_the_run_goes_on_and_ends_the_same(
    scene: Scene,
) -> None:
    """Another one takes its place, in the middle of a segment."""
    chance = random.Random("reader 1" if not SOAK else None)
    struck, kills = 0, KILLS // 2
    for _ in range(kills):
        boundary, times = drawn(chance, scene.passed["reader"])
        world = scene.copy()
        began = world.home / "reader"  # by the one that dies
        die = {"victim": "reader", "boundary": boundary, "times": times, "began": str(began)}
        environ = {DIE_AT: json.dumps(die)}
        with world.start_run("tests.flows.boundaries:run", flow=scene.flow, **environ) as run:
            said = run.communicate()[0].decode()
        assert run.returncode == 0, (boundary, times, said)
        struck += "once more" in said
        assert left(world) == scene.expected, (boundary, times)
    assert struck > kills / 2, "it was hardly ever killed"


@pytest.mark.parametrize("scene", [(first_contact, "backfill")], ids=["backfill"], indirect=True)
def test_days_are_proven_whose_last_pages_a_killed_run_had_captured(scene: Scene) -> None:
    """Nothing of them is to be asked for any more: no slice of the next run is about them."""
    world = scene.copy()
    assert kill(world, scene.flow, "flow", "return flows/store/contents.py _revision_row", 18)
    assert world.do(scene.flow).state == "ok"
    assert left(world) == scene.expected


def none_is_said_to_go_on(world: World) -> bool:
    """Whether the next run at a site finds no other that was left running."""
    with psycopg.connect(world.url) as connection:
        for (site,) in connection.execute("SELECT DISTINCT site FROM ingest.run").fetchall():
            runs.begin(connection, uuid4(), site=site, flow="verify", fence=0, now=world.now())
        running = "SELECT count(*) = count(DISTINCT site) FROM ingest.run WHERE state = 'running'"
        return bool(connection.execute(running).fetchall()[0][0])


@pytest.mark.parametrize("scene", COMMANDS, ids=lambda told: told[1], indirect=True)
def test_wherever_a_command_is_killed_it_ends_the_same_when_it_is_run_again(scene: Scene) -> None:
    """Those that ask nothing of the site; of their runs none is said to go on."""
    chance = random.Random(f"{scene.flow} 1" if not SOAK else None)
    struck, kills = 0, KILLS // 3
    for _ in range(kills):
        boundary, times = drawn(chance, scene.passed["flow"])
        world = scene.copy()
        struck += kill(world, scene.flow, "flow", boundary, times)
        verdict = world.do(scene.flow)
        assert verdict.state == "ok", (boundary, times, verdict)
        assert left(world) == scene.expected, (boundary, times)
        assert none_is_said_to_go_on(world), (boundary, times)
    assert struck > kills / 2, "hardly any was killed"


def test_whenever_the_server_is_killed_the_next_run_ends_the_same(
    forked: None, tmp_path: Path
) -> None:
    """PostgreSQL itself dies in mid-run: what it had committed stands, and nothing else."""
    del forked
    chance = random.Random("server 2" if not SOAK else None)
    with new_home() as home, serve(WordPress(posts=12)) as site:
        url = embedded.ensure(home, idle_s=600)
        migrate.migrate(url)
        world = World(site=site, url=url, home=tmp_path / "warta")
        world.run()
        news(world)  # as before each kill: what only first contact passes would be missed
        passed = watched(world, "ingest", tmp_path / "passed")["flow"]
        struck, kills = 0, KILLS // 3
        for _ in range(kills):
            news(world)
            struck += kill(world, "ingest", "server", *drawn(chance, passed))
            assert embedded.ensure(home, idle_s=600) == url
            assert world.run().verdict.state == "ok"
            world.check()
            left(world)
        assert struck > kills / 2, "the server was hardly ever missed"
