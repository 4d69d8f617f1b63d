"""What a new extractor reads takes the place of what was read before, where it may."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from crawler import extract as extractor
from flows.reprocess import batch, flow, promote
from flows.reprocess.findings import promotable
from flows.reprocess.spread import Spread, spread_over
from flows.store import load as load_store
from tests.flows.dedupe.test_strays import PAGE, STRANGER, TITLE, Warta, imported
from tests.flows.reprocess.trials import (
    AT,
    LEAD,
    NOTE,
    NOW,
    PAGES,
    REST,
    counts,
    page,
    told,
    trial,
    without_note,
)
from tests.flows.world import Archive


def test_what_is_promoted_is_what_the_new_extractor_would_have_read(
    archive: Archive,
    databases: Callable[[], str],
    tmp_path: Path,
    load: Callable[..., None],
    learn: Callable[..., None],
) -> None:
    """The digest is that of an archive built from nothing by it, edits and all; the rest stays."""
    edited = page(1, LEAD, REST, "Jembatan itu kini dijaga warga.", hour=5)
    seen_again = page(2, LEAD, REST, NOTE, hour=6)
    files = [[*PAGES, page(9, LEAD, REST)], [edited, seen_again]]
    for pages in files:
        load(*pages)
    learn(without_note)
    report = trial(archive, promote=True, expect="body")
    assert told(report) == ("ok", 0)
    outcomes = {count.outcome: count.items for count in report.run.outcomes}
    assert outcomes == {"corrected": 6, "unchanged": 1}
    scratch = Archive(url=databases(), home=tmp_path / "scratch")
    for pages in files:
        load(*pages, into=scratch)
    assert archive.digest() == scratch.digest()
    assert archive.value("SELECT count(*) FROM warta.revisions WHERE replaced_at IS NULL") == 8
    assert archive.ailments() == {}


def test_corrections_are_told_as_such(
    archive: Archive, load: Callable[..., None], learn: Callable[..., None]
) -> None:
    """In the feed with the columns that differ; the revision before stays, and counts no more."""
    load(*PAGES[:1])
    learn(without_note)
    trial(archive, promote=True, expect="body")
    assert archive.rows("SELECT operation, revision, fields FROM warta.changes WHERE seq > 1") == [
        {"operation": "correct", "revision": 2, "fields": ["body", "blocks"]}
    ]
    found = archive.rows(
        "SELECT cause, extractor_version, valid_from, replaced_at"
        " FROM warta.revisions ORDER BY revision"
    )
    assert [(row["cause"], row["valid_from"], row["replaced_at"]) for row in found] == [
        ("first", None, NOW),
        ("correction", AT, None),
    ]
    assert found[1]["extractor_version"] == "neu"
    assert told(trial(archive, promote=True)) == ("ok", 0)


def test_only_the_newest_capture_was_misread(
    archive: Archive, load: Callable[..., None], learn: Callable[..., None]
) -> None:
    """The article says again what it said: the feed ends with what is current, and what differs."""
    load(page(1, LEAD, REST), page(1, LEAD, REST, NOTE, hour=3))
    learn(without_note)
    trial(archive, promote=True, expect="body")
    (article,) = archive.rows("SELECT revision, body FROM warta.articles")
    (last,) = archive.rows("SELECT revision, fields FROM warta.changes ORDER BY seq DESC LIMIT 1")
    assert (article["revision"], article["body"]) == (last["revision"], f"{LEAD}\n\n{REST}")
    assert last["fields"] == ["body", "blocks"]
    assert archive.ailments() == {}


def test_each_correction_is_compared_with_what_it_takes_the_place_of(
    archive: Archive, load: Callable[..., None], learn: Callable[..., None]
) -> None:
    """Of contents that are one now, with the last of them."""
    said = [(LEAD,), (LEAD, NOTE), (LEAD, REST, NOTE)]
    load(*(page(1, *texts, hour=hour) for hour, texts in enumerate(said)))
    learn(without_note)
    trial(archive, promote=True, expect="body")
    changes = archive.rows(
        "SELECT revision, fields FROM warta.changes WHERE operation = 'correct' ORDER BY seq"
    )
    assert [(row["revision"], row["fields"]) for row in changes] == [
        (4, ["body", "blocks"]),
        (5, ["body", "blocks"]),
    ]
    assert archive.ailments() == {}


@pytest.mark.parametrize(
    ("asked", "ends"),
    [
        ({}, ("degraded", 3)),
        ({"expect": "title"}, ("degraded", 3)),
        ({"expect": "body", "golden": "the golden pages are worse"}, ("degraded", 3)),
        ({"expect": "body"}, ("ok", 0)),
        ({"is_sure": True, "golden": "the golden pages are worse"}, ("ok", 0)),
    ],
    ids=["nothing expected", "another expected", "golden pages fall", "expected", "sure"],
)
def test_nothing_is_promoted_that_somebody_must_look_at_first(
    archive: Archive,
    load: Callable[..., None],
    learn: Callable[..., None],
    asked: dict[str, Any],
    ends: tuple[str, int],
) -> None:
    """Neither what was not expected nor what the golden pages speak against; unless one is sure."""
    load(*PAGES)
    before = archive.digest()
    learn(without_note)
    assert told(trial(archive, promote=True, **asked)) == ends
    assert (archive.digest() == before) == (ends[0] == "degraded")


def test_a_changed_extractor_needs_another_version(
    archive: Archive, load: Callable[..., None], learn: Callable[..., None]
) -> None:
    """What one version reads in two ways would be taken for edits of the site's."""
    load(*PAGES)
    learn(without_note, version=extractor.EXTRACTOR_VERSION)
    report = trial(archive, promote=True, expect="body")
    assert told(report) == ("degraded", 3)
    assert "needs another EXTRACTOR_VERSION" in report.run.verdict.reason


@pytest.fixture
def exchanged(load: Callable[..., None], learn: Callable[..., None]) -> None:
    """Two pages: the first was an article, and the second is one to the new extractor."""
    load(*PAGES[:1])
    learn(lambda found: replace(found, verdict="suspect", reasons=("body_short",)), "alt")
    load(*PAGES[1:2])
    learn(lambda found: replace(found, verdict="good" if found.post_id == 2 else "suspect"), "neu")


@pytest.mark.usefixtures("exchanged")
def test_what_is_no_article_any_more_stays_and_what_is_one_now_comes_in(archive: Archive) -> None:
    """Of the first a person is told; the second leaves the quarantine, or where it was."""
    report = trial(archive, promote=True, expect="found,lost")
    assert counts(report) == {"found": 1, "lost": 1}
    assert told(report) == ("ok", 0)
    assert archive.value("SELECT array_agg(post_id ORDER BY post_id) FROM warta.articles") == [1, 2]
    assert counts(trial(archive)) == {"lost": 1}


def test_a_page_is_not_moved_to_another_article(
    archive: Archive, load: Callable[..., None], learn: Callable[..., None]
) -> None:
    """Another number is another article: a person has to look."""
    load(*PAGES[:2])
    before = archive.digest()
    learn(lambda found: replace(found, post_id=99, title="Lain") if found.post_id == 1 else found)
    report = trial(archive, promote=True, is_sure=True)
    assert counts(report) == {"identity": 1}
    assert archive.digest() == before


def test_what_cannot_be_read_is_told_and_tried_again(
    archive: Archive, load: Callable[..., None], learn: Callable[..., None]
) -> None:
    """Nothing is promoted meanwhile."""
    load(*PAGES[:3])
    load(*PAGES[3:])
    (kept, *_) = sorted(archive.home.rglob("captures/**/*.warc.gz"))
    kept.rename(kept.with_suffix(".away"))
    learn(without_note)
    report = trial(archive, promote=True, expect="body")
    assert told(report) == ("degraded", 3)
    assert report.run.verdict.reason.startswith("3 pages could not be read (")
    kept.with_suffix(".away").rename(kept)
    report = trial(archive, promote=True, expect="body")
    assert report.found
    assert (report.found.read, report.found.promoted) == (3, 6)


def test_killed_it_goes_on_where_it_was(
    archive: Archive,
    load: Callable[..., None],
    learn: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Batches that are recorded are not read again, nor loaded twice what was loaded."""
    for number in range(0, 6, 2):
        load(*PAGES[number : number + 2])
    learn(without_note)
    monkeypatch.setattr(flow, "PAGES", 2)
    monkeypatch.setattr(batch, "PAGES", 2)
    monkeypatch.setattr(promote, "_CAPTURES", 2)
    with pytest.raises(KilledError):
        trial(archive, spread=_killed_after(1, archive))
    assert archive.value("SELECT reason FROM warta.runs WHERE flow = 'reprocess'") == (
        "broken off by KilledError"
    )
    with monkeypatch.context() as patched:
        patched.setattr(load_store, "load", _fails_at(2, load_store.load))
        with pytest.raises(KilledError):
            trial(archive, promote=True, expect="body")
    assert archive.value("SELECT count(*) FROM ingest.shadow WHERE promoted_at IS NOT NULL") == 2
    report = trial(archive, promote=True, expect="body")
    assert report.found
    assert (report.found.read, report.found.promoted) == (0, 4)
    assert archive.value("SELECT count(*) FROM warta.changes WHERE operation = 'correct'") == 6
    assert archive.ailments() == {}


class KilledError(Exception):
    """The process ends here."""

    def __str__(self) -> str:
        return ""


def _killed_after(batches: int, archive: Archive) -> Spread:
    settings = archive.settings
    spread = spread_over(settings, archive.url, settings.site(), jobs=1)

    def shared(given: Sequence[batch.Batch]) -> Iterator[batch.Tally]:
        yield from islice(spread(given), batches)
        raise KilledError

    return shared


def _fails_at(time: int, load: Callable[..., None]) -> Callable[..., None]:
    calls = count(1)

    def failing(*given: Any, **named: Any) -> None:
        load(*given, **named)
        if next(calls) == time:
            raise KilledError

    return failing


@pytest.mark.parametrize("golden", [None, "the golden pages are worse"])
@pytest.mark.usefixtures("exchanged")
def test_the_command_that_is_offered_is_not_refused(archive: Archive, golden: str | None) -> None:
    """Of what stays as it is, too, a person must say so; where that is no help, none is offered."""
    refused = trial(archive, promote=True, expect="found", golden=golden)
    assert told(refused) == ("degraded", 3)
    assert refused.found
    offered = promotable(refused.found)
    assert offered == ([] if golden else ["found", "lost"])
    report = trial(archive, promote=True, expect="found,lost", golden=golden)
    assert (told(report) == ("ok", 0)) is bool(offered)
    assert report.found
    assert bool(promotable(report.found)) is False


def test_nothing_is_offered_where_only_another_version_helps(
    archive: Archive, load: Callable[..., None], learn: Callable[..., None]
) -> None:
    """Neither before it was refused nor after."""
    load(*PAGES)
    learn(without_note, version=extractor.EXTRACTOR_VERSION)
    given: tuple[dict[str, Any], ...] = ({}, {"promote": True, "expect": "body"})
    for asked in given:
        report = trial(archive, **asked)
        assert report.found
        assert promotable(report.found) == []


def test_a_page_kept_apart_stays_so_until_a_person_says_whose_it_is(
    archive: Archive, tmp_path: Path, warta: Warta
) -> None:
    """What has nothing of the article at its address, no extractor makes that article's."""
    imported(archive, tmp_path, PAGE, STRANGER)
    report = trial(archive, promote=True, is_sure=True)
    assert (told(report), report.found and report.found.read) == (("ok", 0), 1)
    assert archive.value("SELECT title FROM warta.articles") == TITLE
    key = archive.value("SELECT capture_id FROM warta.quarantine")
    assert warta("quarantine", "retry", key, "--accept").code == 0
    report = trial(archive, promote=True, is_sure=True)
    assert (told(report), report.found and report.found.read) == (("ok", 0), 1)
    assert archive.value("SELECT count(*) FROM warta.revisions") == 2
    assert archive.ailments() == {}
