"""Boxes of figures that a service fills in, and an article's own that look alike."""

import pytest

from tests.crawler.extract.pages import LAST, LEAD, SECOND, TITLE, extracted, page, paragraphs

_HOURS = {"Subuh": "04:34", "Zuhur": "11:51", "Asar": "15:12", "Magrib": "17:57", "Isya": "19:08"}
_PRAYER = "".join(f"<li>{name} {hour}</li>" for name, hour in _HOURS.items())
_RATES = (
    "<table><tr><th>Mata Uang</th><th>Kurs Beli</th><th>Kurs Jual</th></tr>"
    "<tr><td>USD</td><td>16.222</td><td>16.437</td></tr>"
    "<tr><td>SGD – Dolar Singapura</td><td>12.528</td><td>12.755</td></tr></table>"
)
_SCORES = (
    "<table><tr><td>Elang Muda</td><td>2 - 2</td><td>Laut Biru FC</td><td>Babak 2, 67′</td></tr>"
    "<tr><td>Elang Timur</td><td>0 - 0</td><td>Merah Saga</td><td>19.30</td></tr></table>"
)
_VOTES = (
    "<ul><li>Bayu Segoro <span>36%</span></li><li>Yan Malik <span>27%</span></li></ul>"
    "<p>6.140 suara masuk</p>"
)
SERVICES = {
    "prayer": f"<div class=zeta><p>Jadwal salat Kotasari</p><ul>{_PRAYER}</ul></div>",
    "spans": (
        "<div class=zeta><b>Kotasari</b>"
        + "".join(f"<span>{name}</span><i>{hour}</i>" for name, hour in _HOURS.items())
        + "</div>"
    ),
    "line": f"<div class=zeta><p>{' · '.join(' '.join(pair) for pair in _HOURS.items())}</p></div>",
    "aside": (
        "<aside class=zeta><p>Kotasari</p><dl>"
        + "".join(f"<dt>{name}</dt><dd>{hour}</dd>" for name, hour in _HOURS.items())
        + "</dl></aside>"
    ),
    "dollars": "<div class=zeta><b>Dolar AS</b> <i>Beli Rp 16.100</i> <i>Jual Rp 16.300</i></div>",
    "rates": f"<div class=zeta>{_RATES}<small>Kurs BI diperbarui otomatis</small></div>",
    "scores": f"<div class=zeta>{_SCORES}<a href=/skor>Skor langsung lainnya</a></div>",
    "live": (
        "<div class=zeta><span>LIVE</span><div>Elang Muda <b>2</b> - <b>1</b> Laut Biru</div></div>"
    ),
    "results": (
        "<div class=zeta><h4>Hasil Pertandingan</h4><p>Elang Muda 2 - 1 Laut Biru</p>"
        "<p>Merah Saga 0 - 0 Bintang Timur</p><a href=/bola/jadwal>Jadwal lengkap</a></div>"
    ),
    "votes": f"<div class=zeta><h4>Siapa pemain terbaik pekan ini?</h4>{_VOTES}</div>",
}
_BOXES = pytest.mark.parametrize("kind", SERVICES)


def _page(box: str, *beside: str, title: str = TITLE) -> str:
    html = page(paragraphs(LEAD, SECOND, *beside) + box + paragraphs(LAST, SECOND))
    return html.replace(TITLE, title)


@_BOXES
def test_what_a_service_fills_in_goes_from_an_article_about_other_things(kind: str) -> None:
    """The same box stands on each page, whatever that tells."""
    assert extracted(_page(SERVICES[kind])).body_parts == (LEAD, SECOND, LAST, SECOND)


_HOURS_TITLE = "Jadwal Imsakiyah Kotasari dan Waktu Salat Pekan Ini"
_RATES_TITLE = "Rupiah Melemah ke Titik Terendah Sejak Awal Tahun"
_SCORES_TITLE = "Hasil Lengkap Liga Kotasari Pekan Kelima Malam Ini"
_TITLES = {
    **dict.fromkeys(("prayer", "spans", "line", "aside"), _HOURS_TITLE),
    **dict.fromkeys(("rates", "dollars"), _RATES_TITLE),
    **dict.fromkeys(("scores", "live", "results"), _SCORES_TITLE),
    "votes": "Hasil Jajak Pendapat Pemain Terbaik Pilihan Warga",
}


@_BOXES
def test_the_same_stays_in_an_article_about_it(kind: str) -> None:
    """Its title says so."""
    found = extracted(_page(SERVICES[kind], title=_TITLES[kind])).body_parts
    assert len(found) > len((LEAD, SECOND, LAST, SECOND))


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("scores", "Pelatih Laut Biru FC meminta para pemainnya menyerang sejak menit pertama."),
        ("votes", "Nama Bayu Segoro disebut paling sering oleh warga yang ditemui di lapangan."),
        (
            "prayer",
            "Warga diminta salat di rumah. Azan dan salat berjemaah ditiadakan sementara waktu.",
        ),
    ],
)
def test_the_same_stays_where_the_text_speaks_of_it(kind: str, told: str) -> None:
    """By the names of what was counted, or again and again."""
    found = extracted(_page(SERVICES[kind], told)).body_parts
    assert found[:3] == (LEAD, SECOND, told)
    assert len(found) > len((LEAD, SECOND, told, LAST, SECOND))


@pytest.mark.parametrize(
    "box",
    [
        (
            "<div class=kotak><p>Usia 7 – 9 tahun, kelas 1–3 pagi</p><p>Biaya Rp50.000 – gratis "
            "bagi murid setempat</p></div>"
        ),
        (
            "<div class=kotak><p>Panggung</p><p>LIVE</p><p>Sabtu 10 - 12 Mei di balai</p><p>Minggu "
            "19:30 WIB di pasar</p></div>"
        ),
        "<div class=kotak><p>Hasil panen</p><ul><li>Dusun Timur 36%<li>Dusun Barat 27%</ul></div>",
        (
            "<div class=kotak><h4>Bagaimana jalan di dusun Anda?</h4><ul><li>Baik 36%"
            "<li>Rusak 27%</ul><p>Ditanyakan kepada 120 kepala keluarga.</p></div>"
        ),
        (
            "<div class=kotak><p>Jadwal bus</p><ul><li>Subuh 04:30<li>Pagi 07:15<li>Siang 11:45"
            "<li>Magrib 17:50</ul></div>"
        ),
        (
            "<div class=kotak><table><tr><td>Dusun Timur<td>2 - 1<td>Dusun Barat</tr>"
            "<tr><td>Dusun Utara<td>0 - 0<td>Dusun Selatan</tr></table>"
            "<p>Lomba tujuh belasan</p></div>"
        ),
        (
            "<div class=kotak><table><tr><td>Gabah</td><td>6.500</td></tr><tr><td>Beras</td>"
            "<td>13.500</td></tr></table><p>Beli langsung dari petani</p></div>"
        ),
    ],
)
def test_figures_of_the_article_stay(box: str) -> None:
    """One sign alone makes no service: hours, shares, results, prices are told everywhere."""
    found = extracted(_page(box)).body_parts
    assert len(found) > len((LEAD, SECOND, LAST, SECOND)) + 1


@pytest.mark.parametrize(
    "box",
    [
        (
            "<p>Uang disita dalam empat pecahan, yakni:</p>"
            "<ul><li>USD 12.500<li>SGD 8.200<li>EUR 3.000<li>JPY 150.000</ul>"
        ),
        "<div class=kotak><p>Malaysia MYR 1.500</p><p>HKD 4.990</p><p>KRW 2.060.740</p></div>",
        (
            "<div class=kotak><div>Subuh 04.10–05.30</div><div>Zuhur 11.30–13.00</div><div>Asar"
            " 15.00–16.00</div><div>Magrib 17.45–18.30</div><p>Selebihnya tertutup</p></div>"
        ),
        "<div class=kotak><div>Babak 1 Bima 1-0 Yoga</div><div>Babak 2 Bima 1-0 Surya</div></div>",
        (
            "<div class=kotak><p>Bahan apa untuk jembatan baru?</p><p>Beton 61%</p><p>Bambu 39%</p>"
            "<p>Jumlah 212 suara</p></div>"
        ),
        (
            "<p>Jadwal hari itu ditempel di pintu balai desa, begini bunyinya:</p><div class=kotak>"
            f"<p>Waktu salat</p><ul>{_PRAYER}</ul></div>"
        ),
        f"<div><p>Waktu salat</p><ul>{_PRAYER}</ul></div>",
        f"<h3>Papan pengumuman balai desa</h3><div class=kotak><ul>{_PRAYER}</ul></div>",
        (
            "<p>Empat dusun memilih bahan itu.</p>"
            f"<div class=kotak><p>Bahan apa yang kuat?</p>{_VOTES}</div>"
        ),
    ],
)
def test_what_names_no_service_or_is_led_to_stays(box: str) -> None:
    """Sums, wages, hours, rounds and votes of the article: no service is named in them."""
    assert not extracted(_page(box)).removed
