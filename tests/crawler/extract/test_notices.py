"""What a server, a provider or a plugin says in a page's place; and news that says the same."""

import gzip

import pytest

from crawler.extract import Extraction, extract
from tests.crawler.extract.alike import NEWS, NOTICES
from tests.crawler.extract.pages import BODY, LEAD, SECOND, TITLE, URL, extracted, page, site

_MENU = '<header><a href="/">Kabar Kotasari</a><nav><a href="/desa">Desa</a></nav></header>'


def _bare(title: str, heading: str, *parts: str, menu: str = "", head: str = "") -> Extraction:
    """What a page says that states nothing."""
    text = "".join(f"<p>{part}</p>" for part in parts)
    return extracted(
        f"<!doctype html><html lang=id><head><title>{title}</title>{head}</head><body>{menu}"
        f"<div><h1>{heading}</h1>{text}</div></body></html>"
    )


@pytest.mark.parametrize("menu", ["", _MENU])
@pytest.mark.parametrize(("title", "heading", "text"), NOTICES)
def test_a_notice_is_no_article(title: str, heading: str, text: str, menu: str) -> None:
    """Whether the theme stands around it or not."""
    found = _bare(title, heading, text, f"{text} {text}", menu=menu)
    assert (found.verdict, found.reasons) == ("not_article", ("notice_page",))


@pytest.mark.parametrize(
    "body",
    [
        '<body id="error-page"><p>Tautan itu sudah tidak berlaku lagi, minta yang baru.</p></body>',
        "<body><p>There has been a critical error on this website. Please come back.</p></body>",
        "<body><p>Terjadi galat serius di situs web ini. Silakan periksa kotak surel.</p></body>",
    ],
)
def test_the_page_that_wordpress_dies_with_is_none(body: str) -> None:
    """It has no heading."""
    found = extracted(f"<html><head><title>Kabar Kotasari</title></head>{body}</html>")
    assert (found.verdict, found.reasons) == ("not_article", ("error_page",))


@pytest.mark.parametrize(
    "stated",
    [
        f'<link rel="canonical" href="{URL}">',
        '<meta name="author" content="Sari Wulan">',
        '<meta property="article:published_time" content="2026-03-03T07:00:00+07:00">',
        '<meta property="og:type" content="article">',
    ],
)
def test_a_page_that_states_which_it_is_is_an_article(stated: str) -> None:
    """Though its title is that of a notice: a column about films, or a poem."""
    found = _bare("Segera Hadir", "Segera Hadir", LEAD, SECOND, head=stated)
    assert (found.verdict, found.title) == ("good", "Segera Hadir")


def test_a_long_text_below_such_a_heading_is_an_article() -> None:
    """It says more than why a page is not there."""
    assert _bare("Segera Hadir", "Segera Hadir", *[LEAD, SECOND] * 4).verdict == "good"


def test_there_are_sixty_of_them() -> None:
    """Each with a title of its own."""
    assert len({title for title, _ in NEWS}) == len(NEWS) == 60


@pytest.mark.parametrize(("title", "lead"), NEWS)
def test_short_news_of_such_things_is_an_article(title: str, lead: str) -> None:
    """On a page that states nothing at all, and on one of WordPress."""
    bare = _bare(f"{title} - Kabar Kotasari", title, lead, SECOND, menu=_MENU)
    assert (bare.verdict, bare.body) == ("good", f"{lead}\n\n{SECOND}")
    posted = extracted(page(f"<p>{lead}</p><p>{SECOND}</p>").replace(TITLE, title))
    assert (posted.verdict, posted.title, posted.body) == ("good", title, f"{lead}\n\n{SECOND}")


def test_the_frame_for_other_sites_is_no_article() -> None:
    """It has the id, the title and the beginning of its article."""
    card = (
        f'<div class="wp-embed post-42"><p class="wp-embed-heading"><a href="{URL}">{TITLE}</a>'
        f'</p><div class="wp-embed-excerpt"><p>{LEAD} … <a class="wp-embed-more" href="{URL}">'
        'Lanjutkan membaca</a></p></div><div class="wp-embed-footer">Kabar Kotasari</div></div>'
    )
    html = f'<html><head><title>{TITLE}</title></head><body class="single postid-42">{card}</body>'
    assert extracted(html).reasons == ("embed_page",)
    assert extracted(page(f"{BODY}{card}")).verdict == "good"
    wrapped = page(BODY).replace("<article>", '<div class="wp-embed">', 1)  # a theme's own name
    assert extracted(wrapped.replace("</article>", "</div>", 1)).verdict == "good"


@pytest.mark.parametrize(
    "kind", ["tribe_events", "product", "topic", "job_listing", "sfwd-quiz", "give_forms"]
)
def test_what_a_plugin_keeps_beside_articles_is_none(kind: str) -> None:
    """A site's own kinds of articles are articles."""
    html = page(BODY)
    other = html.replace("single-post", f"single-{kind}")
    assert (extracted(other).verdict, extracted(other).reasons) == ("not_article", ("other_type",))
    assert extracted(html.replace("single-post", "single-opini")).verdict == "good"
    section = html.replace("single-post", f"single-post single-{kind}")  # of that name
    assert extracted(section).verdict == "good"
    node = f'{{"@type":"NewsArticle","headline":"{TITLE}"}}'
    node = f'<script type="application/ld+json">{node}</script>'
    assert extracted(other.replace("</head>", f"{node}</head>")).verdict == "good"


def test_the_page_of_a_picture_is_none_though_its_theme_does_not_say_so() -> None:
    """WordPress sets the picture before the text."""
    picture = (
        '<p class="attachment"><a href="/wp-content/uploads/a.jpg"><img src="/a-300.jpg"></a></p>'
    )
    html = page(f"{picture}{BODY}").replace(' class="single single-post postid-42"', "")
    assert extracted(html).reasons == ("attachment_page",)
    assert extracted(page(f"{BODY}{picture}")).verdict == "good"


@pytest.mark.parametrize(
    "text",
    [
        f'{BODY}<p class="attachment">Lampiran: surat edaran kepala desa.</p>',
        f'{BODY}<p class="attachment"><a href="/wp-content/uploads/a.pdf">Surat edaran</a></p>',
        f'<p class="attachment">Surat itu <a href="/a.pdf">terlampir</a>.</p>{BODY}',
    ],
)
def test_an_article_may_come_with_a_document(text: str) -> None:
    """On a site whose theme tells nothing of its pages."""
    html = page(text).replace(' class="single single-post postid-42"', "")
    assert (extracted(html).verdict, SECOND in extracted(html).body) == ("good", True)


@pytest.mark.parametrize("root", ["rss version='2.0'", "feed", "urlset", "rdf:RDF", "oembed"])
@pytest.mark.parametrize("head", ["", "\ufeff<?xml version='1.0'?>\n<!-- dibuat sendiri -->\n"])
def test_what_is_no_html_is_no_page_whatever_it_is_sent_as(head: str, root: str) -> None:
    """A feed holds texts of articles."""
    found = extracted(f"{head}<{root}><channel><item><title>{TITLE}</title>{BODY}</item></channel>")
    assert (found.verdict, found.reasons) == ("not_article", ("media_type",))


def test_xhtml_is_html() -> None:
    """It begins as XML does."""
    assert extracted(f'<?xml version="1.0"?>\n{page(BODY)}').verdict == "good"


def test_the_source_of_a_page_is_none() -> None:
    """As a browser shows it, and saves it."""
    html = f"<html><head><title>view-source:{URL}</title></head><body><table><tr><td>{BODY}</table>"
    assert extracted(html).reasons == ("source_page",)
    told = page(BODY).replace(f"<title>{TITLE}", "<title>view-source: Cara Membaca Kode Halaman")
    assert extracted(told).verdict == "good"


def test_what_is_packed_is_no_article() -> None:
    """Bytes that nobody unpacked."""
    found = extract(gzip.compress(page(BODY).encode()), url=URL, site=site())
    assert found.verdict != "good"
