"""What each channel tells, and what becomes of one that closes, lies or falls behind."""

from datetime import timedelta

import pytest

from tests.flows.world import Worlds, asked, ending
from tests.site import Settings, WordPress, serve

#: Sitemaps with times, as core writes them since 6.5.
TIMED = Settings(wordpress="6.5.2")
YOAST = Settings(seo="yoast")
NEWS = Settings(has_news_sitemap=True)
#: Pages say when an article was changed only if it was.
SPARSE = Settings(seo="yoast", theme="builder", has_full_text_feeds=False)


def test_a_sitemap_s_times_are_kept_though_it_states_no_numbers(worlds: Worlds) -> None:
    """The page says of which post it is: live, and when a backfill brings it in."""
    with serve(WordPress(posts=60, settings=SPARSE)) as site:
        site.misbehave("rest_forbidden")
        site.misbehave("feed_closed")
        world = worlds(site)
        assert ending(world.run()) == ("ok", 0)
        site.wordpress.advance(hours=1)
        site.wordpress.publish()
        assert ending(world.run()) == ("ok", 0)
        assert world.compare().verdict.exit_code == 0
        world.check()


def test_sitemaps_say_when_articles_were_changed_that_the_feed_told_of(worlds: Worlds) -> None:
    """At first contact: neither the feed nor, of an article that never was, its page says so."""
    with serve(WordPress(posts=25, settings=SPARSE)) as site:
        site.misbehave("rest_forbidden")
        site.wordpress.advance(hours=1)
        site.wordpress.edit(site.wordpress.live()[12])
        world = worlds(site)
        assert ending(world.run()) == ("ok", 0)
        world.check()
        listed = [path for path in asked(world) if "sitemap" in path]
        assert listed == ["/sitemap_index.xml", "/post-sitemap.xml"]
        told = world.rows("SELECT DISTINCT channel FROM warta.articles")
        assert told == [{"channel": "feed"}]
        assert not world.rows("SELECT FROM ingest.found WHERE published_at IS NULL")
        site.wordpress.advance(minutes=10)
        assert ending(world.run()) == ("ok", 0)
        assert len(asked(world)) <= 2


@pytest.mark.parametrize(
    "wrong", ["", "feed_closed", "rest_forbidden", "feed_closed rest_forbidden"]
)
def test_posts_that_were_scheduled_come_in_after_an_outage(worlds: Worlds, wrong: str) -> None:
    """They come out unchanged: no list of changes has them, and only ten stand in the feed."""
    with serve(WordPress(posts=12, settings=TIMED)) as site:
        for one in wrong.split():
            site.misbehave(one)
        world, wordpress = worlds(site), site.wordpress
        world.run()
        for hours in range(15):
            wordpress.schedule(wordpress.now + timedelta(days=5, hours=hours))
        wordpress.advance(days=4)
        wordpress.publish()
        world.run()
        world.check()
        wordpress.advance(days=4)
        asked(world)
        assert ending(world.run()) == ("ok", 0)
        assert len(asked(world)) <= 15 + 6
        world.check()
        wordpress.advance(minutes=10)
        assert ending(world.run()) == ("ok", 0)
        assert len(asked(world)) <= 2


def test_a_channel_that_closes_is_left_and_asked_again_after_a_day(worlds: Worlds) -> None:
    """Nobody has to do anything, neither when it closes nor when it opens."""
    with serve(WordPress(posts=5, settings=TIMED)) as site:
        world = worlds(site)
        world.run()
        site.misbehave("rest_needs_login")
        for hours, is_asked in ((1, True), (1, False), (25, True)):
            site.wordpress.advance(hours=hours)
            site.wordpress.edit(site.wordpress.live()[3])
            asked(world)
            assert ending(world.run()) == ("ok", 0)
            assert ("/wp-json/wp/v2/posts" in asked(world)) == is_asked
            world.check()
        reason = "SELECT reason FROM warta.channels WHERE channel = 'rest'"
        assert "401" in world.value(reason)
        site.behave()
        site.wordpress.advance(hours=25)
        site.wordpress.edit(site.wordpress.live()[3])
        assert ending(world.run()) == ("ok", 0)
        assert world.value("SELECT is_open FROM warta.channels WHERE channel = 'rest'")
        world.check()


@pytest.mark.parametrize("is_read", [True, False])
def test_what_shut_all_channels_at_once_shuts_none_once_it_is_over(
    worlds: Worlds, *, is_read: bool
) -> None:
    """A server in trouble says so with status 200 for an hour: REST is no less open after it."""
    with serve(WordPress(posts=5, settings=TIMED)) as site:
        world = worlds(site)
        world.run()
        site.wordpress.advance(hours=1)
        site.wordpress.edit(site.wordpress.live()[3])
        if is_read:
            world.run()
        site.misbehave("database_error", path="*")
        assert ending(world.run()) == ("failed", 4)
        assert world.value("SELECT count(*) FROM warta.channels WHERE is_open") == 0
        site.behave()
        assert ending(world.run()) == ("ok", 0)
        world.check()
        assert world.value("SELECT is_open FROM warta.channels WHERE channel = 'rest'")


def test_a_news_sitemap_stands_in_for_two_days(worlds: Worlds) -> None:
    """What is older than its memory, archive pages tell."""
    with serve(WordPress(posts=5, settings=NEWS)) as site:
        site.misbehave("feed_closed")
        site.misbehave("rest_forbidden")
        world = worlds(site)
        world.run()
        for hours, channel in ((5, "sitemap"), (24 * 5, "archive")):
            site.wordpress.advance(hours=hours)
            for _ in range(3):
                site.wordpress.publish()
            report = world.run()
            assert ending(report) == ("ok", 0)
            assert f"told by {channel}" in report.verdict.reason
            world.check()
            asked(world)
            site.wordpress.advance(minutes=10)
            world.run()
            assert len(asked(world)) <= 2


def test_what_robots_txt_keeps_from_us_is_a_closed_channel(worlds: Worlds) -> None:
    """Many sites disallow REST, or feeds: that is respected, and no reason to stay behind."""
    rules = ("Disallow: /wp-json/", "Disallow: /feed/")
    with serve(WordPress(posts=5, settings=Settings(seo="yoast", robots=rules))) as site:
        world = worlds(site)
        assert ending(world.run()) == ("ok", 0)
        site.wordpress.advance(hours=1)
        site.wordpress.edit(site.wordpress.live()[3])
        assert ending(world.run()) == ("ok", 0)
        world.check()
        assert not [path for path in asked(world) if path.startswith(("/wp-json", "/feed"))]
        reason = "SELECT reason FROM warta.channels WHERE channel = 'rest'"
        assert "robots_disallow" in world.value(reason)


def test_stale_sitemaps_are_left_for_the_feed(worlds: Worlds) -> None:
    """A file that a plugin once wrote: at first it may be a cache, after a day it is not."""
    with serve(WordPress(posts=5, settings=YOAST)) as site:
        site.misbehave("rest_forbidden")
        site.misbehave("stale_sitemap")
        world = worlds(site)
        world.run()
        for hours in (3, 40, 1):
            site.wordpress.advance(hours=hours)
            site.wordpress.publish()
            assert ending(world.run()) == ("ok", 0)
            world.check()
        reason = "SELECT reason FROM warta.channels WHERE channel = 'sitemap'"
        assert "stale" in world.value(reason)
        asked(world)
        site.wordpress.advance(minutes=10)
        world.run()
        assert asked(world) == ["/feed/"]


def test_a_huge_sitemap_is_read_whole_and_costs_no_rows(worlds: Worlds) -> None:
    """60,000 entries that are dead and old, and the true ones behind them."""
    with serve(WordPress(posts=5, settings=TIMED)) as site:
        site.misbehave("rest_forbidden")
        world = worlds(site)
        world.run()
        site.wordpress.advance(hours=1)
        site.misbehave("huge_sitemap", urls=20_000)
        site.wordpress.edit(site.wordpress.live()[4])
        world.run()
        assert world.value("SELECT count(*) FROM ingest.found") < 20


def test_an_article_says_which_channel_told_of_it_first(worlds: Worlds) -> None:
    """Of the newest ten it is the feed; the table behind says what each channel told."""
    with serve(WordPress(posts=12, settings=TIMED)) as site:
        world = worlds(site)
        world.run()
        channels = "SELECT channel, count(*) FROM warta.articles GROUP BY 1 ORDER BY 1"
        told = {row["channel"]: row["count"] for row in world.rows(channels)}
        assert told == {"feed": 10, "rest": 2}
        site.misbehave("rest_forbidden")
        site.wordpress.advance(hours=1)
        post = site.wordpress.publish()
        world.run()
        key = f"id:{post.id}"
        rows = world.rows("SELECT channel FROM ingest.found_by WHERE key = %s", key)
        assert sorted(row["channel"] for row in rows) == ["feed", "sitemap"]
