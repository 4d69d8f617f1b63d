"""What the parser is spared, and what it is not: the article is the same either way."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler.extract.guard import lean, tame

RULES = ".judul>a{color:#123456}" * 50
SHEET = f"<style id='x'>{RULES}</style>"
REST = "<title>Panen</title></head><body><p>Warga memanen padi.</p></body></html>"


def test_a_style_sheet_and_a_script_in_the_head_are_not_read() -> None:
    """Their tags stay, and so does what the page states in JSON."""
    script = f'<script>var aturan = "{RULES}";</script>'
    stated = f'<script type="application/ld+json">{{"name": "{RULES}"}}</script>'
    html = f"<html><head>{SHEET}\n{script}{stated}{REST}"
    found = lean(html.encode()).decode()
    assert found == f"<html><head><style id='x'></style>\n<script></script>{stated}{REST}"


@pytest.mark.parametrize(
    "head",
    [
        f"<!-- <style> --> {RULES}</style>",
        f"<!-- <b> --> <!--<style> {RULES} <b> --></style>",
        f'<meta content="<style>"> {RULES}</style>',
        f"<script>document.write('<style>')</script>{SHEET}",
        f"<script>var x = '<b><style>{RULES}<\\/style>'</script>",
        f"<style>{RULES}",
        f"<style>{RULES}<!-- </style> -->",
        "<style>p{}</style>",
    ],
)
def test_what_may_be_no_style_sheet_changes_nothing(head: str) -> None:
    """In comments, attributes and scripts the same letters stand for something else."""
    html = f"<html><head>{head}{REST}"
    trees = [LexborHTMLParser(page) for page in (html.encode(), lean(html.encode()))]
    for tree in trees:
        tree.strip_tags(["style"], recursive=True)
    assert trees[0].html == trees[1].html


def test_what_stands_in_the_body_stays() -> None:
    """It is a part of regions there."""
    html = f"<html><head></head><body>{SHEET}<p>Warga memanen padi.</p></body></html>".encode()
    assert lean(html) == html


@pytest.mark.parametrize("left_open", ["<b>Rabu", "<svg><use href=#jam /></svg>"])
def test_what_editors_and_themes_leave_open_takes_nothing_along(left_open: str) -> None:
    """A bold word in each teaser, an icon in each card: they nest in no browser."""
    card = f"<div><h2><a href=/iran/judul>Judul</a></h2><p>{left_open}</p></div>"
    tree = LexborHTMLParser(tame(card.encode() * 1_000))
    assert len(tree.css("h2 a")) == 1_000
