"""A removal on request outlives the database that it was made in: it lies beside the captures."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID, uuid4

import fsspec
import pytest

from flows import db
from flows.checkup import verify
from flows.importing.flow import import_files
from flows.importing.sources import Source
from flows.keeping import tombstones
from flows.keeping.shelf import Folder, KeepingError, shelf_of
from flows.store import forgotten
from tests.flows.removal import (
    MARK,
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

KNOWN = "SELECT article_id, site, post_id, reason, forgotten_at FROM warta.forgotten_articles"
URLS = "SELECT url FROM warta.articles ORDER BY url"


@dataclass(kw_only=True)
class Elsewhere(Archive):
    """An archive whose captures lie in memory, as they may on S3."""

    @property
    def environ(self) -> dict[str, str]:
        """Of a place that fsspec knows."""
        return super().environ | {"WARTA_CAPTURES_URL": "memory://rak/warta"}


@pytest.fixture(params=[Archive, Elsewhere], ids=["a folder", "a bucket"])
def kept(request: pytest.FixtureRequest, archive: Archive) -> Iterator[Archive]:
    """An archive, its captures in a folder or in a bucket."""
    yield request.param(url=archive.url, home=archive.home)
    fsspec.filesystem("memory").store.clear()


def stones(archive: Archive) -> list[Path]:
    """The files of removals."""
    return sorted((archive.home / "captures" / "forgotten").iterdir())


def out_of_step(archive: Archive) -> list[str]:
    """What `warta verify` says of removals that rows and files do not both know."""
    with db.connect(archive.url, name="test") as connection:
        shelf = shelf_of(archive.settings)
        found = verify.verify(
            connection, archive.settings.site(), shelf, archive.settings.spool, sample=0, seed="x"
        )
    assert not [file for file in found.orphans if not file.startswith("imported/")]
    return [line for one in found.ailments for line in one.first]


def test_it_does_not_come_back_by_an_import_into_an_empty_database(
    kept: Archive, databases: Callable[[], str], tmp_path: Path
) -> None:
    """Which is how to begin anew; whatever else there is comes in."""
    take(kept, tmp_path, VICTIM, OTHER)
    forget(kept)
    anew = replace(kept, url=databases())
    assert take(anew, tmp_path, VICTIM, OTHER) == {"inserted": 1, "gone": 1}
    assert anew.rows(URLS) == [{"url": OTHER}]
    assert traces(anew) == []
    assert anew.rows(KNOWN) == [
        {
            "article_id": None,
            "site": "purnawarta",
            "post_id": 77,
            "reason": "hak jawab",
            "forgotten_at": NOW,
        }
    ]
    assert out_of_step(anew) == []


def test_a_crawl_into_an_empty_database_does_not_ask_for_it(
    world: World, databases: Callable[[], str]
) -> None:
    world.run()
    post = world.site.wordpress.live()[0]
    forget(world, world.value("SELECT url FROM warta.articles WHERE post_id = %s", post.id))
    before = world.value("SELECT count(*) FROM warta.articles")
    asked = len(world.site.log.entries)
    world.url = databases()
    world.site.wordpress.advance(hours=1)
    assert world.run().verdict.state == "ok"
    assert not [entry for entry in world.site.log.entries[asked:] if post.slug in entry.path]
    assert world.value("SELECT count(*) FROM warta.articles") == before
    assert world.ailments() == {}


def test_one_begins_anew_from_where_the_captures_lie(
    world: World, databases: Callable[[], str]
) -> None:
    """Nothing is copied, and all that is there has its rows again."""
    world.run()
    forget(world, world.value("SELECT min(url) FROM warta.articles"), now=world.now())
    kept = sorted(world.home.rglob("*.warc.gz"))
    articles = world.rows(URLS)
    world.url = databases()
    sources = [Source(path=path) for path in kept]
    import_files(world.settings, world.url, sources, clock=world.now)
    assert sorted(world.home.rglob("*.warc.gz")) == kept
    assert world.rows(URLS) == articles != []
    assert is_readable(world)
    assert (world.ailments(), out_of_step(world)) == ({}, [])
    import_files(world.settings, world.url, sources, clock=world.now)
    assert sorted(world.home.rglob("*.warc.gz")) == kept
    assert is_readable(world)


def test_what_is_kept_says_nothing_of_what_the_article_said(
    archive: Archive, tmp_path: Path
) -> None:
    take(archive, tmp_path, VICTIM)
    forget(archive)
    (stone,) = stones(archive)
    assert json.loads(stone.read_text())["post_id"] == 77
    assert MARK not in stone.read_text()


class StruckError(Exception):
    """The process was killed here."""


def strike(*_given: object, **_named: object) -> None:
    """Kill the process."""
    raise StruckError


def test_killed_before_its_commit_it_is_still_owed(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next load knows of it, a check says what is still there, and the same command ends it."""
    take(archive, tmp_path, VICTIM)
    with monkeypatch.context() as patched:
        patched.setattr(forgotten, "tell", strike)
        with pytest.raises(StruckError):
            forget(archive)
    assert archive.rows(URLS) == [{"url": VICTIM}]
    (told,) = out_of_step(archive)
    assert "the next load learns of it" in told
    take(archive, tmp_path, OTHER)
    assert list(archive.ailments()) == ["forgotten_are_back"]
    forget(archive)
    assert archive.ailments() == {}
    assert traces(archive) == []


def test_nothing_is_removed_where_it_can_not_be_kept(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(archive, tmp_path, VICTIM)
    with monkeypatch.context() as patched:
        patched.setattr(Folder, "put", strike)
        with pytest.raises(StruckError):
            forget(archive)
    assert archive.rows(URLS) == [{"url": VICTIM}]
    assert archive.rows(KNOWN) == []


def test_two_databases_of_the_same_captures_learn_of_each_other(
    archive: Archive, databases: Callable[[], str], tmp_path: Path
) -> None:
    """What the other has of it by then a check names; it goes by the same command."""
    beside = replace(archive, url=databases())
    take(archive, tmp_path, VICTIM)
    take(beside, tmp_path, VICTIM)
    forget(archive)
    take(beside, tmp_path, OTHER)
    assert list(beside.ailments()) == ["forgotten_are_back"]
    forget(beside)
    assert beside.ailments() == {}
    take(archive, tmp_path, OTHER)
    assert (archive.ailments(), out_of_step(archive)) == ({}, [])


def test_another_place_of_captures_learns_of_it_too(
    archive: Archive, databases: Callable[[], str], tmp_path: Path
) -> None:
    """By the next load there: from it, too, one can begin anew."""
    take(archive, tmp_path, VICTIM)
    forget(archive)
    moved = replace(archive, home=tmp_path / "moved")
    (told,) = out_of_step(moved)
    assert "is missing: the next load writes it" in told
    take(moved, tmp_path, OTHER)
    assert [one.read_text() for one in stones(moved)] == [
        one.read_text() for one in stones(archive)
    ]
    anew = replace(moved, url=databases())
    assert take(anew, tmp_path, VICTIM) == {"gone": 1}


def test_what_was_listed_of_it_is_not_asked_for(
    world: World, databases: Callable[[], str], tmp_path: Path
) -> None:
    """In a database that learns of the removal after its lists told of the article."""
    listed = "SELECT post_id FROM ingest.found WHERE post_id = %s"
    world.run()
    post = world.site.wordpress.live()[0]
    other = World(url=databases(), home=tmp_path / "other", site=world.site)
    other.run()
    forget(other, other.value("SELECT url FROM warta.articles WHERE post_id = %s", post.id))
    assert world.rows(listed, post.id) == [{"post_id": post.id}]
    (stone,) = stones(other)
    (world.home / "captures" / "forgotten").mkdir()
    stone.rename(world.home / "captures" / "forgotten" / stone.name)
    world.site.wordpress.advance(hours=1)
    world.run()
    assert world.rows(listed, post.id) == []


@pytest.mark.parametrize(
    "damage",
    [
        *("", "{", "[]", "7", "\0", "[" * 100_000, '{"site": "purnawarta"}'),
        *({"site": 7}, {"reason": None}, {"post_id": True}, {"post_id": -1}, {"post_id": 1e9}),
        *({"path_sha256": ["00"]}, {"path_sha256": 7}, {"id": str(UUID(int=7))}),
        *({"forgotten_at": "2025-07-01"}, {"forgotten_at": 7}),
    ],
    ids=lambda damage: str(damage)[:30],
)
def test_nothing_is_loaded_beside_a_damaged_one(
    archive: Archive,
    databases: Callable[[], str],
    tmp_path: Path,
    damage: str | dict[str, object],
) -> None:
    """What was removed might come back: the file is named."""
    take(archive, tmp_path, VICTIM)
    forget(archive)
    (stone,) = stones(archive)
    whole = json.loads(stone.read_text())
    stone.write_text(damage if isinstance(damage, str) else json.dumps(whole | damage))
    anew = replace(archive, url=databases())
    with pytest.raises(KeepingError, match=f"{stone.name} should hold a removal on request"):
        take(anew, tmp_path, OTHER)
    assert anew.rows("SELECT id FROM ingest.capture") == []
    (told,) = out_of_step(archive)
    assert stone.name in told


def test_what_is_named_otherwise_is_no_removal(archive: Archive, tmp_path: Path) -> None:
    """A file that is still written, or a desktop's; one that might be one is told of."""
    take(archive, tmp_path, VICTIM)
    forget(archive)
    folder = archive.home / "captures" / tombstones.FOLDER
    (folder / f"{uuid4()}.json.part").write_text("{")
    (folder / ".DS_Store").write_text("x")
    take(archive, tmp_path, OTHER)
    (folder / "daftar.json").write_text("{}")
    with pytest.raises(KeepingError, match=r"daftar\.json should hold a removal"):
        take(archive, tmp_path, f"{SITE}/lainnya/baru")


def test_a_run_that_can_not_know_what_was_removed_fails(
    archive: Archive, world: World, warta: Callable[..., Said]
) -> None:
    """With exit code 1, before it asks the site for anything."""
    folder = archive.home / "captures" / tombstones.FOLDER
    folder.mkdir(parents=True)
    (folder / f"{uuid4()}.json").write_text('{"site": "local", "post_')
    said = warta("ingest", "--no-prefect", WARTA_SITE_URL=world.site.base_url)
    assert said.code == 1
    assert "should hold a removal on request" in said.err
    assert world.site.log.entries == []
