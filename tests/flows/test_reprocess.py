"""A new extractor over old captures: told in shadow, loaded only when it may be."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

import psycopg
import pytest

from crawler import extract as extractor
from crawler.captures import Capture, Page, id_of, write_pages
from crawler.extract import Extraction
from crawler.sites import Site
from flows import db, items
from flows.importing.flow import import_files
from flows.importing.sources import Source
from flows.reprocess import batch, differences, flow, golden, promote
from flows.reprocess.findings import Asked, Report, expected
from flows.reprocess.flow import reprocess
from flows.reprocess.spread import Spread, spread_over
from flows.store import load as load_store
from flows.store import reprocess as store
from tests.flows import archive as archives
from tests.flows.world import Archive, Said

SITE = "https://purnawarta.com"
AT = datetime(2025, 6, 1, 3, tzinfo=UTC)
NOW = AT + timedelta(days=30)
LEAD = "Warga Kotasari memperbaiki jembatan lama yang rusak diterjang banjir pada awal pekan ini."
REST = "Pengurus desa menambahkan bahwa bantuan akan tiba sebelum hari raya tahun ini."
NOTE = "Catatan: naskah ini pernah dimuat di buletin desa pada tahun yang lalu."
Change = Callable[[Extraction], Extraction]


def page(number: int, *texts: str, hour: float = 0, path: str = "") -> Page:
    """A page of an article, captured at an hour; without texts, one that holds none."""
    url = f"{SITE}/nasional/{path or f'berita-desa-nomor-{number}'}"
    title = f"Berita Desa Nomor {number}"
    paragraphs = "".join(f"<p>{text}</p>" for text in texts)
    html = (
        f'<!doctype html><html lang="id"><head><title>{title}</title></head>'
        f'<body class="single postid-{number}"><article class="post-{number} post"><h1>{title}</h1>'
        f'<div class="entry-content">{paragraphs}</div></article></body></html>'
    ).encode()
    at = AT + timedelta(hours=hour)
    key = id_of(f"{url} {at}", html)
    return Page(id=key, url=url, media_type="text/html", captured_at=at, body=html)


PAGES = [page(number, LEAD, REST, NOTE) for number in range(1, 7)]


@pytest.fixture
def load(archive: Archive, tmp_path: Path) -> Callable[..., None]:
    """Imports pages, a file each call."""

    def imported(*pages: Page, into: Archive = archive) -> None:
        path = tmp_path / f"{len(list(tmp_path.glob('*.warc.gz')))}.warc.gz"
        write_pages(path, pages)
        source = Source(path=path)
        import_files(into.settings, into.url, [source], clock=lambda: AT + timedelta(days=1))

    return imported


@pytest.fixture
def learn(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes the extractor another one, of another version."""
    today = items._extraction

    def learnt(change: Change, version: str = "neu") -> None:
        def read(capture: Capture, site: Site) -> Extraction:
            return change(today(capture, site))

        monkeypatch.setattr(items, "_extraction", read)
        monkeypatch.setattr(items, "EXTRACTOR_VERSION", version)
        monkeypatch.setattr(extractor, "EXTRACTOR_VERSION", version)

    return learnt


def without_note(found: Extraction) -> Extraction:
    """The new extractor knows that a note is not the article."""
    blocks = tuple(block for block in found.blocks if not block.text.startswith("Catatan"))
    return replace(found, blocks=blocks)


def trial(  # noqa: PLR0913 (what a person may ask for)
    archive: Archive,
    *,
    promote: bool = False,
    expect: str = "",
    is_sure: bool = False,
    golden: str | None = None,
    jobs: int = 1,
    spread: Spread | None = None,
) -> Report:
    """Read all captures again."""
    settings = archive.settings
    return reprocess(
        settings,
        archive.url,
        asked=Asked(promote=promote, expect=expected(expect), is_sure=is_sure),
        spread=spread or spread_over(settings, archive.url, settings.site(), jobs=jobs),
        clock=lambda: NOW,
        golden=lambda: golden,
    )


def counts(report: Report) -> dict[str, int]:
    """How many pages would change, by class."""
    assert report.found
    return {change.name: change.pages for change in report.found.changes}


def told(report: Report) -> tuple[str, int]:
    """How the run ended."""
    return report.run.verdict.state, report.run.verdict.exit_code


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
    with psycopg.connect(archive.url) as connection:
        assert archives.ailments(connection) == {}


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
    """The article says again what it said: the feed ends with what is current."""
    load(page(1, LEAD, REST), page(1, LEAD, REST, NOTE, hour=3))
    learn(without_note)
    trial(archive, promote=True, expect="body")
    (article,) = archive.rows("SELECT revision, body FROM warta.articles")
    (last,) = archive.rows("SELECT revision FROM warta.changes ORDER BY seq DESC LIMIT 1")
    assert (article["revision"], article["body"]) == (last["revision"], f"{LEAD}\n\n{REST}")
    with psycopg.connect(archive.url) as connection:
        assert archives.ailments(connection) == {}


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


def test_what_is_no_article_any_more_stays_and_what_is_one_now_comes_in(
    archive: Archive, load: Callable[..., None], learn: Callable[..., None]
) -> None:
    """Of the first a person is told; the second leaves the quarantine, or where it was."""
    load(*PAGES[:1])
    learn(lambda found: replace(found, verdict="suspect", reasons=("body_short",)), "alt")
    load(*PAGES[1:2])
    learn(lambda found: replace(found, verdict="good" if found.post_id == 2 else "suspect"), "neu")
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
    with psycopg.connect(archive.url) as connection:
        assert archives.ailments(connection) == {}


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
    assert alone.found
    assert shared.found
    assert (
        (shared.found.read, counts(shared))
        == (alone.found.read, counts(alone))
        == (
            6,
            {"paragraph_removed": 6},
        )
    )


def test_one_at_a_time(archive: Archive, load: Callable[..., None]) -> None:
    """Who comes second has nothing to do."""
    load(*PAGES[:1])
    with db.connect(archive.url, name="other", autocommit=True) as other:
        assert store.try_lock(other, "purnawarta")
        report = trial(archive)
    assert (told(report), report.found) == (("ok", 0), None)


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


@pytest.mark.parametrize("ending", [0, 1])
def test_the_golden_pages_are_asked_in_a_process_of_their_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ending: int
) -> None:
    """What they say against an extractor is told; where there are none, that."""
    program = tmp_path / "tests" / "golden"
    program.mkdir(parents=True)
    says = f"import sys; print('worse: exact: 1, and the floor is 2'); sys.exit({ending})"
    (program / "__init__.py").touch()
    (program / "__main__.py").write_text(says)
    monkeypatch.setattr(golden, "_ROOT", tmp_path)
    monkeypatch.setattr(golden, "_PAGES", program)
    expected_ = "the golden pages are worse (exact: 1, and the floor is 2)" if ending else None
    assert golden.golden_fall() == expected_
    monkeypatch.setattr(golden, "_PAGES", tmp_path / "none")
    assert golden.golden_fall() == "the golden pages are not here (they lie in a checkout)"


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
