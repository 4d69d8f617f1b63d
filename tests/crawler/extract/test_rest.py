"""A post as WordPress's REST interface gives it comes out as its page does."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.extract import extract, is_post, posts_in
from crawler.extract.records import Extraction
from tests.crawler.extract.pages import BODY, LAST, LEAD, SECOND, TITLE, URL, page, paragraphs, site
from tests.site import Settings, WordPress
from tests.site.http import Request
from tests.site.surfaces import route

HOME = "https://purnawarta.com"
POST: dict[str, Any] = {
    "id": 42,
    "date": "2024-02-16T14:05:00",
    "date_gmt": "2024-02-16T07:05:00",
    "modified": "2024-02-17T08:00:00",
    "link": URL,
    "status": "publish",
    "type": "post",
    "title": {"rendered": "Jembatan Lama Kotasari: Warga Bergotong&nbsp;Royong"},
    "content": {"rendered": paragraphs(LEAD, SECOND), "protected": False},
}


def extracted(post: object) -> Extraction:
    """What the JSON of a post holds."""
    payload = json.dumps(post).encode()
    return extract(payload, url=URL, site=site(), media_type="application/json")


def test_every_article_s_post_says_what_its_page_says() -> None:
    """Text, links, people, times: all but what only a page has."""
    wordpress = WordPress(posts=30, seed=3, settings=Settings(), home=HOME)
    posts = [post for post in wordpress.posts.values() if post.is_live]
    assert posts
    for post in posts:
        shown = route(wordpress, Request(method="GET", target=post.path)).body
        target = f"/wp-json/wp/v2/posts/{post.id}?_embed=1"
        told = route(wordpress, Request(method="GET", target=target)).body
        url = f"{HOME}{post.path}"
        from_page = extract(shown, url=url, site=site())
        from_rest = extract(told, url=url, site=site(), media_type="application/json")
        assert from_rest.verdict == "good"
        for name in ("title", "body", "related", "section", "post_id", "canonical_url"):
            assert getattr(from_rest, name) == getattr(from_page, name), name
        assert from_rest.published_at == from_page.published_at


def test_the_rules_are_those_of_a_page() -> None:
    """What a filter puts into the content goes, and says so."""
    inline = '<p>Baca Juga : <a href="/nasional/x">Panen Padi Dimulai</a></p>'
    share = '<div class="sharedaddy"><a href="?share=x">X</a></div>'
    body = f"<p>{TITLE}</p>{paragraphs(LEAD)}{inline}{paragraphs(LAST)}{share}"
    found = extracted(POST | {"content": {"rendered": body}})
    assert found.body_parts == (LEAD, LAST)
    assert [(x.title, x.url) for x in found.related] == [
        ("Panen Padi Dimulai", "https://purnawarta.com/nasional/x")
    ]
    assert [x.rule for x in found.removed] == ["duplicate_title", "related_link", "share_buttons"]


def test_fields_and_times() -> None:
    """Times without `_gmt` are those of the site's zone."""
    found = extracted(POST)
    assert (found.verdict, found.title, found.post_id) == ("good", TITLE, 42)
    assert found.published_at == datetime(2024, 2, 16, 7, 5, tzinfo=UTC)
    assert found.modified_at == datetime(2024, 2, 17, 1, tzinfo=UTC)
    assert (found.section, found.canonical_url) == ("nasional/desa", URL)
    assert found.dateline_place == "Kotasari"
    assert extracted([POST]) == found


def test_what_a_post_refers_to_is_read_where_it_is_embedded() -> None:
    """Authors, tags, the lead image."""
    embedded = {
        "author": [{"name": "Sari Wulan"}],
        "wp:featuredmedia": [{"source_url": f"{HOME}/a.jpg"}],
        "wp:term": [
            [{"taxonomy": "category", "name": "Desa", "link": f"{HOME}/nasional/desa"}],
            [{"taxonomy": "post_tag", "name": "banjir &amp; jembatan"}],
        ],
    }
    found = extracted(POST | {"_embedded": embedded, "link": f"{HOME}/?p=42"})
    assert (found.authors, found.tags) == (("Sari Wulan",), ("banjir & jembatan",))
    assert (found.lead_image_url, found.section) == (f"{HOME}/a.jpg", "nasional/desa")


def test_a_path_that_any_article_has_yields_to_the_category() -> None:
    """As on the page."""
    term = {"taxonomy": "category", "name": "Olahraga", "link": f"{HOME}/category/olahraga/"}
    post = POST | {"_embedded": {"wp:term": [[term]]}, "link": f"{HOME}/berita/jembatan/"}
    assert extracted(post).section == "olahraga"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"type": "page"}, "static_page"),
        ({"type": "attachment"}, "attachment_page"),
        ({"type": "karikatur"}, "other_type"),
        ({"status": "draft"}, "not_published"),
        ({"content": {"rendered": "", "protected": True}}, "password_page"),
        ({"content": None}, "media_type"),
    ],
)
def test_what_is_no_article(change: dict[str, Any], reason: str) -> None:
    """WordPress says it itself."""
    found = extracted(POST | change)
    assert (found.verdict, found.reasons) == ("not_article", (reason,))


@pytest.mark.parametrize("payload", [b"", b"[]", b"{", b'{"content": 3}', b"[" * 5000, b"null"])
def test_what_is_no_post_is_no_article(payload: bytes) -> None:
    """Nothing fails."""
    found = extract(payload, url=URL, site=site(), media_type="application/json")
    assert found.verdict == "not_article"
    assert not is_post(payload)


def test_posts_of_a_list_are_told_apart_as_they_lie_there() -> None:
    """With what stands between them; the last one is cut off."""
    first, second = json.dumps(POST, indent=1), json.dumps(POST | {"id": 43})
    for text in (first, f"\ufeff{first}", f"[{first},\n{second[:-9]}"):
        posts = list(posts_in(text.encode()))
        assert posts == [one.encode() for one in (first, second[:-9]) if one in text]
    assert not list(posts_in(b"<p>{}</p>"))


def test_an_empty_body_is_doubtful() -> None:
    """A builder may keep its text elsewhere."""
    found = extracted(POST | {"content": {"rendered": ""}})
    assert (found.verdict, found.reasons) == ("suspect", ("body_empty",))


def test_fields_of_any_other_type_are_passed_over() -> None:
    """Plugins change what is under these names."""
    odd = {name: [3] for name in POST if name not in ("content", "type", "status")}
    found = extracted(POST | odd | {"_embedded": {"author": [3, {"name": 4}], "wp:term": [3, [4]]}})
    assert found.body_parts == (LEAD, SECOND)


@pytest.mark.parametrize(
    ("rule", "body", "kept"),
    [
        ("related_link", "<p>Baca Juga: Panen Padi Dimulai Di Desa</p>", "Baca Juga: Panen"),
        ("copyright", "<p>Copyright © KABAR 2026</p>", "Copyright"),
        (
            "share_buttons",
            '<div class="sharedaddy"><a href="?share=x">Bagikan</a></div>',
            "Bagikan",
        ),
    ],
)
def test_a_rule_can_be_switched_off(rule: str, body: str, kept: str) -> None:
    """What it takes stays in the text."""
    html = page(BODY + body).encode()
    without = replace(site(), rules_off=frozenset({rule}))
    assert kept not in extract(html, url=URL, site=site()).body
    found = extract(html, url=URL, site=without)
    assert kept in found.body
    assert rule not in {cut.rule for cut in found.removed}
