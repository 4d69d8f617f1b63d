"""Connections that are used again: no request goes unseen, no answer is taken for another's."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import pytest

from crawler.captures import CaptureLine, SegmentLine, read_captures
from crawler.captures.requests import SentLine, read_log
from crawler.plan import Fetch, Plan
from tests.crawler.crawling import NOW, Child, crawl

DELAY_S = 0.3
#: What a server says of a path, asked for the so-manieth time; nothing: it hangs up.
Told = Callable[[str, int], bytes]


class Server:
    """A server that keeps connections open; `more` is sent by one of them unasked."""

    def __init__(self, told: Told) -> None:
        """Listen."""
        self._told = told
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self.times: dict[float, str] = {}
        self.host = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._serve)]
        self._threads[0].start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):  # until it is shut
            while True:
                self._open.append(self._listener.accept()[0])
                self._threads.append(threading.Thread(target=self._converse, args=self._open[-1:]))
                self._threads[-1].start()

    def _converse(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            while head := connection.recv(65_536):
                path = head.split(b" ")[1].decode()
                self.times[time.monotonic()] = path
                said = self._told(path, [*self.times.values()].count(path))
                if not said:
                    return
                connection.sendall(said)

    def send(self, more: bytes) -> None:
        """Send by the connection that was opened last, whoever asked for that."""
        self._open[-1].sendall(more)

    def close(self) -> None:
        """Wait for the end of all conversations."""
        for one in (self._listener, *self._open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def plan(self) -> Plan:
        """A plan for it."""
        return Plan(
            run_id=uuid4(), site="local", hosts=(self.host,), user_agent="uji", now=NOW,
            delay_s=DELAY_S, robots="",
        )  # fmt: skip

    def fetch(self, path: str) -> Fetch:
        """A request for one of its pages."""
        return Fetch(url=f"http://{self.host}{path}")


def answer(body: str) -> bytes:
    """A whole answer, after which the connection stays open."""
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body.encode())


@contextlib.contextmanager
def serving(told: Told) -> Iterator[Server]:
    """A server at work."""
    server = Server(told)
    try:
        yield server
    finally:
        server.close()


def test_what_is_asked_again_is_seen_counted_and_paused_before(tmp_path: Path) -> None:
    """A server hangs up on a request that came by an open connection."""

    def told(path: str, number: int) -> bytes:
        return b"" if (path, number) == ("/b", 1) else answer(f"halaman {path}")

    with serving(told) as server:
        outcome = crawl(server.plan(), map(server.fetch, ("/a", "/b", "/c")), tmp_path)
    assert [line.fetched for line in outcome.lines] == ["fetched"] * 3
    assert outcome.finished.requests == len(server.times) == 4
    assert min(after - one for one, after in pairwise(server.times)) >= DELAY_S
    (log,) = tmp_path.glob("requests-*.jsonl")
    lines = read_log(log.read_bytes().splitlines(), log.name)
    assert sum(isinstance(line, SentLine) for line in lines) == 4


@pytest.mark.parametrize(
    "more",
    [answer("halaman lain"), b"</p>" * 500, b"HTTP/1.1 408 Request Timeout\r\n\r\n"],
    ids=["a second answer", "more than was stated", "a time-out"],
)
@pytest.mark.parametrize("is_late", [False, True])
def test_what_comes_unasked_is_no_answer_to_the_next_request(
    tmp_path: Path, more: bytes, *, is_late: bool
) -> None:
    """With the answer before it, or after that, while nothing is asked."""

    def told(path: str, _: int) -> bytes:
        return answer(f"halaman {path}") + (more if path == "/a" and not is_late else b"")

    with serving(told) as server, Child(server.plan(), tmp_path) as crawler:
        crawler.ask(server.fetch("/a"))
        crawler.hear_until(CaptureLine)
        if is_late:
            server.send(more)
        crawler.ask(server.fetch("/b"))
        crawler.end()
        paths = [one.path for one in crawler.rest() if isinstance(one, SegmentLine)]
    captures = [capture for path in paths for capture in read_captures(path)]
    assert [one.payload for one in captures] == [b"halaman /a", b"halaman /b"]
