"""Which post a page is of, where what it states and what lists say of it differ."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from flows.backfill import backfill
from flows.load.segment import Loaded, load_segment
from flows.runs.door import Door
from tests.flows.world import World, Worlds, asked, ending
from tests.site import Settings, WordPress, serve

STORED = "SELECT post_id, title FROM warta.articles WHERE is_live"
WRONG = "one_post_id_on_all_pages"
THEMES = ("jannah", "plain")
NO_REST = ("rest_forbidden",)
SITEMAPS = ("rest_forbidden", "feed_closed")


def stored(world: World) -> list[tuple[int | None, str]]:
    """What is stored: numbers and titles."""
    found = [(row["post_id"], row["title"]) for row in world.rows(STORED)]
    return sorted(found, key=lambda one: one[1])


def live(wordpress: WordPress) -> list[tuple[int | None, str]]:
    """What the site shows: likewise."""
    return sorted(((post.id, post.title) for post in wordpress.live()), key=lambda one: one[1])


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("loop", [True, False])
def test_rest_tells_the_posts_of_pages_that_all_state_one(
    worlds: Worlds, theme: str, *, loop: bool
) -> None:
    """Each is an article of its own: at first, and when it is edited, moved or new."""
    with serve(WordPress(posts=12, settings=Settings(theme=theme))) as site:
        world, wordpress = worlds(site), site.wordpress
        site.misbehave(WRONG, number=wordpress.live()[5].id, loop=loop)
        assert ending(world.run()) == ("ok", 0)
        assert stored(world) == live(wordpress)
        wordpress.advance(hours=2)
        wordpress.edit(wordpress.live()[3])
        wordpress.rename(wordpress.live()[4], "alamat-yang-baru")
        wordpress.publish()
        wordpress.advance(minutes=10)
        assert ending(world.run()) == ("ok", 0)
        assert stored(world) == live(wordpress)
        asked(world)
        world.run()
        assert len(asked(world)) == 1
        assert world.compare().verdict.exit_code == 0
        world.check()


@pytest.mark.parametrize("theme", THEMES)
def test_a_backfill_knows_them_as_well(worlds: Worlds, theme: str) -> None:
    """Where nothing was ingested before, the ledger alone knows what REST said."""
    with serve(WordPress(posts=12, settings=Settings(theme=theme))) as site:
        world, wordpress = worlds(site), site.wordpress
        site.misbehave(WRONG)
        since = (wordpress.now - timedelta(days=90)).date()
        report = backfill(world.setting(), since=since)
        assert report.verdict.exit_code == 0, report.verdict.reason
        assert stored(world) == live(wordpress)


def after_the_lists(change: Callable[[], object]) -> Callable[..., Loaded]:
    """Have something happen at the site once its lists were read, before any page is."""
    waiting = [change]

    def load(door: Door, *args: object, **given: object) -> Loaded:
        loaded = load_segment(door, *args, **given)  # type: ignore[arg-type]
        if waiting and any("/wp-json/" in one.url for one in loaded.answers):
            waiting.pop()()
        return loaded

    return load


@pytest.mark.parametrize("theme", THEMES)
def test_a_slug_that_goes_to_another_post_after_the_list(worlds: Worlds, theme: str) -> None:
    """The list is older than the page: nothing is taken for the other, and the next list tells."""
    with serve(WordPress(posts=6, settings=Settings(theme=theme))) as site:
        world, wordpress = worlds(site), site.wordpress
        world.run()
        wordpress.advance(hours=1)
        first = wordpress.publish("Dimuat Lalu Ditarik")
        wordpress.advance(minutes=5)

        def reuse() -> None:
            wordpress.delete(first)
            wordpress.publish("Dimuat Lagi", slug=first.slug, section=first.section)

        world.run(load=after_the_lists(reuse))
        assert "Dimuat Lalu Ditarik" not in str(stored(world))
        assert {*stored(world)} <= {*live(wordpress)}
        wordpress.advance(hours=1)
        world.run()
        assert stored(world) == live(wordpress)


def test_another_page_out_of_a_cache_is_not_taken_for_the_listed_one(worlds: Worlds) -> None:
    """It waits, and comes once the cache is right."""
    with serve(WordPress(posts=6)) as site:
        world, wordpress = worlds(site), site.wordpress
        world.run()
        wordpress.advance(hours=1)
        new = wordpress.publish()
        site.misbehave("other_article_instead", path=new.path)
        wordpress.advance(minutes=10)
        assert ending(world.run()) == ("degraded", 3)
        reasons = world.rows("SELECT reasons FROM warta.quarantine")
        assert reasons == [{"reasons": ["post_id_disagrees"]}]
        site.behave()
        wordpress.advance(hours=1)
        assert ending(world.run()) == ("ok", 0)
        assert stored(world) == live(wordpress)
        world.check()


@pytest.mark.parametrize("beside", ["", WRONG])
def test_a_feed_with_the_numbers_of_others_moves_none_of_them(worlds: Worlds, beside: str) -> None:
    """What REST lists under a number stays there, and is asked for no oftener for that."""
    with serve(WordPress(posts=14)) as site:
        world, wordpress = worlds(site), site.wordpress
        for name in filter(None, ("feed_with_others_guids", beside)):
            site.misbehave(name)
        assert ending(world.run()) == ("ok", 0)
        assert stored(world) == live(wordpress)
        for _ in range(2):
            wordpress.advance(hours=1)
            new, edited = wordpress.publish(), wordpress.edit(wordpress.live()[5])
            wordpress.advance(minutes=10)
            asked(world)
            assert ending(world.run()) == ("ok", 0)
            pages = [path for path in asked(world) if "/wp-json/" not in path and path != "/feed/"]
            assert {*pages} == {new.path, edited.path}
            assert len(pages) == 2
            assert stored(world) == live(wordpress)
        world.check()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("closed", [NO_REST, SITEMAPS])
def test_without_rest_they_are_known_by_their_addresses(
    worlds: Worlds, theme: str, closed: tuple[str, ...]
) -> None:
    """None is merged, new ones neither; what comes of it is said."""
    settings = Settings(theme=theme, wordpress="6.5.2")
    with serve(WordPress(posts=12, settings=settings)) as site:
        world, wordpress = worlds(site), site.wordpress
        for name in closed:
            site.misbehave(name)
        site.misbehave(WRONG)
        world.run()
        assert [title for _, title in stored(world)] == [title for _, title in live(wordpress)]
        wordpress.advance(hours=2)
        wordpress.publish()
        wordpress.publish()
        wordpress.advance(minutes=10)
        report = world.run()
        assert "known by address alone" in report.verdict.reason
        assert [title for _, title in stored(world)] == [title for _, title in live(wordpress)]
        wordpress.advance(hours=30)
        world.compare()
        assert [title for _, title in stored(world)] == [title for _, title in live(wordpress)]
        site.behave()  # the theme is mended, and REST is open
        wordpress.advance(hours=30)
        world.run()
        wordpress.advance(hours=30)
        world.compare()
        assert stored(world) == live(wordpress)
