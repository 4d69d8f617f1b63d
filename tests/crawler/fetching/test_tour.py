"""What a site may do to a single page: one crawl past all of it, over real HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.captures import CaptureLine, FinishedLine, SegmentLine, StartedLine
from crawler.captures.records import read_records
from crawler.plan import Fetch, Limits
from tests.crawler.crawling import AGENT, crawl, plan_for, robots_of
from tests.site import Site, WordPress, serve

#: Behaviours that concern one page each, so that one crawl shows them all.
TOUR: dict[str, dict[str, object]] = {
    "truncated_gzip": {},
    "gzip_that_is_none": {},
    "decompression_bomb": {"megabytes": 60},
    "endless_page": {"megabytes": 3},
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
        limits = Limits(body_bytes=2_000_000, redirects=3)
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


def test_a_slow_answer_says_that_it_took_too_long(tour: Tour, tmp_path: Path) -> None:
    """The address stands beside. In a crawl of its own, which alone has little patience."""
    site = tour.site
    post = site.wordpress.live()[-1]
    site.misbehave("slow_bytes", path=post.path, piece_bytes=256, wait_s=0.3)
    slow = Fetch(url=site.base_url + post.path)
    outcome = crawl(plan_for(site, limits=Limits(request_s=1)), [slow], tmp_path)
    (line,) = outcome.lines
    assert (line.fetched, line.id, line.status) == ("failed", None, None)
    assert line.reason == "DownloadTimeoutError: took longer than 1.0 seconds."
    assert outcome.finished.requests == 3
    assert outcome.captures == []


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
    assert line.led_to is not None
    assert not line.led_to.startswith(tour.site.base_url)
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
