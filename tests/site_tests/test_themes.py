"""Every theme shows the whole article, in a page as heavy and as crowded as real ones."""

import html
import json
import re

import pytest
from bs4 import BeautifulSoup

from tests.site import Settings, WordPress, truth
from tests.site.baca_juga import MARKUPS, WITHOUT_LINK
from tests.site.http import Request
from tests.site.surfaces import route
from tests.site.themes import NAMES

CONTENT = {
    "newspaper": ".td-post-content",
    "jannah": ".entry-content",
    "jnews": ".content-inner",
    "plain": ".entry-content",
    "blocks": ".wp-block-post-content",
    "builder": ".elementor-widget-theme-post-content .elementor-widget-container",
}


def page(site: WordPress, target: str) -> str:
    """What the site answers."""
    return route(site, Request(method="GET", target=target)).text


def words(text: str) -> str:
    """Text without differences of white space."""
    return " ".join(text.split())


def in_theme(name: str, **settings: str) -> WordPress:
    """A site with a theme."""
    return WordPress(posts=15, settings=Settings(theme=name, **settings))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NAMES)
def test_pages_weigh_60_to_150_kb(name: str) -> None:
    """Pages weigh as much as those of real portals: 60 to 150 KB."""
    site = in_theme(name)
    sizes = [len(page(site, post.path).encode()) for post in site.live()]
    assert min(sizes) >= 60_000
    assert max(sizes) <= 150_000


@pytest.mark.parametrize("name", NAMES)
def test_the_content_holds_the_article(name: str) -> None:
    site = in_theme(name)
    for post in site.live():
        found = BeautifulSoup(page(site, post.path), "lxml").select_one(CONTENT[name])
        assert found is not None
        shown = words(found.get_text())
        cells = {part for piece in post.text for part in piece.split(" | ")}
        assert [cell for cell in cells if words(cell) not in shown] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_all_that_surrounds_an_article(name: str) -> None:
    site = in_theme(name)
    post = site.live()[0]
    site.comment(post, "Komentar pembaca yang panjang")
    text = page(site, post.path)
    author = site.authors[post.author]
    needed = (
        "<nav", "Beranda", f"postid-{post.id}", "Facebook", "WhatsApp", "Foto: dokumentasi",
        author.name, author.description,
        "Komentar pembaca yang panjang", "Tinggalkan Balasan", "<style",
        "<script", "Hak cipta", 'type="email"', f"?p={post.id}'", "populer",
    )  # fmt: skip
    assert [piece for piece in needed if piece.lower() not in text.lower()] == []
    assert html.unescape(text).count(post.title) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_the_form_speaks_the_sites_language(name: str) -> None:
    site = in_theme(name, language="en_US")
    text = page(site, site.live()[0].path)
    assert "Leave a Reply" in text
    assert "Your email address will not be published." in text


def test_structured_data_comes_in_several_shapes() -> None:
    shapes = set()
    for name in NAMES:
        site = in_theme(name)
        text = page(site, site.live()[0].path)
        found = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', text)
        data = [json.loads(one) for one in found]
        shapes.add(tuple("graph" if "@graph" in one else type(one).__name__ for one in data))
    assert shapes == {("graph",), ("dict",), ("list", "dict"), ()}


@pytest.mark.parametrize("style", MARKUPS)
def test_each_markup_shows_its_links_and_its_lead(style: str) -> None:
    site = WordPress(posts=4)
    block = site.newsroom.related(style, count=1)
    found = BeautifulSoup(block.html(site.home), "lxml")
    shown = words(found.get_text(" "))
    assert words(block.links[0].title) in shown
    assert block.marker.rstrip(" :").lower() in shown.lower()
    anchors = {str(a["href"]) for a in found.select("a")}
    expected = set() if style in WITHOUT_LINK else {block.links[0].url(site.home)}
    assert anchors == expected
    assert all(words(piece) in shown for piece in block.text)


def test_a_specimen_holds_every_markup_and_what_only_looks_like_one() -> None:
    """One body shows it all: every markup, several in a row, one repeated and last, and prose."""
    site = WordPress(posts=6)
    post = site.publish(blocks=site.newsroom.specimen())
    links = [link for link in truth(site).related_links if link.post_id == post.id]
    assert len(links) == len(MARKUPS) + 6
    assert links[-1].title == links[-2].title
    assert any("Leave a Reply" in piece for piece in post.text)
    assert len(page(site, post.path)) > 60_000


def test_there_is_every_markup_that_the_field_shows() -> None:
    kinds = (
        "paragraph", "bold", "italic", "heading", "blockquote", "list_under_heading",
        "classed_div", "table_cell", "after_line_break", "brackets", "separate_elements",
        "plugin_inline_related", "plugin_yarpp", "plugin_jetpack", "no_link", "without_space",
    )  # fmt: skip
    assert set(kinds) <= set(MARKUPS)
    assert len(MARKUPS) >= 25


def test_pages_of_an_article_hold_their_part() -> None:
    from tests.site.blocks import PageBreak, Paragraph

    site = WordPress(posts=1)
    blocks = (Paragraph(markup="Bagian satu."), PageBreak(), Paragraph(markup="Bagian dua."))
    post = site.publish(blocks=blocks)
    first, second = page(site, post.path), page(site, f"{post.path}/2")
    assert ("Bagian satu." in first, "Bagian dua." in first) == (True, False)
    assert ("Bagian satu." in second, "Bagian dua." in second) == (False, True)
    assert f'rel="canonical" href="{site.home}{post.path}/2"' in second


def test_an_amp_twin_points_at_its_article() -> None:
    site = WordPress(posts=2)
    post = site.live()[0]
    for target in (f"{post.path}/amp", f"{post.path}?amp=1"):
        text = page(site, target)
        assert "<html amp" in text
        assert f'rel="canonical" href="{site.home}{post.path}"' in text
