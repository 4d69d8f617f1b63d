"""The golden pages, which a new extractor must not come out worse on."""

from pathlib import Path

import pytest

from flows.reprocess import golden


@pytest.mark.parametrize("ending", [0, 1])
def test_the_golden_pages_are_asked_in_a_process_of_their_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ending: int
) -> None:
    """What they say against an extractor is told; where there are none, that."""
    program = tmp_path / "tests" / "golden"
    program.mkdir(parents=True)
    says = (
        "import sys; from pathlib import Path; from os import environ\n"
        "assert not (Path(environ['WARTA_HOME']) / 'sites.toml').exists()\n"
        f"print('worse: exact: 1, and the floor is 2'); sys.exit({ending})"
    )
    (tmp_path / "sites.toml").write_text("[sites.purnawarta]\nrules_off = ['tags']\n")
    monkeypatch.setenv("WARTA_HOME", str(tmp_path))
    (program / "__init__.py").touch()
    (program / "__main__.py").write_text(says)
    monkeypatch.setattr(golden, "_ROOT", tmp_path)
    monkeypatch.setattr(golden, "_PAGES", program)
    expected_ = "the golden pages are worse (exact: 1, and the floor is 2)" if ending else None
    assert golden.golden_fall() == expected_
    monkeypatch.setattr(golden, "_PAGES", tmp_path / "none")
    assert golden.golden_fall() == "the golden pages are not here (they lie in a checkout)"
