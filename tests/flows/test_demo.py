"""The newcomer's tour, from its first line to its last."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows import demo, embedded
from flows.cli.touring import difference
from tests.flows.world import Said

Warta = Callable[..., Said]


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for a tour, which every account can reach; its server ends with the test."""
    parent = tmp_path_factory.mktemp("tour")
    for above in (parent, *parent.parents[:2]):
        above.chmod(0o755)
    yield parent / "demo"
    demo.clear(parent / "demo")


def test_the_tour_shows_what_warta_does_and_leaves_what_to_try(
    forked: None, warta: Warta, folder: Path
) -> None:
    """It needs no network, no database and no settings of ours; what it leaves can be removed."""
    del forked
    ours = {"DATABASE_URL": "postgresql://127.0.0.1:1/not_ours", "WARTA_HOEM": "elsewhere"}
    said = warta("demo", "--folder", folder, **ours)
    assert said.code == 0, said
    assert said.err.count("WARTA_HOEM") == 1
    assert "Requests: 24. ok: 20 articles were brought in or changed" in said.out
    assert "Requests: 5. ok: 3 articles were brought in or changed" in said.out
    assert "Requests: 1. ok: nothing new" in said.out
    for operation in ("insert", "edit", "move"):
        assert f"\n   {operation} " in said.out
    assert "[-menyampaikan-] {+meluruskan+}" in said.out
    tried = "SELECT count(*) AS n FROM warta.articles"
    assert warta("sql", "--csv", tried, WARTA_HOME=str(folder), DATABASE_URL="").out == "n\n21\n"
    assert warta("demo", "--remove", "--folder", folder).code == 0
    assert not folder.exists()
    assert not embedded.status(folder).is_running


def test_a_folder_that_no_tour_has_made_is_left_alone(warta: Warta, tmp_path: Path) -> None:
    """Neither emptied nor removed."""
    kept = tmp_path / "archive"
    kept.mkdir()
    (kept / "README").write_text("mine")
    for more in ([], ["--remove"]):
        said = warta("demo", "--folder", kept, *more)
        assert said.code == 2
        assert "no tour has made" in said.err
    assert (kept / "README").read_text() == "mine"


def test_without_a_checkout_it_says_where_the_tour_can_be_had(
    warta: Warta, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The simulator is a part of the tests, and of no wheel."""
    monkeypatch.setitem(sys.modules, "tests", None)
    said = warta("demo", "--folder", tmp_path / "demo")
    assert said.code == 2
    assert "in a checkout of the project" in said.err
    assert not (tmp_path / "demo").exists()


def test_a_difference_is_told_word_by_word() -> None:
    """What is equal and far from any change is left out."""
    words = [f"kata{n}" for n in range(40)]
    changed = [*words[:20], "baru", *words[21:], "akhir"]
    told = difference(" ".join(words), " ".join(changed)).plain
    assert "[-kata20-] {+baru+}" in told
    assert told.endswith("{+akhir+} ")
    assert "kata2 " not in told
    assert "kata14 kata15" in told
