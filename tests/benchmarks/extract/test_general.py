"""What the benchmark of general pages counts; the pages themselves are others'."""

import gzip
import json
from pathlib import Path

import pytest

from tests.benchmarks.extract.general import Tally, judged, pages_in, report
from tests.benchmarks.extract.shingles import matches


def test_runs_of_words_are_counted_as_often_as_they_stand_there() -> None:
    """Half of the words, and none of the runs, of a text that has another middle."""
    right, found = ["padi naik di desa", "kata Sari"], ["padi naik di kota", "kata Budi"]
    assert matches(right, found, 1).f1 == pytest.approx(4 / 6)
    assert matches(right, found, 4).f1 == 0
    assert matches(right, right, 4).f1 == 1
    assert matches(right, [], 4).precision == 0


def test_letters_are_words_where_no_space_parts_them() -> None:
    """Or one wrong sign would make a whole sentence wrong."""
    assert matches(["天气很好"], ["天气不好"], 1).recall == pytest.approx(3 / 4)


def test_each_page_weighs_the_same() -> None:
    """However long it is."""
    tally = Tally()
    tally.add({"body": ["satu dua tiga empat"]}, {"body": ["satu dua tiga empat"]})
    tally.add({"body": ["lima"] * 400}, {"body": []})
    assert tally.words.recall == pytest.approx(1 / 2)


def test_what_a_page_does_not_state_is_not_asked() -> None:
    """A title may be right in two ways, and a day in two zones."""
    right = {"titles": ["Judul: Satu", "Satu"], "published_at": "2024-02-16T23:30:00-05:00"}
    found = {"title": "satu", "published_at": "2024-02-17T04:30:00+00:00", "authors": ["X"]}
    assert judged(right, found) == {"title": True, "published_at": True}
    assert judged({"authors": ["Sari Wulan"]}, {"authors": ["Oleh Sari Wulan"]}) == {
        "authors": True
    }


def test_a_folder_is_read_and_told(tmp_path: Path) -> None:
    """Pages as they are or gzipped, and what warta doubts by name."""
    for name in ("a", "b"):
        told = {"url": f"https://{name}.example/x", "body": ["padi"], "titles": ["Panen"]}
        (tmp_path / f"{name}.json").write_text(json.dumps(told), "utf-8")
    (tmp_path / "a.html").write_text("<p>padi</p>", "utf-8")
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(b"<p>padi</p>"))
    pages = pages_in(tmp_path)
    assert [page.right["url"] for page in pages] == ["https://a.example/x", "https://b.example/x"]
    good = {"body": ["padi"], "title": "Panen", "verdict": "good", "reasons": []}
    table = report(pages, {"warta": [good, good | {"verdict": "suspect", "reasons": ["x"]}]})
    assert "| warta | 1.000 | 1.000 | 1.000 | 1.000 | 100.0 % | – | – |" in table
    assert "- b: suspect x" in table
