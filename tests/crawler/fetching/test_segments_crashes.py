"""Segments in a crash, or on a full disk: no whole record is lost, and no half one is left."""

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.captures import CaptureError, read_captures
from crawler.captures.records import read_records
from crawler.fetching.segments import Segment, left_behind
from tests.crawler.fetching.segments import NOW, PLAN, exchange, open_segment
from tests.crawler.warcs import PAGE, by_warcio, strictly


def test_an_unfinished_segment_cut_at_any_byte_is_mended_to_its_whole_records(
    tmp_path: Path,
) -> None:
    whole = open_segment(
        tmp_path, exchange(1), exchange(2, is_last=False), exchange(3)
    ).read_bytes()
    records = list(read_records(next(tmp_path.iterdir())))
    ends = [record.offset + record.length for record in records]
    last = {end: [r.is_capture for r in records[: n + 1]].count(True) for n, end in enumerate(ends)}
    path = next(tmp_path.iterdir())
    cut_path = tmp_path / "cut" / path.name
    cut_path.parent.mkdir()
    for size in range(len(whole) + 1):
        cut_path.write_bytes(whole[:size])
        end = max((end for end in ends if end <= size), default=0)
        said = list(left_behind(cut_path.parent))
        captures = last.get(end, 0)
        assert [one.captures for one in said] == [captures] * bool(captures)
        if captures:
            data = said[0].path.read_bytes()
            assert data == whole[:end]
            if size in {end, end + 1}:
                assert by_warcio(data) == strictly(data)
                assert len(list(read_captures(said[0].path))) == captures
            said[0].path.unlink()
        assert not list(cut_path.parent.iterdir())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(min_size=1, max_size=300)
    | st.sampled_from([b"\0" * 4096, b"\x1f\x8b\x08\0", b"WARC/1.1\r\n"])
)
def test_garbage_after_the_last_record_is_cut(tmp_path: Path, garbage: bytes) -> None:
    folder = tmp_path / os.urandom(8).hex()
    folder.mkdir()
    path = open_segment(folder, exchange(1), exchange(2))
    whole = path.read_bytes()
    path.write_bytes(whole + garbage)
    (said,) = left_behind(folder)
    assert (said.captures, said.path.read_bytes()) == (2, whole)


@pytest.mark.parametrize("bit", [5, 6, 7])
def test_a_flag_that_nobody_may_set_is_damage(tmp_path: Path, bit: int) -> None:
    """Other readers refuse such a member."""
    path = open_segment(tmp_path, exchange(1))
    damaged = bytearray(path.read_bytes())
    damaged[3] ^= 1 << bit
    path.write_bytes(damaged)
    with pytest.raises(CaptureError, match="flags"):
        list(read_records(path))


def test_no_flipped_bit_in_an_unfinished_segment_makes_mending_fail_or_lie(tmp_path: Path) -> None:
    path = open_segment(tmp_path, exchange(1), exchange(2))
    whole = path.read_bytes()
    for bit in range(0, len(whole) * 8, 7):
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        path.write_bytes(damaged)
        for said in left_behind(tmp_path):
            data = said.path.read_bytes()
            assert strictly(data)
            assert {capture.payload for capture in read_captures(said.path)} == {PAGE}
            said.path.unlink()
        path.unlink(missing_ok=True)


def test_a_segment_without_a_whole_exchange_goes(tmp_path: Path) -> None:
    open_segment(tmp_path)
    assert list(left_behind(tmp_path)) == []
    assert not list(tmp_path.iterdir())


def test_finished_segments_are_told_oldest_first_whatever_else_lies_there(tmp_path: Path) -> None:
    later = PLAN.model_copy(update={"now": NOW + timedelta(days=1)})
    for plan in (later, PLAN):
        segment = Segment(tmp_path, plan, 1)
        segment.add(exchange())
        segment.close()
    (tmp_path / "notes.txt").write_text("x")
    stamps = [said.path.name.split("-")[1] for said in left_behind(tmp_path)]
    assert stamps == ["20240217030000", "20240218030000"]


def test_a_finished_segment_that_was_damaged_since_is_told_with_what_can_be_read(
    tmp_path: Path,
) -> None:
    segment = Segment(tmp_path, PLAN, 1)
    segment.add(exchange(1))
    segment.add(exchange(2))
    path = segment.close().path
    path.write_bytes(path.read_bytes()[:-9])
    size = path.stat().st_size
    (said,) = left_behind(tmp_path)
    assert (said.captures, said.path.stat().st_size) == (2, size)
    with pytest.raises(CaptureError):
        list(read_captures(path))


def test_a_segment_that_another_crawler_is_filling_is_left_alone(tmp_path: Path) -> None:
    segment = Segment(tmp_path, PLAN, 1)
    segment.add(exchange())
    assert list(left_behind(tmp_path)) == []
    segment.add(exchange(2))
    assert segment.close().captures == 2


def test_a_segment_that_cant_be_read_is_not_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = open_segment(tmp_path, exchange())

    def broken(_path: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("crawler.fetching.segments.read_records", broken)
    with pytest.raises(OSError, match="Input/output"):
        list(left_behind(tmp_path))
    assert path.exists()


# a full disk ---------------------------------------------------------------------------------


def test_a_record_that_does_not_fit_leaves_what_stood_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment = Segment(tmp_path, PLAN, 1)
    segment.add(exchange(1))
    write = os.write

    def half(descriptor: int, data: memoryview) -> int:
        if len(data) > 100:
            return write(descriptor, data[:100])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(OSError, match="No space"):
        segment.add(exchange(2))
    monkeypatch.setattr(os, "write", write)
    segment.add(exchange(3))
    said = segment.close()
    assert [capture.id.int for capture in read_captures(said.path)] == [1, 3]
    assert len(strictly(said.path.read_bytes())) == 5


def test_a_segment_that_cant_be_begun_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int, _data: memoryview) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    open_files = len(list(Path("/dev/fd").iterdir())) if Path("/dev/fd").exists() else 0
    for _ in range(3):
        with pytest.raises(OSError, match="No space"):
            Segment(tmp_path, PLAN, 1)
    assert not list(tmp_path.iterdir())
    if open_files:
        assert len(list(Path("/dev/fd").iterdir())) == open_files
