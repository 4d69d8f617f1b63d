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


WRITTEN = paragraphs(*TEXTS)
WRAPPED = {
    "tabs": f'<div id="nav-tabContent"><div class="tab-pane">{WRITTEN}</div></div>',
    "tags": f'<div class="tags tata-letak"><div class="single-content">{WRITTEN}</div></div>',
    "an aside": f"<aside>{WRITTEN}</aside>",
    "an aside around": f'<aside class="kisah"><div class="article__body">{WRITTEN}</div></aside>',
    "a form": f"<form method=post><input type=hidden name=sandi>{WRITTEN}</form>",
    "a player": f'<div class="gspeech-wrap"><div><i>Dengar</i></div><div>{WRITTEN}</div></div>',
    "what is printed": f'<div id="pf-print-area"><div class="pf-content">{WRITTEN}</div></div>',
}


@pytest.mark.parametrize("name", WRAPPED)
def test_what_holds_the_body_may_be_named_like_a_box_around_it(name: str) -> None:
    """Or be an element in which no text is to stand; what other articles say is none."""
    html = _page("isi-halaman", WRAPPED[name])
    assert extracted(html).body_parts == TEXTS


def test_a_short_text_is_told_by_how_it_opens() -> None:
    """As news does: a few sentences are no less of it."""
    news = ("Kotasari, Purna Warta – Jembatan dibuka.", *["Warga menyambutnya dengan doa."] * 8)
    assert extracted(_page("buletin newsletter-isi", paragraphs(*news))).body_parts == news


@pytest.mark.parametrize(
    "box",
    [
        "<form><p>{}</p><select><option>Desa</select></form>",
        '<aside class="sidebar">{}</aside>',
        '<nav><div class="menu">{}</div></nav>',
        "</div><footer><aside>{}</aside></footer><div>",
    ],
)
def test_what_asks_or_stands_beside_is_no_body(box: str) -> None:
    """However much it says below a short text."""
    said = paragraphs(*[THANKS] * 8)
    text = f"<p>{LEAD}</p></div>{box.format(said)}<div>"
    html = _page("isi-halaman", text).replace(CARDS, "")
    assert extracted(html).body_parts == (LEAD,)


BAR = f'<div class="sidebar-side"><aside class="sidebar"><h4>Lainnya</h4>{CARDS}</aside></div>'
POINTS = "".join(f"<li>{text}</li>" for text in TEXTS)


@pytest.mark.parametrize("body", [WRITTEN, f"<ol>{POINTS}</ol>", "<br><br>".join(TEXTS)])
@pytest.mark.parametrize("name", ["sidebar-page-container", "page-with sidebar-wrapper"])
def test_what_holds_a_sidebar_beside_a_text_is_none(name: str, body: str) -> None:
    """As templates call the whole that a page shows below its title, which stands above it."""
    rows = f'<div class="content-side"><div class="lower">{body}</div></div>{BAR}'
    html = (
        f"<title>{TITLE}</title><section><h1>{TITLE}</h1></section><div class='{name}'>{rows}</div>"
    )
    parts = extracted(html).body_parts
    assert tuple(line for part in parts for line in part.split("\n")) == TEXTS


@pytest.mark.parametrize("inner", ["sidebar-inner", "widget widget_text", "kotak"])
def test_what_a_sidebar_says_is_no_body(inner: str) -> None:
    """Though it holds boxes that are named so, and the text beside it is short, or is not shown."""
    bar = f'<div class="sidebar-area"><div class="{inner}">{paragraphs(*[SECOND, LAST] * 3)}</div>'
    for text in (f"<p>{LEAD}</p>", ""):
        html = f"<title>{TITLE}</title><div><h1>{TITLE}</h1>{text}</div>{bar}</div>"
        assert SECOND not in extracted(html).body
