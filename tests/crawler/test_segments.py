"""Segments: what is written, and that a crash loses no whole record and leaves no half one."""

import errno
import fcntl
import gzip
import hashlib
import io
import json
import os
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.indexer import Indexer

from crawler.captures import CaptureError, SegmentLine, read_capture, read_captures
from crawler.captures.exchanges import Exchange
from crawler.captures.records import read_records
from crawler.plan import Known, Limits, Listed, Plan
from crawler.segments import OPEN_SUFFIX, SUFFIX, Segment, left_behind
from tests.crawler.warcs import PAGE, URL, by_fastwarc, by_warcio, strictly

NOW = datetime(2024, 2, 17, 3, 0, 0, 123456, tzinfo=UTC)
PLAN = Plan(
    run_id=UUID("0e7aaf8b-4a1b-4a55-9d3e-7f2a2d0c7f10"),
    site="local",
    hosts=("127.0.0.1:8000",),
    user_agent="warta",
    now=NOW,
)


def exchange(number: int = 1, **fields: Any) -> Exchange:
    given_: dict[str, Any] = {
        "id": UUID(int=number),
        "url": URL,
        "requested_url": URL,
        "kind": "page",
        "request_line": "GET /iran/judul HTTP/1.1",
        "request_headers": [("User-Agent", "warta")],
        "status_line": "200 OK",
        "response_headers": [("Content-Type", "text/html"), ("Content-Length", str(len(PAGE)))],
        "body": PAGE,
        "captured_at": NOW,
        "fetch_ms": 12,
        "ip_address": "192.0.2.1",
        "is_last": True,
    }
    return Exchange(**given_ | fields)


def open_segment(folder: Path, *exchanges: Exchange) -> Path:
    """A segment as a killed crawler leaves it."""
    segment = Segment(folder, PLAN, 1)
    for one in exchanges:
        segment.add(one)
    os.close(segment._descriptor)
    (path,) = folder.glob(f"*{OPEN_SUFFIX}")
    return path


def test_a_segment_holds_what_was_exchanged(tmp_path: Path) -> None:
    segment = Segment(tmp_path, PLAN, 3)
    listed = Listed(post_id=7, modified_at=NOW)
    segment.add(
        exchange(kind="listing", requested_url="https://purnawarta.com/?p=7", listed=listed)
    )
    said = segment.close()
    assert said == SegmentLine(path=said.path, captures=1)
    (capture,) = read_captures(said.path)
    assert (capture.id, capture.kind, capture.url) == (UUID(int=1), "listing", URL)
    assert capture.requested_url == "https://purnawarta.com/?p=7"
    assert (capture.status, capture.payload, capture.captured_at) == (200, PAGE, NOW)
    assert (capture.run_id, capture.fetch_ms, capture.listed) == (PLAN.run_id, 12, listed)
    assert [record.type for record in read_records(said.path)] == [
        "warcinfo", "response", "request",
    ]  # fmt: skip


KNOWN = Known(
    id=UUID(int=1), url=URL, captured_at=NOW, payload_sha256=hashlib.sha256(PAGE).hexdigest()
)


def indexed(path: Path) -> list[tuple[int, int, str]]:
    """Offset, length and name of each record, as `warcio index` says."""
    told = io.StringIO()
    indexer = Indexer("offset,length,warc-record-id", [str(path)], "-")
    with path.open("rb") as file:
        indexer.process_one(file, told, path.name)
    entries = map(json.loads, told.getvalue().splitlines())
    return [(int(e["offset"]), int(e["length"]), e["warc-record-id"]) for e in entries]


def of_all_kinds(folder: Path) -> Path:
    """A segment with pages of several sizes, a compressed one, a redirect and a revisit."""
    segment = Segment(folder, PLAN, 1)
    for number in range(1, 5):
        segment.add(exchange(number, body=os.urandom(number * 999 - 999)))
    packed = [("Content-Encoding", "gzip"), ("Content-Type", "text/html")]
    segment.add(exchange(5, body=gzip.compress(PAGE), response_headers=packed))
    segment.add(exchange(6, is_last=False, status_line="301 Moved Permanently", body=b""))
    segment.add(exchange(7, same_as=KNOWN))
    return segment.close().path


def test_three_other_readers_read_it_and_agree(tmp_path: Path) -> None:
    data = of_all_kinds(tmp_path).read_bytes()
    assert by_warcio(data) == by_fastwarc(data) == strictly(data)
    pairs = ["response", "request"] * 6 + ["revisit", "request"]
    assert [kind for kind, _ in strictly(data)] == ["warcinfo", *pairs]


def test_a_record_is_found_by_the_place_that_an_index_gives(tmp_path: Path) -> None:
    """As pywb and its like do: by URL to offset and length, which are ours too."""
    path = of_all_kinds(tmp_path)
    lines = indexed(path)
    data = path.read_bytes()
    ours = {capture.offset: capture for capture in read_captures(path)}
    for offset, length, name in lines:
        piece = data[offset : offset + length]
        ((kind, _),) = by_fastwarc(piece)
        if kind in {"response", "revisit"} and offset in ours:
            assert name == f"<urn:uuid:{ours[offset].id}>"
            assert length == ours[offset].length
            assert read_capture(piece, path.name, offset=offset) == replace(
                ours[offset], run_id=None
            )
    assert set(ours) <= {offset for offset, *_ in lines}


def test_the_digests_are_those_that_every_tool_reckons(tmp_path: Path) -> None:
    data = of_all_kinds(tmp_path).read_bytes()
    checked = [
        one.verify_payload_digest()
        for one in FastIterator(io.BytesIO(data), WarcRecordType.response, parse_http=True)
    ]
    assert checked == [True] * 6


def test_a_page_that_is_what_it_was_is_a_revisit_of_it(tmp_path: Path) -> None:
    *_, again = read_captures(of_all_kinds(tmp_path))
    assert (again.id, again.revisit_of) == (UUID(int=7), UUID(int=1))
    assert (again.status, again.body, again.is_whole) == (200, b"", True)
    with pytest.raises(CaptureError, match="the body is kept with capture 00000000-"):
        _ = again.payload
    (fields,) = [r.fields for r in read_records(next(tmp_path.iterdir())) if r.type == "revisit"]
    assert fields["warc-profile"].endswith("/1.1/revisit/identical-payload-digest")
    assert fields["warc-refers-to"] == f"<urn:uuid:{UUID(int=1)}>"
    assert fields["warc-refers-to-target-uri"] == URL
    assert fields["warc-refers-to-date"] == fields["warc-date"]


def test_a_revisit_takes_no_room_for_the_body(tmp_path: Path) -> None:
    body = os.urandom(500_000)
    segment = Segment(tmp_path, PLAN, 1)
    segment.add(exchange(1, body=body, same_as=KNOWN))
    assert segment.close().path.stat().st_size < 3_000


def test_what_may_expire_has_a_segment_of_its_own(tmp_path: Path) -> None:
    segment = Segment(tmp_path, PLAN, 1, is_of_listings=True)
    assert segment.close().path.name.endswith("-listings.warc.gz")


def test_a_segment_under_work_has_another_name(tmp_path: Path) -> None:
    segment = Segment(tmp_path, PLAN, 1)
    assert not list(tmp_path.glob(f"*{SUFFIX}"))
    segment.add(exchange())
    said = segment.close()
    assert list(tmp_path.iterdir()) == [said.path]
    assert said.path.name.startswith("local-20240217030000-0e7aaf8b4a1b-")


def test_two_crawls_of_one_run_never_use_one_name(tmp_path: Path) -> None:
    paths = {Segment(tmp_path, PLAN, 1).close().path for _ in range(20)}
    assert len(paths) == 20


def test_a_redirect_is_kept_and_is_no_capture(tmp_path: Path) -> None:
    segment = Segment(tmp_path, PLAN, 1)
    segment.add(exchange(1, is_last=False, status_line="301 Moved Permanently", body=b""))
    segment.add(exchange(2))
    said = segment.close()
    assert said.captures == 1
    assert [capture.id.int for capture in read_captures(said.path)] == [2]
    assert len([r for r in read_records(said.path) if r.type == "response"]) == 2


@pytest.mark.parametrize(
    "text", ["\r\nWARC-Type: metadata", "é – “judul”", "\x00", " x ", "\ud800", "a" * 5_000]
)
def test_what_a_site_says_never_breaks_out_of_its_header(tmp_path: Path, text: str) -> None:
    segment = Segment(tmp_path, PLAN, 1)
    try:
        segment.add(exchange(1, requested_url=f"{URL}?{text}"))
    except UnicodeEncodeError:
        assert text == "\ud800"  # what no record can hold is told, and costs itself alone
    segment.add(exchange(2, response_headers=[("X-Judul", text.replace("\r\n", ""))]) if
                text != "\ud800" else exchange(2))  # fmt: skip
    path = segment.close().path
    assert [capture.payload for capture in read_captures(path)][-1] == PAGE
    assert {record.type for record in read_records(path)} == {"warcinfo", "response", "request"}
    assert by_warcio(path.read_bytes()) == strictly(path.read_bytes())


@pytest.mark.parametrize(
    ("limits", "captures"),
    [
        (Limits(segment_captures=3), 3),
        (Limits(segment_bytes=1_000), 1),
        (Limits(segment_s=0.001), 0),
        (Limits(segment_bytes=100_000), 2),
    ],
)
def test_a_segment_is_full_by_count_size_age_or_what_its_bodies_weigh(
    tmp_path: Path, limits: Limits, captures: int
) -> None:
    segment = Segment(tmp_path, PLAN, 1)
    time.sleep(0.002)
    body = bytes(200_000) if limits.segment_bytes == 100_000 else PAGE
    while not segment.is_full(limits):
        segment.add(exchange(segment.captures, body=body))
    assert segment.captures == captures
    segment.close()


# crashes -------------------------------------------------------------------------------------


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

    monkeypatch.setattr("crawler.segments.read_records", broken)
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


def test_closing_lets_go_of_the_file_and_its_lock(tmp_path: Path) -> None:
    path = Segment(tmp_path, PLAN, 1).close().path
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
