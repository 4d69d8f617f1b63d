"""Posts in several pages, from the site to the rows: one article with all of its text, or none."""

import json
from collections.abc import Callable, Iterator
from random import Random

import pytest

from flows.importing.flow import import_files
from flows.importing.sources import Source
from flows.probe.flow import probe
from flows.revisit import follow_up
from tests.flows.breaking import broken
from tests.flows.world import Said, World, Worlds
from tests.site import Settings, Site, WordPress, serve
from tests.site.blocks import Paragraph


@pytest.fixture
def paged() -> Iterator[Site]:
    """A site with six articles, most of them in several pages."""
    dice = Random(11)
    with serve(WordPress(posts=6)) as served:
        for post in served.wordpress.live()[:5]:
            served.wordpress.edit(post, broken(post, dice))
        yield served


def follow_edits(world: World, dice: Random, rounds: int) -> None:
    """Let breaks move, come and go: what the archive says is the truth, and nothing waits."""
    wordpress = world.site.wordpress
    for _ in range(rounds):
        wordpress.advance(hours=2)
        for post in dice.sample(wordpress.live(), 4):
            grown = wordpress.edit(post)
            wordpress.edit(grown, broken(grown, dice, most=dice.randint(0, 3)))
        assert world.run().verdict.state == "ok"
        world.check()
    assert world.run().verdict.requests <= 2
    assert not world.rows("SELECT FROM warta.quarantine")


def test_edits_and_breaks_that_move_end_in_the_archive(worlds: Worlds, paged: Site) -> None:
    """Each article is whole, whatever its pages were before."""
    world = worlds(paged)
    assert world.run().verdict.state == "ok"
    world.check()
    follow_edits(world, Random(5), rounds=2)


def test_an_edit_of_a_further_page_alone_is_seen(worlds: Worlds, paged: Site) -> None:
    """The first page comes as it was, byte for byte, and is not kept again: all of them count."""
    world, site = worlds(paged), paged.wordpress
    report = world.run()
    post = site.live()[0]
    site.edit_silently(post, (*post.blocks, Paragraph(markup="Catatan yang baru ditambahkan.")))
    site.advance(days=4)
    assert follow_up(world.setting(), report) is not None
    assert world.value("SELECT count(*) FROM ingest.capture WHERE revisit_of IS NOT NULL") > 0
    world.check()


@pytest.mark.parametrize("name", ["not_found", "redirect_off_site"])
def test_an_article_that_lacks_a_page_waits(name: str, worlds: Worlds, paged: Site) -> None:
    """No half of an article is stored, no text is lost; once it is there, all is."""
    world, site = worlds(paged), paged.wordpress
    old, new = site.live()[0], site.live()[1]
    paged.misbehave(name, path=f"{new.path}/2")
    assert world.run().verdict.state == "degraded"
    assert [row["reasons"] for row in world.rows("SELECT reasons FROM warta.quarantine")] == [
        ["part_2_missing"]
    ]
    before = world.value("SELECT body FROM warta.articles WHERE post_id = %s", old.id)
    assert before == "\n\n".join(old.text)
    assert not world.rows("SELECT FROM warta.articles WHERE post_id = %s", new.id)
    paged.behave()
    site.advance(hours=1)
    site.edit(old)
    paged.misbehave(name, path=f"{old.path}/2")
    world.run()
    kept = world.value("SELECT body FROM warta.articles WHERE post_id = %s", old.id)
    assert kept == before
    paged.behave()
    site.advance(hours=1)
    assert world.run().verdict.state == "ok"
    world.check(ignore=("shown_from",))
    assert not world.rows("SELECT FROM warta.quarantine")


@pytest.fixture
def unlinked() -> Iterator[Site]:
    """A site whose pages of a post do not link to one another, as in a block theme."""
    dice = Random(12)
    settings = Settings(theme="blocks", has_page_links=False)
    with serve(WordPress(posts=6, settings=settings)) as served:
        for post in served.wordpress.live()[:4]:
            served.wordpress.edit(post, broken(post, dice))
        yield served


def test_pages_that_do_not_link_to_one_another_are_all_fetched(
    worlds: Worlds, unlinked: Site
) -> None:
    """REST says how many there are: nothing is lost, through edits and breaks that move."""
    world = worlds(unlinked)
    assert world.run().verdict.state == "ok"
    world.check()
    follow_edits(world, Random(6), rounds=3)
    other = worlds(unlinked)
    for file in sorted((world.home / "captures").rglob("*.warc.gz")):
        import_files(other.settings, other.url, [Source(path=file)], clock=world.now)
    assert other.digest() == world.digest()


def test_the_first_post_in_pages_of_a_site_is_noticed_within_a_day(worlds: Worlds) -> None:
    """Who never had one is not asked at each run; the daily probe notices, and the next run mends.

    A look again at a page does not take its first page for an edit.
    """
    settings = Settings(theme="blocks", has_page_links=False)
    with serve(WordPress(posts=4, settings=settings)) as site:
        world = worlds(site)
        world.run()
        site.wordpress.advance(hours=1)
        post = site.wordpress.publish()
        post = site.wordpress.edit(post, broken(post, Random(2)))
        world.run()
        site.wordpress.advance(minutes=1)
        given = world.setting()
        findings = {one.aspect: one.finding for one in probe(given).findings}
        assert "1 has several" in findings["posts in pages"]
        site.wordpress.advance(hours=1)
        site.wordpress.publish()
        assert world.run().verdict.state == "ok"
        shown = "SELECT body, revision FROM warta.articles WHERE post_id = %s"
        (before,) = world.rows(shown, post.id)
        assert before["body"] == "\n\n".join(post.text)
        site.wordpress.advance(days=4)
        assert follow_up(given, world.run()) is not None
        assert world.rows(shown, post.id) == [before]


def test_an_article_that_lacks_a_page_that_only_rest_tells_of_waits(
    worlds: Worlds, unlinked: Site
) -> None:
    """What REST counts and the site does not show waits in quarantine."""
    world, post = worlds(unlinked), unlinked.wordpress.live()[0]
    unlinked.misbehave("not_found", path=f"{post.path}/2")
    assert world.run().verdict.state == "degraded"
    (row,) = world.rows("SELECT reasons FROM warta.quarantine")
    assert row["reasons"] == ["part_2_missing"]
    unlinked.behave()
    unlinked.wordpress.advance(hours=1)
    assert world.run().verdict.state == "ok"
    world.check(ignore=("shown_from",))


def test_a_run_that_is_killed_within_a_post_costs_nothing(worlds: Worlds, paged: Site) -> None:
    """After any request: the next run ends up as if nothing had happened."""
    undisturbed, world = worlds(paged), worlds(paged)
    undisturbed.run()
    for after in (4, 6):
        world.kill_run(after=after)
    assert world.run().verdict.state == "ok"
    assert world.digest() == undisturbed.digest()
    world.check()


@pytest.mark.parametrize("times", [1, 2])
def test_a_crawler_that_dies_between_the_records_of_a_post_costs_nothing(
    times: int, worlds: Worlds, paged: Site
) -> None:
    """Parts without their first page are no article; they are fetched again."""
    die = {"victim": "crawler", "times": times}
    die["boundary"] = "return crawler/fetching/segments.py Segment.add"
    world, undisturbed = worlds(paged), worlds(paged)
    undisturbed.run()
    started = world.start_run("tests.flows.boundaries:run", BOUNDARY_DIE_AT=json.dumps(die))
    with started as process:
        process.communicate()
    world.wait_for_crawler()
    assert process.returncode != 0
    assert world.run().verdict.state == "ok"
    assert world.digest() == undisturbed.digest()


def test_captures_of_posts_are_read_again_as_they_were(worlds: Worlds, paged: Site) -> None:
    """Replayed into an empty archive, segment by segment, the captures make the same rows."""
    world = worlds(paged)
    world.run()
    paged.wordpress.advance(hours=1)
    paged.wordpress.edit(paged.wordpress.live()[2])
    world.run()
    files = sorted((world.home / "captures").rglob("*.warc.gz"))
    assert len(files) > 2
    for order in (files, files[::-1]):
        other = worlds(paged)
        for file in order:
            import_files(other.settings, other.url, [Source(path=file)], clock=world.now)
        assert other.digest() == world.digest()


def test_inspect_and_reprocess_see_the_whole_article(
    worlds: Worlds, paged: Site, warta: Callable[..., Said]
) -> None:
    """What lies in the archive reads as it was loaded."""
    world = worlds(paged)
    world.run()
    for post in paged.wordpress.live():
        said = warta("inspect", paged.base_url + post.path, **world.environ)
        assert all(part in " ".join(said.out.split()) for part in post.text)
    said = warta("reprocess", "--jobs", "1", "--json", **world.environ)
    assert json.loads(said.out)["changed"] == 0, said.out
