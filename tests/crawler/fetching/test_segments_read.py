"""Segments as other programs read them: index, digests, revisits."""

import io
import json
import os
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from warcio.indexer import Indexer

from crawler.captures import CaptureError, read_capture, read_captures
from crawler.captures.records import read_records
from crawler.fetching.segments import Segment
from tests.crawler.fetching.segments import KNOWN, PLAN, exchange, of_all_kinds
from tests.crawler.warcs import URL, by_fastwarc, by_warcio, strictly


def indexed(path: Path) -> list[tuple[int, int, str]]:
    """Offset, length and name of each record, as `warcio index` says."""
    told = io.StringIO()
    indexer = Indexer("offset,length,warc-record-id", [str(path)], "-")
    with path.open("rb") as file:
        indexer.process_one(file, told, path.name)
    entries = map(json.loads, told.getvalue().splitlines())
    return [(int(e["offset"]), int(e["length"]), e["warc-record-id"]) for e in entries]


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
