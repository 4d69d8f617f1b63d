"""Boxes above and below a text, and lists of articles in it: told by what they hold."""

import pytest

from crawler.extract.finding.names import rule_of
from tests.crawler.extract.pages import BODY, LAST, LEAD, SECOND, extracted, page, paragraphs

TITLES = [f"Panen Padi Kotasari Dimulai Pekan {number}" for number in ("Ini", "Depan")]
LINKS = "".join(f'<li><a href="/desa/{n}/">{title}</a></li>' for n, title in enumerate(TITLES))
WITHIN = LINKS.replace('href="', 'href="#')
NOTE = ("Harga belum termasuk pajak",)
CARDS = "".join(
    f'<div class=k><img src=/a.jpg><h4><a href="/desa/{n}/">{title}</a></h4>'
    "<p>Padi di sawah barat mulai menguning, dan warga menyiapkan lumbung.</p></div>"
    for n, title in enumerate(TITLES)
)


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=deret>{CARDS}</div>",
        f"<div><h3>Sorotan</h3><div>{CARDS}</div></div>",
    ],
)
@pytest.mark.parametrize("is_last", [True, False])
def test_entries_that_are_headed_by_other_articles_are_a_list_of_them(
    box: str, *, is_last: bool
) -> None:
    """Whatever the box is named; with their excerpts, and with the heading."""
    texts = (LEAD, SECOND, LAST, LEAD)
    body = paragraphs(*texts) + box + ("" if is_last else paragraphs(SECOND))
    found = extracted(page(body))
    assert found.body_parts == (texts if is_last else (*texts, SECOND))
    assert [link.title for link in found.related] in (TITLES, [])


@pytest.mark.parametrize(
    ("box", "count"),
    [
        (f"<ul>{LINKS.replace('/desa/', 'https://data.example/')}</ul>", 2),
        (f"<ul>{LINKS.replace('</a>', '</a>: laporan desa')}</ul>", 2),
        (f"<ol>{WITHIN}</ol><p>{SECOND}</p>", 1),
    ],
)
def test_a_list_of_sources_is_the_article_s(box: str, count: int) -> None:
    """It leads elsewhere, or says more of each; a table of contents is no list of articles."""
    found = extracted(page(BODY + box))
    assert len(found.body_parts) == len((LEAD, SECOND, LAST)) + count
    assert not found.related


@pytest.mark.parametrize(
    "box",
    [
        "<div class=suka><svg></svg><p>Tersimpan pada daftar</p></div>",
        "<div class=x-alat><span class=fa-jam></span><p>Tersimpan pada daftar bacaan</p></div>",
        (
            "<div class=bantu><h4>Tetap dekat dengan kami</h4>"
            "<p>Dukung redaksi agar terus menulis dari desa.</p></div>"
        ),
        '<div role="complementary"><p>Cuaca hari ini cerah</p></div>',
        '<div aria-label="Bagikan artikel"><p>Ke teman</p></div>',
        '<div class="shareBar"><p>Kirim ke teman</p></div>',
        '<p><a href="#">Simpan berita</a></p>',
        "<h4>Tentang Penulis</h4><p>Suka mengarang sejak kecil; kini tinggal di tepi rawa.</p>",
        (
            "<div><b>Sari Wulan</b><div>Menulis dari tepi sungai sejak kecil, dan gemar"
            " mencatat cuaca pada buku tua milik kakeknya.</div></div>"
        ),
    ],
)
def test_what_no_editor_writes_below_a_text_goes(box: str) -> None:
    """Icons, requests, what an element says of itself, who presents an author."""
    head = '<meta name="author" content="Sari Wulan">'
    found = extracted(page(BODY + box, head=head))
    assert found.body_parts == (LEAD, SECOND, LAST)


@pytest.mark.parametrize(
    ("box", "texts"),
    [
        (
            "<div class=elementor-list><ul><li><span class=i></span>Posko, 0811</li></ul></div>",
            ("Posko, 0811",),
        ),
        (
            "<div class=info><span class=ikon></span><ul><li>Posko Randu, 0812</li></ul></div>",
            ("Posko Randu, 0812",),
        ),
        ("<div class=catatan><p>Koreksi: jumlahnya 214.</p></div>", ("Koreksi: jumlahnya 214.",)),
        ('<h3><a href="#bab">Bab Dua</a></h3><p>Ia pulang.</p>', ("Bab Dua", "Ia pulang.")),
        ("<div class=sc-hAdYx><p>Warga pulang.</p></div>", ("Warga pulang.",)),
        ("<div class='alert'><i class=fa></i><p>Harga belum termasuk pajak</p></div>", NOTE),
        (
            (
                "<div class=harga><i class=fa></i><h4>Harga</h4><p>Rp3.000 sekali jalan</p></div>"
                f"<p>{LAST}</p>"
            ),
            ("Harga", "Rp3.000 sekali jalan", LAST),
        ),
    ],
)
def test_what_an_editor_may_write_below_a_text_stays(box: str, texts: tuple[str, ...]) -> None:
    """Items, corrections, headings; a name made by chance says nothing."""
    found = extracted(page(BODY + box))
    assert found.body_parts == (LEAD, SECOND, LAST, *texts)


@pytest.mark.parametrize(
    "box",
    [
        '<p><b>Temukan kami juga di:</b></p><ul class=social-links><li><a href="/x">X</a></ul>',
        '<h2>Pada halaman ini</h2><ul><li><a href="#a">Bab</a><li><a href="#b">Dua</a></ul>',
        "<p>Tautan pendek: <input readonly> <button>Salin</button></p>",
        f'<div class=lagi><p>Ingin tahu lebih?</p><p><a href="/a/">{TITLES[0]}</a></p></div>',
        f"<h4>Sorotan</h4><ul>{LINKS}</ul>",
        f'<div class="x-ilrelated-posts"><div><h4>Pilihan Pembaca</h4></div><ul>{LINKS}</ul></div>',
        '<a class="x-button" href="/kopi">Traktir kami kopi</a>',
        (
            "<div class=unduh><h5>Baca lebih nyaman</h5><p>Tersedia tanpa bayar.</p>"
            '<a href="https://play.google.com/store/x"><img src=/a.png></a></div>'
        ),
        (
            "<div class=lapor><div>Ada kabar bohong di sekitar Anda?</div>"
            '<div><a href="https://wa.me/62822">Laporkan ke tim kami</a></div></div>'
        ),
        f"<h4>Sorotan</h4><ul>{LINKS}</ul><p>Simak kabar lainnya di purnawarta.com.</p>",
    ],
)
def test_a_label_goes_with_what_it_labels(box: str) -> None:
    """At the end of a text it labels nothing else."""
    found = extracted(page(BODY + f"\n{box}\n"))
    assert found.body_parts == (LEAD, SECOND, LAST)


def test_a_label_of_the_article_s_own_stays() -> None:
    """Its list follows what was cut, or a marker alone stood below it."""
    cut = "<div class=share-bar>Bagikan</div>"
    body = paragraphs(LEAD, "Berikut daftarnya:") + cut + "<ul><li>Satu<li>Dua</ul>"
    assert extracted(page(body)).body_parts == (LEAD, "Berikut daftarnya:", "Satu", "Dua")
    marked = f'<h2>Bab Dua</h2><p>Baca Juga: <a href="/a/">{TITLES[0]}</a></p>'
    assert extracted(page(paragraphs(LEAD, SECOND) + marked)).body_parts[-1] == "Bab Dua"
    announced = f"<p>Berikut berita pekan ini:</p><ol>{LINKS}</ol>"
    assert len(extracted(page(paragraphs(LEAD, SECOND) + announced)).body_parts) == 5


@pytest.mark.parametrize(
    "box",
    [
        "<div class=info><span><i class=fa></i> Budi Raharja</span> <span>12 Mei 2026</span></div>",
        '<div class=kilat><span>Terkini</span><a href="/a/">Panen Padi Dimulai</a></div>',
        "<div class=suara><div><p>Dengarkan dengan suara</p></div><audio src=/a.mp3></audio></div>",
    ],
)
def test_a_box_above_the_text_goes(box: str) -> None:
    """It holds icons, links or sound, and no sentence."""
    found = extracted(page(box + BODY))
    assert found.body_parts == (LEAD, SECOND, LAST)


@pytest.mark.parametrize(
    "box",
    ["<div class=tempat>Kotasari, Lembah</div>", "<div class=anak><p>Air pun surut</p></div>"],
)
def test_a_box_of_words_above_the_text_stays(box: str) -> None:
    """A place, a second title."""
    found = extracted(page(box + BODY))
    assert found.body_parts[1:] == (LEAD, SECOND, LAST)


@pytest.mark.parametrize(
    ("name", "rule"),
    [("category-trending", None), ("tag-rekomendasi", None), ("shareBar", "share_buttons")],
)
def test_what_an_article_is_filed_under_is_no_name_of_a_box(name: str, rule: str | None) -> None:
    """WordPress names an article's element after its terms."""
    assert rule_of(name) == rule


@pytest.mark.parametrize("label", ["<p><b>Artikel di rubrik ini</b></p>", "<h4>Dibaca orang</h4>"])
@pytest.mark.parametrize("name", ["lcp_catlist", "wpp-list"])
def test_few_words_go_with_the_list_of_articles_below(label: str, name: str) -> None:
    """Within a text, too; a sentence above such a list is the article's."""
    box = f"<ul class={name}>{LINKS}</ul>"
    found = extracted(page(paragraphs(LEAD, SECOND) + label + box + paragraphs(LAST)))
    assert found.body_parts == (LEAD, SECOND, LAST)
    told = paragraphs(LEAD, "Air surut.") + box + paragraphs(LAST)
    assert extracted(page(told)).body_parts == (LEAD, "Air surut.", LAST)


def test_an_entry_in_paragraphs_is_no_choice() -> None:
    """A report by the hour has a button above its first entry, and one to share in that."""
    entry = "<h2>Pompa tiba</h2><p>Dua pompa tiba di balai.</p><a href=/bagi></a>"
    box = f"<div><button>Ada kabar baru</button><ul><li>{entry}</li></ul></div>"
    texts = ("Pompa tiba", "Dua pompa tiba di balai.")
    found = extracted(page(BODY + box))
    assert found.body_parts == (LEAD, SECOND, LAST, *texts)


FOLLOW = '<p>Ikuti berita terbaru kami di <a href="https://news.google.com/x">Google News</a></p>'


def test_an_appeal_takes_no_lines_of_the_text_along() -> None:
    """Each may be an element of its own in the box that it stands in, and all of them short."""
    lines = ("Lagu ini dicatat pada 1934.", "Perahu, ke mana angin", "Laut hanya meminjamkan.")
    text = "".join(f'<div dir="auto">{line}</div>' for line in lines)
    assert extracted(page(f'<div class="isi-lirik">{text}{FOLLOW}</div>')).body_parts == lines
    for words in ("<div>Kabar terbaru</div>", "<div>Ikuti kanal kami setiap hari.</div>"):
        html = page(f'{BODY}<div class="kanal">{words}{FOLLOW}</div>')
        assert extracted(html).body_parts == (LEAD, SECOND, LAST)


def test_a_few_words_above_what_the_page_holds_go_with_it() -> None:
    """Where they speak of reading: a heading of the text has other words, and its text below."""
    contents = '<div><p><b>{}</b></p><ul class="ez-toc-list"><li><a href="#a">Panen</a></ul></div>'
    for words, kept in (("Dalam artikel ini", ()), ("Tiga tuntutan", ("Tiga tuntutan",))):
        html = page(f"<p>{LEAD}</p>{contents.format(words)}{paragraphs(SECOND, LAST)}")
        assert extracted(html).body_parts == (LEAD, *kept, SECOND, LAST)
