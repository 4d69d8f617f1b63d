"""The body is found whatever the theme calls it, and where no name helps."""

import pytest

from tests.crawler.extract.pages import LAST, LEAD, SECOND, TITLE, extracted, paragraphs

BODY = paragraphs(LEAD, SECOND, LAST)
SIDE = paragraphs(*(f"Ringkasan berita lain nomor {n}, tentang hal lain." for n in range(3)))
WRAPPED = {
    "class": f'<div class="entry-content">{BODY}</div>',
    "newspaper": f'<div class="td-post-content tagdiv-type">{BODY}</div>',
    "jnews": f'<div class="entry-content no-share"><div class="content-inner">{BODY}</div></div>',
    "microdata": f'<div itemprop="articleBody">{BODY}</div>',
    "elementor": '<div class="elementor-widget-theme-post-content"><div class='
    f'"elementor-widget-container">{BODY}</div></div>',
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
