"""Servers that mean harm: each ends in one line with its reason, and costs little."""

import contextlib
import itertools
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from crawler.fetching.network import HEAD_BYTES_MAX
from crawler.plan import Fetch, Limits, Plan
from tests.crawler.crawling import NOW, Outcome, crawl

#: Many writes of this go through before a client closes the connection.
BLOCK = b"a" * 8_000
WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"
#: A frame of zstd begins so.
ZSTD = b"\x28\xb5\x2f\xfd"
Hostile = Callable[..., Outcome]


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Hostile]:
    """Has the crawler ask a server that sends some bytes, and others again and again.

    `asked` of it are the paths that it was asked for.
    """
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def send(first: bytes, endless: bytes = b"") -> Outcome:
            said = first.replace(b"PORT", b"%d" % port)
            thread = threading.Thread(target=_serve, args=(server, said, endless, asked))
            thread.start()
            hosts = (f"127.0.0.1:{port}",)
            plan = Plan(
                run_id=uuid4(), site="local", hosts=hosts, user_agent="warta", now=NOW,
                delay_s=0, robots="", limits=Limits(requests=20, request_s=90),
            )  # fmt: skip
            try:
                return crawl(plan, [Fetch(url=f"http://127.0.0.1:{port}/")], tmp_path)
            finally:
                with socket.create_connection(("127.0.0.1", port)) as last:
                    last.sendall(b"GET END HTTP/1.1\r\n\r\n")
                thread.join(10)

        send.asked = asked  # type: ignore[attr-defined]
        yield send


def _serve(server: socket.socket, first: bytes, endless: bytes, asked: list[str]) -> None:
    while True:
        connection, _ = server.accept()
        with connection, contextlib.suppress(OSError):
            connection.settimeout(10)
            path = connection.recv(65_536).split(b" ")[1].decode()
            if path == "END":
                return
            asked.append(path)
            connection.sendall(first if path == "/" else WHOLE)
            for _ in itertools.count() if endless and path == "/" else ():
                connection.sendall(endless)


@pytest.mark.parametrize(
    ("first", "endless", "reason"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X-A: " + BLOCK + b"\r\n", "headers are over"),
        (b"HTTP/1.1 200 OK\r\nX-A: b\r\n", b" " + BLOCK + b"\r\n", "headers are over"),
        (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 99, "headers are over"),
        (b"HTTP/1.1 200 OK\r\nX-A: ", BLOCK, "ConnectionDone"),
        (b"", BLOCK, "ConnectionDone"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=", BLOCK, "DataLoss"),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n",
            b"X: " + BLOCK + b"\r\n",
            "DataLoss",
        ),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
            b"",
            "TransferCodingError: Transfer-Encoding 'gzip, chunked' is not read",
        ),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello", b"", "non-decimal"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\nhello",
            b"",
            "conflicting Content-Length",
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Encoding: identity\r\n\r\n"
            + ZSTD,
            b"",
            "coded as zstd",
        ),
        (b"HTTP/1.1 000 Nol\r\nContent-Length: 2\r\n\r\nhi", b"", "HTTP status 0"),
        (b"\x00\x00\x12\x04\x00\x00\x00\x00\x00", b"", "Connection"),
    ],
    ids=[
        "headers without end", "a header folded without end", "early hints without end",
        "a header line without end", "a status line without end", "a chunk's size without end",
        "trailers without end", "a transfer coding that nobody asked for",
        "a negative length", "two lengths",
        "a coding that nobody asked for", "no status", "HTTP/2",
    ],
)  # fmt: skip
def test_what_does_not_end_is_ended(
    hostile: Hostile, first: bytes, endless: bytes, reason: str
) -> None:
    """Long before its time is over, with a reason that a person can read."""
    outcome = hostile(first, endless)
    (line,) = outcome.lines
    assert (line.fetched, line.status) == ("failed", None)
    assert reason in (line.reason or "")
    assert "twisted.python.failure" not in (line.reason or "")
    assert outcome.seconds < 90
    assert outcome.finished.errors == 0


def test_many_headers_are_taken(hostile: Hostile) -> None:
    """Up to what browsers take; letters that are none do not break the capture."""
    many = b"".join(b"X-%d: \xff\x00a\r\n" % number for number in range(5_000))
    assert len(many) < HEAD_BYTES_MAX
    head = b'HTTP/1.1 200 OK\r\nETag: "\xff\x00"\r\n' + many
    kind = b"Content-Type: text/html\x00; charset=\xff\r\nContent-Length: 2\r\n\r\nhi"
    outcome = hostile(head + kind)
    (capture,) = outcome.captures
    assert (capture.status, capture.payload) == (200, b"hi")


@pytest.mark.parametrize(
    "to",
    [
        b"http://2130706433:PORT/x",
        b"http://0177.0.0.1:PORT/x",
        b"http://0x7f000001:PORT/x",
        b"http://127.1:PORT/x",
        b"http://[::ffff:127.0.0.1]:PORT/x",
        b"http://[::ffff:7f00:1]:PORT/x",
        b"http://localhost:PORT/x",
        b"http://a@127.0.0.1:PORT/x",
        b"http://127.0.0.1:PORT@169.254.169.254/x",
        b"http://127.0.0.1:PORT.lain.example/x",
        b"http://127.0.0.1:1/x",
        b"http://127.0.0.1:99999/x",
        b"//169.254.169.254/x",
        b"http:\\\\169.254.169.254\\x",
    ],
)
def test_no_spelling_of_an_address_leads_off_the_site(hostile: Hostile, to: bytes) -> None:
    """The redirect is kept, and nobody is asked."""
    (line,) = hostile(b"HTTP/1.1 302 F\r\nLocation: " + to + b"\r\nContent-Length: 0\r\n\r\n").lines
    assert line.id is None or line.status == 302
    assert line.fetched != "fetched" or line.status == 302
    assert hostile.asked == ["/"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "to",
    [
        b"HTTP://127.0.0.1:PORT/x",
        b"//127.0.0.1:PORT/x",
        b"http://\xe2\x91\xa0\xe2\x91\xa1\xe2\x91\xa6.0.0.1:PORT/x",  # digits in circles
        b"http://127.0.0.1:PORT\\@169.254.169.254/x",  # a path, as browsers have it
    ],
)
def test_a_redirect_of_the_site_s_own_is_followed(hostile: Hostile, to: bytes) -> None:
    """However it is written; so the others are not refused for nothing."""
    outcome = hostile(b"HTTP/1.1 302 F\r\nLocation: " + to + b"\r\nContent-Length: 0\r\n\r\n")
    (line,) = outcome.lines
    assert len(hostile.asked) == 2  # type: ignore[attr-defined]
    assert (line.fetched, line.status) == ("fetched", 200)
