"""Real HTTP on 127.0.0.1: a thread a connection, and the bytes in our own hands.

`serve` is what tests use. No HTTP library stands between an answer and the wire, because half of
what the simulator shows (resets in mid-body, lengths that lie, bytes that trickle) is what such a
library prevents.
"""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

from tests.site.behaviours import Chain, Proceed
from tests.site.compression import compressed
from tests.site.conversation import Conversation
from tests.site.http import Answer, Request
from tests.site.kept import Kept
from tests.site.log import Log
from tests.site.surfaces import route
from tests.site.wordpress import WordPress

_UNKEPT = ("/news-sitemap.xml",)  # depends on the clock alone


class Site:
    """A served WordPress: its address, its log, its behaviours. Made by `serve`.

    Attributes:
        wordpress: what it holds; edit it while it is served.
        log: every request.
        base_url: its address, `http://127.0.0.1:PORT`.
    """

    def __init__(self, wordpress: WordPress, port: int = 0) -> None:
        """Listen; `port` 0 takes a free one."""
        self.wordpress = wordpress
        self.log = Log()
        self.behaviours = Chain(wordpress)
        self._kept = Kept(wordpress)
        self._stopping = threading.Event()
        self._open: dict[threading.Thread, socket.socket] = {}
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

    def answer(self, request: Request) -> Answer:
        """What the site says to a request, behaviours and compression applied; no socket in it."""
        with self.wordpress.lock:
            if self.behaviours.is_empty:
                coding = request.header("Accept-Encoding")
                return self._keep(request, lambda: self._sent(request, self._route), coding)
            return self._sent(request, self._plain)

    def body(self, url: str) -> bytes:
        """The body of the answer to whoever asks for an address of its own, or a path."""
        return self.answer(Request(method="GET", target=url.removeprefix(self.base_url))).body

    def close(self) -> None:
        """Stop listening, cut what is open, and wait for the threads."""
        self._stopping.set()
        self._listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts
        self._acceptor.join()
        self._listener.close()
        for thread, connection in list(self._open.items()):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            thread.join(timeout=5)

    def _sent(self, request: Request, plain: Proceed) -> Answer:
        answer = self.behaviours.answer(request, plain)
        return compressed(answer, request, is_on=self.wordpress.settings.has_gzip)

    def _plain(self, request: Request) -> Answer:
        """The site without behaviours, for those that change what it says."""
        return self._keep(request, lambda: self._route(request))

    def _route(self, request: Request) -> Answer:
        return route(self.wordpress, request)

    def _keep(self, request: Request, make: Callable[[], Answer], *further: str) -> Answer:
        """Keep what was rendered until something changes."""
        if request.method != "GET" or request.path in _UNKEPT:
            return make()
        asked = (request.header(name) for name in ("If-None-Match", "If-Modified-Since"))
        return self._kept.answer((request.target, *asked, *further), make)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._converse, args=(connection,), daemon=True)
            self._open[thread] = connection
            thread.start()

    def _converse(self, connection: socket.socket) -> None:
        try:
            with connection, contextlib.suppress(OSError):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                conversation = Conversation(
                    connection, self.answer, self.log, lambda: self.wordpress.now, self._stopping
                )
                conversation.run()
        finally:
            self._open.pop(threading.current_thread(), None)


@contextlib.contextmanager
def serve(wordpress: WordPress | None = None, *, port: int = 0) -> Iterator[Site]:
    """Serve a site on 127.0.0.1 while the block runs; `site.base_url` is its address."""
    site = Site(wordpress or WordPress(), port)
    try:
        yield site
    finally:
        site.close()
