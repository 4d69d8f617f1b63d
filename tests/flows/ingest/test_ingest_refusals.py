"""What a run does where the site refuses, fails, or shows something else than an article."""

from collections.abc import Callable

import pytest

from flows.settings import SettingsError
from tests.flows.world import Archive, Said, World, Worlds, asked, ending
from tests.site import WordPress, serve

REST = "/wp-json/wp/v2/posts"
IMPOSTORS = [
    "blank_page", "challenge", "challenge_with_403", "database_error", "decompression_bomb",
    "empty_answer", "end_in_mid_body", "gzip_twice", "home_instead", "login_wall",
    "other_article_instead", "redirect_off_site", "redirect_to_other_article",
    "redirect_without_end", "soft_404", "truncated_gzip", "unasked_304",
]  # fmt: skip


@pytest.mark.parametrize(
    "closure", ["rest_needs_login", "rest_forbidden", "rest_missing", "rest_answers_html"]
)
def test_the_pages_of_the_feed_stand_in_for_rest(worlds: Worlds, closure: str) -> None:
    """First contact and news alike; the feed's first page is asked for once."""
    with serve(WordPress(posts=25)) as site:
        site.misbehave(closure)
        world = worlds(site)
        report = world.run()
        assert ending(report) == ("ok", 0)
        world.check()
        assert asked(world).count("/feed/") == 4  # the last one says that there is no more
        site.wordpress.advance(minutes=10)
        assert ending(world.run()) == ("ok", 0)
        assert asked(world) == ["/feed/"]
        for _ in range(12):
            site.wordpress.advance(minutes=10)
            site.wordpress.publish()
        assert ending(world.run()) == ("ok", 0)
        world.check()


def test_rest_stands_in_for_a_closed_feed(world: World) -> None:
    """The feed is left alone for a day: nothing new costs two, what changed and what came out."""
    world.site.misbehave("feed_closed")
    assert ending(world.run()) == ("ok", 0)
    asked(world)
    world.site.wordpress.advance(minutes=10)
    assert ending(world.run()) == ("ok", 0)
    assert asked(world) == [REST, REST]
    world.check()


def test_a_feed_that_never_answers_is_told_of(world: World) -> None:
    """Runs miss nothing, and take minutes; the reason says of what."""
    world.run()
    world.site.misbehave("nothing_at_all", path="/feed/")
    for _ in range(2):
        world.site.wordpress.advance(minutes=10)
        world.site.wordpress.publish()
        report = world.run()
        assert ending(report) == ("ok", 0)
        assert "; the feed gave no answer (/feed/: " in report.verdict.reason
        world.check()


def test_a_feed_that_is_not_asked_gave_no_answer_either_way(world: World) -> None:
    """That robots.txt forbids it is told as what it is."""
    world.run()
    asked(world)
    world.site.misbehave("robots_disallows", pattern="/feed/")
    world.site.wordpress.advance(days=2)  # robots.txt is read again
    world.site.wordpress.publish()
    report = world.run()
    assert "/feed/" not in asked(world)
    assert "gave no answer" not in report.verdict.reason
    world.check()


def test_a_site_that_closes_every_channel_fails_the_run(world: World) -> None:
    """Nothing was collected, and nothing says that nothing is new: that is not green."""
    world.site.misbehave("feed_closed")
    world.site.misbehave("rest_forbidden")
    world.site.misbehave("challenge_with_403", path="/")
    world.site.misbehave("challenge_with_403", path="*sitemap*")
    report = world.run()
    assert ending(report) == ("failed", 4)
    assert "refuses to be read" in report.verdict.reason
    assert world.site.base_url in report.verdict.reason
    assert world.value("SELECT state::text FROM warta.runs") == "failed"


def test_a_pause_that_the_site_asks_for_is_no_refusal(world: World) -> None:
    """Nobody need ask the owner: the next run goes on when it is over."""
    world.site.misbehave("too_many_requests", path="*", retry_after=3)
    report = world.run()
    assert ending(report) == ("failed", 4)
    assert f"{world.site.base_url} asks for a pause: " in report.verdict.reason
    assert "the next run goes on then" in report.verdict.reason
    assert "owner" not in report.verdict.reason


def test_rest_that_fails_for_a_while_costs_no_edit(world: World) -> None:
    """The bell has rung: it counts as heard when the list was read, not before."""
    world.run()
    wordpress = world.site.wordpress
    wordpress.advance(minutes=10)
    wordpress.edit(wordpress.live()[12])  # no longer in the feed, whose bytes do not change
    world.site.misbehave("bad_gateway", path=f"{REST}*")
    report = world.run()
    assert ending(report) == ("degraded", 3)
    assert "HTTP 502" in report.verdict.reason
    world.site.behave()
    wordpress.advance(minutes=10)
    assert ending(world.run()) == ("ok", 0)
    world.check()


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        ("robots_disallows_all", "robots_disallow"),
        ("robots_failing", "/robots.txt answers HTTP 500"),
        ("robots_is_html", "robots_unreadable"),
    ],
)
def test_a_robots_txt_that_forbids_or_can_not_be_read_ends_the_run(
    world: World, behaviour: str, reason: str
) -> None:
    """Nothing but robots.txt itself is asked for, and what was left is told once."""
    world.site.misbehave(behaviour)
    report = world.run()
    assert ending(report) == ("failed", 4)
    assert reason in report.verdict.reason
    assert set(asked(world)) == {"/robots.txt"}
    assert len(set(report.problems)) == len(report.problems) > 1
    world.site.behave()
    world.site.wordpress.advance(days=1)
    assert ending(world.run()) == ("ok", 0)
    world.check()


def test_a_robots_txt_that_forbids_all_is_read_again_by_each_run(world: World) -> None:
    """For one request; it may be lifted at any time."""
    world.site.misbehave("robots_disallows_all")
    for _ in range(2):
        assert ending(world.run()) == ("failed", 4)
        assert asked(world) == ["/robots.txt"]
    world.site.behave()
    assert ending(world.run()) == ("ok", 0)
    world.check()


@pytest.mark.parametrize("behaviour", ["too_many_requests", "too_many_requests_until_date"])
def test_a_site_is_not_asked_before_the_time_that_it_named(world: World, behaviour: str) -> None:
    """Not in this run, not in the next; what is still to be fetched waits."""
    path = world.site.wordpress.live()[3].path
    world.site.misbehave(behaviour, path=path, retry_after=1800)
    report = world.run()
    assert ending(report) == ("degraded", 3)
    assert path in asked(world)[-1]
    world.site.behave()
    world.site.wordpress.advance(minutes=29)
    report = world.run()
    assert ending(report) == ("degraded", 4)
    assert "not to be asked before" in report.verdict.reason
    assert not asked(world)
    world.site.wordpress.advance(minutes=1)
    assert ending(world.run()) == ("ok", 0)
    world.check()


def test_pages_that_fail_are_asked_for_again_by_later_runs(world: World) -> None:
    """500, a connection reset in mid-body, a 404 that flaps: three kinds of later."""
    failing, reset, flapping, *_ = world.site.wordpress.live()
    world.site.misbehave("server_error", path=failing.path)
    world.site.misbehave("reset_in_mid_body", path=reset.path)
    world.site.misbehave("not_found", path=flapping.path)
    report = world.run()
    assert ending(report) == ("degraded", 3)
    assert {problem.url.removeprefix(world.site.base_url) for problem in report.problems} == {
        failing.path, reset.path,
    }  # fmt: skip
    assert {count.outcome: count.items for count in report.outcomes}["not_article"] == 2
    assert len(world.differences()) == 3
    world.site.behave()
    report = world.run()
    assert ending(report) == ("ok", 0)
    waits = "; 3 pages that failed wait until 2026-03-02 08:10 WIB for another try"
    assert report.verdict.reason.endswith(waits)
    asked(world)
    world.site.wordpress.advance(minutes=11)
    assert ending(world.run()) == ("ok", 0)
    assert asked(world) == ["/feed/", failing.path, reset.path, flapping.path]
    world.check()


def test_what_is_no_article_never_overwrites_one(worlds: Worlds) -> None:
    """An edit is waiting to be read, and the page shows something else, with 200 or without."""
    with serve(WordPress(posts=len(IMPOSTORS))) as site:
        world = worlds(site)
        world.run()
        before = world.digest()
        site.wordpress.advance(minutes=10)
        for post, name in zip(site.wordpress.live(), IMPOSTORS, strict=True):
            site.wordpress.edit(post)
            site.misbehave(name, path=post.path)
        assert ending(world.run()) == ("degraded", 3)
        assert world.digest() == before
        site.behave()
        site.wordpress.advance(days=1)
        assert ending(world.run()) == ("ok", 0)
        world.check()


def test_a_site_that_shows_a_challenge_to_everyone_is_no_success(world: World) -> None:
    """Each page came with 200, none was an article: green, but nothing collected."""
    for post in world.site.wordpress.live():
        world.site.misbehave("challenge", path=post.path)
    report = world.run()
    assert ending(report) == ("degraded", 3)
    assert "15 listed pages showed something else than an article" in report.verdict.reason


def test_what_is_listed_and_older_than_first_contact_is_not_called_stored(worlds: Worlds) -> None:
    """The lists that are read whole after an outage name more than the archive holds."""
    with serve(WordPress(posts=59)) as site:
        world = worlds(site)
        world.run()
        for path in ("/", "/[!r]*"):
            site.misbehave("login_wall", path=path)
        assert ending(world.run()) == ("failed", 4)
        site.behave()
        report = world.run()
        assert report.verdict.reason.startswith("nothing new: 59 listed articles are known already")
        assert world.value("SELECT count(*) FROM warta.articles") == 50


def test_a_page_in_quarantine_is_asked_for_again(world: World) -> None:
    """It was cut short by the server: the next one is whole."""
    world.run()
    wordpress = world.site.wordpress
    wordpress.advance(minutes=10)
    post = wordpress.edit(wordpress.live()[3])
    world.site.misbehave("page_cut_short", path=post.path)
    assert ending(world.run()) == ("degraded", 3)
    world.site.behave()
    wordpress.advance(days=1)
    assert ending(world.run()) == ("ok", 0)
    world.check()


def test_a_site_that_has_moved_is_said_to_be_elsewhere(world: World) -> None:
    """To another host, all of it: its owner refuses nothing, and the address is the way on."""
    world.run()
    world.site.misbehave("redirect_off_site", to="https://www.contoh.example/")
    world.site.wordpress.advance(days=2)
    report = world.run()
    assert ending(report) == ("failed", 4)
    assert "leads to https://www.contoh.example/. If the site has moved" in report.verdict.reason
    assert "WARTA_SITE_URL" in report.verdict.reason


def test_another_port_is_another_site_until_someone_says_it_is_the_same(
    world: World, archive: Archive, warta: Callable[..., Said]
) -> None:
    """Two sites on one machine would be one: articles of the one would be those of the other."""
    archive.url, archive.home = world.url, world.home
    world.run()
    before = world.digest()
    with serve(WordPress(posts=8, seed=2)) as other:
        at = {"WARTA_SITE_URL": other.base_url}
        said = warta("ingest", "--no-prefect", **at)
        assert said.code == 2
        assert (
            f"local is not followed at {other.base_url}, but at {world.site.base_url}" in said.err
        )
        assert "WARTA_SITE=local" in said.err
        assert world.digest() == before
        assert warta("ingest", "--no-prefect", **at, WARTA_SITE="lain").code == 0
        assert warta("ingest", "--no-prefect", **at, WARTA_SITE="local").code == 0
        assert warta("ingest", "--no-prefect", **at).code == 0
    with pytest.raises(SettingsError, match="where the site has moved"):
        world.run()


def test_an_address_with_another_folder_is_another_site(
    world: World, archive: Archive, warta: Callable[..., Said]
) -> None:
    """A slip of the pen closed the channels of the site that is followed, which missed edits."""
    archive.url, archive.home = world.url, world.home
    world.run()
    before = world.rows("SELECT * FROM warta.channels ORDER BY channel")
    said = warta("ingest", "--no-prefect", WARTA_SITE_URL=f"{world.site.base_url}/nosuch")
    assert said.code == 2
    assert "is not followed at" in said.err
    assert "WARTA_SITE" in said.err
    assert world.rows("SELECT * FROM warta.channels ORDER BY channel") == before
    assert ending(world.run()) == ("ok", 0)
    world.check()


def test_pages_that_fail_keep_no_older_ones_from_being_asked_for(worlds: Worlds) -> None:
    """A run asks for nothing more after fifteen of them; the next ones, for the others first."""
    with serve(WordPress(posts=20)) as site:
        newest = sorted(site.wordpress.live(), key=lambda post: post.published_at)[4:]
        for post in newest:
            site.misbehave("server_error", path=post.path)
        world = worlds(site)
        for _ in range(4):  # of five pages at the least, each asked for three times
            world.run()
            site.wordpress.advance(minutes=2)
        assert world.counts()["articles"] == 4
