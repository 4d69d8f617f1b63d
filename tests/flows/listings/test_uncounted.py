"""The days of a ledger from archive pages, on a host that a site shares with others. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from crawler import discovery
from crawler.captures import Capture
from crawler.discovery import Archive, Found, Sitemap
from crawler.sites import site_for_url
from flows.listings.by_day import ChannelError, ListedDays
from flows.listings.entries import entries_of
from flows.listings.listed import foreign_in, own
from flows.listings.uncounted import ArchiveDays, MapDays
from tests.timing import quickly

HOST = "https://berita.example"
SITE = replace(site_for_url(HOST), folder="/kabar")
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 9)


def capture(url: str, cards: Iterable[tuple[str, int]]) -> Capture:
    """An archive page: of each article its path, and the day of March on which it came out."""
    shown = "".join(
        f'<article class="post"><h2><a href="{HOST}{path}">Kabar dari {path}</a></h2>'
        f'<time datetime="2026-03-{day:02}T05:00:00Z"></time></article>'
        for path, day in cards
    )
    body = f"<html><body><main>{shown}</main></body></html>".encode()
    return Capture(
        id=uuid4(),
        kind="listing",
        url=url,
        requested_url=url,
        status=200 if shown else 404,
        headers={"content-type": "text/html; charset=UTF-8"},
        body=body,
        payload_sha256=b"",
        captured_at=datetime(2026, 3, 10, tzinfo=UTC),
    )


def read(pages: Iterable[Sequence[tuple[str, int]]]) -> list[ListedDays]:
    """What these pages say, one after the other, and the one past the last."""
    days = ArchiveDays(SITE, [(FIRST, LAST)])
    listed: list[ListedDays] = []
    for page in [*pages, []]:
        if days.url is not None:
            listed += days.take(capture(days.url, page))
    assert not days.gaps
    return listed


OURS = [("/kabar/satu", 8), ("/kabar/dua", 7)]
OTHERS = [("/toko/kain-batik-tulis", 9), ("/toko/kopi-gayo-asli", 2)]
LONG_AGO = [("/toko/lurik-klaten", 2), ("/toko/tenun-sumba", 2)]
OLDER = [("/kabar/tiga", 3), ("/kabarkan/empat", 3)]


@pytest.mark.parametrize("pages", [(OTHERS, OURS, OLDER), (OURS, LONG_AGO, OLDER)])
def test_a_page_of_another_site_s_articles_is_passed_over(
    pages: Sequence[Sequence[tuple[str, int]]],
) -> None:
    """What follows it is read, and only what is the site's is listed."""
    listed = read(pages)
    named = {entry.path: entry.day.day for days in listed for entry in days.entries}
    assert named == {"/kabar/satu": 8, "/kabar/dua": 7, "/kabar/tiga": 3}
    assert (min(days.first for days in listed), max(days.last for days in listed)) == (FIRST, LAST)


def test_another_site_s_articles_alone_prove_no_day() -> None:
    with pytest.raises(ChannelError, match=r"none is of berita.example/kabar"):
        read([OTHERS, [("/toko/teh-poci", 2)]])


def test_a_list_that_names_nothing_of_the_site_is_soon_given_up() -> None:
    """Not after all its pages: they may be thousands."""
    days, asked = ArchiveDays(SITE, [(FIRST, LAST)]), 0

    def ask() -> None:
        nonlocal asked
        while days.url is not None:
            asked += 1
            days.take(capture(days.url, [(f"/toko/kain-batik-{asked}", 9)]))

    with pytest.raises(ChannelError, match=r"is /kabar the folder that its pages are in\?"):
        ask()
    assert asked == 20


@pytest.mark.parametrize("is_dated", [True, False])
def test_a_long_list_is_read_in_time_that_grows_with_it(
    *, is_dated: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is where nothing else tells of the articles of years: 600 pages of three."""
    first = date(2021, 1, 1)
    pages = [
        Archive(
            entries=tuple(
                Found(
                    url=f"{HOST}/kabar/berita-{3 * number + n}",
                    channel="archive",
                    published_at=datetime(2026, 1, 1, tzinfo=UTC) - timedelta(days=3 * number + n)
                    if is_dated
                    else None,
                )
                for n in range(3)
            )
        )
        for number in range(600)
    ]
    monkeypatch.setattr(discovery, "read_archive", lambda *_: pages.pop(0))
    days, listed = ArchiveDays(SITE, [(first, LAST)]), list[ListedDays]()
    with quickly():
        while days.url is not None:
            listed += days.take(capture(days.url, OURS if pages else []))
    named = [entry.path for stretch in listed for entry in stretch.entries]
    assert named == [f"/kabar/berita-{n}" for n in range(1800)]


def test_the_rest_of_its_host_says_nothing_against_a_site_in_a_folder() -> None:
    """The host's sitemap names it all, whatever the days that are asked about."""
    elsewhere = "https://lama.example/kabar/a"
    paths = [path for path, _ in (*OURS, *OTHERS, *LONG_AGO)]
    urls = [elsewhere, *(f"{HOST}{path}" for path in paths)]
    assert foreign_in([Found(url=url, channel="sitemap") for url in urls], SITE) == [elsewhere]


def test_what_a_host_holds_beside_a_site_s_folder_is_not_the_site_s() -> None:
    """Nor is another folder whose name begins like it; sitemaps may lie anywhere on the host."""
    ours = ("/kabar/a", "/kabar", "/kabar/", "/kabar/?p=3", "/kabar?p=4", "/kabar/b/?page=2")
    others = ("/KABAR/a", "/kabarkan/b", "/c", "/?p=3", "/kabarkan?p=3", "/?x=/kabar/")
    urls = [f"{HOST}{path}" for path in (*ours, *others)]
    found = [Found(url=url, channel="sitemap") for url in urls]
    paths = ["/kabar/a", "/kabar", "/kabar", "/kabar?p=3", "/kabar?p=4", "/kabar/b?page=2"]
    assert [entry.path for entry in entries_of(found, SITE)] == paths
    assert own(Sitemap(entries=tuple(found), maps=()), SITE).entries == tuple(found[: len(ours)])
    assert len(entries_of(found, site_for_url(HOST))) == len(urls)


def test_the_home_page_that_a_sitemap_names_is_no_article_of_a_day() -> None:
    """Plugins name it first, without a time: it was asked for, and explained as no article."""
    site = site_for_url(HOST)
    days = MapDays(site, [(FIRST, LAST)])
    named = f"<url><loc>{HOST}/</loc></url><url><loc>{HOST}/iran/satu</loc></url>"
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{named}</urlset>'
    assert days.url is not None
    answer = replace(capture(days.url, []), status=200, body=body.encode())
    (listed,) = days.take(answer)
    assert [entry.path for entry in listed.entries] == ["/iran/satu"]
