"""Boxes between the paragraphs that are told by what they hold, whatever their classes are."""

import pytest

from tests.crawler.extract.pages import LAST, LEAD, SECOND, extracted, page, paragraphs

_TITLES = ("Ferry fares in Kotasari to rise", "Night trains return to Teluksari again")
_LINKS = [f'<a href="/desa/{place}/">{title}</a>' for place, title in enumerate(_TITLES)]
_LIST = f"<ul>{''.join(f'<li>{link}</li>' for link in _LINKS)}</ul>"
_DATED = "".join(f"<li><span>2 Mei 2025</span> {link}</li>" for link in _LINKS)
_COUNTED = "".join(f"<article><span>{n}</span>{link}</article>" for n, link in enumerate(_LINKS))
_TAGS = '<ul><li><a href="/t/1">desa</a></li><li><a href="/t/2">banjir</a></li></ul>'
_SAID = "Pengamat menilai langkah itu terlambat karena harga pupuk sudah naik sejak awal tahun."
_SECTION = '<section class="s">{}</section>'
_OTHER = "/nasional/dusun/ferry-fares-in-kotasari-to-rise"
_CARD = (
    f'<div><a href="{_OTHER}"><h3>{_TITLES[0]}</h3></a><div>Keterangan pendek yang</div>'
    "<span>19 Mei 2025</span></div>"
)


def _parts(box: str) -> tuple[str, ...]:
    return extracted(page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST, SECOND))).body_parts


@pytest.mark.parametrize(
    "box",
    [
        f'<section class="x1"><h2>More on this story</h2>{_LIST}</section>',
        f'<div class="x1"><a href="#e">Lewati</a><h2>Kabar</h2>{_LIST}<p>Akhir daftar</p></div>',
        f'<section class="x1"><h2>Kabar</h2><span>list of 2 items</span>{_LIST}</section>',
        f'<div class="x1"><p>Also on our site</p><p>{_LINKS[0]}</p><p>{_LINKS[1]}</p></div>',
        f'<div class="x1"><strong>Related coverage</strong>{_LIST}</div>',
        (  # days before the titles, and the way to more of them
            f'<div class="x1"><h2>Kabar Lain</h2><ul>{_DATED}<li><a href="/i">Semua</a></li></ul>'
            "</div>"
        ),
        f'<div class="x1"><a href="#e">Lewati</a><span>Kabar</span>{_COUNTED}</div>',
        f'<div class="x1">{_CARD}</div>',
        (
            f'<div class="x1"><i>Sorotan</i><h3><a href="{_OTHER}">{_TITLES[0]}</a></h3>'
            "2 Mei 2025</div>"
        ),
        (
            '<section class="x1"><a href="#habis">Lewati</a><h2>Podcast</h2><a href="/p/">'
            '<h3>Main Lagi</h3></a><p>Kabar suara.</p><p id="habis">Akhir Podcast</p></section>'
        ),
        f'<section data-component="tags"><h2>Topics</h2>{_TAGS}</section>',
        f'<section role="region" aria-labelledby="related-topics"><h2>Topik</h2>{_TAGS}</section>',
        (
            '<section aria-labelledby="article-byline"><b id="article-byline">Informasi artikel</b>'
            "<ul><li>Penulis, Sari Wulan</li><li>Peranan, Wartawan di Kotasari</li></ul></section>"
        ),
        (
            '<div data-component="byline-block"><time>13 April 2025</time><div>Sari Wulan</div>'
            "<div>Wartawan di Kotasari</div></div>"
        ),
        (
            '<section class="x1"><h4>Sorotan dari AI</h4><ul><li>Air naik dua meter</li></ul>'
            "<small>Mungkin keliru.</small></section>"
        ),
        '<div class="x1"><b>Ringkasan kecerdasan buatan</b><p>Air sungai naik dua meter.</p></div>',
        '<div class="ai-summary"><b>Ringkasan</b><p>Air sungai naik dua meter.</p></div>',
        (
            '<div class="x1"><b>Ringkasan</b><p>Air naik dua meter.</p><p>Ringkasan ini dibuat'
            " dengan bantuan AI</p></div>"
        ),
    ],
)
def test_a_box_that_shows_other_articles_goes(box: str) -> None:
    """Its heading and what it says to those who can't see go along."""
    assert _parts(box) == (LEAD, SECOND, LAST, SECOND)


@pytest.mark.parametrize(
    ("box", "texts"),
    [
        (  # the article leads to it
            f'<p>Sari menulis dua kabar:</p><div class="x1"><h4>Kabar</h4>{_LIST}</div>',
            ("Sari menulis dua kabar:", "Kabar", *_TITLES),
        ),
        (
            f'<section class="x1"><h2>Inilah kronologi perkara itu</h2>{_LIST}</section>',
            ("Inilah kronologi perkara itu", *_TITLES),
        ),
        (  # a section as others are
            _SECTION.format(f"<h2>Air</h2><p>{LEAD}</p>")
            + _SECTION.format(f"<h2>Perkara itu dalam berita kami</h2>{_LIST}"),
            ("Air", LEAD, "Perkara itu dalam berita kami", *_TITLES),
        ),
        *(
            (f'<{name} class="x1"><h3>{label}</h3>{_LIST}</{name}>', (label, *_TITLES))
            for name in ("div", "section")
            for label in (
                "Rangkaian peristiwa di sungai",
                "Seri tulisan ini",
                "Dokumen perkara",
                "Peraturan yang dilanggar",
                "Dasar hukum perkara itu",
            )
        ),
        (
            f'<div class="x1"><h3>Cara melapor</h3><p>{_LINKS[0]}</p><p>{_LINKS[1]}</p></div>',
            ("Cara melapor", *_TITLES),
        ),
        (  # of somebody, of a place, of what is to take place
            f'<div class="x1"><a href="{_OTHER}"><h3>Sari Wulan ketua kelompok tani</h3></a></div>',
            ("Sari Wulan ketua kelompok tani",),
        ),
        (
            (
                '<div class="x1"><h3>Museum Desa Kotasari yang baru</h3><p>12 Mei 2025</p>'
                f'<p><a href="{_OTHER}">Lihat peta</a></p></div>'
            ),
            ("Museum Desa Kotasari yang baru", "12 Mei 2025", "Lihat peta"),
        ),
        (
            (
                '<div class="x1"><h3><a href="/acara/5/">Pesta panen raya di desa</a></h3>'
                "<div>12 Mei 2026</div></div>"
            ),
            ("Pesta panen raya di desa", "12 Mei 2026"),
        ),
        (  # set by an editor
            f'<div class="wp-block-group"><h3>Perkara itu dalam berita kami</h3>{_LIST}</div>',
            ("Perkara itu dalam berita kami", *_TITLES),
        ),
        (
            '<div class="x1"><h3>Pemenang</h3><ul><li>Sari</li><li>Budi</li></ul></div>',
            ("Pemenang", "Sari", "Budi"),
        ),
        (
            f'<div class="x1"><h3>{_LINKS[0]}</h3><div>Kapal itu dibeli tahun lalu.</div></div>',
            (_TITLES[0], "Kapal itu dibeli tahun lalu."),
        ),
        (
            f'<div class="x1"><p>Kabar itu sudah kami tulis:</p>{_LIST}</div>',
            ("Kabar itu sudah kami tulis:", *_TITLES),
        ),
        (
            '<div class="x1"><h4>Ringkasan sidang soal AI</h4><p>Hakim menolak gugatan.</p></div>',
            ("Ringkasan sidang soal AI", "Hakim menolak gugatan."),
        ),
        (
            '<div class="x1"><h4>AI di sawah</h4><ul><li>Pompa menyala sendiri</li></ul></div>',
            ("AI di sawah", "Pompa menyala sendiri"),
        ),
        (
            '<div class="x1"><h3>Ringkasan laporan AI</h3><p>Petani itu diminta waspada.</p></div>',
            ("Ringkasan laporan AI", "Petani itu diminta waspada."),
        ),
        (
            '<div class="x1"><h3>Poin penting aturan AI</h3><ul><li>Wajib label</li></ul></div>',
            ("Poin penting aturan AI", "Wajib label"),
        ),
        (
            '<div class="x1"><h3>AI conference highlights</h3><p>Menteri hadir.</p></div>',
            ("AI conference highlights", "Menteri hadir."),
        ),
        (
            (
                '<div class="x1"><h3>Ringkasan putusan</h3><p>Hakim menolak.</p><p>Putusan itu'
                " menyangkut perusahaan AI</p></div>"
            ),
            ("Ringkasan putusan", "Hakim menolak.", "Putusan itu menyangkut perusahaan AI"),
        ),
        (
            (
                '<div class="x1"><h3>Ringkasan</h3><p>Foto itu palsu.</p><p>Foto dibuat dengan AI'
                "</p></div>"
            ),
            ("Ringkasan", "Foto itu palsu.", "Foto dibuat dengan AI"),
        ),
        (
            (
                '<section class="x1"><a href="#c1">[1]</a><p>Catatan pertama soal beras.</p>'
                '<p id="c1">Sumber dinas.</p></section>'
            ),
            ("Catatan pertama soal beras.", "Sumber dinas."),
        ),
        (
            (
                f'<section class="x1"><a href="#e">Lewati</a><h3>Air</h3><div>{LEAD}</div>'
                '<p id="e">Akhir bagian</p></section>'
            ),
            ("Air", LEAD, "Akhir bagian"),
        ),
        (
            (
                '<div class="x1"><h3>Sorotan</h3><p>Foto itu palsu.</p><p>Dibuat dengan AI, kata'
                " jaksa.</p></div>"
            ),
            ("Sorotan", "Foto itu palsu.", "Dibuat dengan AI, kata jaksa."),
        ),
        (
            (
                '<div class="x1"><h3>Ringkasan</h3><p>Baut itu baru.</p><p>Dibuat secara otomatis'
                " oleh AI di pabrik itu.</p></div>"
            ),
            ("Ringkasan", "Baut itu baru.", "Dibuat secara otomatis oleh AI di pabrik itu."),
        ),
        (
            '<div class="kotak ai"><h3>Ringkasan</h3><p>Robot itu lumpuh.</p></div>',
            ("Ringkasan", "Robot itu lumpuh."),
        ),
        (
            '<div class="x1"><h3>Sorotan AI</h3><p>Tiga robot dipamerkan.</p></div>',
            ("Sorotan AI", "Tiga robot dipamerkan."),
        ),
        (
            '<div class="x1"><h3>Ringkasan wawancara dengan AI</h3><p>Ia ragu.</p></div>',
            ("Ringkasan wawancara dengan AI", "Ia ragu."),
        ),
        (
            '<div class="x1"><h3>Ringkasan</h3><ul><li>Dibuat dengan AI</li></ul></div>',
            ("Ringkasan", "Dibuat dengan AI"),
        ),
        (
            (
                '<div class="x1"><a href="#b">Cara lewati jalan rusak</a><h3>Rute</h3>'
                '<p>Belok kiri di pasar.</p><p id="b">Rute selesai.</p></div>'
            ),
            ("Rute", "Belok kiri di pasar.", "Rute selesai."),
        ),
        (
            (
                '<div class="x1"><a href="#z">Lewati daftar</a><ul><li>Padi 12 ton</li>'
                '<li>Jagung 8 ton</li></ul><span id="z"></span></div>'
            ),
            ("Padi 12 ton", "Jagung 8 ton"),
        ),
        (
            '<div data-component="tags"><p>Label <a href="/x">merah</a> dipasang.</p></div>',
            ("Label merah dipasang.",),
        ),
        (
            '<div data-component="tags"><p>Label merah dipasang.</p></div>',
            ("Label merah dipasang.",),
        ),
        *(
            (f"<section {named}><h2>{heading}</h2><p>{_SAID}</p></section>", (heading, _SAID))
            for heading, named in (
                ("Komentar ahli", 'aria-labelledby="komentar-ahli"'),
                ("Komentar ahli", 'aria-label="Komentar ahli"'),
                ("Rating utang", 'aria-labelledby="rating-utang"'),
                ("Iklan rokok", 'aria-labelledby="iklan-rokok"'),
                ("Menu sarapan", 'aria-labelledby="menu-sarapan"'),
                ("Hasil poll", 'data-component="poll-result"'),
            )
        ),
    ],
)
def test_what_the_article_sets_in_a_box_stays(box: str, texts: tuple[str, ...]) -> None:
    """It leads to the list, is made of such boxes, or says more than titles."""
    assert _parts(box) == (LEAD, SECOND, *texts, LAST, SECOND)


@pytest.mark.parametrize("entry", ["<li>{}</li>", "<div>{}</div>"])
def test_a_long_shelf_goes_whole(entry: str) -> None:
    """However many articles it shows, all are related."""
    links = (f'<a href="/desa/{n}/">Warga desa menanam {n} pohon jati</a>' for n in range(35))
    shown = "".join(map(entry.format, links))
    shelf = f"<ul>{shown}</ul>" if entry.startswith("<li") else shown
    box = f'<div class="x1"><h3>Terbaru</h3>{shelf}</div>'
    found = extracted(page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST)))
    assert found.body_parts == (LEAD, SECOND, LAST)
    assert len(found.related) == 35
    assert found.verdict == "good"


def test_the_heading_of_a_box_is_the_marker_of_its_links() -> None:
    """No way past the box is one."""
    box = f'<div class="x1"><a href="#e">Lewati</a><h2>Kabar Lain</h2>{_LIST}</div>'
    found = extracted(page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST)))
    assert [(link.marker, link.title) for link in found.related] == [
        ("Kabar Lain", title) for title in _TITLES
    ]


def test_the_heading_of_a_list_goes_with_it_over_a_note_that_is_hidden() -> None:
    """As readers see the two, one stands below the other."""
    cards = "".join(f"<li><article><h3>{link}</h3></article></li>" for link in _LINKS)
    box = f'<h2>Recommended Stories</h2><span class="sr-only">2 items</span><ul>{cards}</ul>'
    assert _parts(box) == (LEAD, SECOND, LAST, SECOND)


@pytest.mark.parametrize(
    ("label", "is_own"),
    [
        ("Paling Banyak Dilihat", False),
        ("Sedang Hangat", False),
        ("Top Stories", False),
        ("Untuk Anda", False),
        ("Cerita Serupa", False),
        ("Ikuti Isu Ini", False),
        ("Headline", False),
        ("Nasional", False),
        ("Isu Tanggul", True),
        ("Kasus Serupa", True),
        ("Harapan untuk Petani", True),
    ],
)
def test_a_label_of_articles_goes_with_them_from_above_a_paragraph(
    label: str, *, is_own: bool
) -> None:
    """One that tells of something heads that paragraph."""
    cards = "".join(f"<div>{link}</div>" for link in _LINKS)
    found = _parts(f"<h3>{label}</h3><div class=kotak>{cards}</div>")
    assert found == (LEAD, SECOND, *(label,) * is_own, LAST, SECOND)


@pytest.mark.parametrize(
    "shown", ['<a href="https://wa.me/?text=x"><i></i></a>', "<button></button>"]
)
def test_what_leads_to_icons_leads_to_no_articles_below_them(shown: str) -> None:
    """The article would lead to a list that stands there."""
    row = f'<div class="baris"><div class="k">Bagikan :</div><div class="k">{shown}</div></div>'
    card = '<a href="/b{0}"><img src="/{0}.jpg"></a><a href="/b{0}">{1}</a><i>{0}3/04/2026</i>'
    cards = "".join(f"<div>{card.format(n, title)}</div>" for n, title in enumerate(_TITLES * 2))
    box = f'{row}<div class="lain"><div class="hd">Berita Lainnya</div>{cards}</div>'
    assert extracted(page(paragraphs(LEAD, SECOND, LAST) + box)).body_parts == (LEAD, SECOND, LAST)


def test_what_an_agency_says_below_its_texts_goes() -> None:
    """By what it works, and where else its pages are."""
    tail = (
        '<p>Our Standards: <a href="/s">The Kotasari Principles.</a></p><p>You can also reach this'
        " website at these mirror addresses:</p><p>www.kabar.example</p><p>kabar2.example</p>"
    )
    assert extracted(page(paragraphs(LEAD, SECOND, LAST) + tail)).body_parts == (LEAD, SECOND, LAST)
