"""What a page says of itself beside the text: who pays for it, how long it is, what it stores."""

import pytest

from tests.crawler.extract.pages import LAST, LEAD, NAMED, SECOND, extracted, page, paragraphs

_SUMMARY = "Warga memperbaiki jembatan lama, dan bantuan akan tiba sebelum hari raya."


@pytest.mark.parametrize(
    "note",
    [
        "<div class=zeta>Konten bersponsor dari mitra Kabar Kotasari</div>",
        "<p>Iklan dari mitra kami</p>",
        (
            "<p>ADVERTORIAL – Artikel ini dapat memuat tautan afiliasi yang memberi komisi kepada "
            "Kabar Kotasari.</p>"
        ),
        "<p>Halaman ini mengandung tautan afiliasi.</p>",
        "<p>Kabar Kotasari dapat menerima komisi dari pembelian lewat tautan di artikel ini.</p>",
        "<div>Sponsored by Bank Desa</div>",
        "<p>Konten ini dipersembahkan oleh Bank Desa</p>",
        "<p>3 menit baca · 1.204 pembaca</p>",
        "<p>Nilai artikel ini: ☆☆☆☆☆ Rata-rata 4,2 (120 suara)</p>",
        "<p>Apakah artikel ini bermanfaat?</p>",
        "<div><audio src=/a.mp3></audio><p>Versi suara berita ini dibacakan mesin</p></div>",
        f"<details><summary>Ringkasan otomatis</summary><p>{_SUMMARY}</p></details>",
        (
            f"<div><p>Inti berita</p><ul><li>{_SUMMARY}</ul><p>Disusun oleh AI dan ditinjau "
            "redaksi</p></div>"
        ),
        (
            "<details class=zeta open><summary>Intisari berita ini (dibuat AI)</summary>"
            f"<p>{_SUMMARY}</p></details>"
        ),
        f"<details class=k><summary>Poin penting, disusun AI</summary><p>{_SUMMARY}</p></details>",
        (
            "<div class=zeta><p>Situs ini memakai kuki agar halaman berikutnya lebih cepat "
            "dimuat.</p><button>Mengerti</button></div>"
        ),
        (
            "<div class=zeta><p>Sepertinya Anda memakai pemblokir iklan. Matikan untuk Kabar "
            "Kotasari agar kami tetap bisa bekerja.</p></div>"
        ),
        "<div class=zeta><p>Kami mendeteksi Anda menggunakan adblock.</p></div>",
    ],
)
def test_a_note_of_the_page_goes_from_between_the_paragraphs(note: str) -> None:
    """No article tells of the page that it stands on, nor of the reader's browser."""
    html = page(paragraphs(LEAD, SECOND) + note + paragraphs(LAST, SECOND), head=NAMED)
    assert extracted(html).body_parts == (LEAD, SECOND, LAST, SECOND)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<div class=zeta>Waktu baca 5 menit • Dibaca 284 kali</div>", ""),
        ("<p>1.204 kali dilihat | 4 menit membaca</p>", ""),
        ("", "<p>★★★★☆ 3,9 dari 80 penilaian Beri nilai artikel ini</p>"),
    ],
)
def test_counts_in_a_row_go_from_above_and_below_the_text(above: str, below: str) -> None:
    """Each of them is one, whatever divides them."""
    html = page(above + paragraphs(LEAD, SECOND, LAST) + below)
    assert extracted(html).body_parts == (LEAD, SECOND, LAST)


@pytest.mark.parametrize(
    "text",
    [
        "Konten bersponsor dari mitra bank itu dilaporkan warga.",
        "Artikel itu memuat tautan afiliasi tanpa pemberitahuan.",
        "Artikel ini memuat tautan afiliasi, kata Sari Wulan.",
        "Situs itu memakai kuki untuk mengenali pembelinya.",
        "Anda memakai pemblokir iklan? Separuh pembaca di kota itu memakainya.",
        "Menit 5 • Gol pertama",
        "Disponsori oleh Bank Desa, lomba itu meriah",
        "Kami menggunakan cookie buatan warga sebagai oleh-oleh bagi setiap tamu.",
        "Agen menerima komisi dari setiap karung yang terjual pekan ini.",
        "Buku ini dipersembahkan oleh penulisnya untuk sang ibu.",
        "★★★★☆ Rasa buburnya kuat, kuahnya gurih, dan pelayan warung itu ramah kepada semua tamu",
    ],
)
def test_a_line_that_tells_of_such_things_stays(text: str) -> None:
    """Others pay, store and count as well."""
    html = page(paragraphs(LEAD, SECOND, text, LAST, SECOND), head=NAMED)
    assert text in extracted(html).body_parts


@pytest.mark.parametrize(
    "label", ["Apakah AI berbahaya?", "Inti putusan hakim", "Gambar itu dibuat dengan AI"]
)
def test_what_a_text_folds_up_stays(label: str) -> None:
    """Questions and answers, and what is told of machines, are folded alike."""
    box = f"<details class=zeta><summary>{label}</summary><p>{_SUMMARY}</p></details>"
    html = page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST, SECOND))
    assert extracted(html).body_parts == (LEAD, SECOND, label, _SUMMARY, LAST, SECOND)


@pytest.mark.parametrize(
    "told",
    [
        "<p>Konten ini mengandung tautan afiliasi yang mengarah ke situs judi daring.</p>",
        "<p>Halaman ini merupakan iklan. Redaksi koran itu menyangkalnya di pengadilan.</p>",
        "<p>3 – 1</p>",
        "<p>07 – 12 – 23 – 31 – 45</p>",
        "<p>★★★★☆ Aktingnya bagus, tetapi ulasan sejarahnya dangkal</p>",
        "<p>Situs ini menggunakan kuki untuk melacak warga, menurut hasil audit.</p>",
        f"<div class=kotak><h3>Rangkuman putusan disusun AI</h3><p>{_SUMMARY}</p></div>",
    ],
)
def test_news_of_advertising_scores_reviews_and_machines_stays(told: str) -> None:
    """Alike in words to what a page says of itself; each stands last, where that stands."""
    assert not extracted(page(paragraphs(LEAD, SECOND, LAST) + told, head=NAMED)).removed
