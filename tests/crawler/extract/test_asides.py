"""What themes set among the paragraphs and call nothing: boxes told by what they hold."""

import pytest

from tests.crawler.extract.pages import BODY, LAST, LEAD, NAMED, SECOND, extracted, page, paragraphs

TITLES = [f"Panen Padi Kotasari Dimulai Pekan {number}" for number in ("Ini", "Depan")]
LINKS = "".join(f'<li><a href="/desa/{n}/">{title}</a></li>' for n, title in enumerate(TITLES))
_HOURS = "<tr><td>Subuh</td><td>04.31</td></tr><tr><td>Zuhur</td><td>11.52</td></tr>"
_WA = "https://whatsapp.com/channel/0029"


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=k6><p>Jadwal Salat Hari Ini</p><table>{_HOURS}</table></div>",
        (
            "<div class=k6><b>Jadwal Salat Tanjungraya</b><table><tr><th>Waktu</th><th>Pukul</th>"
            f"</tr>{_HOURS}</table></div>"
        ),
        (
            "<div class=k6><h4>Kurs Dolar Hari Ini</h4><ul><li>Jual: Rp16.000</li>"
            "<li>Beli: Rp15.900</li></ul></div>"
        ),
        (
            "<div class=c9><p>Apa reaksi Anda tentang artikel ini?</p><ul><li>Senang <b>0</b></li>"
            "<li>Sedih <b>0</b></li></ul></div>"
        ),
        (
            "<div class=c9><span>Bagaimana perasaanmu?</span><div>😀 Senang <b>12</b></div>"
            "<div>😢 Sedih <b>3</b></div></div>"
        ),
        (
            "<div class=m6><img src=/wa.png><div><b>Gabung Saluran WhatsApp</b><p>Dapatkan berita "
            f"terbaru di ponsel, gratis.</p><a href='{_WA}'>Gabung sekarang</a></div></div>"
        ),
        (
            "<div class=m6><b>Kabar Kotasari di Telegram</b><p>Kabar tiba lebih dulu di ponsel "
            "Anda.</p><a href='https://t.me/kabar'>Ikuti kanal</a></div>"
        ),
        f"<p><strong>Sorotan:</strong></p><ol>{LINKS}</ol>",
        f"<details><summary>Pilihan Editor</summary><ul>{LINKS}</ul></details>",
        f'<div class=x1><span class=y>Bacaan lain</span><a href="/desa/0/">{TITLES[0]}</a></div>',
        (
            "<div><div><h4>Rekomendasi untuk Anda</h4></div><div><a href=/desa/0/><img src=/t.jpg>"
            f"</a><h5><a href='/desa/0/'>{TITLES[0]}</a></h5><time>3 Mei 2024</time></div></div>"
        ),
        '<p><a href="javascript:print()">[cetak]</a> <a href="/kirim">[kirim ke teman]</a></p>',
        "<p>Follow akun Instagram, Facebook, dan TikTok kami untuk informasi terkini</p>",
        (
            "<div class=v7><div class=v7-head>Video Pilihan</div><video></video>"
            "<div class=v7-title>VIDEO: Senja di Tanjungraya</div></div>"
        ),
        (
            "<div class=v8><p><b>Video Terkait</b></p><iframe src='https://www.youtube.com/embed/x'>"
            "</iframe><p>Senja di Tanjungraya</p></div>"
        ),
        (
            "<div style='position: absolute; left: -9999px'><a href='https://judi.example'>slot</a>"
            " daftar sekarang</div>"
        ),
        "<div class=copy-toast role=alert>Tautan berhasil disalin!</div>",
        (
            "<p class='powerpress_links powerpress_links_mp3'>Podcast: <a href=/a.mp3>Play in new "
            "window</a> | <a href=/a.mp3>Download</a> (Duration: 12:01 — 11.0MB)</p>"
        ),
        "<p><span data-f-id=pbf>Powered by <a href='//f.example'>Froala Editor</a></span></p>",
        (
            "<ul class='wp-block-categories-list wp-block-categories'><li><a href=/desa>Desa</a>"
            "<li><a href=/kota>Kota</a></ul>"
        ),
        "<p class=wp-block-tag-cloud><a href=/tag/padi>padi</a> <a href=/tag/air>air</a></p>",
        (
            f"<div class=m9><a href=/a/b/><img src=/p.jpg><div><span>Desa</span><h4>{TITLES[0]}"
            "</h4><p>Petani di hulu memulai panen hari ini…</p><span>Selengkapnya</span></div></a>"
            "</div>"
        ),
        "<aside><h4>Hubungi Kami</h4><ul><li>Telepon: 021<li>Surel: a@kabar.id</ul></aside>",
        "<footer class=site-footer><p>Kabar dari desa untuk warga di mana saja.</p></footer>",
        "<p>Ikuti Instagram dan YouTube Kabar Kotasari untuk kabar terkini</p>",
        "<p>Simak berita menarik lainnya di Kabar Kotasari, <a href=/>klik di sini</a>.</p>",
        (
            "<p>Dilarang mengambil dan/atau menayangkan ulang sebagian atau seluruh artikel "
            "di atas untuk konten akun media sosial komersial tanpa seizin redaksi.</p>"
        ),
    ],
)
def test_what_no_article_says_among_its_paragraphs_goes(box: str) -> None:
    """It stands between two of them, and nothing of it is left."""
    html = page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST, SECOND), head=NAMED)
    assert extracted(html).body_parts == (LEAD, SECOND, LAST, SECOND)


@pytest.mark.parametrize(
    ("box", "parts"),
    [
        (  # of what the article is about: "perbaikan" stands in it
            f"<div class=k6><p>Jadwal Perbaikan Hari Ini</p><table>{_HOURS}</table></div>",
            ("Jadwal Perbaikan Hari Ini", "Subuh | 04.31", "Zuhur | 11.52"),
        ),
        (
            (
                "<div class=k6><p>Hasil Panen</p><table><tr><td>Padi</td><td>12</td></tr>"
                "<tr><td>Jagung</td><td>7</td></tr></table></div>"
            ),
            ("Hasil Panen", "Padi | 12", "Jagung | 7"),
        ),
        (
            (
                "<div class=k6><p>Apakah Anda setuju jembatan ditutup?</p><ul><li>Setuju 45</li>"
                "<li>Tidak 55</li></ul></div>"
            ),
            ("Apakah Anda setuju jembatan ditutup?", "Setuju 45", "Tidak 55"),
        ),
        (
            (
                "<div class=m6><p>Dinas membuka saluran informasi bagi petani di desa.</p>"
                f"<a href='{_WA}'>Gabung sekarang</a></div>"
            ),
            ("Dinas membuka saluran informasi bagi petani di desa.",),
        ),
        (
            (
                "<div class=wp-block-group><p>Harga Cabai Hari Ini</p><table><tr><td>Rawit</td>"
                "<td>90.000</td></tr><tr><td>Merah</td><td>60.000</td></tr></table></div>"
            ),
            ("Harga Cabai Hari Ini", "Rawit | 90.000", "Merah | 60.000"),
        ),
        (
            f"<p>Berikut daftarnya:</p><ol>{LINKS}</ol>",
            ("Berikut daftarnya:", *TITLES),
        ),
        (
            (
                "<p><strong>Rujukan</strong></p><ul><li><a href='https://x.example/a'>Data</a></li>"
                "<li>Wawancara</li></ul>"
            ),
            ("Rujukan", "Data", "Wawancara"),
        ),
        (
            f'<p>Menurut <a href="/desa/0/">{TITLES[0]}</a> panen mundur.</p>',
            (f"Menurut {TITLES[0]} panen mundur.",),
        ),
        (
            "<p>Dilarang mengambil foto dan isi naskah itu tanpa izin, kata penjaga museum.</p>",
            ("Dilarang mengambil foto dan isi naskah itu tanpa izin, kata penjaga museum.",),
        ),
        (
            "<p>Ikuti Instagram dan YouTube kami, ajak para pemandu di dermaga itu.</p>",
            ("Ikuti Instagram dan YouTube kami, ajak para pemandu di dermaga itu.",),
        ),
        (
            (
                "<aside class=fact-box><h4>Fakta Singkat</h4><ul><li>Panjang: 41 meter</li>"
                "<li>Dibangun: 1931</li></ul></aside>"
            ),
            ("Fakta Singkat", "Panjang: 41 meter", "Dibangun: 1931"),
        ),
        (
            "<ul class='nav nav-list'><li>Pos di hulu padam.<li>Pos di hilir menyala.</ul>",
            ("Pos di hulu padam.", "Pos di hilir menyala."),
        ),
        (
            "<footer><p>Laporan ini disumbangkan dua warga yang tidak ingin disebut.</p></footer>",
            ("Laporan ini disumbangkan dua warga yang tidak ingin disebut.",),
        ),
        (
            "<div class=pf-content><p>Menurut camat, sebelas truk menunggu sejak fajar.</p></div>",
            ("Menurut camat, sebelas truk menunggu sejak fajar.",),
        ),
        (
            (
                "<article class=entry><header class=x-meta><time>10.00</time></header><p>Air naik "
                "ke jalan desa dan warga menutup pasar.</p></article>"
            ),
            ("10.00", "Air naik ke jalan desa dan warga menutup pasar."),
        ),
        (
            "<div class=v7><h4>Video Banjir</h4><video></video><p>Air di Tanjungraya</p></div>",
            ("Video Banjir", "Air di Tanjungraya"),
        ),
        (
            "<div class='alert' role=alert><p>Jalan desa ditutup sampai Senin.</p></div>",
            ("Jalan desa ditutup sampai Senin.",),
        ),
        (
            "<div style='position: relative; top: -20px'><p>Camat belum menjawab.</p></div>",
            ("Camat belum menjawab.",),
        ),
        (
            (
                f"<p><a href=/desa/panen/><img src=/p.jpg></a></p><h4>{TITLES[0]}</h4>"
                "<p>Selengkapnya ada di balai desa.</p>"
            ),
            (TITLES[0], "Selengkapnya ada di balai desa."),
        ),
        (
            "<p>Judul: Sawah Terakhir</p><p>Penulis: Sari Wulan</p><p>Penerbit: Pustaka Lor</p>",
            ("Judul: Sawah Terakhir", "Penulis: Sari Wulan", "Penerbit: Pustaka Lor"),
        ),
    ],
)
def test_what_the_article_sets_apart_stays(box: str, parts: tuple[str, ...]) -> None:
    """Its own numbers, lists, links and sentences, however alike they look."""
    html = page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST), head=NAMED)
    assert extracted(html).body_parts == (LEAD, SECOND, *parts, LAST)


@pytest.mark.parametrize("by", ["Penulis: Sari Wulan", "Sari Wulan"])
def test_the_author_is_known_by_the_line_below_the_title(by: str) -> None:
    """A portrait without a class ends the text: picture, the name, what is told of it."""
    box = (
        "<div><img src=/a.jpg><strong>Sari Wulan</strong><p>Sari Wulan menulis untuk Kabar "
        "Kotasari sejak beberapa tahun lalu tentang desa dan lingkungan.</p></div>"
    )
    html = page(BODY + box)
    named = html.replace("</h1>", f"</h1><div>{by}</div><div>26 Mei 2025</div>")
    assert extracted(named).body_parts == (LEAD, SECOND, LAST)
    other = html.replace("</h1>", "</h1><div>Penulis: Budi Raharja</div><div>26 Mei 2025</div>")
    assert len(extracted(other).body_parts) == 5
