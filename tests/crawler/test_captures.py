"""Captures read back, ours and others', whole and damaged; and what the crawler says."""

import gzip
import io
import sys
import zlib
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.captures import (
    DECODED_BYTES_MAX,
    Capture,
    CaptureError,
    CaptureLine,
    FinishedLine,
    Page,
    SegmentLine,
    StartedLine,
    id_of,
    read_captures,
    read_said,
    write_pages,
)
from crawler.captures.coding import CutOffError, decode
from tests.crawler.warcs import ID, PAGE, URL, by_warcio, http, member, record, written

AT = datetime(2024, 2, 17, 3, tzinfo=UTC)


def only(path: Path) -> Capture:
    (capture,) = read_captures(path)
    return capture


# what others write ---------------------------------------------------------------------------


@pytest.mark.parametrize("is_gzipped", [True, False])
def test_a_response_is_a_capture(tmp_path: Path, *, is_gzipped: bool) -> None:
    one = record(http(PAGE, "Content-Type: text/html; charset=UTF-8", "ETag: x", "Etag: y"))
    path = written(tmp_path / "a.warc.gz", member(one) if is_gzipped else one)
    capture = only(path)
    assert (capture.id, capture.kind, capture.url, capture.requested_url) == (
        ID,
        "import",
        URL,
        URL,
    )
    assert (capture.status, capture.payload, capture.captured_at) == (200, PAGE, AT)
    assert (capture.media_type, capture.charset) == ("text/html", "UTF-8")
    assert capture.headers["etag"] == "x"
    assert (capture.offset, capture.run_id) == (0, None)


@pytest.mark.parametrize("is_gzipped", [True, False])
def test_a_capture_is_found_again_by_its_place(tmp_path: Path, *, is_gzipped: bool) -> None:
    records = [record(http(f"{n}".encode() * n), record_id=UUID(int=n)) for n in range(1, 9)]
    parts = [member(one) if is_gzipped else one for one in records]
    path = written(tmp_path / "a.warc.gz", *parts)
    data = path.read_bytes()
    for capture in read_captures(path):
        piece = data[capture.offset : capture.offset + capture.length]
        alone = only(written(tmp_path / "one.warc.gz", piece))
        assert (alone.id, alone.payload) == (capture.id, capture.payload)
    assert [capture.id.int for capture in read_captures(path)] == list(range(1, 9))


def test_what_wget_writes_is_read(tmp_path: Path) -> None:
    path = written(
        tmp_path / "wget.warc",
        record(b"software: Wget/1.21\r\n", kind="warcinfo", url=None, version="1.0"),
        record(b"GET /iran/judul HTTP/1.1\r\n\r\n", kind="request", url=f"<{URL}>", version="1.0"),
        record(http(), url=f"<{URL}>", version="1.0"),
        record(b"<meta>", kind="metadata", url="metadata://gnu.org/software/wget/", version="1.0"),
        record(b"log", kind="resource", url="metadata://gnu.org/software/wget/log", version="1.0"),
    )  # fmt: skip
    capture = only(path)
    assert (capture.url, capture.payload) == (URL, PAGE)


@pytest.mark.parametrize(
    "other",
    [
        record(http(b""), kind="revisit", extra="WARC-Refers-To-Date: 2024-01-01T00:00:00Z\r\n"),
        record(b"20240217\na.example. 300 IN A 192.0.2.1\n", url="dns:a.example"),
        record(b"", kind="revisit"),
        record(b"", kind="response"),
        record(b"\x16\x03\x01", kind="response"),
        record(b"moved", kind="conversion"),
        record(b"what", kind="zukunft"),
        record(b"half", kind="continuation"),
        record(b"{}", kind="metadata", url="urn:x"),
        record(b"x", kind="resource", url=None),
        record(http(), url="ftp://purnawarta.com/x"),
    ],
)  # fmt: skip
def test_records_that_are_no_pages_are_passed_over(tmp_path: Path, other: bytes) -> None:
    path = written(tmp_path / "a.warc.gz", member(other), member(record(http())), member(other))
    assert only(path).payload == PAGE


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("HTTP/2 200", 200),
        ("HTTP/2 404 ", 404),
        ("HTTP/3 301", 301),
        ("HTTP/1.0 200 Baik", 200),
        ("HTTP/1.1 503", 503),
        ("HTTP/1.1  204  Nihil", 204),
    ],
)
def test_status_lines_of_every_version_are_read(tmp_path: Path, status: str, code: int) -> None:
    path = written(tmp_path / "a.warc", record(http(status=status)))
    assert only(path).status == code


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("2024-02-17T03:00:00Z", AT),
        ("2024-02-17T03:00:00.123456Z", AT.replace(microsecond=123456)),
        ("2024-02-17T03:00:00.123456789Z", AT.replace(microsecond=123456)),
        ("2024-02-17T10:00:00+07:00", AT),
        ("2024-02-17T03:00:00", AT),
        ("2024-02-17", AT.replace(hour=0)),
    ],
)
def test_dates_of_every_precision_are_read(tmp_path: Path, date: str, at: datetime) -> None:
    path = written(tmp_path / "a.warc", record(http(), date=date, version="1.0"))
    assert only(path).captured_at == at


def test_a_record_without_an_id_is_named_by_its_address_and_bytes(tmp_path: Path) -> None:
    path = written(tmp_path / "a.warc", record(http(), record_id=None))
    assert only(path).id == id_of(URL, PAGE)
    assert id_of(URL, PAGE) != id_of(URL, PAGE + b" ")


def test_line_ends_and_header_lines_of_any_form_are_read(tmp_path: Path) -> None:
    block = b"HTTP/1.1 200 OK\nContent-Type: text/html;\n charset=utf-8\nX-T: caf\xe9\n\n" + PAGE
    one = record(block, extra="X-Long: one\r\n  two\r\n").replace(b"WARC-Type", b"warc-type")
    capture = only(written(tmp_path / "a.warc", one))
    assert (capture.media_type, capture.charset) == ("text/html", "utf-8")
    assert (capture.payload, capture.headers["x-t"]) == (PAGE, "café")


def test_an_address_that_is_no_ascii_is_kept(tmp_path: Path) -> None:
    capture = only(written(tmp_path / "a.warc", record(http(), url="https://a.example/é")))
    assert capture.url == "https://a.example/é"


# codings -------------------------------------------------------------------------------------


def chunked(*parts: bytes) -> bytes:
    pieces = [b"%x;name=value\r\n%b\r\n" % (len(part), part) for part in parts]
    return b"".join([*pieces, b"0\r\n", b"Trailer: x\r\n", b"\r\n"])


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (PAGE, ()),
        (gzip.compress(PAGE, mtime=0), ("Content-Encoding: gzip",)),
        (gzip.compress(PAGE, mtime=0), ("Content-Encoding: X-GZIP",)),
        (
            gzip.compress(PAGE[:9], mtime=0) + gzip.compress(PAGE[9:], mtime=0),
            ("Content-Encoding: gzip",),
        ),
        (gzip.compress(PAGE, mtime=0) + b"\0\0", ("Content-Encoding: gzip",)),
        (zlib.compress(PAGE), ("Content-Encoding: deflate",)),
        (zlib.compress(PAGE)[2:-4], ("Content-Encoding: deflate",)),
        (brotli.compress(PAGE), ("Content-Encoding: br",)),
        (brotli.compress(gzip.compress(PAGE, mtime=0)), ("Content-Encoding: gzip, br",)),
        (PAGE, ("Content-Encoding: gzip",)),
        (PAGE, ("Content-Encoding: deflate",)),
        (PAGE, ("Content-Encoding: br",)),
        (PAGE, ("Content-Encoding: identity",)),
        (PAGE, ("Content-Encoding: none-such",)),
        (b"", ("Content-Encoding: gzip",)),
        (chunked(PAGE[:7], PAGE[7:]), ("Transfer-Encoding: chunked",)),
        (
            chunked(gzip.compress(PAGE, mtime=0)),
            ("Transfer-Encoding: Chunked", "Content-Encoding: gzip"),
        ),
        (PAGE, ("Transfer-Encoding: chunked",)),
    ],
)
def test_the_payload_is_what_was_meant_and_the_digest_of_what_was_sent(
    tmp_path: Path, body: bytes, headers: tuple[str, ...]
) -> None:
    capture = only(written(tmp_path / "a.warc", record(http(body, *headers))))
    assert capture.payload == (PAGE if body else b"")
    assert capture.body == body
    assert capture.is_whole


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE, mtime=0)[:-1], ("Content-Encoding: gzip",)),
        (gzip.compress(PAGE, mtime=0)[:15], ("Content-Encoding: gzip",)),
        (zlib.compress(PAGE)[:-1], ("Content-Encoding: deflate",)),
        (brotli.compress(PAGE)[:-3], ("Content-Encoding: br",)),
        (chunked(PAGE)[:-20], ("Transfer-Encoding: chunked",)),
        (chunked(PAGE)[:20], ("Transfer-Encoding: chunked",)),
        (PAGE, (f"Content-Length: {len(PAGE) + 1}",)),
    ],
)
def test_half_a_body_is_no_payload(tmp_path: Path, body: bytes, headers: tuple[str, ...]) -> None:
    capture = only(written(tmp_path / "a.warc", record(http(body, *headers))))
    with pytest.raises(CutOffError):
        _ = capture.payload


def test_a_body_that_its_writer_cut_is_no_payload(tmp_path: Path) -> None:
    path = written(tmp_path / "a.warc", record(http(), extra="WARC-Truncated: length\r\n"))
    assert not only(path).is_whole
    with pytest.raises(CutOffError, match="shorter"):
        _ = only(path).payload


def test_a_bomb_is_refused_when_it_is_asked_for_and_costs_the_others_nothing(
    tmp_path: Path,
) -> None:
    layer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(layer.compress(bytes(1_000_000)) for _ in range(52)) + layer.flush()
    path = written(
        tmp_path / "a.warc.gz",
        member(record(http(bomb, "Content-Encoding: gzip"))),
        member(record(http())),
    )
    first, second = read_captures(path)
    with pytest.raises(CaptureError, match=f"over {DECODED_BYTES_MAX:,} bytes"):
        _ = first.payload
    assert second.payload == PAGE


def test_a_brotli_bomb_is_refused() -> None:
    bomb = brotli.compress(bytes(DECODED_BYTES_MAX + 1_000), quality=1)
    with pytest.raises(CaptureError, match="over"):
        decode(bomb, {"content-encoding": "br"}, "it")


def test_members_add_up_to_a_bomb() -> None:
    half = gzip.compress(bytes(DECODED_BYTES_MAX // 2 + 1), 1)
    with pytest.raises(CaptureError, match="over"):
        decode(half * 2, {"content-encoding": "gzip"}, "it")


@settings(max_examples=200)
@given(
    st.binary(max_size=400),
    st.sampled_from(["gzip", "deflate", "br", "gzip, br", "x"]),
    st.sampled_from([b"", b"\x1f\x8b\x08", b"5\r\n", b"\x78\x9c"]),
    st.booleans(),
)
def test_no_body_fails_with_anything_but_a_capture_error(
    body: bytes,
    coding: str,
    start: bytes,
    is_chunked: bool,  # noqa: FBT001 (Hypothesis gives it)
) -> None:
    headers = {"content-encoding": coding} | (
        {"transfer-encoding": "chunked"} if is_chunked else {}
    )
    try:
        assert isinstance(decode(start + body, headers, "it"), bytes)
    except CaptureError as exc:
        assert str(exc).startswith("it: ")  # noqa: PT017 (either is right)


# damage --------------------------------------------------------------------------------------


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
    size = DECODED_BYTES_MAX + 20_000_000
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


# what is written here ------------------------------------------------------------------------


def test_pages_without_their_exchange_are_read_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "pages.warc.gz"
    bodies = [PAGE, b"", b"\x00\xff" * 999]
    pages = [
        Page(id=UUID(int=n), url=URL, media_type="text/html", captured_at=AT, body=body)
        for n, body in enumerate(bodies)
    ]
    write_pages(path, pages)
    captures = list(read_captures(path))
    assert [c.payload for c in captures] == [body for body in bodies if body]
    assert captures[0].id == UUID(int=0)
    assert (captures[0].status, captures[0].media_type, captures[0].kind) == (
        200,
        "text/html",
        "import",
    )
    assert captures[0].captured_at == AT
    assert len(by_warcio(path.read_bytes())) == 3
    assert list(tmp_path.iterdir()) == [path]


def test_what_warcio_writes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True, warc_version="1.0")
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
        payload = io.BytesIO(PAGE)
        writer.write_record(
            writer.create_warc_record(
                URL, "response", payload=payload, length=len(PAGE), http_headers=headers
            )
        )
    assert only(path).payload == PAGE


@pytest.mark.parametrize(
    "line",
    [
        StartedLine(),
        CaptureLine(url=URL, kind="page", fetched="failed", captured_at=AT, reason="x"),
        SegmentLine(path=Path("/a b/c.warc.gz"), captures=3),
        FinishedLine(reason="finished", requests=1, captures=1),
    ],
)
def test_what_the_crawler_says_is_understood(
    line: StartedLine | CaptureLine | SegmentLine | FinishedLine,
) -> None:
    written_line = line.line()
    assert written_line.count(b"\n") == 1
    assert read_said(written_line) == line


@pytest.mark.parametrize("line", [b"", b"{}", b'{"type": "cheer"}', b"Traceback", b"\xff" * 500])
def test_anything_else_on_its_output_is_an_error(line: bytes) -> None:
    with pytest.raises(CaptureError, match="can't be understood") as caught:
        read_said(line)
    assert len(str(caught.value)) < 2_000
