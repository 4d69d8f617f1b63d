"""A client that hides nothing: every byte that came, and how the connection ended."""

import gzip
import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """What came back.

    Attributes:
        raw: all bytes.
        is_reset: the connection was reset.
        is_late: nothing more came in time, and the client gave up.
    """

    raw: bytes
    is_reset: bool
    is_late: bool

    @property
    def head(self) -> str:
        """Status line and headers."""
        return self.raw.partition(b"\r\n\r\n")[0].decode("latin-1")

    @property
    def status(self) -> int:
        """The status; 0 where the answer was no HTTP."""
        words = self.head.split(" ")
        return int(words[1]) if words[0] == "HTTP/1.1" else 0

    @property
    def names(self) -> list[str]:
        """The headers' names, in order."""
        return [line.partition(":")[0] for line in self.head.split("\r\n")[1:]]

    def header(self, name: str) -> str:
        """A header's first value; empty where there is none."""
        lines = self.head.split("\r\n")[1:]
        return next((x.partition(": ")[2] for x in lines if x.startswith(f"{name}:")), "")

    @property
    def is_whole(self) -> bool:
        """Whether a chunked body came to its end."""
        return self.raw.endswith(b"0\r\n\r\n")

    @property
    def body(self) -> bytes:
        """The body as sent: chunks joined, nothing decompressed."""
        rest = self.raw.partition(b"\r\n\r\n")[2]
        if "Transfer-Encoding" not in self.head:
            return rest
        joined = b""
        while rest:
            size, _, rest = rest.partition(b"\r\n")
            length = int(size or b"0", 16)
            joined, rest = joined + rest[:length], rest[length + 2 :]
        return joined

    @property
    def content(self) -> bytes:
        """The body, decompressed."""
        return gzip.decompress(self.body) if "Content-Encoding" in self.head else self.body

    @property
    def text(self) -> str:
        """The body as UTF-8."""
        return self.content.decode()

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def exchange(  # noqa: PLR0913 - a test says only what it needs
    port: int, target: str, headers: Mapping[str, str] | None = None, *, method: str = "GET",
    wait_s: float = 5, most: int = 1 << 30,
) -> Exchange:  # fmt: skip
    """Ask once and read until the other side ends it, `most` bytes came or `wait_s` went by."""
    lines = [f"{method} {target} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in (headers or {}).items()]
    raw, is_reset, is_late = b"", False, False
    with socket.create_connection(("127.0.0.1", port), timeout=wait_s) as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        while len(raw) < most:
            try:
                piece = connection.recv(1 << 16)
            except ConnectionResetError:
                is_reset = True
                break
            except TimeoutError:
                is_late = True
                break
            if not piece:
                break
            raw += piece
    return Exchange(raw=raw, is_reset=is_reset, is_late=is_late)
