"""States to run from, what an undisturbed run passes and leaves, and how one is killed."""

import json
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from crawler.captures import write_pages
from flows.keeping import tombstones
from flows.keeping.shelf import shelf_of
from flows.store import capture_files
from tests.flows import archive
from tests.flows.boundaries import DIE_AT, TELL_AT, Victim
from tests.flows.commands import EXPORTS, GIVEN, VICTIM
from tests.flows.reprocess.trials import PAGES
from tests.flows.test_quarantine import an_extractor_that_fails_on
from tests.flows.world import World
from tests.site import Site

#: Processes of a run.
VICTIMS: tuple[Victim, ...] = ("flow", "crawler", "reader")
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
        files = [file for file, _ in shelf_of(world.settings).sizes()]
        files = [file for file in files if not file.startswith(f"{tombstones.FOLDER}/")]
        assert capture_files.unnamed(connection, files) == []
        rows: list[tuple[str, str]] = connection.execute(LEFT).fetchall()
        exports = (world.home / EXPORTS).rglob("*")
        rows += [
            ("file", f"{path.name} {path.read_bytes()!r}") for path in exports if path.is_file()
        ]
        return world.digest(), Counter(rows)


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


def files_given(world: World) -> None:
    """Somebody else's captures lie there."""
    write_pages(world.home / GIVEN, PAGES)


def article_to_forget(world: World) -> None:
    """An article has been followed for a day, and must go now."""
    day_after(world)
    url = world.value("SELECT url FROM warta.articles ORDER BY url LIMIT 1")
    (world.home / VICTIM).write_text(url, "utf-8")
    world.site.wordpress.advance(hours=1)


def listings_expired(world: World) -> None:
    """What was listed was kept for long enough."""
    day_after(world)
    world.site.wordpress.advance(days=100)


def pages_not_understood(world: World) -> None:
    """An extractor that has been mended since failed on some pages."""
    with an_extractor_that_fails_on(*(post.path for post in world.site.wordpress.live()[:5])):
        world.run()
    world.site.wordpress.advance(hours=1)


def exported_before(world: World) -> None:
    """What is there of an export is a day old."""
    world.run()
    world.do("export")
    news(world)
    world.run()


def no_schema(world: World) -> None:
    """A database in which nothing is."""
    with psycopg.connect(world.url) as connection:
        connection.execute("DROP SCHEMA ingest, warta CASCADE")


#: What came before, and the flow that is killed.
STORIES = [
    (first_contact, "ingest"),
    (day_after, "ingest"),
    (first_contact, "backfill"),
    (day_of_removals, "reconcile"),
]
#: The same of commands that ask nothing of a site.
COMMANDS = [
    (files_given, "import"),
    (article_to_forget, "forget"),
    (listings_expired, "verify"),
    (pages_not_understood, "retry"),
    (day_after, "reprocess"),
    (exported_before, "export"),
    (no_schema, "migrate"),
]


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
    files = {who: Path(f"{told}-{who}") for who in VICTIMS}
    passed = {who: path.read_text().splitlines() for who, path in files.items() if path.exists()}
    return {who: Counter(names) for who, names in passed.items()}


def kill(world: World, flow: str, victim: Victim, boundary: str, times: int) -> bool:
    """Run, and have the victim die there; says whether it came that far."""
    die = json.dumps({"victim": victim, "boundary": boundary, "times": times})
    with world.start_run("tests.flows.boundaries:run", flow=flow, **{DIE_AT: die}) as process:
        process.communicate()
    world.wait_for_crawler()
    return process.returncode != 0
