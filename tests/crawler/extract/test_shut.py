"""Articles whose text is not shown, and short ones that speak of such."""

import pytest

from tests.crawler.extract.pages import BODY, LEAD, extracted, page, paragraphs

_FLASH = "Isi gudang ini hanya untuk warga Kotasari yang rumahnya terendam banjir pekan lalu."


@pytest.mark.parametrize(
    "body",
    [
        paragraphs("Tulisan ini telah ditarik atas permintaan penulisnya."),
        paragraphs("Maaf, isi ini tidak tersedia di negara Anda."),
        paragraphs("Artikel ini khusus untuk pelanggan harian pagi kami."),
        paragraphs("This content is restricted to those who support the paper."),
        '<div class="pmpro_content_message"><p>Kabar ini menunggu anggota di dalam.</p></div>',
        '<div class="mepr-unauthorized-message"><p>Kabar ini menunggu Anda di dalam.</p></div>',
    ],
)
def test_an_article_whose_text_is_withheld_is_doubted(body: str) -> None:
    """Its frame is that of the article."""
    found = extracted(page(body))
    assert (found.verdict, found.reasons[-1]) == ("suspect", "text_withheld")


def test_a_beginning_above_a_wall_is_doubted() -> None:
    """It breaks off; a wall may stand beside the whole of a text, too."""
    wall = '<div class="paywall"><p>Mulai dari Rp29.000 per bulan.</p></div>'
    broken, around = paragraphs(f"{LEAD.removesuffix('.')}…"), ("", wall)
    assert extracted(page(broken, around=around)).reasons == ("text_withheld",)
    assert extracted(page(broken)).verdict == "good"
    assert extracted(page(paragraphs(LEAD), around=around)).verdict == "good"
    assert extracted(page(paragraphs(LEAD, f"{LEAD} …"), around=around)).verdict == "good"


@pytest.mark.parametrize(
    "body",
    [
        paragraphs(_FLASH),
        paragraphs("Tulisan ini telah ditarik atas permintaan penulisnya, lalu terbit lagi.", LEAD),
        paragraphs(f"{LEAD} “Artikel ini khusus untuk pelanggan,” demikian bunyi layar itu."),
        f'<div class="rcp_restricted">{BODY}{BODY}</div>',
        f'<div class="rcp_restricted"><p>Masuk untuk berkomentar.</p></div>{paragraphs(LEAD)}',
        f'<div class="paywall">{BODY}</div>',
    ],
)
def test_a_text_that_is_shown_is_an_article(body: str) -> None:
    """However short, and whatever it speaks of or stands in."""
    assert extracted(page(body)).verdict == "good"
