"""Lists, feeds, sitemaps and redirects say of a site what its truth says."""

from collections.abc import Callable
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from tests.site import Settings, Site, WordPress, serve, tell, truth
from tests.site_tests.wire import Exchange, exchange

Ask = Callable[..., Exchange]
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
LASTMOD = "{http://www.sitemaps.org/schemas/sitemap/0.9}lastmod"


def live_paths(site: Site) -> set[str]:
    """The addresses that should answer."""
    return {article.path for article in truth(site.wordpress).live.values()}


def locations(text: str) -> set[str]:
    """The paths that a sitemap names."""
    return {urlsplit(str(loc.text)).path for loc in ET.fromstring(text).iter(LOC)}  # noqa: S314


def test_articles_are_what_lists_say(site: Site, ask: Ask) -> None:
    posts = ask("/wp-json/wp/v2/posts?per_page=100").json
    assert {urlsplit(post["link"]).path for post in posts} == live_paths(site)
    assert locations(ask("/wp-sitemap-posts-post-1.xml").text) == live_paths(site)
    assert {ask(path).status for path in live_paths(site)} == {200}


def test_feeds_page_through_everything(site: Site, ask: Ask) -> None:
    found = set()
    for number in (1, 2):
        feed = ET.fromstring(ask(f"/feed/?paged={number}").text)  # noqa: S314
        found |= {urlsplit(str(item.findtext("link"))).path for item in feed.iter("item")}
    assert found == live_paths(site)
    assert ask("/feed/?paged=3").status == 404


def test_archives_page_through_everything(site: Site, ask: Ask) -> None:
    text = ask("/").text + ask("/page/2").text
    assert [path for path in live_paths(site) if f'href="{site.base_url}{path}"' not in text] == []
    assert ask("/page/3").status == 404


def test_sections_hold_their_subsections_in_pages_and_not_in_rest() -> None:
    with serve(WordPress(posts=0)) as site:
        post = site.wordpress.publish(section="internasional/iran")
        parent = site.wordpress.sections["internasional"]
        page = exchange(site.port, "/internasional")
        rest = exchange(site.port, f"/wp-json/wp/v2/posts?categories={parent.id}&_fields=id")
        assert post.path in page.text
        assert rest.json == []


def test_sections_may_keep_their_category_base() -> None:
    """With `/category/` kept, a top section is a page without it too, but has no feed there."""
    with serve(WordPress(posts=9, settings=Settings(has_category_base=True))) as site:
        top = site.wordpress.live()[0].section.split("/")[0]
        targets = (f"/category/{top}", f"/{top}", f"/category/{top}/feed/", f"/{top}/feed/")
        assert [exchange(site.port, x).status for x in targets] == [200, 200, 200, 404]


def test_feeds_may_hold_summaries_only() -> None:
    with serve(WordPress(posts=3, settings=Settings(has_full_text_feeds=False))) as site:
        text = exchange(site.port, "/feed/").text
    assert "content:encoded>" not in text
    assert "[&#8230;]" in text


def test_an_old_address_of_a_removed_article_leads_nowhere(site: Site, ask: Ask) -> None:
    """The old slug of a removed article redirects to a `?p=ID`, which is 404."""
    post = site.wordpress.live()[0]
    tell("slug_change_then_deletion", site.wordpress)
    assert ask(post.path).header("Location") == f"{site.base_url}/?p={post.id}"
    assert ask(f"/?p={post.id}").status == 404


def test_below_a_missing_article_there_is_a_feed(ask: Ask) -> None:
    """`/nothing/here/feed/` is 200 and an empty feed, as in WordPress."""
    got = ask("/nothing/here/feed/")
    assert (got.status, "<item>" in got.text) == (200, False)


@pytest.mark.parametrize(("version", "has_lastmod"), [("6.1.9", False), ("6.5", True)])
def test_core_sitemaps_have_lastmod_since_6_5(version: str, has_lastmod: bool) -> None:  # noqa: FBT001
    """Core writes `lastmod` since WordPress 6.5, and not before."""
    with serve(WordPress(posts=3, settings=Settings(wordpress=version))) as site:
        text = exchange(site.port, "/wp-sitemap-posts-post-1.xml").text
    assert ("<lastmod>" in text) is has_lastmod


def test_yoast_sitemaps_say_when(site: Site, ask: Ask) -> None:
    site.wordpress.configure(seo="yoast")
    assert ask("/wp-sitemap.xml").header("Location") == f"{site.base_url}/sitemap_index.xml"
    assert "/post-sitemap.xml" in locations(ask("/sitemap_index.xml").text)
    tree = ET.fromstring(ask("/post-sitemap.xml").text)  # noqa: S314
    newest = max(post.modified_at for post in site.wordpress.live())
    assert max(str(x.text) for x in tree.iter(LASTMOD)) == newest.isoformat()


def test_a_news_sitemap_forgets_after_two_days(site: Site, ask: Ask) -> None:
    site.wordpress.configure(has_news_sitemap=True)
    assert len(locations(ask("/news-sitemap.xml").text)) == 12
    site.wordpress.advance(days=3)
    post = site.wordpress.publish()
    assert locations(ask("/news-sitemap.xml").text) == {post.path}
    assert "news-sitemap.xml" in ask("/robots.txt").text


def test_one_validator_for_the_whole_site(site: Site, ask: Ask) -> None:
    """Any change on the site changes the ETag of every feed; articles have none."""
    first = ask("/feed/")
    assert ask("/feed/", If_None_Match=first.header("ETag")).status == 304
    assert ask("/feed/", If_None_Match="W/" + first.header("ETag")).status == 200
    site.wordpress.advance(minutes=1)
    site.wordpress.touch(site.wordpress.live()[-1])
    assert ask("/feed/", If_None_Match=first.header("ETag")).status == 200
    assert ask(site.wordpress.live()[0].path).header("ETag") == ""


def test_compression_makes_the_validator_weak(ask: Ask) -> None:
    got = ask("/feed/", Accept_Encoding="gzip")
    assert got.header("ETag").startswith('W/"')
    assert got.text.startswith("<?xml")


def test_old_addresses_lead_to_the_new_one(site: Site, ask: Ask) -> None:
    post = site.wordpress.live()[0]
    tell("slug_change", site.wordpress)
    moved = tell("section_change", site.wordpress)
    for old in (post.path, f"/{post.section}/{moved.slug}", f"/?p={post.id}", moved.path + "/"):
        got = ask(old)
        assert (got.status, got.header("Location")) == (301, site.base_url + moved.path)


def test_what_is_gone_says_so(site: Site, ask: Ask) -> None:
    first, second = site.wordpress.live()[:2]
    tell("deletion", site.wordpress, first)
    tell("deletion_said_aloud", site.wordpress, second)
    assert (ask(first.path).status, ask(second.path).status) == (404, 410)
    assert ask(f"/wp-json/wp/v2/posts/{first.id}").status == 401


def test_a_slug_that_is_reused_shows_the_other_article(site: Site, ask: Ask) -> None:
    old = site.wordpress.live()[0]
    new = tell("slug_reused", site.wordpress, old)
    assert new.path == old.path
    assert f"postid-{new.id}" in ask(old.path).text


def test_dates_without_offset_are_the_sites_own(site: Site, ask: Ask) -> None:
    newest = site.wordpress.live()[0]
    local = newest.published_at.astimezone(site.wordpress.settings.timezone)
    stamp = f"{local:%Y-%m-%dT%H:%M:%S}"
    (post,) = ask("/wp-json/wp/v2/posts?per_page=1").json
    assert (post["date"], post["date_gmt"]) == (stamp, f"{newest.published_at:%Y-%m-%dT%H:%M:%S}")
    assert ask(f"/wp-json/wp/v2/posts?after={stamp}").json == []
    assert len(ask(f"/wp-json/wp/v2/posts?after={stamp}Z&per_page=100").json) == 0
    earlier = f"{newest.published_at:%Y-%m-%dT%H:%M:%S}"
    assert len(ask(f"/wp-json/wp/v2/posts?modified_after={earlier}Z").json) == 0
    assert len(ask(f"/wp-json/wp/v2/posts?modified_after={earlier}").json) >= 1


def test_rest_refuses_as_wordpress_does(ask: Ask) -> None:
    """Refusals carry the code, the status and the words of WordPress."""
    got = ask("/wp-json/wp/v2/posts?page=99")
    assert (got.status, got.json["code"]) == (400, "rest_post_invalid_page_number")
    got = ask("/wp-json/wp/v2/posts?per_page=101")
    assert got.json["data"]["params"] == {
        "per_page": "per_page must be between 1 (inclusive) and 100 (inclusive)"
    }


def test_a_protected_post_is_a_form_and_an_empty_body(site: Site, ask: Ask) -> None:
    post = site.wordpress.publish(password="rahasia")  # noqa: S106 - the password of no one
    assert "post-password-form" in ask(post.path).text
    assert ask(f"/wp-json/wp/v2/posts/{post.id}").json["content"]["rendered"] == ""
