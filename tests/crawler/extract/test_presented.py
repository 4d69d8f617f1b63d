"""Who is presented below a text, and people and books that an article is about."""

import pytest

from tests.crawler.extract.pages import BODY, LAST, LEAD, NAMED, SECOND, extracted, page, paragraphs

_BIO = "Sari Wulan bergabung dengan Kabar Kotasari sejak 2019 dan menulis tentang desa dan sawah."


@pytest.mark.parametrize("told", ["", "<p>Penulis: Sari Wulan</p><p>Editor: Budi Raharja</p>"])
def test_who_is_presented_below_the_text_goes_with_the_credits_above_it(told: str) -> None:
    """No class tells it, nor need the page name the author elsewhere."""
    box = f"<div><strong>Sari Wulan</strong><p>{_BIO}</p></div>"
    found = extracted(page(BODY + told + box, head=NAMED))
    assert found.body_parts == (LEAD, SECOND, LAST)
    assert found.authors == (("Sari Wulan",) if told else ())


@pytest.mark.parametrize(
    "told",
    [
        "Sari Wulan menulis buku tentang desa dan sawah sejak 2019, dan kini mengajar di kota.",
        "Sari Wulan berdagang di pasar Kotasari, dan ditemui Kabar Kotasari pada Senin sore.",
        "Budi Raharja menulis di Kabar Kotasari tentang desa dan sawah sejak tahun 2019.",
    ],
)
def test_a_person_whom_the_news_presents_stays(told: str) -> None:
    """Who does not write for the site, or is another."""
    box = f"<div><strong>Sari Wulan</strong><p>{told}</p></div>"
    found = extracted(page(BODY + box, head=NAMED))
    assert found.body_parts == (LEAD, SECOND, LAST, "Sari Wulan", told)


@pytest.mark.parametrize(
    "told",
    [
        ("Naskah itu tidak menyebut siapa penulisnya, kata juru arsip.", "Pameran dibuka Sabtu."),
        ("Ada yang menduga ia seorang guru dari hulu.", "Dugaan itu belum terbukti."),
    ],
)
def test_a_heading_on_who_wrote_what_the_article_is_about(told: tuple[str, ...]) -> None:
    """What stands below it tells of no person as those who present an author do."""
    found = extracted(page(f"{BODY}<h2>Tentang Penulis</h2>{paragraphs(*told)}"))
    assert found.body_parts == (LEAD, SECOND, LAST, "Tentang Penulis", *told)


@pytest.mark.parametrize("first", ["Lahir di Kotasari, kini mengajar.", "Sari Wulan gemar kopi."])
def test_who_is_presented_in_two_paragraphs_goes(first: str) -> None:
    """Whether a name opens them or what one says of a person."""
    box = f"<h4>Tentang Penulis</h4>{paragraphs(first, 'Buku pertamanya terbit tahun lalu.')}"
    assert extracted(page(BODY + box)).body_parts == (LEAD, SECOND, LAST)


@pytest.mark.parametrize("work", ["Penerbit: Randu Tua", "ISBN: 978-000", "Sutradara: Budi Jati"])
def test_who_made_the_book_that_is_reviewed_stays_below_the_text(work: str) -> None:
    """A fact of a book or a film beside the names says whose they are."""
    told = ("Penulis: Sari Wulan", "Penerjemah: Tarno Wijaya", work)
    assert extracted(page(BODY + paragraphs(*told))).body_parts == (LEAD, SECOND, LAST, *told)
