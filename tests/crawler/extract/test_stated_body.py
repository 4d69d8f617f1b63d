"""A body that stands for programs alone is the article's, and one that readers see goes before."""

import json

import pytest

from tests.crawler.extract.pages import LAST, LEAD, SECOND, TITLE, URL, extracted, paragraphs

_STATED = f"{LEAD}\n\nBaca Juga: Sawah Kotasari Panen Lebih Awal\n{SECOND}\n{LAST}"
_NOTE = "<p>Halaman ini memerlukan JavaScript, maka nyalakan dahulu di peramban yang dipakai.</p>"


def _page(stated: str, body: str = '<div id="root"></div>', **others: str) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE, "url": URL, "articleBody": stated, **others}
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    return f"<html><head><title>{TITLE}</title>{script}</head><body>{body}</body></html>"


@pytest.mark.parametrize("body", ['<div id="root"></div>', f"<main>{_NOTE}</main>"])
def test_a_body_that_a_script_is_to_show(body: str) -> None:
    """It goes through the same rules, and its source says where it was."""
    found = extracted(_page(_STATED, body))
    assert found.body_parts == (LEAD, SECOND, LAST)
    assert [link.title for link in found.related] == ["Sawah Kotasari Panen Lebih Awal"]
    assert (found.verdict, found.sources["body"]) == ("good", "json_ld")
    assert found.agency == "Purna Warta"


def test_one_with_markup_is_read_as_such() -> None:
    """Whether it is escaped or not."""
    html = f"{paragraphs(LEAD, SECOND)}<ul><li>Air</li><li>Beras</li></ul>{paragraphs(LAST)}"
    expected = (LEAD, SECOND, "Air", "Beras", LAST)
    for stated in (html, html.replace("<", "&lt;").replace(">", "&gt;")):
        assert extracted(_page(stated)).body_parts == expected


@pytest.mark.parametrize(
    ("stated", "body", "expected"),
    [
        (_STATED, f"<article>{paragraphs(LEAD, SECOND)}</article>", (LEAD, SECOND)),
        (_STATED.replace("Warga", "Kepala"), f"<article>{paragraphs(LEAD)}</article>", (LEAD,)),
        (LEAD, '<div id="root"></div>', ()),
    ],
)
def test_what_readers_see_goes_before(stated: str, body: str, expected: tuple[str, ...]) -> None:
    """Also where it is the beginning alone; and a teaser is no body."""
    assert extracted(_page(stated, body)).body_parts == expected


_SHOWN = (
    "Air sungai naik dua meter sejak malam, maka warga bantaran mengungsi ke balai desa.",
    "Petugas membuka dua pintu air di hulu ketika hujan reda, lalu menutupnya menjelang subuh.",
)


@pytest.mark.parametrize(
    "shown",
    [
        paragraphs(*_SHOWN),
        paragraphs(_SHOWN[0]),
        f"<ul><li>{_SHOWN[0][:-1]}</li><li>Beras dua karung</li><li>Selimut wol</li></ul>",
    ],
)
def test_what_readers_see_stays_where_the_page_states_another_text(shown: str) -> None:
    """That may be a summary in other words; the verdict tells of it."""
    found = extracted(_page(_STATED, f"<main><h1>{TITLE}</h1>{shown}</main>"))
    assert found.body_parts[0] in shown
    assert "differs_from_json_ld" in found.reasons


def test_one_that_breaks_off_is_doubtful() -> None:
    """It is kept, and a person looks at it."""
    found = extracted(_page(f"{_STATED} Petani …"))
    assert (found.verdict, found.reasons) == ("suspect", ("page_truncated",))


def test_one_of_another_article_is_not_believed() -> None:
    """Its title and its address are others."""
    other = {"headline": "Panen Lain", "url": f"{URL}-lain"}
    assert extracted(_page(_STATED, **other)).body == ""


def test_a_stated_body_with_its_markup_is_compared_by_its_words() -> None:
    """JNews states the text as WordPress keeps it, short paragraphs too."""
    lines = [f"Warga dusun {n} menanam padi." for n in range(12)]
    body = "".join(f'<p class="has-text-align-left">{line}</p>' for line in lines)
    shown = f"<article><h1>{TITLE}</h1><div class=entry-content>{body}</div></article>"
    found = extracted(_page(body, shown))
    assert (found.verdict, found.body_parts) == ("good", tuple(lines))
