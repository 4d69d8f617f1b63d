"""HTTP as values: what was asked, what is answered, and how the bytes leave."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request.

    Attributes:
        target: path and query as sent.
        headers: as sent, case kept.
    """

    method: str
    target: str
    headers: Headers = ()
    body: bytes = field(default=b"", repr=False)

    @property
    def path(self) -> str:
        """The decoded path."""
        return unquote(urlsplit("http://x" + self.target).path) or "/"

    @property
    def query(self) -> dict[str, str]:
        """The query; of a repeated name the last, as PHP does."""
        return dict(parse_qsl(urlsplit("http://x" + self.target).query, keep_blank_values=True))

    def tail(self, *without: str) -> str:
        """The query with its question mark, some parameters left out; empty where none is left."""
        kept = {name: value for name, value in self.query.items() if name not in without}
        return "?" + urlencode(kept) if kept else ""

    def header(self, name: str) -> str:
        """A header's value, whatever its case; empty where it was not sent."""
        return next((v for k, v in self.headers if k.lower() == name.lower()), "")


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """How an answer's bytes leave, for those that misbehave.

    Attributes:
        framing: `chunked`, `length` (Content-Length) or `close` (the end of the connection).
        declared_length: a Content-Length that is not true.
        reset_after: body bytes after which the connection is reset.
        end_after: body bytes after which it is closed as if all were well.
        wait_s: seconds before the first byte.
        piece_bytes: size of the pieces when the body is sent slowly; 0 for all at once.
        piece_wait_s: seconds between the pieces.
        repeat: how many times the body is sent in a row, so that it can be huge without memory.
        junk: raw bytes sent instead of a status line.
    """

    framing: str = "chunked"
    declared_length: int | None = None
    reset_after: int | None = None
    end_after: int | None = None
    wait_s: float = 0
    piece_bytes: int = 0
    piece_wait_s: float = 0
    repeat: int = 1
    junk: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer, before the server adds `Server`, `Date` and the framing.

    Attributes:
        is_final: the body is sent as it is, never compressed.
    """

    status: int = 200
    headers: Headers = ()
    body: bytes = field(default=b"", repr=False)
    delivery: Delivery = field(default_factory=Delivery)
    is_final: bool = False

    @property
    def reason(self) -> str:
        """The status line's phrase, as nginx writes it."""
        if self.status == HTTPStatus.FOUND:
            return "Found"
        try:
            return HTTPStatus(self.status).phrase
        except ValueError:
            return "Unknown"

    def header(self, name: str) -> str:
        """A header's first value; empty where there is none."""
        return next((v for k, v in self.headers if k.lower() == name.lower()), "")

    def with_header(self, name: str, value: str) -> "Answer":
        """The same with one header set, in its place if it was there."""
        if not self.header(name):
            return replace(self, headers=(*self.headers, (name, value)))
        changed = ((k, value if k.lower() == name.lower() else v) for k, v in self.headers)
        return replace(self, headers=tuple(changed))

    def without(self, *names: str) -> "Answer":
        """The same without some headers."""
        gone = {name.lower() for name in names}
        return replace(self, headers=tuple(h for h in self.headers if h[0].lower() not in gone))

    def with_text(self, text: str) -> "Answer":
        """The same with another body."""
        return replace(self, body=text.encode())

    def sent(self, **how: object) -> "Answer":
        """The same, delivered otherwise (fields of `Delivery`)."""
        return replace(self, delivery=replace(self.delivery, **how))  # type: ignore[arg-type]

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


def html(body: str, *, status: int = 200, headers: Iterable[tuple[str, str]] = ()) -> Answer:
    """An HTML answer."""
    kind = ("Content-Type", "text/html; charset=UTF-8")
    return Answer(status=status, headers=(kind, *headers), body=body.encode())
