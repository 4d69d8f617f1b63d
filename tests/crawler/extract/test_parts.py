"""A page that is one of several: which it is, which come next, and how all are joined."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crawler.extract import Block, Extraction, Related, Removed, joined, parts_in
from crawler.parts import may_be_one_of_several

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "href", "further"),
    [
        ("/a/x", "/a/x/2", "/a/x/2"),
        ("/a/x/", "https://purnawarta.com/a/x/2/", "/a/x/2/"),
        ("/a/x", "//www.purnawarta.com/a/x/2", "/a/x/2"),
        ("/a/x", "/a/x?page=2", "/a/x?page=2"),
        ("/?p=4", "https://purnawarta.com/?p=4&#038;page=2", "/?p=4&page=2"),
        ("/a/12", "/a/12/2#isi", "/a/12/2"),
        ("/a/%D8%B3", "/a/%D8%B3/2", "/a/%D8%B3/2"),
        ("/a/x.(y", "/a/x.(y/2", "/a/x.(y/2"),
        ("/a/12", "/a/13", None),
        ("/", "/2", None),
        ("/a/x", "/b/a/x/2", None),
        ("/a/x", "/a/x/2/feed", None),
        ("/a/x", "/a/x/page=2", None),
    ],
)
def test_a_page_names_the_next(url: str, href: str, further: str | None) -> None:
    """By its own address with a number, as WordPress and its permalinks write that."""
    home = "https://purnawarta.com"
    html = f'<html><body><p>Isi.</p><a href="{href}">Berikutnya</a></body></html>'
    found = parts_in(html.encode(), url=home + url)
    assert dict(found.urls) == ({2: home + further} if further else {})
    assert (found.number, found.last) == (1, 2 if further else 1)
    assert may_be_one_of_several(html.encode(), home + url) or not further


@pytest.mark.parametrize(
    ("url", "markup", "number"),
    [
        ("/a/x/2", '<b class="post-page-numbers current">2</b>', 2),
        ("/a/x/2/", '<b class="post-page-numbers">3</b>', 2),
        ("/?p=4&page=2", '<b class="post-page-numbers current">2</b>', 2),
        ("/a/x/2", '<meta property="og:url" content="https://purnawarta.com/a/x/">', 2),
        ("/a/x/2", "<meta content=https://purnawarta.com/a/x property=og:url>", 2),
        ("/a/x/2", '<body class="single single-paged-2">', 2),
        ("/a/x/2", '<a href="https://purnawarta.com/a/x">Beranda</a>', 1),
        ("/a/x/2", '<meta property="og:url" content="https://purnawarta.com/a/x/2">', 1),
        ("/2000", "<p>Isi.</p>", 1),
        ("/7", '<meta property="og:url" content="https://purnawarta.com/">', 1),
        ("/?p=7", '<a href="/?p=71&#038;page=2">Lain</a>', 1),
        ("/a/x", '<a href="/indeks?page=2">Berikutnya</a>', 1),
    ],
)
def test_a_further_page_says_so(url: str, markup: str, number: int) -> None:
    """Told from its bytes, as from its elements: a number in the address alone is not enough."""
    html = f"<html><head></head>{markup}<p>Isi.</p></html>".encode()
    address = f"https://purnawarta.com{url}"
    assert parts_in(html, url=address).number == number
    assert may_be_one_of_several(html, address) is (number > 1)


def of_page(number: int, last: int, *texts: str, **given: Any) -> Extraction:
    """A page of a post."""
    blocks = tuple(Block(kind="paragraph", text=text) for text in texts)
    return Extraction(verdict="good", page=number, pages=last, blocks=blocks, **given)


def test_pages_are_joined_in_order_and_nothing_twice() -> None:
    """Links and what was cut are numbered anew; what stands around each page is said once."""
    link = Related(title="Lain", url=None, marker="Baca Juga", position=1)
    other = replace(link, title="Lagi", position=2)
    cuts = [Removed(rule="sidebar", text="Populer", position=1)]
    first = of_page(1, 2, "a", related=(link,), removed=(*cuts,), title="Judul")
    second = of_page(2, 3, "b", related=(link, other), removed=(*cuts,), reasons=("body_short",))
    third = of_page(3, 3, "c", title="Judul (3)")
    found = joined(first, [third, second, of_page(2, 3, "z")])
    assert (found.verdict, found.reasons, found.title) == ("good", (), "Judul")
    assert found.body_parts == ("a", "b", "c")
    assert [(one.title, one.position) for one in found.related] == [("Lain", 1), ("Lagi", 2)]
    assert found.removed == (*cuts,)


@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        ({"post_id": 8}, ("part_2_missing",)),
        ({"canonical_url": "https://purnawarta.com/b"}, ("part_2_missing",)),
        ({"canonical_url": "http://www.purnawarta.com/a/"}, ()),
        ({"modified_at": NOW}, ("part_2_missing",)),
        ({"verdict": "not_article"}, ("part_2_missing",)),
        ({"verdict": "suspect", "reasons": ("page_truncated",)}, ("page_truncated",)),
        ({"page": 3, "pages": 3}, ("part_2_missing",)),
    ],
)
def test_a_page_of_another_version_is_none_of_it(
    given: dict[str, Any], reasons: tuple[str, ...]
) -> None:
    """Nor is a doubtful one trusted: then the article is doubtful."""
    stated = {
        "post_id": 7,
        "canonical_url": "https://purnawarta.com/a",
        "modified_at": NOW - timedelta(days=1),
    }
    first = of_page(1, 2, "a", **stated)
    found = joined(first, [replace(of_page(2, 2, "b", **stated), **given)])
    assert found.reasons == reasons
    assert found.verdict == ("suspect" if reasons else "good")
