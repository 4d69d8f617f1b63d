"""Which listing is asked for next: no site, no archive, no clock."""

from dataclasses import replace

import pytest

from crawler.discovery import Found, Stated, archive_url
from flows.listings.entries import Extent
from flows.listings.order import Listings
from flows.listings.readings import FIRST_CONTACT, Page
from tests.flows.listings.told import (
    BASE,
    CLOSED,
    INDEX,
    ONLY_ARCHIVES,
    ONLY_SITEMAPS,
    OTHER,
    POSTS,
    ago,
    feed_url,
    found,
    links,
    listings,
    met,
    rung,
    urls,
)


def test_rest_is_read_until_it_tells_what_is_known() -> None:
    """A day back from the newest change that earlier runs have read."""
    reading = rung(listings(), 0)
    assert "orderby=modified" in str(reading.url)
    assert len(reading.take(Page(found=found(*range(24))))) == 24
    assert "page=2" in str(reading.url)
    reading.take(Page(found=found(23, 30, first=50)))
    assert (reading.url, reading.step, reading.channel) == (None, "done", "rest")
    assert reading.is_settled
    assert reading.entries == 26


def test_changes_are_in_the_order_of_the_site_s_own_clock() -> None:
    """It was put back three hours with the time zone: what changed since follows what had before.

    Where the site does not say what its clock showed, that is no order of changes.
    """
    before = [replace(one, modified_local=one.modified_at) for one in found(1, 2, 3, 30)]
    since = [replace(one, modified_local=ago(3.5)) for one in found(0.5, first=9)]
    listed = [*before[:3], *since, *before[3:]]
    reading = rung(listings(), 0)
    assert reading.take(Page(found=listed)) == listed
    assert (reading.step, reading.channel, reading.is_settled) == ("done", "rest", True)
    untold = [replace(one, modified_local=None) for one in listed]
    reading = rung(listings(), 0)
    reading.take(Page(found=untold))
    assert "ignores the order" in reading.closures["rest"]


def test_edits_while_a_list_is_read_do_not_make_its_pages_repeat() -> None:
    """One of the last page moves to the top, and what was told already stands in its place."""
    reading = rung(listings(), 0)
    newest = found(*range(20))
    reading.take(Page(found=newest, extent=Extent(posts=21, pages=2)))
    reading.take(Page(found=newest[-1:], extent=Extent(posts=21, pages=2)))
    assert (reading.step, reading.channel, reading.problems) == ("done", "rest", [])


def test_a_list_whose_pages_repeat_is_left_for_another() -> None:
    """What lies behind them, another list may tell; where all are named, nothing does."""
    reading = rung(listings(), 0)
    newest = found(*range(20))
    reading.take(Page(found=newest, extent=Extent(posts=30, pages=2)))
    assert reading.take(Page(found=newest, extent=Extent(posts=30, pages=2))) == newest
    assert (reading.url, reading.channel) == (INDEX, "sitemap")
    assert "rest: its pages repeat" in reading.problems
    assert not reading.closures
    reading = rung(listings(), 0)
    reading.take(Page(found=newest, extent=Extent(posts=20)))
    reading.take(Page(found=newest, extent=Extent(posts=20)))
    assert (reading.step, reading.channel, reading.is_settled) == ("done", "rest", True)


def test_first_contact_takes_the_newest_articles() -> None:
    """REST lists them by publication, and so does the feed where REST is closed."""
    reading = rung(listings(is_new=True), 0)
    assert "orderby=date" in str(reading.url)
    reading.take_failure("x: HTTP 401", status=401)
    assert reading.url == feed_url(2)
    for page in range(2, FIRST_CONTACT // 10 + 1):
        assert reading.url == feed_url(page)
        reading.take(Page(found=found(*[9] * 10, channel="feed", published=True, first=page * 10)))
    reading.take(Page(found=found(*[9] * 9, channel="feed", published=True, first=900)))
    assert reading.url == INDEX  # feeds do not say when articles were changed
    reading.take_failure("index", status=404)
    reading.take_failure("other", status=500)
    assert (reading.step, reading.channel, reading.is_settled) == ("done", "feed", True)


def test_lists_are_asked_for_where_a_page_says_that_they_are() -> None:
    """Once each: what is closed there as well, or is known to be, is left."""
    reading = listings(is_new=True)
    stated = Stated(feed=f"{BASE}/?feed=rss2", rest=f"{BASE}/?rest_route=/")
    assert reading.restate(stated)
    assert reading.url == f"{BASE}/?feed=rss2"
    assert not reading.restate(stated)
    reading.take(Page(found=found(1, channel="feed", published=True)))
    assert str(reading.url).startswith(f"{BASE}/?rest_route=/wp/v2/posts&per_page=50")
    assert not reading.restate(Stated(feed=f"{BASE}/lain", rest=f"{BASE}/lain/"))
    reading.take(Page(found=found(*range(FIRST_CONTACT))))
    reading.take(Page())  # posts in several pages
    assert (reading.step, reading.channel, reading.root) == ("done", "rest", stated.rest)
    assert not listings(closed=ONLY_SITEMAPS).restate(stated)


def test_a_feed_that_rang_is_not_asked_for_again_elsewhere() -> None:
    """The page that came in the place of REST says where REST is, and then that is read."""
    reading = rung(listings(), 0)
    stated = Stated(feed=f"{BASE}/lain", rest=f"{BASE}/api/")
    assert not reading.restate(Stated(feed=f"{BASE}/lain", rest=f"{BASE}/wp-json"))
    assert reading.restate(stated)
    assert str(reading.url).startswith(f"{BASE}/api/wp/v2/posts")


def fed() -> Listings:
    """Listings at first contact whose feed named ten articles, of up to nine hours ago."""
    reading = rung(listings(is_new=True, closed=CLOSED), *range(10))
    reading.take_failure("page 2", status=404)
    return reading


def test_sitemaps_say_when_the_articles_of_a_feed_were_changed() -> None:
    """From the last one, where the newest stand, until all is told; of no other article."""
    reading = fed()
    assert (reading.url, reading.form) == (INDEX, "sitemap")
    assert reading.take(Page(maps=links(500, 9, None))) == []
    assert reading.url == POSTS.format(3)
    entries = found(1, 2, 3, channel="sitemap"), found(*[1] * 9, channel="sitemap", first=3)
    assert reading.take(Page(found=entries[0])) == []
    assert reading.url == POSTS.format(2)
    reading.take(Page(found=entries[1]))
    assert reading.url is None
    assert (reading.step, reading.channel) == ("done", "feed")
    assert urls(reading.times) == [str(number) for number in range(10)]
    assert reading.entries == 10


def test_sitemaps_that_state_no_times_are_not_read_on() -> None:
    reading = fed()
    reading.take(Page(maps=links(None, None)))
    untimed = [Found(url=f"{BASE}/a/1", channel="sitemap")]
    reading.take(Page(found=untimed, is_timed=False))
    assert (reading.step, reading.times) == ("done", [])


def test_posts_in_several_pages_are_asked_for_where_there_may_be_some() -> None:
    """At first contact, of those that are listed; later, where the site has such; else not."""
    paged = [replace(one, pages=number) for number, one in enumerate(found(1, 2, 3), start=1)]
    reading = rung(listings(is_new=True), 0)
    reading.take(Page(found=found(1, 2), extent=Extent(posts=2, pages=1)))
    assert "search=nextpage" in str(reading.url)
    assert urls(reading.take(Page(found=paged))) == ["1"]
    assert reading.step == "done"
    reading = rung(listings(has_paged=True), 0)
    reading.take(Page(found=found(30)))
    assert urls(reading.take(Page(found=paged))) == ["1", "2"]
    reading = rung(listings(has_paged=True), 0)
    reading.take(Page(found=found(30)))
    reading.take_failure("no search", status=503)
    assert (reading.step, reading.is_settled, reading.cuts) == ("done", True, [])
    reading = rung(listings(), 0)
    reading.take(Page(found=found(30)))
    assert reading.step == "done"


@pytest.mark.parametrize("status", [401, 403, 404, 451, 200])
def test_a_closed_channel_leads_to_the_next_and_is_remembered(status: int) -> None:
    """In the order of what they tell: changes first."""
    reading = rung(listings(), 0)
    reading.take_failure("rest", status=status)
    assert reading.url == INDEX
    reading.take_failure("index", status=status)
    assert reading.url == OTHER
    reading.take_failure("other", status=status)
    assert reading.url == feed_url(2)
    reading.take_failure("page 2", status=403)
    assert reading.url == archive_url(BASE)
    entries = found(1, 2, channel="archive", published=True)
    reading.take(Page(found=entries, known=met(entries)))
    assert (reading.step, reading.channel) == ("done", "archive")
    assert reading.closures == {"rest": "rest", "sitemap": "other"}
    assert reading.is_settled
    assert not reading.cuts


@pytest.mark.parametrize("status", [None, 500, 502, 429])
def test_what_fails_now_is_not_closed(status: int | None) -> None:
    """The next channel stands in for it, and the next run reads all of it again."""
    reading = rung(listings(), 0)
    reading.take_failure("rest fails", status=status)
    assert reading.url == INDEX
    assert not reading.closures
    assert not reading.is_settled
    assert reading.cuts == ["rest fails"]


def test_a_list_that_breaks_off_is_read_again_by_the_next_run() -> None:
    reading = rung(listings(), 0)
    reading.take(Page(found=found(1)))
    reading.take_failure("page 2 fails", status=502)
    assert reading.step == "done"
    assert not reading.is_settled


def test_rest_that_ignores_the_order_is_closed() -> None:
    """What it told is taken all the same."""
    reading = rung(listings(), 0)
    assert len(reading.take(Page(found=found(5, 1, 3)))) == 3
    assert "order" in reading.closures["rest"]
    assert reading.url == INDEX


def test_what_is_known_to_be_closed_is_not_asked() -> None:
    """Whatever is left is."""
    assert rung(listings(closed=CLOSED), 0).url == INDEX
    assert listings(closed=ONLY_SITEMAPS).url == INDEX
    assert listings(closed=ONLY_ARCHIVES).url == archive_url(BASE)
    everything = ONLY_ARCHIVES | {"archive": "HTTP 403"}
    reading = listings(closed=everything)
    assert reading.url == feed_url()
    reading.take_failure("feed", status=403)
    assert reading.url == archive_url(BASE)
    reading.take_failure("home", status=403)
    assert reading.url is None
    assert reading.step == "closed"


def test_a_page_past_the_end_may_hide_what_moved_up() -> None:
    """REST's total has shrunk, or its last page is gone: the page before is read again."""
    reading = rung(listings(), 0)
    reading.take(Page(found=found(1, 2), extent=Extent(posts=9, pages=3)))
    reading.take(Page(found=found(3, 4, first=2), extent=Extent(posts=8, pages=3)))
    assert "page=1" in str(reading.url)
    reading = rung(listings(), 0)
    reading.take(Page(found=found(1, 2)))
    reading.take_failure("page 2", status=400)
    assert "page=1" in str(reading.url)
