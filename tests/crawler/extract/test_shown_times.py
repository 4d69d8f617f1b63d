"""When an article was published or touched, where lines and titles of the page alone say so."""

from datetime import UTC, datetime

import pytest

from crawler.extract import extract
from tests.crawler.extract.pages import BODY, TITLE, URL, extracted, page, site

_DAY = '<span class="post-date">Jumat, 16 Februari 2024</span>'
_FOOT = "<p><small>Tulisan ini dipasang pada {} dan disimpan di Desa.</small></p>"
_FIRST, _THEN = "16 Februari 2024 14:05 WIB", "17 Februari 2024 09:00 WIB"


def _at(hour: int, minute: int, *, day: int = 16) -> datetime:
    return datetime(2024, 2, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("Jumat, 16 Februari 2024 M / 6 Syakban 1445 H, 14:05 WIB", _at(7, 5)),
        ("Jumat, 16 Februari 2024 / 6 Sya’ban 1445 H | 14:05 WIB", _at(7, 5)),
        ("16 Februari 2024 (6 Syakban 1445 H) 14.05 WIB", _at(7, 5)),
        ("16 Februari 2024 M", _at(17, 0, day=15)),
    ],
)
def test_the_same_day_by_another_calendar_parts_no_day_from_its_time(
    shown: str, expected: datetime
) -> None:
    """Of the months of Islam."""
    around = f'<div class="entry-meta">{shown}</div>'
    assert extracted(page(BODY, around=(around, ""))).published_at == expected


def test_what_stands_behind_a_relative_time_is_exact() -> None:
    """Whenever the page was captured; the title of a link that is no time is none."""
    ago = '<span title="Jumat, 16 Februari 2024 08:03 WIB">3 jam yang lalu</span>'
    html = page(BODY, around=(f'<div class="entry-meta">{ago}</div>', ""))
    assert extracted(html).published_at == _at(1, 3)
    captured = datetime(2024, 2, 16, 4, 20, tzinfo=UTC)
    found = extract(html.encode(), url=URL, site=site(), captured_at=captured)
    assert found.published_at == _at(1, 3)
    other = html.replace("3 jam yang lalu", "Sari Wulan")
    assert extracted(other).published_at is None
    card = f'<div class="related-posts"><a href="/lain">Panen raya di hulu</a>{ago}</div>'
    assert extracted(page(BODY, around=("", card))).published_at is None


@pytest.mark.parametrize(
    ("foot", "expected"),
    [
        (_FOOT.format("Jumat, 16 Februari 2024 pukul 14:05"), _at(7, 5)),
        (_FOOT.format("Kamis, 15 Februari 2024 pukul 14:05"), _at(17, 0, day=15)),
        (
            _FOOT.format("16 Februari 2024 pukul 14:05") + _FOOT.format("16 Februari 2024, 09:00"),
            _at(17, 0, day=15),
        ),
        ("<p>Rapat itu berlangsung pada 16 Februari 2024 pukul 14:05.</p>", _at(17, 0, day=15)),
    ],
)
def test_a_line_at_the_foot_tells_the_time_of_the_day(foot: str, expected: datetime) -> None:
    """One that says when it was published, on that day, where no other says so too."""
    assert extracted(page(BODY, around=(_DAY, foot))).published_at == expected


@pytest.mark.parametrize(
    ("shown", "published", "modified"),
    [
        (f"Terbit {_FIRST} · Diperbarui: {_THEN}", _at(7, 5), _at(2, 0, day=17)),
        (f"Diperbarui {_THEN} | Terbit {_FIRST}", _at(7, 5), _at(2, 0, day=17)),
        (f"Terbit {_FIRST}", _at(7, 5), None),
        (
            f"{_FIRST} <time datetime='2024-02-17T02:00:00Z'>Diperbarui 17 Februari 2024</time>",
            _at(7, 5),
            _at(2, 0, day=17),
        ),
        (f"Update Banjir | {_FIRST}", _at(7, 5), None),
    ],
)
def test_a_line_tells_of_an_update(
    shown: str, published: datetime, modified: datetime | None
) -> None:
    """By the word before its day; what a section is called is none."""
    html = page(BODY, around=(f'<div class="entry-meta">{shown}</div>', ""))
    found = extracted(html)
    assert (found.published_at, found.modified_at) == (published, modified)
    stated = '<meta property="article:modified_time" content="2024-02-18T00:00:00Z">'
    assert extracted(html.replace("</head>", f"{stated}</head>")).modified_at == _at(0, 0, day=18)


@pytest.mark.parametrize(
    ("opening", "end"),
    [("//<![CDATA[\n", "\n//]]>"), ("/*<![CDATA[*/", "/*]]>*/"), ("<![CDATA[", "]]>")],
)
def test_json_ld_may_be_hidden_from_programs_that_read_markup(opening: str, end: str) -> None:
    """As pages in XHTML hide all scripts."""
    stated = (
        f'{{"@type": "NewsArticle", "headline": "{TITLE}", "author": {{"name": "Sari Wulan"}}, '
        '"datePublished": "2024-02-16T14:05:00+07:00"}'
    )
    head = f'<script type="application/ld+json">{opening}{stated}{end}</script>'
    found = extracted(page(BODY, head=head))
    assert (found.published_at, found.authors) == (_at(7, 5), ("Sari Wulan",))


_EXACT = "2024-02-16T14:05:00+07:00"
_AGO = f'<time datetime="{_EXACT}">2 bulan yang lalu</time>'


@pytest.mark.parametrize(
    "shown",
    [
        f"<ul><li>Sari Wulan</li><li>{_AGO}</li><li>Kategori: Desa</li></ul>",
        f'<a href="{URL}">{_AGO.replace("<time", "<time class=published")}{_AGO}</a>',
    ],
)
def test_an_exact_time_counts_where_its_words_tell_how_long_ago_that_was(shown: str) -> None:
    """Those of a page from a cache are as old as it, and months are no measure."""
    captured = datetime(2024, 4, 18, 7, 5, tzinfo=UTC)
    html = page(BODY).replace("</h1>", f"</h1>{shown}")
    found = extract(html.encode(), url=URL, site=site(), captured_at=captured)
    assert found.published_at == _at(7, 5)


def test_a_line_below_the_title_counts_before_the_time_of_something_else() -> None:
    """Of which nothing tells whose it is."""
    other = '<p><time datetime="2023-01-02T10:00:00+07:00">2 Januari 2023</time></p>'
    html = page(BODY, around=("", other)).replace("</h1>", "</h1><p>3 jam yang lalu</p>")
    captured = datetime(2024, 2, 16, 10, 5, tzinfo=UTC)
    found = extract(html.encode(), url=URL, site=site(), captured_at=captured)
    assert found.published_at == _at(7, 5)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("<li itemprop=datePublished><time>16 Februari 2024</time></li><li>14:05 WIB</li>", 14),
        (f'<time class="updated" datetime="{_EXACT}">16 Februari 2024</time>', 14),
        (f'<time class="updated" datetime="{_EXACT}">15 Februari 2024</time>', 0),
        ("<li itemprop=datePublished><time>16 Februari 2024</time></li><li>12 menit</li>", 0),
    ],
)
def test_what_tells_the_hour_of_the_day_that_is_shown_counts(shown: str, expected: int) -> None:
    """A page builder shows both apart; a theme calls the only time that it prints an update's."""
    html = page(BODY).replace("</h1>", f"</h1><ul>{shown}</ul>")
    published = extracted(html).published_at
    assert published is not None
    assert published.hour == expected


def test_tags_of_the_next_article_are_not_the_article_s() -> None:
    """Where a page goes on with it; the article's own may stand below its element."""
    tag = '<p class="tags"><a rel="tag" href="/tag/{0}">{0}</a></p>'
    after = f'</article>{tag.format("sungai")}<article class="post-43"><h2>Panen Raya</h2>'
    html = page(BODY + tag.format("padi"), around=("", after + tag.format("sawah")))
    assert extracted(html).tags == ("padi", "sungai")
