"""A stray ``</div>`` ends the element of a text too soon: what follows is the article's still."""

import pytest

from tests.crawler.extract.pages import LAST, LEAD, SECOND, TITLE, extracted, paragraphs

OTHERS = (
    '<div class="related-posts"><h3>Berita Terkait</h3><ul><li><a href="/a1">Sawah Kotasari'
    ' Tergenang Lagi</a></li><li><a href="/a2">Pasar Baru Dibuka Pekan Depan</a></li></ul></div>'
)
DISCLAIMER = "Isi berita ini disusun bersama oleh pengurus desa dan warga Kotasari pada bulan lalu."


def _page(body: str, *, tag: str = "div", behind: str = OTHERS) -> str:
    return (
        f'<html><head><title>{TITLE}</title></head><body><div class="site"><div class="row"><main>'
        f'<div class="wrap"><h1>{TITLE}</h1><{tag} class="entry-content">{body}</{tag}>{behind}'
        "</div></main></div></div><footer><p>Hak cipta.</p></footer></body></html>"
    )


@pytest.mark.parametrize("tag", ["div", "section"])
@pytest.mark.parametrize(
    "body",
    [
        f"<p>{LEAD}</p></div><p>{SECOND}</p><p>{LAST}</p>",
        f"<p>{LEAD}</p></div>\n<!-- x --><p>{SECOND}</p></DIV ><p>{LAST}</p>",
        f"<p>{LEAD}</p></div></div><p>{SECOND}</p><p>{LAST}</p>",
        f"<p>{LEAD}</p></div>{SECOND}<br><br>{LAST}",
        f'<p>{LEAD}</p></div><p class="wp-block-paragraph">{SECOND}</p>{OTHERS}<p>{LAST}</p>',
    ],
)
def test_what_follows_a_stray_end_is_the_articles(tag: str, body: str) -> None:
    """One or two of them, anywhere in the text, and what is none of it still goes."""
    assert extracted(_page(body, tag=tag)).body_parts == (LEAD, SECOND, LAST)


@pytest.mark.parametrize(
    "behind",
    [
        f"<p>{DISCLAIMER}</p>",
        f'</div><div class="note"><p>{DISCLAIMER}</p>',
        f'</div><p class="author-note">{DISCLAIMER}</p>',
    ],
)
def test_what_a_theme_writes_behind_a_body_is_not(behind: str) -> None:
    """Where no end is too many, or what follows carries a theme's name."""
    body = paragraphs(LEAD, SECOND, LAST)
    assert extracted(_page(body, behind=behind)).body_parts == (LEAD, SECOND, LAST)


def test_an_end_too_many_elsewhere_moves_nothing() -> None:
    """Themes close the page too often at its foot."""
    body = paragraphs(LEAD, SECOND, LAST)
    page = _page(body, behind=f"{OTHERS}<p>{DISCLAIMER}</p>").replace(
        "</body>", "</div></div></body>"
    )
    assert extracted(page).body_parts == (LEAD, SECOND, LAST)
