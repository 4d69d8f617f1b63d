"""Which listing is asked for next: no site, no archive, no clock."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from crawler.discovery import Channel, Found, SitemapLink, archive_url, feed_url, sitemap_urls
from flows.listings.entries import Extent
from flows.listings.order import Listings
from flows.listings.readings import FIRST_CONTACT, PAGES_MAX, Page
from flows.listings.untimed import UNTIMED

BASE = "https://a.example"
NOW = datetime(2024, 3, 1, tzinfo=UTC)
INDEX, OTHER = f"{BASE}/wp-sitemap.xml", f"{BASE}/sitemap_index.xml"
POSTS = f"{BASE}/wp-sitemap-posts-post-{{}}.xml"
CLOSED: dict[Channel, str] = {"rest": "HTTP 403"}
ONLY_SITEMAPS: dict[Channel, str] = {"rest": "HTTP 403", "feed": "HTTP 403"}
ONLY_ARCHIVES: dict[Channel, str] = ONLY_SITEMAPS | {"sitemap": "none"}


def ago(hours: float) -> datetime:
    """A time."""
    return NOW - timedelta(hours=hours)


def found(
    *hours: float, channel: Channel = "rest", published: bool = False, first: int = 0
) -> list[Found]:
    """Entries that changed, or came out, so many hours ago."""
    return [
        Found(
            url=f"{BASE}/a/{number}",
            channel=channel,
            published_at=ago(at) if published else None,
            modified_at=None if published else ago(at),
        )
        for number, at in enumerate(hours, start=first)
    ]


def listings(
    *, closed: dict[Channel, str] | None = None, is_new: bool = False, **given: object
) -> Listings:
    """Listings of a site that was read to its end just now."""
    cursor_at = None if is_new else NOW
    return Listings(
        base_url=BASE,
        cursor_at=cursor_at,
        closed=closed or {},
        sitemaps=given.pop("sitemaps", sitemap_urls(BASE)),  # type: ignore[arg-type]
        **given,  # type: ignore[arg-type]
    )


def rung(reading: Listings, *hours: float) -> Listings:
    """The bell has told of articles that came out so many hours ago."""
    assert reading.url == feed_url(BASE)
    assert reading.take(Page(found=found(*hours, channel="feed", published=True))) == []
    return reading


def links(*hours: float | None) -> list[SitemapLink]:
    """The sitemaps of posts that an index names."""
    return [
        SitemapLink(url=POSTS.format(n), modified_at=None if at is None else ago(at))
        for n, at in enumerate(hours, start=1)
    ]


def met(entries: Iterable[Found]) -> frozenset[str]:
    """The addresses of entries that were listed before."""
    return frozenset(entry.url for entry in entries)


def urls(entries: Iterable[Found]) -> list[str]:
    """Their last parts."""
    return [entry.url.rpartition("/")[2] for entry in entries]


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


def test_first_contact_takes_the_newest_articles() -> None:
    """REST lists them by publication, and so does the feed where REST is closed."""
    reading = rung(listings(is_new=True), 0)
    assert "orderby=date" in str(reading.url)
    reading.take_failure("x: HTTP 401", status=401)
    assert reading.url == feed_url(BASE, 2)
    for page in range(2, FIRST_CONTACT // 10 + 1):
        assert reading.url == feed_url(BASE, page)
        reading.take(Page(found=found(*[9] * 10, channel="feed", published=True, first=page * 10)))
    reading.take(Page(found=found(*[9] * 9, channel="feed", published=True, first=900)))
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
    assert reading.url == feed_url(BASE, 2)
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
    assert reading.url == feed_url(BASE)
    reading.take_failure("feed", status=403)
    assert reading.url == archive_url(BASE)
    reading.take_failure("home", status=403)
    assert reading.url is None
    assert reading.step == "closed"


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
    assert reading.url == feed_url(BASE, 2)


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
    assert (reading.url == feed_url(BASE, 2)) == is_closed


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
    reading = Listings(base_url=BASE, cursor_at=ago(24 * 7), closed=ONLY_SITEMAPS, sitemaps=[INDEX])
    news = found(1, 40, channel="sitemap", published=True)
    assert len(reading.take(Page(found=news))) == 2
    assert reading.url == archive_url(BASE)


def test_news_beside_sitemaps_with_times_are_no_limit() -> None:
    """The others tell what is older."""
    reading = Listings(base_url=BASE, cursor_at=ago(24 * 7), closed=ONLY_SITEMAPS, sitemaps=[INDEX])
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


def test_when_older_news_can_be_listed_by_nobody_the_run_says_so() -> None:
    """The newest are known by the feed."""
    closed: dict[Channel, str] = {"rest": "", "sitemap": "", "archive": "HTTP 403"}
    reading = rung(listings(closed=closed), 1, 2)
    reading.take_failure("page 2", status=403)
    assert reading.step == "done"
    assert "older news" in reading.cuts[0]


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
    reading = listings(closed=ONLY_ARCHIVES, archives=[own])
    reading.take(Page(found=found(0, channel="archive"), sections=[f"{BASE}/category/iran/"]))
    reading.take_failure("page 2", status=404)
    assert reading.url == own
    reading.take_failure("berita", status=404)
    assert reading.step == "done"


def test_sections_are_left_alone_where_the_home_page_goes_back_far_enough() -> None:
    """Whatever is pinned to its top."""
    reading = listings(closed=ONLY_ARCHIVES)
    entries = found(0, 1, 2, 3, 4, channel="archive", published=True)
    reading.take(Page(found=entries, known=met(entries[2:]), sections=[f"{BASE}/category/iran/"]))
    reading.take_failure("page 2", status=404)
    assert reading.step == "done"
