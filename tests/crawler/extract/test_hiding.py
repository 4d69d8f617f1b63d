"""What nobody sees of a page is no text, unless it is one that is shown a little later."""

import pytest

from tests.crawler.extract.pages import LAST, LEAD, SECOND, extracted, page, paragraphs

_SPAM = "".join(f'<a href="https://{n}.example/">undian terpercaya {n}</a> ' for n in "abc")
_STYLES = [
    "height:0;overflow:hidden",
    "overflow: hidden; width: 1px; height: 1px;",
    "font-size:0px;line-height:0",
    "color:#fff;font-size:1px",
    "opacity:0;position:absolute",
    "position:absolute;clip:rect(0,0,0,0)",
]


def _parts(box: str) -> tuple[str, ...]:
    return extracted(page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST))).body_parts


@pytest.mark.parametrize(
    "box",
    [
        *(f'<div style="{style}">{_SPAM}</div>' for style in _STYLES),
        f'<p><span style="{_STYLES[2]}">{_SPAM}</span></p>',
        f'<marquee style="position:absolute;width:0px">{_SPAM}</marquee>',
    ],
)
def test_links_that_nobody_sees_go(box: str) -> None:
    """Whoever breaks into a site sells such links, and hides them from its readers."""
    assert _parts(box) == (LEAD, SECOND, LAST)


@pytest.mark.parametrize("style", _STYLES)
def test_a_text_that_is_shown_a_little_later_stays(style: str) -> None:
    """A script unfolds it, or moves it in; the sentences of it are more than links."""
    told = "Warga menunggu kabar di tepi sungai sampai malam, dan air surut esok harinya."
    assert _parts(f'<div style="{style}"><p>{told}</p></div>') == (LEAD, SECOND, told, LAST)


@pytest.mark.parametrize(
    "style", ["height:0", "height:100px;overflow:hidden", "opacity:0", "width:10px;overflow:hidden"]
)
def test_a_list_of_sources_that_is_seen_stays(style: str) -> None:
    """A height alone cuts nothing off, and what can be seen through may be moving in."""
    sources = "<a href='https://arsip.example/peta'>Peta Sungai Kotasari dari Tahun 1921</a>"
    shown = _parts(f'<div style="{style}"><p>Sumber: {sources}</p></div>')
    assert "Sumber: Peta Sungai Kotasari dari Tahun 1921" in shown


def test_a_wrapper_whose_parts_have_sizes_of_their_own_is_seen() -> None:
    """Columns are set so, without the blanks between them."""
    source = "<a href='https://arsip.example/peta'>Peta Sungai Kotasari dari Tahun 1921</a>"
    box = f'<div style="font-size:0"><p style="font-size:16px">{source}</p></div>'
    assert "Peta Sungai Kotasari dari Tahun 1921" in _parts(box)


@pytest.mark.parametrize("head", ["<h3>Sumber</h3>", "<div aria-expanded=false>Sumber</div>"])
def test_sources_that_are_folded_below_what_heads_them_stay(head: str) -> None:
    """A script writes their height, until a reader presses that."""
    source = "<a href='https://arsip.example/peta'>Peta Sungai Kotasari dari Tahun 1921</a>"
    box = f'<div style="height:0px;overflow:hidden"><ul><li>{source}</li></ul></div>'
    assert "Peta Sungai Kotasari dari Tahun 1921" in _parts(f"{head}{box}")
