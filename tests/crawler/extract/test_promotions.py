"""What a site promotes among its paragraphs, and what of the article looks like that."""

import pytest

from tests.crawler.extract.pages import LAST, LEAD, SECOND, extracted, page, paragraphs

_STORE = "https://play.google.com/store/apps/details?id=example.kabar"
_SHOP = "https://toko.example/beras"


@pytest.mark.parametrize(
    "box",
    [
        f'<p><a rel="nofollow sponsored" href="{_SHOP}">Beras organik</a></p>',
        f'<div><a rel=sponsored href="{_SHOP}"><img src=/b.jpg><p>Beras</p></a></div>',
        f'<div><a href="{_SHOP}?utm_source=kabar&utm_medium=cpc">Beras</a></div>',
        (
            f"<p>Baca kabar desa tanpa iklan di aplikasi kami, unduh di <a href='{_STORE}'>Play "
            "Store</a> sekarang</p>"
        ),
        f'<div class="g g-3"><div class=g-single><a href="{_SHOP}">Beras baru</a></div></div>',
        (
            '<div id=M12ScriptRootC34 class=x><div>Dari mitra kami</div><div><a href="'
            f'{_SHOP}"><div>Beras yang pulen ditemukan lagi</div></a></div></div>'
        ),
        "<div class=et_social_inline><p>12 <span>Orang membagikannya</span></p></div>",
        (
            "<div class=k2><p><b>Ikuti kuis mingguan kami</b></p><p>Berapa luas sawah Anda?</p>"
            '<p><a href="/kuis">Mulai sekarang</a></p></div>'
        ),
        (
            "<div class=k3><h4>Video pekan ini</h4><iframe src=https://www.youtube.com/embed/V>"
            '</iframe><p><a href="/video/1/">Menyusuri sawah saat fajar</a></p></div>'
        ),
    ],
)
def test_what_is_paid_for_or_offered_by_the_site_goes(box: str) -> None:
    """It says so by its link, by where that leads, or by the name that its plugin gives it."""
    html = page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST, SECOND))
    assert extracted(html).body_parts == (LEAD, SECOND, LAST, SECOND)


@pytest.mark.parametrize(
    ("box", "parts"),
    [
        (
            f'<ul><li><a rel=sponsored href="{_SHOP}">Beras merah</a><li>Beras putih</ul>',
            ("Beras merah", "Beras putih"),
        ),
        (
            f'<p>Harga di <a rel=sponsored href="{_SHOP}">sebuah toko</a> naik.</p>',
            ("Harga di sebuah toko naik.",),
        ),
        (
            f"<p>Warga mengunduh aplikasi kami di <a href='{_STORE}'>Play Store</a>.</p>",
            ("Warga mengunduh aplikasi kami di Play Store.",),
        ),
        (
            '<p>Baca data itu di <a href="https://data.example/">laman dinas</a></p>',
            ("Baca data itu di laman dinas",),
        ),
        (
            (
                '<h3>Lampiran</h3><ol><li><a href="/uploads/a.pdf">Daftar Pemilih Tetap Kotasari'
                '</a><li><a href="/uploads/b.xlsx">Peta Desa Kotasari Cetakan Kedua</a></ol>'
            ),
            ("Lampiran", "Daftar Pemilih Tetap Kotasari", "Peta Desa Kotasari Cetakan Kedua"),
        ),
        (
            (
                "<p>Dokumen yang dirujuk:</p><ul><li><a href='https://a.example/1.pdf'>Laporan"
                "</a><li><a href='https://a.example/2.pdf'>Daftar penerima bantuan</a></ul>"
            ),
            ("Dokumen yang dirujuk:", "Laporan", "Daftar penerima bantuan"),
        ),
        (
            (
                "<div class=k2><p><b>Fakta singkat</b></p><p>Luas sawah 300 hektare</p>"
                '<p><a href="/data">Lihat data</a></p></div>'
            ),
            ("Fakta singkat", "Luas sawah 300 hektare", "Lihat data"),
        ),
    ],
)
def test_what_the_article_links_stays(box: str, parts: tuple[str, ...]) -> None:
    """Its products, sources and documents, on the site or elsewhere."""
    html = page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST))
    assert extracted(html).body_parts == (LEAD, SECOND, *parts, LAST)


@pytest.mark.parametrize(
    ("box", "parts"),
    [
        (
            "<div class=share-box><p>“Bagikan ceritamu kepada kami.”</p></div>",
            ("“Bagikan ceritamu kepada kami.”",),
        ),
        (
            (
                "<div class=k2><p>“Kunjungi kami di balai desa.”</p>"
                '<p><a href="/peta">Peta balai</a></p></div>'
            ),
            ("“Kunjungi kami di balai desa.”", "Peta balai"),
        ),
        (
            "<p>“Gabung dengan saluran WhatsApp itu.” <a href=https://t.me/kabar>Pesan</a> warga.",
            ("“Gabung dengan saluran WhatsApp itu.” Pesan warga.",),
        ),
    ],
)
def test_what_is_quoted_stays(box: str, parts: tuple[str, ...]) -> None:
    """Someone else asks that, whatever the box is called and wherever it leads."""
    html = page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST))
    assert extracted(html).body_parts == (LEAD, SECOND, *parts, LAST)
