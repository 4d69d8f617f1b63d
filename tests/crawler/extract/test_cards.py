"""What a card of another article says of that is not said of the page's own."""

import pytest

from tests.crawler.extract.pages import (
    BODY,
    LAST,
    LEAD,
    SECOND,
    TITLE,
    URL,
    extracted,
    page,
    paragraphs,
)

WHEN = "2026-02-16T14:05:00+07:00"
OWN = {
    "text": "<div>Senin, 16 Februari 2026 14:05 WIB</div><div>Oleh Sari Wulan</div>",
    "time": f"<div><time datetime={WHEN}>16 Feb 2026</time> Oleh Sari Wulan</div>",
    "class": "<div><i class=date>16 Feb 2026, 14:05</i> <i class=author>Sari Wulan</i></div>",
}
DATED = {
    "time": '<time datetime="2026-02-16T09:30:00+07:00">5 jam lalu</time>',
    "class": "<i class=date>16 Februari 2026, 09:30 WIB</i>",
    "text": "<i>16 Februari 2026, 09:30 WIB</i>",
}


def _card(when: str, number: int) -> str:
    return (
        f'<div class="item"><a href="/b{number}"><b>Pasar Lama Kota Dibuka {number}</b></a>'
        f"<div>{when} <i class=author>Tono Karsono</i></div></div>"
    )


def _page(cards: str, own: str, *, are_above_title: bool) -> str:
    head = f"{cards}<h1>{TITLE}</h1>" if are_above_title else f"<h1>{TITLE}</h1>"
    above = "" if are_above_title else cards
    return (
        f"<title>{TITLE}</title><body><div>{above}<div>{head}{own}"
        f"<div>{BODY}</div></div><div>{cards}</div></div>"
    )


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize("are_above_title", [True, False])
@pytest.mark.parametrize("dated", DATED)
@pytest.mark.parametrize("own", [*OWN, None])
def test_a_card_dates_and_signs_its_own_article(
    own: str | None, dated: str, *, are_above_title: bool, count: int
) -> None:
    """Wherever it stands, and where the page says nothing of its own article, too."""
    cards = "".join(_card(DATED[dated], number) for number in range(count))
    found = extracted(_page(cards, OWN[own] if own else "", are_above_title=are_above_title))
    assert found.authors == (("Sari Wulan",) if own else ())
    assert (found.published_at and found.published_at.isoformat()) == (WHEN if own else None)


def test_a_link_to_more_of_whoever_wrote_is_no_headline() -> None:
    """The name beside it is the author's."""
    more = '<a href="/author/sari">Lihat semua tulisan dari Sari Wulan</a>'
    html = (
        f"<title>{TITLE}</title><body><div><h1>{TITLE}</h1><div>{BODY}</div>"
        f"<div><div class=author>Sari Wulan</div>{more}</div></div>"
    )
    assert extracted(html).authors == ("Sari Wulan",)


@pytest.mark.parametrize(
    "href",
    ["/kotasari?share=whatsapp", "https://www.facebook.com/sharer.php?u=x", "https://t.me/k"],
)
def test_a_way_to_share_is_no_headline(href: str) -> None:
    """It tells in many words where it leads."""
    share = f'<a href="{href}">Klik untuk membagikannya di jejaring (Membuka jendela)</a>'
    meta = f"<div><time datetime={WHEN}>16 Februari 2026</time> <i class=author>Sari Wulan</i>"
    html = (
        f"<title>{TITLE}</title><body><div><h1>{TITLE}</h1></div>"
        f"<div>{meta}</div><p>{share}</p></div><div>{BODY}</div>"
    )
    found = extracted(html)
    assert found.authors == ("Sari Wulan",)
    assert found.published_at is not None
    assert found.published_at.isoformat() == WHEN


def test_a_day_that_leads_to_its_own_page_is_no_headline() -> None:
    """WordPress links both times of a post to it."""
    day = "Senin, 16 Februari 2026 14:05 WIB"
    times = f"<time class=published datetime={WHEN}>{day}</time><time class=updated>{day}</time>"
    html = (
        f"<title>{TITLE}</title><body><div><h1>{TITLE}</h1></div>"
        f"<div><a href=/kotasari>{times}</a></div><div>{BODY}</div>"
    )
    found = extracted(html)
    assert found.published_at is not None
    assert found.sources["published_at"] == "time_element"


_CAPTION = "Warga menyeberang dengan perahu kayu"
_SLUG = "warga-menyeberang-dengan-perahu-kayu/"
_SHOWN = f'<img src="/wp-content/uploads/p.jpg" alt="{_CAPTION}">'


@pytest.mark.parametrize(
    "href",
    [f"{URL}/{_SLUG}", f"/foto/{_SLUG}", f"/galeri/{_SLUG}", f"/media/unduh/{_SLUG}"],
)
@pytest.mark.parametrize(
    "box",
    [
        "<figure><a href={}>{}<figcaption>{}</figcaption></a></figure>",
        "<div class=x7><a href={}>{}<span>{}</span></a></div>",
        "<p>{1}</p><p><a href={0}>{2}</a></p>",
        "<div class=x7><h4>Infografis</h4>{1}<a href={0}>{2}</a></div>",
        "<div class=x7><h4>Video</h4><iframe src=/v></iframe><a href={0}>{2}</a></div>",
        "<div class=x7><iframe src=/v></iframe><ul><li><a href={0}>{2}</a></li></ul></div>",
    ],
)
def test_a_picture_of_the_article_may_lead_to_its_own_page(box: str, href: str) -> None:
    """WordPress makes that address of the caption, as others are made of headlines."""
    html = paragraphs(LEAD, SECOND) + box.format(href, _SHOWN, _CAPTION) + paragraphs(LAST, SECOND)
    found = extracted(page(html))
    shown = [block.caption for block in found.blocks if block.kind == "image"]
    assert _CAPTION in (*found.body_parts, *shown)


def test_a_figure_with_a_caption_is_no_card() -> None:
    """Wherever it leads."""
    figure = (
        f"<figure><a href=/desa/{_SLUG}>{_SHOWN}<figcaption>{_CAPTION}</figcaption></a></figure>"
    )
    found = extracted(page(paragraphs(LEAD, SECOND) + figure + paragraphs(LAST, SECOND)))
    assert [block.caption for block in found.blocks if block.kind == "image"] == [_CAPTION]


def test_a_linked_picture_may_stand_in_a_heading_that_says_nothing() -> None:
    """It is the article's."""
    link = "<div><a href=/desa/panen-padi-di-lembah><h3><img src=/a.jpg></h3></a></div>"
    found = extracted(page(paragraphs(LEAD, SECOND) + link + paragraphs(LAST)))
    assert (found.verdict, found.body_parts) == ("good", (LEAD, SECOND, LAST))
