"""``warta inspect``: one page as extraction saw it."""

import re
from html import unescape
from pathlib import Path

import pytest

from flows.cli import main
from flows.importing.sources import Source
from flows.inspection.html import page as as_html
from flows.inspection.page import Inspection, inspect
from flows.inspection.saved import Given, understand
from tests.crawler.extract.pages import LAST, LEAD, SECOND, TITLE, URL, page, paragraphs, site
from tests.flows.world import World

LINK = '<p>Baca Juga : <a href="/x/pasar">Pasar Malam Dibuka Lagi</a></p>'
FORM = (
    '<div id="respond"><h3>Leave a Reply</h3><p>Your email address will not be published.</p>'
    "<form><textarea></textarea></form></div>"
)
HTML = page(paragraphs(LEAD) + LINK + paragraphs(SECOND, LAST) + FORM)


def inspected(html: str = HTML, name: str = "a.html") -> Inspection:
    """What is to be shown of a page."""
    given = Given(source=Source(path=Path(name), url=URL), body=html.encode())
    return inspect(name, understand(given, site()))


def test_what_was_kept_and_what_was_cut_stand_in_the_order_of_the_page() -> None:
    """The block between two paragraphs stands between them, the form at the end."""
    pieces = [(piece.rule, piece.text) for piece in inspected().pieces]
    start = pieces.index((None, LEAD))
    assert pieces[start : start + 4] == [
        (None, LEAD),
        ("related_link", "Baca Juga : Pasar Malam Dibuka Lagi"),
        (None, SECOND),
        (None, LAST),
    ]
    assert pieces[start + 4][0] == "comment_form"


def test_every_block_and_every_cut_is_shown_once() -> None:
    """Also those whose text can't be found on the page."""
    given = Given(source=Source(path=Path("a"), url=URL), body=HTML.encode())
    found = understand(given, site()).found
    pieces = inspected().pieces
    assert sum(piece.rule is None for piece in pieces) == len(found.blocks)
    assert sum(piece.rule is not None for piece in pieces) == len(found.removed)


def test_fields_say_where_they_come_from() -> None:
    """Each with its value."""
    fields = {field.name: (field.value, field.source) for field in inspected().fields}
    assert fields["title"][0] == TITLE
    assert fields["post_id"] == ("42", "body_class")
    assert fields["dateline_place"] == ("Kotasari", "dateline")


def test_a_text_is_shown_like_a_page() -> None:
    """Its lines are the page."""
    text = f"{TITLE}\n\n{LEAD}\n\nBaca Juga : Pasar Malam Dibuka Lagi\n\n{LAST}\n\nLeave a Reply"
    pieces = inspected(text, "a.txt").pieces
    kinds = [piece.rule for piece in pieces if piece.text in (LEAD, LAST) or piece.rule]
    assert kinds[-4:] == [None, "related_link", None, "comment_form"]


def test_the_html_puts_both_side_by_side_and_lets_nothing_run() -> None:
    """A sandboxed frame, a policy in it and around it, and no way out of the attribute."""
    evil = '"></iframe><script>alert(1)</script><p onclick="x()">'
    shown = as_html(inspected(page(paragraphs(LEAD, SECOND + evil, LAST))))
    (frame,) = re.findall(r'<iframe sandbox title="the original" srcdoc="([^"]*)"></iframe>', shown)
    assert unescape(frame).startswith("<!doctype html><meta http-equiv=")
    assert "alert(1)" in unescape(frame)
    outside = shown.replace(frame, "")
    assert "<script" not in outside
    assert "onclick" not in outside
    for text in (shown, unescape(frame)):
        assert "default-src 'none'" in text
    assert not re.findall(r'(?:src|href)="', outside)


def test_the_terminal_names_verdict_fields_and_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And strikes out what was cut where the terminal can."""
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setenv("FORCE_COLOR", "1")
    (tmp_path / "a.html").write_text(HTML, "utf-8")
    assert main(["inspect", str(tmp_path / "a.html"), "--url", URL]) == 0
    out = capsys.readouterr().out
    plain = re.sub(r"\x1b\[[0-9;]*m", "", out)
    assert plain.startswith("good\n")
    assert LEAD in plain
    assert "✂ related_link Baca Juga : Pasar Malam Dibuka Lagi" in plain
    assert re.search(r"\x1b\[9[;m][^\x1b]*Pasar Malam", out)


def test_the_html_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    """And nowhere else."""
    (tmp_path / "a.html").write_text(HTML, "utf-8")
    out = tmp_path / "out.html"
    assert main(["inspect", str(tmp_path / "a.html"), "--html", str(out)]) == 0
    assert TITLE in out.read_text("utf-8")
    assert main(["inspect", str(tmp_path / "a.html"), "--html", str(tmp_path / "no/out.html")]) == 2
    assert main(["inspect", str(tmp_path / "nix.html")]) == 2


def test_a_url_is_looked_up_in_the_archive_and_never_fetched(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By any spelling; what the archive does not hold is said."""
    world.run()
    for name, value in world.environ.items():
        monkeypatch.setenv(name, value)
    asked = len(world.site.log.entries)
    article = world.rows("SELECT url, title FROM warta.articles ORDER BY id LIMIT 1")[0]
    monkeypatch.setenv("COLUMNS", "400")
    for url in (article["url"], f"{article['url']}/?utm_source=x"):
        assert main(["inspect", url]) == 0
        assert article["title"] in capsys.readouterr().out
    assert main(["inspect", f"{world.site.base_url}/belum/pernah-ada"]) == 2
    assert "no capture of" in capsys.readouterr().err
    assert len(world.site.log.entries) == asked
