"""Headlines of the site in a row: what they are below, and what they are of."""

import pytest

from tests.crawler.extract.pages import LAST, LEAD, SECOND, extracted, page, paragraphs

TITLES = [
    f"{what} Kotasari Dimulai Pekan {when}"
    for what, when in (("Panen Padi", "Ini"), ("Lomba Perahu", "Depan"), ("Kuliah Tani", "Lalu"))
]
LINKS = [f'<a href="/desa/{place}/">{title}</a>' for place, title in enumerate(TITLES)]
_LIST = "".join(f"<li>{link}</li>" for link in LINKS)
_HEADINGS = "".join(f"<h3>{link}</h3>" for link in LINKS)
_NUMBERED = "<br>".join(f"{place}. {link}" for place, link in enumerate(LINKS, start=1))


@pytest.mark.parametrize(
    "run",
    [
        f"<ul>{_LIST}</ul>",
        f"<p><b>Berikutnya</b></p><ul>{_LIST}</ul>",
        "".join(f"<h5>{link}</h5>" for link in LINKS),
        f"<p>{_NUMBERED}</p>",
        f"<p><b>Paling banyak dibaca pekan ini:</b></p><p>{_NUMBERED}</p>",
        "<p>Sorotan pekan ini:</p>" + "".join(f"<p>{link}</p>" for link in LINKS),
        f"<div class=x7><span class=y>Sorotan</span>{''.join(LINKS)}</div>",
        f"<div class=x7>Kabar lain: {' '.join(LINKS)}</div>",
    ],
)
def test_headlines_in_a_row_go(run: str) -> None:
    """Each is kept as a link; the words above them go with them."""
    found = extracted(page(paragraphs(LEAD, SECOND) + run + paragraphs(LAST, SECOND)))
    assert found.body_parts == (LEAD, SECOND, LAST, SECOND)
    assert [link.title for link in found.related] == TITLES


@pytest.mark.parametrize(
    "said",
    [
        "Sari Wulan adalah kepala desa. Ia pulang pada sore hari.",
        "Kepala desa itu adalah Sari Wulan.",
        "Pertandingan berikutnya digelar Sabtu.",
        "Ia menyebut dua hal itu penting.",
        "Ada tiga peristiwa banjir tahun ini. Warga berharap tanggul dibangun.",
        "Polisi masih menyusun kronologi kejadian.",
        "Daftar pemilih tetap ditempel di balai desa.",
        "Berikut keterangan kepala desa. Warga berharap tanggul dibangun. Selamat membaca.",
    ],
)
def test_a_sentence_that_announces_nothing_keeps_no_headlines(said: str) -> None:
    """Words of announcements are words of any prose, too."""
    run = f"<p>{said}</p><ul>{_LIST}</ul>"
    found = extracted(page(paragraphs(LEAD, SECOND, LAST) + run + paragraphs(LAST)))
    assert found.body_parts == (LEAD, SECOND, LAST, said, LAST)
    assert [link.title for link in found.related] == TITLES


@pytest.mark.parametrize(
    ("run", "parts"),
    [
        (
            f"<p>Inilah daftar kabar terpopuler pekan ini.</p><ul>{_LIST}</ul>",
            ("Inilah daftar kabar terpopuler pekan ini.", *TITLES),
        ),
        *(
            (f"<p>{said}</p>{run}", (said, *shown))
            for said in (
                "Inilah lima berita terpopuler sepanjang pekan ini.",
                "Redaksi merangkum kabar desa. Ada 3 artikel yang paling ramai dibahas.",
                "Berikut rangkuman pekan ini. Selamat membaca.",
                "Kabar desa pekan ini adalah sebagai berikut. Yuk, simak!",
                "Ada dua hal yang ramai dibahas warga pekan ini.",
                "Simak daftarnya.",
                "Tiga peristiwa ini paling diingat warga.",
                "Daftar itu memuat tiga peristiwa besar.",
                "Lima hal itu pernah kami tulis.",
                "Daftar karya yang masuk babak akhir.",
                "Peristiwanya antara lain sebagai di bawah.",
                "Warga mencatat tiga peristiwa serupa, yakni di Garut, Lembang, dan Cimahi.",
            )
            for run, shown in (
                (f"<ul>{_LIST}</ul>", TITLES),
                (_HEADINGS, TITLES),
                (
                    f"<p>{_NUMBERED}</p>",
                    ["\n".join(f"{place}. {title}" for place, title in enumerate(TITLES, 1))],
                ),
            )
        ),
        *(
            (f"<h3>{heading}</h3><ul>{_LIST}</ul>", (heading, *TITLES))
            for heading in (
                "Kronologi Kasus Suap Bupati Cilacap",
                "Perjalanan Kasus Suap Bupati Cilacap",
                "Kronologi Kasus Suap",
                "Daftar lagu",
                "Tiga peristiwa penting",
                "Lima Berita Terpopuler Pekan Ini",
            )
        ),
        (
            f"<p>Kabar itu ditulis dua kali:</p><ul>{_LIST}</ul>",
            ("Kabar itu ditulis dua kali:", *TITLES),
        ),
        (
            f"<h3>{LINKS[0]}</h3><p>{SECOND}</p><h3>{LINKS[1]}</h3><p>{LAST}</p>",
            (TITLES[0], SECOND, TITLES[1], LAST),
        ),
        (
            f"<ul><li>{LINKS[0]}</li><li>Wawancara dengan petani</li></ul>",
            (TITLES[0], "Wawancara dengan petani"),
        ),
        (
            (
                "<ul><li><a href=https://a.example/1>Sungai dan Ingatan Warga Kotasari Lor</a></li>"
                "<li><a href=https://a.example/2>Statistik Daerah Kotasari dalam Angka</a></ul>"
            ),
            ("Sungai dan Ingatan Warga Kotasari Lor", "Statistik Daerah Kotasari dalam Angka"),
        ),
    ],
)
def test_headlines_that_the_article_tells_of_stay(run: str, parts: tuple[str, ...]) -> None:
    """It announces them, tells more below each, or lists other things beside them."""
    found = extracted(page(paragraphs(LEAD, SECOND, LAST) + run + paragraphs(LAST)))
    assert found.body_parts == (LEAD, SECOND, LAST, *parts, LAST)


@pytest.mark.parametrize(
    "above",
    [
        *("<h3>Rentetan peristiwa</h3>", "<h3>Karya pemenang</h3>", "<h3>Rujukan</h3>"),
        *("<p>Sumber tulisan</p>", "<p><b>Tulisan dalam seri ini</b></p>"),
        "<p>Kronologi banjir itu kami catat sejak Januari.</p>",
        f"<p>{SECOND} Pemenang lomba menulis itu diumumkan dengan tiga karya.</p>",
        "<p>Surat warga itu dibacakan di balai desa.</p>",
    ],
)
@pytest.mark.parametrize("listed", ["<ul>{}</ul>", "<div class=x7><ul>{}</ul></div>"])
def test_what_an_article_lists_is_written_as_a_sentence(above: str, listed: str) -> None:
    """Its sources, its chapters, and what happened before, though their addresses are theirs."""
    titles = ["Warga desa menolak tanggul baru", "Dua perahu hanyut di sungai Kotasari"]
    made = ((title.lower().replace(" ", "-"), title) for title in titles)
    items = "".join(f'<li><a href="/desa/{slug}">{title}</a></li>' for slug, title in made)
    run = above + listed.format(items)
    parts = extracted(page(paragraphs(LEAD, SECOND, LAST) + run + paragraphs(LAST))).body_parts
    assert set(titles) <= set(parts)
