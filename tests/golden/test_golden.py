"""Extraction of the golden pages never becomes worse than it was."""

import json
from pathlib import Path

import pytest

from tests.golden.__main__ import FLOOR, below, floor_of, main, measured
from tests.golden.measure import score
from tests.golden.pages import EXPECTED, PAGES, goldens
from tests.site import themes

FIGURES = ("exact", "labels", "headlines", "forms", "lost")


def test_extraction_is_nowhere_under_the_floor() -> None:
    """Exact texts, leaks, lost paragraphs, fields, verdicts. `make golden` shows the pages."""
    now = floor_of(*measured(list(goldens())))
    assert not below(json.loads(FLOOR.read_bytes()), now)


def test_there_are_two_hundred_pages_and_every_theme_is_among_them() -> None:
    """Each with an expectation, and no expectation without its page."""
    pages = list(goldens())
    assert len(pages) >= 200
    assert set(themes.NAMES) <= {golden.group for golden in pages}
    assert len(list(EXPECTED.glob("*/*.json"))) == len(pages) == len(list(PAGES.glob("*/*")))


def test_no_label_and_no_form_is_left_and_nothing_is_lost() -> None:
    """The floor itself leaves no room for that."""
    floor = json.loads(FLOOR.read_bytes())
    assert [floor[name] for name in ("labels", "forms", "lost")] == [0, 0, 0]


def test_the_measure_sees_what_is_wrong() -> None:
    """A label, a headline, a form, a missing paragraph; what the article says itself is its own."""
    expected = {
        "verdict": "good",
        "title": "Warga Menanam",
        "body": ["Siswa dapat baca juga buku lama.", "Paragraf kedua."],
        "related": [{"title": "Pasar Dibuka", "url": None}],
        "markers": ["Baca Juga"],
    }
    good = score(expected, {"body": expected["body"], "title": "Warga Menanam"})
    assert [getattr(good, name) for name in FIGURES] == [1, 0, 0, 0, 0]
    leaky = [expected["body"][0], "Baca Juga: Pasar Dibuka", "Leave a Reply"]
    bad = score(expected, {"body": leaky, "title": "Lain"})
    assert [getattr(bad, name) for name in FIGURES] == [0, 1, 1, 1, 1]
    assert (good.titles, bad.titles) == (1, 0)


def test_showing_differences_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Unless it is asked to."""
    before = {path: path.stat().st_mtime_ns for path in Path(EXPECTED).glob("plain/*")}
    assert main(["plain/"]) == 0
    assert '"articles"' in capsys.readouterr().out
    assert before == {path: path.stat().st_mtime_ns for path in Path(EXPECTED).glob("plain/*")}
