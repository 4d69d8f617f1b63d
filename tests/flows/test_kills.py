"""Killed at any step of any process, the next run ends where one that was never killed does.

A run is watched once, to learn which boundaries it passes; then it is begun again and again from
the same state, and killed at one of them, drawn by chance. `make soak` draws hundreds.
"""

import json
import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from flows import embedded, migrate
from tests.flows import archive
from tests.flows.boundaries import DIE_AT, TELL_AT, Victim
from tests.flows.world import World
from tests.homes import new_home
from tests.site import Site, WordPress, serve

#: So many kills instead of the few that are the same each time: `make soak`.
SOAK = int(os.environ.get("SOAK_EXAMPLES", "0"))
KILLS = SOAK or 10
#: What a run leaves: each change once, and the whole of what is no part of the digest.
LEFT = """
    SELECT 'change', concat_ws('|', path, change.revision, operation, fields::text, changed_at)
    FROM ingest.change INNER JOIN ingest.article ON article.id = change.article_id
    UNION ALL
    SELECT 'link', concat_ws('|', path, position, marker, title, url, target_path)
    FROM ingest.related_link INNER JOIN ingest.article ON article.id = related_link.article_id
    UNION ALL
    SELECT 'removed', concat_ws('|', path, removed_block.revision, position, rule, text)
    FROM ingest.removed_block INNER JOIN ingest.article ON article.id = removed_block.article_id
    UNION ALL
    SELECT 'alias', concat_ws('|', alias.path, article.path, from_at, to_at)
    FROM ingest.alias INNER JOIN ingest.article ON article.id = alias.article_id
    UNION ALL
    SELECT 'found', concat_ws('|', site, key, path, modified_at, is_wanted, listed_at, fetched_at)
    FROM ingest.found
    UNION ALL
    SELECT 'site', concat_ws('|', name, cursor_at, follow_since, first_contact_at, retry_at)
    FROM ingest.site
    UNION ALL
    SELECT 'day', concat_ws('|', day, expected, stored, explained, missing, proven_at IS NULL)
    FROM warta.coverage
    UNION ALL
    SELECT 'searchable', concat_ws('|', path, search_document.revision)
    FROM ingest.search_document INNER JOIN ingest.article ON article.id = article_id
"""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A state to run from.

    Attributes:
        flow: what is run.
        copy: makes an archive in that state.
        expected: what an undisturbed run leaves.
        passed: the boundaries that it passes, by process.

    """

    flow: str
    copy: Callable[[], World]
    expected: tuple[str, Counter[tuple[str, str]]]
    passed: dict[Victim, Counter[str]]


def left(world: World) -> tuple[str, Counter[tuple[str, str]]]:
    """What a run has left: the digest, and all that must not be there twice."""
    with psycopg.connect(world.url) as connection:
        assert archive.ailments(connection) == {}
        return world.digest(), Counter(connection.execute(LEFT).fetchall())


def first_contact(world: World) -> None:
    """Nothing is known yet: two segments are to come."""
    del world


def day_after(world: World) -> None:
    """Much is known, and since then there were edits, moves and new articles."""
    world.run()
    news(world)


def news(world: World) -> None:
    """A day passes, with edits, moves and new articles."""
    site = world.site.wordpress
    site.advance(days=1)
    for post in site.live()[:3]:
        site.edit(post)
    site.rename(site.live()[3], f"alamat-baru-{site.now:%Y-%m-%d}")
    moved = site.live()[4]
    site.move(moved, "budaya" if moved.section != "budaya" else "nasional")
    for hours in (1, 2, 3):
        site.publish(at=site.now - timedelta(hours=hours))


def day_of_removals(world: World) -> None:
    """As the day after; and articles are gone, one of which no list of changes told of."""
    day_after(world)
    for post in world.site.wordpress.live()[6:8]:
        world.site.wordpress.delete(post)


STORIES = [
    (first_contact, "ingest"),
    (day_after, "ingest"),
    (first_contact, "backfill"),
    (day_of_removals, "reconcile"),
]


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


def staged(
    story: Callable[[World], None],
    flow: str,
    site: Site,
    databases: Callable[..., str],
    folder: Path,
) -> Scene:
    """Tell a story, and watch the run that follows it."""
    before = World(site=site, url=databases(), home=folder / "before")
    before.home.mkdir()
    story(before)

    def copy() -> World:
        name = urlsplit(before.url).path.removeprefix("/")
        home = folder / f"copy-{len(list(folder.iterdir()))}"
        shutil.copytree(before.home, home)
        return replace(before, url=databases(name), home=home)

    undisturbed = copy()
    passed = watched(undisturbed, flow, folder / "passed")
    return Scene(flow=flow, copy=copy, expected=left(undisturbed), passed=passed)


def watched(world: World, flow: str, told: Path) -> dict[Victim, Counter[str]]:
    """Run undisturbed; returns the boundaries that were passed, and how often, by process."""
    environ = {TELL_AT: str(told)}
    with world.start_run("tests.flows.boundaries:run", flow=flow, **environ) as process:
        output = process.communicate()[0]
    assert process.returncode == 0, output
    return {
        who: Counter(Path(f"{told}-{who}").read_text().splitlines()) for who in ("flow", "crawler")
    }


def kill(world: World, flow: str, victim: Victim, boundary: str, times: int) -> bool:
    """Run, and have the victim die there; says whether it came that far."""
    die = json.dumps({"victim": victim, "boundary": boundary, "times": times})
    with world.start_run("tests.flows.boundaries:run", flow=flow, **{DIE_AT: die}) as process:
        process.communicate()
    world.wait_for_crawler()
    return process.returncode != 0


def drawn(chance: random.Random, passed: Counter[str], *, processes: int = 1) -> tuple[str, int]:
    """A boundary, rare ones as often as common ones, and which passing of it by a process."""
    boundary = chance.choice(sorted(passed))
    return boundary, chance.randint(1, max(1, passed[boundary] // processes))


@pytest.mark.timeout(0 if SOAK else 180)
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


@pytest.mark.timeout(0 if SOAK else 180)
def test_whenever_the_server_is_killed_the_next_run_ends_the_same(
    forked: None, tmp_path: Path
) -> None:
    """PostgreSQL itself dies in mid-run: what it had committed stands, and nothing else."""
    del forked
    chance = random.Random("server 1" if not SOAK else None)
    with new_home() as home, serve(WordPress(posts=12)) as site:
        url = embedded.ensure(home, idle_s=600)
        migrate.migrate(url)
        world = World(site=site, url=url, home=tmp_path / "warta")
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
