"""A post in several pages is fetched as one: its first page is handed on with all the others."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.captures import Capture
from crawler.fetching.spiders.post import PARTS_MAX
from crawler.plan import Fetch, Limits, Listed
from crawler.sites import site_for_url
from flows.load.items import extraction_of
from tests.crawler.crawling import Outcome, crawl, plan_for
from tests.site import Settings, Site, WordPress, serve
from tests.site.blocks import PageBreak, Paragraph, Raw
from tests.site.model import Post


def in_pages(site: WordPress, post: Post, count: int) -> Post:
    """Break a post into so many pages."""
    pieces = [Paragraph(markup=f"Bagian {n} dari kisah ini.") for n in range(2, count + 1)]
    further = [part for piece in pieces for part in (PageBreak(), piece)]
    return site.edit(post, (*post.blocks, *further))


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with six articles."""
    with serve(WordPress(posts=6)) as served:
        yield served


def asked(site: Site) -> list[str]:
    """The paths that were asked for, in order."""
    return [entry.path for entry in site.log.entries]


def first_and_further(outcome: Outcome) -> tuple[Capture, list[Capture]]:
    """The capture of the first page, and the others."""
    (first,) = [one for one in outcome.captures if one.part is None]
    return first, [one for one in outcome.captures if one.part is not None]


def test_the_pages_of_a_post_come_together(site: Site, tmp_path: Path) -> None:
    """One line; one capture for each page, the first behind its parts and naming them."""
    posts = site.wordpress.live()
    post = in_pages(site.wordpress, posts[0], 3)
    urls = [site.base_url + one.path for one in posts]
    outcome = crawl(plan_for(site), [Fetch(url=url) for url in urls], tmp_path)
    assert [path for path in asked(site) if path.startswith(post.path)] == [
        post.path, f"{post.path}/2", f"{post.path}/3",
    ]  # fmt: skip
    assert asked(site)[-1] == posts[-1].path  # they do not wait until all else is done
    assert sorted(line.url for line in outcome.lines) == sorted(urls)
    assert outcome.finished.requests == len(urls) + 2
    numbers = [one.part for one in outcome.captures]
    place = numbers.index(2)
    *parts, first = outcome.captures[place : place + 3]
    assert [part.part for part in parts] == [2, 3]
    assert first.parts == tuple(part.id for part in parts)
    assert outcome.line(urls[0]).id == first.id


def test_who_asks_for_a_further_page_gets_the_post(site: Site, tmp_path: Path) -> None:
    """A listing may point there: it is the same article."""
    post = in_pages(site.wordpress, site.wordpress.live()[0], 3)
    url = f"{site.base_url}{post.path}/2"
    outcome = crawl(plan_for(site), [Fetch(url=url)], tmp_path)
    assert asked(site) == [f"{post.path}/2", post.path, f"{post.path}/3"]
    first, parts = first_and_further(outcome)
    assert (first.url, first.requested_url) == (site.base_url + post.path, url)
    assert sorted(part.part or 0 for part in parts) == [2, 3]
    assert outcome.line(url).id == first.id


def test_pages_that_a_listing_told_of_are_asked_for(tmp_path: Path) -> None:
    """Where none links to another; where there are fewer than that, it is whole all the same."""
    with serve(WordPress(posts=6, settings=Settings(has_page_links=False))) as site:
        post = in_pages(site.wordpress, site.wordpress.live()[0], 3)
        url = site.base_url + post.path
        for told, numbers in ((None, []), (3, [2, 3]), (2, [2]), (5, [2, 3, 4])):
            site.log.clear()
            listed = Listed(pages=told) if told else None
            fetch = Fetch(url=url, listed=listed)
            outcome = crawl(plan_for(site), [fetch], tmp_path / str(told))
            first, parts = first_and_further(outcome)
            assert [part.part for part in parts] == numbers
            assert outcome.lines[0].fetched == "fetched"
            assert asked(site)[0] == post.path
            found = extraction_of(replace(first, further=tuple(parts)), site_for_url(url))
            assert found.verdict == "good"
            assert found.pages == (1 if told is None else min(told, 3))
            assert ("Bagian 3 dari kisah ini." in found.body_parts) == (found.pages == 3)


def test_a_post_that_is_shown_whole_on_each_of_its_pages_is_taken_once(
    site: Site, tmp_path: Path
) -> None:
    """Themes can do that, whatever REST counts: its text is not taken twice."""
    post = site.wordpress.live()[0]
    url = site.base_url + post.path
    outcome = crawl(plan_for(site), [Fetch(url=url, listed=Listed(pages=2))], tmp_path)
    first = first_and_further(outcome)[0]
    second = replace(
        first,
        part=2,
        url=f"{url}/2",
        body=first.payload.replace(b'class="', b'class="single-paged-2 ', 1).replace(
            b"<body", b"<body"
        ),
        headers={},
    )
    found = extraction_of(replace(first, further=(second,)), site_for_url(url))
    assert (found.verdict, found.pages) == ("good", 1)
    assert (
        found.body_parts == extraction_of(replace(first, listed=None), site_for_url(url)).body_parts
    )


@pytest.mark.parametrize("name", ["not_found", "bad_gateway", "redirect_off_site", "gone"])
def test_a_page_that_can_not_be_had_ends_it(name: str, site: Site, tmp_path: Path) -> None:
    """What there is, is kept; the first page does not name what did not come."""
    post = in_pages(site.wordpress, site.wordpress.live()[0], 4)
    site.misbehave(name, path=f"{post.path}/3")
    outcome = crawl(plan_for(site), [Fetch(url=site.base_url + post.path)], tmp_path)
    first, parts = first_and_further(outcome)
    assert f"{post.path}/4" not in asked(site)
    assert outcome.lines[0].fetched == "fetched"
    assert [part.part for part in parts if part.status == 200] == [2]
    assert first.parts == tuple(part.id for part in parts)


def test_manners_hold_for_further_pages(site: Site, tmp_path: Path) -> None:
    """robots.txt forbids one; the requests of a run count all."""
    post = in_pages(site.wordpress, site.wordpress.live()[0], 3)
    fetch = Fetch(url=site.base_url + post.path)
    forbidden = plan_for(site, robots=f"User-agent: *\nDisallow: {post.path}/2\n")
    assert first_and_further(crawl(forbidden, [fetch], tmp_path / "a"))[1] == []
    few = plan_for(site, limits=Limits(requests=2))
    outcome = crawl(few, [fetch], tmp_path / "b")
    assert asked(site) == [post.path, post.path, f"{post.path}/2"]
    assert [line.reason for line in outcome.lines] == ["budget"]
    assert outcome.captures == []  # it is fetched again as a whole


def test_a_site_that_says_not_now_is_asked_again(site: Site, tmp_path: Path) -> None:
    """For the whole post: what came of it is kept, and is no capture."""
    post = in_pages(site.wordpress, site.wordpress.live()[0], 3)
    site.misbehave("unavailable", path=f"{post.path}/2", retry_after=60)
    outcome = crawl(plan_for(site), [Fetch(url=site.base_url + post.path)], tmp_path)
    assert [(line.fetched, line.reason) for line in outcome.lines] == [("refused", "retry_after")]
    assert outcome.captures == []
    assert outcome.finished.reason == "retry_after"


def test_a_post_without_end_is_left(site: Site, tmp_path: Path) -> None:
    """More pages than a post has are not asked for."""
    post = in_pages(site.wordpress, site.wordpress.live()[0], PARTS_MAX + 5)
    outcome = crawl(plan_for(site), [Fetch(url=site.base_url + post.path)], tmp_path)
    assert len(asked(site)) == PARTS_MAX
    assert len(first_and_further(outcome)[0].parts) == PARTS_MAX - 1


def test_links_that_lie_lead_nowhere(site: Site, tmp_path: Path) -> None:
    """Whatever a page links to: only its own address with a number is asked, on its own host."""
    post = site.wordpress.live()[0]
    lies = [
        f"//iklan.example{post.path}/2", f"https://iklan.example/?u={post.path}/2", "/2", "/x/2",
        f"{post.path}/0", f"{post.path}/1", f"{post.path}/2/feed", f"{post.path}/comment-page-2",
        f"javascript:{post.path}/2", f"{post.path}-2", f"{post.path}/02x", "?page=2x", "//[/2",
    ]  # fmt: skip
    links = "".join(f'<a href="{url}" class="post-page-numbers">9</a>' for url in lies)
    blocks = (Paragraph(markup="Satu paragraf."), Raw(source=links))
    site.wordpress.edit(post, blocks)
    crawl(plan_for(site), [Fetch(url=site.base_url + post.path)], tmp_path)
    assert set(asked(site)) <= {post.path, f"{post.path}/2"}
