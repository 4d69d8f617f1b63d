"""Bytes become text, whatever they claim to be."""

import pytest

from crawler.extract.decode import as_utf8, decode
from tests.crawler.extract.pages import LAST, LEAD, URL, page, paragraphs, site

TEXT = "<p>Sana’a – “naïf”</p>"


@pytest.mark.parametrize(
    ("payload", "charset"),
    [
        (TEXT.encode(), None),
        (TEXT.encode(), "iso-8859-1"),
        (TEXT.encode("utf-8-sig"), None),
        (TEXT.encode("utf-16"), None),
        (TEXT.encode("cp1252"), "windows-1252"),
        (TEXT.encode("cp1252"), "iso-8859-1"),
        (b'<meta charset="windows-1252">' + TEXT.encode("cp1252"), None),
        (b'<meta http-equiv=x content="text/html; charset=cp1252">' + TEXT.encode("cp1252"), ""),
        (b'<?xml version="1.0" encoding="cp1252"?>' + TEXT.encode("cp1252"), "tidak-ada"),
    ],
)
def test_finds_the_encoding(payload: bytes, charset: str | None) -> None:
    """Byte order mark, valid UTF-8, header, meta: in this order."""
    assert decode(payload, charset)[0].endswith(TEXT)
    assert as_utf8(payload, charset).decode() == decode(payload, charset)[0]


@pytest.mark.parametrize("charset", ["zip", "base64", "rot13", "idna", "utf-7", "x" * 999, "\x00"])
def test_an_encoding_that_is_none_is_passed_over(charset: str) -> None:
    """Python knows codecs that are no encodings of text."""
    assert decode(b"a\xff", charset) == ("a\ufffd", "utf-8")


def test_broken_bytes_cost_no_paragraph() -> None:
    """What can't be read is marked, and the rest stands."""
    from crawler.extract import extract

    payload = page(paragraphs(LEAD, "XX " + LAST)).encode().replace(b"XX", b"\xff\x00\xfe")
    found = extract(payload, url=URL, site=site(), charset="utf-8")
    assert found.body_parts[0] == LEAD
    assert found.body_parts[1].endswith(LAST)
    assert "\x00" not in found.body


@pytest.mark.parametrize("size", [16_383, 16_384, 16_385, 40_000])
def test_utf8_is_known_across_pieces(size: int) -> None:
    """A character may lie on the border of two pieces; one that is cut off is none."""
    payload = b"a" * (size - 1) + "’".encode() + b"b"
    assert as_utf8(payload, None) is payload
    assert as_utf8(payload[:-2], None).decode() == "a" * (size - 1) + "\ufffd"
