"""The body is found whatever the theme calls it, and where no name helps."""

import pytest

from tests.crawler.extract.pages import BODY, LAST, LEAD, SECOND, TITLE, extracted, page, paragraphs

SIDE = paragraphs(*(f"Ringkasan berita lain nomor {n}, tentang hal lain." for n in range(3)))
WRAPPED = {
    "class": f'<div class="entry-content">{BODY}</div>',
    "newspaper": f'<div class="td-post-content tagdiv-type">{BODY}</div>',
    "jnews": f'<div class="entry-content no-share"><div class="content-inner">{BODY}</div></div>',
    "microdata": f'<div itemprop="articleBody">{BODY}</div>',
    "elementor": '<div class="elementor-widget-theme-post-content"><div class='
    f'"elementor-widget-container">{BODY}</div></div>',
    "what it has": f'<div class="kolom share-enabled related-on">{BODY}</div>',
    "nothing": f"<div><div>{BODY}</div></div>",
    "article": f"<article>{BODY}</article>",
    "divs": f"<div><div>{LEAD}</div><div>{SECOND}</div><div>{LAST}</div></div>",
    "breaks": f"<div>{LEAD}<br><br>{SECOND}<br><br>{LAST}</div>",
    "font": f"<div><font>{LEAD}<p>{SECOND}</p>{LAST}</font></div>",
    "layout table": f"<table><tr><td>{BODY}</td></tr></table>",
    "a form around all": f'<form id="aspnet"><div class="entry-content">{BODY}</div></form>',
    "wider wrapper": f'<div class="post-content"><div class="entry-content">{BODY}</div>'
    "<p>Sari Wulan menulis tentang desa.</p></div>",
}


@pytest.mark.parametrize("name", WRAPPED)
def test_finds_the_body(name: str) -> None:
    """All of it, and nothing beside it."""
    html = (
        f"<title>{TITLE}</title><body><header><h1>{TITLE}</h1></header>{WRAPPED[name]}"
        f'<aside class="sidebar">{SIDE}</aside><footer>{SIDE}</footer>'
    )
    assert extracted(html).body_parts == (LEAD, SECOND, LAST)


def test_long_comments_do_not_outweigh_a_short_article() -> None:
    """Readers may write more than the author."""
    comment = f'<li class="comment"><p>{SECOND * 5}</p></li>'
    html = (
        f"<title>{TITLE}</title><h1>{TITLE}</h1><div>{paragraphs(LEAD, LAST)}</div>"
        f'<div id="comments"><ol class="comment-list">{comment * 9}</ol></div>'
    )
    assert extracted(html).body_parts == (LEAD, LAST)


def test_a_list_of_links_is_no_article() -> None:
    """A page that is links and nothing else."""
    item = '<p><a href="/nasional/x">Judul sebuah berita yang panjang sekali untuk daftar</a></p>'
    found = extracted(f"<title>Berita</title><main>{item * 12}</main>")
    assert found.verdict == "not_article"


SECTIONS = "".join(
    f'<section class="s{n}"><div><h3><a href="/x/{n}">Kabar {n} dari Desa</a></h3>'
    f"<p>{LAST} {LAST}</p></div></section>"
    for n in range(4)
)


def test_a_list_of_other_articles_is_no_body_however_long() -> None:
    """Nothing on the page has a name that tells."""
    html = (
        f'<body class="single"><div class="a"><h1>{TITLE}</h1><div class="b">'
        f'{paragraphs(LEAD, SECOND)}</div></div><div class="c">{SECTIONS}</div></body>'
    )
    assert extracted(html).body_parts == (LEAD, SECOND)


def test_what_holds_the_title_too_is_no_list() -> None:
    """Body and lists beside it in one wrapper."""
    html = (
        f'<body class="single"><div class="a"><h1>{TITLE}</h1><div class="b">'
        f"{BODY}{paragraphs(LEAD, SECOND)}</div>{SECTIONS}</div>"
        f"<div>{paragraphs(LAST)}</div></body>"
    )
    assert LEAD in extracted(html).body_parts


def test_a_second_article_below_the_first_is_not_taken() -> None:
    """Some sites load the next one when a reader comes to the end."""
    html = "".join(
        f'<article><h1>{title}</h1><div class="isi">{paragraphs(*texts)}</div></article>'
        for title, texts in ((TITLE, (LEAD, SECOND)), ("Kabar Lain", (LAST, LAST, LAST, LAST)))
    )
    assert extracted(f'<title>{TITLE}</title><body class="single">{html}').body_parts == (
        LEAD,
        SECOND,
    )


def test_a_body_in_parts_is_one_and_a_summary_beside_it_is_none() -> None:
    """Parts bear the same name."""
    parts = "".join(f'<div class="entry-content">{paragraphs(x)}</div>' for x in (LEAD, LAST))
    start = f'<body class="single"><article><h1>{TITLE}</h1>'
    assert extracted(f"{start}{parts}</article>").body_parts == (LEAD, LAST)
    summary = f'<div class="post-text"><p>{SECOND}</p></div>'
    body = f'<div class="entry-content">{paragraphs(LEAD, LAST, LEAD)}</div>'
    assert SECOND not in extracted(f"{start}{summary}{body}</article>").body


def test_a_short_body_with_a_sure_name_is_believed_beside_long_teasers() -> None:
    """Whatever share of the page it holds."""
    html = (
        f'<body class="single"><h1>{TITLE}</h1><div class="entry-content">{paragraphs(LEAD)}</div>'
        f'<div class="x">{paragraphs(*[SECOND + LAST] * 9)}</div></body>'
    )
    found = extracted(html)
    assert (found.verdict, found.body_parts) == ("good", (LEAD,))


@pytest.mark.parametrize("name", ["sidebar-right", "widget", "related-enabled", "nav-below"])
@pytest.mark.parametrize("place", ["around all", "around the body"])
def test_a_wrapper_named_like_a_box_is_none(name: str, place: str) -> None:
    """What holds the title, or stands in the body, is judged by what it holds."""
    rest = paragraphs(SECOND, LAST, SECOND)
    inner = f'<div class="{name}">{paragraphs(LEAD)}{rest}</div>'
    html = page(inner if place == "around the body" else paragraphs(LEAD) + rest)
    teasers = "".join(
        f"<p>Ringkasan berita lain nomor {n} yang cukup panjang.</p>" for n in "12345"
    )
    html = html.replace("</article>", f"</article><div>{teasers}</div>")
    if place == "around all":
        html = html.replace("<article>", f'<div class="{name}"><article>')
    assert extracted(html).body_parts == (LEAD, SECOND, LAST, SECOND)


def test_a_body_without_paragraphs_is_found_beside_paragraphs_of_others() -> None:
    """Its text stands in divisions, or between line breaks."""
    body = f"<div>{LEAD}</div><div>{SECOND}<br><br>{LAST}</div>"
    teasers = "".join(
        f"<li><h3><a href='/{n}'>Berita {n}</a></h3>{p}</li>"
        for n, p in enumerate(
            [paragraphs(LAST), paragraphs(SECOND), paragraphs(LAST), paragraphs(SECOND)]
        )
    )
    found = extracted(page(body, around=("", f"<ul class='lain'>{teasers}</ul>")))
    assert found.body_parts == (LEAD, SECOND, LAST)


def test_an_article_whose_title_is_linked_below_the_page_s_own_is_another() -> None:
    """Pages that go on for ever show it; nothing is named as a body."""
    html = (
        f"<html><head><title>{TITLE}</title></head><body><div><div><h1>{TITLE}</h1><div>{BODY}</div>"
        f'</div><div><h1><a href="/lain">Panen Padi Dimulai</a></h1><div>{BODY}{BODY}</div></div>'
        "</div></body></html>"
    )
    assert extracted(html).body_parts == (LEAD, SECOND, LAST)


def test_cards_that_are_links_outweigh_no_body() -> None:
    """Each shows a title in a ``<div>`` of its own; no name tells which element is the body."""
    card = f'<a href="/x"><div>{TITLE} dan Desa di Sekitarnya</div><div>Desa, 3 Mei</div></a>'
    html = (
        f"<html><head><title>{TITLE}</title></head><body><main><div><h1>{TITLE}</h1>"
        f'<div class="x1">{BODY}</div><div>{card * 5}</div></div></main></body></html>'
    )
    assert extracted(html).body_parts == (LEAD, SECOND, LAST)


def test_of_two_whole_articles_the_first_is_the_page_s_however_long_the_second() -> None:
    """A theme loads the next one below."""
    second = (
        '<article class="post"><h1 class="entry-title">Berita Lain</h1><div class="entry-content">'
        f"{paragraphs(*[SECOND, LAST] * 5)}</div></article>"
    )
    html = page(paragraphs(LEAD, LAST)).replace("</body>", f"{second}</body>")
    assert extracted(html).body_parts == (LEAD, LAST)


@pytest.mark.parametrize("name", ["sidebar-right sidebar-wide", "widget Blog", "nav-below"])
def test_a_wrapper_named_like_a_box_below_the_title_is_none(name: str) -> None:
    """The title stands beside it: what is surely the body outweighs all that was counted."""
    rest = paragraphs(*[LEAD, SECOND, LAST] * 2)
    html = (
        f"<html><head><title>{TITLE}</title></head><body class='single'><h1>{TITLE}</h1>"
        f'<div class="{name}"><div class="entry-content">{rest}</div></div><p>{LAST}</p></body>'
    )
    assert extracted(html).body_parts == (LEAD, SECOND, LAST) * 2


def test_a_text_in_sections_of_its_own_is_one() -> None:
    """A long one among short ones, none of them named."""
    texts = ("Warga Kotasari memperbaiki jembatan pekan ini.", f"{LEAD} {SECOND}", "Hujan reda.")
    parts = "".join(f"<section><p>{text}</p></section>" for text in (*texts, LAST[:60]))
    html = f"<title>{TITLE}</title><body class=single><main><h1>{TITLE}</h1>{parts}</main>"
    assert extracted(html).body_parts == (*texts, LAST[:60])


OWN = {
    "div": "".join(f"<div>{text}</div>" for text in (LEAD, SECOND, LAST)),
    "breaks": f"{LEAD}<br><br>{SECOND}<br><br>{LAST}",
    "section": f"<section><div>{LEAD}</div><div>{SECOND}</div><div>{LAST}</div></section>",
}
HEADLINES = {
    "linked": '<h2><a href="/b">Sapi Kurban Raksasa Curi Perhatian Menteri</a></h2>',
    "in a link": '<a href="/b"><h2>Sapi Kurban Raksasa Curi Perhatian Menteri</h2></a>',
    "named": '<h2 class="entry-title">Sapi Kurban</h2><time datetime="2026-02-15">15/2</time>',
}
ALIKE = f'<main class="post hentry"><h1>{TITLE}</h1>%s</main>'
APART = f"<header><h1>{TITLE}</h1></header><main>%s</main>"


@pytest.mark.parametrize("place", [ALIKE, APART])
@pytest.mark.parametrize("headline", HEADLINES)
@pytest.mark.parametrize("name", ["entry-content", "body-text", "kolom"])
@pytest.mark.parametrize("text", OWN)
def test_the_next_article_is_not_taken_however_this_one_is_written(
    text: str, name: str, headline: str, place: str
) -> None:
    """Paragraphs are told with less effort than lines; whose they are, the headline tells."""
    own = place % f'<div class="{name}">{OWN[text]}</div>'
    other = paragraphs(*(f"Peternak {n} memberi sapinya rumput gajah dan {LAST}" for n in "123"))
    more = f'<article>{HEADLINES[headline]}<div class="{name}">{other}</div></article>'
    html = f"<title>{TITLE}</title><body>{own}<div class=more>{more * 2}</div>"
    assert extracted(html).body_parts == (LEAD, SECOND, LAST)


CHAPTERS = {
    "h1": "<h1>Sapi Kurban Raksasa</h1>",
    "named": "<h2 class=entry-title>Sapi Kurban Raksasa</h2>",
    "linked": "<h2><a href=/dosir/sapi-kurban-raksasa>Sapi Kurban Raksasa</a></h2>",
}


@pytest.mark.parametrize("heading", CHAPTERS)
@pytest.mark.parametrize("chapter", ["section", "div"])
def test_chapters_headed_like_articles_are_the_text_s_own(heading: str, chapter: str) -> None:
    """They tell of no time and no place of their own; the title stands in a banner above."""
    told = f"<{chapter}>{CHAPTERS[heading]}<div>{paragraphs(SECOND, LAST)}</div></{chapter}>"
    lead = f"<section><div>{paragraphs(LEAD, SECOND)}</div></section>"
    html = f"<title>{TITLE}</title><body><div><h1>{TITLE}</h1></div><main>{lead}{told}</main>"
    assert {LEAD, SECOND, LAST} <= {*extracted(html).body_parts}


def test_a_text_in_pieces_is_one_though_headlines_of_others_stand_between_them() -> None:
    """Short ones, in an element without a telling name: what is linked is no part of the text."""
    told = (("Pukul 17.00", LEAD), ("Pukul 16.10", LAST), ("Pukul 15.20", SECOND))
    entries = [f'<div class="warta"><h3>{when} di Desa Kotasari</h3>{{}}</div>' for when, _ in told]
    link = '<p>Baca juga: <a href="/b">Sapi Kurban Raksasa Curi Perhatian Menteri</a></p>'
    inner = "".join(
        entry.format(f"<div>{text}</div>{link}")
        for entry, (_, text) in zip(entries, told, strict=True)
    )
    html = f"<title>{TITLE}</title><body><header><h1>{TITLE}</h1></header><div>{inner}</div>"
    assert extracted(html).body_parts[1::2] == (LEAD, LAST, SECOND)


def test_a_list_of_articles_below_a_line_about_them_is_no_article() -> None:
    """Each in an element of its own, as those are that a page goes on with."""
    card = '<article class="post"><h2><a href="/{0}">Kabar Nomor {0} dari Desa Kotasari</a></h2>{1}'
    cards = "".join(card.format(n, f"<div><p>{LAST}</p></div></article>") for n in range(8))
    html = f"<title>Desa</title><main><header><h1>Desa</h1><p>{LEAD}</p></header>{cards}</main>"
    assert extracted(html).verdict == "not_article"


def test_lines_of_one_kind_side_by_side_are_a_text_however_many_headlines_stand_between() -> None:
    """In an element without a telling name, the title outside of it."""
    link = (
        '<p>Baca: <a href="/b">Sapi Kurban Raksasa dari Bukit Lanang Curi Perhatian Menteri</a></p>'
    )
    told = (LEAD, SECOND, "Sawah di hilir ikut kering sejak tanggul itu jebol.")
    inner = "".join(f"<section class=b>{text}</section>{link}" for text in told)
    html = f"<title>{TITLE}</title><body><header><h1>{TITLE}</h1></header><div>{inner}</div>"
    assert extracted(html).body_parts == told
