"""REST, and where a site says that its lists are: nothing that either says makes reading fail."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery import (
    ListingError,
    feed_page,
    list_url,
    posts_url,
    read_feed,
    read_posts,
    read_sitemap,
    stated_in,
)
from tests.site import Site
from tests.timing import quickly


def test_the_rest_interface_tells_changes_as_well(site: Site) -> None:
    url = posts_url(f"{site.base_url}/wp-json/", order="modified", per_page=100)
    found = read_posts(site.body(url))
    assert {entry.post_id for entry in found} == {post.id for post in site.wordpress.live()}
    times = [entry.modified_at for entry in found]
    assert all(time is not None and time.tzinfo is not None for time in times)
    assert times == sorted(times, reverse=True)  # type: ignore[type-var]


def test_the_address_of_a_list_asks_for_what_a_listing_needs_and_no_more() -> None:
    url = posts_url("https://a.example/wp-json/", order="date", per_page=5)
    query = parse_qs(urlsplit(url).query)
    assert query["_fields"] == ["id,link,date_gmt,modified,modified_gmt"]
    assert (query["per_page"], query["orderby"], query["page"]) == (["5"], ["date"], ["1"])


def test_lists_are_asked_for_where_addresses_are_questions() -> None:
    """As they are on a WordPress without pretty ones."""
    root, feed = "https://a.example/index.php?rest_route=/", "https://a.example/?feed=rss2"
    asked = urlsplit(list_url(root, {"page": 2}, 7)).query
    assert parse_qs(asked) == {"rest_route": ["/wp/v2/posts/7"], "page": ["2"]}
    assert feed_page(feed, 2) == f"{feed}&paged=2"


RSS = '<link rel="alternate" type="application/rss+xml" href="{}">'


API = '<link rel="https://api.w.org/" href="https://a.example/index.php?rest_route=%2F">'


@pytest.mark.parametrize(
    ("head", "feed", "rest"),
    [
        (
            RSS.format("/?feed=rss2") + RSS.format("/?feed=comments-rss2") + API,
            "https://a.example/?feed=rss2",
            "https://a.example/index.php?rest_route=%2F",
        ),
        ('<link rel="https://api.w.org/" href="/api/">', None, "https://a.example/api/"),
        ('<link rel="https://api.w.org/" href="/api?x=1">', None, None),
        ('<link rel="https://api.w.org/" href="http://[">', None, None),
        ("", None, None),
    ],
)
def test_a_page_says_where_the_lists_of_its_site_are(
    head: str, feed: str | None, rest: str | None
) -> None:
    stated = stated_in(f"<html><head>{head}</head></html>".encode(), "https://a.example/")
    assert (stated.feed, stated.rest) == (feed, rest)


@pytest.mark.parametrize(
    ("links", "rest"),
    [
        ('<https://a.example/api/>; rel="https://api.w.org/"', "https://a.example/api/"),
        ("< /api/ > ; REL=https://api.w.org/", "https://a.example/api/"),
        (
            '</a,b.css>; rel=x, </?rest_route=/>; a="b"; rel="https://api.w.org/", </?p=3>',
            "https://a.example/?rest_route=/",
        ),
        ("<https://a.example/x/>; rel=preload, <https://a.example/api/>; rel=other", None),
        ('<http://[>; rel="https://api.w.org/"', None),
        ('<https://a.example/wp-json/wp/v2/posts/3>; rel="https://api.w.org/"', None),
        ("<" * 9_000 + ";" * 9_000, None),
        ("<" + " " * 100_000 + "x", None),
        ("<a>;" + " " * 100_000 + "rel" + " " * 100_000 + "=" + " " * 100_000, None),
    ],
)
def test_the_rest_root_is_named_in_a_header_too(links: str, rest: str | None) -> None:
    """A plugin may have taken it out of the page."""
    with quickly():
        assert stated_in(b"<html></html>", "https://a.example/", links).rest == rest


POST = '[{"id":1,"link":"https://a.example/a","content":{"rendered":%s}}]'


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ('"<p>Satu</p>\\n<p><!--nextpage--></p>\\n<p>Dua</p>"', 2),
        ('"<p>Satu</p><!--nextpage--><p>Dua</p><!--nextpage--><p>Tiga</p>"', 3),
        ('"<p><!--nextpage--></p><p>Satu</p><!--nextpage--><p>Dua</p>"', 2),
        ('"<p>Kata nextpage saja.</p>"', 1),
        ('""', 1),
        ("5", None),
    ],
)
def test_the_pages_of_a_post_are_counted_in_its_text(text: str, pages: int | None) -> None:
    """A break that nothing stands before breaks nothing."""
    (found,) = read_posts((POST % text).encode())
    assert found.pages == pages


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "no JSON"),
        (b"<html>", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"\xff\xfe\x00", "no JSON"),
        (b'{"code": "rest_forbidden", "data": {"status": 401}}', "rest_forbidden"),
        (b"{}", "dict"),
        (b"null", "NoneType"),
        (b"3", "int"),
    ],
)
def test_what_is_no_list_of_posts_says_what_it_is(body: bytes, what: str) -> None:
    with pytest.raises(ListingError, match=what):
        read_posts(body)


@pytest.mark.parametrize("read", [read_feed, read_posts, read_sitemap])
def test_what_is_said_of_another_answer_can_be_read(read: Callable[[bytes], object]) -> None:
    """Letters, not Python's bytes; on one line."""
    with pytest.raises(ListingError, match=", but '<title>Masuk – Redaksi</title> <h1>Masuk</h1>'"):
        read("<title>Masuk – Redaksi</title>\n\n<h1>Masuk</h1>".encode())


@pytest.mark.parametrize(
    ("post", "post_id", "modified"),
    [
        ({"id": 5, "modified_gmt": "2024-02-17T03:00:00"}, 5, True),
        ({"id": 5, "modified_gmt": "2024-02-17T10:00:00+07:00"}, 5, True),
        ({"id": 5, "modified_gmt": "0000-00-00T00:00:00"}, 5, False),
        ({"id": 5, "modified_gmt": "0001-01-01T00:00:00+23:59"}, 5, False),
        ({"id": 5, "modified_gmt": "9999-12-31T23:59:59"}, 5, False),
        ({"id": 5, "modified_gmt": 17}, 5, False),
        ({"id": "5", "modified_gmt": None}, None, False),
        ({"id": True}, None, False),
        ({"id": 0}, None, False),
        ({"id": 2**63}, None, False),
        ({}, None, False),
    ],
)
def test_a_post_is_taken_for_what_it_states_and_no_more(
    post: dict[str, Any], post_id: int | None, *, modified: bool
) -> None:
    (entry,) = read_posts(json.dumps([post | {"link": "https://a.example/x"}]).encode())
    assert entry.post_id == post_id
    at = datetime(2024, 2, 17, 3, tzinfo=UTC) if modified else None
    assert entry.modified_at == at


@pytest.mark.parametrize("post", [None, 3, "x", [], {}, {"link": 3}, {"link": ""}])
def test_what_is_no_post_is_passed_over(post: object) -> None:
    assert read_posts(json.dumps([post]).encode()) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "link", "date_gmt", "modified_gmt", "code"]), inner, max_size=5
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_no_json_makes_it_fail(value: object) -> None:
    with suppress(ListingError):
        assert all(entry.url for entry in read_posts(json.dumps(value).encode()))
