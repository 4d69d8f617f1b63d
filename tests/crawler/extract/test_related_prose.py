"""What looks like a related link and is one, and what is a sentence of the article."""

import re
from html import unescape

import pytest

from tests.crawler.extract.pages import LAST, LEAD, SECOND, TITLE, extracted, from_text, page
from tests.crawler.extract.pages import paragraphs as p

URL = "https://purnawarta.com/nasional/waduk-lestari-ditunda"
PROSE = """
<p>Guru berkata siswa dapat baca juga buku lama.</p>
<p>Baca juga buku lama, pesan guru itu kepada siswa.</p>
<p>“Baca juga: jangan hanya menonton,” kata Sari Wulan.</p>
<p>Baca juga: itulah pesan yang ditulis di papan kelas.</p>
<p>Lihat juga lampiran laporan di halaman dua belas.</p>
<p>Baca Juga Buku Lama adalah nama gerakan yang dimulai para guru di Kotasari.</p>
<p>Baca juga <a href="/tag/buku">buku harian</a> yang diterbitkan tahun lalu, kata Sari.</p>
<p>Simak juga wawancara lengkapnya dalam video berikut.</p>
<p>Baca doa sebelum makan.</p>
<p>Lihat: peta itu menunjukkan batas desa yang baru.</p>
<h2>Baca Juga Buku Lama, Gerakan Baru Para Guru</h2>
<h3>Lihat Laut dari Dekat</h3>
<p>Spanduk itu bertuliskan “Baca Juga: Buku Lama”.</p>
<p>Ia mengajak warga baca juga: koran, majalah, dan buku.</p>
<p>Warga diminta membaca. Baca juga petunjuk di balik kemasan. Lalu simpan.</p>
<p>Berita terkait banjir sudah disampaikan kepada <a href="/nasional/x">kementerian</a>.</p>
<p>Artikel terkait hak cipta dibahas pada sidang kedua.</p>
<ul><li>Baca juga petunjuk keselamatan</li><li>Lihat peta</li><li>Simak pengumuman</li></ul>
<blockquote><p>Baca juga sejarah desamu, nak, sebelum kau pergi.</p></blockquote>
<p>Baca: begitu perintah pertama dalam kitab itu.</p>
<p><strong>Baca juga buku,</strong> kata poster itu.</p>
<p>(Baca juga dilakukan bersama-sama setiap Jumat.)</p>
<p>Baca juga: koran pagi.</p>
<p>Baca juga, kata Sari, adalah semboyan sekolah itu.</p>
<p>Rekomendasi: pemerintah daerah harus memperbaiki tanggul sebelum musim hujan.</p>
<p>Baca Selengkapnya adalah judul kolom barunya di harian Lumbung.</p>
<p>Setelah itu siswa baca juga <a href="/budaya/kitab-lumbung">kitab lumbung</a> bersama guru.</p>
<p>Lihat juga <a href="/budaya/kitab-lumbung">ulasan kitab itu</a>, yang terbit bulan lalu.</p>
<p>Baca juga: <a href="/budaya/kitab-lumbung">Kitab Lumbung</a>, tulis akun itu.</p>
<p>Sari berkata: "Baca Juga: itu program kami."</p>
<p>Leave a reply, kata pesan di mesin penjawab itu.</p>
<p>Tinggalkan balasan di kotak surat, pesan pengurus.</p>
<p>Your email address will not be published, begitu janji perusahaan itu kepada warga.</p>
<p>Iklan rokok dilarang di dekat sekolah.</p>
<p>Oleh karena itu, warga pindah ke balai desa.</p>
<p>Editor: begitu ia ingin dikenang.</p>
<p>Tags: kata itu dipakai di dunia maya.</p>
<p>Bagikan makanan kepada tetangga!</p>
<p>3 komentar masuk ke kotak saran.</p>
<p><a href="https://lembaga.example/laporan">Laporan Tahunan Balai Konservasi Resmi Terbit</a></p>
<p><a href="/peta">Peta Wilayah Kotasari</a></p>
<p>👉 Langkah pertama: siapkan kartu keluarga.</p>
<p>Selengkapnya: tiga desa terendam, dua jembatan putus.</p>
<p>Terkait: begitu kata pertama dalam surat itu.</p>
<p>Kunjungi kami di Facebook, tulis panitia pada spanduk itu.</p>
<p>“Ikuti akun kami di Instagram,” kata camat kepada warga.</p>
<p>Halaman berikutnya dari buku harian itu kosong.</p>
<p>Simak video itu sampai akhir, pintanya.</p>
""".strip().splitlines()


@pytest.mark.parametrize("html", PROSE)
@pytest.mark.parametrize("place", ["first", "between", "last"])
def test_true_sentences_stay(html: str, place: str) -> None:
    """Words alone condemn nothing, in HTML or in plain text."""
    body = {"first": html + p(LEAD, LAST), "last": p(LEAD, LAST) + html}.get(
        place, p(LEAD) + html + p(LAST)
    )
    pieces = re.findall(r"<(?:p|li|h\d)>(.*?)</(?:p|li|h\d)>", body)
    expected = tuple(unescape(re.sub("<[^>]+>", "", piece)) for piece in pieces)
    found = extracted(page(body))
    assert found.body_parts == expected
    assert found.verdict == "good"
    assert from_text("\n\n".join([TITLE, *expected])).body_parts == expected


ARTICLE = f'<a href="{URL}">Warga Sukamaju Bangun Jembatan Bambu Baru</a>'
SHOWN = "Warga Sukamaju Bangun Jembatan Bambu Baru"


@pytest.mark.parametrize(
    ("line", "label"),
    [
        (f"<p><strong>Kabar lain: {ARTICLE}</strong></p>", "Kabar lain"),
        (f"<p><b>Jangan sampai terlewat &gt;&gt; {ARTICLE}</b></p>", "Jangan sampai terlewat"),
        (f"<p>Baca juga kisah lainnya → {ARTICLE}</p>", "Baca juga kisah lainnya"),
        (f"<h4>TRENDING: {ARTICLE}</h4>", "TRENDING"),
        (f"<blockquote><p>{ARTICLE}</p></blockquote>", ""),
        (f"<p><b>Mungkin menarik untuk Anda</b></p><ul><li>{ARTICLE}</li></ul>", "Mungkin menarik"),
    ],
)
def test_a_headline_that_a_few_words_point_at_is_no_text(line: str, label: str) -> None:
    """Whatever the words are: the sign behind them and the headline of this site say enough."""
    found = extracted(page(p(LEAD, SECOND) + line + p(LAST)))
    assert found.body_parts == (LEAD, SECOND, LAST)
    [link] = found.related
    assert (link.title, link.url) == (SHOWN, URL)
    assert link.marker.startswith(label)


@pytest.mark.parametrize(
    "line",
    [
        f"<p>Judul: {ARTICLE}</p><p>Penerbit: Balai Desa</p>",
        f"<p>Kisah itu dimuat dalam laporan panjang kami pada bulan lalu: {ARTICLE}</p>",
        f"<p>Kisah itu dimuat dalam {ARTICLE}</p>",
        f"<p>Kabar lain: {ARTICLE}.</p>",
        f"<p>Kata Sari: “{ARTICLE}”</p>",
        f"<p>Jadwal 12 Mei: {ARTICLE}</p>",
        f"<p>Acuan: {ARTICLE.replace('purnawarta.com', 'lain.example')}</p>",
        f"<blockquote><p>{ARTICLE}</p><p>Begitu bunyi papan itu.</p></blockquote>",
        f"<ul><li>Bacaan: {ARTICLE}</li><li>Buku desa</li></ul>",
        f"<h3>Jembatan Baru</h3><ul><li>{ARTICLE}</li></ul>",
    ],
)
def test_a_headline_in_prose_or_among_facts_stays(line: str) -> None:
    """A full stop, a date, someone's words, another site, other facts beside it."""
    found = extracted(page(p(LEAD, SECOND) + line + p(LAST)))
    assert SHOWN in found.body
    assert not found.related


def test_an_essay_s_heading_of_such_words_stays() -> None:
    """Where others of its level head sentences, too; below it nothing is pointed at."""
    words = p("Dua kata ini menyela, seperti tamu yang terlalu cepat datang.")
    others = "<h3>Terkini</h3>" + p("Terkini berarti baru sejam, lalu basi.")
    found = extracted(page(p(LEAD) + others + f"<h3>Baca Juga</h3>{words}"))
    assert not found.removed
    for html in (f"<h3>Baca Juga</h3>{words}", f"{others}<h3>Baca Juga:</h3>{words}"):
        kept = extracted(page(p(LEAD) + html)).body_parts
        assert not any(part.startswith("Baca Juga") for part in kept)
