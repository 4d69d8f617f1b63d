"""Feeds: what they list, in whatever form, and that nothing they say makes reading fail."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery import (
    ListingError,
    feed_page,
    read_feed,
)
from tests.site import Site
from tests.timing import quickly

FEED = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>t</title>
<item><title>a</title><link>{link}</link><guid isPermaLink="false">{guid}</guid>
<pubDate>{date}</pubDate></item></channel></rss>"""


def test_a_feed_tells_address_id_and_time_the_newest_first(site: Site) -> None:
    found = read_feed(site.body("/feed/"))
    newest = sorted(site.wordpress.live(), key=lambda post: post.published_at, reverse=True)
    assert [entry.url for entry in found] == [site.base_url + p.path for p in newest[:10]]
    assert [entry.post_id for entry in found] == [post.id for post in newest[:10]]
    assert all(entry.channel == "feed" and entry.modified_at is None for entry in found)
    assert found[0].published_at == newest[0].published_at


def test_the_second_page_of_a_feed_goes_on_where_the_first_ended(site: Site) -> None:
    first = read_feed(site.body("/feed/"))
    second = read_feed(site.body(feed_page(f"{site.base_url}/feed/", 2)))
    assert len(second) == 10
    assert not {entry.url for entry in first} & {entry.url for entry in second}


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


@given(st.binary(max_size=300))
def test_no_bytes_make_a_feed_fail(body: bytes) -> None:
    with suppress(ListingError):
        assert isinstance(read_feed(b"<rss version='2.0'><channel><item>" + body), list)
