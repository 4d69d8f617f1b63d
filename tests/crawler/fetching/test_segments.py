"""Segments: what is written under which name, and when one is full."""

import fcntl
import time
from pathlib import Path
from uuid import UUID

import pytest

from crawler.captures import SegmentLine, read_captures
from crawler.captures.records import read_records
from crawler.fetching.segments import SUFFIX, Segment
from crawler.plan import Limits, Listed
from tests.crawler.fetching.segments import NOW, PLAN, exchange
from tests.crawler.warcs import PAGE, URL, by_warcio, strictly


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


def test_closing_lets_go_of_the_file_and_its_lock(tmp_path: Path) -> None:
    path = Segment(tmp_path, PLAN, 1).close().path
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
