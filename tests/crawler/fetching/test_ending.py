"""Crawls that end before their end, and plans that are none: nothing is lost, and it is told."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.captures import (
    AliveLine,
    CaptureLine,
    FinishedLine,
    SegmentLine,
    StartedLine,
    read_said,
)
from crawler.fetching.segments import left_behind
from crawler.plan import End, Limits
from tests.crawler.crawling import Child, crawl, pages, plan_for, robots_of, run_python
from tests.site import Site, WordPress, serve


@pytest.fixture
def site() -> Iterator[Site]:
    """A small site that behaves."""
    with serve(WordPress(posts=8)) as served:
        yield served


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
from crawler.fetching.spiders import exchange
exchange.REASONS = Broken(exchange.REASONS)
sys.exit(crawler.__main__.main(["-", "--out", sys.argv[1]]))
"""


def test_an_exception_of_ours_costs_one_capture_and_never_a_line(
    site: Site, tmp_path: Path
) -> None:
    fetches = [robots_of(site), *pages(site, 2)]
    lines = [plan_for(site, robots=None), *fetches, End()]
    done = run_python(["-c", _BROKEN, str(tmp_path)], b"".join(line.line() for line in lines))
    said = [read_said(line) for line in done.stdout.splitlines()]
    robots, *others = [one for one in said if isinstance(one, CaptureLine)]
    assert robots.reason == "crawler_failed: RuntimeError: a bug of ours"
    assert [line.reason for line in others] == ["robots_unreadable"] * 2
    last = said[-1]
    assert isinstance(last, FinishedLine)
    assert (last.reason, last.errors) == ("finished", 1)


def test_a_second_crawler_at_one_site_says_that_it_is_locked(site: Site, tmp_path: Path) -> None:
    with Child(plan_for(site), tmp_path / "one") as first:
        assert isinstance(first.hear(), StartedLine)
        second = crawl(plan_for(site), pages(site, 1), tmp_path / "two")
        assert second.finished.reason == "locked"
        assert second.code == 1
        message = second.finished.message or ""
        assert site.base_url.removeprefix("http://") in message
        assert f"(process {first.process.pid}, since " in message
        first.end()
        last = first.rest()[-1]
        assert isinstance(last, FinishedLine)
        assert last.reason == "finished"
    assert site.log.entries == []


@pytest.mark.parametrize("trouble", ["a long delay", "a slow answer", "silence"])
@pytest.mark.parametrize("how", ["the asker goes", "SIGTERM"])
def test_it_ends_soon_when_its_asker_goes_or_it_is_told_to(
    site: Site, tmp_path: Path, trouble: str, how: str
) -> None:
    """Within seconds, more of them on a busy machine; what it waits for takes a minute or more."""
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
        assert time.monotonic() - began < 30
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
    done = run_python(["-m", "crawler", str(plan), "--out", str(tmp_path)], b"")
    last = read_said(done.stdout.splitlines()[-1])
    assert isinstance(last, FinishedLine)
    assert last.reason == "error"
    assert (last.message or "").startswith("line 3 of the plan: the line: Invalid JSON")
    assert done.returncode == 1


def test_what_is_no_plan_says_so_and_nothing_is_fetched(tmp_path: Path) -> None:
    done = run_python(["-m", "crawler", "-", "--out", str(tmp_path)], b"what?\n")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"crawler: line 1 of the plan: ")


_IMPATIENT = """
import sys
from crawler import __main__
from crawler.fetching import output
output._ALIVE_S = 0.5
sys.exit(__main__.main(["-", "--out", sys.argv[1]]))
"""


def test_it_shows_that_it_lives_while_the_site_takes_its_time(site: Site, tmp_path: Path) -> None:
    fetches = pages(site, 2)
    site.misbehave("slow_first_byte", path=site.wordpress.live()[1].path, wait_s=3)
    lines = [plan_for(site), *fetches, End()]
    began = time.monotonic()
    done = run_python(["-c", _IMPATIENT, str(tmp_path)], b"".join(line.line() for line in lines))
    took_s = time.monotonic() - began
    said = [read_said(line) for line in done.stdout.splitlines()]
    lives = [number for number, one in enumerate(said) if isinstance(one, AliveLine)]
    told = [number for number, one in enumerate(said) if isinstance(one, CaptureLine)]
    assert len(told) == 2
    assert 1 <= len(lives) <= took_s  # it looks once a second
    assert told[0] < min(lives) <= max(lives) < told[1]


_TIRED = """
import sys
from crawler import __main__
from crawler.fetching import manners
manners._SILENCE_MAX_S = 1.6
sys.exit(__main__.main(["-", "--out", sys.argv[1]]))
"""


def test_a_site_that_hangs_is_not_asked_for_the_rest(site: Site, tmp_path: Path) -> None:
    """It takes connections, and answers nothing: each request would take three time-outs."""
    site.misbehave("slow_first_byte", wait_s=20)
    lines = [plan_for(site, limits=Limits(request_s=0.5)), *pages(site), End()]
    done = run_python(["-c", _TIRED, str(tmp_path)], b"".join(line.line() for line in lines))
    said = [read_said(line) for line in done.stdout.splitlines()]
    told = [one for one in said if isinstance(one, CaptureLine)]
    assert {one.fetched for one in told} == {"failed"}
    assert [one.reason for one in told[1:]] == ["site_silent"] * (len(pages(site)) - 1)
    assert 1 <= len(site.log.entries) <= 4  # fewer where the machine is busy
    last = said[-1]
    assert isinstance(last, FinishedLine)
    assert (last.reason, last.requests) == ("finished", len(site.log.entries))
