"""Archive pages: the articles that they list, in every theme, and nothing else."""

import itertools
import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery import Archive, ListingError, Stated, archive_url, read_archive, stated_in
from crawler.discovery.theme import theme_of
from tests.site import Settings, WordPress, serve
from tests.site.themes import NAMES
from tests.timing import quickly

HOME = "https://a.example/"


def page(inner: str, url: str = HOME) -> Archive:
    return read_archive(f"<html><body><main>{inner}</main></body></html>".encode(), url)


@pytest.mark.parametrize("theme", NAMES)
def test_every_theme_lists_its_articles(theme: str) -> None:
    """Home, its last page, a section and a year: each article once, in order, and no other link."""
    with serve(WordPress(posts=25, settings=Settings(theme=theme))) as site:
        live = site.wordpress.live()
        section = live[0].section.partition("/")[0]
        inside = [p for p in live if p.section.partition("/")[0] == section][:10]
        expected = {
            "/": live[:10],
            "/page/3/": live[20:],
            f"/{section}": inside,
            "/2026": live[:10],
        }
        for path, posts in expected.items():
            found = read_archive(site.body(path), site.base_url + path)
            assert [one.url for one in found.entries] == [site.base_url + p.path for p in posts]
            times = [one.published_at for one in found.entries]
            assert times == [p.published_at for p in posts] or not any(times)
            is_last = path == "/page/3/" or len(posts) < 10
            assert (found.next_url is None) == is_last


def test_a_card_tells_id_and_times() -> None:
    (entry,) = page(
        '<article id="post-5" class="post-5 post type-post"><h2><a href="/iran/judul">J</a></h2>'
        '<time class="entry-date published" datetime="2024-02-17T10:00:00+07:00">x</time>'
        '<time class="updated" datetime="2024-02-18T10:00:00+07:00">x</time></article>'
    ).entries
    assert (entry.url, entry.post_id, entry.channel) == (f"{HOME}iran/judul", 5, "archive")
    assert entry.published_at == datetime(2024, 2, 17, 3, tzinfo=UTC)
    assert entry.modified_at == datetime(2024, 2, 18, 3, tzinfo=UTC)


def test_links_may_write_the_host_either_way() -> None:
    card = '<article class="post"><h2><a href="https://{}/iran/judul">J</a></h2></article>'
    for host, other in itertools.permutations(("köln.example", "xn--kln-sna.example")):
        (entry,) = page(card.format(host), f"https://{other}/").entries
        assert entry.url == f"https://{host}/iran/judul"


def test_what_is_no_article_is_no_entry() -> None:
    """Sections, tags, authors, days, files, pages, other hosts, and what stands beside the list."""
    links = [
        "/iran", "/tag/a", "/author/b", "/category/c", "/2024/02/", "/page/2/", "/a.pdf",
        "https://lain.example/x", "javascript:alert(1)", "mailto:a@a.example", "#x", "", "/?s=x",
        "http://[::1", "/wp-login.php",
    ]  # fmt: skip
    headings = "".join(f'<h3><a href="{link}">x</a></h3>' for link in links)
    aside = '<h3><a href="/iran/di-samping">x</a></h3>'
    beside = f'<nav>{aside}</nav><div class="td-main-sidebar">{aside}</div><footer>{aside}</footer>'
    beside += '<article class="type-page"><h2><a href="/tentang">x</a></h2></article>'
    label = '<h4><a rel="category tag" href="/sesuatu">x</a></h4>'
    found = page(f'{headings}{beside}{label}<h2><a href="/iran/judul">x</a></h2>')
    assert [entry.url for entry in found.entries] == [f"{HOME}iran/judul"]


def test_a_list_that_is_stated_as_data_is_read() -> None:
    data = {
        "@graph": [
            {
                "@type": "BreadcrumbList",
                "itemListElement": [{"@type": "ListItem", "url": "/iran/remah"}],
            },
            {
                "@type": "CollectionPage",
                "mainEntity": {
                    "@type": "ItemList",
                    "itemListElement": [
                        {"@type": "ListItem", "url": f"{HOME}iran/satu"},
                        {
                            "@type": "ListItem",
                            "item": {
                                "@type": ["Thing", "NewsArticle"],
                                "url": "/iran/dua",
                                "datePublished": "2024-02-17T10:00:00+07:00",
                            },
                        },
                    ],
                },
            },
        ]
    }
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    found = page(script + '<h2><a href="/iran/dua">x</a></h2>').entries
    assert {entry.url for entry in found} == {f"{HOME}iran/satu", f"{HOME}iran/dua"}
    assert found[0].published_at == datetime(2024, 2, 17, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "link", "is_next"),
    [
        (HOME, "/page/2/", True),
        (f"{HOME}page/2/", "/page/3", True),
        (f"{HOME}iran/", "/iran/page/2/", True),
        (HOME, "/?paged=2", True),
        (HOME, "/page/3/", False),
        (f"{HOME}page/2/", "/page/2/", False),
        (HOME, "/iran/page/2/", False),
        (HOME, "https://lain.example/page/2/", False),
    ],
)
def test_the_next_page_has_the_next_number(url: str, link: str, *, is_next: bool) -> None:
    found = page(f'<h2><a href="/iran/judul">x</a></h2><a href="{link}">2</a>', url)
    assert (found.next_url is not None) == is_next


@pytest.mark.parametrize("body", [b"", b"<h1>Just a moment...</h1>", b"{}", b"\xff\x00" * 9])
def test_what_lists_no_articles_says_so(body: bytes) -> None:
    with pytest.raises(ListingError, match="no list of articles"):
        read_archive(body, HOME)


def test_pages_are_numbered_as_wordpress_does() -> None:
    assert [archive_url("https://a.example", n) for n in (1, 2)] == [HOME, f"{HOME}page/2/"]


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(body: bytes) -> None:
    data = b'<script type="application/ld+json">' + body + b"</script>"
    for whole in (b"<h2><a href='" + body + b"'>x</a></h2>", data):
        with suppress(ListingError):
            assert read_archive(whole, HOME).entries


CARD = b"<article><h2><a href=/a>x</a></h2><time datetime=2024-01-01></time></article>"
HOSTILE = {
    "nesting": CARD + b"<div>" * 80_000,
    "one article": CARD.replace(b"</article>", b"") * 2_000,
    "one in the other": b"<div><h2><a href=/a>x</a></h2>" * 240 + b"<time datetime=1>" * 30_000,
    "a long class": b"<div class='"
    + b"kartu " * 3_000
    + b"'>"
    + b"".join(b"<h2><a href=/a%d>x</a></h2>" % n for n in range(4_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_page_takes_long(name: str) -> None:
    body = b"<html><body>" + HOSTILE[name]
    with quickly():
        assert read_archive(body, HOME).entries
    with quickly():
        assert stated_in(body, HOME) == Stated()
    with quickly():
        assert theme_of(body).name is None
