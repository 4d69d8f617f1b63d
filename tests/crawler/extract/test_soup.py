"""The soup is the one that BeautifulSoup makes itself, of markup that leaves nothing to guess."""

import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString
from selectolax.lexbor import LexborHTMLParser

from crawler.extract.reading.soup import soup_of
from tests.crawler.extract.pages import BODY, LAST, LEAD, SECOND, extracted, page, paragraphs

PLAIN = {
    "paragraphs": f"<p>{LEAD}</p><p>{SECOND}</p>",
    "inline": "<p>Satu <b>dua</b> <a href='/x' rel='tag nofollow'>tiga</a>, <em>empat</em>.</p>",
    "list": "<ul class='a b'><li>Satu</li><li>Dua <ul><li>Tiga</li></ul></li></ul>",
    "table": "<table><tbody><tr><th>A</th><td>1</td></tr></tbody></table>",
    "kept space": "<pre>satu\n\n  dua <b> </b>\n</pre><p> \n <i>tiga</i></p>",
    "figure": "<figure><img src=a.jpg alt='' hidden><figcaption>Foto</figcaption></figure>",
    "entities": "<p title='a &amp; \"b\"'>&lt;p&gt; &amp;amp; &nbsp;&#8217;</p>",
    "ruby": "<p><ruby>漢<rt>kan</rt></ruby></p>",
    "nothing": "",
}


def shown(soup: BeautifulSoup) -> list[object]:
    """Return the tags and texts in their order."""
    return [
        (type(part).__name__, str(part)) if isinstance(part, NavigableString) else part
        for part in soup.descendants
        if not isinstance(part, PreformattedString)
    ]


@pytest.mark.parametrize("name", PLAIN)
def test_it_is_the_soup_of_the_same_markup(name: str) -> None:
    """Element by element, text by text, and the links between them too."""
    html = f'<div id="x">{PLAIN[name]}</div>'
    node = LexborHTMLParser(html).css("#x")[0]
    expected = BeautifulSoup(html, "lxml", multi_valued_attributes=None).find(id="x")
    found, is_cut = soup_of(node)
    assert not is_cut
    assert str(found) == str(expected)
    assert shown(found) == [expected, *shown(expected)]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["p", "br", "pre", "rt", "rp"])
def test_a_tag_is_as_the_builder_makes_it(name: str) -> None:
    """Whatever a tag of BeautifulSoup's is asked for, these answer the same."""
    soup, _ = soup_of(LexborHTMLParser(f"<div><{name}></div>").css("div")[0])
    found = soup.contents[0].contents[0]  # type: ignore[attr-defined]
    like = vars(BeautifulSoup("", "lxml", multi_valued_attributes={}).new_tag(name))
    links = {"parent", "previous_element", "next_element", "previous_sibling", "next_sibling"}
    told = {key: value for key, value in like.items() if key not in links}
    assert {key: getattr(found, key) for key in told} == told


def test_what_was_emptied_stays_in_its_place() -> None:
    """The rest of the soup goes on around it; what stood in it is of no soup any more."""
    html = "<div><p>satu</p><div><p>dua <b>tiga</b></p></div><p>empat</p></div>"
    soup, _ = soup_of(LexborHTMLParser(html).css("div")[0])
    box = soup.within("div")[1]
    gone = box.within("b")[0]
    box.empty()
    assert str(soup) == "<div><p>satu</p><div></div><p>empat</p></div>"
    assert list(soup.stripped_strings) == ["satu", "empat"]
    assert gone.is_apart()
    assert not box.is_apart()


def test_what_was_read_is_read_again_where_something_was_taken_out() -> None:
    """In all that it stood in; what stands beside says what it said."""
    html = "<div><p>satu <a href=/x>dua</a></p><div><p>tiga <b>empat</b></p></div></div>"
    soup, _ = soup_of(LexborHTMLParser(html).css("div")[0])
    outer, first, _, box, second, bold = soup.inner
    told = "tiga empat"
    assert (soup.said, box.opening, second.said) == (f"satu dua {told}", told, told)
    bold.empty()
    assert (soup.said, box.opening, second.said) == ("satu dua tiga", "tiga", "tiga")
    second.empty()
    assert (outer.inner, box.opening) == ([first, *first.inner, box, second], "")
    assert first.links == [("dua", "/x")]


def test_space_between_blocks_is_left_out() -> None:
    """It separates nothing; between words it does."""
    html = "<div>\n<p>satu <b>dua</b> <i>tiga</i></p>\n\n<p> empat</p>\n</div>"
    found, _ = soup_of(LexborHTMLParser(html).css("div")[0])
    assert str(found) == "<div><p>satu <b>dua</b> <i>tiga</i></p><p> empat</p></div>"


def test_what_is_no_text_is_left_out() -> None:
    """Scripts, styles, comments; words on both sides stay two."""
    html = "<p>satu<!-- x --><script>y</script>dua<style>z</style></p><template><p>t</p></template>"
    found, _ = soup_of(LexborHTMLParser(html).css("body")[0])
    assert list(found.stripped_strings) == ["satu", "dua"]


def test_a_heading_that_was_left_open_makes_no_headings() -> None:
    """A browser puts the paragraphs in it; they are paragraphs still."""
    found = extracted(page(f"<h2>Panen Padi{BODY}"))
    assert [block.kind for block in found.blocks] == ["heading", *["paragraph"] * 3]


def test_no_tag_is_text() -> None:
    """What the page ends in the middle of is not closed in the middle of the text."""
    found = extracted(page(paragraphs(LEAD, SECOND) + "<plaintext>" + LAST))
    assert "</plaintext>" not in found.body
