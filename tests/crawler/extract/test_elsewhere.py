"""Pages of sites that no rule was made for: where they keep title, day, names and text."""

import pytest

from crawler.extract import Extraction
from tests.crawler.extract.pages import BODY, LAST, LEAD, SECOND, TITLE, extracted, paragraphs

URL = "https://suara-lembah.example/kabar/jembatan-lama"
WRITTEN_BY = '<meta name="twitter:label1" content="Written by">'
REST = paragraphs(SECOND, LAST)
TWO = ["Sari Wulan", "Budi Raharja"]


def shown(head: str, body: str, *, url: str = URL) -> Extraction:
    """Return what is extracted of a page that no WordPress made."""
    return extracted(f"<html><head>{head}</head><body>{body}</body></html>", url=url)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (f"<title>Suara Lembah | {TITLE}</title>", f"<h1>Suara Lembah</h1><h2>{TITLE}</h2>"),
        (f"<title>Kabar - {TITLE} - Suara Lembah</title>", f"<h1>Kabar</h1><h3>{TITLE}</h3>"),
        (f"<title>{TITLE} › Suara Lembah</title>", f'<div id="news_headline">{TITLE}</div>'),
        (
            f'<meta name="application-name" content="Lembah"><title>{TITLE} · Lembah</title>',
            f"<h1>Suara Lembah</h1><h2>{TITLE}</h2>",
        ),
        ("<title>Jembatan desa rusak? Ini kisahnya</title>", f"<h1>{TITLE}</h1>"),
        (f"<title>{TITLE}</title>", f"<h2><time>16 Feb</time> {TITLE}</h2>"),
        (f"<title>Suara Lembah — {TITLE}</title>", ""),
    ],
)
def test_the_title_is_found_without_the_site_s_name(head: str, body: str) -> None:
    """Before it or behind it, in whatever heading."""
    assert shown(head, f"{body}<div>{BODY}</div>").title == TITLE


@pytest.mark.parametrize(
    ("head", "above", "below"),
    [
        ('<meta name="sailthru.date" content="2024-02-16 09:00:00">', "", ""),
        ('<meta name="DC.date.issued" content="2024-02-16">', "", ""),
        ('<meta name="publish_date" content="Fri, 16 Feb 2024 09:00:00 +0700">', "", ""),
        ("", '<span itemprop="datePublished" content="2024-02-16T09:00Z"></span>', ""),
        ("", "", '<div><p>Kabar</p></div></div><p class="post_time">Feb 16th 2024</p>'),
        ('<link rel="canonical" href="https://x.example/2024/02/16/judul">', "", ""),
        ("", "<div>16.02.2024 (sw)</div>", ""),
        ("", "", "16. Februar 2024, 09:00 | Sari"),
        ("", "", "<div><p>Publicado el 16 de febrero de 2024</p></div>"),
        ("", '<time datetime="2024-03-01">1 Maret</time>', "<p>16 Februari 2024</p>"),
    ],
)
def test_the_day_is_found_where_other_sites_state_it(head: str, above: str, below: str) -> None:
    """In many names of ``<meta>``, above the title and below it, in many languages."""
    body = f"{above}<h1>{TITLE}</h1>{below}<div>{BODY}</div>"
    found = shown(f"<title>{TITLE}</title>{head}", body)
    assert found.published_at is not None
    assert found.published_at.date().isoformat() == "2024-02-16"


def test_the_day_may_stand_below_the_text() -> None:
    """Where words say that it is the day of publication."""
    body = f"<h1>{TITLE}</h1><div>{BODY}<p>Gespeichert von rina am 16. Februar 2024</p></div>"
    found = shown(f"<title>{TITLE}</title>", body)
    assert found.published_at is not None
    assert found.published_at.date().isoformat() == "2024-02-16"


@pytest.mark.parametrize(
    ("head", "byline", "names"),
    [
        ('<meta name="parsely-author" content="Sari Wulan">', "", ["Sari Wulan"]),
        ('<meta name="DC.Creator" content="Sari Wulan, Budi Raharja">', "", TWO),
        ('<meta name="author" content="Sari Wulan and Budi Raharja">', "", TWO),
        (
            f'{WRITTEN_BY}<meta name="twitter:data1" content="Sari Wulan">',
            "",
            ["Sari Wulan"],
        ),
        ("", '<span class="c-byline">By Sari Wulan on Feb 16, 2024</span>', ["Sari Wulan"]),
        ("", '<p class="autor"><b>Sari Wulan</b> | Kotasari | 16/02/2024</p>', ["Sari Wulan"]),
        ("", '<span class="story-author">Von Sari Wulan, Kotasari</span>', ["Sari Wulan"]),
        ("", '<p class="author">Sari Wulan, Executive Editor</p>', ["Sari Wulan"]),
        ("", '<p class="author">Sari Wulan, S.H., M.Si.</p>', ["Sari Wulan, S.H., M.Si."]),
        ("", '<p class="author">Oleh: Sari Wulan, S.Pd.</p>', ["Sari Wulan, S.Pd."]),
        ("", '<p class="author">Sari Wulan.</p>', ["Sari Wulan"]),
        ("", "<p>Oleh Dr. Sari Wulan, S.H., M.Si.</p>", ["Dr. Sari Wulan, S.H., M.Si."]),
        ("", "<p>Oleh: Sari Wulan, M.A. dan Budi</p>", ["Sari Wulan, M.A.", "Budi"]),
        ("", "<p>Eine Analyse von Sari Wulan</p>", ["Sari Wulan"]),
        ("", '<p class="author">Sari Wulan, Budi Raharja Reporter in Kotasari</p>', TWO),
        ("", '<p class="c-byline">Sari Wulan Updated: March 2, 2024</p>', ["Sari Wulan"]),
        ("", '<p class="c-byline">by Sari Wulan More from this author</p>', ["Sari Wulan"]),
        (
            '<meta name="author" content="Suara Lembah GmbH">',
            '<p class="autor">Sari Wulan</p>',
            ["Sari Wulan"],
        ),
        ("", "<small>16.02.2024, 16:20 von sariwulan</small>", ["sariwulan"]),
        ("", "<p>par Sari Wulan, le 16 février 2024</p>", ["Sari Wulan"]),
        (
            '<meta name="author" content="suara-lembah.example">',
            '<p class="firma">Sari Wulan</p>',
            ["Sari Wulan"],
        ),
    ],
)
def test_the_names_are_found_where_other_sites_state_them(
    head: str, byline: str, names: list[str]
) -> None:
    """One by one, without what they are and whom they write for."""
    body = f"<h1>{TITLE}</h1>{byline}<div>{BODY}</div>"
    assert list(shown(f"<title>{TITLE}</title>{head}", body).authors) == names


@pytest.mark.parametrize(
    ("line", "name"),
    [("최윤호 기자 nama@koran.example", "최윤호"), ("（编辑：严玉洁）", "严玉洁")],
)
def test_bylines_of_east_asia_stand_below_the_text(line: str, name: str) -> None:
    """And are none of it."""
    body = f"<h1>{TITLE}</h1><article>{BODY}<p>{line}</p></article>"
    found = shown(f"<title>{TITLE}</title>", body)
    assert found.authors == (name,)
    assert found.blocks[-1].text == LAST


TEASERS = "".join(
    f'<div class="t"><h3><a href="/k/{n}">Panen padi desa ke-{n} naik</a></h3>'
    f"<p>Petani desa ke-{n} menyebut hujan yang cukup sebagai sebabnya.</p></div>"
    for n in range(9)
)
MENU = "".join(f'<li><a href="/r/{n}">Rubrik kabar daerah nomor {n}</a></li>' for n in range(40))
COMMENTS = "".join(
    f"<div><b>Pembaca {n}</b><p>Semoga jembatan itu cepat selesai, kami di desa {n} menunggu.</p>"
    "</div>"
    for n in range(6)
)


@pytest.mark.parametrize(
    "body",
    [
        f"<div id=all><ul>{MENU}</ul><h1>{TITLE}</h1><div id=x>{BODY * 3}</div>{TEASERS}</div>",
        f"<div><div id=x>{BODY * 3}</div><div>{COMMENTS}</div></div>",
        "<table><tr><td width=150>"
        + MENU
        + f"</td><td><h1>{TITLE}</h1>{BODY * 3}</td></tr></table>",
        f"<div><h1>{TITLE}</h1><div>{BODY * 2}</div><div>{BODY}</div></div>",
        "<div>"
        + "".join(f"<div class=par>{text}</div>" for text in BODY.split("</p>")[:-1]) * 3
        + f"</div>{TEASERS}",
        f"<div><div class=lead>{paragraphs(LEAD)}</div><div>{REST * 4}</div></div>",
    ],
)
def test_the_text_is_cut_out_of_what_surrounds_it(body: str) -> None:
    """Where no name tells where it is: menus, teasers and what readers wrote stay behind."""
    found = shown(f"<title>{TITLE}</title>", body)
    assert set(found.body_parts) == {LEAD, SECOND, LAST}
    assert found.verdict == "good"


def test_a_list_of_articles_is_none_however_much_one_of_them_tells() -> None:
    """What is cut out of a page that is mostly links must not pass for an article."""
    body = f"<div><h1>Kabar Daerah</h1><ul>{MENU}</ul><div>{BODY}</div>{TEASERS}</div>"
    found = shown("<title>Kabar Daerah</title>", body)
    assert (found.verdict, found.reasons) == ("not_article", ("listing",))
