"""Headlines of other articles that nothing announces: where they lead says that they are some."""

import pytest

from tests.crawler.extract.pages import (
    LAST,
    LEAD,
    SECOND,
    TITLE,
    URL,
    extracted,
    from_text,
    page,
    paragraphs,
)

_TITLES = ("Pedagang pasar lama menanam bakau di muara", "Guru desa membuka kelas membaca sore")
_HREFS = ("/desa/pedagang-pasar-lama-menanam-bakau-di-muara", "/desa/7-guru-desa-membuka-kelas")
_LINKS = [f'<a href="{href}">{title}</a>' for href, title in zip(_HREFS, _TITLES, strict=True)]
_TIMED = "".join(f"<li>{link} <span>07:5{n}</span></li>" for n, link in enumerate(_LINKS))
_LIST = f"<ul>{''.join(f'<li>{link}</li>' for link in _LINKS)}</ul>"
_PICTURE = f'<a href="{_HREFS[0]}"><img src="/a.jpg" alt="{_TITLES[0]}">'
_PLAYER = "<div><video></video><i>Memuat… 0:00</i></div>"
_GALLERY = '<a href="/foto/2"><img src=/a.jpg><span>+7 foto di galeri</span></a>'


@pytest.mark.parametrize(
    "box",
    [
        f"<p>{_LINKS[0]}</p>",
        f'<p><a href="https://www.purnawarta.com{_HREFS[0]}">{_TITLES[0]}</a></p>',
        f"<div>{_LIST}</div>",
        f'<p style="padding:1px">{_PICTURE} <strong>{_TITLES[0]}</strong></a></p>',
        f"{_PICTURE}<span><b>{_TITLES[0]}</b><small>Kabar · 3 menit baca</small></span></a>",
        f"<div>{_PICTURE}</a><div><span>Sebelumnya</span>{_LINKS[0]}</div></div>",
        f"<div><div>Rekomendasi untuk Anda</div><div>{_PICTURE}</a>{_LINKS[0]}</div></div>",
        f"<div class=x1>{_PLAYER}<ol>{_TIMED}</ol></div>",
        f"<div><p>Video pilihan hari ini</p><iframe src=/v></iframe><p>{_LINKS[0]}</p></div>",
        f"<div>{_GALLERY}<p>{_LINKS[0]}</p></div>",
        (
            f'<div class=x1><a rel="prev" href="{_HREFS[0]}">« {_TITLES[0]}</a>'
            f'<a rel="next" href="{_HREFS[1]}">{_TITLES[1]} »</a></div>'
        ),
    ],
)
def test_a_headline_that_its_address_is_made_of_is_another_article_s(box: str) -> None:
    """However it is written: a line, a list, a card, beside a player, with what stands around."""
    html = page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST, SECOND))
    assert extracted(html).body_parts == (LEAD, SECOND, LAST, SECOND)


def test_the_title_of_a_card_is_its_picture_s_or_its_address_s() -> None:
    """How long it takes to read stands beside it."""
    card = f"{_PICTURE}<span>{_TITLES[0]}<small>3 menit baca</small></span></a>"
    related = extracted(page(paragraphs(LEAD) + card + paragraphs(SECOND, LAST))).related
    assert [(link.title, link.url) for link in related] == [
        (_TITLES[0], f"https://purnawarta.com{_HREFS[0]}")
    ]


@pytest.mark.parametrize(
    ("box", "texts"),
    [
        (
            '<p><a href="/desa/data">Data lengkap dusun yang terendam banjir</a></p>',
            ("Data lengkap dusun yang terendam banjir",),
        ),
        (
            (
                '<p><a href="/peta/1"><img src=/p.jpg alt="Peta">Peta dusun yang terendam banjir'
                "</a></p>"
            ),
            ("Peta dusun yang terendam banjir",),
        ),
        (
            f"<p>Catatan itu ada dalam {_LINKS[0]} yang terbit lebih dulu.</p>",
            (f"Catatan itu ada dalam {_TITLES[0]} yang terbit lebih dulu.",),
        ),
        (f"<p>Ini daftarnya:</p>{_LIST}", ("Ini daftarnya:", *_TITLES)),
        (
            (
                "<div class=x1><video src=/v.mp4></video><ol><li>Rendam benih semalam</li>"
                '<li><a href="/pupuk">Takaran pupuk cair untuk benih</a> lalu siram</li></ol></div>'
            ),
            ("Rendam benih semalam", "Takaran pupuk cair untuk benih lalu siram"),
        ),
        *(
            (
                (
                    f"<aside class=kotak-data><h4>Unduhan peta</h4><ul><li><a href='{href}'>Peta "
                    "jalan kaki</a></li><li><a href=/b/angkot.pdf>Peta angkot</a></li></ul></aside>"
                ),
                ("Unduhan peta", "Peta jalan kaki", "Peta angkot"),
            )
            for href in ("https://wisata.kotasari.example/jalan.pdf", "https://dinas.go.id/peta")
        ),
    ],
)
def test_what_the_article_links_stays(box: str, texts: tuple[str, ...]) -> None:
    """Documents, pages that are called otherwise than their links, what it announces."""
    html = page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST, SECOND))
    assert extracted(html).body_parts == (LEAD, SECOND, *texts, LAST, SECOND)


@pytest.mark.parametrize(
    "href",
    [
        *("https://instagram.com/kabar", "https://mitra.example/x", "/desa/jembatan"),
        *("https://bola.purnawarta.com/liga", "https://x.example/a?utm_medium=cpc"),
    ],
)
def test_an_aside_of_links_to_what_a_site_has_goes(href: str) -> None:
    """Its accounts, partners, sections, and what is paid for."""
    aside = f"<aside><h4>Jejaring kami</h4><ul><li><a href={href}>Jalan-jalan</a></li></ul></aside>"
    assert extracted(page(paragraphs(LEAD, SECOND) + aside + paragraphs(LAST))).body_parts == (
        LEAD,
        SECOND,
        LAST,
    )


@pytest.mark.parametrize("tail", ["?page=2", "/2", "/2/", "?halaman=2"])
@pytest.mark.parametrize("before", ["", "Halaman 1 dari 3 ", "Bersambung ke "])
@pytest.mark.parametrize("places", [1, 2])
def test_the_way_to_the_next_page_goes(tail: str, before: str, places: int) -> None:
    """In the middle of the text, too, with a few words before it."""
    way = f'<p>{before}<a href="{URL}{tail}">Lanjut ke halaman 2</a></p>'
    html = page(paragraphs(*(LEAD, SECOND)[:places]) + way + paragraphs(LAST, SECOND))
    assert extracted(html).body_parts == (*(LEAD, SECOND)[:places], LAST, SECOND)


def test_a_further_page_that_a_sentence_leads_to_stays_in_it() -> None:
    """It is told where something stands."""
    told = f'Denah jembatan ada di <a href="{URL}?page=2">halaman kedua</a>.'
    html = page(paragraphs(LEAD, told, SECOND))
    assert extracted(html).body_parts == (LEAD, "Denah jembatan ada di halaman kedua.", SECOND)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (f'<table><tr><td><a href="{URL}?a=2">Dusun</a></td><td>90</td></tr></table>', "90"),
        (f'<ul><li><a href="{URL}?a=2">Dusun Kulon</a> 90 kepala</li></ul>', "90 kepala"),
        (f'<ol><li><a href="{URL}/2">Sejarah jembatan gantung</a></li></ol>', "Sejarah"),
        (f'<p><a href="{URL}?peta=1">Peta halaman rumah warga</a></p>', "Peta halaman"),
        (f'<p><a href="{URL}/?utm_source=x">Jembatan lama</a> dibangun 1987</p>', "dibangun 1987"),
    ],
)
def test_what_leads_to_the_same_page_in_other_words_stays(html: str, text: str) -> None:
    """A row of a table, an entry, a chapter, a map: none says that the article goes on there."""
    parts = extracted(page(paragraphs(LEAD, SECOND) + html + paragraphs(LAST, SECOND))).body_parts
    assert any(text in part for part in parts)


def test_a_line_of_topics_goes_from_among_the_paragraphs() -> None:
    """Where it says so, and all of it leads there."""
    line = '<p><b>Topik:</b> <a href="/topik/literasi">Seri Liputan Literasi</a></p>'
    told = '<p><a href="/topik/literasi">Seri Liputan Literasi</a></p>'
    html = page(paragraphs(LEAD) + line + told + paragraphs(*[SECOND, LAST] * 5))
    assert extracted(html).body_parts == (LEAD, "Seri Liputan Literasi", *[SECOND, LAST] * 5)


@pytest.mark.parametrize(
    "line",
    [
        "Sumber berita : Jaringan Media Kotasari",
        (
            f'Artikel ini telah tayang di Kabar Kotasari dengan judul "{TITLE}, {TITLE}", '
            f"https://kabar-kotasari.example/desa/read/65989/{'jembatan-lama-' * 9}kotasari"
        ),
    ],
)
def test_whose_the_text_is_goes_from_below_it(line: str) -> None:
    """Its source by that name, and where it was shown first with the address of that."""
    assert from_text(f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n\n{line}").body_parts == (LEAD, SECOND)
