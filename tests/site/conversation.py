"""One connection: requests read, answers written byte by byte as their `Delivery` says."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import format_datetime

from tests.site.http import Answer, Delivery, Request
from tests.site.log import Log

_IDLE_S = 30.0
_BODILESS = (204, 304)


class Conversation:
    """Requests in, answers out, until either side ends it."""

    def __init__(
        self,
        connection: socket.socket,
        answer: Callable[[Request], Answer],
        log: Log,
        now: Callable[[], datetime],
        stopping: threading.Event,
    ) -> None:
        """Take over a connection; `stopping` ends it wherever it stands."""
        self._socket = connection
        self._answer = answer
        self._log = log
        self._now = now
        self._stopping = stopping
        self._buffer = b""

    def run(self) -> None:
        """Answer until the end."""
        while not self._stopping.is_set():
            request = self._read()
            if request is None or not self._reply(request):
                return

    def _read(self) -> Request | None:
        while b"\r\n\r\n" not in self._buffer:
            if not self._fill():
                return None
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = (first + "  ").split(" ", 2)
        headers = tuple(
            (name.strip(), value.strip()) for name, _, value in (x.partition(":") for x in lines)
        )
        request = Request(method=method, target=target, headers=headers)
        length = int(request.header("Content-Length") or 0)
        while len(self._buffer) < length and self._fill():
            pass
        self._buffer = self._buffer[length:]
        return request

    def _fill(self) -> bool:
        self._socket.settimeout(_IDLE_S)
        data = self._socket.recv(65536)
        self._buffer += data
        return bool(data)

    def _reply(self, request: Request) -> bool:
        answer = self._answer(request)
        entry = self._log.open(request, answer, self._now())
        how = answer.delivery
        if how.wait_s and self._stopping.wait(how.wait_s):
            return False
        if how.junk:
            self._socket.sendall(how.junk)
            return False
        has_body = request.method != "HEAD" and answer.status not in _BODILESS
        keeps = how.framing != "close" and request.header("Connection").lower() != "close"
        head = self._head(answer, keeps=keeps, has_body=has_body)
        if not has_body:
            self._socket.sendall(head)
            return keeps
        if how == Delivery():
            chunk = _chunk(answer.body)
            self._log.close(entry, len(answer.body), is_whole=True)
            self._socket.sendall(b"".join((head, chunk, b"0\r\n\r\n")))
            return keeps
        self._socket.sendall(head)
        return self._send(answer, entry) and keeps

    def _head(self, answer: Answer, *, keeps: bool, has_body: bool) -> bytes:
        date = answer.header("Date") or format_datetime(self._now(), usegmt=True)
        kind = [f"{name}: {value}" for name, value in answer.headers if name == "Content-Type"]
        own = [f"{k}: {v}" for k, v in answer.headers if k not in ("Content-Type", "Date")]
        lines = [f"HTTP/1.1 {answer.status} {answer.reason}", "Server: nginx", f"Date: {date}"]
        lines += kind
        lines += _framing(answer) if has_body or answer.delivery.framing == "length" else []
        lines.append("Connection: keep-alive" if keeps else "Connection: close")
        return ("\r\n".join([*lines, *own]) + "\r\n\r\n").encode("latin-1")

    def _send(self, answer: Answer, entry: int) -> bool:
        """Send a body that misbehaves; returns whether the connection may be used again."""
        how = answer.delivery
        frame = _chunk if how.framing == "chunked" and how.declared_length is None else bytes
        sent, limit = 0, how.reset_after if how.end_after is None else how.end_after
        for piece in _pieces(answer.body, how.piece_bytes, how.repeat):
            part = piece if limit is None else piece[: limit - sent]
            self._socket.sendall(frame(part))
            sent += len(part)
            self._log.close(entry, sent, is_whole=False)
            if len(part) < len(piece):
                return self._cut(is_reset=how.reset_after is not None)
            if how.piece_wait_s and self._stopping.wait(how.piece_wait_s):
                return False
        if frame is _chunk:
            self._socket.sendall(b"0\r\n\r\n")
        self._log.close(entry, sent, is_whole=how.declared_length is None)
        return how.declared_length is None

    def _cut(self, *, is_reset: bool) -> bool:
        if is_reset:
            linger = struct.pack("ii", 1, 0)
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        return False


def _framing(answer: Answer) -> list[str]:
    how = answer.delivery
    if how.declared_length is not None:
        return [f"Content-Length: {how.declared_length}"]
    if how.framing == "length":
        return [f"Content-Length: {len(answer.body) * how.repeat}"]
    return ["Transfer-Encoding: chunked"] if how.framing == "chunked" else []


def _chunk(piece: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(piece), piece) if piece else b""


def _pieces(body: bytes, size: int, repeat: int) -> Iterator[bytes]:
    for _ in range(repeat):
        for start in range(0, len(body), size or max(1, len(body))):
            yield body[start : start + size] if size else body
