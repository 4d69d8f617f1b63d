"""A body may carry the name of something else: what is written in it tells, and where it stands."""

import pytest

from tests.crawler.extract.pages import BODY, LAST, LEAD, SECOND, TITLE, extracted, paragraphs

CARDS = "".join(
    f'<div class="k"><h3><a href="/b{n}">Judul Berita Lain Nomor {n} dari Kotasari</a></h3>'
    f"<p>Ringkasan berita lain nomor {n}, tentang hal lain.</p></div>"
    for n in range(4)
)
TEXTS = (LEAD, SECOND, LAST, *[SECOND, LAST] * 2)
DIVS = "".join(f"<div class='text-regular'>{text}</div>" for text in TEXTS)
THANKS = (
    "Terima kasih atas kabar ini, semoga warga lekas pulih dan air lekas surut dari sawah kami."
)


def _page(name: str, body: str, *, above: str = "", head: str = "") -> str:
    return (
        f"<html><head><title>{TITLE}</title>{head}</head><body><div class=m><h1>{TITLE}</h1>"
        f'{above}<div class="{name}">{body}</div></div>{CARDS}</body></html>'
    )


@pytest.mark.parametrize("body", [paragraphs(*TEXTS), DIVS])
@pytest.mark.parametrize(
    "name", ["artikel-komentar", "content-x paywall-article", "iklan-teks", "share-story", "polls"]
)
def test_what_is_written_below_the_title_is_the_body(name: str, body: str) -> None:
    """In an element of any name; a picture's line may stand above it."""
    for above in ("", "<div><img src=/a.jpg><p>Jembatan Kotasari setelah banjir</p></div>"):
        assert extracted(_page(name, body, above=above)).body_parts == TEXTS


def test_what_a_page_says_of_itself_tells_its_text_from_what_readers_say() -> None:
    """Where it opens with no place."""
    texts = (SECOND, LAST, *[LEAD, LAST] * 2)
    head = f'<meta name="description" content="{SECOND}">'
    html = _page("artikel-komentar", paragraphs(*texts), head=head)
    assert extracted(html).body_parts == texts


@pytest.mark.parametrize("name", ["komentar", "article-comments"])
def test_what_readers_say_is_no_body(name: str) -> None:
    """However much it is, below a short text or below none."""
    thanks = paragraphs(*[THANKS] * 8)
    for above in ("", f"<p>{LEAD}</p>", f"<div>{BODY}</div>"):
        assert THANKS not in extracted(_page(name, thanks, above=above)).body


def test_a_wall_is_no_body() -> None:
    """It asks for an address, or says little; or the text stands above it."""
    wall = paragraphs(*["Artikel ini khusus untuk pelanggan kami di mana pun mereka tinggal."] * 8)
    form = "<form><input name=surel></form>"
    for body, above in ((wall + form, ""), (wall[:200], ""), (wall, f"<div>{BODY}</div>")):
        html = _page("paywall-box", body, above=above).replace(CARDS, "")
        assert "pelanggan" not in extracted(html).body
