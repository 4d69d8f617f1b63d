"""What others captured keeps nothing of an article that is removed, and does not bring it back."""

from pathlib import Path
from uuid import uuid4

import pytest

from crawler.captures import CaptureError, SavedPage, write_pages
from tests.crawler.warcs import http, member, record, written
from tests.flows.removal import (
    AT,
    MARK,
    OTHER,
    SITE,
    VICTIM,
    brought,
    forget,
    html,
    is_readable,
    take,
    take_file,
    traces,
)
from tests.flows.world import Archive


def test_a_file_that_held_nothing_else_goes(archive: Archive, tmp_path: Path) -> None:
    """Though a record is left that says which program wrote it."""
    told = record(b"software: x\r\n", kind="warcinfo", url=None, record_id=uuid4())
    shown = record(http(html(77, MARK)), url=VICTIM)
    take_file(archive, written(tmp_path / "a.warc.gz", member(told), member(shown)))
    forget(archive)
    assert list((archive.home / "captures").rglob("*.warc*")) == []


def test_what_was_imported_beside_articles_keeps_none_of_its_text(
    archive: Archive, tmp_path: Path
) -> None:
    """Feeds and lists of others: there before, and brought again after; the others stay."""
    mirror = brought(tmp_path)
    take_file(archive, mirror)
    assert len(traces(archive)) > 9
    forget(archive)
    for _ in range(2):
        assert traces(archive) == []
        assert is_readable(archive)
        assert archive.rows("SELECT url FROM warta.articles") == [{"url": OTHER}]
        take_file(archive, mirror)
    assert archive.ailments() == {}


def test_what_is_no_article_by_judgement_alone_can_be_read_again(
    archive: Archive, tmp_path: Path
) -> None:
    """It may be one that the next extractor knows; what the site calls a list goes, or attached."""
    links = "".join(f'<li><a href="/a/{n}">Kabar {n} dari pelabuhan timur</a></li>' for n in "123")
    pages = {
        "/tanya": "<html><head><title>Just a moment...</title></head><body>x</body></html>",
        "/rapat/1": f"<html><body><ul>{links}</ul></body></html>",
        "/kosong": " ",
        "/masuk/": "<html><body>x</body></html>",
        "/lainnya": '<html><body class="archive category">x</body></html>',
        "/tag/laut": "<html><body>x</body></html>",
        "/a/foto": '<html><body class="attachment single single-attachment">x</body></html>',
    }
    held = [
        record(http(html.encode()), url=f"{SITE}{path}", record_id=uuid4())
        for path, html in pages.items()
    ]
    counts = take_file(archive, written(tmp_path / "a.warc.gz", *map(member, held)))
    assert counts == {"not_article": 7}
    take(archive, tmp_path, VICTIM)
    forget(archive)
    kept = "SELECT url FROM ingest.capture WHERE file IS NOT NULL ORDER BY url"
    assert [row["url"].removeprefix(SITE) for row in archive.rows(kept)] == [
        "/kosong", "/masuk/", "/rapat/1", "/tanya",
    ]  # fmt: skip
    assert is_readable(archive)
    assert archive.ailments() == {}


def test_a_mirror_that_comes_after_the_removal_keeps_none_of_its_text(
    archive: Archive, tmp_path: Path
) -> None:
    """Nothing of it was known before."""
    take(archive, tmp_path, VICTIM)
    forget(archive)
    assert take_file(archive, brought(tmp_path))["inserted"] == 1
    assert traces(archive) == []
    assert is_readable(archive)
    assert archive.ailments() == {}


@pytest.mark.parametrize("is_read", [True, False])
def test_what_could_not_be_read_is_not_kept(
    archive: Archive,
    tmp_path: Path,
    is_read: bool,  # noqa: FBT001 (a case)
) -> None:
    """No row tells of what stands behind damage, or in a file that is none, so nothing would go."""
    take(archive, tmp_path, VICTIM)
    kept = member(record(http(html(78, "tenang")), url=OTHER, record_id=uuid4()))
    hidden = member(record(http(html(77, MARK)), url=VICTIM, record_id=uuid4()))
    damaged = written(tmp_path / "a.warc.gz", kept if is_read else b"", hidden[:-1])
    if is_read:
        assert take_file(archive, damaged) == {"inserted": 1}
    else:
        with pytest.raises(CaptureError, match="damaged at byte 0"):
            take_file(archive, damaged)
    forget(archive)
    assert [row["url"] for row in archive.rows("SELECT url FROM warta.articles")] == (
        [OTHER] if is_read else []
    )
    files = list((archive.home / "captures").rglob("*.warc*"))
    assert [file.read_bytes() for file in files] == ([kept] if is_read else [])
    assert is_readable(archive)


def test_a_capture_that_was_imported_twice_goes_from_both_files(
    archive: Archive, tmp_path: Path
) -> None:
    """What came again under another name is kept once."""
    mirror = brought(tmp_path)
    take_file(archive, mirror)
    again = take_file(archive, mirror.rename(tmp_path / "salinan.warc.gz"))
    assert set(again) == {"duplicate_capture"}
    assert len(list((archive.home / "captures").rglob("*.warc*"))) == 1
    forget(archive)
    assert traces(archive) == []


@pytest.mark.parametrize("url", [OTHER, VICTIM])
def test_a_body_that_is_kept_once_stays_or_goes_with_the_article_that_repeats_it(
    archive: Archive, tmp_path: Path, url: str
) -> None:
    """Archives that keep a body once, whatever its address, have it with a page of no article."""
    body = html(77, MARK) if url == VICTIM else html(78, "tenang")
    front, again = uuid4(), uuid4()
    profile = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    records = [
        record(http(body), url=f"{SITE}/", record_id=front),
        record(
            http(b""), kind="revisit", url=url, record_id=again,
            extra=f"WARC-Profile: {profile}\r\nWARC-Refers-To: <urn:uuid:{front}>\r\n",
        ),
    ]  # fmt: skip
    counts = take_file(archive, written(tmp_path / "a.warc.gz", *map(member, records)))
    assert counts == {"not_article": 1, "inserted": 1}
    take(archive, tmp_path, VICTIM)
    forget(archive)
    assert traces(archive) == []
    assert archive.ailments() == {}
    assert is_readable(archive)


def test_an_import_does_not_bring_it_back(archive: Archive, tmp_path: Path) -> None:
    """Neither the same file, nor another capture, nor one at another address of the same post."""
    path = tmp_path / "a.warc.gz"
    body = html(77, MARK)
    page = SavedPage(id=uuid4(), url=VICTIM, media_type="text/html", captured_at=AT, body=body)
    write_pages(path, [page])
    take_file(archive, path)
    forget(archive)
    assert take_file(archive, path) == {"duplicate_capture": 1}
    assert traces(archive) == []
    assert take(archive, tmp_path, VICTIM, OTHER) == {"gone": 1, "inserted": 1}
    assert take(archive, tmp_path, f"{SITE}/lain/{MARK}-pindah") == {"gone": 1}
    assert traces(archive) == []
    assert archive.ailments() == {}
    assert is_readable(archive)
