"""Pictures of other articles go with the links to these; the article's own stay."""

import pytest

from tests.crawler.extract.pages import LAST, LEAD, extracted, page
from tests.crawler.extract.pages import paragraphs as p

URL = "https://purnawarta.com/desa/panen-padi-kotasari-dimulai"
TITLE = "Panen Padi Kotasari Dimulai Pekan Ini"
LINK = f'<a href="{URL}">{TITLE}</a>'
THUMB = f'<a href="{URL}"><img src="/uploads/padi-210x118.jpg" alt=""></a>'

OTHERS = {
    "caption": f"<figure class=wp-caption>{THUMB}<figcaption>Baca juga: {LINK}</figcaption>"
    "</figure>",
    "caption of a div": f'<div class="wp-caption">{THUMB}<p class="wp-caption-text">Baca juga: '
    f"{LINK}</p></div>",
    "figure in a link": f'<a href="{URL}"><figure><img src="/p.jpg"></figure></a><p>Baca juga: '
    f"{LINK}</p>",
    "one paragraph": f"<p>{THUMB}<br><em>Baca juga: {LINK}</em></p>",
    "label between": f"<p>{THUMB}</p><p>Baca juga:</p><p>{LINK}</p>",
    "below": f"<p>Baca juga: {LINK}</p><p>{THUMB}</p>",
    "media and text": '<div class="wp-block-media-text"><figure class="wp-block-media-text__media">'
    '<img src="/p.jpg"></figure><div class="wp-block-media-text__content"><p>Baca juga</p><p>'
    f"<strong>{LINK}</strong></p></div></div>",
    "cover": '<div class="wp-block-cover"><img class="wp-block-cover__image-background" '
    f'src="/p.jpg"><div class="wp-block-cover__inner-container"><p>Baca juga: {LINK}</p></div>'
    "</div>",
}


@pytest.mark.parametrize("html", OTHERS.values(), ids=OTHERS)
def test_a_picture_goes_with_the_link_to_its_article(html: str) -> None:
    """What is linked beside it, or in its caption, is told once."""
    found = extracted(page(p(LEAD) + html + p(LAST)))
    assert [block.text for block in found.blocks] == [LEAD, LAST]
    assert [(x.title, x.url, x.marker) for x in found.related] == [(TITLE, URL, "Baca juga")]
    assert {x.rule for x in found.removed} == {"related_link"}


def test_a_picture_without_a_link_stays_when_its_caption_points_elsewhere() -> None:
    """Whose it is can't be told: the caption goes alone."""
    caption = f"<figcaption>Baca juga: {LINK}</figcaption>"
    found = extracted(page(p(LEAD) + f'<figure><img src="/a.jpg">{caption}</figure>' + p(LAST)))
    assert [(b.kind, b.caption) for b in found.blocks][1] == ("image", "")
    assert [x.title for x in found.related] == [TITLE]
    assert [x.text for x in found.removed] == [f"Baca juga: {TITLE}"]


OWN = {
    "caption": f'<figure class="wp-caption"><a href="{URL}"><img src="/a.jpg"></a><figcaption>Warga'
    f" memanen padi di Kotasari, seperti ditulis dalam {LINK}</figcaption></figure>",
    "words of a caption": '<figure><img src="/a.jpg"><figcaption>Baca juga: papan di perpustakaan '
    "desa Kotasari</figcaption></figure>",
    "own file": f'<a href="/uploads/a.jpg"><img src="/a-300x200.jpg"></a><p>Baca juga: {LINK}</p>',
    "no link": f'<div class="x"><img src="/a.jpg"><p>Baca juga: {LINK}</p></div>',
    "far": f'<p><a href="{URL}"><img src="/a.jpg"></a></p>{p(LEAD, LEAD, LEAD)}<p>Baca juga: {LINK}'
    "</p>",
    "cover": '<div class="wp-block-cover"><img src="/a.jpg"><div><p>Baca juga buku di Kotasari, '
    f"kata {LINK} kepada warga.</p></div></div>",
    "words beside it": '<div class="wp-block-media-text"><figure><img src="/a.jpg"></figure><div>'
    f"<p>Warga memanen padi sejak pagi.</p><p>Baca juga: {LINK}</p></div></div>",
}


@pytest.mark.parametrize("html", OWN.values(), ids=OWN)
def test_an_article_s_own_picture_stays(html: str) -> None:
    """Its caption is prose, no link is around it, or that leads to its file."""
    found = extracted(page(p(LEAD) + html + p(LAST)))
    assert [b.url for b in found.blocks if b.kind == "image"]
    assert all(b.caption for b in found.blocks if b.kind == "image" and "<figcaption" in html)
