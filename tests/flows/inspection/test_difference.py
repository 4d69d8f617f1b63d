"""``warta inspect --diff``: what changed between two revisions, word by word."""

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.inspection.difference import Piece, pieces
from flows.inspection.difference_html import page as as_html
from tests.flows import archive as rows
from tests.flows.archive import page, put
from tests.flows.world import Archive, Said

TEXTS = st.lists(st.sampled_from(["a", "b", "c", "\n\n", " ", "\n", "<x>"]), max_size=30).map(
    "".join
)


def signed(found: tuple[Piece, ...]) -> str:
    """Pieces as one line: what was removed in square brackets, what was added in curly ones."""
    marks = {"kept": "{}", "removed": "[{}]", "added": "{{{}}}"}
    return "".join(marks[piece.operation].format(piece.text) for piece in found)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("satu dua tiga", "satu lima tiga", "satu [dua]{lima} tiga"),
        ("a\n\nb\n\nc", "a\n\nc", "a\n\n[b\n\n]c"),
        ("a b", "a b", "a b"),
        ("", "a", "{a}"),
        ("a", "", "[a]"),
    ],
)
def test_what_differs_is_told_by_words(before: str, after: str, expected: str) -> None:
    """Between the words that stayed."""
    assert signed(pieces(before, after)) == expected


@given(before=TEXTS, after=TEXTS)
def test_both_texts_can_be_read_out_of_it(before: str, after: str) -> None:
    """Letter by letter: nothing is lost, nothing made up."""
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.operation != "added") == before
    assert "".join(piece.text for piece in found if piece.operation != "removed") == after


def test_very_long_passages_are_exchanged_as_a_whole() -> None:
    """Nobody waits for minutes."""
    texts = [" ".join(f"{name}{n}" for n in range(20_000)) for name in "ab"]
    assert [piece.operation for piece in pieces(*texts)] == ["removed", "added"]


@pytest.fixture
def edited(archive: Archive) -> str:
    """The address of an article with an edit."""
    with psycopg.connect(archive.url) as connection:
        run_id = rows.begin(connection)
        for hour, body in enumerate(("Kapal berlayar pagi.", "Kapal <b>berlayar</b> malam.")):
            put(connection, run_id, page("/a/x", body=body, title="Kapal", hour=hour, post_id=1))
    return f"{rows.HOST}/a/x"


def test_the_terminal_shows_both(edited: str, warta: Callable[..., Said]) -> None:
    """By address or by number; the fields that differ, and the body last."""
    for name in (edited, "1"):
        said = warta("inspect", name, "--diff", "1..2")
        assert said.code == 0
        assert said.out.splitlines()[0] == "Kapal: 1 → 2 (edit)"
        assert "Kapal [-berlayar-]{+<b>berlayar</b>+} [-pagi.-]{+malam.+}" in said.out


def test_the_html_marks_both_and_lets_nothing_run(
    edited: str, warta: Callable[..., Said], tmp_path: Path
) -> None:
    """What the article says is text there, not markup."""
    out = tmp_path / "diff.html"
    assert warta("inspect", edited, "--diff", "1..2", "--html", out).code == 0
    shown = out.read_text("utf-8")
    assert "<del>pagi.</del><ins>malam.</ins>" in shown
    assert "<b>berlayar</b>" not in shown
    assert "default-src 'none'" in shown
    assert "<script" not in as_html("<script>", [])


@pytest.mark.parametrize(
    "arguments",
    [
        ("1", "--diff", "1..9"),
        ("1", "--diff", "1"),
        ("1", "--diff", "a..b"),
        ("1", "--diff", "1..99999999999"),
        ("7", "--diff", "1..2"),
        ("x.html", "--diff", "1..2"),
    ],
)
def test_what_can_not_be_compared_is_refused(
    edited: str, warta: Callable[..., Said], arguments: tuple[str, ...]
) -> None:
    """In one line that names it, with exit code 2."""
    del edited
    said = warta("inspect", *arguments)
    assert said.code == 2
    assert arguments[2] in said.err or arguments[0] in said.err
