"""What programs set around a text and beside it: tools of a table, ratings, calls, ads' remains."""

import pytest

from tests.crawler.extract.pages import (
    BODY,
    LAST,
    LEAD,
    NAMED,
    SECOND,
    extracted,
    page,
    paragraphs,
)

_FOLLOWED = "Dapatkan berita terbaru di WhatsApp Anda, klik tautan ini: https://whatsapp.com/"


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("advertisement", "Space Iklan 300x250"),
        ("advertisement", "Gulir ke Bawah untuk Melanjutkan"),
        ("advertisement", "(adsbygoogle = window.adsbygoogle || []).push({});"),
        ("advertisement", "Konten sponsor"),
        ("navigation", "Kembali ke indeks berita"),
        ("navigation", "Ada salah ketik? Sorot lalu tekan Ctrl+Enter untuk memberi tahu redaksi."),
        ("navigation", '<a href="/lapor">Laporkan tulisan ini</a>'),
        ("navigation", "Menampilkan 1 sampai 10 dari 24 entri"),
        ("navigation", '<a href="/desa/panen-padi" rel="prev">Previous</a>'),
        ("post_meta", "Nilai tulisan ini ★★★★☆ Rata-rata 4,1 dari 5. Jumlah suara: 9"),
        ("post_meta", "Beri nilai berita ini ★★★☆☆ (3,2 dari 14 suara)"),
        ("newsletter", f"{_FOLLOWED}channel/0A"),
    ],
)
def test_what_a_program_writes_goes_from_between_paragraphs(rule: str, line: str) -> None:
    """Whatever stands around it."""
    found = extracted(page(paragraphs(LEAD, SECOND, line, LAST)))
    assert found.body_parts == (LEAD, SECOND, LAST)
    assert [cut.rule for cut in found.removed] == [rule]


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("tags", 'Kategori: <a href="/yaman">Yaman</a>, <a href="/timur-tengah/">Sana</a>'),
        ("copyright", "Hak cipta Kabar Kotasari"),
        ("post_meta", "Memuat komentar…"),
    ],
)
def test_what_a_program_writes_goes_from_below_a_text(rule: str, line: str) -> None:
    """Within one it may be told."""
    found = extracted(page(BODY + paragraphs(line), head=NAMED))
    assert found.body_parts == (LEAD, SECOND, LAST)
    assert [cut.rule for cut in found.removed] == [rule]


@pytest.mark.parametrize(
    "line",
    [
        "Iklan di ruang tunggu itu dicopot",
        "Gulir ke bawah tangga, lalu belok kiri ke lumbung.",
        "Sponsor: Koperasi Lumbung Tani",
        "Kembali ke indeks harga pangan, kata Sari Wulan.",
        "Laporkan tulisan itu kepada lurah.",
        "Menampilkan 1 sampai 10 dari 24 tarian",
        "Cari:",
        "Nilai tulisan ini ★★★★☆ bagi juri",
        "Kategori: sawah, ladang, dan kebun",
        'Kategori: <a href="https://lomba.example/padi">padi</a>',
        "Hak cipta lagu Randu",
        "Memuat karung",
        "Sebelumnya",
    ],
)
def test_what_the_text_tells_in_such_words_stays(line: str) -> None:
    """Whatever stands around it."""
    told = line if "<" not in line else "Kategori: padi"
    for after in ((), (LAST,)):
        found = extracted(page(paragraphs(LEAD, SECOND, line, *after), head=NAMED))
        assert found.body_parts == (LEAD, SECOND, told, *after)


def test_the_tools_of_a_table_go_and_the_table_stays() -> None:
    """DataTables shows how many rows there are, and a field to search in."""
    above = "<div><label>Tampilkan <select><option>10</option></select> entri</label></div>"
    search = "<div><label>Cari: <input type=search></label></div>"
    table = "<table><tr><td>Mei</td><td>41</td></tr><tr><td>Juni</td><td>42</td></tr></table>"
    below = "<div>Menampilkan 1 sampai 2 dari 2 entri</div><p>Sebelumnya Berikutnya</p>"
    found = extracted(page(f"{paragraphs(LEAD, SECOND)}{above}{search}{table}{below}<p>{LAST}</p>"))
    assert found.body_parts == (LEAD, SECOND, "Mei | 41", "Juni | 42", LAST)


@pytest.mark.parametrize(
    ("href", "is_kept"),
    [
        ("/desa/warga-kotasari-menanam-randu", False),
        ("/rubrik/warga-kotasari-menanam-randu", True),
        ("/desa/peta", True),
        ("https://data.example/warga-kotasari-menanam-randu", True),
    ],
)
def test_a_title_of_four_words_is_one_where_its_address_is_made_of_it(
    href: str, *, is_kept: bool
) -> None:
    """A page of the site, and none of a tag."""
    title = "Warga Kotasari Menanam Randu"
    line = f'<p><strong><a href="{href}">{title}</a></strong></p>'
    found = extracted(page(f"{paragraphs(LEAD, SECOND)}{line}<p>{LAST}</p>"))
    assert found.body_parts == (LEAD, SECOND, *([title] if is_kept else ()), LAST)
    assert [link.title for link in found.related] == ([] if is_kept else [title])


@pytest.mark.parametrize(
    ("slug", "title"),
    [
        ("warga-desa-kotasari-menanam-randu", "Warga Desa Kotasari Menanam Randu"),
        ("warga-desa-kotasari-menanam", "Warga Desa Kotasari Menanam"),
    ],
)
def test_a_title_that_is_linked_in_part_is_all_that_its_address_says(slug: str, title: str) -> None:
    """What stands behind it otherwise is whose it is, or more."""
    line = f'Baca Juga : <a href="/desa/{slug}">Warga Desa Kotasari Menanam</a> Randu'
    found = extracted(page(paragraphs(LEAD, SECOND, line, LAST)))
    assert [link.title for link in found.related] == [title]


@pytest.mark.parametrize(
    ("url", "is_text"),
    [("https://arsip.example/peta.pdf", True), ("https://v.example/w?v=1", False)],
)
def test_an_address_that_is_all_of_a_link(url: str, *, is_text: bool) -> None:
    """A document that is referred to; else WordPress links so what it could not show."""
    found = extracted(page(paragraphs(LEAD, SECOND, f'<a href="{url}">{url}</a>')))
    assert found.body_parts == (LEAD, SECOND, *([url] if is_text else ()))
    assert found.blocks[2].url == (None if is_text else url)
