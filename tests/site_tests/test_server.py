"""The server: connections, the log, and what is reckoned from it."""

import http.client
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta

from tests.site import Site, WordPress, serve
from tests.site_tests.wire import Exchange, exchange

Ask = Callable[..., Exchange]


def test_a_connection_is_used_again(site: Site) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=5)
    for target in ("/robots.txt", "/feed/", "/?p=99999", "/robots.txt"):
        connection.request("GET", target)
        connection.getresponse().read()
    connection.close()
    assert len(site.log.entries) == 4


def test_many_ask_at_once(site: Site) -> None:
    """Connections are served side by side, and each request is logged once."""
    paths = [post.path for post in site.wordpress.live()]
    threads = [threading.Thread(target=exchange, args=(site.port, path)) for path in paths * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(site.log.entries) == 36
    assert {entry.status for entry in site.log.entries} == {200}


def test_it_ends_while_someone_is_still_reading() -> None:
    with serve(WordPress(posts=1)) as site:
        site.misbehave("slow_bytes", wait_s=30)
        exchange(site.port, "/", wait_s=0.1)
    assert not [t for t in threading.enumerate() if t.name == "wordpress" and t.is_alive()]


def test_head_has_no_body(site: Site) -> None:
    """HEAD gets the headers, no framing and no body."""
    got = exchange(site.port, "/feed/", method="HEAD")
    assert got.raw.endswith(b"\r\n\r\n")
    assert "Transfer-Encoding" not in got.head


def test_the_log_keeps_what_was_asked_and_answered(site: Site, ask: Ask) -> None:
    ask("/robots.txt", User_Agent="warta")
    (entry,) = site.log.entries
    assert (entry.path, entry.status, entry.header("user-agent")) == ("/robots.txt", 200, "warta")
    assert entry.sent_bytes == len(ask("/robots.txt").body)
    assert entry.at == site.wordpress.now


def test_the_log_counts_per_article(site: Site, ask: Ask) -> None:
    paths = [post.path for post in site.wordpress.live()[:2]]
    for target in ("/robots.txt", "/feed/", *paths, paths[0]):
        ask(target)
    assert site.log.requests_per_article(paths) == 2.5
    assert site.log.repeated() == {paths[0]: 2}


def test_the_log_measures_gaps_and_ceilings_by_the_sites_clock(site: Site, ask: Ask) -> None:
    for seconds in (0, 3, 1, 60):
        site.wordpress.advance(seconds=seconds)
        ask("/robots.txt")
    assert site.log.minimum_gap(clock="site") == 1
    assert site.log.minimum_gap() < 1
    assert site.log.ceiling(timedelta(seconds=5), clock="site") == 3
    assert site.log.ceiling(timedelta(minutes=10), clock="site") == 4


def test_the_log_knows_what_robots_forbids(site: Site, ask: Ask) -> None:
    for target in ("/robots.txt", "/wp-admin/", "/wp-admin/admin-ajax.php", "/feed/"):
        ask(target)
    forbidden = site.log.disallowed(ask("/robots.txt").text)
    assert [entry.path for entry in forbidden] == ["/wp-admin/"]


def test_the_log_knows_who_came_too_early(site: Site, ask: Ask) -> None:
    site.misbehave("too_many_requests", first=1, retry_after=60)
    ask("/feed/")
    site.wordpress.advance(seconds=30)
    ask("/feed/")
    site.wordpress.advance(seconds=30)
    ask("/feed/")
    assert [entry.number for entry in site.log.too_early()] == [1]


def test_a_date_in_retry_after_is_understood(site: Site, ask: Ask) -> None:
    site.misbehave("too_many_requests_until_date", first=1, retry_after=60)
    ask("/feed/")
    ask("/feed/")
    assert len(site.log.too_early()) == 1


def test_it_runs_by_hand() -> None:
    """The command lists the behaviours with what they show."""
    listed = subprocess.run(
        [sys.executable, "-m", "tests.site", "--behaviours"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert "lying_304: 304 to whoever" in listed.stdout
