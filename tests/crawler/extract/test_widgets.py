"""What plugins print between the paragraphs, in boxes and lines of names that no table knows."""

import pytest
from bs4 import BeautifulSoup

from tests.crawler.extract.pages import LAST, LEAD, SECOND, extracted, page, paragraphs

TITLES = (
    "Panen Padi Kotasari Dimulai Pekan Ini",
    "Harga Cabai di Pasar Lama Turun Tajam",
    "Warga Sukamaju Bangun Kembali Jembatan Gantung",
)
_EXCERPT = "Pengurus desa menyatakan akan menindaklanjuti laporan itu bersama dinas yang membidangi"


_LABEL = "Lanjut Menjelajah"


def _listed(form: str, around: str = "<ul>{}</ul>", label: str = _LABEL) -> str:
    rows = (form.format(f"<a href='/desa/{n}/'>{title}</a>") for n, title in enumerate(TITLES))
    return f"<div class=zeta><h4>{label}</h4>{around.format(''.join(rows))}</div>"


def _between(box: str) -> str:
    return page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST, SECOND))


@pytest.mark.parametrize(
    "box",
    [
        _listed(f"<li>{{}} <small>{_EXCERPT}</small>"),
        _listed("<li>{} <span>3 Februari 2024</span>"),
        _listed("<li>{} (3 Februari 2024)", label="Terpopuler"),
        _listed("<li>3 Februari 2024 – {}", label="Kabar Terkini"),
        _listed(f"<li>{{}} – {_EXCERPT}…"),
        _listed(f"<div><h5>{{}}</h5><p>{_EXCERPT}…</p></div>", "<div>{}</div>"),
        _listed(f"<h5>{{}}</h5><p>{_EXCERPT}…</p>", "{}"),
        _listed(f"<li>{{}} <small>{_EXCERPT}</small>").replace("zeta", "'zeta yarpp'"),
        "<h3>Dari Rubrik Ini</h3>"
        + _listed("<div><b>Desa</b><h5>{}</h5><i>3 Februari 2024</i></div>", "{}").replace(
            f"<h4>{_LABEL}</h4>", ""
        ),
    ],
)
def test_lists_of_articles_go_with_what_is_told_of_each(box: str) -> None:
    """Excerpts, days: a program tells them behind the title, or before it."""
    assert extracted(_between(box)).body_parts == (LEAD, SECOND, LAST, SECOND)


@pytest.mark.parametrize("label", ["Lini masa", "Sumber", "Hasil penilaian"])
@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("<time>3 Februari 2024</time> {}", "3 Februari 2024 {}"),
        ("3 Februari 2024: {}", "3 Februari 2024: {}"),
        ("{} (3 Februari 2024)", "{} (3 Februari 2024)"),
        ("{} <span>120 suara</span>", "{} 120 suara"),
    ],
)
@pytest.mark.parametrize(
    ("item", "around"), [("<li>{}</li>", "<ul>{}</ul>"), ("<div>{}</div>", "{}")]
)
def test_a_list_of_what_happened_or_of_references_stays(
    label: str, form: str, shown: str, item: str, around: str
) -> None:
    """An editor sets the day before what happened then, or behind the title in plain words."""
    texts = map(shown.format, TITLES)
    found = extracted(_between(_listed(item.format(form), around, label)))
    assert found.body_parts == (LEAD, SECOND, label, *texts, LAST, SECOND)


def test_a_list_in_a_box_stays_below_words_that_say_what_it_is() -> None:
    """As it does beside them: who wrote each is told as other sites tell an excerpt."""
    lead = "Juara lomba tulis itu adalah:"
    rows = (f"<li><a href='/{n}/'>{title}</a> <small>Rina Sari" for n, title in enumerate(TITLES))
    box = f"<p>{lead}</p><div class='kotak-isi'><ul>{''.join(rows)}</ul></div>"
    found = extracted(_between(box)).body_parts
    assert found[2] == lead
    assert all(title in "\n".join(found) for title in TITLES)


def test_a_list_that_says_when_what_it_tells_happened_stays() -> None:
    """In its heading: the day behind each may be anyone's."""
    box = _listed("<li>{}<br><time>3 Februari 2024</time>", label="Lini masa")
    found = extracted(_between(box)).body_parts
    assert set(TITLES) <= set("\n".join(found).splitlines())


@pytest.mark.parametrize(
    "box",
    [
        (
            "<div class=zeta><p>Konten berikut hanya untuk anggota terdaftar.</p><form>"
            "<input name=u><input type=password><input type=submit value=Masuk></form></div>"
        ),
        (
            "<div class=zeta><p>Untuk menyimak kelanjutan laporan ini, silakan masuk ke akun Anda "
            "atau pilih paket langganan.</p></div>"
        ),
        "<div class=zeta>Artikel ini khusus pelanggan. Masuk atau daftar untuk membacanya.</div>",
        (
            "<div class=zeta><p>Kalau tulisan ini berguna, teruskan kepada keluarga Anda</p>"
            '<div><a href="https://www.facebook.com/sharer.php?u=x">Facebook</a> '
            '<a href="https://wa.me/?text=x">WhatsApp</a></div></div>'
        ),
        (
            "<div class=shareaholic-x><div>Kabar baik perlu pembaca, mari sebarkan supaya makin "
            "banyak tetangga Anda yang mengetahuinya!</div></div>"
        ),
        (
            "<div class=zeta><h4>Buletin Redaksi</h4><p>Setiap pagi kami merangkum lima cerita "
            "dan mengirimkannya ke surel Anda. <a href=/buletin/>Daftarkan surel Anda</a></p></div>"
        ),
        (
            "<div class=zeta><h4>Kabar Pagi</h4><p>Lima cerita setiap pagi, langsung ke surel "
            "Anda. Tanpa biaya dan tanpa iklan, dari desa ke desa.</p><form><input type=email>"
            "</form></div>"
        ),
        (
            "<div class=zeta><b>Ikuti kami di media sosial agar tidak tertinggal kabar</b><div>"
            "<a href='https://facebook.com/k'>Facebook</a>"
            "<a href='https://instagram.com/k'>Instagram</a></div></div>"
        ),
        "<div class=zeta-btn-wrap><span><b class=zeta-button>Bentangkan tulisan</b></span></div>",
        "<p><fb:comments-count href=x></fb:comments-count> tanggapan masuk</p>",
    ],
)
def test_what_a_box_says_to_readers_goes_with_what_they_press(box: str) -> None:
    """By what it holds, and not by how it is called."""
    assert extracted(_between(box)).body_parts == (LEAD, SECOND, LAST, SECOND)


@pytest.mark.parametrize(
    "line",
    [
        "4 menit dibaca",
        "2 dari 3 halaman",
        "Perkiraan waktu baca: 4 menit",
        "Estimated reading time: 3 minutes",
        "Artikel ini telah dibaca 1.204 kali",
        "Loading...",
        "Getting your audio player ready...",
        "Klik untuk mendengarkan teks yang disorot!",
        "Berita ini dapat didengar",
        "Lihat Video Selengkapnya",
        "Baca selengkapnya di halaman berikutnya",
        (
            "Mari bergabung di Grup Telegram pembaca, caranya klik tautan t.me/kabar lalu join. "
            "Anda harus pasang aplikasi Telegram terlebih dahulu."
        ),
        "Pantau terus Purna Warta untuk mendapatkan berita terkini.",
        "Pantau terus <a href=/>kabarkita</a> untuk mendapatkan berita terkini.",
        "Nyalakan pemberitahuan agar tidak ketinggalan berita terbaru.",
        "Punya informasi seputar desa? Kirim ke nomor WhatsApp redaksi 0812-0000-0000.",
        "Laporkan kesalahan ketik kepada kami.",
        "Konten di bawah ini disajikan oleh Advertiser. Jurnalis kami tidak terlibat di dalamnya.",
        "Laporkan iklan ini",
        "Artikel dilanjutkan di bawah iklan berikut",
        "<b>Artikel berlanjut setelah iklan</b>",
        "<b>— ADVERTISEMENT —</b>",
        "Dilarang menyalin atau menyiarkan ulang isi laman ini tanpa izin tertulis redaksi.",
        "Gulir ke bawah",
        "Scroll untuk melanjutkan",
    ],
)
def test_lines_of_tools_go_wherever_they_stand(line: str) -> None:
    """Alone between two paragraphs, above the first one, below the last."""
    told = (LEAD, SECOND, LAST)
    for place in range(len(told) + 1):
        html = page(paragraphs(*told[:place], line, *told[place:]))
        assert extracted(html).body_parts == told


def test_what_a_feed_says_below_an_article_goes() -> None:
    """WordPress writes it in feeds, and sites that show another's feed print it."""
    foot = (
        "<p>The post <a href=https://purnawarta.com/x>Judul</a> appeared first on "
        "<a href=https://purnawarta.com>Kabar</a>.</p>"
    )
    assert extracted(page(paragraphs(LEAD, SECOND) + foot)).body_parts == (LEAD, SECOND)


@pytest.mark.parametrize(
    ("box", "parts"),
    [
        ("<div class=event-related-info><p>Acara digelar di balai.</p></div>", ()),
        ("<div class=profit-sharing-info><p>Bagi hasil 60 banding 40.</p></div>", ()),
        ("<div class=info><p>Hubungi 112 jika melihat api.</p><p>Layanan 24 jam.</p></div>", ()),
        ("<div class=info><p>Unduh aplikasi itu di ponsel Anda sebelum pergi.</p></div>", ()),
        ("<div class=surat><p>Kami menunggu Anda di balai desa.</p></div>", ()),
        ("<div class=tips><p>Cuci tangan Anda.</p><p>Bawa air minum.</p></div>", ()),
        ("<div class=peta><p>Titik api tampak di peta.</p><iframe src=/peta></iframe></div>", ()),
        ("<p>Kalau tulisan ini berguna, teruskan kepada anak cucu, pesan naskah itu.</p>", ()),
        ("<p>Pantau terus laman BMKG untuk mendapatkan informasi terkini.</p>", ()),
        ("<p>Warga diminta memantau laman resmi untuk mendapatkan berita terbaru.</p>", ()),
        ("<p>Klik untuk memilih kursi, lalu bayar di loket stasiun.</p>", ()),
        ("<p>Pidato itu dibaca dalam 4 menit, tanpa jeda.</p>", ()),
        ("<p>Dukung kami, kata para petani itu kepada bupati.</p>", ()),
        ("<p>Mari bergabung di grup tani, ajak kepala desa.</p>", ()),
        ("<p>Konten itu disajikan oleh para siswa bagi pengiklan.</p>", ()),
        ("<p>Tulisan itu pertama kali tampil pada dinding gua.</p>", ()),
        (
            "<div class=jam><h4>Museum</h4><p>Buka setiap hari</p><a href=/peta/>Peta</a></div>",
            ("Museum", "Buka setiap hari", "Peta"),
        ),
        *(
            (
                f"<div class=x><h4>Layanan</h4><p>{said}</p><p><a href=/l/>{way}</a></p></div>",
                ("Layanan", said, way),
            )
            for said, way in (
                ("Laporkan kejadian kepada kepala dusun.", "Formulir laporan"),
                ("Lihat desa yang terendam pada peta.", "Peta"),
                ("Daftar di balai desa sampai 12 Mei.", "Syarat lomba"),
            )
        ),
        ("<div class=btn>Tolak</div>", ("Tolak",)),
        ("<div><span class=tombol-merah>Jangan Tekan</span></div>", ("Jangan Tekan",)),
        (
            "<p>Tekan <span class=button>Simpan</span> lalu tunggu.</p>",
            ("Tekan Simpan lalu tunggu.",),
        ),
        (
            "<div class=faq-btn>Siapa yang berhak</div><div><p>Semua warga berhak.</p></div>",
            ("Siapa yang berhak", "Semua warga berhak."),
        ),
        (
            "<ol><li>Klik untuk membuka peta</li><li>Pilih desa</li></ol>",
            ("Klik untuk membuka peta", "Pilih desa"),
        ),
        (
            (
                f"<ul><li><a href=/desa/1/>{TITLES[0]}</a> ditulis pada hari pertama.</li>"
                f"<li><a href=/desa/2/>{TITLES[1]}</a> mengulas dampaknya.</li></ul>"
            ),
            (f"{TITLES[0]} ditulis pada hari pertama.", f"{TITLES[1]} mengulas dampaknya."),
        ),
        (
            "<h3>Perolehan</h3><p>Suara 41</p><p>Suara 37</p>",
            ("Perolehan", "Suara 41", "Suara 37"),
        ),
    ],
)
def test_what_looks_like_that_and_is_the_articles_stays(box: str, parts: tuple[str, ...]) -> None:
    """Sentences that speak to nobody, or in someone's words; steps, facts, lists with remarks."""
    found = extracted(_between(box)).body_parts
    told = parts or tuple(BeautifulSoup(box, "lxml").stripped_strings)
    assert told
    assert found == (LEAD, SECOND, *told, LAST, SECOND)


@pytest.mark.parametrize(
    "line",
    [
        "Laporan ini khusus membahas nasib anggota koperasi yang kehilangan sawah.",
        "Halaman ini hanya dibuka bagi anggota keluarga korban, dan polisi menjaganya sejak pagi.",
        "Bagian ini khusus pengguna jalan tol yang masuk dari arah timur.",
        "Tulisan ini hanya menyinggung sedikit peran anggota dewan yang berlangganan mangkir.",
        "Berita ini hanya untuk pelanggan warung itu, dan ditempel di dindingnya.",
        "Berita ini menyebut sponsor klub sebagai penyebab kekalahan.",
        "Materi ini diajarkan kepada para pengiklan agar tidak menipu pembeli.",
        "Konten di bawah ini dibuat oleh pengiklan rokok pada 1950 dan kini dipajang di museum.",
        "Bila gempa terasa, pantau laman BMKG untuk mendapatkan berita terkini.",
        "Untuk keluarga korban, hubungi posko agar menerima berita terbaru tentang pencarian.",
        "Untuk warga lanjut usia, daftarkan diri agar mendapat berita terbaru soal bantuan.",
        "Pindai kode di karcis agar artikel terbaru museum tampil di layar.",
        "Klik untuk memilih lokasi rumah Anda",
        "Klik untuk mengunggah kartu keluarga",
        "Klik untuk membuat akun",
        "Klik untuk melihat peta",
        "Membaca 30 menit",
        "Geser ke bawah",
        "Like this",
        "Video terkini",
        "Jumlah pengunjung 3.400 orang",
        "Total pengunjung: 12 ribu",
        "Total suara 12.400",
        "Dukung petani kami dengan membeli beras lokal.",
        "Kirimkan bantuan ke desa kami.",
        "Daftarkan anak Anda ke sekolah kami.",
        "Bantu kami menjaga hutan ini.",
        "Mari dukung tim kami di pertandingan final.",
        "Berbayar",
        "Sponsor",
        "Beri kami waktu dua minggu.",
        "Sampaikan laporan ini kepada bupati.",
        "Kirim tulisan ini kepada juri.",
        "Dilarang keras mengambil isi lumbung tanpa izin kepala desa.",
        "Isi surat itu sepenuhnya menjadi tanggung jawab pengirim.",
        "Pendapat dalam diskusi itu tidak mewakili pandangan redaksi.",
        "Berita ini dibuat dengan bantuan mesin tik tua.",
        "Berita itu benar, kami menerima komisi dari tengkulak.",
        "Unduh laporan ini di laman BPS.",
        "3. Klik Selanjutnya.",
        "Klik Lihat Selengkapnya",
        "2) Buka halaman berikutnya",
        "Copyright bukan satu-satunya soal. Sejak 2020 pencipta lagu menuntut bagian.",
        "Hak cipta lagu itu didaftarkan. Pada 2019 penciptanya wafat",
        "Standar Kami: Prinsip Kerja Tim SAR",
        "Situs ini punya alamat cermin:",
    ],
)
def test_sentences_made_of_the_rules_own_words_stay(line: str) -> None:
    """Between two paragraphs, and as the last line."""
    for told in ((LEAD, SECOND, line, LAST, SECOND), (LEAD, SECOND, LAST, line)):
        assert extracted(page(paragraphs(*told))).body_parts == told


@pytest.mark.parametrize(
    "box",
    [
        "<p>Jika menemukan salah ketik pada ijazah, laporkan ke sekolah.</p>",
        "<p>Jika ada kesalahan ketik nama, hubungi operator sekolah.</p>",
        "<p>Kirim naskah ke redaksi majalah Horison sebelum 1 Mei.</p>",
        "<p>Laporkan media itu ke redaksi dan Dewan Pers.</p>",
        "<p>Tulis pendapat di kolom komentar video itu.</p>",
        "<p>41 suara</p>",
        "<p>Suara: 1.204</p>",
        "<p>Penilaian: 87</p>",
        "<p>1.200 pembaca</p>",
        "<p>Dibaca 30 kali</p>",
        "<p>Dilarang mengutip tanpa izin</p>",
        "<p>Pedoman Kami: Prinsip Kerja Wartawan Desa</p>",
        "<p>Topik: harga beras</p>",
        "<h3>Apa reaksi Anda?</h3>",
        "<p>Beri nilai</p>",
        "<p>Label: merah, kuning, hijau</p>",
        "<p>Artikel ini telah terbit di jurnal desa pada 2019</p>",
        "<h3>Hak cipta lagu itu dilindungi sejak 2019</h3>",
        "<h3>Iklan berbayar</h3>",
        "<h3>Ad to report</h3>",
        "<h3>Iklan Google</h3>",
        "<h3>IKLAN BERBAYAR</h3>",
        "<p><b>Iklan berbayar</b></p>",
        "<p><strong>Laporkan iklan</strong></p>",
        "<h3>Gulir ke bawah</h3>",
        "<blockquote><p>Konten ini adalah iklan.</p></blockquote>",
        "<ul><li>Artikel ini dibuat oleh pengiklan.</li><li>Gambar itu hasil mesin.</li></ul>",
        "<blockquote><p>Konten ini khusus untuk pelanggan.</p></blockquote>",
        "<ul><li>Konten ini khusus untuk pelanggan.</li><li>Yang lain terbuka.</li></ul>",
        "<h3>Konten ini khusus untuk pelanggan</h3>",
        "<p>Waktu membaca: 15 menit</p>",
        "<p>Durasi membaca 45 menit</p>",
        "<p>Perkiraan waktu baca 20 menit</p>",
        "<p>Halaman 12 dari 40</p>",
        "<h3>12 dari 20 halaman</h3>",
        "<blockquote><p>Halaman 12 dari 40</p></blockquote>",
        "<p>Situs ini punya alamat cermin:</p>",
        "<h3>Lihat Halaman Berikutnya</h3>",
        "<ol><li>Buka semua halaman</li><li>Geser ke bawah untuk membaca</li></ol>",
        "<ol><li>Tutup buku tamu</li><li>Kembali ke halaman utama</li></ol>",
        "<ol><li>Siapkan senter</li><li>Gabung grup WhatsApp RT untuk info ronda</li></ol>",
    ],
)
def test_results_and_signs_and_steps_stay_between_paragraphs(box: str) -> None:
    """Where plugins print them too they go above the text, and below."""
    told = tuple(BeautifulSoup(box, "lxml").stripped_strings)
    assert extracted(_between(box)).body_parts == (LEAD, SECOND, *told, LAST, SECOND)


def test_a_sign_told_in_a_list_below_a_text_stays() -> None:
    """Among others on a wall."""
    signs = ("Dilarang memotret", "Dilarang mengutip tanpa izin")
    box = "".join(f"<li>{sign}</li>" for sign in signs)
    html = page(paragraphs(LEAD, SECOND) + f"<ul>{box}</ul>")
    assert extracted(html).body_parts == (LEAD, SECOND, *signs)


@pytest.mark.parametrize(("entry", "stays"), [("tetangga", False), ("tetangga.", True)])
def test_one_request_beside_a_label_in_a_list_is_a_tool(entry: str, *, stays: bool) -> None:
    """A sentence is a step."""
    told = f"Kirim tulisan ini kepada {entry}"
    found = extracted(page(f"<ul><li>Bagikan</li><li>{told}</li></ul>" + paragraphs(LEAD, SECOND)))
    assert ("Bagikan" in found.body_parts) is stays


def test_results_in_a_list_below_a_text_stay() -> None:
    """Of votes, as an election's story ends with."""
    told = (LEAD, SECOND, "Suara 41", "Suara 37")
    html = page(paragraphs(LEAD, SECOND) + "<ol><li>Suara 41</li><li>Suara 37</li></ol>")
    assert extracted(html).body_parts == told


@pytest.mark.parametrize(
    "line",
    [
        "Dilihat 1.204 kali",
        "Halaman 2 dari 3",
        "Dilarang mengutip tanpa izin",
        "Dilarang mengutip isi tanpa izin redaksi.",
        "Apa reaksi Anda?",
    ],
)
def test_what_plugins_and_agencies_print_goes_below_a_text(line: str) -> None:
    """There no result is told."""
    assert extracted(page(paragraphs(LEAD, SECOND, line))).body_parts == (LEAD, SECOND)


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        (
            (
                "<div class=td-post-author-name><a rel=author href=/a>Sari Wulan</a>, "
                "<a rel=author href=/b>Budi Raharja</a></div>"
            ),
            ("Sari Wulan", "Budi Raharja"),
        ),
        (
            (
                "<span class='author vcard'><a class=fn rel=author href=/a>Sari Wulan</a> dan "
                "<a class=fn rel=author href=/b>Budi Raharja</a></span>"
            ),
            ("Sari Wulan", "Budi Raharja"),
        ),
        (
            (
                "<span class='author vcard'><a class=fn rel=author href=/a>Sari Wulan</a>, Editor: "
                "<a class=fn rel=author href=/b>Budi Raharja</a></span>"
            ),
            ("Sari Wulan",),
        ),
    ],
)
def test_all_are_authors_whom_one_line_links(byline: str, authors: tuple[str, ...]) -> None:
    """Where nothing but a comma or "dan" stands between the links."""
    html = page(paragraphs(LEAD, SECOND, LAST), around=(byline, ""))
    assert extracted(html).authors == authors
