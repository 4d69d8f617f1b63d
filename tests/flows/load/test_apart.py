"""Pages are understood in another process as they are in this one, whatever becomes of it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from crawler.captures import CaptureError, write_pages
from crawler.fetching.segments import Segment
from crawler.sites import site_for_url
from flows.load import apart
from flows.load.apart import Reader, in_turn
from flows.load.understanding import Understood, understand
from tests.crawler.fetching.segments import PLAN, exchange
from tests.crawler.warcs import PAGE
from tests.flows.reprocess.trials import PAGES, SITE
from tests.flows.workers import ROOT
from tests.flows.world import wait_until

OURS = site_for_url(SITE)
#: The third of six.
WHERE = "-nomor-3"


@pytest.fixture
def segment(tmp_path: Path) -> Path:
    """A segment of six pages."""
    path = tmp_path / "enam.warc.gz"
    write_pages(path, PAGES)
    return path


@contextmanager
def reader_that(how: str, segment: Path) -> Iterator[Reader]:
    """What reads pages, and comes to grief at the third one."""
    with pytest.MonkeyPatch.context() as patched:
        file = str(segment.with_name("met"))
        program = (sys.executable, "-m", "tests.flows.load.readers", how, WHERE, file)
        patched.setattr(apart, "PROGRAM", program)
        with Reader() as reader:
            yield reader


def understood_here(segment: Path) -> list[Understood]:
    """What this process makes of it."""
    return list(understand(segment, OURS))


def test_segments_are_understood_in_their_order_as_they_are_here(segment: Path) -> None:
    """Of what is understood, no body is handed on."""
    other = segment.with_name("satu.warc.gz")
    write_pages(other, PAGES[:1])
    with Reader() as reader:
        told = [reader(path, OURS) for path in (segment, other, segment)]
        said = [one() for one in told]
    assert said == [understood_here(path) for path in (segment, other, segment)]
    assert [one.capture.body for one in said[0]] == [b""] * len(PAGES)
    assert all(one.item and one.item.content for one in said[0])


def test_two_understand_at_the_same_time(segment: Path) -> None:
    """One that hangs keeps no other, and each segment is what it is here."""
    other = segment.with_name("satu.warc.gz")
    write_pages(other, PAGES[:1])
    with reader_that("hang_once", segment) as slow, Reader() as quick:
        understood = in_turn([slow, quick])
        told = [understood(path, OURS) for path in (segment, other, other, segment)]
        assert told[1]() == understood_here(other)
        assert slow._process.poll() is None
        assert [one() for one in told] == [
            understood_here(path) for path in (segment, other, other, segment)
        ]


def test_a_damaged_segment_is_told_of_and_the_next_one_read(segment: Path) -> None:
    """As it is where it is read here."""
    damaged = segment.with_name("rusak.warc.gz")
    damaged.write_bytes(segment.read_bytes()[:-20])
    with Reader() as reader:
        first, second = reader(damaged, OURS), reader(segment, OURS)
        with pytest.raises(CaptureError, match="rusak"):
            first()
        assert second() == understood_here(segment)


@pytest.mark.parametrize("how", ["crash_once", "hang_once", "crash_twice"])
def test_a_process_that_dies_costs_nothing(how: str, segment: Path) -> None:
    """Another one does all of it; an end among others says nothing of the page that is next."""
    with reader_that(how, segment) as reader:
        assert reader(segment, OURS)() == understood_here(segment)


@pytest.mark.parametrize(
    ("how", "signal_name", "together"),
    [("crash", "SIGSEGV", 20), ("crash", "SIGSEGV", 2), ("hang", "SIGPROF", 4)],
)
def test_a_page_that_ends_each_process_is_put_in_quarantine(
    how: str, signal_name: str, together: int, segment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It alone, with the reason, though it was to be told of with others."""
    monkeypatch.setattr(apart, "_TOGETHER", together)
    with reader_that(how, segment) as reader:
        said = reader(segment, OURS)()
    items = [one.item for one in said]
    broken = items.pop(2)
    assert broken is not None
    assert (broken.outcome, broken.content) == ("quarantined", None)
    assert broken.reasons == (f"extractor_failed: what reads pages was ended by {signal_name}",)
    assert items == [one.item for one in understood_here(segment) if WHERE not in one.capture.url]


@pytest.mark.parametrize("kind", ["listing", "robots"])
def test_only_a_page_is_put_in_quarantine(kind: str, tmp_path: Path) -> None:
    """What dies before it says anything is no fault of the listing that a segment begins with."""
    segment = Segment(tmp_path, PLAN, 1)
    for one in (exchange(1, kind=kind), exchange(2)):
        segment.add(one)
    path = segment.close().path
    listing, page = understand(path, OURS, {0: "it died", 1: "it died"})
    assert listing.item is None
    assert listing.capture.body == PAGE
    assert page.item is not None
    assert page.item.reasons == ("extractor_failed: it died",)


def test_a_process_that_can_not_begin_is_told_of(
    segment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not started for ever."""
    monkeypatch.setattr(apart, "PROGRAM", (sys.executable, "-c", "raise SystemExit(3)"))
    with Reader() as reader, pytest.raises(CaptureError, match="ended with 3"):
        reader(segment, OURS)()


def test_a_process_that_gives_nothing_is_ended(
    segment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was stopped, say; the next one is waited for."""
    start = Reader._start

    def start_again(reader: Reader) -> None:
        start(reader)
        monkeypatch.undo()

    with Reader() as reader:
        stopped = reader._process
        stopped.send_signal(signal.SIGSTOP)
        monkeypatch.setattr(apart, "_PATIENCE_S", 0.1)
        monkeypatch.setattr(apart, "_PAGE_S", 0.0)
        monkeypatch.setattr(Reader, "_start", start_again)
        assert reader(segment, OURS)() == understood_here(segment)
    assert stopped.returncode == -signal.SIGKILL


def test_pages_told_of_together_may_each_take_their_time(
    segment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is silent for as long as all of them may take does its work."""
    monkeypatch.setattr(apart, "_PATIENCE_S", 0.0)
    with Reader() as reader:
        first = reader._process
        assert reader(segment, OURS)() == understood_here(segment)
        assert reader._process is first


@pytest.mark.parametrize("how", ["idle", "hang"])
def test_no_process_outlives_its_parent(how: str, segment: Path) -> None:
    """Killed as it may be, and whatever the process hangs in."""
    code = f"""
import sys
from pathlib import Path
from flows.load import apart
from tests.flows.load.test_apart import OURS, WHERE
if {how!r} == "hang":
    where = {str(segment.with_name("met"))!r}
    apart.PROGRAM = (sys.executable, "-m", "tests.flows.load.readers", "hang", WHERE, where)
with apart.Reader() as reader:
    told = reader(Path({str(segment)!r}), OURS)
    if {how!r} == "idle":
        told()
    print(reader._process.pid, flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as parent:
        assert parent.stdout is not None
        process = psutil.Process(int(parent.stdout.readline()))
        wait_until(lambda: how == "idle" or segment.with_name("met").exists())
        os.kill(parent.pid, signal.SIGKILL)
    wait_until(lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE)


def test_what_nobody_waits_for_is_given_up_with_the_block(segment: Path) -> None:
    """A run that breaks off is not kept by a page that takes long."""
    with reader_that("hang", segment) as reader:
        told = reader(segment, OURS)
        wait_until(segment.with_name("met").exists)
    with pytest.raises(CaptureError, match="nobody"):
        told()
