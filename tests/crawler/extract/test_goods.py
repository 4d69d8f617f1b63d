"""What is for sale or asked for in a box among paragraphs, and cards that an empty link covers."""

import pytest

from tests.crawler.extract.pages import LAST, LEAD, SECOND, URL, extracted, page, paragraphs

_CART = '<a class="button add_to_cart_button" href="?add-to-cart=1">Tambah ke keranjang</a>'
_GOOD = f"<a href=/produk/1/><h2>Kaus Lereng</h2><span>Rp<b>95.000</b></span></a>{_CART}"
_PAID = '<a class=wp-block-button__link rel=sponsored href="https://toko.example/x">Cek harga</a>'
_TITLE = "Panen Padi Kotasari Dimulai Pekan Ini"


def _body(box: str) -> tuple[str, ...]:
    html = page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST, SECOND))
    lead, second, *told, last, again = extracted(html).body_parts
    assert (lead, second, last, again) == (LEAD, SECOND, LAST, SECOND)
    return tuple(told)


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=toko><ul><li>{_GOOD}</li><li>{_GOOD}</li></ul></div>",
        f"<div class=toko><div><div>{_GOOD}</div></div></div>",
        f"<div class=kotak><p><b>Senter</b><br>Mulai Rp79.000</p><div>{_PAID}</div></div>",
        "<div class=suara><span>Dengarkan artikel ini</span><audio src=/a></audio>2:41</div>",
        (
            "<div class=kartu><a href=/desa/panen-padi-kotasari-dimulai-pekan-ini/><img src=/p.jpg>"
            f"</a><h4>{_TITLE}</h4><p>Warga memanen lebih awal.</p></div>"
        ),
        "<div class=cuaca><div>Cuaca Lereng</div><b>31<sup>°</sup></b><div>berawan</div></div>",
        (
            "<div class=quotescollection-quote-wrapper><blockquote><p>Sabar itu subur.</p>"
            "</blockquote><div>Kutipan lain »</div></div>"
        ),
        (
            "<div class=ajakan><h3>Pasang iklan di sini</h3><p>Tayang di semua halaman.</p>"
            "<a href=/iklan>Hubungi kami</a></div>"
        ),
        (
            "<div class=ajakan><h3>Jaga Purna Warta</h3><p>Tanggunglah bersama kami.</p>"
            "<p><a href=/anggota>Menjadi anggota</a></p></div>"
        ),
        (
            "<div class=ajakan><h3>Dukung Purna Warta</h3><p>Pers desa butuh pembaca yang peduli."
            "</p><p><a href=/donasi>Donasi</a></p></div>"
        ),
        (
            "<div class=ajakan><p>Purna Warta hidup dari pembaca. Traktir kami kopi.</p>"
            '<a class=btn href="https://kopi.example/x">Traktir</a></div>'
        ),
    ],
)
def test_what_is_for_sale_or_asked_for_goes_with_its_words(box: str) -> None:
    """By a price and a way to buy, by where readers are led, by degrees."""
    assert _body(box) == ()


@pytest.mark.parametrize(
    ("box", "parts"),
    [
        (f"<div class=k><p>Senter itu tahan air. Rp79.000.</p><div>{_PAID}</div></div>", 1),
        (f"<div class=k><p>Senter Kepala</p><div>{_PAID}</div></div>", 1),
        (f"<div class=k><h3>1. Senter</h3><p>Mulai Rp79.000</p><div>{_PAID}</div></div>", 2),
        (f"<div class=k><ul><li>Harga Rp79.000</ul><div>{_PAID}</div></div>", 1),
        ("<div class=k><p>Korban perlu selimut.</p><a href=/donasi>Salurkan</a></div>", 1),
        ("<div class=k><div>Letak</div><div>7°15' Lintang Selatan</div></div>", 2),
        ("<div class=k><div>Suhu tertinggi</div><div>39°C</div></div>", 2),
        ("<div class=k><h4>Suhu</h4><p>Siang 31°C</p></div>", 2),
        ("<div class=k><div>Suhu lereng</div><div>Siang itu suhu 31°C.</div></div>", 2),
        ("<ul><li>Kaus, Rp95.000</li><li>Topi, Rp40.000</li></ul>", 2),
        (f"<div class=k><p>Festival Panen</p><p>Sabtu</p><p>Rp79.000</p>{_PAID}</div>", 3),
        (f"<div class=k><p>Pasar Malam, 3 Januari</p><p>Rp79.000</p>{_CART}</div>", 2),
        (f"<h2>Harga Senter</h2><div class=k><p>Senter</p><p>Rp79.000</p>{_PAID}</div>", 3),
        (f"<h2>Senter Warga</h2><div class=k><p>Senter</p><p>Rp79.000</p>{_CART}</div>", 3),
        (f"<div class=k><p>Miniatur Jembatan Lama</p><p>Rp79.000</p>{_PAID}</div>", 2),
        (
            (
                "<div class=k><h3>Daftar Relawan</h3><p>Posko di balai desa</p>"
                '<a href="https://royong.example/donasi">Daftar</a></div>'
            ),
            2,
        ),
        (
            (
                "<div class=k><h3>Pasar Loak</h3><p>Buka setiap hari</p>"
                '<a href="https://loak.example/iklan/">Daftar</a></div>'
            ),
            2,
        ),
        (
            (
                "<div class=k><h3>Pendaftaran Relawan</h3><p>Warga mendaftar sampai hari Sabtu.</p>"
                "<p><a href=/donasi>Daftar</a></p></div>"
            ),
            2,
        ),
        (
            (
                "<p>Suhu di lereng itu 31°C, dan siang hari hujan turun.</p>"
                "<div class=k><b>Fakta:</b> Kotasari 31°C, hujan lebat</div>"
            ),
            2,
        ),
    ],
)
def test_what_the_article_tells_of_a_thing_stays(box: str, parts: int) -> None:
    """Sentences, entries, what stands below a heading; and what is asked for someone else."""
    assert len(_body(box)) == parts


@pytest.mark.parametrize(
    ("link", "is_card"),
    [
        (f'<a href=/desa/1/ title="{_TITLE}"></a>', True),
        (f'<a href=/desa/1/ aria-label="{_TITLE}"></a>', True),
        ("<a href=/desa/panen-padi-kotasari-dimulai-pekan-ini/></a>", True),
        (f'<a href="https://lain.example/1/" title="{_TITLE}"></a>', False),
        ("<a href=/desa/1/></a>", False),
        (f'<a href=/desa/1/ title="{_TITLE}"><img src=/p.jpg></a>', False),
        (f'<a href=#x title="{_TITLE}"></a>', False),
        (f'<a href="{URL}#x" aria-label="{_TITLE}"></a>', False),
        (f'<a href="?bagian=1" title="{_TITLE}"></a>', False),
    ],
)
def test_an_empty_link_covers_a_card_whose_title_it_names(link: str, *, is_card: bool) -> None:
    """Or its address does; the rest of the card is an excerpt."""
    box = f"<div class=kartu>{link}<div>{_TITLE}</div><p>Warga memanen lebih awal.</p></div>"
    assert _body(box) == (() if is_card else (_TITLE, "Warga memanen lebih awal."))
    html = page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST, SECOND))
    assert [related.title for related in extracted(html).related] == [_TITLE] * is_card


def test_a_button_that_leads_where_the_words_before_it_do_goes() -> None:
    """The words are the article's, told once more to be shared."""
    told = '<span><span><a href="/cuit">Bergotong royong itu kuat.</a></span> {}</span>'
    again = '<a class=ctt-btn href="{}">Klik untuk mencuit</a>'
    for href, parts in (
        ("/cuit", ("Bergotong royong itu kuat.",)),
        ("/lain", ("Bergotong royong itu kuat. Klik untuk mencuit",)),
    ):
        assert _body(told.format(again.format(href))) == parts
