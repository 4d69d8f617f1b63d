"""Bytes of a page to text, or to UTF-8, whatever they claim to be. Never fails."""

import codecs
import re
from typing import Final

#: A larger page is cut here: the biggest article of the field is a tenth of it.
MAX_CHARS: Final = 8_000_000
_META: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_XML: Final = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{2,40})")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PIECE: Final = 4_096
_MARKS: Final = tuple(mark for mark, _ in _BOMS)
#: What browsers read these names as (https://encoding.spec.whatwg.org/#names-and-labels).
_AS_BROWSERS: Final = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
#: Codecs of Python that turn no bytes into text, or run long on hostile input.
_REFUSED: Final = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf-7"})


def decode(payload: bytes, charset: str | None) -> tuple[str, str, bool]:
    """Return the text of ``payload``, the name of its encoding, and whether all could be read.

    A byte order mark is believed before the HTTP header's ``charset``, the header before the
    page's own ``<meta>``. Bytes that are valid UTF-8 are UTF-8 whoever says otherwise: by chance
    they are never. What can't be decoded becomes U+FFFD.
    """
    payload = payload[: MAX_CHARS * 4]
    for bom, name in _BOMS:
        if payload.startswith(bom):
            return _read(payload[len(bom) :], name)
    try:
        return payload.decode("utf-8")[:MAX_CHARS], "utf-8", True
    except UnicodeDecodeError:
        pass
    told = [name for name in (_known(charset), _known(_declared(payload))) if name] or ["utf-8"]
    readings = [_read(payload, name) for name in dict.fromkeys(told)]
    return next((reading for reading in readings if reading[2]), readings[0])


def _read(payload: bytes, name: str) -> tuple[str, str, bool]:
    """Return what ``decode`` does, for an encoding."""
    try:
        return payload.decode(name)[:MAX_CHARS], name, True
    except UnicodeDecodeError:
        return payload.decode(name, "replace")[:MAX_CHARS], name, False


def as_utf8(payload: bytes, charset: str | None) -> bytes:
    """Return ``payload`` in UTF-8, for a parser that reads it as such."""
    return read_utf8(payload, charset)[0]


def read_utf8(payload: bytes, charset: str | None) -> tuple[bytes, bool]:
    """Return what ``as_utf8`` does, and whether all could be read."""
    if len(payload) <= MAX_CHARS and not payload.startswith(_MARKS) and _is_utf8(payload):
        return payload, True
    text, _, is_whole = decode(payload, charset)
    return text.encode("utf-8", "ignore"), is_whole


def _is_utf8(payload: bytes) -> bool:
    """Whether all of it can be read; in small pieces, of which few are not ASCII alone."""
    place = 0
    try:
        while piece := payload[place : place + _PIECE]:
            is_last = place + _PIECE >= len(payload)
            is_ascii = piece.isascii()
            place += len(piece) if is_ascii else codecs.utf_8_decode(piece, "strict", is_last)[1]
    except UnicodeDecodeError:
        return False
    return True


def _declared(payload: bytes) -> str | None:
    found = _XML.search(payload[:200]) or _META.search(payload[:2048])
    return found[1].decode("ascii", "ignore") if found else None


def _known(name: str | None) -> str | None:
    """Return Python's name of an encoding that can be used for text, or None."""
    try:
        found = codecs.lookup((name or "").strip())
    except (LookupError, ValueError):
        return None
    is_text = getattr(found, "_is_text_encoding", True)
    if not is_text or found.name in _REFUSED:
        return None
    return _AS_BROWSERS.get(found.name, found.name)
