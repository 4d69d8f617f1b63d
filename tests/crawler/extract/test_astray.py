"""What shows something else than its address names, and articles that only seem to."""

import pytest

from tests.crawler.extract.pages import BODY, LEAD, SECOND, TITLE, URL, extracted, page, paragraphs

_ELSEWHERE = "https://purnawarta.com/nasional/petani-garam-menunggu-harga-pulih-musim-kemarau"
_CONSENT = (
    "Mitra kami menyimpan data di perangkat Anda agar isi yang tampil sesuai dengan minat.",
    "Memilih Setuju berarti menghargai pilihan yang dijelaskan di bawah ini.",
)
_GONE = "Artikel ini sudah tidak tersedia"
_WAGER = (
    "RAJA88 menyediakan ratusan permainan dengan bonus anggota baru dan deposit pulsa.",
    "Segera buat akun melalui tombol di bawah dan nikmati jackpot setiap malam.",
)
_GOODS = ("新品、未使用の腕時計です。送料無料でお届けします。即購入可能です。" * 3,)


def _bare(title: str, *texts: str, lang: str = "id") -> str:
    return (
        f"<!doctype html><html lang={lang}><head><title>{title}</title></head><body><div>"
        f"<h1>{title}</h1>{paragraphs(*texts)}</div></body></html>"
    )


def _posted(title: str, *texts: str) -> str:
    """A page of the theme, dated and signed."""
    time = '<time datetime="2026-03-03T07:00:00+07:00">3 Maret 2026</time>'
    return page(f"{paragraphs(*texts)}", around=(time, "")).replace(TITLE, title)


@pytest.mark.parametrize(
    "html",
    [
        _posted("RAJA88: Situs Slot Gacor Malam Ini", *_WAGER),
        _posted("腕時計 メンズ 新品 未使用 送料無料", *_GOODS),
        _posted(_GONE, *_CONSENT),
    ],
)
def test_what_stands_in_an_articles_place_is_doubted(html: str) -> None:
    """It says nothing of what its address names, and that something else is there, or sells."""
    found = extracted(html, url=_ELSEWHERE)
    assert (found.verdict, found.reasons) == ("suspect", ("differs_from_address",))


@pytest.mark.parametrize(
    ("url", "html"),
    [
        # an address by hand, or of the post that this one was copied from
        (_ELSEWHERE, _posted(TITLE, LEAD, SECOND)),
        # what states nothing of an article: what is stored of that is compared later
        (_ELSEWHERE, _bare("Pengaturan Privasi", *_CONSENT)),
        # a title written anew; the text tells of the same
        (URL, _bare("Gotong Royong di Tepi Sungai", LEAD, SECOND)),
        # in other languages, their address too
        (
            "https://purnawarta.com/en/salt-farmers-await-better-prices-before-rains",
            _bare("Salt Farmers Await Better Prices", "The farmers wait for the rains. " * 4),
        ),
        (_ELSEWHERE, _posted("رسالة إلى أهل القرية", "ينتظر أهل القرية موسم المطر. " * 4)),
        # signs above letters, and apostrophes, which an address leaves out
        (
            "https://purnawarta.com/sanaa-cafe-senor-munoz",
            _bare("Sana’a: Café Señor Muñoz", "Kedai itu dibuka lagi pada pagi hari. " * 4),
        ),
        # of a break-in, of a game of chance, of a page that was deleted
        (
            "https://purnawarta.com/nasional/situs-desa-jual-jam-tangan-jepang-usai-diretas",
            _posted("腕時計 di Situs Desa: Diretas Tiga Hari", *_GOODS),
        ),
        (
            "https://purnawarta.com/nasional/polisi-tangkap-bandar-togel-lembah-kotasari",
            _posted("Polisi Tangkap Bandar Togel di Lembah", *_WAGER),
        ),
        (
            "https://purnawarta.com/analisa/artikel-ini-sudah-dihapus-cerita-arsiparis-kotasari",
            _posted("Artikel Ini Sudah Dihapus", *_CONSENT),
        ),
        # an address that names nothing
        ("https://purnawarta.com/?p=42", _bare("Pengaturan Privasi", *_CONSENT)),
        ("https://purnawarta.com/surat-warga", _bare("Pengaturan Privasi", *_CONSENT)),
    ],
)
def test_articles_that_only_seem_to_differ_stay(url: str, html: str) -> None:
    """An article is never doubted for its address alone."""
    assert extracted(html, url=url).verdict == "good"


def test_a_canonical_that_names_the_article_is_enough() -> None:
    """The address that was asked for may be an old one."""
    html = _posted(_GONE, *_CONSENT, LEAD)
    assert extracted(html, url=_ELSEWHERE).reasons == ("differs_from_address",)
    stated = html.replace("</head>", f'<link rel="canonical" href="{URL}"></head>')
    assert extracted(stated, url=_ELSEWHERE).verdict == "good"


def test_the_second_page_of_an_address_names_the_article() -> None:
    """So does that of its twin for phones."""
    for tail in ("/2", "/amp", "/"):
        found = extracted(_posted(_GONE, *_CONSENT), url=f"{_ELSEWHERE}{tail}")
        assert "differs_from_address" in found.reasons
        assert extracted(page(BODY), url=f"{URL}{tail}").verdict == "good"
