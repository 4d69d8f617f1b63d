"""Bodies as they were sent, and what was meant by them; bombs and halves among them."""

import gzip
import random
import zlib
from pathlib import Path

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.captures import Capture, CaptureError, read_captures
from crawler.captures.coding import CutOffError, decode
from crawler.limits import PAGE_BYTES_MAX
from tests.crawler.warcs import PAGE, http, member, record, written
from tests.timing import quickly

#: What may be the beginning of a body in brotli, or without zlib's wrapping in deflate.
JSON = b"[]"
GZIPPED = gzip.compress(PAGE, mtime=0)


def only(path: Path) -> Capture:
    (capture,) = read_captures(path)
    return capture


def chunked(*parts: bytes) -> bytes:
    pieces = [b"%x;name=value\r\n%b\r\n" % (len(part), part) for part in parts]
    return b"".join([*pieces, b"0\r\n", b"Trailer: x\r\n", b"\r\n"])


@pytest.mark.parametrize(
    ("payload", "body", "headers"),
    [
        (PAGE, PAGE, ()),
        (PAGE, GZIPPED, ("Content-Encoding: gzip",)),
        (PAGE, GZIPPED, ("Content-Encoding: X-GZIP",)),
        (
            PAGE,
            gzip.compress(PAGE[:9], mtime=0) + gzip.compress(PAGE[9:], mtime=0),
            ("Content-Encoding: gzip",),
        ),
        (PAGE, GZIPPED + b"\0\0", ("Content-Encoding: gzip",)),
        (PAGE, zlib.compress(PAGE), ("Content-Encoding: deflate",)),
        (PAGE, zlib.compress(PAGE)[2:-4], ("Content-Encoding: deflate",)),
        (PAGE, brotli.compress(PAGE), ("Content-Encoding: br",)),
        (PAGE, brotli.compress(GZIPPED), ("Content-Encoding: gzip, br",)),
        (PAGE, GZIPPED, ("Content-Encoding: identity", "Content-Encoding: gzip")),
        (PAGE, GZIPPED, ("Content-Encoding: gzip", "Content-Encoding: br")),
        (
            PAGE,
            GZIPPED,
            ("X-A: a", "X-A: b", " c", "Content-Encoding:", "Content-Encoding: gzip"),
        ),
        (PAGE, PAGE, ("Content-Encoding: zstd",)),
        (
            JSON,
            zlib.compress(JSON),
            ("Content-Encoding: deflate", "Content-Encoding: deflate"),
        ),
        (JSON, brotli.compress(JSON), ("Content-Encoding: br", "Content-Encoding: BR")),
        (
            PAGE,
            brotli.compress(GZIPPED),
            ("Content-Encoding: gzip, br", "Content-Encoding: gzip,br", "Content-Encoding: br"),
        ),
        (PAGE, brotli.compress(brotli.compress(PAGE)), ("Content-Encoding: br, br",)),
        (PAGE, PAGE, ("Content-Encoding: gzip",)),
        (PAGE, PAGE, ("Content-Encoding: deflate",)),
        (PAGE, PAGE, ("Content-Encoding: br",)),
        (PAGE, PAGE, ("Content-Encoding: identity",)),
        (PAGE, PAGE, ("Content-Encoding: none-such",)),
        (b"", b"", ("Content-Encoding: gzip",)),
        (PAGE, chunked(PAGE[:7], PAGE[7:]), ("Transfer-Encoding: chunked",)),
        (PAGE, chunked(GZIPPED), ("Transfer-Encoding: Chunked", "Content-Encoding: gzip")),
        (PAGE, PAGE, ("Transfer-Encoding: chunked",)),
    ],
)
def test_the_payload_is_what_was_meant_and_the_digest_of_what_was_sent(
    tmp_path: Path, payload: bytes, body: bytes, headers: tuple[str, ...]
) -> None:
    capture = only(written(tmp_path / "a.warc", record(http(body, *headers))))
    assert capture.payload == payload
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


def test_a_coding_that_is_not_read_is_no_payload(tmp_path: Path) -> None:
    body = b"\x28\xb5\x2f\xfd" + PAGE
    capture = only(written(tmp_path / "a.warc", record(http(body, "Content-Encoding: zstd"))))
    with pytest.raises(CaptureError, match="coded as zstd"):
        _ = capture.payload


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
    with pytest.raises(CaptureError, match=f"over {PAGE_BYTES_MAX:,} bytes"):
        _ = first.payload
    assert second.payload == PAGE


def test_a_brotli_bomb_is_refused() -> None:
    bomb = brotli.compress(bytes(PAGE_BYTES_MAX + 1_000), quality=1)
    with pytest.raises(CaptureError, match="over"):
        decode(bomb, {"content-encoding": "br"}, "it")


def test_members_add_up_to_a_bomb() -> None:
    half = gzip.compress(bytes(PAGE_BYTES_MAX // 2 + 1), 1)
    with pytest.raises(CaptureError, match="over"):
        decode(half * 2, {"content-encoding": "gzip"}, "it")


def test_many_members_take_no_longer_than_one() -> None:
    body = gzip.compress(b"", 1, mtime=0) * 40_000 + gzip.compress(PAGE, mtime=0)
    with quickly():
        assert decode(body, {"content-encoding": "gzip"}, "it") == PAGE


def test_members_of_any_length_are_joined() -> None:
    """They end anywhere within what is read at a time, which grows with each."""
    parts = [random.Random(n).randbytes(n) for n in (0, 4_070, 4_073, 4_096, 12_300, 150_000, 1)]
    body = b"".join(gzip.compress(part, mtime=0) for part in parts)
    assert decode(body, {"content-encoding": "gzip"}, "it") == b"".join(parts)
    with pytest.raises(CutOffError):
        decode(body[:-1], {"content-encoding": "gzip"}, "it")


def test_as_many_codings_are_undone_as_curl_undoes() -> None:
    body = PAGE
    for _ in range(5):
        body = zlib.compress(body)
    named = ", ".join(["deflate", "identity"] * 5)
    assert decode(body, {"content-encoding": named}, "it") == PAGE
    with pytest.raises(CaptureError, match="coded 6 times over"):
        decode(zlib.compress(body), {"content-encoding": f"{named}, deflate"}, "it")


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
