"""What a site offers under its own name among the paragraphs, and what of the article looks so."""

import pytest

from tests.crawler.extract.pages import LAST, LEAD, NAMED, SECOND, extracted, page, paragraphs

_GOODS = "".join(
    f'<div class=k><img src="/{n}.jpg" alt=""><span>Kaus warna {n}</span><b>Rp 1{n}7.000</b></div>'
    for n in (3, 4)
)
_CONTEST = (
    "<div class=zeta><h4>Lomba Kabar Kotasari 2025</h4><p>Naskah ditunggu sampai 30 Juni.</p>"
    '<a href="/lomba">Daftar lomba</a></div>'
)


def _page(box: str, *beside: str) -> str:
    html = paragraphs(LEAD, SECOND, *beside) + box + paragraphs(LAST, SECOND)
    return page(html, head=NAMED)


@pytest.mark.parametrize(
    "box",
    [
        (
            "<div class=zeta><p><strong>Kabar Kotasari Fest 2025</strong></p><p>Musik, buku, dan "
            'kopi. Tiket presale Rp 50.000.</p><a href="/fest">Beli tiket</a></div>'
        ),
        (
            "<div><h4>Siniar Kabar Kotasari: Obrolan Teras</h4><p>Episode 82: Takut menelepon"
            '</p><a href="/siniar">Dengarkan</a></div>'
        ),
        (
            '<section><h4><a href="/siniar">Siniar Kabar Kotasari</a></h4><p>Episode 82: Takut '
            'menelepon</p><a href="/siniar">Putar</a></section>'
        ),
        (
            "<div class=zeta><h4>Kabar Kotasari Run 2025</h4><p>Lari 5K keliling kota.</p>"
            '<a href="/run">Daftar sekarang</a></div>'
        ),
        (
            "<div class=zeta><span>Kabar Kotasari ada di aplikasi.</span> "
            '<a href="/aplikasi">Pasang gratis</a></div>'
        ),
        (
            '<p>Suka tulisan ini? <a href="https://saweria.co/kabarkotasari">Traktir kami kopi</a>'
            "</p>"
        ),
        f"<div class=zeta><p>Toko Kabar Kotasari</p>{_GOODS}</div>",
        (
            '<div class=zeta><img src="/kuis.jpg" alt=""><h3>Kuis: seberapa jauh kamu mengenal '
            'pahlawan di uang kertas?</h3><a href="/kuis/uang">Mulai kuis</a></div>'
        ),
        (
            "<div class=zeta><p>Liputan ini bisa Anda baca gratis karena dukungan pembaca. Bantu "
            'Kabar Kotasari merdeka.</p><a href="/dukung">Dukung kami mulai Rp 10.000</a></div>'
        ),
        (
            '<div class=zeta><img src="/koran.jpg" alt=""><p>Baca edisi cetak Kabar Kotasari hari '
            'ini dalam bentuk e-paper.</p><a href="/epaper">Buka e-paper</a></div>'
        ),
        (
            '<p class=zeta><a href="/langganan">Nikmati koran digital Kabar Kotasari mulai '
            "Rp 19.000 sebulan</a></p>"
        ),
        (
            "<p>Kabar Kotasari dihidupi pembacanya. Kalau tulisan kami berguna, traktir redaksi "
            'segelas kopi lewat <a href="https://trakteer.id/kabarkotasari">Trakteer</a>.</p>'
        ),
        (
            "<p><em>Unduh aplikasi Kabar Kotasari untuk mendapat notifikasi berita tercepat "
            '<a href="/app">di sini</a>.</em></p>'
        ),
    ],
)
def test_what_the_site_offers_goes_from_between_the_paragraphs(box: str) -> None:
    """It names the site, and leads to where the offer is taken."""
    assert extracted(_page(box)).body_parts == (LEAD, SECOND, LAST, SECOND)


def test_an_offer_that_the_article_tells_of_stays() -> None:
    """It names what is offered, beside the site: the box is the article's own."""
    told = "Lomba itu terbuka untuk semua warga desa yang berumur di atas tujuh belas tahun."
    assert "Lomba Kabar Kotasari 2025" not in extracted(_page(_CONTEST)).body_parts
    found = extracted(_page(_CONTEST, told)).body_parts
    assert "Lomba Kabar Kotasari 2025" in found
    assert "Naskah ditunggu sampai 30 Juni." in found


@pytest.mark.parametrize(
    ("box", "parts"),
    [
        (
            (
                "<div class=zeta><h4>Catatan Kabar Kotasari</h4><p>Sebagian nama kami samarkan.</p>"
                '<a href="/pedoman">Baca pedoman</a></div>'
            ),
            ("Catatan Kabar Kotasari", "Sebagian nama kami samarkan."),
        ),
        *(
            (f"<div class=zeta><h4>{label}</h4><a href={href}>{way}</a></div>", (label,))
            for label, href, way in (
                ("Dokumen yang diperoleh Kabar Kotasari", "/dokumen/1", "Unduh dokumen"),
                ("Rekaman bupati, diolah Kabar Kotasari", "//suara.example/x", "Dengarkan rekaman"),
                ("Laporan Kabar Kotasari tentang jembatan", "/laporan.pdf", "Unduh laporan"),
            )
        ),
        (
            (
                "<div class=zeta><h4>Posko Banjir</h4><p>Relawan datang membawa perahu karet.</p>"
                '<a href="/posko">Daftar relawan</a></div>'
            ),
            ("Posko Banjir", "Relawan datang membawa perahu karet."),
        ),
        (
            (
                "<div class=zeta><p>Siapa yang menanggung biaya itu?</p>"
                '<a href="/biaya">Rincian biaya</a></div>'
            ),
            ("Siapa yang menanggung biaya itu?",),
        ),
        (
            (
                "<div class=zeta><p>Survei Kabar Kotasari</p><ul><li>Setuju 40%<li>Menolak 35%"
                "</ul></div>"
            ),
            ("Survei Kabar Kotasari", "Setuju 40%", "Menolak 35%"),
        ),
        (
            (
                "<div class=zeta><p>Harga di pasar</p><ul><li>Beras Rp 13.500<li>Gula Rp 17.000"
                "</ul></div>"
            ),
            ("Harga di pasar", "Beras Rp 13.500", "Gula Rp 17.000"),
        ),
        *(
            (f'<p><a href="{href}">{text}</a></p>', (text,))
            for href, text in (
                ("/redaksi", "Surat ini kami kirim kepada redaksi Kabar Kotasari di kota."),
                ("/bupati", "Kabar Kotasari menghubungi kantor bupati, tetapi belum dijawab"),
                ("/laporan-khusus/", "Laporan khusus Kabar Kotasari tentang jembatan runtuh"),
            )
        ),
        (
            '<p><a href="/posko">Daftar posko banjir di empat kecamatan</a></p>',
            ("Daftar posko banjir di empat kecamatan",),
        ),
        (
            (
                "<p>Warga menyumbang lewat <a href=https://trakteer.id/sukamaju>Trakteer</a> lagi."
                "</p>"
            ),
            ("Warga menyumbang lewat Trakteer lagi.",),
        ),
        (
            (
                "<p>“Bantu kami lewat <a href=https://trakteer.id/sukamaju>Trakteer</a>,” kata "
                "redaksi Kabar Kotasari.</p>"
            ),
            ("“Bantu kami lewat Trakteer,” kata redaksi Kabar Kotasari.",),
        ),
    ],
)
def test_what_looks_like_an_offer_stays(box: str, parts: tuple[str, ...]) -> None:
    """It lacks the site's name, or what is to be done, or someone says it."""
    assert set(parts) <= set(extracted(_page(box)).body_parts)
