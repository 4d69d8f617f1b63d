"""Bodies as they were sent, turned into what was meant: transfer- and content-codings undone.

It takes bytes and headers; it knows neither files nor records.
"""

import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import Final, Protocol, cast

import brotli
from isal import isal_zlib

from crawler.captures.errors import CaptureError
from crawler.limits import PAGE_BYTES_MAX

_PIECE_BYTES: Final = 65_536
#: What is first read of a gzip member. What lies behind its end is copied, and it may be short.
_LEAST_BYTES: Final = 4_096
#: Each may take a second; curl undoes as many (``MAX_ENCODE_STACK``).
_CODINGS_MAX: Final = 5
_GZIP_MAGIC: Final = b"\x1f\x8b"
_ZSTD_MAGIC: Final = b"\x28\xb5\x2f\xfd"
#: What says that bytes are no such coding; isal's stubs call its exception an instance.
DAMAGED: Final = (zlib.error, cast("type[Exception]", isal_zlib.error))


class CutOffError(CaptureError):
    """The body ends before its coding does: half a page is no page."""


def decode(body: bytes, headers: Mapping[str, str], where: str) -> bytes:
    """Undo the codings of a body; a ``Content-Encoding`` that lies leaves the bytes as they are.

    Args:
        body: as it was sent.
        headers: names in lower case.
        where: what an error message calls it.

    Raises:
        CutOffError: it ends too early.
        CaptureError: it is over ``PAGE_BYTES_MAX`` once it is decoded, damaged, or in a coding that
            can't be undone, or in more than ``_CODINGS_MAX``.

    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _unchunked(body, where)
    named = [name for name in _names(headers.get("content-encoding", "")) if name in _DECODERS]
    if len(named) > _CODINGS_MAX:
        raise CaptureError(f"{where}: the body is said to be coded {len(named)} times over")
    for name in reversed(named):
        decoded = _DECODERS[name](body, where) if body else None
        body = body if decoded is None else decoded
    return body


def codings(lines: Iterable[str]) -> str:
    """Return what header lines say of a body's codings, as one line.

    A line that repeats the one before says nothing: some servers send it twice, and code once.
    """
    told: list[str] = []
    for more in map(_names, lines):
        told += more if told[-len(more) :] != more else ()
    return ", ".join(told)


def _names(line: str) -> list[str]:
    return line.lower().replace(" ", "").split(",")


def _unchunked(body: bytes, where: str) -> bytes:
    """Join the chunks (RFC 9112, section 7.1); a body that was joined already stays as it is."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 1_000)
        size = _chunk_size(body[at:end]) if end >= 0 else None
        if size is None:
            if not parts:
                return body
            raise CutOffError(f"{where}: the body ends within a chunk")
        if size == 0:
            return b"".join(parts)
        at = end + 2 + size
        if at > len(body):
            raise CutOffError(f"{where}: the body ends within a chunk")
        parts.append(body[end + 2 : at])
        at += 2 * (body[at : at + 2] == b"\r\n")


def _chunk_size(line: bytes) -> int | None:
    digits = line.partition(b";")[0].strip()
    is_hex = 0 < len(digits) <= 8 and not digits.strip(b"0123456789abcdefABCDEF")  # noqa: PLR2004
    return int(digits, 16) if is_hex else None


def _gunzipped(body: bytes, where: str) -> bytes | None:
    """Join the members of a gzip body; None when it is none at all."""
    if not body.startswith(_GZIP_MAGIC):
        return None
    parts: list[bytes] = []
    at, room = 0, PAGE_BYTES_MAX
    while body.startswith(_GZIP_MAGIC, at):
        inflate = isal_zlib.decompressobj(zlib.MAX_WBITS | 16)  # a third of zlib's time
        size = _LEAST_BYTES
        while not inflate.eof:
            if at >= len(body):
                raise _cut_off(where)
            part = _inflated(inflate, body[at : at + size], where, room=room)
            parts += [part] if part else []
            room -= len(part)
            at, size = at + size, min(2 * size, _PIECE_BYTES)
        at = min(at, len(body)) - len(inflate.unused_data)
    return b"".join(parts)


def _undeflated(body: bytes, where: str) -> bytes | None:
    """Undo ``deflate``, which servers send with zlib's wrapping or without; None for neither."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        inflate = zlib.decompressobj(window)
        try:
            inflate.copy().decompress(body[:_PIECE_BYTES], 1)
        except zlib.error:
            continue
        decoded = _inflated(inflate, body, where, room=PAGE_BYTES_MAX)
        if not inflate.eof:
            raise _cut_off(where)
        return decoded
    return None


def _room(parts: list[bytes]) -> int:
    return PAGE_BYTES_MAX - sum(map(len, parts))


class _Inflate(Protocol):
    """What zlib and its faster kin do alike."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def _inflated(inflate: _Inflate, body: bytes, where: str, *, room: int) -> bytes:
    try:
        decoded = inflate.decompress(body, room + 1)
    except DAMAGED as exc:
        raise CaptureError(f"{where}: the compressed body is damaged: {exc}") from exc
    if len(decoded) > room:
        raise _too_large(where)
    return decoded


def _unbrotlied(body: bytes, where: str) -> bytes | None:
    decoder, parts = brotli.Decompressor(), list[bytes]()
    try:
        for start in range(0, len(body), _PIECE_BYTES):
            piece = body[start : start + _PIECE_BYTES]
            parts.append(decoder.process(piece, output_buffer_limit=PAGE_BYTES_MAX))
            if _room(parts) < 0 or not decoder.can_accept_more_data():
                raise _too_large(where)
    except brotli.error as exc:
        if not parts:
            return None
        raise CaptureError(f"{where}: the compressed body is damaged: {exc}") from exc
    if not decoder.is_finished():
        raise _cut_off(where)
    return b"".join(parts)


def _unread(body: bytes, where: str) -> None:
    """Refuse what nobody asked for; None when it is none at all."""
    if body.startswith(_ZSTD_MAGIC):
        raise CaptureError(f"{where}: the body is coded as zstd, which is not read")


def _cut_off(where: str) -> CutOffError:
    return CutOffError(f"{where}: the compressed body is cut off")


def _too_large(where: str) -> CaptureError:
    return CaptureError(f"{where}: the body is over {PAGE_BYTES_MAX:,} bytes once decoded")


_DECODERS: Final[Mapping[str, Callable[[bytes, str], bytes | None]]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _undeflated,
    "br": _unbrotlied,
    "zstd": _unread,
}
