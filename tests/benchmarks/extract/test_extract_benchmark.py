"""What the benchmark prints and needs; the measuring itself is `make bench-extract`."""

import json
import re
from pathlib import Path

import pytest

from tests.benchmarks.extract.__main__ import FOLDER, RESULTS, ROOT
from tests.benchmarks.extract.contender import EXTRACTORS
from tests.benchmarks.extract.table import BEGIN, END, markdown, put_into


def test_the_readme_shows_the_results_that_are_kept() -> None:
    """Not one figure in it is written by hand."""
    table = markdown(json.loads(RESULTS.read_bytes()))
    assert f"{BEGIN}{table}{END}" in (ROOT / "README.md").read_text("utf-8")


def test_the_results_are_of_every_extractor_and_none_broke() -> None:
    """A page that an extractor can't read is an error of ours until it is proven to be its own."""
    rows = json.loads(RESULTS.read_bytes())
    assert [row["name"] for row in rows] == list(EXTRACTORS)
    assert not [row["errors"] for row in rows if row["errors"]]
    assert len({row["articles"] for row in rows}) == 1


def test_the_lock_has_hashes_and_names_no_host() -> None:
    """So that it can be installed from wherever one's packages come."""
    lock = (FOLDER / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    assert "--index-url" not in lock
    pinned = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)[1:]
    assert pinned
    assert all("--hash=sha256:" in one for one in pinned)


def test_a_table_goes_where_its_marks_are(tmp_path: Path) -> None:
    """And nowhere else."""
    readme = tmp_path / "README.md"
    readme.write_text(f"a\n{BEGIN}old\n{END}b\n", "utf-8")
    put_into(readme, "new\n")
    assert readme.read_text("utf-8") == f"a\n{BEGIN}new\n{END}b\n"
    readme.write_text("a\n", "utf-8")
    with pytest.raises(ValueError, match="lacks"):
        put_into(readme, "new\n")
