"""The whole crawler over real HTTP: a child process, a site that misbehaves, and its log."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.captures import CaptureLine, FinishedLine, SegmentLine, StartedLine, read_said
from crawler.captures.records import read_records
from crawler.plan import End, Fetch, Limits
from crawler.segments import left_behind
from tests.crawler.crawling import AGENT, Child, crawl, pages, plan_for, robots_of
from tests.site import Site, WordPress, serve

#: Behaviours that concern one page each, so that one crawl shows them all.
TOUR: dict[str, dict[str, object]] = {
    "truncated_gzip": {},
    "gzip_that_is_none": {},
    "decompression_bomb": {"megabytes": 60},
    "endless_page": {"megabytes": 3},
    "slow_bytes": {"piece_bytes": 256, "wait_s": 0.3},
    "reset_in_mid_body": {},
    "reset_at_once": {},
    "end_in_mid_body": {},
    "content_length_too_great": {},
    "no_framing": {},
    "not_http": {},
    "nothing_at_all": {},
    "redirect_loop": {},
    "redirect_to_itself": {},
    "redirect_without_end": {},
    "redirect_chain": {"length": 3},
    "redirect_off_site": {},
    "redirect_to_private_address": {},
    "redirect_to_file": {},
    "redirect_without_location": {},
    "meta_refresh": {},
    "server_error": {},
    "bad_gateway": {},
    "unavailable": {},
    "not_found": {},
    "gone": {},
}
_ONCE = ("reset_in_mid_body", "end_in_mid_body", "truncated_gzip", "bad_gateway")


class Tour:
    """One crawl past every behaviour of the tour, a page for each."""

    def __init__(self, site: Site, out: Path) -> None:
        """Send the crawler round."""
        self.site = site
        live = iter(site.wordpress.live())
        self.urls = {name: site.base_url + next(live).path for name in TOUR}
        self.urls |= {f"{name}, once": site.base_url + next(live).path for name in _ONCE}
        self.urls["well"] = site.base_url + next(live).path
        for name, options in TOUR.items():
            self._add(name, name, options)
        for name in _ONCE:
            self._add(name, f"{name}, once", {"first": 1})
        limits = Limits(request_s=1.5, body_bytes=2_000_000, redirects=3)
        bad = [Fetch(url=url) for url in ("nonsense", "http://[::1", "ftp://127.0.0.1/a")]
        long = Fetch(url=f"{site.base_url}/{'x' * 3000}")
        fetches = [Fetch(url=url) for url in self.urls.values()]
        self.fetches = [robots_of(site), *fetches, *bad, long]
        self.outcome = crawl(plan_for(site, robots=None, limits=limits), self.fetches, out)

    def _add(self, name: str, key: str, options: dict[str, object]) -> None:
        self.site.misbehave(name, path=self.urls[key].removeprefix(self.site.base_url), **options)

    def line(self, key: str) -> CaptureLine:
        """What became of a page."""
        return self.outcome.line(self.urls[key])

    def asked(self, key: str) -> int:
        """How often a page was asked for."""
        return len(self.site.log.asked(self.urls[key].removeprefix(self.site.base_url)))

    def kept(self, key: str) -> list[bytes]:
        """The bodies that were kept of a page."""
        captures = self.outcome.captures
        return [c.payload for c in captures if c.requested_url == self.urls[key]]


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    """The tour, taken once for this module."""
    with serve(WordPress(posts=40)) as site:
        yield Tour(site, tmp_path_factory.mktemp("tour"))


@pytest.fixture
def site() -> Iterator[Site]:
    """A small site that behaves."""
    with serve(WordPress(posts=8)) as served:
        yield served


def test_every_request_line_gets_exactly_one_answer(tour: Tour) -> None:
    asked = sorted(fetch.url for fetch in tour.fetches)
    assert sorted(line.url for line in tour.outcome.lines) == asked
    assert tour.outcome.finished.captures == len(asked)
    assert tour.outcome.finished.reason == "finished"


def test_what_a_line_says_was_fetched_is_in_a_segment_once(tour: Tour) -> None:
    stated = sorted(str(line.id) for line in tour.outcome.lines if line.id)
    assert stated == sorted(str(capture.id) for capture in tour.outcome.captures)


def test_a_site_that_misbehaves_is_no_error_of_ours(tour: Tour) -> None:
    assert tour.outcome.finished.errors == 0
    assert "Traceback" not in tour.outcome.stderr


def test_the_crawler_counts_the_requests_that_the_site_saw(tour: Tour) -> None:
    assert tour.outcome.finished.requests == len(tour.site.log.entries)


@pytest.mark.parametrize(
    "name",
    [
        "truncated_gzip",
        "reset_in_mid_body",
        "reset_at_once",
        "end_in_mid_body",
        "content_length_too_great",
        "not_http",
        "nothing_at_all",
        "slow_bytes",
    ],
)
def test_half_an_answer_is_asked_for_again_and_never_kept(tour: Tour, name: str) -> None:
    line = tour.line(name)
    assert (line.fetched, line.id, line.status) == ("failed", None, None)
    assert line.reason
    assert tour.asked(name) == 3
    assert tour.kept(name) == []


@pytest.mark.parametrize("name", _ONCE)
def test_what_fails_once_is_had_the_second_time(tour: Tour, name: str) -> None:
    key = f"{name}, once"
    assert tour.line(key).fetched == "fetched"
    assert tour.asked(key) == 2
    (body,) = tour.kept(key)
    assert body.rstrip().endswith(b"</html>")


@pytest.mark.parametrize("name", ["decompression_bomb", "endless_page"])
def test_a_body_over_the_limit_is_asked_for_once_and_not_kept(tour: Tour, name: str) -> None:
    assert (tour.line(name).fetched, tour.asked(name), tour.kept(name)) == ("failed", 1, [])


def test_a_bomb_is_named_for_what_it_is(tour: Tour) -> None:
    reason = tour.line("decompression_bomb").reason or ""
    assert reason.startswith("body_unusable")
    assert "50,000,000 bytes" in reason


def test_a_body_over_the_limit_is_told_with_the_limit(tour: Tour) -> None:
    reason = tour.line("endless_page").reason
    assert reason == "DownloadCancelledError: the body is over 2,000,000 bytes"


def test_a_slow_answer_says_that_it_took_too_long(tour: Tour) -> None:
    reason = tour.line("slow_bytes").reason or ""
    assert reason.startswith("DownloadTimeoutError")
    assert reason.endswith("took longer than 1.5 seconds.")


def test_a_coding_that_lies_leaves_the_body_as_it_is(tour: Tour) -> None:
    assert tour.line("gzip_that_is_none").fetched == "fetched"
    assert tour.kept("gzip_that_is_none")[0].startswith(b"<!doctype html>")


def test_a_body_that_ends_with_its_connection_is_kept(tour: Tour) -> None:
    assert tour.line("no_framing").fetched == "fetched"
    assert tour.kept("no_framing")[0].rstrip().endswith(b"</html>")


def test_redirects_within_the_site_are_followed_and_kept_as_hops(tour: Tour) -> None:
    line = tour.line("redirect_chain")
    assert (line.fetched, line.status) == ("fetched", 200)
    url = tour.urls["redirect_chain"]
    assert tour.outcome.capture(url).url == f"{url}?langkah=3"
    assert [status for status, is_hop in _records_of(tour, url) if is_hop] == [302, 302, 302]


def _records_of(tour: Tour, url: str) -> list[tuple[int, bool]]:
    found = []
    for said in tour.outcome.said:
        for record in read_records(said.path) if isinstance(said, SegmentLine) else ():
            if record.fields.get("warta-requested-uri") == url:
                entry = int(record.block[9:12]), "warta-hop" in record.fields
                found.append(entry)
    return found


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("redirect_off_site", "foreign_host"),
        ("redirect_to_private_address", "foreign_host"),
    ],
)
def test_a_redirect_that_leaves_the_site_is_refused_but_its_hop_is_kept(
    tour: Tour, name: str, reason: str
) -> None:
    line = tour.line(name)
    assert (line.fetched, line.reason, line.id) == ("refused", reason, None)
    assert _records_of(tour, tour.urls[name]) == [(302, True)]


@pytest.mark.parametrize("name", ["redirect_loop", "redirect_to_itself", "redirect_without_end"])
def test_redirects_without_end_are_given_up(tour: Tour, name: str) -> None:
    line = tour.line(name)
    assert (line.fetched, line.id) == ("failed", None)
    assert "max redirections" in (line.reason or "")
    asked = [e for e in tour.site.log.entries if e.path.rstrip("/") in tour.urls[name]]
    assert len([e for e in asked if e.path != "/"]) == 4


def test_a_redirect_to_a_file_is_an_answer_and_not_followed(tour: Tour) -> None:
    line = tour.line("redirect_to_file")
    assert (line.status, tour.kept("redirect_to_file")) == (302, [b""])
    assert _records_of(tour, tour.urls["redirect_to_file"]) == [(302, False)]


def test_a_redirect_to_nowhere_is_an_answer(tour: Tour) -> None:
    assert tour.line("redirect_without_location").status == 301


def test_a_page_that_redirects_by_meta_is_a_page(tour: Tour) -> None:
    assert tour.line("meta_refresh").status == 200
    assert tour.asked("meta_refresh") == 1


@pytest.mark.parametrize(
    ("name", "status", "times"),
    [("server_error", 500, 3), ("bad_gateway", 502, 3), ("unavailable", 503, 3)],
)
def test_a_failing_server_is_asked_again_and_its_answer_kept(
    tour: Tour, name: str, status: int, times: int
) -> None:
    line = tour.line(name)
    assert (line.fetched, line.status, line.reason) == ("failed", status, f"http_{status}")
    assert line.id
    assert tour.asked(name) == times


@pytest.mark.parametrize(("name", "status"), [("not_found", 404), ("gone", 410)])
def test_a_missing_page_is_an_answer(tour: Tour, name: str, status: int) -> None:
    assert (tour.line(name).fetched, tour.line(name).status) == ("fetched", status)
    assert tour.asked(name) == 1


@pytest.mark.parametrize("url", ["nonsense", "http://[::1"])
def test_what_is_no_url_is_refused(tour: Tour, url: str) -> None:
    line = tour.outcome.line(url)
    assert line.fetched == "refused"
    assert (line.reason or "").startswith("invalid_url")


def test_what_is_no_http_is_refused(tour: Tour) -> None:
    assert tour.outcome.line("ftp://127.0.0.1/a").reason == "foreign_host"


def test_we_say_who_we_are_and_keep_no_cookies(tour: Tour) -> None:
    for entry in tour.site.log.entries:
        assert entry.header("User-Agent") == AGENT
        assert entry.header("Cookie") == ""
        assert entry.header("Referer") == ""


def test_only_the_lines_of_the_protocol_are_on_standard_output(tour: Tour) -> None:
    kinds = [type(said) for said in tour.outcome.said]
    assert kinds[0] is StartedLine
    assert kinds[-1] is FinishedLine
    assert kinds.count(StartedLine) == kinds.count(FinishedLine) == 1


# robots.txt ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["robots_failing", "robots_is_html", "robots_redirects"])
def test_a_robots_txt_that_cant_be_read_closes_the_site(
    site: Site, tmp_path: Path, name: str
) -> None:
    site.misbehave(name)
    outcome = crawl(plan_for(site, robots=None), [robots_of(site), *pages(site, 2)], tmp_path)
    assert [line.fetched for line in outcome.lines] == ["refused"] * 3
    assert {line.reason for line in outcome.lines[1:]} == {"robots_unreadable"}
    assert {entry.path for entry in site.log.entries} == {"/robots.txt"}


def test_a_robots_txt_that_cant_be_had_closes_the_site_though_an_old_one_allowed(
    site: Site, tmp_path: Path
) -> None:
    site.misbehave("reset_at_once", path="/robots.txt")
    outcome = crawl(plan_for(site, robots=""), [robots_of(site), *pages(site, 1)], tmp_path)
    assert [line.fetched for line in outcome.lines] == ["failed", "refused"]
    assert outcome.lines[1].reason == "robots_unreadable"


def test_a_robots_txt_that_is_a_bomb_closes_the_site(site: Site, tmp_path: Path) -> None:
    site.misbehave("decompression_bomb", path="/robots.txt", megabytes=60)
    outcome = crawl(plan_for(site, robots=None), [robots_of(site), *pages(site, 1)], tmp_path)
    assert [line.reason for line in outcome.lines][1:] == ["robots_unreadable"]


def test_what_robots_txt_closes_is_never_asked_for(site: Site, tmp_path: Path) -> None:
    closed = site.wordpress.live()[0].path
    site.misbehave("robots_disallows", pattern=closed)
    site.misbehave("robots_huge")
    site.misbehave("redirect_to_other_article", path=site.wordpress.live()[1].path)
    outcome = crawl(plan_for(site, robots=None), [robots_of(site), *pages(site)], tmp_path)
    refused = [line.url for line in outcome.lines if line.reason == "robots_disallow"]
    assert site.base_url + closed in refused
    assert site.base_url + site.wordpress.live()[1].path in refused  # it redirects there
    assert closed not in {entry.path for entry in site.log.entries}
    assert site.log.disallowed(f"User-agent: *\nDisallow: {closed}\n") == []


@pytest.mark.parametrize("kept", [None, "User-agent: *\nCrawl-delay: 0.4\n"])
def test_the_crawl_delay_is_kept_from_the_end_of_one_answer_to_the_next_request(
    site: Site, tmp_path: Path, kept: str | None
) -> None:
    site.misbehave("robots_crawl_delay", seconds=0.4)
    site.misbehave("slow_first_byte", path=site.wordpress.live()[1].path, wait_s=0.5)
    fetches = [] if kept else [robots_of(site)]
    outcome = crawl(plan_for(site, robots=kept), [*fetches, *pages(site, 4)], tmp_path)
    assert {line.fetched for line in outcome.lines} == {"fetched"}
    assert site.log.minimum_gap() >= 0.4
    times = [entry.seconds for entry in site.log.entries if entry.path != "/robots.txt"]
    assert times[2] - times[1] >= 0.9  # the slow answer's half second, and then the delay


# "not now" -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("too_many_requests", {"retry_after": 120}),
        ("too_many_requests_until_date", {"retry_after": 120}),
        ("unavailable", {"retry_after": 120}),
        ("too_many_requests_without_date", {}),
    ],
)
def test_not_now_stops_the_crawl_and_is_told(
    site: Site, tmp_path: Path, name: str, options: dict[str, object]
) -> None:
    fetches = pages(site, 5)
    site.misbehave(name, path=site.wordpress.live()[1].path, **options)
    plan = plan_for(site, now=site.wordpress.now, is_virtual=True)
    outcome = crawl(plan, fetches, tmp_path)
    assert outcome.finished.reason == "retry_after"
    assert len(site.log.entries) == 2
    assert [line.reason for line in outcome.lines[2:]] == ["retry_after"] * 3
    waits = 120 if options else 600
    told = outcome.lines[1].retry_at
    assert told is not None
    assert abs((told - site.wordpress.now).total_seconds() - waits) <= 1
    assert all(line.retry_at == told for line in outcome.lines[1:])


# what is asked with, and how often -----------------------------------------------------------


def test_an_unchanged_listing_is_not_modified(site: Site, tmp_path: Path) -> None:
    url = f"{site.base_url}/feed/"
    feed = crawl(plan_for(site), [Fetch(url=url, kind="listing")], tmp_path / "feed").captures[0]
    again = Fetch(
        url=url,
        kind="listing",
        etag=feed.headers.get("etag"),
        last_modified=feed.headers.get("last-modified"),
    )
    outcome = crawl(plan_for(site), [again], tmp_path / "again")
    line = outcome.line(url)
    assert feed.headers["etag"].startswith("W/")
    assert (line.fetched, line.status) == ("not_modified", 304)
    assert outcome.captures[0].payload == b""


def test_validators_do_not_go_with_a_redirect(site: Site, tmp_path: Path) -> None:
    path = site.wordpress.live()[0].path
    site.misbehave("redirect_to_other_article", path=path)
    fetch = Fetch(
        url=site.base_url + path, etag='"a"', last_modified="Sat, 17 Feb 2024 00:00:00 GMT"
    )
    outcome = crawl(plan_for(site), [fetch], tmp_path)
    assert outcome.line(fetch.url).status == 200
    first, second = site.log.entries
    assert (first.header("If-None-Match"), second.header("If-None-Match")) == ('"a"', "")
    assert second.header("If-Modified-Since") == ""


def test_the_budget_counts_redirects_and_retries(site: Site, tmp_path: Path) -> None:
    paths = [post.path for post in site.wordpress.live()]
    site.misbehave("redirect_chain", path=paths[0], length=2)
    site.misbehave("server_error", path=paths[1], first=1)
    limits = Limits(requests=6)
    outcome = crawl(plan_for(site, limits=limits), pages(site, 6), tmp_path)
    assert len(site.log.entries) == outcome.finished.requests == 6
    assert [line.reason for line in outcome.lines][-3:] == ["budget"] * 3


_BROKEN = """
import http.client, sys
import crawler.__main__
class Broken(dict):
    is_first = True
    def get(self, status, default=None):
        if self.is_first:
            Broken.is_first = False
            raise RuntimeError("a bug of ours")
        return super().get(status, default)
from crawler.spiders import exchange
exchange.REASONS = Broken(exchange.REASONS)
sys.exit(crawler.__main__.main(["-", "--out", sys.argv[1]]))
"""


def test_an_exception_of_ours_costs_one_capture_and_never_a_line(
    site: Site, tmp_path: Path
) -> None:
    fetches = [robots_of(site), *pages(site, 2)]
    lines = [plan_for(site, robots=None), *fetches, End()]
    done = _run(["-c", _BROKEN, str(tmp_path)], b"".join(line.line() for line in lines))
    said = [read_said(line) for line in done.stdout.splitlines()]
    robots, *others = [one for one in said if isinstance(one, CaptureLine)]
    assert robots.reason == "crawler_failed: RuntimeError: a bug of ours"
    assert [line.reason for line in others] == ["robots_unreadable"] * 2
    last = said[-1]
    assert isinstance(last, FinishedLine)
    assert (last.reason, last.errors) == ("finished", 1)


def _run(arguments: list[str], given: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run Python in the ordinary way."""
    command = [sys.executable, "-W", "error::ResourceWarning", *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=False)


# ends before the end -------------------------------------------------------------------------


def test_a_second_crawler_at_one_site_says_that_it_is_locked(site: Site, tmp_path: Path) -> None:
    with Child(plan_for(site), tmp_path / "one") as first:
        assert isinstance(first.hear(), StartedLine)
        second = crawl(plan_for(site), pages(site, 1), tmp_path / "two")
        assert second.finished.reason == "locked"
        assert second.code == 1
        assert site.base_url.removeprefix("http://") in (second.finished.message or "")
        first.end()
        last = first.rest()[-1]
        assert isinstance(last, FinishedLine)
        assert last.reason == "finished"
    assert site.log.entries == []


@pytest.mark.parametrize("trouble", ["a long delay", "a slow answer", "silence"])
@pytest.mark.parametrize("how", ["the asker goes", "SIGTERM"])
def test_it_ends_within_seconds_when_its_asker_goes_or_it_is_told_to(
    site: Site, tmp_path: Path, trouble: str, how: str
) -> None:
    fetches = pages(site, 3)
    robots = "User-agent: *\nCrawl-delay: 200\n" if trouble == "a long delay" else ""
    if trouble == "a slow answer":
        path = site.wordpress.live()[1].path
        site.misbehave("slow_bytes", path=path, piece_bytes=10, wait_s=0.2)
    with Child(plan_for(site, robots=robots), tmp_path) as crawler:
        crawler.ask(*(fetches[:1] if trouble == "silence" else fetches))
        crawler.hear_until(CaptureLine)
        time.sleep(0.3)
        began = time.monotonic()
        if how == "SIGTERM":
            crawler.signal(signal.SIGTERM)
        else:
            crawler.leave()
        said = crawler.rest()
        code = crawler.wait()
        assert time.monotonic() - began < 6
    last = said[-1]
    assert isinstance(last, FinishedLine), crawler.stderr.decode()
    assert last.reason == ("shutdown" if how == "SIGTERM" else "parent_gone")
    assert code == 1
    assert [s.captures for s in said if isinstance(s, SegmentLine)] == [1]
    assert list(tmp_path.glob("*.open")) == []


def test_it_ends_when_nobody_reads_it_any_more(site: Site, tmp_path: Path) -> None:
    with Child(plan_for(site), tmp_path) as crawler:
        crawler.hear_until(StartedLine)
        crawler.stop_reading()
        crawler.ask(*pages(site))
        assert crawler.wait() == 1
    assert len(site.log.entries) < len(pages(site))
    assert sum(segment.captures for segment in left_behind(tmp_path)) >= 1


def test_a_killed_crawler_leaves_what_it_had_and_the_next_one_tells_it(
    site: Site, tmp_path: Path
) -> None:
    fetches = pages(site, 6)
    site.misbehave("slow_first_byte", path=site.wordpress.live()[4].path, wait_s=3)
    with Child(plan_for(site), tmp_path) as crawler:
        crawler.ask(*fetches)
        told = [crawler.hear_until(CaptureLine) for _ in range(4)]
        crawler.process.kill()
        crawler.wait()
    (torn,) = tmp_path.glob("*.warc.gz.open")
    with torn.open("ab") as file:
        file.write(b"\x1f\x8b\x08\0half a member")
    outcome = crawl(plan_for(site), [], tmp_path)
    first = outcome.said[0]
    assert isinstance(first, SegmentLine)
    assert first.captures == 4
    assert [c.id for c in outcome.captures] == [t.id for t in told if isinstance(t, CaptureLine)]
    assert not list(tmp_path.glob("*.open"))


def test_a_full_disk_is_told_and_costs_nothing_that_was_written(site: Site, tmp_path: Path) -> None:
    limits = Limits(segment_s=600)
    fetches = pages(site)
    outcome = crawl(plan_for(site, limits=limits), fetches, tmp_path, file_bytes_max=40_000)
    assert outcome.finished.reason == "error"
    assert "can't be written" in (outcome.finished.message or "")
    assert "Make room" in (outcome.finished.message or "")
    kept = [line for line in outcome.lines if line.id]
    assert kept
    assert [capture.id for capture in outcome.captures] == [line.id for line in kept]
    lost = outcome.lines[len(kept)]
    assert (lost.fetched, lost.reason) == ("failed", "unwritable: File too large")
    assert len(outcome.lines) < len(fetches)


# plans ---------------------------------------------------------------------------------------


def test_a_bad_line_ends_the_crawl_and_is_named(site: Site, tmp_path: Path) -> None:
    with Child(plan_for(site), tmp_path) as crawler:
        crawler.ask(*pages(site, 1))
        crawler.hear_until(CaptureLine)
        crawler.write(b'{"url": "http://x", "kind": "feast"}\n')
        last = crawler.rest()[-1]
        assert isinstance(last, FinishedLine)
        assert last.reason == "error"
        assert (last.message or "").startswith("line 3 of the plan: kind: ")


def test_a_plan_can_be_a_file_on_standard_input(site: Site, tmp_path: Path) -> None:
    plan = tmp_path / "plan.jsonl"
    lines = [plan_for(site).line(), *(fetch.line() for fetch in pages(site, 2))]
    plan.write_bytes(b"".join(lines))
    with plan.open("rb") as stdin:
        command = [sys.executable, "-m", "crawler", "-", "--out", str(tmp_path)]
        done = subprocess.run(command, stdin=stdin, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [segment.captures for segment in left_behind(tmp_path)] == [2]


def test_a_bad_line_in_a_file_ends_the_crawl_and_is_named(site: Site, tmp_path: Path) -> None:
    plan = tmp_path / "plan.jsonl"
    plan.write_bytes(plan_for(site).line() + pages(site, 1)[0].line() + b"what?\n")
    done = _run(["-m", "crawler", str(plan), "--out", str(tmp_path)], b"")
    last = read_said(done.stdout.splitlines()[-1])
    assert isinstance(last, FinishedLine)
    assert last.reason == "error"
    assert (last.message or "").startswith("line 3 of the plan: the line: Invalid JSON")
    assert done.returncode == 1


def test_what_is_no_plan_says_so_and_nothing_is_fetched(tmp_path: Path) -> None:
    done = _run(["-m", "crawler", "-", "--out", str(tmp_path)], b"what?\n")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"crawler: line 1 of the plan: ")
