"""A new extractor over old captures, in shadow: told by class of change, and nothing is changed."""

import json
from collections.abc import Callable

import psycopg
import pytest

from flows import db
from flows.reprocess import batch, differences
from flows.store import locks
from tests.flows.reprocess.trials import (
    LEAD,
    NOTE,
    PAGES,
    REST,
    counts,
    page,
    told,
    trial,
    without_note,
)
from tests.flows.world import Archive, Said


def test_the_same_extractor_changes_nothing(archive: Archive, load: Callable[..., None]) -> None:
    """Every page is read, once: the second time nothing is left to read."""
    load(*PAGES)
    before = archive.digest(), archive.counts()
    reports = [trial(archive), trial(archive, promote=True)]
    assert [told(report) for report in reports] == [("ok", 0), ("ok", 0)]
    assert [report.found and report.found.read for report in reports] == [6, 0]
    assert reports[1].run.verdict.reason == "nothing would change: 6 pages were read"
    assert (archive.digest(), archive.counts()) == before


def test_pages_that_nobody_answers_for_are_not_read(
    archive: Archive, load: Callable[..., None]
) -> None:
    """Workers that come back with nothing are no evidence."""
    load(*PAGES)
    report = trial(archive, spread=lambda _todo: iter(()))
    assert told(report) == ("degraded", 3)
    assert report.run.verdict.reason.startswith("6 pages could not be read (their batches ")


def test_in_shadow_changes_are_told_and_nothing_is_changed(
    archive: Archive, load: Callable[..., None], learn: Callable[..., None]
) -> None:
    """By class, with the pages and what they say; what was not expected ends with 3."""
    load(*PAGES, page(9, LEAD, REST))
    before = archive.digest(), archive.counts()
    learn(without_note)
    report = trial(archive)
    assert told(report) == ("degraded", 3)
    assert counts(report) == {"paragraph_removed": 6}
    assert report.found
    (sample, *_) = report.found.changes[0].samples
    assert (sample.before, sample.after) == (NOTE, "")
    assert sample.url in {one.url for one in PAGES}
    assert report.run.verdict.reason == (
        "not expected: paragraph_removed 6; 6 of 7 pages would change, and nothing was promoted"
    )
    assert told(trial(archive, expect="body")) == ("ok", 0)
    assert (archive.digest(), archive.counts()) == before


def test_over_processes_the_same_is_found(
    archive: Archive,
    load: Callable[..., None],
    learn: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By two as by one."""
    for number in range(0, 6, 3):
        load(*PAGES[number : number + 3])
    learn(without_note)
    monkeypatch.setattr(batch, "PAGES", 3)
    alone = trial(archive)
    with psycopg.connect(archive.url) as connection:
        connection.execute("TRUNCATE ingest.shadow")
    shared = trial(archive, jobs=2)
    for report in (alone, shared):
        assert report.found
        assert (report.found.read, counts(report)) == (6, {"paragraph_removed": 6})


def test_who_comes_second_is_told_to_come_again(
    archive: Archive, load: Callable[..., None]
) -> None:
    """One trial at a time."""
    load(*PAGES[:1])
    with db.connect(archive.url, name="other", autocommit=True) as other:
        assert locks.try_lock(other, "reprocess purnawarta")
        report = trial(archive)
    assert (told(report), report.found) == (("degraded", 3), None)


def test_a_worker_with_another_extractor_is_refused(
    archive: Archive, load: Callable[..., None]
) -> None:
    """What it reads would stand under a false name."""
    load(*PAGES[:1])
    settings = archive.settings
    other = batch.Batch(site="purnawarta", reader="1+other", capture_ids=[PAGES[0].id])
    with pytest.raises(batch.ReprocessError, match="give all the same"):
        batch.read_batch(settings, archive.url, settings.site(), other)


def test_the_command_tells_what_would_change(
    load: Callable[..., None],
    learn: Callable[..., None],
    warta: Callable[..., Said],
) -> None:
    """In words and in JSON, and what to do; a class that is none is a usage error."""
    load(*PAGES)
    learn(without_note)
    said = warta("reprocess", "--no-prefect", "--jobs", 1)
    assert said.code == 3
    assert "paragraph_removed" in said.out
    assert f"  - {NOTE}" in said.out
    assert "warta reprocess --promote --expect paragraph_removed" in said.out
    said = warta("reprocess", "--no-prefect", "--jobs", 1, "--expect", "body", "--json")
    found = json.loads(said.out)
    assert (said.code, found["state"], found["changed"]) == (0, "ok", 6)
    assert [change["name"] for change in found["changes"]] == ["paragraph_removed"]
    said = warta("reprocess", "--expect", "isi")
    assert (said.code, said.err.startswith("warta: isi: no class of change")) == (2, True)
    assert warta("reprocess", "--yes").code == 2


def test_paragraphs_are_compared_by_what_stands_in_one_text_only() -> None:
    """Each class by itself, and together."""
    assert _classes("a b c", "a c") == ["paragraph_removed"]
    assert _classes("a c", "a b c") == ["paragraph_added"]
    assert _classes("a b", "a x") == ["paragraph_changed"]
    assert _classes("a b c", "a x") == ["paragraph_changed", "paragraph_removed"]
    assert _classes("a b", "b a") == ["paragraph_moved"]
    assert _classes("a a", "a") == ["paragraph_removed"]


def _classes(before: str, after: str) -> list[str]:
    found = differences._paragraphs(before.split(), after.split())
    return [difference.name for difference in found]
