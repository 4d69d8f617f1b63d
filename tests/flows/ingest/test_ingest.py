"""The whole pipeline against the site: crawler, WARC, extraction, loading; no time passes."""

from collections import Counter

import pytest

from flows.runs.report import RunReport
from tests.flows.world import World, Worlds, asked
from tests.site import Settings, WordPress, serve, tell
from tests.site.baca_juga import MARKUPS
from tests.site.themes import NAMES

# The archive can't know that a page is gone before somebody looks for what is gone.
UNSEEN = ("is_live", "gone_at")
# It is that of the capture in which the content was first seen; saving again does not move it.
SAVED = ("modified_at",)


def outcomes(report: RunReport) -> dict[str, int]:
    """What became of the articles."""
    return {count.outcome: count.items for count in report.outcomes}


def test_first_contact_takes_the_newest_fifty(worlds: Worlds) -> None:
    """The first run takes fifty articles, each once, in three requests more."""
    with serve(WordPress(posts=60)) as site:
        world = worlds(site)
        report = world.run()
        newest = {post.id for post in site.wordpress.live()[:50]}
        assert (report.verdict.state, report.verdict.exit_code) == ("ok", 0)
        assert outcomes(report) == {"inserted": 50}
        assert report.verdict.requests == len(asked(world)) == 54
        stored = world.rows("SELECT post_id FROM warta.articles")
        assert {row["post_id"] for row in stored} == newest
        left_out = world.differences()
        assert {difference.kind for difference in left_out} == {"missing"}
        assert not {difference.post_id for difference in left_out} & newest


def test_a_second_run_changes_nothing_and_asks_for_nothing_but_the_feed(world: World) -> None:
    """Nothing new costs one request, and not a byte changes."""
    world.run()
    before = world.digest(), world.counts()
    asked(world)
    world.site.wordpress.advance(minutes=10)
    report = world.run()
    assert (report.verdict.state, report.verdict.exit_code) == ("ok", 0)
    assert "nothing new" in report.verdict.reason
    assert asked(world) == ["/feed/"]
    assert (world.digest(), world.counts()) == before


def test_pages_that_say_the_same_are_nothing_new(world: World) -> None:
    """In the same words as where none was asked for."""
    world.run()
    world.rows("UPDATE ingest.found SET fetched_at = NULL RETURNING 1")
    world.site.wordpress.advance(hours=1)
    report = world.run()
    assert {count.outcome for count in report.outcomes} == {"unchanged"}
    assert report.verdict.reason == "nothing new"


def test_robots_is_read_again_after_a_day(world: World) -> None:
    """It is kept with the site for 24 hours."""
    world.run()
    asked(world)
    world.site.wordpress.advance(hours=23, minutes=59)
    world.run()
    assert asked(world) == ["/feed/"]
    world.site.wordpress.advance(minutes=1)
    world.run()
    assert asked(world) == ["/robots.txt", "/feed/"]


def test_a_post_with_a_password_is_no_trouble(world: World) -> None:
    """It is asked for once, and stored when the password is taken off."""
    world.run()
    wordpress = world.site.wordpress
    post = wordpress.publish()
    wordpress._save(post, "edit", password=post.slug)
    wordpress.advance(minutes=10)
    asked(world)
    report = world.run()
    assert (report.verdict.state, outcomes(report)) == ("ok", {"not_article": 1})
    assert asked(world).count(post.path) == 1
    wordpress.advance(days=2)
    report = world.run()
    assert (report.verdict.state, outcomes(report)) == ("ok", {})
    assert post.path not in asked(world)
    wordpress._save(post, "edit", password="")
    wordpress.advance(minutes=10)
    assert outcomes(world.run()) == {"inserted": 1}


def test_an_article_that_was_published_or_edited_costs_one_page(world: World) -> None:
    """Feed, list, page: no other article is asked for."""
    world.run()
    wordpress = world.site.wordpress
    for is_new in (True, False):
        asked(world)
        wordpress.advance(minutes=10)
        post = wordpress.publish() if is_new else wordpress.edit(wordpress.live()[7])
        report = world.run()
        assert asked(world) == ["/feed/", "/wp-json/wp/v2/posts", post.path]
        assert sum(outcomes(report).values()) == 1
    world.check()


@pytest.mark.parametrize("number", [12, 101])
def test_all_that_came_out_between_two_runs_is_found(world: World, number: int) -> None:
    """More than a feed holds, and more than a page of the list."""
    world.run()
    for _ in range(number):
        world.site.wordpress.advance(minutes=3)
        world.site.wordpress.publish()
    report = world.run()
    assert outcomes(report) == {"inserted": number}
    world.check()


def test_what_editors_do_is_followed(world: World) -> None:
    """Each story has its outcome, and the archive says what the site says."""
    world.run()
    wordpress = world.site.wordpress
    posts = wordpress.live()
    stories = {
        "edit_that_matters": "revised",
        "title_change": "revised",
        "date_moved_forward": "revised",
        "slug_change": "moved",
        "section_change": "moved",
        "edit_that_does_not": "unchanged",
        "save_without_change": "unchanged",
        "slug_change_and_back": "unchanged",
        "backdated_post": "inserted",
        "twin": "inserted",
        "comment_only": None,
    }
    for post, name in zip(posts, stories, strict=False):
        wordpress.advance(minutes=5)
        tell(name, wordpress, post)
    wordpress.advance(minutes=5)
    expected = Counter(outcome for outcome in stories.values() if outcome)
    assert outcomes(world.run()) == expected
    world.check(ignore=SAVED)


def test_a_scheduled_article_is_found_when_it_comes_out(world: World) -> None:
    """Its `modified` is older than its date, and than the last run."""
    wordpress = world.site.wordpress
    world.run()
    tell("scheduled_post", wordpress)
    wordpress.advance(hours=1)
    assert not outcomes(world.run())
    wordpress.advance(hours=2)
    assert outcomes(world.run()) == {"inserted": 1}
    world.check()


def test_an_address_that_is_given_to_another_article_makes_two_articles(world: World) -> None:
    """Identity is the post's number, not its address."""
    world.run()
    tell("slug_reused", world.site.wordpress)
    world.site.wordpress.advance(minutes=5)
    assert outcomes(world.run()) == {"inserted": 1}
    world.check(ignore=UNSEEN)


@pytest.mark.parametrize("theme", NAMES)
def test_every_theme_and_markup_is_read_as_it_was_written(worlds: Worlds, theme: str) -> None:
    """Articles, related links and revisions are the truth, letter by letter."""
    markups = tuple(MARKUPS)
    with serve(WordPress(posts=10, markups=markups, settings=Settings(theme=theme))) as site:
        site.wordpress.publish(blocks=site.wordpress.newsroom.specimen())
        world = worlds(site)
        assert world.run().verdict.state == "ok"
        world.check()


@pytest.mark.parametrize("trap", ["publish", "delete", "touch"])
def test_lists_that_move_while_they_are_paged_lose_nothing(worlds: Worlds, trap: str) -> None:
    """Each page of the list shifts what stands on the next."""
    with serve(WordPress(posts=5)) as site:
        world = worlds(site)
        world.run()
        site.misbehave("rest_caps_per_page", most=4)
        site.misbehave(f"{trap}_while_paging", most=2)
        for _ in range(9):
            site.wordpress.advance(hours=30)
            site.wordpress.publish()
        site.wordpress.advance(minutes=1)
        world.run()
        site.behave()
        site.wordpress.advance(minutes=10)
        world.run()
        world.check(ignore=UNSEEN + SAVED)


@pytest.mark.parametrize("lie", ["", "rest_without_totals", "rest_counts_nothing"])
def test_a_server_that_gives_short_pages_is_paged_to_the_end(worlds: Worlds, lie: str) -> None:
    """A short page is not the last page, whatever the server counts."""
    with serve(WordPress(posts=12)) as site:
        site.misbehave("rest_caps_per_page", most=5)
        if lie:
            site.misbehave(lie)
        world = worlds(site)
        assert outcomes(world.run()) == {"inserted": 12}


def test_a_feed_that_never_answers_304_is_known_by_its_bytes(world: World) -> None:
    """Nothing new costs one request there as well."""
    world.site.misbehave("never_304", path="/feed/")
    world.run()
    asked(world)
    world.site.wordpress.advance(minutes=10)
    assert "nothing new" in world.run().verdict.reason
    (entry,) = world.site.log.entries
    assert (entry.path, entry.status) == ("/feed/", 200)


def test_a_feed_without_a_time_is_not_trusted(world: World) -> None:
    """The same bytes may hide an edit of an article that stands in the feed no longer."""
    world.site.misbehave("validator_that_always_changes", path="/feed/")
    world.run()
    asked(world)
    wordpress = world.site.wordpress
    wordpress.advance(minutes=10)
    post = wordpress.edit(wordpress.live()[12])
    world.run()
    assert asked(world) == ["/feed/", "/wp-json/wp/v2/posts", post.path]
    world.check()
