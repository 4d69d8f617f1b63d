"""DNS answers that change: the crawler connects to the address that was judged, or to none.

A crawl in a process of its own, whose names and connections are made up: each lookup is answered
with the next address of a list, and each connection is noted, and led to a server of this machine.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import uuid4

import pytest

from crawler.plan import Fetch, Limits, Plan
from tests.crawler.crawling import NOW

#: What the crawl's process runs: names and connections as the test wants them, then the crawler.
CHILD: Final = """
import json, socket, sys

port, answers, plan, out = int(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3], sys.argv[4]
asked, connected = [], []

def address_of(name, *_):
    asked.append(name if isinstance(name, str) else name.decode())
    return answers[min(len(asked), len(answers)) - 1]

def addresses_of(name, port, *_, **__):
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address_of(name), port))]

def connect(self, address):
    connected.append(address[0])
    return real(self, ("127.0.0.1", port))

real = socket.socket.connect_ex
socket.gethostbyname, socket.getaddrinfo = address_of, addresses_of
socket.socket.connect_ex = socket.socket.connect = connect
from crawler.__main__ import main

main([plan, "--out", out])
print(json.dumps({"asked": asked, "connected": connected}), file=sys.stderr)
"""
PUBLIC: Final = "93.184.216.34"


class Handler(BaseHTTPRequestHandler):
    """Closes the connection after each answer, so that the next request needs a new one."""

    def do_GET(self) -> None:
        """Answer; `/pindah` leads to another spelling of the site's name."""
        self.send_response(302 if self.path == "/pindah" else 200)
        self.send_header("Location", "http://WWW.Purnawarta.COM/sana")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"hi")

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    """The port of a server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


class Outcome(NamedTuple):
    """What a crawl did."""

    lines: list[dict[str, Any]]
    asked: list[str]
    connected: set[str]
    finished: dict[str, Any]


def crawl(
    port: int, out: Path, answers: list[str], *paths: str, domain: str = "purnawarta.com"
) -> Outcome:
    """Have the crawler ask for pages, while the DNS gives `answers` one after another."""
    plan = Plan(
        run_id=uuid4(), site="purnawarta", user_agent="warta", now=NOW, robots="",
        hosts=(f"{out.name}.{domain}", f"www.{domain}"), limits=Limits(request_s=5),
    )  # fmt: skip
    urls = [f"http://{plan.hosts[0]}{path}" for path in paths]
    out.mkdir()
    file = out / "plan.jsonl"
    file.write_bytes(plan.line() + b"".join(Fetch(url=url).line() for url in urls))
    command = [sys.executable, "-c", CHILD, str(port), json.dumps(answers), str(file), str(out)]
    environ = os.environ | {"TMPDIR": str(out)}  # a lock of its own: others crawl the same name
    done = subprocess.run(command, capture_output=True, check=True, env=environ)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    noted = json.loads(done.stderr.splitlines()[-1])
    captures = [line for line in lines if line["type"] == "capture"]
    return Outcome(captures, noted["asked"], set(noted["connected"]), lines[-1])


def test_the_address_that_was_judged_is_the_one_that_is_used(port: int, tmp_path: Path) -> None:
    """Public when it is asked for, private ever after: nobody asks a second time."""
    outcome = crawl(port, tmp_path / "a", [PUBLIC, "10.0.0.1"], "/satu", "/dua")
    assert [line["status"] for line in outcome.lines] == [200, 200]
    assert (len(outcome.asked), outcome.connected) == (1, {PUBLIC})


@pytest.mark.parametrize("address", ["10.0.0.1", "127.0.0.1", "169.254.169.254", "0.0.0.0"])  # noqa: S104
def test_a_name_that_leads_inside_is_not_connected_to(
    port: int, tmp_path: Path, address: str
) -> None:
    """Nor asked again, though the next answer would be a public one; the reason is told."""
    outcome = crawl(port, tmp_path / "a", [address, PUBLIC], "/satu", "/dua")
    why = f"PrivateAddressError: a.purnawarta.com leads to {address}, which is not public"
    assert [(line["fetched"], line["reason"]) for line in outcome.lines] == [("failed", why)] * 2
    assert (len(outcome.asked), outcome.connected) == (1, set())
    assert (outcome.finished["requests"], outcome.finished["errors"]) == (1, 0)


def test_a_name_of_this_machine_that_leads_elsewhere_is_not_connected_to(
    port: int, tmp_path: Path
) -> None:
    """It is asked without a pause: whoever set the name has no right to that on another machine."""
    outcome = crawl(port, tmp_path / "a", [PUBLIC], "/satu", domain="localhost")
    (line,) = outcome.lines
    assert line["reason"].endswith(f"a.localhost leads to {PUBLIC}, which is not on this machine")
    assert outcome.connected == set()


def test_another_name_of_the_site_is_judged_as_well(port: int, tmp_path: Path) -> None:
    """A redirect there, in capitals, is a lookup like any other."""
    outcome = crawl(port, tmp_path / "a", [PUBLIC, "10.0.0.1"], "/pindah")
    assert outcome.connected == {PUBLIC}
    assert outcome.lines[0]["reason"].endswith("leads to 10.0.0.1, which is not public")
