"""A new extractor over old captures: told in shadow, loaded only when it may be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler import extract as extractor
from crawler.captures import Capture, Page, id_of, write_pages
from crawler.extract import Extraction
from crawler.sites import Site
from flows import items
from flows.importing import import_files
from flows.reprocess.findings import Asked, Report, expected
from flows.reprocess.flow import reprocess
from flows.reprocess.spread import spread_over
from flows.sources import Source
from tests.flows import archive as archives
from tests.flows.world import Archive

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
) -> Report:
    """Read all captures again."""
    settings = archive.settings
    return reprocess(
        settings,
        archive.url,
        asked=Asked(promote=promote, expect=expected(expect), is_sure=is_sure),
        spread=spread_over(settings, archive.url, settings.site(), jobs=jobs),
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
    with archives.psycopg.connect(archive.url) as connection:
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
    with archives.psycopg.connect(archive.url) as connection:
        assert archives.ailments(connection) == {}
