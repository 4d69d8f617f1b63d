"""Every rule on lines takes its example and keeps what looks alike."""

import pytest

from crawler.extract.facts import Facts
from crawler.extract.furniture.left import Left
from crawler.extract.furniture.table import RULES, LineRule
from crawler.extract.reading.lines import Line, Media
from tests.crawler.extract.pages import (
    BODY,
    LAST,
    LEAD,
    SECOND,
    TITLE,
    extracted,
    from_text,
    page,
    paragraphs,
    site,
)


def taken(rule: LineRule, lines: tuple[str, ...]) -> list[int]:
    """Return the indices of the lines that the rule takes."""
    facts = Facts(site=site(), url="https://purnawarta.com/x", title="Judul Berita",
                  labels=("Internasional",),
                lead_image="https://purnawarta.com/uploads/2024/02/padi.jpg")  # fmt: skip
    return list(rule.find(Left(map(line_of, lines), facts), facts))


def line_of(text: str) -> Line:
    """Return the line of an example."""
    return (
        Line("image", "", media=Media(url=text))
        if text.startswith("/")
        else Line("paragraph", text)
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.find.__name__)
def test_takes_its_example_and_keeps_what_looks_alike(rule: LineRule) -> None:
    """The documentation of the rule is true."""
    assert rule.example[0] in [rule.example[index] for index in taken(rule, rule.example)]
    assert not taken(rule, rule.keeps)


@pytest.mark.parametrize(
    "sentence",
    [
        "Bergabung dengan grup WhatsApp yang berisi informasi harga, petani kini tahu harga cabai.",
        "“Ikuti berita kami di saluran WhatsApp,” kata petugas posko kepada warga.",
        "Ikuti jejak leluhurnya, ia menulis kabar dari Google News di papan desa.",
        "Baca di saluran Telegram itu: tiga kapal sandar hari ini.",
        "Silakan dibagikan. Ikuti saluran irigasi itu sampai ke hulu.",
        "Dapatkan berita acara di balai desa, lalu daftar sebelum pukul 10.",
        "“Dapatkan berita itu dulu, daftar sekarang,” kata petugas.",
        "Hak cipta 2024 atas lagu itu dipegang keluarga penciptanya.",
        "Bagikan WhatsApp Kepala Desa kepada Warga yang Mengungsi.",
        "Hak cipta atas motif itu dilindungi undang-undang sejak didaftarkan pada 2019.",
        "Copyright menurut undang-undang 2014 berlaku seumur hidup.",
        "(c) warga wajib melapor ke kantor desa pada 2024;",
        "Dilarang keras mengambil foto tanpa izin, demikian tertulis pada papan itu.",
        "Daftar isi kapal itu hilang.",
        "Gulir untuk melanjutkan, kata layar itu.",
        "Iklan rokok di bawah jembatan itu",
        "Baca artikel ini",
        "Ikuti akun @bmkg agar tahu cuaca, ujar petugas.",
        "Diperbarui pada 12 Mei 2025 oleh menteri, aturan itu melarang pukat.",
        "Artikel ini telah tayang di jurnal kampus, kata peneliti itu.",
        "Simak video rekaman itu baik-baik sebelum menuduh, pesan kapolres.",
        "Laporan Wartawan itu menyebut jembatan rusak.",
        "(Bersambung)",
        "(harga belum termasuk pajak)",
        "(2024)",
        "Dibaca 120 kali pun surat itu tetap membuatnya tertawa.",
        "Halaman selanjutnya: begitu judul bab terakhir itu.",
    ],
)
def test_a_sentence_that_sounds_like_furniture_stays(sentence: str) -> None:
    """Last in the text, where furniture stands."""
    assert from_text(f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n\n{sentence}").body_parts[-1] == sentence
    html = page(paragraphs(LEAD, SECOND, sentence))
    assert extracted(html).body_parts == (LEAD, SECOND, sentence)


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("newsletter", "Cek Berita dan Artikel yang lain di Google News dan WA Channel"),
        ("newsletter", "Ikuti terus berita terbaru kami di Google News."),
        ("newsletter", "Yuk, gabung saluran WhatsApp kami untuk kabar terbaru!"),
        ("newsletter", "👉 Silakan dibagikan. Ikuti saluran kami: https://whatsapp.com/channel/x2"),
        ("newsletter", "Dapatkan berita terkini dengan satu akun, daftar sekarang dengan klik ini"),
        ("newsletter", "Follow Us on Google News"),
        ("newsletter", "Ikuti kami di Telegram: https://t.me/kabar"),
        ("share_buttons", "Bagikan WhatsApp Facebook"),
        ("share_buttons", "Bagikan ke: Telegram | X | Email | Salin Tautan"),
        ("copyright", "COPYRIGHT © KABAR 2026"),
        ("copyright", "© 2026 Kabar. All rights reserved."),
        ("copyright", "Hak Cipta Dilindungi Undang-Undang."),
        (
            "copyright",
            "Dilarang menyalin sebagian isi berita ini tanpa izin dari redaksi.",
        ),
        ("navigation", "Daftar Isi"),
        ("navigation", "Dengarkan Artikel Ini"),
        ("navigation", "Halaman: 1 2 3 Tampilkan Semua"),
        ("navigation", "2 dari 3 halaman"),
        ("navigation", "Halaman 2/3"),
        ("navigation", "Lihat postingan ini di Instagram"),
        ("navigation", "A post shared by Kabar Kotasari (@kabar)"),
        ("navigation", "A- A+"),
        ("post_meta", "Telah dibaca sebanyak 1.204 kali"),
        ("byline", "Last Updated on 12 Mei 2025 by Redaksi"),
        ("byline", "Terakhir diperbarui: Senin, 12 Mei 2025 14:05 WIB"),
        ("advertisement", "Gulir ke bawah untuk lanjut membaca"),
        ("advertisement", "IKLAN - GULIR UNTUK MELANJUTKAN"),
        ("advertisement", "Artikel ini berlanjut setelah iklan"),
        ("newsletter", "Follow Instagram kami di @kabar.desa"),
        ("author_box", "(hen/red)"),
        ("author_box", "[ab/uh]"),
        ("author_box", "(Sari)"),
        ("author_box", "(Sari Wulan)"),
        ("author_box", "(adv/*)"),
        ("author_box", "(*)"),
        ("author_box", "***"),
        ("navigation", "Simak! Video Pilihan Redaksi:"),
        ("copyright", "Artikel ini telah tayang di Kabar.com dengan judul Sungai Kotasari Lestari"),
    ],
)
def test_what_portals_write_around_their_articles(rule: str, line: str) -> None:
    """Each as its own line."""
    found = from_text(f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n\n{line}")
    assert found.body_parts == (LEAD, SECOND)
    assert [(cut.rule, cut.text) for cut in found.removed] == [(rule, line)]


def test_the_author_s_name_below_the_text_signs_it() -> None:
    """Not that of another, nor one that a sentence follows."""
    head = '<meta name="author" content="Sari Wulan">'
    signed = paragraphs(LEAD, SECOND, "SARI WULAN")
    assert extracted(page(signed, head=head)).body_parts == (LEAD, SECOND)
    for others in ((LEAD, SECOND, "BUDI RAHARJA"), (LEAD, "SARI WULAN", SECOND)):
        assert extracted(page(paragraphs(*others), head=head)).body_parts == others


def test_a_word_in_brackets_signs_a_text_below_its_last_sentence() -> None:
    """Where none ends above it, it is what that leads to."""
    assert extracted(page(paragraphs(LEAD, SECOND, "(Sari)"))).body_parts == (LEAD, SECOND)
    told = (LEAD, SECOND, "Pada papan di tepi jembatan itu tertulis:", "(Rusak)")
    assert extracted(page(paragraphs(*told))).body_parts == told


def test_a_heading_named_after_its_links_goes_with_them() -> None:
    """Its list would be left without what tells that it is none of the article's."""
    links = "".join(f'<li><a href="/{n}">{TITLE} Bagian {n}</a></li>' for n in (2, 3))
    html = paragraphs(LEAD, SECOND) + f'<h2 id="related">Berita terkait</h2><ul>{links}</ul>'
    assert extracted(page(html)).body_parts == (LEAD, SECOND)
    html = paragraphs(LEAD) + '<h2 id="terkait">Aturan yang Terkait</h2>' + paragraphs(SECOND)
    assert extracted(page(html)).body_parts == (LEAD, "Aturan yang Terkait", SECOND)


def test_the_reporter_s_line_above_the_text_goes() -> None:
    """It is written without a colon, and names the paper first."""
    line = "Laporan Wartawan Kabar.com, Sari Wulan"
    assert from_text(f"{TITLE}\n{line}\n{LEAD}\n{SECOND}").body_parts == (LEAD, SECOND)


def test_what_tells_of_a_video_goes_with_it() -> None:
    """Without a video below, it may be a heading of the article."""
    line = "Simak juga Video 'Sungai Surut':"
    for video in (
        "<p>[Gambas:Video 20kabar]</p>",
        '<iframe src="https://video.example/1"></iframe>',
    ):
        found = extracted(page(paragraphs(LEAD, SECOND, line) + video))
        assert found.body_parts == (LEAD, SECOND)
    assert line in extracted(page(paragraphs(LEAD, line, SECOND))).body_parts
    told = paragraphs(LEAD, SECOND, "Saksikan video di bawah ini:", "Video: Sungai Surut")
    assert extracted(page(told)).body_parts == (LEAD, SECOND)


@pytest.mark.parametrize("text", ["Foto: Humas Kotasari", "Warga di sungai (Foto: Kabar/Sari)"])
def test_a_paragraph_that_credits_the_picture_above_is_its_caption(text: str) -> None:
    """One that ends as a sentence, or that stands below none, is the article's."""
    picture = '<p><img src="/uploads/sungai.jpg"></p>'
    found = extracted(page(paragraphs(LEAD) + picture + paragraphs(text, SECOND)))
    assert found.body_parts == (LEAD, SECOND)
    assert [block.caption for block in found.blocks if block.kind == "image"] == [text]
    sentence = "Foto: itulah bukti terakhir milik keluarga."
    found = extracted(page(paragraphs(LEAD) + picture + paragraphs(sentence, SECOND)))
    assert found.body_parts == (LEAD, sentence, SECOND)
    assert text in extracted(page(paragraphs(LEAD, SECOND, text))).body_parts


def test_the_head_of_a_page_of_text() -> None:
    """Title again, category, byline, date: four lines before the first paragraph."""
    head = [TITLE.replace(":", ""), "Nasional", "Oleh: Sari Wulan", "Kamis, 16 Februari, 2024"]
    found = from_text("\n".join([TITLE, *head, LEAD, SECOND]))
    assert found.body_parts == (LEAD, SECOND)
    assert [cut.rule for cut in found.removed] == [
        "duplicate_title",
        "category_line",
        "byline",
        "byline",
    ]
    assert found.authors == ("Sari Wulan",)


def test_a_heading_that_asks_what_a_writer_is_stays() -> None:
    """One that names who wrote it goes as a paragraph would."""
    heading = "Penulis: Antara Idealisme dan Pasar"
    html = page(f"<h2>{heading}</h2>" + paragraphs(LEAD, SECOND) + "<h6>Editor: Sari Wulan</h6>")
    assert extracted(html).body_parts == (heading, LEAD, SECOND)


def test_a_name_beside_a_date_above_the_text_is_a_byline() -> None:
    """Whoever is alone there may be in the heading, and one who is below wrote no article."""
    head, heading = ["2026-02-16 14:05:00", "Sari Wulan"], "Sungai Lestari"
    found = from_text("\n".join([TITLE, *head, SECOND, heading, LAST]))
    assert found.body_parts == (SECOND, heading, LAST)
    assert [cut.rule for cut in found.removed] == ["byline", "byline"]
    assert from_text(f"{TITLE}\n{heading}\n{SECOND}").body_parts == (heading, SECOND)


def test_a_network_named_by_one_letter_goes_with_the_others() -> None:
    """Alone it is nothing to share with."""
    for shares in ("Bagikan ini:\nFacebook\nX\nSurel\nCetak", "Facebook Twitter WhatsApp Telegram"):
        assert from_text(f"{TITLE}\n{LEAD}\n{LAST}\n{shares}").body_parts == (LEAD, LAST)
    assert from_text(f"{TITLE}\n{LEAD}\nX\n{LAST}").body_parts == (LEAD, "X", LAST)


@pytest.mark.parametrize("end", ["", "…", " [...]", " [&hellip;] Selengkapnya"])
def test_an_excerpt_above_the_text_goes(end: str) -> None:
    """A theme repeats the first words there, of two paragraphs where the first is short."""
    for text in (LEAD[:90], f"{LEAD} {SECOND}"[:200]):
        box = f"<div class=sari>{text}{end}</div>"
        assert extracted(page(box + BODY)).body_parts == (
            LEAD,
            SECOND,
            LAST,
        )


def test_a_line_that_comes_again_is_no_excerpt() -> None:
    """A refrain is short; what is said again later stands below the top."""
    refrain = "Ombak kecil di muka pintu, ibu menanak nasi."
    texts = (refrain, f"{refrain} Ayah menambal perahu.", LEAD, SECOND, LAST)
    assert extracted(page(paragraphs(*texts))).body_parts == texts
