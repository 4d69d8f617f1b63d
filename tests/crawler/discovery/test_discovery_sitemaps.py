"""Sitemaps: what they list, and that none of them can hold or fill the reader."""

import gzip
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery import ListingError, Sitemap, SitemapLink, post_maps, read_sitemap, sitemap
from crawler.discovery.sitemap import sitemap_urls
from tests.site import Settings, Site, WordPress, serve

AT = datetime(2024, 2, 17, 3, tzinfo=UTC)
HEAD = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'


def read(site: Site, path: str) -> Sitemap:
    return read_sitemap(site.body(path))


@pytest.fixture(scope="module")
def core() -> Iterator[Site]:
    """A WordPress before 6.5: its sitemaps state no times."""
    with serve(WordPress(posts=8)) as served:
        yield served


def test_core_lists_the_posts_in_one_of_the_sitemaps_of_its_index(core: Site) -> None:
    maps = read(core, "/wp-sitemap.xml").maps
    assert len(maps) > 3
    (posts,) = post_maps(maps)
    assert posts.url == f"{core.base_url}/wp-sitemap-posts-post-1.xml"
    found = read(core, "/wp-sitemap-posts-post-1.xml")
    live = sorted(core.wordpress.live(), key=lambda post: post.id)
    assert [entry.url for entry in found.entries] == [core.base_url + p.path for p in live]
    assert not found.is_timed
    assert {entry.channel for entry in found.entries} == {"sitemap"}


@pytest.mark.parametrize(
    ("settings", "index"),
    [
        (Settings(wordpress="6.5.2"), "/wp-sitemap.xml"),
        (Settings(seo="yoast"), "/sitemap_index.xml"),
    ],
)
def test_a_sitemap_that_states_changes_is_timed(settings: Settings, index: str) -> None:
    with serve(WordPress(posts=8, settings=settings)) as site:
        (posts,) = post_maps(read(site, index).maps)
        found = read(site, posts.url.removeprefix(site.base_url))
        assert found.is_timed
        stated = {entry.url: entry.modified_at for entry in found.entries}
        assert stated == {site.base_url + p.path: p.modified_at for p in site.wordpress.live()}
        site.misbehave("lastmod_is_always_now")
        assert not read(site, posts.url.removeprefix(site.base_url)).is_timed


def test_a_news_sitemap_states_when_articles_came_out() -> None:
    with serve(WordPress(posts=8, settings=Settings(has_news_sitemap=True))) as site:
        post = site.wordpress.publish()
        entries = read(site, "/news-sitemap.xml").entries
        assert site.base_url + post.path in {entry.url for entry in entries}
        assert post.published_at in {entry.published_at for entry in entries}


@pytest.mark.parametrize(
    ("name", "is_posts"),
    [
        ("wp-sitemap-posts-post-2.xml", True),
        ("wp-sitemap-posts-page-1.xml", False),
        ("wp-sitemap-posts-iklan-1.xml", False),
        ("wp-sitemap-taxonomies-post_tag-1.xml", False),
        ("wp-sitemap-users-1.xml", False),
        ("post-sitemap12.xml", True),
        ("post_tag-sitemap.xml", False),
        ("news-sitemap.xml", True),
        ("sitemap-pt-post-p1-2024-02.xml", True),
        ("sitemap-tax-category.xml", False),
        ("sitemap-1.xml", False),  # there are others that say "post"
    ],
)
def test_sitemaps_of_articles_are_told_by_their_names(name: str, *, is_posts: bool) -> None:
    link = SitemapLink(url=f"https://a.example/{name}")
    post = SitemapLink(url="https://a.example/post-sitemap.xml")
    assert (link in post_maps([post, link])) == is_posts


def test_names_that_tell_nothing_are_followed_where_no_other_does() -> None:
    plain = SitemapLink(url="https://a.example/sitemap-1.xml.gz")
    images = SitemapLink(url="https://a.example/image-sitemap-1.xml")
    assert post_maps([plain, images, SitemapLink(url="http://[")]) == [plain]


def test_a_gzipped_sitemap_is_unpacked() -> None:
    body = f"\n{HEAD}<url><loc> https://a.example/x </loc></url></urlset>".encode()
    (entry,) = read_sitemap(gzip.compress(body)).entries
    assert entry.url == "https://a.example/x"


@pytest.mark.parametrize(
    ("lastmod", "at"),
    [
        ("2024-02-17T03:00:00Z", AT),
        ("2024-02-17T10:00:00+07:00", AT),
        ("2024-02-17T03:00+00:00", AT),
        ("2024-02-17", None),
        ("2024-02-17T10:00:00", None),
        ("kemarin", None),
        ("0001-01-01T00:00:00+23:59", None),
        ("9999-12-31T23:59:59-12:00", None),
    ],
)
def test_a_time_counts_that_says_its_zone(lastmod: str, at: datetime | None) -> None:
    url = f"<url><loc>https://a.example/x</loc><lastmod>{lastmod}</lastmod></url>"
    (entry,) = read_sitemap(f"{HEAD}{url}</urlset>".encode()).entries
    assert entry.modified_at == at


def test_an_image_of_an_entry_is_no_entry() -> None:
    with serve(WordPress(posts=3, settings=Settings(seo="yoast"))) as site:
        body = site.body("/post-sitemap.xml")
        assert b"image:loc" in body
        assert len(read_sitemap(body).entries) == 3


@pytest.mark.parametrize("trap", ["exploding_entities", "external_entity"])
def test_entities_are_refused(core: Site, trap: str) -> None:
    core.misbehave(trap)
    with pytest.raises(ListingError, match="entities"):
        read(core, "/wp-sitemap.xml")
    core.behave()


@pytest.mark.parametrize("place", ["<loc>https://a.example/&x;</loc>", "&x;", "<news>&x;</news>"])
def test_entities_are_refused_in_a_coding_of_two_bytes(place: str) -> None:
    """Where what defines them is not to be seen before it is read."""
    text = (
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE urlset [<!ENTITY x "y">]>'
        f"<urlset><url>{place}</url></urlset>"
    )
    with pytest.raises(ListingError, match="entities"):
        read_sitemap(text.encode("utf-16"))


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "no sitemap"),
        (b"<html><body>Just a moment...</body></html>", "no sitemap"),
        (b"<!DOCTYPE html><title>Database Error</title>", "no sitemap, but '<!DOCTYPE html>"),
        (b"<rss><channel/></rss>", "no sitemap"),
        (HEAD.encode() + b"<url><loc>https://a.example/x</loc></url>", "no sitemap"),
        (b"\x1f\x8b\x08\x00junk", "damaged|cut short"),
        (gzip.compress(HEAD.encode() * 100, mtime=0)[:-12], "cut short"),
    ],
)
def test_what_is_no_whole_sitemap_says_so(body: bytes, what: str) -> None:
    with pytest.raises(ListingError, match=what):
        read_sitemap(body)


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "SITEMAP_BYTES_MAX", 10_000)
    with pytest.raises(ListingError, match="over 10,000 bytes"):
        read_sitemap(gzip.compress(HEAD.encode() + b" " * 100_000))


def test_a_sitemap_larger_than_the_protocol_allows_is_read_to_its_end(core: Site) -> None:
    core.misbehave("huge_sitemap")
    entries = read(core, "/wp-sitemap-posts-post-1.xml").entries
    core.behave()
    assert len(entries) == 60_008
    assert entries[-1].url == core.base_url + max(core.wordpress.live(), key=lambda p: p.id).path


def test_sitemaps_are_looked_for_where_wordpress_has_them() -> None:
    assert sitemap_urls("https://a.example")[0] == "https://a.example/wp-sitemap.xml"


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(body: bytes) -> None:
    for whole in (body, HEAD.encode() + b"<url>" + body + b"</url></urlset>"):
        with suppress(ListingError):
            assert isinstance(read_sitemap(whole), Sitemap)
