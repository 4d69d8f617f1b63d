"""A body without long lines is told by its name: a table, a poem, headings, a list of links."""

import pytest

from tests.crawler.extract.pages import LAST, LEAD, SECOND, TITLE, extracted, paragraphs

LINES = {
    "headings": ("<h3>Senin</h3><p>Libur.</p><h3>Selasa</h3><p>Air.</p>", 4),
    "a table": ("<table><tr><td>Ikan<td>Harga<tr><td>Tongkol<td>Rp32.000</table>", 2),
    "a quiz": ("<p>1. Berapa lebar sungai itu?</p><p>a. 21 m</p><p>b. 40 m</p>", 3),
    "a poem": ("<p>Pulanglah,<br>lumbung masih terbuka</p><p>untukmu</p>", 2),
    "links": ('<p>Posko di desa:</p><ul><li><a href="https://a.example">Lumbung Sari</a></ul>', 2),
    "headings alone": ("<h4>Air naik.</h4><h4>Warga pulang ke rumah panggung.</h4>", 2),
}
ABOVE = "<span class=waktu-tayang>Senin, 3 Maret 2025 pukul 08.15 WIB</span>"
PHOTO = "<div class=foto><div>Suasana jembatan di Kotasari (Dok. Purna Warta)</div></div>"
ICONS = "<div class=bagi><i class=ikon></i> Bagi</div>"


def _page(body: str, around: str = "") -> str:
    return (
        f"<html><head><title>{TITLE}</title><meta property=og:type content=article></head><body>"
        f"<div class=m><h1>{TITLE}</h1>{ABOVE}{PHOTO}{body}</div>{around}</body></html>"
    )


@pytest.mark.parametrize(
    "names",
    [
        "entry-content",
        "td-post-content x",
        "read__content",
        "isi",
        "cm-entry-summary",
        "mvp-content-main",
    ],
)
@pytest.mark.parametrize("kind", LINES)
def test_few_words_in_what_is_named_as_the_body_are_the_body(names: str, kind: str) -> None:
    """Whatever more stands around them, or in the wrapper that a builder puts there."""
    lines, count = LINES[kind]
    for body in (lines, f"<div class=blok-isi>{lines}</div>", lines + ICONS):
        found = extracted(_page(f'<div class="{names}">{body}</div>'))
        assert len(found.body_parts) == count
        assert "Suasana" not in found.body
        assert "Bagi" not in found.body


SHORT = ("Kapan pintu air dibuka?", "Pukul enam.", "Siapa penjaganya?", "Warga desa.")
DRAWING = '<img src="/karikatur.jpg" width="800" height="600" alt="Air surut di Kotasari">'
META = '<p class="post-meta">Sari Wulan 3 Maret 2025</p>'
OFFER = '<div class="telegram"><p>Ikuti kami di Telegram</p></div>'


def _post(names: str, body: str, beside: str = "") -> str:
    return (
        f"<html><head><title>{TITLE}</title></head><body class='single single-post postid-7'>"
        f'<article class="post-7 post type-post"><h1><span>{TITLE}</span></h1>{META}'
        f'<div class="{names}">{body}</div>{beside}</article></body></html>'
    )


@pytest.mark.parametrize("names", ["entry", "page-content"])
@pytest.mark.parametrize("around", ["", OFFER])
def test_short_lines_in_a_post_are_told_by_the_name_that_a_theme_has_for_them(
    names: str, around: str
) -> None:
    """Others give it to more than the body, where a text of some length tells more than a name."""
    lines = "".join(f"<p>{line}</p>" for line in SHORT)
    found = extracted(_post(names, lines + around))
    assert (found.verdict, found.body_parts) == ("good", SHORT)
    drawn = extracted(_post(names, DRAWING))
    assert [block.kind for block in drawn.blocks] == ["image"]
    text = paragraphs(LEAD, SECOND, LAST)
    for html in (_post(names, text), _post(names, META, f'<div class="naskah">{text}</div>')):
        assert extracted(html).body_parts == (LEAD, SECOND, LAST)


@pytest.mark.parametrize("names", ["entry", "page-content"])
def test_short_lines_of_others_are_none_of_a_post(names: str) -> None:
    """A card's excerpt may be named so, below the post or in what stands beside it."""
    lines = "".join(f"<p>{line}</p>" for line in SHORT)
    excerpt = f'<div class="{names}">{lines}</div>'
    other = f'<div class="post-9 post"><h3><a href="/b9">Warga Panen</a></h3>{excerpt}</div>'
    aside = f'<aside class="sidebar">{excerpt}</aside>'
    for beside in (aside, ""):
        html = _post("naskah", "", beside).replace("</body>", f"{other}</body>")
        assert extracted(html).body_parts == ()


def test_few_words_of_another_article_are_none_of_this() -> None:
    """Its card may name its excerpt as a body."""
    card = (
        '<div class=kartu><h3><a href="/desa/9/">Warga Kotasari Panen Padi Lebih Awal</a></h3>'
        "<div class=post-content><table><tr><td>Padi menguning di sawah barat</table></div></div>"
    )
    text = "Jembatan itu dibuka kembali pada hari Minggu."
    found = extracted(_page(f"<div class=naskah><p>{text}</p></div>", card))
    assert text in found.body
    assert "menguning" not in found.body


def test_a_page_that_is_saved_as_it_is_drawn_hides_what_slides_in() -> None:
    """WOW.js writes so into each element that it shows later; what else is hidden stays so."""
    hidden = 'style="visibility: hidden; animation-name: none"'
    lines = ("Air surut pada Sabtu malam.", "Warga kembali ke rumah pada pagi harinya.")
    shown = "".join(f'<p class="wow fadeInUp" {hidden}>{line}</p>' for line in lines)
    other = f"<p {hidden}>Salinan untuk mesin pencari.</p>"
    found = extracted(_page(f"<div class=entry-content>{shown}{other}</div>"))
    assert found.body_parts == lines


CARD = (
    '<div class=butir><a href="/desa/{0}/kabar-lain">Kabar Nomor {0} dari Desa Lain</a>'
    "<p>Ringkasan kabar nomor {0}: warga desa lain memanen lebih awal daripada&hellip;</p></div>"
)
CARDS = "".join(map(CARD.format, range(3)))
OTHERS = f"<div class=sela><div>Berita Terkait</div>{CARDS}</div>"
LEADING = "Berikut hal yang perlu diketahui warga Kotasari tentang jembatan itu:"
ITEMS = ("365 hari tanpa jembatan", "12 rapat", "1 perahu tersisa")
LISTED = "<ul>" + "".join(f"<li>{item}</li>" for item in ITEMS) + "</ul>"


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((f"<p>{LEAD}</p>", f"<p>{SECOND}</p>"), (LEAD, SECOND)),
        ((f"<p>{LEAD}</p>", f"<p>{SECOND}</p>", f"<p>{LAST}</p>"), (LEAD, SECOND, LAST)),
        ((f"<p>{LEAD}</p><p>{LEADING}</p>", LISTED), (LEAD, LEADING, *ITEMS)),
        ((f"<p>{LEAD}</p><blockquote><p>{SECOND}</p>", f"</blockquote><p>{LAST}</p>"), 3),
        (("<p></p>", LISTED), ITEMS),
        (("<p>Air surut sejak pagi.</p>", f"<p>{SECOND}</p>"), ("Air surut sejak pagi.", SECOND)),
    ],
)
def test_a_body_in_halves_is_told_by_their_name_from_teasers_between_them(
    parts: tuple[str, ...], said: tuple[str, ...] | int
) -> None:
    """Those may say more, and no heading tells that each is of another article.

    Nor are they what the text leads to.
    """
    halves = (f'<div class="isi isi-{n}">{part}</div>' for n, part in enumerate(parts))
    found = extracted(_page(OTHERS.join(halves)))
    assert (found.verdict, found.body_parts) == (
        "good",
        (LEAD, SECOND, LAST) if said == 3 else said,
    )


@pytest.mark.parametrize("head", ["h3", "p"])
def test_pieces_of_other_articles_are_no_parts_of_a_body(head: str) -> None:
    """Though they are named as one, and say as much as the text, which is not."""
    link = f"<{head}><a href=/b>Kabar dari Desa Lain di Hulu</a></{head}>"
    cards = f"<div class=isi>{link}<p>{SECOND}</p></div>" * 3
    text = f"<div class=naskah>{paragraphs(LEAD, LAST)}</div>"
    found = extracted(_page(text, f"<div>{cards}</div>"))
    assert LEAD in found.body
    assert LAST in found.body
