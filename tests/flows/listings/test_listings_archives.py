"""Archive pages as listings: which is asked for next, and when all is known."""

from dataclasses import replace

from crawler.discovery import Channel, Found, archive_url
from flows.listings.readings import Page
from tests.flows.listings.told import BASE, ONLY_ARCHIVES, SITE, found, listings, met, rung


def test_archive_pages_are_read_until_all_is_known() -> None:
    """By their links, which state no time."""
    reading = listings(closed=ONLY_ARCHIVES)
    untimed = [Found(url=f"{BASE}/a/{n}", channel="archive") for n in range(30)]
    reading.take(Page(found=untimed[:10], next_url=f"{BASE}/page/2"))
    assert reading.url == f"{BASE}/page/2"
    reading.take(Page(found=untimed[10:20], next_url=f"{BASE}/page/3", known=met(untimed[17:20])))
    assert reading.url == f"{BASE}/page/3"
    reading.take(Page(found=untimed[20:], next_url=f"{BASE}/page/4", known=met(untimed[20:])))
    assert reading.step == "done"


def test_an_archive_that_loads_more_by_a_script_has_a_second_page() -> None:
    """WordPress has one, though no link leads there."""
    reading = listings(closed=ONLY_ARCHIVES)
    reading.take(Page(found=found(0, channel="archive", published=True)))
    assert reading.url == archive_url(BASE, 2)
    reading.take_failure("page 2", status=404)
    assert reading.step == "done"


def test_a_feed_without_a_second_page_leaves_the_rest_to_the_archive() -> None:
    """A cache whose key has no query: the feed stays the bell."""
    reading = rung(listings(closed={"rest": "", "sitemap": ""}), *range(10))
    reading.take(Page(found=found(*range(10), channel="feed", published=True)))
    assert reading.url == archive_url(BASE)
    assert "feed" not in reading.closures


def test_when_older_news_can_be_listed_by_nobody_the_run_says_so() -> None:
    """The newest are known by the feed."""
    closed: dict[Channel, str] = {"rest": "", "sitemap": "", "archive": "HTTP 403"}
    reading = rung(listings(closed=closed), 1, 2)
    reading.take_failure("page 2", status=403)
    assert reading.step == "done"
    assert "older news" in reading.cuts[0]


def test_sections_are_read_where_the_home_page_ends_too_soon() -> None:
    """Each until it tells what is known; one that is missing is left out."""
    reading = listings(closed=ONLY_ARCHIVES)
    sections = [f"{BASE}/category/{name}/" for name in ("iran", "yaman", "budaya")]
    reading.take(Page(found=found(0, 1, channel="archive"), sections=sections))
    reading.take_failure("page 2", status=404)
    assert reading.url == sections[0]
    second = found(2, 3, channel="archive", first=2)
    reading.take(Page(found=second, next_url=f"{sections[0]}page/2/"))
    assert reading.url == f"{sections[0]}page/2/"
    reading.take(Page(found=second, known=met(second)))
    assert reading.url == sections[1]
    reading.take_failure("yaman", status=403)
    assert reading.url == sections[2]
    reading.take(Page(found=found(4, channel="archive", first=9), known=met(second)))
    assert (reading.step, reading.is_settled, reading.cuts) == ("done", True, [])


def test_lists_that_the_settings_name_are_read_instead_of_those_of_the_menu() -> None:
    """Some themes have menus of their own making."""
    own = f"{BASE}/berita/"
    reading = listings(closed=ONLY_ARCHIVES, site=replace(SITE, archives=(own,)))
    reading.take(Page(found=found(0, channel="archive"), sections=[f"{BASE}/category/iran/"]))
    reading.take_failure("page 2", status=404)
    assert reading.url == own
    reading.take_failure("berita", status=404)
    assert reading.step == "done"


def test_another_site_s_articles_do_not_end_a_list_that_it_shares() -> None:
    """Of a site in a folder, whose host has one home page for all."""
    kabar = replace(SITE, folder="/kabar")
    reading = listings(closed=ONLY_ARCHIVES, site=kabar)
    others = found(*range(800, 805), channel="archive", published=True)
    section = f"{BASE}/kabar/category/iran/"
    reading.take(Page(found=others, next_url=f"{BASE}/kabar/page/2", sections=[section]))
    assert reading.url == f"{BASE}/kabar/page/2"
    ours = [Found(url=f"{BASE}/kabar/{n}", channel="archive") for n in range(2)]
    reading.take(Page(found=[*others, *ours], next_url=f"{BASE}/kabar/page/3", known=met(ours)))
    assert reading.step == "done"


def test_sections_are_left_alone_where_the_home_page_goes_back_far_enough() -> None:
    """Whatever is pinned to its top."""
    reading = listings(closed=ONLY_ARCHIVES)
    entries = found(0, 1, 2, 3, 4, channel="archive", published=True)
    reading.take(Page(found=entries, known=met(entries[2:]), sections=[f"{BASE}/category/iran/"]))
    reading.take_failure("page 2", status=404)
    assert reading.step == "done"
