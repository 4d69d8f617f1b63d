"""What a newer extractor makes of an old page is a correction, not an edit by the site."""

import dataclasses
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.captures import SavedPage, id_of, write_pages
from flows import normalise
from flows.importing.flow import import_files
from flows.importing.sources import Source
from flows.records import Batch, Content
from flows.store import load, reprocess
from flows.store.captures import Kept
from tests.flows import archive
from tests.flows.archive import Captured, Connection, all_rows, one, page, put
from tests.flows.world import Archive

READ = "SELECT idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'revision'"
CAUSES = "SELECT revision, cause FROM warta.revisions ORDER BY 1"
OLD = page("/a/x", "lama", post_id=1, extractor_version="0")
NEW = page("/a/x", "baru", hour=1, post_id=1)
AT = datetime(2025, 6, 1, 3, tzinfo=UTC)
URL = "https://purnawarta.com/lainnya/rumah-lelang"
HTML = (
    '<html lang="id"><body class="single postid-77"><article><h1>Rumah Lelang Dibangun Nelayan</h1>'
    '<div class="entry-content"><p>Enam puluh keluarga nelayan membangun rumah lelang bersama di '
    "Teluk Sanggar.</p><p>Mereka berkata bahwa harga ikan kini ditentukan bersama.</p></div>"
    "</article></body></html>"
)


def sha256(shown: Captured) -> bytes:
    """Of a page's content."""
    assert shown.item.content
    return shown.item.content.sha256


def said(sha256: bytes | None) -> Callable[[Kept], bytes | None]:
    """Reads every capture as this content."""
    return lambda _kept: sha256


def test_the_same_page_read_better_is_corrected(connection: Connection) -> None:
    """The capture before, read again by today's extractor, says the same: nobody edited it."""
    archive.store(connection, OLD)
    outcomes = put(connection, archive.begin(connection), NEW, reread=said(sha256(NEW)))
    assert outcomes == ["corrected"]
    assert all_rows(connection, CAUSES) == [(1, "first"), (2, "correction")]
    assert one(connection, "SELECT operation FROM warta.changes WHERE seq = 2") == "correct"
    assert archive.ailments(connection) == {}


def test_many_contents_are_corrected_without_comparing_each_with_all(
    connection: Connection,
) -> None:
    """Each is looked up in one reading of its article, however many there are."""
    count, day = 40, archive.NOW + timedelta(days=1)
    before = [page("/a/x", f"lama {n}", hour=n, post_id=1) for n in range(count)]
    archive.store(connection, *before)
    read = [
        replace(shown.item, content=page("/a/x", f"baru {n}", post_id=1).item.content)
        for n, shown in enumerate(before)
    ]
    run_id = archive.begin(connection, now=day)
    with connection.transaction():
        reprocess.replace(connection, [item.capture_id for item in read], now=day)
        given: dict[str, Any] = {"site": archive.SITE.name, "run_id": run_id, "now": day}
        load.load(connection, Batch(captures=(), items=read), **given)
        (rows,) = connection.execute(READ).fetchall()[0]
    assert one(connection, "SELECT count(*) FROM ingest.revision") == 2 * count
    assert rows < 20 * count**2


@pytest.mark.parametrize("again", [b"other", b""], ids=["other", "no_article"])
def test_a_page_that_said_something_else_was_edited(connection: Connection, again: bytes) -> None:
    """Also to today's extractor."""
    archive.store(connection, OLD)
    assert put(connection, archive.begin(connection), NEW, reread=said(again)) == ["revised"]
    assert all_rows(connection, CAUSES) == [(1, "first"), (2, "edit")]
    assert one(connection, "SELECT reasons FROM ingest.item WHERE revision = 2") == []


def test_a_capture_that_cannot_be_read_again_leaves_an_edit(connection: Connection) -> None:
    """The item says why."""
    archive.store(connection, OLD)
    assert put(connection, archive.begin(connection), NEW, reread=said(None)) == ["revised"]
    reasons = one(connection, "SELECT reasons FROM ingest.item WHERE revision = 2")
    assert reasons == ["previous_capture_unreadable"]


def test_what_one_extractor_read_is_never_read_again(connection: Connection) -> None:
    """The normal case costs nothing: not even of captures that changed nothing since."""

    def fail(kept: Kept) -> bytes:
        raise AssertionError(kept)

    run_id = archive.begin(connection)
    for hour, text in enumerate("abbac"):
        put(connection, run_id, page("/a/x", text, hour=hour, post_id=1), reread=fail)
    put(connection, run_id, page("/a/x", "d", hour=2.5, post_id=1), reread=fail)
    causes = {cause for _, cause in all_rows(connection, CAUSES)}
    assert causes == {"first", "edit"}


def test_the_capture_next_before_is_the_one_that_counts(connection: Connection) -> None:
    """Not that which began the revision: an edit may have come after it without being seen."""
    run_id = archive.begin(connection)
    later = page("/a/x", "lama", hour=0.5, post_id=1, extractor_version="0")
    put(connection, run_id, OLD)
    put(connection, run_id, later)
    asked: list[Kept] = []

    def reread(kept: Kept) -> bytes:
        asked.append(kept)
        return sha256(NEW)

    assert put(connection, run_id, NEW, reread=reread) == ["corrected"]
    assert [kept.captured_at for kept in asked] == [archive.at(0.5)]


def _import(archive: Archive, folder: Path, at: datetime) -> dict[str, int]:
    path = folder / f"{at:%H}.warc.gz"
    body = HTML.replace("di Teluk", f"{at:%H}" if at.hour == 9 else "di Teluk").encode()
    made = SavedPage(id=id_of(f"{URL} {at}", body), url=URL, media_type="text/html", captured_at=at,
                body=body)  # fmt: skip
    write_pages(path, [made])
    now = AT + timedelta(days=1)
    (report,) = import_files(archive.settings, archive.url, [Source(path=path)], clock=lambda: now)
    return {count.outcome: count.items for count in report.outcomes}


@pytest.mark.parametrize(
    ("hour", "is_lost", "outcome"),
    [(4, False, "corrected"), (9, False, "revised"), (4, True, "revised")],
    ids=["the_same_page", "an_edited_page", "the_same_page_whose_capture_is_lost"],
)
def test_captures_are_read_again_from_their_files(  # noqa: PLR0913, PLR0917 (fixtures, and cases)
    archive: Archive,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    hour: int,
    is_lost: bool,  # noqa: FBT001
    outcome: str,
) -> None:
    """As an import does it: the first by an extractor that knew less, the second by today's."""
    today = normalise.content_of

    def yesterday(*given: Any, **named: Any) -> Content:
        found = today(*given, **named)
        return dataclasses.replace(found, title="?", sha256=b"?", extractor_version="0")

    with monkeypatch.context() as patched:
        patched.setattr(normalise, "content_of", yesterday)
        assert _import(archive, tmp_path, AT) == {"inserted": 1}
    if is_lost:
        for path in Path(archive.settings.captures_url).rglob("*.warc.gz"):
            path.unlink()
    assert _import(archive, tmp_path, AT.replace(hour=hour)) == {outcome: 1}
