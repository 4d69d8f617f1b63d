"""A page in an archive of MIME, as browsers save one with its pictures in one file (``.mhtml``).

Its first part of HTML is the page (https://www.rfc-editor.org/rfc/rfc2557). Never fails.
"""

import binascii
import quopri
import re
from typing import Final

#: How such a file begins, by browser: "From: <Saved by Blink>", "MIME-Version: 1.0".
_BEGINS: Final = re.compile(
    rb"(?:from|subject|date|mime-version|content-type|snapshot-content-location|x-[\w-]+):",
    re.IGNORECASE,
)
_BLANK_LINE: Final = re.compile(rb"\r?\n\r?\n")
_BOUNDARY: Final = re.compile(
    rb"content-type:\s*multipart/related;[^:]*?boundary=\"?([^\"\r\n;]{1,70})", re.IGNORECASE
)
_HTML: Final = re.compile(rb"content-type:\s*(?:text/html|application/xhtml)", re.IGNORECASE)
_ENCODING: Final = re.compile(rb"content-transfer-encoding:\s*([\w-]{1,20})", re.IGNORECASE)
_MAX_HEAD: Final = 8_000


def unpacked(payload: bytes) -> bytes:
    """Return the page in the archive ``payload``, empty where none is; any other as it is."""
    boundary = _boundary(payload)
    if boundary is None:
        return payload
    for part in payload.split(b"--" + boundary):
        head, body = _cut(part)
        if _HTML.search(head):
            return _decoded(body, _ENCODING.search(head))
    return b""


def is_archive(payload: bytes) -> bool:
    """Whether ``payload`` is such an archive, by its head."""
    return _boundary(payload) is not None


def _boundary(payload: bytes) -> bytes | None:
    """Return what stands between the parts of an archive; None where ``payload`` is no such."""
    if not _BEGINS.match(payload):
        return None
    found = _BOUNDARY.search(_cut(payload[:_MAX_HEAD])[0])
    return found[1] if found else None


def _cut(part: bytes) -> tuple[bytes, bytes]:
    """Return head and body, between which is the first empty line."""
    start = len(part) - len(part.lstrip())
    blank = _BLANK_LINE.search(part, start)
    return (part[start : blank.start()], part[blank.end() :]) if blank else (part[start:], b"")


def _decoded(body: bytes, encoding: re.Match[bytes] | None) -> bytes:
    name = encoding[1].lower() if encoding else b""
    if name == b"quoted-printable":
        return quopri.decodestring(body)
    try:
        return binascii.a2b_base64(body) if name == b"base64" else body
    except binascii.Error:
        return b""
