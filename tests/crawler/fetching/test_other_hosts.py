"""Each host of a site is asked as its own robots.txt says (RFC 9309, section 2.3)."""

from pathlib import Path

import pytest

from crawler.captures.requests import RequestLine, SentLine, read_log
from crawler.plan import Plan
from flows.checkup.politeness import judge
from tests.crawler.crawling import crawl
from tests.crawler.fetching.test_connections import Server, answer, serving

CLOSED = "User-agent: *\nDisallow: /tutup\n"


def plan(home: Server, other: Server) -> Plan:
    """A site of two hosts; the rules of the first are known."""
    return home.plan().model_copy(update={"hosts": (home.host, other.host), "delay_s": 0})


def log_in(folder: Path) -> list[RequestLine]:
    """What the crawl wrote of its requests."""
    (log,) = folder.glob("requests-*.jsonl")
    return list(read_log(log.read_bytes().splitlines(), log.name))


def led_to(other: Server, path: str) -> bytes:
    """A redirect to another host."""
    where = f"http://{other.host}{path}"
    return f"HTTP/1.1 301 Pindah\r\nLocation: {where}\r\nContent-Length: 0\r\n\r\n".encode()


def test_a_redirect_to_another_host_asks_for_its_rules_once_and_heeds_them(tmp_path: Path) -> None:
    """What it closes is not asked for; the log proves it."""

    def told(path: str, _: int) -> bytes:
        return answer(CLOSED if path == "/robots.txt" else f"halaman {path}")

    with (
        serving(told) as other,
        serving(lambda path, _: led_to(other, path)) as home,
    ):
        fetches = map(home.fetch, ("/a", "/tutup/b", "/c"))
        outcome = crawl(plan(home, other), fetches, tmp_path)
        lines = log_in(tmp_path)
    assert [*other.times.values()] == ["/robots.txt", "/a", "/c"]
    assert [line.reason for line in outcome.lines] == [None, "robots_disallow", None]
    assert outcome.finished.requests == sum(isinstance(line, SentLine) for line in lines) == 6
    proof = judge(
        lines,
        lambda name: (tmp_path / "robots" / f"{name}.txt").read_text("utf-8"),
        lambda *, is_loopback: None if is_loopback else 0,
    )
    assert (proof.requests, proof.offences) == (6, [])


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 403 Tidak\r\nContent-Length: 0\r\n\r\n"])
def test_a_host_whose_rules_cant_be_had_is_closed(tmp_path: Path, said: bytes) -> None:
    """The site's own stays open."""

    def at_home(path: str, _: int) -> bytes:
        return answer("halaman") if path == "/c" else led_to(other, path)

    with serving(lambda *_: said) as other, serving(at_home) as home:
        fetches = map(home.fetch, ("/a", "/b", "/c"))
        outcome = crawl(plan(home, other), fetches, tmp_path)
    assert set(other.times.values()) == {"/robots.txt"}
    assert [line.reason for line in outcome.lines] == ["robots_unreadable"] * 2 + [None]


def test_the_longest_pause_of_all_hosts_is_kept(tmp_path: Path) -> None:
    """They are one site to be gentle with."""
    rules = "User-agent: *\nCrawl-delay: 0.4\n"
    with serving(lambda *_: answer(rules)) as other, serving(lambda *_: answer("halaman")) as home:
        fetches = [other.fetch("/a"), home.fetch("/b")]
        crawl(plan(home, other), fetches, tmp_path)
        lines = [line for line in log_in(tmp_path) if isinstance(line, SentLine)]
    assert [line.delay_s for line in lines] == [0, 0.4, 0.4]
