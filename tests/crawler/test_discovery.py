"""Listings: what they say, and that nothing they say makes them fail."""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
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
    stated_in,
)
from tests.site import Site, WordPress, serve
from tests.site.http import Request
from tests.timing import quickly

FEED = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>t</title>
<item><title>a</title><link>{link}</link><guid isPermaLink="false">{guid}</guid>
<pubDate>{date}</pubDate></item></channel></rss>"""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A WordPress with more posts than a feed has entries."""
    with serve(WordPress(posts=25)) as served:
        yield served


def body_of(site: Site, url: str) -> bytes:
    return site.answer(Request(method="GET", target=url.removeprefix(site.base_url))).body


def test_a_feed_tells_address_id_and_time_the_newest_first(site: Site) -> None:
    found = read_feed(body_of(site, f"{site.base_url}/feed/"))
    newest = sorted(site.wordpress.live(), key=lambda post: post.published_at, reverse=True)
    assert [entry.url for entry in found] == [site.base_url + p.path for p in newest[:10]]
    assert [entry.post_id for entry in found] == [post.id for post in newest[:10]]
    assert all(entry.channel == "feed" and entry.modified_at is None for entry in found)
    assert found[0].published_at == newest[0].published_at


def test_the_second_page_of_a_feed_goes_on_where_the_first_ended(site: Site) -> None:
    first = read_feed(body_of(site, f"{site.base_url}/feed/"))
    second = read_feed(body_of(site, feed_page(f"{site.base_url}/feed/", 2)))
    assert len(second) == 10
    assert not {entry.url for entry in first} & {entry.url for entry in second}


def test_the_rest_interface_tells_changes_as_well(site: Site) -> None:
    url = posts_url(f"{site.base_url}/wp-json/", order="modified", per_page=100)
    found = read_posts(body_of(site, url))
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


def test_a_feed_without_entries_is_a_feed() -> None:
    assert read_feed(b'<rss version="2.0"><channel><title>t</title></channel></rss>') == []


@pytest.mark.parametrize(
    "body",
    [b"", b"<html><body>Just a moment...</body></html>", b"{}", b"Not a feed", b"\x00" * 50],
)
def test_what_is_no_feed_says_so(body: bytes) -> None:
    with pytest.raises(ListingError, match="no feed"):
        read_feed(body)


def test_a_feed_that_is_the_name_of_a_file_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(FEED.format(link="https://a.example/x", guid="", date=""))
    with pytest.raises(ListingError):
        read_feed(str(secret).encode())


def test_a_feed_that_is_an_address_is_not_fetched(site: Site) -> None:
    before = len(site.log.entries)
    with pytest.raises(ListingError):
        read_feed(f"{site.base_url}/feed/".encode())
    assert len(site.log.entries) == before


@pytest.mark.parametrize(
    ("guid", "post_id"),
    [
        ("https://purnawarta.com/?p=16", 16),
        ("https://purnawarta.com/?post_type=post&amp;p=16", 16),
        ("https://purnawarta.com/?p=0", None),
        ("https://purnawarta.com/?p=-1", None),
        ("https://purnawarta.com/?p=1&amp;p=2", None),
        ("https://purnawarta.com/?p=９", None),
        (f"https://purnawarta.com/?p={2**63}", None),
        ("https://purnawarta.com/?p=" + "9" * 5000, None),
        ("https://purnawarta.com/judul", None),
        ("http://[::1", None),
        ("", None),
    ],
)
def test_an_id_is_read_from_a_guid_that_states_one(guid: str, post_id: int | None) -> None:
    text = FEED.format(link="https://a.example/x", guid=guid, date="")
    (entry,) = read_feed(text.encode())
    assert entry.post_id == post_id


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("Sat, 17 Feb 2024 03:00:00 +0000", datetime(2024, 2, 17, 3, tzinfo=UTC)),
        ("Sat, 17 Feb 2024 10:00:00 +0700", datetime(2024, 2, 17, 3, tzinfo=UTC)),
        ("Fri, 31 Dec 9999 23:59:59 +0000", None),
        ("Mon, 01 Jan 0001 00:00:00 +0000", None),
        ("kemarin", None),
        ("", None),
    ],
)
def test_the_time_of_an_entry_is_aware_or_none(date: str, at: datetime | None) -> None:
    text = FEED.format(link="https://a.example/x", guid="", date=date)
    (entry,) = read_feed(text.encode())
    assert entry.published_at == at


def test_an_entry_without_an_address_is_none() -> None:
    assert read_feed(FEED.format(link="", guid="", date="").encode()) == []


def test_an_atom_feed_is_read_too() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><id>x</id>'
        '<link href="https://a.example/x"/><published>2024-02-17T03:00:00Z</published>'
        "{}</entry></feed>"
    )
    (entry,) = read_feed(atom.format("").encode())
    assert entry.url == "https://a.example/x"
    assert entry.published_at == datetime(2024, 2, 17, 3, tzinfo=UTC)
    assert entry.modified_at is None
    (entry,) = read_feed(atom.format("<updated>2024-02-18T03:00:00Z</updated>").encode())
    assert entry.modified_at == datetime(2024, 2, 18, 3, tzinfo=UTC)


RDF = b"""<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel r:about="x"><link>https://a.example/</link></channel>
<item r:about="https://a.example/?p=5"><link>https://a.example/x?a=1&amp;b=2</link></item></r:RDF>"""
RSS_2 = FEED.replace("</item>", "{more}</item>").format(
    link="https://a.example/x?a=1&amp;b=2", guid="https://a.example/?p=5", date="", more="{more}"
)


def rss(more: str) -> bytes:
    return RSS_2.format(more=more).encode()


@pytest.mark.parametrize(
    "body",
    [
        RDF,
        rss(""),
        RSS_2.replace("UTF-8", "windows-1252").format(more="<author>é–</author>").encode("cp1252"),
        rss("<author>é–</author>").decode().encode("cp1252"),
        rss("<author>é–</author>").decode().encode("utf-16"),
        b"<br />\n<b>Warning</b>: x in /a.php<br />\n" + rss(""),
        b"\xef\xbb\xbf\n" + rss(""),
        rss("").replace(b"&amp;", b"&"),
        rss("<description>a<br>b &nbsp; <p><b>c</description>"),
        rss("<dc:creator>Sari</dc:creator><x:link>https://b.example/</x:link>"),
        rss("<author>a\x0bb</author><description>\0</description>"),
        rss("<source><link>https://b.example/</link></source>"),
        rss("<description>a")[:-60],
        b"Warning: <rss thing in /a.php\n" + rss(""),
        b"<br />\n<b>Warning</b>: x\n" + rss("").partition(b"?>")[2],
        b"<html><body>" + rss("").partition(b"?>")[2] + b"</body></html>",
        rss("").replace(b"<channel>", b"<channel>" + b" \n" * 1_200),
        rss("").replace(b"<item>", b"<item>" + b"\n\n\t" * 800),
        rss("").replace(b"<item>", b"<warning>x: " + b"y" * 2_400 + b"<item>"),
        rss("").replace(b"<link>", b"<link>" + b"\n" * 2_400),
        rss("<title><![CDATA[<!ENTITY di XML]]></title>"),
        rss("<title>a<br></title><p>"),
        rss("<title>a<br></title><description><![CDATA[<p></item><br>]]></description>"),
        rss("").replace(b"<rss ", b"<rss %b " % b" ".join(b"a%d=''" % n for n in range(30))),
        rss("<description>a").replace(b"</item>", b"</span></item>"),
        *(
            rss("").replace(b"<item>", tag + b"<item>")
            for tag in (b"<br>", b"<hr>", b"<p>a", b"<img src='a'>", b"<div>", b"</div>", b"<x>")
        ),
    ],
)
def test_a_feed_is_read_in_whatever_form(body: bytes) -> None:
    """RSS 1.0 or 2.0, in any encoding, whole or as broken as plugins leave it."""
    (entry,) = read_feed(body)
    assert (entry.url, entry.post_id) == ("https://a.example/x?a=1&b=2", 5)


@pytest.mark.parametrize("left_open", ["<br>", "<b>", "<ul><li>a", "</div>", "<description>a"])
def test_no_tag_that_is_left_open_hides_other_entries(left_open: str) -> None:
    """Wherever it stands: in an entry, before it, and before all of them."""
    items = [f"<item>{{}}<link>https://a.example/{n}</link>{{}}</item>" for n in range(3)]
    for before, within, after in ((left_open, "", ""), ("", left_open, ""), ("", "", left_open)):
        told = before.join(item.format(within, after) for item in items)
        body = f'<rss version="2.0"><channel>{before}{told}</channel></rss>'
        assert [one.url[-1] for one in read_feed(body.encode())] == ["0", "1", "2"]


def test_a_text_that_does_not_end_hides_no_entry_that_ends_its_own() -> None:
    texts = ["<description>a & <b>", "", "<description>b</description>", "<description><![CDATA[c"]
    item = "<item><link>https://a.example/{}</link>{}</item>"
    told = [item.format(number, text) for number, text in enumerate(texts)]
    body = f'<rss version="2.0"><channel>{"".join(told)}{told[1]}</channel></rss>'
    assert [one.url[-1] for one in read_feed(body.encode())] == ["0", "1", "2", "3", "1"]


def test_the_addresses_of_a_feed_may_be_relative() -> None:
    atom = (
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/kabar/atom">'
        b'<entry><link rel="edit" href="/edit"/><link href="../iran/x"/></entry></feed>'
    )
    assert [entry.url for entry in read_feed(atom)] == ["https://a.example/iran/x"]


@pytest.mark.parametrize(
    "more",
    [
        f"<author>{'a' * 60_000}</author>",
        f"<author>{'a.' * 30_000}@</author>",
        f"<description><![CDATA[{'<!--' * 30_000}]]></description>",
        f"&<description>{'<!--' * 30_000}</description>",
        f"<description>{'<!--' * 30_000}",
        "&" + "<![CDATA[" * 10_000,
        "<x:link/>" * 10_000,
        "<link x:y='' " + " ".join(f"a{n}=''" for n in range(20_000)) + "/>",
        "</description>" * 10_000 + "<description" * 10_000,
        f"<pubDate>{'1:' * 50_000}</pubDate>",
        f"<pubDate><id/>{'1:' * 50_000}</pubDate>",
    ],
)
def test_no_feed_takes_long(more: str) -> None:
    with quickly():
        assert len(read_feed(rss(more))) == 1


@pytest.mark.parametrize("kind", ["<?xml version='1.0'?>", ""])
def test_what_a_feed_defines_is_not_used(kind: str) -> None:
    """Some define ``&nbsp;``; what is defined by what was, over and over, takes no time."""
    names = "".join(f'<!ENTITY t{n} "{f"&t{n - 1};" * 10}">' for n in range(1, 10))
    defined = f"{kind}<!DOCTYPE rss [<!ENTITY nbsp '&#160;'><!ENTITY t0 'tawa'>{names}]>"
    body = rss("<title>a&nbsp;b</title><guid x='&t9;'>&t9;</guid>").partition(b"?>")[2]
    with quickly():
        (entry,) = read_feed(defined.encode() + body)
    assert entry.url == "https://a.example/x?a=1&b=2"


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


@given(st.binary(max_size=300))
def test_no_bytes_make_a_feed_fail(body: bytes) -> None:
    with suppress(ListingError):
        assert isinstance(read_feed(b"<rss version='2.0'><channel><item>" + body), list)
