"""Captures read back, ours and others', whole and damaged; and what the crawler says."""

import io
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.captures import (
    Capture,
    CaptureError,
    CaptureLine,
    FinishedLine,
    SavedPage,
    SegmentLine,
    StartedLine,
    id_of,
    read_captures,
    read_said,
    write_pages,
)
from tests.crawler.warcs import ID, PAGE, URL, by_warcio, http, member, record, written
from tests.timing import quickly

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


def test_a_list_in_several_header_lines_is_one_and_of_others_the_first_line_counts(
    tmp_path: Path,
) -> None:
    """A line that begins with a space goes on with the one before it, whichever that is."""
    lines = ("Link: </a>; rel=x", "X-A: a", "link: </A>; rel=x", "X-A: b", " x-b: c", "Link: <")
    capture = only(written(tmp_path / "a.warc", record(http(PAGE, *lines, " /c>"))))
    assert capture.headers == {"link": "</a>; rel=x, </A>; rel=x, < /c>", "x-a": "a"}


@pytest.mark.parametrize(
    "lines",
    [
        ("Link: </a>", "Link: </b>"),
        ("Content-Encoding: x", "Content-Encoding: y"),
        ("Transfer-Encoding: x", "Transfer-Encoding: y"),
        (f" {'a' * 200}", " b"),
    ],
)
def test_many_header_lines_take_no_longer_than_few(tmp_path: Path, lines: tuple[str, str]) -> None:
    path = written(tmp_path / "a.warc", record(http(PAGE, "X-A: a", *lines * 20_000)))
    with quickly():
        assert only(path).status == 200


def test_an_address_that_is_no_ascii_is_kept(tmp_path: Path) -> None:
    capture = only(written(tmp_path / "a.warc", record(http(), url="https://a.example/é")))
    assert capture.url == "https://a.example/é"


# what is written here ------------------------------------------------------------------------


def test_pages_without_their_exchange_are_read_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "pages.warc.gz"
    bodies = [PAGE, b"", b"\x00\xff" * 999]
    pages = [
        SavedPage(id=UUID(int=n), url=URL, media_type="text/html", captured_at=AT, body=body)
        for n, body in enumerate(bodies)
    ]
    write_pages(path, pages)
    captures = list(read_captures(path))
    assert [capture.payload for capture in captures] == bodies
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
