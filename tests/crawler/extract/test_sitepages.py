"""Pages of a site on itself whose classes say nothing, and articles under such names."""

import json
from collections.abc import Mapping

import pytest

from tests.crawler.extract.pages import LEAD, SECOND, TITLE, URL, extracted, paragraphs

_SITE = "https://purnawarta.com"
_DAY = '<time datetime="2026-03-03T07:00:00+07:00">3 Maret 2026</time>'


def _stated(*nodes: Mapping[str, object]) -> str:
    return f'<script type="application/ld+json">{json.dumps(nodes)}</script>'


def _bare(title: str, *, head: str = "", above: str = "", classes: str = "") -> str:
    return (
        f"<!doctype html><html lang=id><head><title>{title} - Kabar Kotasari</title>{head}</head>"
        f'<body class="{classes}"><main><h1>{title}</h1>{above}'
        f'<div class="post-content">{paragraphs(LEAD, SECOND)}</div></main></body></html>'
    )


_YOAST = '<meta property="og:type" content="article">' + _stated(
    {"@type": "WebPage", "datePublished": "2026-03-03T07:00:00+07:00"}
)


@pytest.mark.parametrize("head", ["", _YOAST])
@pytest.mark.parametrize(
    ("slug", "title"),
    [
        ("pedoman-media-siber", "Pedoman Pemberitaan Media Siber"),
        ("tentang-kami/", "Tentang Kami"),
        ("syarat-dan-ketentuan", "Syarat & Ketentuan"),
        ("privacy-policy", "Kebijakan Privasi"),
        ("karier", "Karier"),
    ],
)
def test_a_page_of_the_site_is_told_by_its_name(slug: str, title: str, head: str) -> None:
    """A plugin states for it what it states for articles."""
    found = extracted(_bare(title, head=head), url=f"{_SITE}/{slug}")
    assert (found.verdict, found.reasons) == ("not_article", ("static_page",))


@pytest.mark.parametrize(
    ("path", "html"),
    [
        ("/analisa/pedoman-media-siber", _bare("Pedoman Media Siber")),
        ("/pedoman-media-siber", _bare("Sepuluh Tahun Pedoman bagi Wartawan")),
        ("/pedoman-media-siber-dikecam", _bare("Pedoman Media Siber")),
        ("/pedoman-media-siber", _bare("Pedoman Media Siber", above=_DAY)),
        ("/tentang-kami", _bare("Tentang Kami", classes="single single-post postid-7")),
        ("/kontak", _bare("Kontak", above='<p class="byline">Oleh: <b>Sari Wulan</b></p>')),
        ("/karier", _bare("Karier", head=_stated({"@type": "NewsArticle", "headline": "Karier"}))),
    ],
)
def test_an_article_of_that_name_is_one(path: str, html: str) -> None:
    """It stands in a section, has a title of its own, or is dated, signed or stated."""
    assert extracted(html, url=f"{_SITE}{path}").verdict == "good"


_OFFER = {"@type": "Product", "name": "Buku", "offers": {"@type": "Offer", "price": "85000"}}
_ASKED = {"@type": "QAPage", "mainEntity": {"@type": "Question", "name": "Di mana?"}}
_TYPES = [
    ({"@type": "AboutPage", "name": "Kami"}, "static_page"),
    ({"@type": ["WebPage", "ContactPage"]}, "static_page"),
    ({"@type": "Event", "name": "Bincang", "startDate": "2026-04-12"}, "other_type"),
    (_OFFER, "other_type"),
    (_ASKED, "other_type"),
]


@pytest.mark.parametrize(("node", "reason"), _TYPES)
def test_a_page_that_states_another_type_is_of_that(node: dict[str, object], reason: str) -> None:
    """Where nothing states an article: themes of blogs call all their pages so."""
    assert extracted(_bare(TITLE, head=_stated(node))).reasons == (reason,)
    article = {"@type": "Article", "headline": TITLE}
    for html in (
        _bare(TITLE, head=_stated(node), above=_DAY),
        _bare(TITLE, head=_stated(node), classes="single"),
        _bare(TITLE, head=_stated(node, article)),
        _bare(TITLE, head=_stated(node) + '<meta property="og:type" content="article">'),
        _bare(TITLE, head=_stated(node) + '<meta name="author" content="Sari Wulan">'),
    ):
        assert extracted(html, url=URL).verdict == "good"


@pytest.mark.parametrize("kind", ["WebPage", "FAQPage", "Product", "Recipe", "Organization"])
def test_types_that_articles_state_too_say_nothing(kind: str) -> None:
    """Ratings in stars call a post a product; one that answers questions says so."""
    assert extracted(_bare(TITLE, head=_stated({"@type": kind, "name": TITLE}))).verdict == "good"
