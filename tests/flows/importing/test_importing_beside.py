"""Two imports at a time, and what one that was killed leaves."""

from datetime import datetime
from pathlib import Path

from flows.importing.flow import import_files
from flows.importing.sources import Source
from flows.importing.spool import own_folder
from tests.flows.importing.test_importing import LATER, imported, numbered, outcomes, records
from tests.flows.world import Archive


def test_two_imports_may_have_a_file_in_common(archive: Archive, tmp_path: Path) -> None:
    """One is done with it while the other has just taken it up, and goes on to its next."""
    both, next_one = tmp_path / "a.warc", tmp_path / "b.warc"
    pages = records(*numbered(1, 2, 3))
    both.write_bytes(b"".join(pages[:2]))
    next_one.write_bytes(pages[2])
    others = []
    calls = 0

    def clock() -> datetime:
        nonlocal calls
        calls += 1
        if calls == 2:  # what is in the file has been read, and is not loaded yet
            others.extend(imported(archive, Source(path=both)))
        return LATER

    sources = [Source(path=both), Source(path=next_one)]
    reports = import_files(archive.settings, archive.url, sources, clock=clock)
    assert outcomes(others) == {"inserted": 2}
    assert outcomes(reports) == {"duplicate_capture": 2, "inserted": 1}
    assert archive.ailments() == {}


def test_an_import_removes_what_one_that_was_killed_left(tmp_path: Path) -> None:
    """But nothing of one that is still at work; one of an earlier version had no folder."""
    left = tmp_path / "spool" / "killed" / "a.warc.gz"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"x")
    (tmp_path / "spool" / "b.warc.gz").write_bytes(b"x")
    with own_folder(tmp_path / "spool") as one:
        (one / "a.warc.gz").write_bytes(b"x")
        with own_folder(tmp_path / "spool") as other:
            assert sorted((tmp_path / "spool").iterdir()) == sorted([one, other])
        assert (one / "a.warc.gz").read_bytes() == b"x"
    assert list((tmp_path / "spool").iterdir()) == []
