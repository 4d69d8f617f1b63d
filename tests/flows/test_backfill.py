"""Backfills against the site: days are listed, what is missing is fetched, and all is proven."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from flows.ledger import filling
from flows.ledger.filling import Slice
from flows.load.segment import Loaded, load_segment
from flows.runs.door import Door
from flows.settings import SettingsError, read_settings
from flows.store import budget
from flows.store import ledger as ledger_of
from flows.store.discovered import Due
from tests.flows.filling import fill, ledger
from tests.flows.world import World, Worlds, asked
from tests.site import Settings, Site, WordPress, serve


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with forty articles."""
    with serve(WordPress(posts=40)) as served:
        yield served


def noted(world: World, slept: list[float]) -> Callable[[float], None]:
    """Return a sleep that moves the site's clock, and keeps how long it was."""

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        world.site.wordpress.advance(seconds=seconds)

    return sleep


def test_all_days_are_filled_and_proven(worlds: Worlds) -> None:
    """Each article costs one request; the ledger says so, and the archive equals the site."""
    with serve(WordPress(posts=205)) as site:
        world = worlds(site)
        report = fill(world, size=Slice(requests=100, seconds=60.0))
        assert (report.verdict.state, report.verdict.exit_code) == ("ok", 0), report.verdict
        assert "205 articles = 205 stored + 0 explained" in report.verdict.reason
        beside = ("robots", "count", "list", "list", "list")
        assert report.requests == len(asked(world)) == 205 + len(beside)
        world.check()
        assert ledger(world) == {"expected": 205, "stored": 205, "explained": 0, "missing": 0}
        unproven = world.rows("SELECT day FROM warta.coverage WHERE proven_at IS NULL")
        assert [row["day"] for row in unproven] == [date(2026, 3, 2)]  # which is not over yet
        site.wordpress.advance(days=1)
        assert fill(world, until=date(2026, 3, 2)).verdict.state == "ok"
        # the count, the day, and since that is empty, whether REST names any post
        assert asked(world) == ["/robots.txt", *["/wp-json/wp/v2/posts"] * 3]
        assert fill(world, until=date(2026, 3, 2)).requests == 0
        assert asked(world) == []


def test_what_is_missing_is_looked_for_when_pages_run_short(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not after each list: the whole span is looked through."""
    looks: list[int] = []
    due = ledger_of.due

    def looked(*given: Any, max_rows: int, **named: Any) -> list[Due]:
        looks.append(max_rows)
        return due(*given, max_rows=max_rows, **named)

    monkeypatch.setattr(ledger_of, "due", looked)
    monkeypatch.setattr(filling, "_AHEAD_AT_ONCE", 4)
    with serve(WordPress(posts=560)) as site:
        world = worlds(site)
        report = fill(world, since=date(2025, 1, 1), size=Slice(requests=1_000, seconds=600.0))
        assert report.verdict.state == "ok", report.verdict
        lists = [path for path in asked(world) if path.startswith("/wp-json")]
        world.check()
    assert len(lists) == 7  # with the count
    assert looks.count(1_001) < 6  # as it begins, and for some lists


def test_a_backfill_that_is_killed_goes_on(world: World) -> None:
    """Between any two slices, or within one: nothing is fetched twice that was committed."""

    class KilledError(RuntimeError):
        pass

    killed: list[Path] = []

    def load(door: Door, path: Path, **given: Any) -> Loaded:
        if len(killed) < 2 and not path.name.endswith("00001.warc.gz"):
            killed.append(path)
            raise KilledError
        return load_segment(door, path, **given)

    for _ in range(2):
        with pytest.raises(KilledError):
            fill(world, load=load)
        world.wait_for_crawler()
    report = fill(world, load=load)
    assert report.verdict.state == "ok"
    world.check()
    pages = [path for path in asked(world) if not path.startswith(("/wp-json", "/robots"))]
    assert len(pages) == len(set(pages)) == 40


@pytest.mark.parametrize("closed", ["rest_needs_login", "rest_lists_nothing"])
def test_a_site_without_rest_is_filled_from_its_sitemaps(worlds: Worlds, closed: str) -> None:
    """The days of publication come from the pages."""
    with serve(WordPress(posts=40, settings=Settings(wordpress="6.5.2"))) as site:
        world = worlds(site)
        site.misbehave(closed)
        report = fill(world)
        assert (report.verdict.state, report.verdict.exit_code) == ("ok", 0), report.verdict
        world.check(ignore=("modified_at",))
        assert ledger(world) == {"expected": 40, "stored": 40, "explained": 0, "missing": 0}
        days = {
            post.published_at.astimezone(world.settings.site().time_zone).date()
            for post in site.wordpress.live()
        }
        held = world.rows("SELECT day FROM warta.coverage WHERE expected > 0")
        assert {row["day"] for row in held} == days


@pytest.mark.parametrize(
    "behaviour",
    [
        "", "publish_while_paging", "delete_while_paging", "touch_while_paging",
        "rest_totals_that_disagree", "rest_without_totals", "rest_counts_nothing",
        "rest_ignores_after", "rest_ignores_order", "rest_ignores_page",
    ],
)  # fmt: skip
def test_lists_that_shift_or_lie_hide_nothing(worlds: Worlds, behaviour: str) -> None:
    """Lists of ten: whatever they do meanwhile, all that is there in the end is stored."""
    with serve(WordPress(posts=40)) as site:
        world = worlds(site)
        site.misbehave("rest_caps_per_page", most=10)
        if behaviour:
            site.misbehave(behaviour)
        report = fill(world)
        assert report.verdict.exit_code == 0, report.verdict
        stored = {row["post_id"] for row in world.rows("SELECT post_id FROM warta.articles")}
        new = {post.id for post in site.wordpress.live() if post.published_at == site.wordpress.now}
        assert {post.id for post in site.wordpress.live()} - new <= stored


def test_what_can_not_be_had_is_explained_or_missing(world: World) -> None:
    """Without a reason for what is not stored there is no proof, and a rerun tries again."""
    posts = world.site.wordpress.live()
    world.site.misbehave("not_found_that_flaps", path=posts[3].path)
    world.site.misbehave("not_found", path=posts[4].path)
    world.site.misbehave("soft_404", path=posts[5].path)
    world.site.misbehave("server_error", path=posts[6].path)
    report = fill(world)
    assert (report.verdict.state, report.verdict.exit_code) == ("degraded", 3)
    assert "1 article is missing (2026-03-01)" in report.verdict.reason
    reasons = world.rows(
        "SELECT reason, sum(articles)::int AS n FROM warta.coverage_reasons GROUP BY 1"
    )
    assert {row["reason"]: row["n"] for row in reasons} == {
        "http_404": 1,
        "not_article": 1,
        "missing": 1,
    }
    world.site.behave("server_error")
    world.site.wordpress.advance(minutes=1)
    assert fill(world).verdict.exit_code == 0


def test_a_site_in_trouble_is_left_alone(world: World) -> None:
    """Its server fails for whatever page is asked for: the rest waits for the next backfill."""
    world.site.misbehave("server_error", path="/[!w]*/*")  # not REST's
    report = fill(world)
    assert (report.verdict.state, report.verdict.exit_code) == ("degraded", 3)
    assert "its server failed time after time (HTTP 5xx)" in report.verdict.reason
    assert sum(entry.status == 500 for entry in world.site.log.entries) == 15
    world.site.behave()
    world.site.wordpress.advance(hours=1)
    assert fill(world).verdict.exit_code == 0
    assert ledger(world)["stored"] == 40


def test_a_slice_that_is_used_up_by_repeats_is_no_refusal(world: World) -> None:
    """Each page of it came damaged, and was to be asked for again. It is not begun for ever."""
    world.site.misbehave("truncated_gzip", path="/[!w]*/*")
    report = fill(world)
    assert (report.verdict.state, report.verdict.exit_code) == ("degraded", 3), report.verdict
    assert "no page could be had within the requests of a slice" in report.verdict.reason
    assert world.rows("SELECT cause FROM warta.incidents WHERE cause = 'site_refuses'") == []


def test_the_last_request_of_an_hour_ends_no_backfill(world: World) -> None:
    """It went to a page that is to be asked for again: so it is, in the next hour."""
    per_hour, slept = 20, list[float]()
    world.site.misbehave("truncated_gzip", path="/[!w]*/*")

    def sleep(seconds: float) -> None:
        noted(world, slept)(seconds)
        if len(slept) > 1:
            world.site.behave()
            return
        with psycopg.connect(world.url) as connection:
            budget.debit(
                connection,
                "local",
                per_hour - 1,
                per_hour=per_hour,
                now=world.now(),
                lasts=timedelta(),
            )

    settings = read_settings(world.environ | {"WARTA_REQUESTS_PER_HOUR": str(per_hour)})
    report = fill(world, settings=settings, sleep=sleep)
    assert report.verdict.state == "ok", report.verdict
    assert ledger(world)["stored"] == 40


def test_robots_explains_what_it_forbids(worlds: Worlds) -> None:
    """Once: it is not asked for at all."""
    with serve(WordPress(posts=20, settings=Settings(robots=("Disallow: /iran/",)))) as site:
        world = worlds(site)
        forbidden = sum(post.path.startswith("/iran/") for post in site.wordpress.live())
        report = fill(world)
        assert report.sums is not None
        assert (report.verdict.exit_code, report.sums.explained) == (0, forbidden)
        assert not any(path.startswith("/iran/") for path in asked(world))


def test_a_section_is_filled_and_proven_alone(world: World) -> None:
    """Only its articles are fetched and proven."""
    section = world.site.wordpress.live()[0].section
    report = fill(world, section=section)
    assert report.verdict.state == "ok"
    mine = [post for post in world.site.wordpress.live() if post.section.startswith(section)]
    assert world.value("SELECT count(*) FROM warta.articles") == len(mine)


def test_a_section_that_no_article_lies_in_proves_nothing(world: World) -> None:
    """It is a slip of the pen; one that is known, and had nothing on these days, is proven."""
    report = fill(world, section="Analisa-Dunia")
    assert (report.verdict.state, report.verdict.exit_code) == ("degraded", 3)
    assert "no article is known in /Analisa-Dunia/" in report.verdict.reason
    with pytest.raises(SettingsError, match=r"no article is known in /Analisa-Dunia/.*warta\.sec"):
        fill(world, section="Analisa-Dunia")  # all its days are listed by now
    section = world.site.wordpress.live()[0].section
    long_ago = {"since": date(2020, 1, 1), "until": date(2020, 1, 3)}
    report = fill(world, section=section, **long_ago)
    assert (report.verdict.state, report.verdict.exit_code) == ("ok", 0)


def test_a_pause_that_the_site_asks_for_is_kept(world: World) -> None:
    """Too many requests: the backfill waits for as long as it was told, and ends well."""
    world.site.misbehave("limit_of_requests", most=30, retry_after=120)
    slept: list[float] = []
    report = fill(world, sleep=noted(world, slept))
    assert report.verdict.state == "ok", report.verdict
    assert slept
    assert not world.site.log.too_early()


@pytest.mark.parametrize("times", [2, 3])
def test_a_first_list_that_is_put_off_is_waited_for(world: World, times: int) -> None:
    """As any other request: it was a refusal, for a pause of seconds; a third in a row is one."""
    slept: list[float] = []
    world.site.misbehave("too_many_requests", path="/wp-json/wp/v2/posts", retry_after=120)

    def sleep(seconds: float) -> None:
        noted(world, slept)(seconds)
        if len(slept) == times:
            world.site.behave()

    report = fill(world, sleep=sleep)
    assert slept == [120.0, 120.0]
    if times == 3:
        assert (report.verdict.state, report.verdict.exit_code) == ("failed", 4)
        assert "/wp-json/wp/v2/posts: http_429. Nothing is fetched" in report.verdict.reason
        return
    assert report.verdict.state == "ok", report.verdict
    rows = world.rows("SELECT DISTINCT channel FROM ingest.ledger_day")
    assert [row["channel"] for row in rows] == ["rest"]
    assert not world.site.log.too_early()
    world.check()


def test_a_slice_ends_in_time_where_robots_txt_asks_for_a_pause(world: World) -> None:
    """Whoever waits for it would wait for all that the crawler was told of beforehand."""
    world.site.misbehave("robots_crawl_delay", seconds=0.15)
    report = fill(world, size=Slice(requests=2_500, seconds=1.5))
    assert report.verdict.state == "ok", report.verdict
    assert report.slices > 3  # with the survey: forty pages, and some ten in each


def test_an_hour_that_is_spent_is_waited_for(world: World) -> None:
    """A backfill takes its requests from the hour that all share."""
    slept: list[float] = []
    settings = read_settings({**world.environ, "WARTA_REQUESTS_PER_HOUR": "20"})
    report = fill(world, settings=settings, sleep=noted(world, slept))
    assert report.verdict.state == "ok", report.verdict
    assert slept == [3600.0, 3600.0]
    assert report.estimate is not None
    assert round(report.estimate.hours, 1) == 2.1
    assert world.site.log.ceiling(timedelta(hours=1), clock="site") <= 20


def test_a_site_without_rest_and_sitemaps_is_filled_from_its_archive_pages(world: World) -> None:
    """Ten articles a page, whose days the pages of the articles state."""
    world.site.misbehave("rest_missing")
    world.site.misbehave("not_found", path="/*sitemap*")
    report = fill(world)
    assert (report.verdict.state, report.verdict.exit_code) == ("ok", 0), report.verdict
    world.check(ignore=("modified_at",))
    assert ledger(world) == {"expected": 40, "stored": 40, "explained": 0, "missing": 0}
    assert world.rows("SELECT DISTINCT channel FROM warta.coverage") == [{"channel": "archive"}]


def test_a_site_that_lists_nothing_is_said_to(world: World) -> None:
    """Neither REST nor a sitemap nor a list of articles: exit code 4, and why."""
    world.site.misbehave("rest_missing")
    world.site.misbehave("not_found", path="/*sitemap*")
    world.site.misbehave("server_error", path="/")
    report = fill(world)
    assert (report.verdict.state, report.verdict.exit_code) == ("failed", 4)
    assert "lists its articles nowhere" in report.verdict.reason


def test_days_that_are_none_are_refused(world: World) -> None:
    """Since lies after until, or in the future."""
    with pytest.raises(ValueError, match="name an earlier day"):
        fill(world, since=date(2030, 1, 1))
