"""Real HTTP on 127.0.0.1: a thread a connection, and the bytes in our own hands.

`serve` is what tests use. No HTTP library stands between an answer and the wire, because half of
what the simulator shows (resets in mid-body, lengths that lie, bytes that trickle) is what such a
library prevents.
"""

import contextlib
import gzip
import select
import socket
import struct
import threading
from collections.abc import Iterator
from email.utils import format_datetime

from tests.site.behaviours import Chain
from tests.site.http import Answer, Request
from tests.site.log import Log
from tests.site.surfaces import route
from tests.site.wordpress import WordPress

_IDLE_S = 30.0
_GZIP_LEAST = 512
_FILTERED = (200, 403, 404)
_COMPRESSED = (
    "text/",
    "application/json",
    "application/rss",
    "application/xml",
    "application/atom",
)


class Site:
    """A served WordPress: its address, its log, its behaviours. Made by `serve`."""

    def __init__(self, wordpress: WordPress, port: int = 0) -> None:
        """Listen; `port` 0 takes a free one."""
        self.wordpress = wordpress
        self.log = Log()
        self.behaviours = Chain(wordpress)
        self._cache: dict[object, tuple[int, Answer]] = {}
        self._stopping = threading.Event()
        self._threads: set[threading.Thread] = set()
        self._listener = socket.create_server(("127.0.0.1", port), backlog=256)
        self.port = int(self._listener.getsockname()[1])
        self.base_url = f"http://127.0.0.1:{self.port}"
        wordpress.home = self.base_url
        self._acceptor = threading.Thread(target=self._accept, name="wordpress", daemon=True)
        self._acceptor.start()

    def misbehave(self, name: str, **options: object) -> None:
        """Switch a behaviour on; see `tests.site.behaviours.Chain.add`."""
        self.behaviours.add(name, **options)  # type: ignore[arg-type]

    def behave(self, name: str = "") -> None:
        """Switch a behaviour off, or all of them."""
        self.behaviours.remove(name)

    def close(self) -> None:
        """Stop listening, cut what is open, and wait for the threads."""
        self._stopping.set()
        self._acceptor.join()
        self._listener.close()
        for thread in list(self._threads):
            thread.join(timeout=5)

    def answer(self, request: Request) -> Answer:
        """What the site says to a request, behaviours applied; touches no socket."""
        with self.wordpress.lock:
            return self.behaviours.answer(request, self._plain)

    def _plain(self, request: Request) -> Answer:
        if request.method not in ("GET", "HEAD"):
            return route(self.wordpress, request)
        conditional = (request.header("If-None-Match"), request.header("If-Modified-Since"))
        key = (request.target, *conditional)
        kept = self._cache.get(key)
        if kept and kept[0] == self.wordpress.generation:
            return kept[1]
        answer = route(self.wordpress, request)
        if len(self._cache) > 4000:  # noqa: PLR2004 - some 400 MB of pages; a benchmark's site fits
            self._cache.clear()
        self._cache[key] = (self.wordpress.generation, answer)
        return answer

    def _accept(self) -> None:
        while not self._stopping.is_set():
            ready, _, _ = select.select([self._listener], [], [], 0.05)
            if not ready:
                continue
            connection, _ = self._listener.accept()
            thread = threading.Thread(target=self._converse, args=(connection,), daemon=True)
            self._threads.add(thread)
            thread.start()

    def _converse(self, connection: socket.socket) -> None:
        try:
            with connection, contextlib.suppress(OSError):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                _Conversation(self, connection, self._stopping).run()
        finally:
            self._threads.discard(threading.current_thread())

    def date(self) -> str:
        """The `Date` header: the site's clock."""
        return format_datetime(self.wordpress.now, usegmt=True)


class _Conversation:
    """One connection: requests in, answers out, until either side ends it."""

    def __init__(self, site: Site, connection: socket.socket, stopping: threading.Event) -> None:
        self._site = site
        self._socket = connection
        self._stopping = stopping
        self._buffer = b""

    def run(self) -> None:
        """Answer until the end."""
        while not self._stopping.is_set():
            request = self._read()
            if request is None or not self._reply(request):
                return

    def _read(self) -> Request | None:
        head = self._until(b"\r\n\r\n")
        if head is None:
            return None
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = (first + "  ").split(" ", 2)
        pairs = tuple(
            (name.strip(), value.strip()) for name, _, value in (x.partition(":") for x in lines)
        )
        request = Request(method=method, target=target, headers=pairs)
        length = int(request.header("Content-Length") or 0)
        while len(self._buffer) < length and self._fill():
            pass
        body, self._buffer = self._buffer[:length], self._buffer[length:]
        return Request(method=method, target=target, headers=pairs, body=body)

    def _until(self, mark: bytes) -> bytes | None:
        while mark not in self._buffer:
            if not self._fill():
                return None
        head, _, self._buffer = self._buffer.partition(mark)
        return head

    def _fill(self) -> bool:
        waited = 0.0
        while waited < _IDLE_S and not self._stopping.is_set():
            ready, _, _ = select.select([self._socket], [], [], 0.1)
            if ready:
                data = self._socket.recv(65536)
                self._buffer += data
                return bool(data)
            waited += 0.1
        return False

    def _reply(self, request: Request) -> bool:
        site = self._site
        answer = _compress(site.answer(request), request, is_on=site.wordpress.settings.has_gzip)
        how = answer.delivery
        entry = site.log.open(request, answer, site.wordpress.now)
        self._stopping.wait(how.wait_s) if how.wait_s else None
        if how.junk:
            self._socket.sendall(how.junk)
            return False
        body = answer.body
        keeps = how.framing != "close" and request.header("Connection").lower() != "close"
        has_body = request.method != "HEAD" and answer.status not in (204, 304)
        head = self._head(answer, keeps=keeps, has_body=has_body)
        if not has_body:
            self._socket.sendall(head)
            return keeps
        whole = self._send(head, body, answer)
        site.log.close(entry, len(body) * how.repeat, is_whole=whole)
        return whole and keeps

    def _head(self, answer: Answer, *, keeps: bool, has_body: bool) -> bytes:
        how = answer.delivery
        lines = [f"HTTP/1.1 {answer.status} {answer.reason}", "Server: nginx"]
        lines.append(f"Date: {answer.header('Date') or self._site.date()}")
        own = [f"{name}: {value}" for name, value in answer.headers if name != "Date"]
        kind = [line for line in own if line.startswith("Content-Type:")]
        lines += kind
        if has_body or how.framing == "length":
            if how.declared_length is not None:
                lines.append(f"Content-Length: {how.declared_length}")
            elif how.framing == "length":
                lines.append(f"Content-Length: {len(answer.body) * how.repeat}")
            elif how.framing == "chunked":
                lines.append("Transfer-Encoding: chunked")
        lines.append("Connection: keep-alive" if keeps else "Connection: close")
        lines += [line for line in own if line not in kind]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def _send(self, head: bytes, body: bytes, answer: Answer) -> bool:
        how = answer.delivery
        plain = how == type(how)()
        if plain:
            self._socket.sendall(b"".join((head, _chunk(body), b"0\r\n\r\n")))
            return True
        self._socket.sendall(head)
        sent = 0
        is_chunked = how.framing == "chunked" and how.declared_length is None
        for piece in _pieces(body, how.piece_bytes, how.repeat):
            for limit, is_reset in ((how.reset_after, True), (how.end_after, False)):
                if limit is not None and sent + len(piece) > limit:
                    self._socket.sendall(self._frame(piece[: limit - sent], is_chunked))
                    return self._cut(is_reset=is_reset)
            self._socket.sendall(self._frame(piece, is_chunked))
            sent += len(piece)
            if how.piece_wait_s and self._stopping.wait(how.piece_wait_s):
                return False
        if is_chunked:
            self._socket.sendall(b"0\r\n\r\n")
        return how.framing != "close" and how.declared_length is None

    @staticmethod
    def _frame(piece: bytes, is_chunked: bool) -> bytes:  # noqa: FBT001 - two kinds, one caller
        return _chunk(piece) if is_chunked else piece

    def _cut(self, *, is_reset: bool) -> bool:
        if is_reset:
            linger = struct.pack("ii", 1, 0)
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        return False


def _chunk(piece: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(piece), piece) if piece else b""


def _pieces(body: bytes, size: int, repeat: int) -> Iterator[bytes]:
    for _ in range(repeat):
        if not size:
            yield body
            continue
        for start in range(0, len(body), size):
            yield body[start : start + size]


def _compress(answer: Answer, request: Request, *, is_on: bool) -> Answer:
    """As nginx does it: a compressed answer's ETag turns weak, and `Vary` says why."""
    kind = answer.header("Content-Type")
    is_text = kind.startswith(_COMPRESSED)
    if answer.is_final or answer.status not in _FILTERED or not is_text:
        return answer
    vary = ("Vary", "Accept-Encoding")
    first = answer.headers[:1]
    answer = Answer(
        status=answer.status, headers=(*first, vary, *answer.headers[1:]),
        body=answer.body, delivery=answer.delivery,
    )  # fmt: skip
    if (
        not is_on
        or len(answer.body) < _GZIP_LEAST
        or "gzip" not in request.header("Accept-Encoding")
    ):
        return answer
    etag = answer.header("ETag")
    if etag and not etag.startswith("W/"):
        answer = answer.with_header("ETag", f"W/{etag}")
    body = gzip.compress(answer.body, compresslevel=2, mtime=0)
    headers = (*answer.headers, ("Content-Encoding", "gzip"))
    return Answer(status=answer.status, headers=headers, body=body, delivery=answer.delivery)


@contextlib.contextmanager
def serve(wordpress: WordPress | None = None, *, port: int = 0) -> Iterator[Site]:
    """Serve a site on 127.0.0.1 while the block runs; `site.base_url` is its address."""
    site = Site(wordpress or WordPress(), port)
    try:
        yield site
    finally:
        site.close()
