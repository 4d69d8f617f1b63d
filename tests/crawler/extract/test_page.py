"""The fields of a page beside its text: where each comes from, and who disagrees."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler.extract import EXTRACTOR_VERSION, Block, extract
from tests.crawler.extract.pages import BODY, LAST, LEAD, SECOND, TITLE, URL, extracted, page, site


def json_ld(**fields: object) -> str:
    """Return a JSON-LD script of an article."""
    node = {"@context": "https://schema.org", "@type": "NewsArticle"} | fields
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def meta(**fields: str) -> str:
    """Return Open Graph tags, ``_`` standing for ``:``."""
    return "".join(
        f'<meta property="{name.replace("_", ":", 1)}" content="{text}">'
        for name, text in fields.items()
    )


def test_json_ld_of_another_article_states_nothing() -> None:
    """Neither its headline nor its address is the page's: the page itself knows better."""
    other = {"headline": "Lelang Mobil Dinas Digelar", "author": {"name": "Budi Raharja"}}
    at = {"url": "https://purnawarta.com/nasional/lelang/", "datePublished": "2023-01-01T00:00:00Z"}
    shown = '<time class="entry-date" datetime="2024-02-16T14:05:00+07:00">16 Februari 2024</time>'
    found = extracted(page(BODY + shown, head=json_ld(**other, **at)))
    assert found.title == TITLE
    assert found.authors == ()
    assert found.published_at == datetime(2024, 2, 16, 7, 5, tzinfo=UTC)
    same = json_ld(**other, **at | {"url": URL})
    assert extracted(page(BODY + shown, head=same)).authors == ("Budi Raharja",)


def test_an_abbreviation_tells_the_time_that_it_stands_for() -> None:
    """It shows the day, and says the second in its title, as themes of Blogger do."""
    abbr = '<abbr class="published" title="2024-02-16T14:05:07+07:00">16 Februari 2024</abbr>'
    found = extracted(page(BODY).replace("</h1>", f"</h1>{abbr}"))
    assert found.published_at == datetime(2024, 2, 16, 7, 5, 7, tzinfo=UTC)


def test_json_ld_states_the_fields() -> None:
    """Author through a reference, image in an object, times with an offset."""
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": ["Article", "NewsArticle"],
                "headline": TITLE,
                "author": {"@id": "#sari"},
                "datePublished": "2024-02-16T14:05:00+07:00",
                "dateModified": "2024-02-17T01:00:00Z",
                "image": {"url": "/wp-content/a.jpg"},
                "keywords": ["banjir", "jembatan"],
                "articleSection": ["Desa"],
                "commentCount": 3,
                "inLanguage": "id-ID",
            },
            {"@type": "Person", "@id": "#sari", "name": "Sari Wulan"},
        ],
    }
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    found = extracted(page(BODY, head=head + f'<link rel="canonical" href="{URL}">'))
    assert found.title == TITLE
    assert found.authors == ("Sari Wulan",)
    assert found.tags == ("banjir", "jembatan")
    assert found.published_at == datetime(2024, 2, 16, 7, 5, tzinfo=UTC)
    assert found.modified_at == datetime(2024, 2, 17, 1, tzinfo=UTC)
    assert found.lead_image_url == "https://purnawarta.com/wp-content/a.jpg"
    assert found.comments_count == 3
    assert found.canonical_url == URL
    assert found.post_id == 42
    assert found.section == "nasional/desa"
    assert found.language == "id"
    assert found.sources["title"].startswith("heading; agree: json_ld")


def test_disagreement_is_recorded_not_averaged() -> None:
    """The most trusted source is taken and the other one is named."""
    head = json_ld(datePublished="2024-02-16T14:05:00+07:00") + meta(
        article_published_time="2024-02-15T00:00:00+07:00"
    )
    found = extracted(page(BODY, head=head))
    assert found.published_at == datetime(2024, 2, 16, 7, 5, tzinfo=UTC)
    assert "differ: open_graph (2024-02-15" in found.sources["published_at"]


def test_tags_are_no_sections() -> None:
    """Block themes give both the same rel."""
    terms = (
        '<div class="taxonomy-category"><a href="/nasional" rel="tag">Nasional</a></div>'
        '<div class="taxonomy-post_tag"><a href="/tag/banjir" rel="tag">banjir</a></div>'
    )
    assert extracted(page(BODY, around=("", terms))).tags == ("banjir",)


@pytest.mark.parametrize(
    ("url", "head", "section"),
    [
        (URL, "", "nasional/desa"),
        ("https://purnawarta.com/jembatan-lama", "", None),
        ("https://purnawarta.com/2024/02/16/jembatan-lama", "", None),
        ("https://purnawarta.com/nasional/jembatan-lama/amp", "", "nasional"),
        ("https://purnawarta.com/?p=42", f'<link rel=canonical href="{URL}">', "nasional/desa"),
        ("https://purnawarta.com/jembatan", meta(article_section="Dunia Islam"), "dunia-islam"),
    ],
)
def test_sections(url: str, head: str, section: str | None) -> None:
    """From the canonical address, or else from what the page says."""
    assert extracted(page(BODY, head=head), url=url).section == section


@pytest.mark.parametrize(
    ("path", "stated", "section"),
    [
        ("berita", "Olahraga", "olahraga"),
        ("news", "Olahraga", "olahraga"),
        ("berita", "", "berita"),
        ("berita", "Uncategorized", "berita"),
        ("nasional", "Berita", "nasional"),
        ("berita/desa", "Olahraga", "berita/desa"),
    ],
)
def test_a_path_that_any_article_has_yields_to_a_stated_section(
    path: str, stated: str, section: str
) -> None:
    """It is of the permalinks; where nothing else is stated it is the section."""
    url, head = f"https://purnawarta.com/{path}/jembatan", meta(article_section=stated)
    assert extracted(page(BODY, head=head), url=url).section == section


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/kabar/iran/judul-panjang", "iran"),
        ("/kabar/judul-panjang", None),
        ("/iran/judul", "iran"),
    ],
)
def test_sections_of_a_wordpress_in_a_folder(path: str, section: str | None) -> None:
    """The folder is none of them."""
    there = replace(site(), folder="/kabar")
    html = page(BODY).encode()
    assert extract(html, url=f"https://purnawarta.com{path}", site=there).section == section


def test_a_canonical_that_is_the_home_page_is_a_mistake() -> None:
    """Many sites state it on every page."""
    head = '<link rel="canonical" href="https://purnawarta.com/">'
    assert extracted(page(BODY, head=head)).canonical_url is None


def test_what_is_stated_as_tags_is_believed_before_keywords() -> None:
    """Rank Math's are the words that its author wants the article to be found by."""
    tags = "".join(f'<meta property="article:tag" content="{tag}">' for tag in ("padi", "sawah"))
    node = '{"@type": "NewsArticle", "keywords": "jembatan kotasari"}'
    ld = f'<script type="application/ld+json">{node}</script>'
    assert extracted(page(BODY, head=tags + ld)).tags == ("padi", "sawah")


def test_the_site_s_name_in_a_heading_is_no_title() -> None:
    """A heading is believed when the head agrees with it."""
    html = page(BODY, around=("<h1>Purna Warta</h1>", ""))
    assert extracted(html).title == TITLE
    bare = f"<title>{TITLE} - Purna Warta</title><h1>Purna Warta</h1><main>{BODY}</main>"
    assert extracted(bare + meta(og_site_name="Purna Warta")).title == TITLE


def test_a_part_of_a_post_in_several_pages_says_so() -> None:
    """And what leads to the others goes."""
    links = (
        '<div class="page-links">Halaman: <a class="post-page-numbers" href="/x">1</a> '
        '<span class="post-page-numbers current">2</span> '
        '<a class="post-page-numbers" href="/x/3">3</a></div>'
    )
    found = extracted(page(BODY + links))
    assert found.sources["page"] == "2 of 3"
    assert found.body_parts == (LEAD, SECOND, LAST)
    assert "page" not in extracted(page(BODY)).sources


BLOCKS = (
    f"<p>{LEAD}</p><h2>Latar</h2><ul><li>Satu<ul><li>Anak</li></ul></li><li>Dua</li></ul>"
    "<ol><li>Pertama</li></ol><blockquote><p>Kutipan.</p></blockquote>"
    "<table><tr><th>Desa</th><th>Rumah</th></tr><tr><td>Hulu</td><td>12</td></tr></table>"
    '<figure><img data-src="/a.jpg" src="data:x" alt="A"><figcaption>Foto A</figcaption></figure>'
    '<iframe src="https://video.example/1"></iframe>'
    f"teks lepas<br>baris dua<br><br>alinea<div>{SECOND}</div>{LAST}"
)


def test_blocks_lose_nothing_and_keep_their_order() -> None:
    """Lists, headings, quotes, tables, loose text; captions and embeds outside the body."""
    found = extracted(page(BLOCKS))
    assert found.blocks == (
        Block(kind="paragraph", text=LEAD),
        Block(kind="heading", text="Latar", level=2),
        Block(kind="list", items=("Satu", "Anak", "Dua")),
        Block(kind="list", items=("Pertama",), is_ordered=True),
        Block(kind="quote", text="Kutipan."),
        Block(kind="table", rows=(("Desa", "Rumah"), ("Hulu", "12"))),
        Block(kind="image", url="https://purnawarta.com/a.jpg", alt="A", caption="Foto A"),
        Block(kind="embed", url="https://video.example/1"),
        Block(kind="paragraph", text="teks lepas\nbaris dua"),
        Block(kind="paragraph", text="alinea"),
        Block(kind="paragraph", text=SECOND),
        Block(kind="paragraph", text=LAST),
    )
    assert found.body_parts[-6:-3] == ("Desa | Rumah", "Hulu | 12", "teks lepas\nbaris dua")


@pytest.mark.parametrize(
    "text",
    [
        '<div style="white-space: pre-line">{}</div>',
        '<p class="whitespace-pre-wrap">{}</p>',
        "<pre>{}</pre>",
    ],
)
def test_lines_that_styles_keep_are_paragraphs(text: str) -> None:
    """Where a blank line parts them, and nothing else does."""
    written = f"{LEAD}\n\n{SECOND} <b>Air</b> surut.\n\n{LAST}\n"
    found = extracted(page(text.format(written)))
    assert found.body_parts == (LEAD, f"{SECOND} Air surut.", LAST)


def test_blocks_are_json() -> None:
    """With what they have, and nothing else."""
    blocks = [block.as_json() for block in extracted(page(BLOCKS)).blocks]
    assert json.loads(json.dumps(blocks)) == blocks
    assert blocks[1] == {"kind": "heading", "text": "Latar", "level": 2}
    assert blocks[3] == {"kind": "list", "items": ["Pertama"], "is_ordered": True}
    assert blocks[6]["caption"] == "Foto A"


def test_large_text_stays_out_of_repr() -> None:
    """So that no page reaches a log."""
    assert LEAD not in repr(extracted(page(BODY)))


def test_the_version_is_a_number_bumped_by_hand() -> None:
    """A release that may read the same bytes differently has another one."""
    assert EXTRACTOR_VERSION.isdigit()
