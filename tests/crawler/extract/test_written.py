"""What an editor wrote stays, though it bears a name which sites use for what is no article's."""

import pytest

from tests.crawler.extract.pages import LAST, LEAD, SECOND, extracted, page, paragraphs

_SAYS = "Kepala desa menolak menjawab pertanyaan warga siang itu."


def _between(html: str) -> tuple[str, ...]:
    return extracted(page(paragraphs(LEAD) + html + paragraphs(SECOND, LAST))).body_parts


@pytest.mark.parametrize(
    "heading",
    [
        '<h2 id="komentar">Kata dokter</h2>',
        '<h3 id="respond">Kata dokter</h3>',
        '<h2 id="menu" class="wp-block-heading">Kata dokter</h2>',
        '<h2 class="komentar">Kata dokter</h2>',
        '<h2 id="komentar"><i>Kata dokter</i></h2>',
        '<h2><span id="Komentar_dokter">Kata dokter</span></h2>',
        '<h2><span class="ez-toc-section" id="Iklan">Kata dokter</span></h2>',
        '<h2><strong><a id="ads">Kata dokter</a></strong></h2>',
    ],
)
def test_a_heading_is_no_box_by_an_anchor_or_a_class(heading: str) -> None:
    """Below it stands the text."""
    assert _between(f"{heading}<p>{_SAYS}</p>") == (LEAD, "Kata dokter", _SAYS, SECOND, LAST)


@pytest.mark.parametrize(
    "html",
    [
        f'<p><span id="kepala-desa-iklan">Kepala desa, iklan</span> dan pesan. {_SAYS}</p>',
        f'<p id="komentar">{_SAYS}</p>',
        f'<div class="komentar-ahli"><p>{_SAYS}</p></div>',
        f'<div id="penulis"><h3>Penulis naskah</h3><p>{_SAYS}</p></div>',
        f'<blockquote class="komentar"><p>Kami ditanya siapa saja. {_SAYS}</p></blockquote>',
        '<p>Warung itu menjual:</p><ul id="menu"><li>Soto ayam</li><li>Es teh</li></ul>',
        f'<ul class="komentar"><li>{_SAYS}</li><li>“Kami pulang,” kata Siti sore itu.</li></ul>',
        f'<div class="komentar"><h3>Komentar Warga</h3><p>{_SAYS}</p></div>',
        f"<div class=penulis><p>{_SAYS}</p></div><h2>Warga</h2><p>Semua orang makan di batu.</p>",
        '<p>Kata <span class="iklan">iklan</span> berasal dari bahasa Arab.</p>',
        '<p><dfn class="menu">Menu</dfn> ialah daftar makanan di warung.</p>',
        '<p>Menurut <span class="penulis">Rahman Hakim</span>, air naik cepat.</p>',
        '<p>Kabar itu ditulis <em class="byline">seorang guru</em>.</p>',
        '<div class="menu"><h3>Dapur umum</h3><ul><li>Soto ayam</li><li>Es teh</li></ul></div>',
        f'<div id="comments" class="wp-block-group"><p>{_SAYS}</p></div>',
    ],
)
def test_what_an_editor_wrote_under_such_a_name(html: str) -> None:
    """Its sentences tell, and the text goes on below them."""
    assert not extracted(page(paragraphs(LEAD) + html + paragraphs(SECOND, LAST))).removed


@pytest.mark.parametrize(
    "html",
    [
        '<h3 id="comments">2 Komentar</h3><ol class="commentlist"><li>Setuju.</li></ol>',
        '<h3 id="comments">3 Komentar</h3>',
        '<div class="komentar"><p>Semoga air lekas surut dari desa itu.</p></div>',
        '<div id="comments"><p>Komentar untuk tulisan itu ditutup.</p></div>',
        '<div class="penulis"><h4>Sari Wulan</h4><p>Wartawan dan petani padi sejak lama.</p></div>',
        '<div class="penulis"><p>Sari Wulan menulis tentang desa dan sungainya.</p></div>',
        '<div class="iklan"><p>Sewa tenda dan kursi pesta di toko sebelah.</p></div>',
        '<p>Oleh <span class="penulis">Sari Wulan</span></p>',
        '<div class="komentar"><ul><li>Setuju sekali dengan warga.</li></ul></div>',
        '<h2 class="screen-reader-text">Navigasi</h2><div class="nav-links">1 2</div>',
    ],
)
def test_what_a_site_put_there_goes(html: str) -> None:
    """Readers' words end a page, and a writer is presented by name."""
    assert extracted(page(paragraphs(LEAD, SECOND, LAST) + html)).body_parts == (LEAD, SECOND, LAST)


@pytest.mark.parametrize(
    "html",
    [
        f"<div class=penulis><h3>Penulis naskah</h3><p>{_SAYS}</p></div>",
        f"<div class=byline><p>{_SAYS}</p></div>",
        (
            f"<div class=komentar><p>{_SAYS}</p></div><p>Desa itu sudah sangat tua sekali.</p>"
            "<p>Umurnya lebih dari dua abad.</p>"
        ),
        "<div class=komentar><p>Menurut guru Murni, kabar itu “surat yang terbuka”.</p></div>",
    ],
)
def test_what_an_editor_wrote_at_the_end(html: str) -> None:
    """Though little text, or none, goes on below it."""
    assert not extracted(page(paragraphs(LEAD, SECOND, LAST) + html)).removed


@pytest.mark.parametrize(
    "below",
    [
        "<form><p>Alamat surel Anda tidak akan dipublikasikan.</p></form>",
        "<p>Tulisan ini telah tayang di kabardesa.example.</p>",
        "<p>Situs ini menggunakan kuki.</p>",
        "<p>Komentar adalah tanggapan pribadi pembaca dan tidak mewakili sikap redaksi kami.</p>",
        f"<h3>Kabar lain</h3><p>{_SAYS}</p>",
        f"<aside><p>{_SAYS}</p></aside>",
        "<div><p>Harga beras di pasar itu naik dua kali lipat sejak awal bulan lalu.</p></div>",
    ],
)
def test_what_readers_wrote_goes_whatever_the_site_says_below_it(below: str) -> None:
    """A sentence of the site's is no text that goes on."""
    readers = "<div class=komentar><p>Semoga air lekas surut dari desa itu.</p></div>"
    found = extracted(page(paragraphs(LEAD, SECOND, LAST) + readers + below)).body_parts
    assert not any("lekas surut" in part for part in found)


def test_what_programs_set_within_such_a_box_goes_and_the_box_stays() -> None:
    """They put advertisements and other titles among paragraphs, whatever those stand in."""
    advertisement = "<div class=adsbygoogle><a href=//toko.example>Payung</a></div>"
    other = (
        "<div class=sela><span>BACA JUGA</span>"
        '<a href="/nasional/panen-raya-di-lembah-kotasari">Panen Raya di Lembah Kotasari</a></div>'
    )
    told = f"<p>{_SAYS}</p>{advertisement}{other}<p>Siapa yang menjawab mereka, {_SAYS[:-1]}?</p>"
    shown = _between(f"<div class=comments-area>{told}</div>")
    assert shown == (LEAD, _SAYS, f"Siapa yang menjawab mereka, {_SAYS[:-1]}?", SECOND, LAST)


@pytest.mark.parametrize(
    "inner",
    [
        f"<a href=/pembaca/budi>Budi</a><p>{_SAYS}</p>",
        f"<div><a href=/pembaca/budi>Budi Raharja</a> menulis</div><p>{_SAYS}</p>",
        f'<p>{_SAYS} <a href="#">Balas</a></p><p>{_SAYS}</p>',
        f'<div class=comment><b>Budi</b></div><p>{_SAYS}</p><form><input name="s"></form>',
    ],
)
def test_what_readers_wrote_goes_with_the_links_to_them(inner: str) -> None:
    """Those show a name, or what is done, and no title."""
    assert _between(f"<div class=comments-area>{inner}</div>") == (LEAD, SECOND, LAST)


def test_what_is_headed_as_readers_words_goes_amid_a_text() -> None:
    """As "Komentar"; another heading is the article's."""
    readers = "<p>Semoga air lekas surut dari desa itu.</p>"
    box = f"<div class=comments><h3>Komentar pembaca</h3>{readers}</div>"
    assert _between(box) == (LEAD, SECOND, LAST)


@pytest.mark.parametrize(
    "html",
    [
        '<ul class="menu"><li>Beranda</li><li>Nasional</li></ul>',
        '<ul class="navbar"><li><span>Beranda</span></li><li><span>Nasional</span></li></ul>',
        '<div class="menu"><ul><li>Kecil</li><li>Sedang</li><li>Besar</li></ul></div>',
        '<div class="byline"><p>Penulis buku dan pengajar di kampus swasta di kota.</p></div>',
        '<div class="penulis"><p>Seorang jurnalis lepas yang meliput desa sejak lama.</p></div>',
        f'<div class="post-author"><h4>Tentang penulis</h4><p>{_SAYS}</p></div>',
    ],
)
def test_what_names_no_subject_of_the_text_goes_amid_it(html: str) -> None:
    """Entries that nothing leads to are a menu's, and an office alone presents a writer."""
    assert _between(html) == (LEAD, SECOND, LAST)


def test_what_was_inserted_is_text_and_no_place_for_an_advertisement() -> None:
    """HTML has one element for both; the latter says whose it is."""
    date = 'datetime="2025-03-01T08:00:00+00:00"'
    shown = _between(
        f"<p>Hutan <ins class=baru {date}>larangan</ins> tidak boleh ditebang "
        "<ins>maupun dibakar</ins>.</p>"
        '<ins class="adsbygoogle" data-ad-slot="1">Iklan</ins><ins data-zone="2">Sepatu murah</ins>'
        '<ins class="promo"><a href="https://toko.example/">Beli sepatu murah sekarang</a></ins>'
        f"<ins {date}><p>{_SAYS}</p></ins>"
    )
    inserted = "Hutan larangan tidak boleh ditebang maupun dibakar."
    assert shown == (LEAD, inserted, _SAYS, SECOND, LAST)


@pytest.mark.parametrize(
    "style", ["margin-left:141.75pt;text-indent:-141.75pt", "position:relative;top:-120px"]
)
def test_a_line_that_hangs_or_is_moved_is_seen(style: str) -> None:
    """Word sets a decree so: "Menimbang" stands left of what it heads."""
    line = f'<p style="{style}">Menimbang: bahwa jalan ke dermaga Kotasari rusak sejak banjir.</p>'
    found = extracted(page(paragraphs(LEAD) + line + paragraphs(SECOND, LAST)))
    assert found.body_parts[1].startswith("Menimbang: bahwa jalan")
