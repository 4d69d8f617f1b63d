"""A crawler whose asker was killed keeps nobody from the site, be it stopped or stuck."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from crawler.captures import SegmentLine
from crawler.fetching import holder
from crawler.fetching.lock import SiteLockedError, site_lock
from tests.crawler.crawling import crawl, pages, plan_for
from tests.flows.world import wait_until
from tests.site import Site, WordPress, serve

ROOT = Path(__file__).parents[3]
HOST = "orphan.example:8080"
#: Starts a program, says which process that is, and lives until its own input closes.
_ASKER = """
import subprocess, sys
program = subprocess.Popen([sys.executable, *sys.argv[1:]], stdin=subprocess.PIPE)
print(program.pid, flush=True)
for line in sys.stdin.buffer:
    program.stdin.write(line)
    program.stdin.flush()
"""
#: Takes a lock, and heeds nothing any more.
_STUCK = f"""
import sys, time
from crawler.fetching.lock import site_lock
with site_lock({HOST!r}, is_asked=sys.argv[1] == "asked"):
    print("taken", flush=True)
    time.sleep(60)
"""


@contextmanager
def asker(*arguments: str) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """A process that has started another one, and the number of that."""
    environ = os.environ | {"TMPDIR": tempfile.gettempdir()}
    with subprocess.Popen(
        [sys.executable, "-c", _ASKER, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=environ,
    ) as process:
        assert process.stdout is not None
        pid = int(process.stdout.readline())
        try:
            yield process, pid
        finally:
            process.kill()
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@pytest.fixture
def site() -> Iterator[Site]:
    """A small site that behaves."""
    with serve(WordPress(posts=4)) as served:
        yield served


@pytest.fixture
def _locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for the locks of this test; little patience."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(holder, "PATIENCE_S", 0.3)


def test_one_that_was_stopped_is_woken_and_leaves_what_it_had(site: Site, tmp_path: Path) -> None:
    first, *others = pages(site)
    site.misbehave("slow_first_byte", path=site.wordpress.live()[1].path, wait_s=20)
    with asker("-m", "crawler", "-", "--out", str(tmp_path)) as (process, crawler):
        assert process.stdin is not None
        process.stdin.write(b"".join(line.line() for line in (plan_for(site), first, others[0])))
        process.stdin.flush()
        wait_until(lambda: len(site.log.entries) >= 2)
        os.kill(crawler, signal.SIGSTOP)
        process.kill()
        process.wait()
        outcome = crawl(plan_for(site), others[1:], tmp_path)
    assert outcome.finished.reason == "finished"
    assert [line.fetched for line in outcome.lines] == ["fetched"] * 2
    left = next(said for said in outcome.said if isinstance(said, SegmentLine))
    assert left.captures == 1
    assert {one.requested_url for one in outcome.captures} > {first.url}


@pytest.mark.usefixtures("_locks")
def test_one_that_heeds_nothing_is_ended_by_force() -> None:
    with asker("-c", _STUCK, "asked") as (process, stuck):
        assert process.stdout is not None
        assert process.stdout.readline() == b"taken\n"
        with pytest.raises(SiteLockedError, match=rf"\(process {stuck}, since 20"), site_lock(HOST):
            pass  # its asker lives
        process.kill()
        process.wait()
        with site_lock(HOST):
            pass


@pytest.mark.usefixtures("_locks")
def test_a_machine_that_stands_still_gives_nobody_time_to_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both patiences pass while nobody runs: the orphan is ended by force all the same."""
    sleep, stalls = time.sleep, iter([1.0])
    monkeypatch.setattr(time, "sleep", lambda seconds: sleep(seconds + next(stalls, 0.0)))
    with asker("-c", _STUCK, "asked") as (process, _):
        assert process.stdout is not None
        assert process.stdout.readline() == b"taken\n"
        process.kill()
        process.wait()
        with site_lock(HOST):
            assert next(stalls, None) is None


@pytest.mark.usefixtures("_locks")
def test_another_users_is_nobodys_orphan_whatever_the_file_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The file is everybody's to write, and we may be root."""
    with asker("-c", _STUCK, "asked") as (process, stuck):
        assert process.stdout is not None
        assert process.stdout.readline() == b"taken\n"
        process.kill()
        process.wait()
        monkeypatch.setattr(os, "getuid", lambda: 60_000)
        with pytest.raises(SiteLockedError), site_lock(HOST):
            pass
        os.kill(stuck, 0)


@pytest.mark.usefixtures("_locks")
def test_one_that_follows_a_plan_to_its_end_is_nobodys_orphan() -> None:
    with asker("-c", _STUCK, "alone") as (process, _):
        assert process.stdout is not None
        assert process.stdout.readline() == b"taken\n"
        process.kill()
        process.wait()
        with pytest.raises(SiteLockedError), site_lock(HOST):
            pass


@pytest.mark.usefixtures("_locks")
@pytest.mark.parametrize("line", ["", "x y z", "-1 1 2026-01-01", "1 1 kemarin", "999999999 1"])
def test_a_file_that_names_nobody_accuses_nobody(tmp_path: Path, line: str) -> None:
    with site_lock(HOST):
        (tmp_path / "warta-orphan.example_8080.lock").write_text(f"\n{line}\n")
        with pytest.raises(SiteLockedError, match="is at orphan"), site_lock(HOST):
            pass
