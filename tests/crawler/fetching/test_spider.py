"""What a crawl may ask for, when, with what and how often: over real HTTP, by the site's log."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from crawler.plan import Fetch, Limits
from tests.crawler.crawling import crawl, pages, plan_for, robots_of
from tests.site import Site, WordPress, serve


@pytest.fixture
def site() -> Iterator[Site]:
    """A small site that behaves."""
    with serve(WordPress(posts=8)) as served:
        yield served


# robots.txt ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["robots_failing", "robots_is_html", "robots_redirects"])
def test_a_robots_txt_that_cant_be_read_closes_the_site(
    site: Site, tmp_path: Path, name: str
) -> None:
    site.misbehave(name)
    outcome = crawl(plan_for(site, robots=None), [robots_of(site), *pages(site, 2)], tmp_path)
    assert [line.fetched for line in outcome.lines] == ["refused"] * 3
    assert {line.reason for line in outcome.lines[1:]} == {"robots_unreadable"}
    assert {entry.path for entry in site.log.entries} == {"/robots.txt"}


def test_a_robots_txt_that_cant_be_had_closes_the_site_though_an_old_one_allowed(
    site: Site, tmp_path: Path
) -> None:
    site.misbehave("reset_at_once", path="/robots.txt")
    outcome = crawl(plan_for(site, robots=""), [robots_of(site), *pages(site, 1)], tmp_path)
    assert [line.fetched for line in outcome.lines] == ["failed", "refused"]
    assert outcome.lines[1].reason == "robots_unreadable"


def test_a_robots_txt_that_is_a_bomb_closes_the_site(site: Site, tmp_path: Path) -> None:
    site.misbehave("decompression_bomb", path="/robots.txt", megabytes=60)
    outcome = crawl(plan_for(site, robots=None), [robots_of(site), *pages(site, 1)], tmp_path)
    assert [line.reason for line in outcome.lines][1:] == ["robots_unreadable"]


def test_what_robots_txt_closes_is_never_asked_for(site: Site, tmp_path: Path) -> None:
    closed = site.wordpress.live()[0].path
    site.misbehave("robots_disallows", pattern=closed)
    site.misbehave("robots_huge")
    site.misbehave("redirect_to_other_article", path=site.wordpress.live()[1].path)
    outcome = crawl(plan_for(site, robots=None), [robots_of(site), *pages(site)], tmp_path)
    refused = [line.url for line in outcome.lines if line.reason == "robots_disallow"]
    assert site.base_url + closed in refused
    assert site.base_url + site.wordpress.live()[1].path in refused  # it redirects there
    assert closed not in {entry.path for entry in site.log.entries}
    assert site.log.disallowed(f"User-agent: *\nDisallow: {closed}\n") == []


@pytest.mark.parametrize("kept", [None, "User-agent: *\nCrawl-delay: 0.4\n"])
def test_the_crawl_delay_is_kept_from_the_end_of_one_answer_to_the_next_request(
    site: Site, tmp_path: Path, kept: str | None
) -> None:
    site.misbehave("robots_crawl_delay", seconds=0.4)
    site.misbehave("slow_first_byte", path=site.wordpress.live()[1].path, wait_s=0.5)
    fetches = [] if kept else [robots_of(site)]
    outcome = crawl(plan_for(site, robots=kept), [*fetches, *pages(site, 4)], tmp_path)
    assert {line.fetched for line in outcome.lines} == {"fetched"}
    assert site.log.minimum_gap() >= 0.4
    times = [entry.seconds for entry in site.log.entries if entry.path != "/robots.txt"]
    assert times[2] - times[1] >= 0.9  # the slow answer's half second, and then the delay


# in which order ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["listing", "probe"])
def test_what_is_waited_for_is_asked_before_pages(
    site: Site, tmp_path: Path, kind: Literal["listing", "probe"]
) -> None:
    """What comes next hangs on it; pages under way are not held up."""
    awaited = Fetch(url=f"{site.base_url}/feed/", kind=kind)
    outcome = crawl(plan_for(site), [*pages(site, 8), awaited], tmp_path)
    assert [entry.path for entry in site.log.entries].index("/feed/") < 4
    assert len(outcome.lines) == 9


# "not now" -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("too_many_requests", {"retry_after": 120}),
        ("too_many_requests_until_date", {"retry_after": 120}),
        ("unavailable", {"retry_after": 120}),
        ("too_many_requests_without_date", {}),
    ],
)
def test_not_now_stops_the_crawl_and_is_told(
    site: Site, tmp_path: Path, name: str, options: dict[str, object]
) -> None:
    fetches = pages(site, 5)
    site.misbehave(name, path=site.wordpress.live()[1].path, **options)
    plan = plan_for(site, now=site.wordpress.now, is_virtual=True)
    outcome = crawl(plan, fetches, tmp_path)
    assert outcome.finished.reason == "retry_after"
    assert len(site.log.entries) == 2
    assert [line.reason for line in outcome.lines[2:]] == ["retry_after"] * 3
    waits = 120 if options else 600
    told = outcome.lines[1].retry_at
    assert told is not None
    assert abs((told - site.wordpress.now).total_seconds() - waits) <= 1
    assert all(line.retry_at == told for line in outcome.lines[1:])


# what is asked with, and how often -----------------------------------------------------------


def test_an_unchanged_listing_is_not_modified(site: Site, tmp_path: Path) -> None:
    url = f"{site.base_url}/feed/"
    feed = crawl(plan_for(site), [Fetch(url=url, kind="listing")], tmp_path / "feed").captures[0]
    again = Fetch(
        url=url,
        kind="listing",
        etag=feed.headers.get("etag"),
        last_modified=feed.headers.get("last-modified"),
    )
    outcome = crawl(plan_for(site), [again], tmp_path / "again")
    line = outcome.line(url)
    assert feed.headers["etag"].startswith("W/")
    assert (line.fetched, line.status) == ("not_modified", 304)
    assert outcome.captures[0].payload == b""


def test_validators_do_not_go_with_a_redirect(site: Site, tmp_path: Path) -> None:
    path = site.wordpress.live()[0].path
    site.misbehave("redirect_to_other_article", path=path)
    fetch = Fetch(
        url=site.base_url + path, etag='"a"', last_modified="Sat, 17 Feb 2024 00:00:00 GMT"
    )
    outcome = crawl(plan_for(site), [fetch], tmp_path)
    assert outcome.line(fetch.url).status == 200
    first, second = site.log.entries
    assert (first.header("If-None-Match"), second.header("If-None-Match")) == ('"a"', "")
    assert second.header("If-Modified-Since") == ""


def test_the_budget_counts_redirects_and_retries(site: Site, tmp_path: Path) -> None:
    paths = [post.path for post in site.wordpress.live()]
    site.misbehave("redirect_chain", path=paths[0], length=2)
    site.misbehave("server_error", path=paths[1], first=1)
    limits = Limits(requests=6)
    outcome = crawl(plan_for(site, limits=limits), pages(site, 6), tmp_path)
    assert len(site.log.entries) == outcome.finished.requests == 6
    assert [line.reason for line in outcome.lines][-3:] == ["budget"] * 3
