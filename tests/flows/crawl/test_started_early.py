"""A crawler that is started before it is known what to ask: it saves the second that this takes."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date

import pytest

from flows.backfill import backfill
from flows.crawl import child, starting
from flows.crawl.child import Crawl, CrawlError
from flows.crawl.starting import crawler_for, started_early
from flows.ledger import filling
from flows.ledger.filling import Slice
from tests.crawler.crawling import plan_for
from tests.flows.world import Said, World, wait_until

Started = list[subprocess.Popen[bytes]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """The crawlers that were started."""
    found: Started = []
    start = starting._started

    def noted(*given: object) -> subprocess.Popen[bytes]:
        found.append(start(*given))  # type: ignore[arg-type]
        return found[-1]

    monkeypatch.setattr(starting, "_started", noted)
    return found


def test_the_first_crawl_of_the_block_takes_it(world: World, started: Started) -> None:
    """The next one starts its own, and a block within a block starts none."""
    with started_early(world.settings), started_early(world.settings):
        assert len(started) == 1
        assert world.run().verdict.state == "ok"
        assert len(started) == 1
        world.site.wordpress.publish("Sekolah Terapung Dibuka di Wadi Kamra")
        assert world.run().verdict.state == "ok"
    assert [process.poll() for process in started] == [0, 0]
    assert world.counts()["articles"] == 16


def test_one_that_nobody_needs_ends_with_the_block(world: World, started: Started) -> None:
    """However that ends; and it leaves the log of a crawl at work alone."""
    world.settings.logs.mkdir(parents=True)
    log = world.settings.logs / "crawl-local.log"
    log.write_text("perayapan lain sedang berjalan\n", "utf-8")
    with pytest.raises(KeyError), started_early(world.settings):
        raise KeyError
    assert [process.poll() is None for process in started] == [False]
    assert log.read_text("utf-8") == "perayapan lain sedang berjalan\n"


def test_one_that_dies_meanwhile_is_replaced(world: World, started: Started) -> None:
    """Killed while its site was paused, say: nobody heard it yet."""
    with started_early(world.settings):
        started[0].kill()
        wait_until(lambda: started[0].poll() is not None)
        assert world.run().verdict.state == "ok"
    assert [process.poll() for process in started] == [-signal.SIGKILL, 0]
    assert all(pipe.closed for pipe in (started[0].stdin, started[0].stdout) if pipe)


def test_one_that_dies_at_once_is_missed_by_the_crawl(
    world: World, started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its replacement dies of the same: the crawl says of what, and does not wait for it."""
    broken = (sys.executable, "-c", "raise SystemExit('modul scrapy tidak ada')")
    with monkeypatch.context() as patched:
        patched.setattr(starting, "PROGRAM", broken)
        with started_early(world.settings):
            wait_until(lambda: started[0].poll() is not None)
            report = world.run()
    assert (report.verdict.state, report.verdict.exit_code) == ("failed", 1)
    assert "modul scrapy tidak ada" in report.verdict.reason
    assert len(started) == 2
    assert world.run().verdict.state == "ok"


def test_each_slice_of_a_backfill_finds_its_crawler_started(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the one before it was still at work, the survey's too; as many as there are slices."""
    found: Started = []
    were_at_work: list[bool] = []
    start = starting._started

    def noted(*given: object) -> subprocess.Popen[bytes]:
        were_at_work.append(any(process.poll() is None for process in found))
        found.append(start(*given))  # type: ignore[arg-type]
        return found[-1]

    monkeypatch.setattr(starting, "_started", noted)
    report = backfill(world.setting(), since=date(2026, 2, 14), size=Slice(requests=6, seconds=60))
    assert report.verdict.state == "ok", report.verdict
    survey, *others = were_at_work
    assert (survey, set(others)) == (False, {True})
    assert [process.poll() for process in found] == [0] * report.slices


def test_the_next_crawler_is_ready_when_a_slice_ends(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is started a few requests before, neither at the last one nor at the first."""
    monkeypatch.setattr(filling, "_AHEAD_AT_ONCE", 1)
    before: list[int] = []
    start = starting._started

    def noted(*given: object) -> subprocess.Popen[bytes]:
        before.append(len(world.site.log.entries))
        return start(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(starting, "_started", noted)
    report = backfill(world.setting(), since=date(2026, 2, 14), size=Slice(requests=12, seconds=60))
    assert report.verdict.state == "ok", report.verdict
    survey = 2  # robots.txt, and a count
    first_two, third = before[:2], before[2]
    assert first_two == [0, 0]
    assert survey + 12 - 6 <= third < survey + 12 - 1


def test_a_backfill_that_is_not_wanted_leaves_no_crawler(world: World, started: Started) -> None:
    """The one that would have fetched ends as the one that counted does."""
    backfill(world.setting(), since=date(2026, 2, 14), agree=lambda _estimate: False)
    assert [process.poll() is None for process in started] == [False, False]


def test_the_command_starts_it_before_it_looks_for_the_database(
    warta: Callable[..., Said], world: World, started: Started
) -> None:
    """And has it end where there is none."""
    said = warta("ingest", "--no-prefect", DATABASE_URL="postgresql://127.0.0.1:1/warta",
                 WARTA_SITE_URL=world.site.base_url)  # fmt: skip
    assert said.code == 5
    assert [process.poll() is None for process in started] == [False]


def test_one_that_heeds_nothing_holds_nobody_up(
    world: World, started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one does that is stopped: SIGTERM waits until it goes on."""
    deaf = (
        "import signal, time; signal.signal(15, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    )
    monkeypatch.setattr(starting, "GRACE_S", 0.1)
    monkeypatch.setattr(starting, "PROGRAM", (sys.executable, "-c", deaf))
    with started_early(world.settings):
        assert started[0].stdout is not None
        started[0].stdout.readline()
        started[0].send_signal(signal.SIGSTOP)
    assert [process.poll() for process in started] == [-signal.SIGKILL]


def test_one_that_takes_nothing_does_not_hang_its_asker(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it is asked fills the pipe, and then nothing moves any more."""
    monkeypatch.setattr(starting, "GRACE_S", 0.1)
    monkeypatch.setattr(child, "_TAKES_S", 0.1)
    deaf = (sys.executable, "-c", "import time; time.sleep(60)")
    monkeypatch.setattr(starting, "PROGRAM", deaf)
    plan = plan_for(world.site, robots="# panjang\n" * 20_000)
    with pytest.raises(CrawlError, match="has taken nothing"), Crawl(plan, world.settings):
        pass


def test_no_password_is_told_to_who_reads_what_strangers_write(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proxies and certificates are: without them it may reach nobody."""
    secrets = {"DATABASE_URL", "PGPASSWORD", "WARTA_ALERT_URL", "AWS_SECRET_ACCESS_KEY"}
    needed = {"PATH", "TMPDIR", "SSL_CERT_FILE", "https_proxy"}
    for name in secrets | needed:
        monkeypatch.setenv(name, os.environ.get(name, "rahasia"))
    program = (sys.executable, "-c", "import os; print(*os.environ)")
    monkeypatch.setattr(starting, "PROGRAM", program)
    told, _ = crawler_for(world.settings, "local").communicate(timeout=60)
    assert needed <= set(told.decode().split())
    assert not secrets & set(told.decode().split())
