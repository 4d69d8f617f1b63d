"""WARC files that are damaged, none at all, or too large: what is whole is read, the rest named."""

import gzip
import io
import sys
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from crawler.captures import Capture, CaptureError, read_captures
from crawler.limits import PAGE_BYTES_MAX
from tests.crawler.warcs import PAGE, http, member, record, written


def only(path: Path) -> Capture:
    (capture,) = read_captures(path)
    return capture


def test_one_gzip_member_for_all_records_says_what_to_do(tmp_path: Path) -> None:
    path = written(tmp_path / "a.warc.gz", member(record(http()), record(http())))
    with pytest.raises(CaptureError, match="warcio recompress") as caught:
        list(read_captures(path))
    assert str(path) in str(caught.value)


def test_a_record_over_several_members_says_it_is_cut_off(tmp_path: Path) -> None:
    one = record(http())
    path = written(tmp_path / "a.warc.gz", member(one[:50]), member(one[50:]))
    with pytest.raises(CaptureError, match="byte 0"):
        list(read_captures(path))


def test_zeros_between_gzip_members_are_no_damage(tmp_path: Path) -> None:
    first, second = member(record(http())), member(record(http(), record_id=uuid4()))
    path = written(tmp_path / "a.warc.gz", first, bytes(70_000), second, bytes(9))
    offsets = [(one.offset, one.length) for one in read_captures(path)]
    assert offsets == [(0, len(first)), (len(first) + 70_000, len(second))]


def test_zstd_says_what_to_do(tmp_path: Path) -> None:
    path = written(tmp_path / "a.warc.zst", b"\x28\xb5\x2f\xfd", b"x" * 40)
    with pytest.raises(CaptureError, match="zstd -d"):
        list(read_captures(path))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"what?\n", "no WARC record begins here"),
        (b"<html>" * 1000, "no WARC record begins here"),
        (b"\x1f\x8bwhat?", "damaged at byte 0"),
        (b"WARC/1.1\r\nContent-Length: -1\r\n\r\n", "states no length"),
        (b"WARC/1.1\r\nContent-Length: x\r\n\r\n", "states no length"),
        (b"WARC/1.1\r\n\r\n", "states no length"),
        (b"WARC/1.1\r\nContent-Length: 9999999999999999999999\r\n\r\n", "states no length"),
        (b"WARC/1.1\r\nContent-Length: 999999999999\r\n\r\nx", "cut off"),
        (b"WARC/1.1\r\n" + b"X: y\r\n" * 50_000, "cut off within its header"),
        (b"WARC/1.1\r\n" + b"x" * 300_000, "cut off within its header"),
        (record(http(), date="yesterday"), "is not a time"),
        (record(http(), date="0001-01-01T00:00:00+14:00"), "is not a time"),
    ],
)
def test_what_is_no_warc_says_where_and_why(tmp_path: Path, data: bytes, why: str) -> None:
    path = written(tmp_path / "a.warc", data)
    with pytest.raises(CaptureError, match=why) as caught:
        list(read_captures(path))
    assert str(path) in str(caught.value)


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    assert list(read_captures(written(tmp_path / "a.warc"))) == []


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match=r"none\.warc can't be read: No such file"):
        list(read_captures(tmp_path / "none.warc"))


@pytest.mark.parametrize("is_gzipped", [True, False])
def test_what_stands_before_the_damage_is_given(tmp_path: Path, *, is_gzipped: bool) -> None:
    one = member(record(http())) if is_gzipped else record(http())
    path = written(tmp_path / "a.warc", one, one, one[: len(one) // 2])
    captures = read_captures(path)
    assert [next(captures).payload, next(captures).payload] == [PAGE, PAGE]
    with pytest.raises(CaptureError, match=f"at byte {2 * len(one)}: the record is cut off"):
        next(captures)


@pytest.mark.parametrize("is_gzipped", [True, False])
def test_no_flipped_bit_fails_with_anything_but_a_capture_error(
    tmp_path: Path, *, is_gzipped: bool
) -> None:
    records = [record(http(PAGE[:n]), record_id=UUID(int=n)) for n in (5, 9)]
    data = b"".join(member(one) if is_gzipped else one for one in records)
    path = tmp_path / "a.warc"
    spoilt = 0
    for bit in range(len(data) * 8):
        damaged = bytearray(data)
        damaged[bit // 8] ^= 1 << bit % 8
        path.write_bytes(damaged)
        try:
            for capture in read_captures(path):
                _ = capture.payload
                if is_gzipped:
                    assert capture.payload in {PAGE[:5], PAGE[:9]}  # the checksum vouches for it
        except CaptureError:
            spoilt += 1
    assert spoilt > len(data) * (4 if is_gzipped else 1)


def test_a_record_as_large_as_a_film_takes_no_memory(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "a.warc"
    size = PAGE_BYTES_MAX + 20_000_000
    with path.open("wb") as file:
        head = record(b"", kind="response").replace(b"Length: 0", b"Length: %d" % size)
        file.write(head[:-4])
        file.seek(size, io.SEEK_CUR)
        file.write(b"\r\n\r\n" + record(http()))
    tracemalloc.start()
    assert only(path).payload == PAGE
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_reader_that_stops_half_way_leaves_nothing_open_and_stderr_in_its_place(
    tmp_path: Path,
) -> None:
    path = written(tmp_path / "a.warc.gz", *[member(record(http()))] * 3)
    stderr = sys.stderr
    first, second = read_captures(path), read_captures(path)
    assert next(first).payload == next(second).payload
    assert sys.stderr is stderr
    first.close()  # type: ignore[attr-defined]
    second.close()  # type: ignore[attr-defined]


def test_many_captures_in_memory_stay_as_small_as_they_were_sent(tmp_path: Path) -> None:
    body = gzip.compress(bytes(5_000_000))
    one = member(record(http(body, "Content-Encoding: gzip")))
    captures = list(read_captures(written(tmp_path / "a.warc.gz", *[one] * 50)))
    assert sum(len(capture.body) for capture in captures) < 1_000_000
    assert all(len(capture.payload) == 5_000_000 for capture in captures[:2])
    assert "body" not in repr(captures[0])
