"""The pause between two requests, across processes; and the time that a run may take."""

import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.captures import CaptureLine, read_said
from crawler.captures.requests import read_log
from crawler.fetching.lock import SiteLockedError, site_lock
from crawler.plan import End, Limits
from tests.crawler.crawling import Child, crawl, pages, plan_for, robots_of, run_python
from tests.flows.world import wait_until
from tests.site import Site, WordPress, serve

HOST = "pause.example:8080"


@pytest.fixture
def site() -> Iterator[Site]:
    """A small site that behaves."""
    with serve(WordPress(posts=4)) as served:
        yield served


@pytest.fixture
def locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the locks that this very process takes."""
    folder = tmp_path / "locks"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def gap(site: Site) -> float:
    """The seconds between the last two requests of a site."""
    first, second = site.log.entries[-2:]
    return second.seconds - first.seconds


@pytest.mark.usefixtures("locks")
def test_a_lock_remembers_when_the_site_was_asked() -> None:
    with site_lock(HOST) as lock:
        assert lock.quiet_s(None) is None
        lock.note()
        noted = lock.asked_at
    with site_lock(HOST) as lock:
        assert lock.asked_at == noted
        quiet_s = lock.quiet_s(None)
        assert quiet_s is not None
        assert 0 <= quiet_s < 5


@pytest.mark.usefixtures("locks")
def test_what_the_asker_knows_counts_where_it_is_later() -> None:
    now = datetime.now(UTC)
    with site_lock(HOST) as lock:
        assert (lock.quiet_s(now - timedelta(seconds=30)) or 0) >= 30
        lock.note()
        assert (lock.quiet_s(now - timedelta(seconds=30)) or 0) < 5


@pytest.mark.usefixtures("locks")
def test_a_time_to_come_holds_nobody_up_for_longer_than_the_pause() -> None:
    with site_lock(HOST) as lock:
        assert lock.quiet_s(datetime.now(UTC) + timedelta(days=400)) == 0.0


@pytest.mark.parametrize("text", [b"", b"yesterday", b"\xff\xfe", b"2024-01-01", b"9" * 99])
def test_a_file_that_says_nothing_usable_says_nothing(locks: Path, text: bytes) -> None:
    (locks / "warta-pause.example_8080.lock").write_bytes(text)
    with site_lock(HOST) as lock:
        assert lock.quiet_s(None) is None


def test_a_file_of_another_user_is_locked_though_it_can_not_be_written(
    locks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (locks / "warta-pause.example_8080.lock").touch()
    plain = os.open

    def refused(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_RDWR:
            raise PermissionError
        return plain(path, flags, mode)

    monkeypatch.setattr(os, "open", refused)
    with site_lock(HOST) as lock:
        lock.note()
        assert lock.quiet_s(None) is not None
        with pytest.raises(SiteLockedError), site_lock(HOST):
            pass


@pytest.mark.parametrize(
    "fields",
    [
        {"delay_s": 0.7},
        {"robots": "User-agent: *\nCrawl-delay: 0.7\n"},
        {"crawl_delay_s": 0.7, "robots": None},
    ],
    ids=["the plan's", "of the kept robots.txt", "of an outdated robots.txt"],
)
def test_the_first_request_of_a_crawl_keeps_the_pause_after_the_last_one_of_another(
    site: Site, tmp_path: Path, fields: dict[str, object]
) -> None:
    fetches = pages(site, 1)
    crawl(plan_for(site), fetches, tmp_path)
    if fields.get("robots", "") is None:
        fetches = [robots_of(site)]
    outcome = crawl(plan_for(site, **fields), fetches, tmp_path)
    assert [line.fetched for line in outcome.lines] == ["fetched"]
    assert gap(site) >= 0.7


def test_a_crawler_elsewhere_is_told_when_the_site_was_asked(site: Site, tmp_path: Path) -> None:
    asked_at = crawl(plan_for(site), pages(site, 1), tmp_path).finished.asked_at
    (Path(tempfile.gettempdir()) / f"warta-127.0.0.1_{site.port}.lock").unlink()
    crawl(plan_for(site, delay_s=0.7, asked_at=asked_at), pages(site, 1), tmp_path)
    assert gap(site) >= 0.7


def test_a_killed_crawler_leaves_word_that_it_asked(site: Site, tmp_path: Path) -> None:
    site.misbehave("slow_first_byte", path=site.wordpress.live()[0].path, wait_s=20)
    with Child(plan_for(site), tmp_path) as crawler:
        crawler.ask(*pages(site, 1))
        wait_until(lambda: bool(site.log.entries))
        asked_s = time.monotonic()
        crawler.process.kill()
        crawler.wait()
    with site_lock(site.base_url.removeprefix("http://")) as lock:
        quiet_s = lock.quiet_s(None)
    assert quiet_s is not None
    assert 0 <= quiet_s < time.monotonic() - asked_s + 15


def test_a_run_that_takes_too_long_ends_in_good_order(site: Site, tmp_path: Path) -> None:
    plan = plan_for(site, delay_s=60, limits=Limits(run_s=3.0))
    outcome = crawl(plan, pages(site, 4), tmp_path)
    assert outcome.finished.reason == "time_limit"
    assert outcome.finished.message == "its 3 seconds are over"
    assert len(outcome.captures) == 1
    assert outcome.code == 1
    assert len(site.log.entries) == 1


# the log of requests -------------------------------------------------------------------------


def test_a_log_that_can_not_be_opened_is_named_and_nothing_is_asked(
    site: Site, tmp_path: Path
) -> None:
    (tmp_path / f"requests-local-{datetime.now(UTC):%Y-%m}.jsonl").mkdir()
    outcome = crawl(plan_for(site), pages(site, 2), tmp_path)
    assert outcome.finished.reason == "error"
    assert (outcome.finished.message or "").endswith(".jsonl: Is a directory")
    assert site.log.entries == []


def test_what_can_not_be_noted_is_not_asked_for(site: Site, tmp_path: Path) -> None:
    """The log is full before the first line of the second request."""
    first = crawl(plan_for(site), pages(site, 1), tmp_path / "first")
    (log,) = (tmp_path / "first").glob("requests-*.jsonl")
    room = log.stat().st_size + 10
    assert first.code == 0
    outcome = crawl(plan_for(site), pages(site, 3), tmp_path / "full", file_bytes_max=room)
    assert outcome.finished.reason == "error"
    assert "can't be written" in (outcome.finished.message or "")
    assert len(site.log.entries) == 2
    (log,) = (tmp_path / "full").glob("requests-*.jsonl")
    assert len(list(read_log(log.read_bytes().splitlines(), log.name))) == 2


def test_no_capture_is_older_than_what_the_archive_has_seen(site: Site, tmp_path: Path) -> None:
    """A clock that was put back since, by an hour or by a year, orders nothing anew."""
    known = datetime.now(UTC) + timedelta(hours=1)
    for number in range(2):
        done = crawl(plan_for(site, asked_at=known), pages(site, 3), tmp_path / str(number))
        times = [known, *(line.captured_at for line in done.lines), done.finished.asked_at]
        assert times == sorted(times)  # type: ignore[type-var]
        assert len({*times[:-1]}) == 4
        known = done.finished.asked_at  # type: ignore[assignment]
    assert known - datetime.now(UTC) < timedelta(hours=1, seconds=1)


def test_who_may_write_the_lock_file_sets_nobodys_clock(locks: Path) -> None:
    (locks / "warta-pause.example_8080.lock").write_bytes(b"2999-01-01T00:00:00.000000+00:00\n")
    with site_lock(HOST) as lock:
        assert lock.asked_at is not None
        assert lock.asked_at <= datetime.now(UTC)


#: A crawler whose machine's clock is put back by an hour as soon as a file is there.
_PUT_BACK = """
import sys, time
from pathlib import Path
told, sign = time.time, Path(sys.argv.pop())
time.time = lambda: told() - 3600 * sign.exists()
from crawler import __main__
sys.exit(__main__.main(sys.argv[1:]))
"""


def test_a_clock_that_is_put_back_holds_no_timeout_up(site: Site, tmp_path: Path) -> None:
    """A server that hangs then would have the crawl wait for the hour to come again."""
    (fetch,) = pages(site, 1)
    site.misbehave("slow_first_byte", path=fetch.url.removeprefix(site.base_url), wait_s=8)
    plan, sign = tmp_path / "plan.jsonl", tmp_path / "sign"
    lines = [plan_for(site, limits=Limits(request_s=3)), fetch, End()]
    plan.write_bytes(b"".join(line.line() for line in lines))

    def put_back() -> None:
        wait_until(lambda: bool(site.log.entries))
        sign.touch()

    with ThreadPoolExecutor() as pool:
        moved = pool.submit(put_back)
        done = run_python(["-c", _PUT_BACK, str(plan), "--out", str(tmp_path), str(sign)], b"")
        moved.result()
    said = [read_said(line) for line in done.stdout.splitlines()]
    (line,) = [one for one in said if isinstance(one, CaptureLine)]
    assert (line.fetched, line.status) == ("failed", None)
