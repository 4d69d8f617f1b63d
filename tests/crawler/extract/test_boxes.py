"""Boxes of plugins go by what they are made of, whatever they are called; the article's stay."""

import pytest

from crawler.extract.names import rule_of
from tests.crawler.extract.pages import LAST, LEAD, SECOND, extracted, page, paragraphs

TITLES = [f"Panen Padi Kotasari Dimulai Pekan {number}" for number in ("Ini", "Depan")]
LINKS = "".join(f'<li><a href="/desa/{n}/">{title}</a></li>' for n, title in enumerate(TITLES))


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("ss-inline-share-wrapper", "share_buttons"),
        ("bsf-rt-reading-time", "post_meta"),
        ("joli-toc-wrapper", "navigation"),
        ("plugin_post-author-wrap", "author_box"),
        ("widget-less-ads", "advertisement"),
        ("roadside", None),
        ("threads", None),
        ("without-share-bar", None),
    ],
)
def test_a_part_of_a_name_tells_what_a_box_is(name: str, rule: str | None) -> None:
    """The table can't know each plugin's prefix."""
    assert rule_of(name) == rule


@pytest.mark.parametrize(
    "box",
    [
        (
            "<div class=bantu><h3>Membantukah berita ini?</h3><p>Beri tahu kami.</p>"
            "<div><button>Ya<b>3</b></button><button>Tidak</button></div></div>"
        ),
        "<div>Ukuran huruf: <button>A-</button> <button>A+</button></div>",
        (
            "<div class=salin><label>Tautan</label><input readonly><button>Salin</button>"
            "<span>Tautan disalin!</span></div>"
        ),
        "<p>Diperbarui pada <time class=post-date>12 Mei 2026</time> oleh <a href=/s>Sari</a></p>",
        "<div class=x-kartu><span>Penulis : Sari Wulan</span><span>Editor : Budi</span></div>",
        "<div id=hitung>(312 orang, 5 di antaranya hari ini)</div>",
        "<div class=akun><p>Selebihnya untuk pelanggan.</p><a href=/masuk>Masuk</a></div>",
        '<p><a href="https://whatsapp.com/channel/0029">Ikuti</a></p>',
        '<a href="/nasional/desa/jembatan/print/">Cetak Tulisan</a>',
        "<h3>Kabar Terbaru</h3><ul class=wp-block-latest-posts>" + LINKS + "</ul>",
        "<h3>Komentar Facebook</h3><div class=fb-comments></div>",
        '<div class=rpbt_shortcode><h3>Terkait</h3><a href="/a/">' + TITLES[0] + "</a>"
        "<p>Warga menanam padi sejak pekan lalu di sawah barat. [&hellip;]</p></div>",
    ],
)
def test_a_box_below_the_text_goes(box: str) -> None:
    """With all that it says."""
    assert extracted(page(paragraphs(LEAD, SECOND, LAST) + box)).body_parts == (LEAD, SECOND, LAST)


@pytest.mark.parametrize(
    ("box", "texts"),
    [
        ("<div class=kotak>Rumah terendam 214 buah.</div>", ("Rumah terendam 214 buah.",)),
        ("<div class=posko><ul><li>Posko Kepuh, 0811</li></ul></div>", ("Posko Kepuh, 0811",)),
        ("<div class=salam><p>Salam dari Kotasari</p></div>", ("Salam dari Kotasari",)),
        ("<div>Kotasari, 12 Mei</div>", ("Kotasari, 12 Mei",)),
        (
            (
                "<h3 class=buka><button aria-expanded=false>Siapa yang berhak?</button></h3>"
                "<p>Semua nelayan berhak.</p>"
            ),
            ("Siapa yang berhak?", "Semua nelayan berhak."),
        ),
        (
            "<div><button class=kb-accordion-header>Kapan?</button><p>Mulai Senin.</p></div>",
            ("Kapan?", "Mulai Senin."),
        ),
    ],
)
def test_a_box_of_the_article_stays(box: str, texts: tuple[str, ...]) -> None:
    """What says a sentence, or is written as an editor writes."""
    found = extracted(page(paragraphs(LEAD, SECOND, LAST) + box))
    assert found.body_parts == (LEAD, SECOND, LAST, *texts)


def test_a_heading_goes_with_a_list_of_articles_that_has_no_other() -> None:
    """A heading above a box with a label of its own, or of one title, is the article's."""
    heading = "<h3>Bau Masih Dikeluhkan</h3>"
    listed = f"{heading}<ul class=related-posts>{LINKS}</ul>"
    told = f"{heading}<div class=related-posts><b>Baca Juga</b><ul>{LINKS}</ul></div>"
    single = f'{heading}<div class=related-posts><a href="/a/">{TITLES[0]}</a></div>'
    for box, is_kept in ((listed, False), (told, True), (single, True)):
        found = extracted(page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST)))
        assert ("Bau Masih Dikeluhkan" in found.body_parts) is is_kept
