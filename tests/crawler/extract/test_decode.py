"""Bytes become text, whatever they claim to be."""

import pytest

from crawler.extract import extract
from crawler.extract.decode import decode, read_utf8
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
    assert read_utf8(payload, charset) == (decode(payload, charset)[0].encode(), True)


@pytest.mark.parametrize("charset", ["zip", "base64", "rot13", "idna", "utf-7", "x" * 999, "\x00"])
def test_an_encoding_that_is_none_is_passed_over(charset: str) -> None:
    """Python knows codecs that are no encodings of text."""
    assert decode(b"a\xff", charset) == ("a\ufffd", "utf-8", False)


def test_broken_bytes_cost_no_paragraph() -> None:
    """What can't be read is marked, and the rest stands."""
    payload = page(paragraphs(LEAD, "XX " + LAST)).encode().replace(b"XX", b"\xff\x00\xfe")
    found = extract(payload, url=URL, site=site(), charset="utf-8")
    assert found.body_parts[0] == LEAD
    assert found.body_parts[1].endswith(LAST)
    assert "\x00" not in found.body
    assert (found.verdict, found.reasons) == ("suspect", ("text_unreadable",))


def test_letters_that_are_missing_elsewhere_or_for_good_are_no_damage() -> None:
    """In a menu; or where the site itself writes the sign for them."""
    menu = page(paragraphs(LEAD, LAST), around=("<nav>XX</nav>", "")).encode()
    own = page(paragraphs(LEAD, "Nama \ufffd " + LAST)).encode()
    for payload in (menu.replace(b"XX", b"\xff"), own):
        assert extract(payload, url=URL, site=site(), charset="utf-8").verdict == "good"


def test_the_page_s_own_word_is_taken_where_the_header_s_does_not_read() -> None:
    """Not the other way round: a header is not written by an editor."""
    html = page(paragraphs("“Baik,” katanya. " + LEAD, LAST)).replace("utf-8", "windows-1252")
    found = extract(html.encode("cp1252"), url=URL, site=site(), charset="utf-8")
    assert (found.verdict, found.body_parts[0]) == ("good", "“Baik,” katanya. " + LEAD)


@pytest.mark.parametrize("size", [16_383, 16_384, 16_385, 40_000])
def test_utf8_is_known_across_pieces(size: int) -> None:
    """A character may lie on the border of two pieces; one that is cut off is none."""
    payload = b"a" * (size - 1) + "’".encode() + b"b"
    assert read_utf8(payload, None)[0] is payload
    assert read_utf8(payload[:-2], None) == (b"a" * (size - 1) + "\ufffd".encode(), False)
