"""`warta verify`: what is damaged, missing or without rows is named; pages kept once are whole."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from crawler.captures import LISTINGS_SUFFIX, read_captures
from crawler.plan import Fetch
from flows.checkup import verify
from flows.checkup.verify import Findings
from flows.checkup.weekly import checkup
from flows.crawl.at_site import at_site
from flows.crawl.loop import CrawlLoop
from flows.crawl.terms import Terms
from flows.keeping.shelf import shelf_of
from flows.load.segment import Loaded, load_segment
from flows.runs.door import Door
from flows.runs.report import RunReport, Verdict
from tests.flows.world import Said, World

Warta = Callable[..., Said]


@pytest.fixture
def followed(world: World) -> World:
    """An archive of one run."""
    world.run()
    return world


def verified(world: World, *, sample: int | None = None) -> Findings:
    """What a verification finds."""
    shelf = shelf_of(world.settings)
    with psycopg.connect(world.url, autocommit=True) as opened:
        return verify.verify(
            opened, world.settings.site(), shelf, world.settings.spool, sample=sample, seed="benih"
        )


def of_pages(world: World) -> Path:
    """The file with the pages."""
    (path,) = (world.home / "captures" / "local").glob("2*/*.warc.gz")
    return path


def whys(found: Findings) -> set[str]:
    """What is wrong with what is lost, without places."""
    return {loss.why.rpartition(": ")[2] for loss in found.losses}


def test_a_healthy_archive_is_sound_and_each_capture_was_read(followed: World) -> None:
    found = verified(followed)
    kept = followed.value("SELECT count(*) FROM ingest.capture WHERE file IS NOT NULL")
    assert found == Findings(captures=kept)
    assert found.is_sound


def test_a_sample_is_as_large_as_was_asked_and_another_with_another_seed(followed: World) -> None:
    assert [verified(followed, sample=n).captures for n in (0, 1, 5, 500)] == [0, 1, 5, 19]


@pytest.mark.parametrize("damage", ["a flipped bit", "a cut", "another file", "no file"])
def test_what_is_damaged_or_missing_is_named_and_the_rest_is_not(
    followed: World, damage: str
) -> None:
    path = of_pages(followed)
    data = bytearray(path.read_bytes())
    last = followed.rows(
        "SELECT id, file_offset, file_bytes FROM ingest.capture WHERE kind = 'page' "
        "ORDER BY file_offset DESC LIMIT 1"
    )[0]
    path.unlink()  # it may be the same file as one in another place
    if damage == "a flipped bit":
        data[last["file_offset"] + last["file_bytes"] // 2] ^= 1
    if damage == "a cut":
        data = data[: last["file_offset"] + last["file_bytes"] - 1]
    if damage == "another file":
        (listings, *_) = (followed.home / "captures" / "local" / "listings").rglob("*.gz")
        data = bytearray(listings.read_bytes())
    if damage != "no file":
        path.write_bytes(data)
    found = verified(followed)
    assert not found.is_sound
    is_one = damage in {"a flipped bit", "a cut"}
    assert len(found.losses) == (1 if is_one else 15)
    assert last["id"] in {loss.lying.id for loss in found.losses}
    if damage == "no file":
        assert all(str(path) in loss.why for loss in found.losses)


def test_a_row_that_points_at_another_capture_or_body_is_named(followed: World) -> None:
    with psycopg.connect(followed.url, autocommit=True) as opened:
        opened.execute(
            "UPDATE ingest.capture SET payload_sha256 = '\\x00' WHERE id IN"
            " (SELECT id FROM ingest.capture WHERE kind = 'page' LIMIT 1)"
        )
        opened.execute(
            "UPDATE ingest.capture AS one SET file_offset = other.file_offset,"
            " file_bytes = other.file_bytes FROM (SELECT * FROM ingest.capture"
            " WHERE kind = 'page' AND payload_sha256 <> '\\x00' LIMIT 1) AS other"
            " WHERE one.id = (SELECT id FROM ingest.capture WHERE kind = 'page'"
            " AND payload_sha256 <> '\\x00' AND id <> other.id LIMIT 1)"
        )
    told = sorted(loss.why for loss in verified(followed).losses)
    assert len(told) == 2
    assert told[0].startswith("capture ")
    assert told[0].endswith("lies there")
    assert told[1] == "its body is another one: the SHA-256 differs"


def test_files_without_rows_are_named_but_lose_nothing(followed: World) -> None:
    captures = followed.home / "captures"
    (captures / "local" / "stray.warc.gz").write_bytes(b"x")
    (captures / "local" / "waiting.warc.gz").write_bytes(b"x")
    (followed.home / "spool" / "local" / "waiting.warc.gz").write_bytes(b"x")
    found = verified(followed)
    assert found.orphans == ["local/stray.warc.gz"]
    assert found.is_sound


def test_the_command_tells_what_it_found_and_checks_the_rows(followed: World, warta: Warta) -> None:
    environ = {"WARTA_HOME": str(followed.home), "DATABASE_URL": followed.url}
    said = warta("verify", **environ)
    assert (said.code, said.err) == (0, "")
    assert said.out == "captures  19 read again: all whole\nchecks    none finds anything\n"
    of_pages(followed).unlink()
    with psycopg.connect(followed.url, autocommit=True) as opened:
        opened.execute("DELETE FROM ingest.change WHERE seq = 2")
    said = warta("verify", "--all", **environ)
    assert said.code == 1
    assert "15 damaged or missing" in said.out
    assert "changes_have_gaps: " in said.out
    told = json.loads(warta("verify", "--all", "--json", **environ).out)
    assert len(told["losses"]) == 15
    assert "changes_have_gaps" in {one["check"] for one in told["checks"]}


def test_what_a_run_left_that_broke_off_is_the_next_ones_and_no_defect(
    world: World, warta: Warta
) -> None:
    """It is said, and is gone with the next one; what that one leaves as well is a defect."""
    environ = {"WARTA_HOME": str(world.home), "DATABASE_URL": world.url}

    def struck(door: Door, path: Path, **given: Any) -> Loaded:
        loaded = load_segment(door, path, **given)
        if LISTINGS_SUFFIX not in path.name:
            raise KeyboardInterrupt
        return loaded

    with pytest.raises(KeyboardInterrupt):
        world.run(load=struck)
    left = world.counts()["articles"]
    assert left > 3
    said = warta("verify", **environ)
    assert said.code == 0
    assert (
        f"search    {left} articles are not known yet, as a run broke off: the next one" in said.out
    )
    assert json.loads(warta("verify", "--json", **environ).out)["behind"] == left
    world.site.wordpress.advance(minutes=10)
    world.run()
    assert verified(world) == Findings(captures=verified(world).captures)
    for table in ("search_document", "sketch"):
        world.rows(f"UPDATE ingest.{table} SET revision = 0 WHERE article_id < 3 RETURNING 1")
    found = {one.check: one.rows for one in verified(world).ailments}
    assert found == {"search_not_current": 2, "sketches_not_current": 2}
    assert warta("verify", **environ).code == 1
    assert checkup(world.settings, world.url, clock=world.now).verdict.exit_code == 1


# pages that are what they were ------------------------------------------------------------------


def asked_again(world: World, *paths: str) -> RunReport:
    """Fetch pages again, whatever is due."""

    def deed(terms: Terms) -> Verdict:
        loop = CrawlLoop(terms)

        def begin() -> None:
            for path in paths:
                loop.ask(Fetch(url=world.site.base_url + path))

        loop.run(begin)
        return Verdict(state="ok", reason="asked again", exit_code=0)

    given = world.setting()
    return at_site(given, "again", deed)


def outcomes(report: RunReport) -> dict[str, int]:
    """How many items ended how."""
    return {one.outcome: one.items for one in report.outcomes}


def revisits(world: World) -> dict[UUID, UUID]:
    """Which captures repeat which."""
    rows = world.rows("SELECT id, revisit_of FROM ingest.capture WHERE revisit_of IS NOT NULL")
    return {row["id"]: row["revisit_of"] for row in rows}


def test_a_page_that_is_what_it_was_is_kept_once_and_unchanged(followed: World) -> None:
    paths = [post.path for post in followed.site.wordpress.live()[:4]]
    followed.site.wordpress.advance(hours=2)
    edited = followed.site.wordpress.live()[0]
    followed.site.wordpress.edit(edited)
    digest = followed.digest()
    report = asked_again(followed, *paths[1:])
    assert outcomes(report) == {"unchanged": 3}
    assert followed.digest() == digest
    assert len(revisits(followed)) == 3
    assert outcomes(asked_again(followed, edited.path)) == {"revised": 1}
    assert len(revisits(followed)) == 3
    assert verified(followed).is_sound


def test_a_page_seen_a_third_time_repeats_the_first(followed: World) -> None:
    path = followed.site.wordpress.live()[5].path
    for _ in range(2):
        followed.site.wordpress.advance(hours=2)
        assert outcomes(asked_again(followed, path)) == {"unchanged": 1}
    assert len(set(revisits(followed).values())) == 1
    assert len(revisits(followed)) == 2
    assert followed.value("SELECT count(*) FROM warta.revisions") == 15


def test_a_page_that_comes_back_to_what_it_was_is_kept_whole_again(followed: World) -> None:
    """Only the newest capture is repeated: what lies between would be lost else."""
    post = followed.site.wordpress.live()[3]
    blocks = post.blocks
    followed.site.wordpress.advance(hours=2)
    followed.site.wordpress.edit_silently(post)
    assert outcomes(asked_again(followed, post.path)) == {"revised": 1}
    followed.site.wordpress.advance(hours=2)
    followed.site.wordpress.edit_silently(post.id, blocks)
    assert outcomes(asked_again(followed, post.path)) == {"revised": 1}
    assert revisits(followed) == {}
    assert verified(followed).is_sound


def test_a_revisit_whose_original_is_lost_is_quarantined_and_not_lost(followed: World) -> None:
    path = followed.site.wordpress.live()[5].path
    followed.site.wordpress.advance(hours=2)
    of_pages(followed).rename(followed.home / "away.warc.gz")
    report = asked_again(followed, path)
    assert outcomes(report) == {"quarantined": 1}
    (row,) = followed.rows("SELECT reasons FROM warta.quarantine")
    assert "the body is kept with capture" in row["reasons"][0]


def test_what_a_revisit_points_at_is_checked(followed: World) -> None:
    path = followed.site.wordpress.live()[5].path
    followed.site.wordpress.advance(hours=2)
    asked_again(followed, path)
    with psycopg.connect(followed.url, autocommit=True) as opened:
        opened.execute(
            "UPDATE ingest.capture SET file = NULL, file_offset = NULL, file_bytes = NULL"
            " WHERE id IN (SELECT revisit_of FROM ingest.capture)"
        )
    (ailment,) = verified(followed).ailments
    assert (ailment.check, ailment.rows) == ("revisits_without_original", 1)


def test_the_records_of_a_revisit_stand_in_a_file_of_pages(followed: World) -> None:
    path = followed.site.wordpress.live()[5].path
    followed.site.wordpress.advance(days=40)
    asked_again(followed, path)
    files = sorted((followed.home / "captures" / "local").glob("2*/*.warc.gz"))
    captures = [one for file in files for one in read_captures(file)]
    assert {one.kind for one in captures} == {"page"}
    assert [one.revisit_of is None for one in captures] == [True] * 15 + [False]
