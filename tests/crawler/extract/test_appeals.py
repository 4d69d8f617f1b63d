"""What a site says to its readers below a text goes; what the article says stays."""

import pytest

from tests.crawler.extract.pages import (
    BODY,
    LAST,
    LEAD,
    NAMED,
    SECOND,
    TITLE,
    extracted,
    from_text,
    page,
    paragraphs,
)


@pytest.mark.parametrize(
    "line",
    [
        "Terima kasih telah membaca.",
        "Terima kasih sudah membaca berita ini sampai selesai!",
        "Terima kasih atas kunjungan Anda.",
        "Simak kabar terbaru Kabar Kotasari di Google News.",
        "Baca berita lainnya hanya di Kabar Kotasari.",
        "Ikuti terus perkembangan desa lewat purnawarta.com.",
        "Punya cerita dari kampung? Kirimkan kepada redaksi.",
        "Jangan lupa bagikan artikel ini kepada teman.",
        "Simak juga artikel menarik lainnya di bawah ini",
        "Jangan sampai ketinggalan berita terkini, ikuti Kabar Kotasari di Instagram.",
        "Bagaimana menurut Anda? Tulis di kolom komentar.",
        "Sampai jumpa di artikel berikutnya.",
        "Berita ini pertama kali dimuat di Kabar Kotasari.",
        "Hak jawab dapat dikirim ke redaksi@purnawarta.com.",
        "Untuk informasi lebih lanjut hubungi redaksi.",
        "Bagikan jika bermanfaat.",
        "Biar tidak ketinggalan, nyalakan lonceng di kanal WhatsApp kami.",
        "Ada kekeliruan dalam berita ini? Hubungi meja koreksi kami.",
        "Aktifkan pemberitahuan agar kabar penting langsung sampai ke peramban Anda.",
        "Tentang Kabar Kotasari: media warga yang terbit dari Kotasari. Selengkapnya",
        "Tentang Kabar Kotasari: cerita dari desa",
        "Kabar Kotasari adalah media warga yang terbit dari Kotasari.",
        "Dukung jurnalisme kami, sebut Kabar Kotasari.",
        "Ikuti kami di Facebook, tambah Kabar Kotasari ke daftar teman.",
        "Thanks for reading!",
        "Join our community.",
        "Dukung kami dengan donasi agar dapat terus bekerja tanpa iklan dan tanpa titipan.",
        "Suka tulisan ini? Tulis pendapatmu di kolom komentar.",
        "Ikuti kami, dukung para pewarta.",
        "Ikuti survei kami, jawab tiga pertanyaan.",
        "Kunjungi laman resmi kami.",
        "Untuk mendapatkan kabar terbaru, ikuti kami.",
        "Jika menyukai tulisan kami, dukung kami.",
        "Dukung kami agar terus menulis.",
        "Dukung jurnalisme independen kami.",
        "Untuk mendapatkan informasi terbaru, ikuti akun Instagram @purnawarta.",
        "Selalu ikuti kabar desa. Simak cerita dari kami di kanal Telegram. Klik di sini.",
        "Suka tulisan ini? Traktir penulis lewat Saweria.",
        "Dukung jurnalisme warga! Pindai QRIS di bawah ini untuk berdonasi",
        "Anda menerima surel ini karena berlangganan kabar desa. Berhenti berlangganan",
    ],
)
def test_what_a_site_says_in_its_own_name_goes(line: str) -> None:
    """Without a link, in a line of its own below the text."""
    found = extracted(page(BODY + paragraphs(line), head=NAMED))
    assert found.body_parts == (LEAD, SECOND, LAST)
    assert [cut.rule for cut in found.removed] in (["newsletter"], ["related_link"])


@pytest.mark.parametrize(
    "line",
    [
        "Terima kasih sudah membaca surat ini, tulis anak itu.",
        "Terima kasih telah mengikuti rapat desa.",
        "Simak imbauan petugas sebelum menyeberang.",
        "Ikuti informasi terbaru dari badan cuaca melalui Instagram.",
        "Untuk mendapatkan informasi terbaru, ikuti akun Instagram badan cuaca.",
        "Untuk mendapatkan informasi terbaru, pendonor dapat menghubungi petugas.",
        "“Kunjungi kami di balai desa.”",
        "Kunjungi posko terdekat jika membutuhkan bantuan.",
        "Bagikan makanan itu kepada tetangga.",
        "Baca artikel ini",
        "Kabar Kotasari menulis hal yang sama setahun lalu.",
        "Tentang banjir itu: warga menunggu kabar dari posko.",
        "Tentang Kabar Kotasari: gugatan itu ditolak hakim.",
        "Tentang Kabar Kotasari: situs itu tidak dapat dibuka sejak Senin.",
        "Dukung kami, sebut Sari Wulan kepada Kabar Kotasari.",
        "Balai desa itu adalah kantor berita warga sejak 1970.",
        "Kirimkan surat itu kepada kami, pinta kepala desa.",
        "Informasi lebih lanjut dapat diperoleh di kantor dinas.",
        "Pantau akun resmi agar tidak ketinggalan informasi.",
        "Laporkan kesalahan penulisan nama ke panitia.",
        "Sampai jumpa di festival berikutnya.",
        "Surat dapat dikirim ke bupati@lembah.example.",
        "Berita ini dibantah pihak sekolah.",
        "Ikuti kami, teriak para pemandu kepada rombongan yang tertinggal.",
        "Ikuti kami! pekik bocah itu dari atas perahu.",
        "Bantu kami, bunyi papan kayu di tepi sungai.",
        "Dukung kami, jawab para pedagang ketika ditanya wali kota.",
        "Ikuti kami, orasi seorang mahasiswa di atas mobil komando.",
        "Bantu kami, ratap pengungsi dari balik pagar kawat.",
        "Baca berita lainnya, bujuk sang loper.",
        "Hubungi kami kalau air naik, itulah pesan terakhir penjaga pintu air.",
        "Kunjungi kami adalah tulisan yang terpampang di pintu balai desa itu.",
        "Ikuti kami menyusuri sungai sejauh dua kilometer, dari muara ke kaki bukit berkabut.",
        "Bantu kami menanam bibit, begitulah warga menyapa siapa pun yang lewat di pematang itu.",
        "Terima kasih.",
        "Jika air naik, hubungi kami di 0812-111.",
        "Jika melihat satwa itu, laporkan kepada kami.",
        "Jika Anda melihat satwa itu, laporkan kepada kami.",
        "Jika warga mendapat informasi tentang pelaku, hubungi kami di 110.",
        "Untuk informasi lebih lanjut, hubungi kami di 0812-111.",
        "Jika ingin menjadi relawan, gabung bersama kami di posko utama.",
        "Untuk membantu korban, kirim bantuan kepada kami di posko.",
        "Kalau menemukan anak hilang, hubungi kami segera.",
        "Bila ragu, masuk ke akun resmi kami di aplikasi bank.",
        "Berbagi cerita dengan kami di pos ronda",
        "Selalu simak arahan petugas di kanal Telegram resmi badan cuaca.",
        "Dukung jurnalisme warga, begitu tema lomba itu.",
        "Dukung jurnalisme warga dengan membaca lebih banyak.",
        "Traktir penulis itu kopi, kata sang penyunting.",
        "Anda menerima surel ini setiap bulan jika berutang pajak.",
        "Agar tidak ketinggalan kapal, hubungi loket kami.",
        "Supaya tidak ketinggalan, daftar di posko kami.",
        "Agar panen tidak gagal, kami menanam lebih awal.",
        "Apakah berita ini benar? Warga Kotasari menunggu kepala desa pulang.",
        "Aktifkan notifikasi agar ponsel berbunyi saat banjir datang.",
        "Tulisan di dinding surau itu boleh disalin asalkan utuh.",
    ],
)
def test_a_request_that_the_news_makes_stays(line: str) -> None:
    """It names others, or is someone's words."""
    found = extracted(page(BODY + paragraphs(line), head=NAMED))
    assert found.body_parts == (LEAD, SECOND, LAST, line)


def test_a_request_above_a_claim_of_rights_goes() -> None:
    """However long that is."""
    claim = "Dilarang mengambil isi situs ini untuk melatih mesin tanpa izin tertulis dari redaksi."
    asked = "Jangan lupa bagikan kabar ini dan ikuti akun media sosial kami."
    free = "Seluruh tulisan di situs ini boleh disebarkan asalkan menyebut Kabar Kotasari."
    found = extracted(page(BODY + paragraphs(asked, claim, free), head=NAMED))
    assert [cut.rule for cut in found.removed] == ["newsletter", "copyright", "copyright"]


def test_who_is_asked_to_enter_a_group_is_led_there() -> None:
    """Anywhere in the text; who entered one is told of."""
    group = '<a href="https://chat.whatsapp.com/x">grup {}</a>'
    asked = f"Mau kabar lebih cepat? Masuk {group.format('WhatsApp pembaca')} kami, gratis."
    assert extracted(page(paragraphs(LEAD, asked, SECOND))).body_parts == (LEAD, SECOND)
    told = f"Masuk {group.format('warga')} sejak pagi, Sari Wulan membaca kabar itu."
    assert len(extracted(page(paragraphs(LEAD, told, SECOND))).body_parts) == len((LEAD, 1, SECOND))


def test_such_a_line_between_two_paragraphs_stays() -> None:
    """The site speaks below the text."""
    line = "Simak kabar lainnya dari kami."
    assert line in from_text(f"{TITLE}\n{LEAD}\n{line}\n{LAST}").body_parts
    assert from_text(f"{TITLE}\n{LEAD}\n{LAST}\n{line}").body_parts == (LEAD, LAST)


def test_the_site_as_its_own_source_goes() -> None:
    """Another's is the article's, and so is a sentence about a spring."""
    own, other = "Sumber: Purna Warta", "Sumber: Kantor Berita Lembah"
    assert extracted(page(BODY + paragraphs(own))).body_parts == (LEAD, SECOND, LAST)
    told = "Sumber: mata air itu mengaliri dua belas petak sawah."
    assert extracted(page(paragraphs(LEAD, told, other))).body_parts == (LEAD, told, other)


@pytest.mark.parametrize(
    "advice", ["Hubungi redaksi atau lembaga desa.", "Kirim naskah ke redaksi, bukan ke kasir."]
)
def test_advice_that_a_text_heads_stays(advice: str) -> None:
    """Each piece of it has a heading; a site's own address needs none to be known."""
    told = ("Periksa tanggalnya", "Kabar lama sering beredar lagi.", "Tanya yang tahu", advice)
    html = "".join(f"<h3>{told[at]}</h3><p>{told[at + 1]}</p>" for at in (0, 2))
    assert extracted(page(paragraphs(LEAD) + html)).body_parts == (LEAD, *told)
    own = html.replace(advice, "Hubungi redaksi di 0812-111.")
    assert extracted(page(paragraphs(LEAD) + own)).body_parts == (LEAD, *told[:2])
    assert advice not in extracted(page(BODY + paragraphs(advice))).body_parts


def test_who_tells_a_letter_may_ask_for_an_answer() -> None:
    """Nothing else that is asked in the same name is the text's."""
    told = ("Kami membaca semua surat.", "Kami memilih tetap memuat foto itu.")
    answer = "Tulis pendapat Anda kepada kami; keputusan ini tidak menutup percakapan."
    assert extracted(page(paragraphs(LEAD, *told, answer))).body_parts == (LEAD, *told, answer)
    for line in (answer, "Ikuti kami di Facebook.", "Dukung kami lewat donasi."):
        others = told if line != answer else ()
        found = extracted(page(paragraphs(LEAD, *others, LAST, line)))
        assert found.body_parts == (LEAD, *others, LAST)


def test_a_letter_that_a_text_shows_stays() -> None:
    """A swindler's begins as those of programs do; the text announces it."""
    told = (
        "Surel penipu itu berbunyi:",
        "Anda menerima surel ini karena rekening Anda akan ditutup.",
        "Polisi meminta warga tidak membuka tautannya.",
    )
    assert extracted(page(paragraphs(LEAD, *told))).body_parts == (LEAD, *told)
    assert extracted(page(paragraphs(LEAD, told[1]))).body_parts == (LEAD,)
