"""A week is caught up with by the best channel that is open, and with bounded work."""

from dataclasses import dataclass, field

import pytest

from tests.flows.world import Worlds, asked, ending
from tests.site import Settings, WordPress, serve

SAVED = ("modified_at",)
#: Sitemaps with times, as core writes them since 6.5.
TIMED = Settings(wordpress="6.5.2")
YOAST = Settings(seo="yoast")
NONE = Settings(seo="none")


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A site, what it does wrong, and what that may cost.

    Attributes:
        channel: by which a week is caught up with.
        edits: whether it tells of edits.
        listings: requests for listings that catching up may take.

    """

    settings: Settings
    wrongs: tuple[str, ...]
    channel: str
    edits: bool = True
    listings: int
    options: dict[str, object] = field(default_factory=dict)


NO_BELL = ("feed_closed",)
SCENES = {
    "REST asks for a login": Scene(
        settings=TIMED, wrongs=("rest_needs_login",), channel="sitemap", listings=7
    ),
    "REST is missing, sitemaps are packed": Scene(
        settings=TIMED, wrongs=("rest_missing", "gzipped_sitemap"), channel="sitemap", listings=7
    ),
    "REST answers HTML, foreign hosts": Scene(
        settings=YOAST,
        wrongs=("rest_answers_html", "sitemap_with_foreign_hosts"),
        channel="sitemap",
        listings=7,
    ),
    "REST ignores the order": Scene(
        settings=TIMED, wrongs=("rest_ignores_order",), channel="sitemap", listings=7
    ),
    "no times in the sitemaps": Scene(
        settings=Settings(), wrongs=("rest_forbidden",), channel="feed", edits=False, listings=7
    ),
    "times that say nothing": Scene(
        settings=YOAST,
        wrongs=("rest_forbidden", "lastmod_is_always_now"),
        channel="feed",
        edits=False,
        listings=7,
    ),
    "exploding sitemaps": Scene(
        settings=TIMED,
        wrongs=("rest_forbidden", "exploding_entities"),
        channel="feed",
        edits=False,
        listings=7,
    ),
    "feed and REST are closed, Yoast": Scene(
        settings=YOAST, wrongs=(*NO_BELL, "rest_forbidden"), channel="sitemap", listings=4
    ),
    "feed and REST are closed": Scene(
        settings=TIMED, wrongs=(*NO_BELL, "rest_forbidden"), channel="sitemap", listings=4
    ),
    "feed is no feed, REST is open": Scene(
        settings=NONE, wrongs=("feed_cut_short",), channel="rest", listings=2,
        options={"keep": 0.0},
    ),
    "only archives are open": Scene(
        settings=NONE,
        wrongs=(*NO_BELL, "rest_forbidden"),
        channel="archive",
        edits=False,
        listings=7,
    ),
}  # fmt: skip


def a_week(wordpress: WordPress, *, edits: bool) -> int:
    """Editors at work for a week; how many pages that takes."""
    edited = wordpress.live()[9] if edits else None
    for _ in range(14):
        wordpress.advance(hours=12)
        wordpress.publish()
    if edited is not None:
        wordpress.edit(edited)
        wordpress.rename(wordpress.live()[-1], "alamat-yang-baru")
    wordpress.advance(minutes=10)
    return 16 if edits else 14


@pytest.mark.parametrize("name", SCENES)
def test_a_week_is_caught_up_with_by_the_best_channel_that_is_open(
    worlds: Worlds, name: str
) -> None:
    """Each page once; nothing new costs two requests at most, and nothing closed is asked again.

    Within a day: after a week, what was closed is asked again first.
    """
    scene = SCENES[name]
    with serve(WordPress(posts=14, settings=scene.settings)) as site:
        for wrong in scene.wrongs:
            site.misbehave(wrong, **scene.options)
        world = worlds(site)
        assert ending(world.run()) == ("ok", 0)
        world.check()
        asked(world)
        pages = a_week(site.wordpress, edits=scene.edits)
        report = world.run()
        assert ending(report) == ("ok", 0), report.verdict.reason
        requests = asked(world)
        assert "/robots.txt" in requests
        assert len(requests) <= 1 + scene.listings + pages
        world.check(ignore=SAVED)
        site.wordpress.advance(minutes=10)
        assert ending(world.run()) == ("ok", 0)
        assert len(asked(world)) <= 2
        used = world.rows("SELECT * FROM warta.channels WHERE channel = %s", scene.channel)
        assert used
        assert used[0]["is_open"]
        told = world.rows("SELECT DISTINCT channel FROM warta.articles")
        assert {row["channel"] for row in told} <= {"rest", "feed", "sitemap", "archive"}


#: Beside what the site says of itself: which paths are shut for each channel to be the only one.
SHUT = {
    "feed": "/feed/*",
    "rest": "/wp-json/*",
    "sitemap": "*sitemap*",
    "archive": "/",
    "pages of the home page": "/page/*",
    "sections": "/category/*",
}
SOLE = {
    "rest": ("rest", TIMED, ("rest",)),
    "the feed": ("feed", TIMED, ("feed",)),
    "sitemaps with times": ("sitemap", TIMED, ("sitemap",)),
    "sitemaps without times": ("sitemap", Settings(), ("sitemap",)),
    "archive pages": ("archive", TIMED, ("archive", "pages of the home page")),
    "sections": ("archive", Settings(has_category_base=True), ("archive", "sections")),
}


@pytest.mark.parametrize("name", SOLE)
def test_any_one_channel_is_enough(worlds: Worlds, name: str) -> None:
    """All that is new comes in by the only one that is open, and each row says by which."""
    channel, settings, opened = SOLE[name]
    with serve(WordPress(posts=30, settings=settings)) as site:
        for way, path in SHUT.items():
            if way not in opened:
                site.misbehave("challenge_with_403", path=path)
        world, wordpress = worlds(site), site.wordpress
        report = world.run()
        assert ending(report) == ("ok", 0), report.verdict.reason
        for news, hours in ((3, 1), (0, 1), (25, 30)):
            wordpress.advance(hours=hours)
            asked(world)
            new = [wordpress.publish().id for _ in range(news)]
            report = world.run()
            assert ending(report) == ("ok", 0), report.verdict.reason
            assert len(asked(world)) <= news + (20 if news else 2)
            told = "SELECT post_id, channel FROM warta.articles WHERE post_id = ANY(%s)"
            assert {row["post_id"]: row["channel"] for row in world.rows(told, new)} == (
                dict.fromkeys(new, channel)
            )
        if name != "sections":  # which have more than the newest at first contact
            world.check()
        asked(world)
        wordpress.advance(minutes=10)
        assert ending(world.run()) == ("ok", 0)
        assert len(asked(world)) <= 2
