"""Which sitemap is asked for next, with times and without: no site, no archive, no clock."""

from collections.abc import Sequence
from datetime import datetime

import pytest

from crawler.discovery import Channel, Found, SitemapLink, archive_url
from flows.listings.order import Listings
from flows.listings.readings import FIRST_CONTACT, PAGES_MAX, Page
from flows.listings.untimed import UNTIMED
from tests.flows.listings.told import (
    BASE,
    CLOSED,
    INDEX,
    NOW,
    ONLY_ARCHIVES,
    ONLY_SITEMAPS,
    OTHER,
    POSTS,
    SITE,
    ago,
    feed_url,
    found,
    links,
    listings,
    met,
    rung,
    urls,
)


def test_a_sitemap_gives_what_has_changed_and_asks_for_no_more() -> None:
    """Neither the maps that are old, nor the entries; the home page is no article."""
    reading = rung(listings(closed=CLOSED), 1)
    assert reading.take(Page(maps=links(90, 1))) == []
    assert reading.url == POSTS.format(2)
    entries = found(90, 20, 1, channel="sitemap")
    home = Found(url=f"{BASE}/", channel="sitemap", modified_at=NOW)
    assert urls(reading.take(Page(found=[home, *entries]))) == ["1", "2"]
    assert (reading.step, reading.channel, reading.root) == ("done", "sitemap", INDEX)
    assert reading.is_settled


def test_news_may_stand_under_an_old_time() -> None:
    """A post that was scheduled: its time is that of its last save."""
    reading = rung(listings(closed=CLOSED), 1)
    entries = found(90, 80, 1, channel="sitemap")
    page = Page(found=entries, unmet=frozenset({entries[1].url}))
    assert urls(reading.take(page)) == ["1", "2"]


def test_an_index_whose_maps_are_all_old_is_enough() -> None:
    reading = listings(closed=ONLY_SITEMAPS)
    reading.take(Page(maps=links(90, 80)))
    assert reading.step == "done"
    assert reading.entries


def test_sitemaps_without_times_are_no_list_of_changes() -> None:
    """Every root is tried before they are left."""
    reading = rung(listings(closed=CLOSED), 0)
    untimed = [Found(url=f"{BASE}/a/1", channel="sitemap")]
    reading.take(Page(maps=links(None)))
    assert reading.take(Page(found=untimed, is_timed=False)) == []
    assert reading.url == OTHER
    assert reading.take(Page(found=untimed, is_timed=False)) == []
    assert "times" in reading.closures["sitemap"]
    assert reading.url == feed_url(2)


@pytest.mark.parametrize(
    ("behind", "is_closed", "is_settled"), [(0, False, True), (2, False, False), (48, True, True)]
)
def test_sitemaps_that_lack_what_the_feed_has_are_doubted(
    behind: float, *, is_closed: bool, is_settled: bool
) -> None:
    """For a day it may be a cache; after that they are stale."""
    reading = rung(listings(closed=CLOSED), 1)
    reading.take(Page(found=found(1 + behind, 90, channel="sitemap")))
    assert ("sitemap" in reading.closures) == is_closed
    assert reading.is_settled == is_settled
    assert (reading.url == feed_url(2)) == is_closed


def test_sitemaps_nested_without_end_are_left() -> None:
    """Each names itself and two more."""
    reading = rung(listings(closed=CLOSED, sitemaps=[INDEX]), 0)
    for number in range(100):
        if reading.url is None or "sitemap" not in reading.url:
            break
        further = [f"{INDEX}?n={number * 2 + more}" for more in (1, 2)]
        maps = [SitemapLink(url=url) for url in (INDEX, reading.url, *further)]
        reading.take(Page(maps=maps))
    assert number < 10
    assert "no articles" in reading.closures["sitemap"]


def test_no_more_sitemaps_are_read_than_pages_of_other_lists() -> None:
    reading = rung(listings(closed=CLOSED), 0)
    reading.take(Page(maps=links(*[None] * 200)))
    asked = 1
    while reading.step == "reading":
        reading.take(Page(found=found(0, 1, channel="sitemap")))
        asked += 1
    assert asked == PAGES_MAX
    assert reading.cuts


def test_a_news_sitemap_is_enough_for_as_long_as_it_goes_back() -> None:
    """Two days; what is older, others have to tell."""
    reading = listings(closed=ONLY_SITEMAPS, sitemaps=[INDEX])
    assert urls(reading.take(Page(found=found(1, 40, channel="sitemap", published=True)))) == ["0"]
    assert reading.step == "done"
    reading = Listings(site=SITE, cursor_at=ago(24 * 7), closed=ONLY_SITEMAPS, sitemaps=[INDEX])
    news = found(1, 40, channel="sitemap", published=True)
    assert len(reading.take(Page(found=news))) == 2
    assert reading.url == archive_url(BASE)


def test_news_beside_sitemaps_with_times_are_no_limit() -> None:
    """The others tell what is older."""
    reading = Listings(site=SITE, cursor_at=ago(24 * 7), closed=ONLY_SITEMAPS, sitemaps=[INDEX])
    news = SitemapLink(url=f"{BASE}/news-sitemap.xml")
    reading.take(Page(maps=[*links(1), news]))
    reading.take(Page(found=found(1, 90, channel="sitemap")))
    reading.take(Page(found=found(1, 40, channel="sitemap", published=True)))
    assert (reading.step, reading.channel) == ("done", "sitemap")


def test_first_contact_by_sitemaps_takes_what_changed_last() -> None:
    """Out of all, wherever it stands."""
    closed = ONLY_SITEMAPS | {"archive": "HTTP 403"}
    reading = listings(closed=closed, is_new=True)
    reading.take(Page(maps=links(None, None)))
    assert reading.take(Page(found=found(*range(100), channel="sitemap"))) == []
    kept = reading.take(Page(found=found(*range(100), channel="sitemap", first=100)))
    assert len(kept) == FIRST_CONTACT
    assert max(ago(25), *[entry.modified_at or NOW for entry in kept]) == NOW


def test_what_was_held_back_is_told_when_the_last_sitemap_is_missing() -> None:
    """First contact looks at all before it chooses."""
    reading = listings(closed=ONLY_SITEMAPS, is_new=True)
    reading.take(Page(maps=links(None, None)))
    assert reading.take(Page(found=found(1, 2, channel="sitemap"))) == []
    assert len(reading.take_failure("the other", status=404)) == 2
    assert reading.step == "done"


def known(*hours: float | None) -> dict[str, datetime]:
    """When the sitemaps of posts were read last."""
    return {POSTS.format(n): ago(at) for n, at in enumerate(hours, start=1) if at is not None}


def test_an_unchanged_index_with_times_says_that_nothing_is_new() -> None:
    """One request, where there is no feed. Without times it says nothing."""
    for times, is_quiet in (((90, 1), True), ((None,), False)):
        reading = listings(closed=ONLY_SITEMAPS)
        reading.take(Page(maps=links(*times), is_same=True))
        assert reading.is_quiet == is_quiet
        assert (reading.step == "done") == is_quiet


@pytest.mark.parametrize(
    ("read_at", "expected"),
    [
        ((None, None, None), 3),
        ((5, None, 1), 2),
        ((5, 6, 1), 2),
        ((5, 1, 2), 3),
        ((5, 1, 0.5), 1),
    ],
)
def test_sitemaps_without_times_in_their_index_are_read_in_turn(
    read_at: Sequence[float | None], expected: int
) -> None:
    """Two requests a run, where no feed rings: every second one for the newest articles."""
    reading = listings(closed=ONLY_SITEMAPS, read_at=known(*read_at))
    reading.take(Page(maps=links(None, None, None)))
    assert reading.url == POSTS.format(expected)
    reading.take(Page(found=found(0, 90, channel="sitemap")))
    assert reading.step == "done"


def test_a_sitemap_that_was_not_read_for_long_is_read_back_to_then() -> None:
    """Not only to the newest change that others told of."""
    reading = listings(closed=ONLY_SITEMAPS, read_at=known(100, 1))
    reading.take(Page(maps=links(None, None)))
    assert reading.url == POSTS.format(1)
    kept = reading.take(Page(found=found(50, 110, 200, channel="sitemap")))
    assert urls(kept) == ["0", "1"]


def untimed(*numbers: int) -> list[Found]:
    """Entries of sitemaps, the last one the newest, with a time that says nothing."""
    return [Found(url=f"{BASE}/a/{n}", channel="sitemap", modified_at=NOW) for n in numbers]


def by_untimed(*, is_new: bool = False) -> Listings:
    """A site of which sitemaps without times alone are open."""
    closed: dict[Channel, str] = ONLY_ARCHIVES | {"sitemap": UNTIMED, "archive": "HTTP 403"}
    reading = listings(closed=closed, is_new=is_new, sitemaps=[INDEX])
    assert reading.url == INDEX
    reading.take(Page(maps=links(None, None)))
    assert reading.url == POSTS.format(2)
    return reading


def test_sitemaps_without_times_are_read_from_their_end_when_nothing_else_is_open() -> None:
    """Until enough is known; what stands before that is a backfill's, and the times are lies."""
    reading = by_untimed()
    entries = untimed(*range(100))
    kept = reading.take(Page(found=entries, known=met(entries[40:98])))
    assert urls(kept) == ["99", "98"]
    assert {one.modified_at for one in kept} == {None}
    assert (reading.step, reading.channel, reading.is_untimed) == ("done", "sitemap", True)


def test_a_new_sitemap_without_times_leads_back_to_the_one_before() -> None:
    """The last one holds new articles alone."""
    reading = by_untimed()
    assert reading.take(Page(found=untimed(7, 8))) == []
    assert reading.url == POSTS.format(1)
    entries = untimed(*range(7))
    kept = reading.take(Page(found=entries, known=met(entries[2:5])))
    assert urls(kept) == ["8", "7", "6", "5"]


def test_first_contact_by_sitemaps_without_times_takes_the_last() -> None:
    """As many as by any other channel."""
    kept = by_untimed(is_new=True).take(Page(found=untimed(*range(200))))
    assert urls(kept) == [str(n) for n in range(199, 199 - FIRST_CONTACT, -1)]


def test_the_same_sitemap_without_times_says_that_nothing_is_new() -> None:
    """Its bytes are those that were last read to the end."""
    reading = by_untimed()
    entries = untimed(*range(30))
    assert reading.take(Page(found=entries, known=met(entries), is_same=True)) == []
    assert reading.is_quiet


def test_sitemaps_that_list_the_newest_first_are_left() -> None:
    """All that is old would be taken for news."""
    reading = by_untimed()
    assert not reading.take(Page(found=untimed(*range(999)), known=met(untimed(0))))
    assert reading.step == "closed"
