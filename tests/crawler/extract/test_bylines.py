"""Who wrote a page and when, where only what readers see says so."""

import re
from datetime import UTC, datetime

import pytest

from crawler.extract import extract
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
    site,
)

_TWO = '<div class="writer"><span>Sari Wulan</span> <span>Budi Raharja</span></div>'
_LINKED = '<a rel="author" href="/author/sari">Sari Wulan</a>'
_BUDI = _LINKED.replace("Sari Wulan", "Budi Raharja")
_BOTH = ("Sari Wulan", "Budi Raharja")
_MARKED = '<p itemprop="author" itemscope><meta itemprop="name" content="Sari Wulan">{}</p>'
_ROLES = "<p><b>Penulis</b> : Sari Wulan | <b>Editor</b> : Budi Raharja</p>"
_SHARE = "<p><a href=#>Bagikan</a> <a href=#>WhatsApp</a></p><ul><li><a href=#>Copy Link</a></ul>"
_PORTRAIT = '<a rel="author" href="/author/sari"><img src="/sari.jpg" alt=""></a>'


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ('<time class="entry-date published" datetime="2024-02-16T14:05:00+07:00">x</time>', 7),
        ('<time datetime="2024-02-16 14:05:00">x</time>', 7),
        ('<span class="post-date">Jumat, 16 Februari 2024 | 14:05 WIB</span>', 7),
        ('<span class="posted-on">16/02/2024 14:05 WITA</span>', 6),
        ('<div class="entry-meta">Oleh Sari - 16 Feb 2024, pukul 14.05</div>', 7),
        ('<span class="date">3 jam yang lalu</span>', 7),
    ],
)
def test_times_shown_on_the_page(shown: str, expected: int) -> None:
    """In the site's time zone unless they name one; relative ones from the capture."""
    html = page(BODY, around=(shown, ""))
    at = datetime(2024, 2, 16, 10, 5, tzinfo=UTC)
    found = extract(html.encode(), url=URL, site=site(), captured_at=at)
    assert found.published_at == datetime(2024, 2, 16, expected, 5, tzinfo=UTC)


def test_a_relative_time_without_a_clock_is_none() -> None:
    """Nothing here asks the time of day."""
    found = extracted(page(BODY, around=('<span class="date">3 jam yang lalu</span>', "")))
    assert found.published_at is None


def test_times_of_readers_and_of_other_articles_are_not_the_article_s() -> None:
    """They stand in comments and boxes."""
    others = (
        '<div class="related-posts"><time class="published" datetime="2020-01-01">x</time></div>'
        '<ol class="comment-list"><li class="comment"><time datetime="2020-01-01">x</time></ol>'
    )
    assert extracted(page(BODY, around=("", others))).published_at is None


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ('<span class="author vcard"><a class="url fn n">Sari Wulan</a></span>', ("Sari Wulan",)),
        ('<a rel="author" href="/author/sari">Oleh Sari Wulan</a>', ("Sari Wulan",)),
        ('<meta name="author" content="Redaksi">', ("Redaksi",)),
        ('<p><a href="/author/sari-wulan/">Sari Wulan</a></p>', ("Sari Wulan",)),
        ('<a href="/penulis/sari">Sari Wulan</a><a href="/penulis/budi">Budi Raharja</a>', ()),
        ('<a rel="author" href="/a">Antara dan Sari Wulan</a>', ("Antara", "Sari Wulan")),
        ('<ol class="comment-list"><li class="comment"><b class="fn">Pembaca</b></ol>', ()),
        ('<div class="credits reader-credits">Sari Wulan</div>', ("Sari Wulan",)),
        (_TWO, ("Sari Wulan", "Budi Raharja")),
        (f'<meta name="author" content="Sari Wulan">{_TWO}', ("Sari Wulan",)),
        (f"<p>{_PORTRAIT} Oleh {_LINKED} pada 8 Maret 2026</p>", ("Sari Wulan",)),
        (f"<p>{_LINKED} - 8 Maret 2026</p><div>{_PORTRAIT}</div>", ("Sari Wulan",)),
        (f"<p>{_PORTRAIT}</p>", ()),
        (_TWO.replace("Budi Raharja", "Jakarta Selatan"), ("Sari Wulan",)),
        (_TWO.replace("Budi Raharja", "Purna Warta"), ("Sari Wulan",)),
        (f"<p>{_LINKED} | {_LINKED.replace('Sari Wulan', 'Tulisan Lain')}</p>", ("Sari Wulan",)),
        (f"<p>{_LINKED}, <a rel=author href=/author/b>Purna Warta</a></p>", ("Sari Wulan",)),
        (f"<p>{_LINKED}, <a rel=author href=/author/b>Budi</a></p>", ("Sari Wulan", "Budi")),
        (f"<p>Oleh {_LINKED} dan {_BUDI}</p>", _BOTH),
        (f"<p>Oleh {_LINKED}, {_BUDI}</p>".replace("/author/sari", "#"), _BOTH),
        (f"<p>Oleh {_LINKED} dan {_BUDI.replace('sari', 'sari/')}</p>", _BOTH),
        (f"<p>Oleh {_LINKED} dan {_BUDI.replace('Budi Raharja', 'semua')}</p>", ("Sari Wulan",)),
        ('<a class="url fn"><i></i><i>oleh</i><i>Sari Wulan</i></a>', ("Sari Wulan",)),
        (_TWO.replace("> <", "><"), _BOTH),
        (_TWO.replace("Budi Raharja", "Kontributor Kotasari"), ("Sari Wulan",)),
        (_MARKED.format(""), ("Sari Wulan",)),
        (_MARKED.format("<i>Penulis</i> <b>Sari Wulan</b>"), ("Sari Wulan",)),
        ('<a href="/author/sari/"><i>Penulis</i> <b>Sari Wulan</b></a>', ("Sari Wulan",)),
    ],
)
def test_authors(byline: str, names: tuple[str, ...]) -> None:
    """From bylines, never from readers."""
    assert extracted(page(BODY, around=("", byline))).authors == names


@pytest.mark.parametrize(
    ("stated", "shown", "names"),
    [
        ("", "Penulis tamu: Sari Wulan", ("Sari Wulan",)),
        ("admin", "Oleh: Sari Wulan", ("Sari Wulan",)),
        ("admin", "Oleh: Admin", ("admin",)),
        ("admin", "Oleh: admin dalam Desa", ("admin",)),
        ("Redaksi", "Oleh: Sari Wulan", ("Redaksi",)),
    ],
)
def test_a_person_is_named_before_an_account(
    stated: str, shown: str, names: tuple[str, ...]
) -> None:
    """What a theme writes into the head may be who set the site up."""
    html = page(BODY, head=f'<meta name="author" content="{stated}">')
    shown = f'</h1><p class="info"><span>{shown}</span></p>'
    html = html.replace("</h1>", shown)
    when = '<time class="published" datetime="2024-02-16T14:05:00+07:00">16 Februari 2024</time>'
    for around in (html, html.replace("<article>", f"<article>{when}")):
        assert extracted(around).authors == names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ('<a rel="author" href="/author/meja">Editor Kotasari</a>', ("Editor Kotasari",)),
        ('<a rel="author" href="/author/sari">Reporter Sari Wulan</a>', ("Sari Wulan",)),
        ('<a rel="author" href="/author/sari">Editor: Sari Wulan</a>', ("Sari Wulan",)),
        ('<a rel="author" href="/author/sari">Oleh Sari Wulan</a>', ("Sari Wulan",)),
        ('<span class="author">Penulis Sari Wulan</span>', ("Sari Wulan",)),
    ],
)
def test_a_name_that_begins_as_a_role_does_stays_whole(byline: str, names: tuple[str, ...]) -> None:
    """What a site calls someone is a name, in a link to them as in structured data."""
    assert extracted(page(BODY).replace("</h1>", f"</h1><p>{byline}</p>")).authors == names
    name = byline.partition(">")[2].partition("<")[0]
    article = f'{{"@type": "NewsArticle", "headline": "{TITLE}", "author": {{"name": "{name}"}}}}'
    head = f'<script type="application/ld+json">{article}</script>'
    assert extracted(page(BODY, head=head)).authors == names


def test_who_edited_is_no_author_beside_who_wrote_wherever_that_stands() -> None:
    """A name alone above the text says more than an editor's below it, behind other things."""
    foot = "<div class=entry-footer>Tag: <a href=/desa>desa</a> Editor: <b>Budi Raharja</b></div>"
    html = page(BODY + foot)
    assert extracted(html).authors == ("Budi Raharja",)
    above = "</h1><p><b>Sari Wulan</b> - Jurnalis<br>Jumat, 16 Februari 2024 - 14:05 WIB</p>"
    assert extracted(html.replace("</h1>", above)).authors == ("Sari Wulan",)


@pytest.mark.parametrize("day", ["Selasa, 8 April 2025, 21:56", "Tue, 04/08/2025 - 21:56"])
def test_what_leads_to_a_day_is_no_part_of_a_name(day: str) -> None:
    """As Drupal writes it."""
    line = f'<div class="node__submitted">Submitted by <span>Sari Wulan</span> on {day}</div>'
    html = f"<title>{TITLE}</title><article><h1>{TITLE}</h1>{line}<div>{BODY}</div></article>"
    assert extracted(html).authors == ("Sari Wulan",)


def test_a_row_of_a_layout_table_tells_who_and_when() -> None:
    """It is no paragraph."""
    row = "<tr><td><font size=1>Senin, 16 Maret 2026, 16:25 WIB - Oleh: Sari Wulan</font></td></tr>"
    html = f"<title>{TITLE}</title><table><tr><td><h1>{TITLE}</h1></td></tr>{row}"
    found = extracted(f"{html}<tr><td>{BODY}</td></tr></table>")
    assert found.authors == ("Sari Wulan",)
    assert found.body_parts == (LEAD, SECOND, LAST)
    assert found.published_at is not None
    assert found.published_at.hour == 16


def test_a_date_below_the_title_or_in_the_address_is_the_article_s() -> None:
    """No element says what it is; what other articles show is further down."""
    body = "".join(f"<p>{text}</p>" for text in (LEAD, SECOND))
    other = '<div class="kotak"><span class="date">1 Januari 2026</span></div>'
    html = page(body, around=("", other))
    told = html.replace("</h1>", "</h1><div>Sari Wulan | Senin, 16 Februari 2026 | 14:05 WIB</div>")
    assert str(extracted(told).published_at) == "2026-02-16 14:05:00+07:00"
    url = "https://purnawarta.com/2026/02/16/jembatan-lama-kotasari"
    assert str(extracted(page(body), url=url).published_at) == "2026-02-16 00:00:00+07:00"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SENIN, 16 FEBRUARI 2026 | 14:05 WIB (Diperbarui: 17 Februari 2026)", "14:05:00+07:00"),
        ("Februari 16, 2026 02:05 pm WITA", "14:05:00+08:00"),
        ("<i></i> Sari Wulan <i></i> Februari 16, 2026 02:05 pm WIB 1.240", "14:05:00+07:00"),
        ("Februari 16, 2026", "00:00:00+07:00"),
        ("Selasa, 17 Februari 2026 | 09:30 WIB", "00:00:00+07:00"),
    ],
)
def test_a_byline_within_the_text_tells_the_time_of_the_day_in_the_address(
    line: str, expected: str
) -> None:
    """It goes; the day of an address is believed, and no other day's time."""
    url = "https://purnawarta.com/2026/02/16/jembatan-lama-kotasari"
    body = paragraphs(SECOND, LAST) * 2
    found = extracted(page(f"<div>{line}</div>{body}"), url=url)
    assert str(found.published_at) == f"2026-02-16 {expected}"
    assert found.body_parts[0] == SECOND


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<span>Sari Wulan</span> | Purna Warta", ("Sari Wulan",)),
        ("<span>Sari Wulan</span><span>16 Februari 2024</span>", ("Sari Wulan",)),
        ("Jumat, 16 Februari 2024 14:05 WIB | Oleh: Sari Wulan", ("Sari Wulan",)),
        ("Editor: Budi Raharja | Penulis: Sari Wulan", ("Sari Wulan",)),
        ("Oleh Sari Wulan, diterjemahkan Budi Raharja", ("Sari Wulan",)),
        ("Redaktur & Reporter : Sari Wulan", ("Sari Wulan",)),
        ("16 Februari 2024 Penulis: Sari Wulan | Editor: Budi Raharja", ("Sari Wulan",)),
        ("Dikirim oleh <a>Sari Wulan</a> pada 16 Februari 2024", ("Sari Wulan",)),
        ("Laporan: Sari Wulan", ("Sari Wulan",)),
        ("Rep: Sari Wulan/ Red: Budi Raharja", ("Sari Wulan",)),
        ("Sari Wulan, Jurnalis · Jumat, 16 Februari 2024", ("Sari Wulan",)),
        ("Editor: Budi Raharja</div><div>Sari Wulan, 16 Februari 2024", ("Sari Wulan",)),
        ("Sari binti Wulan - Jumat, 16 Februari 2024", ("Sari binti Wulan",)),
        ("<p>Sari Wulan</p><p>16 Februari 2024</p>", ("Sari Wulan",)),
        ("<i></i> 16 Februari 2024 <i></i> Sari Wulan <i></i> 214", ("Sari Wulan",)),
        ("16 Februari 2024 / Sari Wulan / <a>Desa</a>", ("Sari Wulan",)),
        ("<i></i> 16 Februari 2024 <i></i> Kabar Desa <i></i> 214", ()),
        ("Ditinjau oleh: Budi Raharja | Ditulis oleh: Sari Wulan", ("Sari Wulan",)),
        ("<h2>Detail Artikel</h2>16 Februari 2024", ()),
        ("Sari Wulan", ()),
        ("Berita Utama | 16 Februari 2024", ()),
        ("Last updated on 16 Februari 2024 by Budi", ()),
        (f"<i>Last updated: 16 Februari 2024</i>{_ROLES}", ("Sari Wulan",)),
        ("Reporter: Sari Wulan <i>Last updated: 16 Februari 2024</i>", ("Sari Wulan",)),
        (f"<p>Sari Wulan</p><p>16 Februari 2024</p></div>{_SHARE}<div>", ("Sari Wulan",)),
        ("Purna Warta - 16 Februari 2024", ()),
        ("Kotasari, 16 Februari 2024", ()),
        ("Jumat, 16/02/2024 14:05 WIB | Sari Wulan", ("Sari Wulan",)),
        ("Jumat, 16/02/2024 14:05 WIB | Timur Tengah", ()),
        ("Ditulis oleh: Sari Wulan</p><p>Kategori: Warta Desa</p><p>Dilihat: 9", ("Sari Wulan",)),
    ],
)
def test_a_name_alone_is_an_author_beside_a_date_or_the_site(
    byline: str, names: tuple[str, ...]
) -> None:
    """Between title and text; the site's own name and sections are none."""
    html = page(BODY).replace("</h1>", f"</h1><div>{byline}</div>")
    assert extracted(html).authors == names


def test_a_button_in_the_link_to_who_wrote_it_is_no_part_of_the_name() -> None:
    """A name in two elements is whole."""
    link = '<a href="/author/sari">{}</a>'
    for shown in ("Sari Wulan <span class=btn>Ikuti</span>", "Sari <b>Wulan</b>"):
        html = page(BODY, around=(link.format(shown), ""))
        assert extracted(html).authors == ("Sari Wulan",)


def test_a_byline_above_the_title_tells_who_and_when() -> None:
    """However long; the page's own day stands above it, with a menu, and names nobody."""
    byline = "Reporter: Sari Wulan | Editor: Budi Raharja | Jumat, 16 Februari 2024 14:05 WIB"
    head = "<div>Sabtu, 17 Februari 2024</div><div>Beranda Desa Kota Dunia Olahraga Kesehatan</div>"
    html = page(BODY, around=(f"{head}<div>{byline}</div>", ""))
    found = extracted(html)
    assert found.authors == ("Sari Wulan",)
    assert str(found.published_at) == "2024-02-16 14:05:00+07:00"


def test_a_time_that_is_published_and_updated_is_when_it_was_published() -> None:
    """Publisher gives it both names, and writes no other; others mark it up as the later."""
    shown = '<time class="post-published updated"{} datetime="2026-02-16T14:05:00+07:00">x</time>'
    for prop in ("", ' itemprop="dateModified"'):
        found = extracted(page(BODY, around=(shown.format(prop), "")))
        assert str(found.published_at) == "2026-02-16 14:05:00+07:00"


_NEW = '<time class="entry-date published updated" datetime="2026-02-17T09:00:00+07:00">x</time>'
_OLD = '<time class="entry-date published" datetime="2026-02-16T14:05:31+07:00">16/02/2026</time>'
_PLAIN = re.compile(r' class="[^"]*"')
_TOLD = {
    "named": f'<p><i class="updated-on">{_NEW}</i><i class="posted-on">{_OLD}</i></p>',
    "in a list": f'<li class="meta-updated-date">{_NEW}</li><li class="meta-date">{_OLD}</li>',
    "labelled": f"<p>Diperbarui: {_NEW} Diterbitkan: {_OLD}</p>",
    "labelled beside": f"<p><b>Last updated</b>{_NEW}</p><p><b>Published</b>{_OLD}</p>",
}


@pytest.mark.parametrize("name", _TOLD)
@pytest.mark.parametrize("is_plain", [True, False])
def test_a_time_is_an_update_s_where_what_is_around_it_says_so(
    name: str, *, is_plain: bool
) -> None:
    """Whichever stands first, and whatever the time itself is called."""
    shown = _TOLD[name]
    for times in (_NEW, _OLD) if is_plain else ():
        shown = shown.replace(times, _PLAIN.sub("", times))
    found = extracted(page(BODY, around=(shown, "")))
    assert str(found.published_at) == "2026-02-16 14:05:31+07:00"
    assert str(found.modified_at) == "2026-02-17 09:00:00+07:00"


@pytest.mark.parametrize(
    "around",
    [
        "p class='date updated'",
        "p class='vcard updated'",
        "div class=modified",
        "p class=live-update",
        "p class=post-updated-list",
    ],
)
def test_what_old_themes_call_updated_is_when_it_was_published(around: str) -> None:
    """By hAtom "date updated" is the one date; the text may show the time of something else."""
    prop = " itemprop=datePublished" if "modified" in around else ""
    issued = f'<time{prop} datetime="2026-02-16T14:05:31+07:00">16/02/2026</time>'
    event = '<p>Rapat digelar <time datetime="2026-03-05T08:00:00+07:00">5 Maret</time>.</p>'
    found = extracted(
        page(BODY + event, around=(f"<{around}>{issued}</{around.split(maxsplit=1)[0]}>", ""))
    )
    assert str(found.published_at) == "2026-02-16 14:05:31+07:00"


@pytest.mark.parametrize(
    "label",
    [
        "<p>Update Banjir <time {}>16/02/2026</time></p>",
        "<p><b>Update</b><time {}>16/02/2026</time></p>",
        "<p class=last-updated><time class=post-date {}>16/02/2026</time></p>",
    ],
)
def test_a_section_or_a_name_around_the_date_makes_it_no_update_s(label: str) -> None:
    """A section is called "Update" too, and a time that says what it is is asked first."""
    shown = label.format('datetime="2026-02-16T14:05:31+07:00"')
    event = '<p>Rapat digelar <time datetime="2026-03-05T08:00:00+07:00">5 Maret</time>.</p>'
    found = extracted(page(BODY + event, around=(shown, "")))
    assert str(found.published_at) == "2026-02-16 14:05:31+07:00"


def test_the_time_of_an_update_is_better_than_none() -> None:
    """Where the page shows no other."""
    found = extracted(page(BODY, around=(f"<p>Diperbarui: {_NEW}</p>", "")))
    assert str(found.published_at) == "2026-02-17 09:00:00+07:00"


def test_a_day_is_an_update_s_where_another_is_shown_besides() -> None:
    """Above the title too, whichever stands first."""
    days = "<i class=entry-date>Last updated: June 26, 2026 18:28</i>"
    html = f"<div>{days}<i class=entry-date>Published: June 25, 2026 16:21</i></div>"
    found = extracted(page(BODY).replace("<h1", f"{html}<h1"))
    assert str(found.published_at) == "2026-06-25 16:21:00+07:00"


def test_a_line_in_the_row_above_the_title_tells_when() -> None:
    """Of a table that arranges the page."""
    row = "<tr><td><font size=1>Senin, 16 Maret 2026 | 16:25 WIB</font></td></tr>"
    html = f"<title>{TITLE}</title><table>{row}<tr><td><h1>{TITLE}</h1></td></tr>"
    found = extracted(f"{html}<tr><td>{BODY}</td></tr></table>")
    assert str(found.published_at) == "2026-03-16 16:25:00+07:00"


def test_a_footnote_is_no_author() -> None:
    """WordPress gives its number the class that others give to names."""
    note = f'<p>{LEAD}<sup class="fn"><a href="#a">1</a></sup></p><p>{SECOND}</p>'
    assert extracted(page(note)).authors == ()


def test_a_second_plugin_s_date_counts_where_the_first_states_none() -> None:
    """Both speak of the same article."""
    node = '{{"@type": "Article", "headline": "{0}"{1}}}'.format
    graph = (
        node(TITLE, ', "author": {"name": "Sari"}'),
        node(TITLE, ', "datePublished": "2026-02-16T14:05:00+07:00"'),
    )
    head = "".join(f'<script type="application/ld+json">{one}</script>' for one in graph)
    found = extracted(page(f"<p>{LEAD}</p><p>{SECOND}</p>", head=head))
    assert str(found.published_at) == "2026-02-16 14:05:00+07:00"
