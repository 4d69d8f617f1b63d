"""Boxes of plugins go by what they are made of, whatever they are called; the article's stay."""

import pytest

from crawler.extract.finding.names import rule_of
from crawler.extract.furniture.speech import speaks
from tests.crawler.extract.pages import BODY, LAST, LEAD, SECOND, extracted, page, paragraphs

TITLES = [f"Panen Padi Kotasari Dimulai Pekan {number}" for number in ("Ini", "Depan")]
LINKS = "".join(f'<li><a href="/desa/{n}/">{title}</a></li>' for n, title in enumerate(TITLES))


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("ss-inline-share-wrapper", "share_buttons"),
        ("wpcp-error-message", "hidden"),
        ("onp-sl-content-locker", "newsletter"),
        ("series-posts-list", "navigation"),
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
        "<h5>Sari Wulan</h5><p>Suka mengarang; kini tinggal bersama dua kucing.</p>",
        "<p>***(sw/red)</p>",
        f'<p>Sebelumnya: <a href="/a/">{TITLES[0]}</a></p>',
        '<p>Kategori: <a href="/category/desa/">Desa</a></p>',
        '<p>Posted in <a href="/category/desa/">Desa</a>, tagged <a href="/tag/a/">padi</a>.</p>',
        "<h3>Komentar (0)</h3>",
        '<p>Dapatkan kabar terbaru di WhatsApp. <a href="https://whatsapp.com/channel/0">Klik</a></p>',
        '<p><a href="/2/">Selanjutnya →</a></p>',
        '<p>Follow <a href="https://x.com/kabar">@kabar</a> untuk berita terkini.</p>',
        "<div class=foto><img src=/a.jpg><span class=media-credit>Yoga / Kabar</span></div>",
        "<p>Sari Wulan/Budi Raharja</p>",
        "<p><small>Suara artikel ini dibuat oleh mesin.</small></p>",
        "<div><p>Silakan masuk.</p><a href=/masuk>Masuk</a> <a href=/daftar>Daftar</a></div>",
        "<div class=nilai><p>Beri nilai untuk berita ini</p><span>★★★★★</span></div>",
        (
            '<p>Mau kabar lebih cepat? Gabung <a href="https://whatsapp.com/channel/0">WhatsApp'
            " Channel Kabar</a> sekarang juga.</p>"
        ),
        '<p>Jangan lupa subscribe <a href="https://youtube.com/@kabar">YouTube kami</a>.</p>',
        '<p>Punya cerita? <a href="mailto:redaksi@kabar.example">Kirim ke redaksi</a></p>',
        (
            '<div class=kicau><a href="https://x.com/intent/tweet?text=x">Kabar desa layak'
            ' didengar orang</a><a href="https://x.com/intent/tweet?text=x">Tweet</a></div>'
        ),
        "<h3>Kabar Terbaru</h3><ul class=wp-block-latest-posts>" + LINKS + "</ul>",
        "<h3>Komentar Facebook</h3><div class=fb-comments></div>",
        '<div class=rpbt_shortcode><h3>Terkait</h3><a href="/a/">' + TITLES[0] + "</a>"
        "<p>Warga menanam padi sejak pekan lalu di sawah barat. [&hellip;]</p></div>",
    ],
)
def test_a_box_below_the_text_goes(box: str) -> None:
    """With all that it says."""
    head = '<meta name="author" content="Sari Wulan">'
    found = extracted(page(BODY + box, head=head))
    assert found.body_parts == (LEAD, SECOND, LAST)


@pytest.mark.parametrize(
    ("box", "texts"),
    [
        ("<div class=kotak>Rumah terendam 214 buah.</div>", ("Rumah terendam 214 buah.",)),
        ("<div class=posko><ul><li>Posko Kepuh, 0811</li></ul></div>", ("Posko Kepuh, 0811",)),
        ("<div class=salam><p>Salam dari Kotasari</p></div>", ("Salam dari Kotasari",)),
        ("<div class=modul><h2>Bab Dua</h2></div>", ("Bab Dua",)),
        (
            "<p>Selanjutnya: warga lereng, kata camat.</p>",
            ("Selanjutnya: warga lereng, kata camat.",),
        ),
        (
            f'<h3><a href="/a/">{TITLES[0]}</a></h3><p>Padi itu tinggi.</p>',
            (TITLES[0], "Padi itu tinggi."),
        ),
        ("<div>Kotasari, 12 Mei</div>", ("Kotasari, 12 Mei",)),
        ("<div class=paragraf>Harapan itu sederhana</div>", ("Harapan itu sederhana",)),
        ("<h5>Sari Wulan dan Laut</h5><p>Ia pulang.</p>", ("Sari Wulan dan Laut", "Ia pulang.")),
        (
            '<p>Tanya? <a href="mailto:posko@desa.example">Posko</a> buka.</p>',
            ("Tanya? Posko buka.",),
        ),
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
    found = extracted(page(BODY + box))
    assert found.body_parts == (LEAD, SECOND, LAST, *texts)


def test_titles_side_by_side_are_links_to_articles() -> None:
    """In one line, each a link; what styles set apart is read apart."""
    links = "".join(f'<a href="/desa/{n}/">{title}</a>' for n, title in enumerate(TITLES))
    box = f"<div><div>Pembaca juga menyukai</div><div>{links}</div></div>"
    label = f'<div><a href="/a/"><small>BACA JUGA</small><b>{TITLES[0]}</b></a></div>'
    card = f'<div class=kotak><a href="/a/">{TITLES[0]}</a><span>2 jam lalu</span></div>'
    for inner, titles in ((box, TITLES), (label, TITLES[:1]), (card, TITLES[:1])):
        found = extracted(page(paragraphs(LEAD, SECOND) + inner + paragraphs(LAST)))
        assert found.body_parts == (LEAD, SECOND, LAST)
        assert [link.title for link in found.related] == titles


def test_signs_beside_a_link_go_with_it() -> None:
    """They set it apart from the text; between two paragraphs they stay."""
    box = f'<p>***<br>Baca juga — <a href="/a/">{TITLES[0]}</a><br>***</p>'
    assert extracted(page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST))).body_parts == (
        LEAD,
        SECOND,
        LAST,
    )
    assert "***" in extracted(page(paragraphs(LEAD, "***", LAST))).body_parts


def test_an_initial_is_not_set_apart_from_its_word() -> None:
    """Styles raise it."""
    body = f"<p><span>K</span><span>Otasari</span> ramai. {LAST}</p>" + paragraphs(SECOND)
    assert extracted(page(body)).body_parts[0].startswith("KOtasari ramai.")


def test_a_note_that_opens_on_its_mark_is_not_read_into_the_sentence() -> None:
    """The mark is a button to browsers; a line it is not."""
    mark = '<sup><a href="javascript:void(0)" role="button">1</a></sup>'
    note = '<span role="tooltip">Menurut catatan desa.</span>'
    found = extracted(
        page(f"<p>Warga pindah{mark}{note} ke bukit. {LAST}</p>" + paragraphs(SECOND))
    )
    assert found.body_parts == (f"Warga pindah1 ke bukit. {LAST}", SECOND)


def test_a_line_that_tells_when_and_how_often_goes() -> None:
    """Several things between bars; a sentence with a bar and a day in it stays."""
    line = "<p>Jumat, 11 Maret 2026 | Dibaca: 120 kali</p>"
    assert extracted(page(line + paragraphs(LEAD, SECOND))).body_parts == (LEAD, SECOND)
    told = "Papan itu bertuliskan 11 Maret 2026 | Kotasari, kata warga."
    assert told in extracted(page(paragraphs(told, LEAD, SECOND))).body_parts


@pytest.mark.parametrize(
    ("box", "texts"),
    [
        (
            (
                "<div><button style='display: none'>Ada kabar baru</button><ul><li>"
                "<p><time>08.10</time></p><h2>Tali Dibawa</h2><div>"
                "<p>Warga memanggul tali.</p></div>"
                "<div><a href='https://www.facebook.com/sharer/sharer.php'></a></div></li></ul></div>"
            ),
            ("Tali Dibawa", "Warga memanggul tali."),
        ),
        (
            "<div><h4>Fakta singkat</h4><p>Sawah itu 20 hektare.</p><button>Salin</button></div>",
            ("Fakta singkat", "Sawah itu 20 hektare."),
        ),
        (
            "<div><p>Luas: 20 hektare</p><p>Pemilik: 14 orang</p><button>Bagikan</button></div>",
            ("Luas: 20 hektare", "Pemilik: 14 orang"),
        ),
        (
            "<div><b>Ralat:</b> angka itu telah diperbaiki. <button>Tutup</button></div>",
            ("Ralat: angka itu telah diperbaiki.",),
        ),
        (
            "<div><h3>Cara Membuat Tape di Rumah</h3><button>Salin tautan</button></div>",
            ("Cara Membuat Tape di Rumah",),
        ),
        ("<div><h2>Jalan Pulang</h2><button>#</button></div>", ("Jalan Pulang",)),
        (
            "<div><h2>Jalan Pulang</h2><button aria-label='Salin tautan'></button></div>",
            ("Jalan Pulang",),
        ),
        ("<div><p>Satu karung beras</p><button>Salin</button></div>", ("Satu karung beras",)),
        (
            "<div><p>Gubernur bertemu warga desa.</p><a class=btn href=/x>Buka data</a></div>",
            ("Gubernur bertemu warga desa.",),
        ),
        (
            "<div><p>Anda dapat memakai susu.</p><a class=btn href=/cetak>Cetak</a></div>",
            ("Anda dapat memakai susu.",),
        ),
        (
            (
                "<div><p>“Kami butuh air,” kata Sari.</p>"
                '<a class=btn href="https://twitter.com/intent/tweet?text=x">Tweet</a></div>'
            ),
            ("“Kami butuh air,” kata Sari.",),
        ),
        (
            (
                "<div><div><input type=checkbox><label>Cuci beras</label></div>"
                "<div><input type=checkbox><label>Kukus satu jam</label></div>"
                "<button>Cetak</button></div>"
            ),
            ("Cuci beras", "Kukus satu jam"),
        ),
        (
            "<div><p>Warga menolak pasar itu.</p><form><input><button>Cari</button></form></div>",
            ("Warga menolak pasar itu.",),
        ),
        (
            "<div><button>Siapa yang berhak?</button><div><p>Semua nelayan.</p></div></div>",
            ("Siapa yang berhak?", "Semua nelayan."),
        ),
    ],
)
def test_a_box_of_the_article_loses_its_button_alone(box: str, texts: tuple[str, ...]) -> None:
    """Facts to copy, an entry of a running report, a quotation to share, steps to tick off."""
    found = extracted(page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST)))
    kept = tuple(text for text in found.body_parts if text != "08.10")
    assert kept == (LEAD, SECOND, *texts, LAST)


@pytest.mark.parametrize("text", ["Suaramu berarti.", "Kami mencatat semua.", "Untukmu, warga."])
def test_readers_are_spoken_to(text: str) -> None:
    """By what is theirs, too."""
    assert speaks(text)


@pytest.mark.parametrize("text", ["Mereka bertemu lagi.", "Tim meramu obat.", "Warga bertamu."])
def test_what_ends_like_it_speaks_to_nobody(text: str) -> None:
    """A verb is nothing that belongs to readers."""
    assert not speaks(text)
