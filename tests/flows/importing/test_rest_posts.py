"""A post that was saved from WordPress's REST interface is an article like its page."""

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from flows.cli import main
from flows.importing.flow import import_files
from flows.importing.sources import Source, SourceError
from flows.inspection.page import inspect
from flows.inspection.saved import Given, understand
from tests.crawler import warcs
from tests.crawler.extract.pages import BODY, LAST, LEAD, SECOND, TITLE, URL, page, paragraphs, site
from tests.flows.world import Archive

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
POST = {
    "id": 42,
    "date_gmt": "2026-03-01T07:05:00",
    "link": URL,
    "type": "post",
    "status": "publish",
    "title": {"rendered": TITLE},
    "content": {
        "rendered": paragraphs(LEAD, SECOND) + '<p>Baca Juga: <a href="/x">Panen Tiba</a></p>'
    },
}


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """The answer for a post, in a file."""
    path = tmp_path / "42.json"
    path.write_text(json.dumps(POST), "utf-8")
    return path


def test_a_post_of_rest_is_stored_until_its_page_is(
    archive: Archive, saved: Path, tmp_path: Path
) -> None:
    """HTML over REST, whichever comes last; the address of the interface is none of its own."""
    interface = "https://purnawarta.com/wp-json/wp/v2/posts/42"
    source = Source(path=saved, url=interface, captured_at=AT)
    import_files(archive.settings, archive.url, [source], clock=lambda: AT)
    (row,) = archive.rows("SELECT url, post_id, origin, body FROM warta.articles")
    assert row == {"url": URL, "post_id": 42, "origin": "rest", "body": f"{LEAD}\n\n{SECOND}"}
    assert archive.value("SELECT count(*) FROM warta.related_links") == 1
    assert archive.value("SELECT string_agg(path, ' ') FROM ingest.alias") == URL[22:]
    older = tmp_path / "42.html"
    older.write_text(page(BODY), "utf-8")
    first = Source(path=older, url=URL, captured_at=AT.replace(hour=1))
    import_files(archive.settings, archive.url, [first], clock=lambda: AT)
    (row,) = archive.rows("SELECT origin, body FROM warta.articles")
    assert row == {"origin": "html", "body": f"{LEAD}\n\n{SECOND}\n\n{LAST}"}


def test_extract_and_inspect_take_a_post_of_rest(
    saved: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """`extract` prints its line, `inspect` shows where each text stood."""
    assert main(["extract", str(saved)]) == 0
    line = json.loads(capsysbinary.readouterr().out)
    assert (line["verdict"], line["url"], line["post_id"]) == ("good", URL, 42)
    assert line["related"][0]["title"] == "Panen Tiba"
    found = inspect("42.json", understand(Given(source=Source(path=saved)), site()))
    assert [piece.rule for piece in found.pieces] == [None, None, "related_link"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_extract_prints_a_line_for_each_post_of_a_list(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], jobs: int
) -> None:
    """As `import` loads each."""
    path = tmp_path / "list.json"
    path.write_text(json.dumps([POST, POST | {"id": 43, "link": f"{URL}-lagi"}]), "utf-8")
    assert main(["extract", str(path), str(path), "--jobs", str(jobs)]) == 0
    said = list(map(json.loads, capsysbinary.readouterr().out.splitlines()))
    assert [(line["verdict"], line["post_id"]) for line in said] == [("good", 42), ("good", 43)] * 2
    assert [line["url"] for line in said[:2]] == [URL, f"{URL}-lagi"]


def test_other_json_in_a_warc_file_is_no_page(archive: Archive, tmp_path: Path) -> None:
    """What browsers fetch beside a page is for its scripts."""
    other = warcs.written(
        tmp_path / "menu.warc",
        warcs.record(warcs.http(b'{"items": []}', "Content-Type: application/json")),
    )
    source = Source(path=other)
    (report,) = import_files(archive.settings, archive.url, [source], clock=lambda: AT)
    assert not report.outcomes


@pytest.mark.parametrize(
    ("extra", "headers"),
    [("WARC-Truncated: length\r\n", ()), ("", ("Content-Length: 900000",))],
    ids=["by_who_captured_it", "on_its_way"],
)
def test_json_that_was_cut_off_costs_no_other_page(
    archive: Archive, tmp_path: Path, extra: str, headers: tuple[str, ...]
) -> None:
    """Common Crawl cuts what is long. It may have been a post, so it waits in quarantine."""
    answer = warcs.http(b'{"id": 4', "Content-Type: application/json", *headers)
    told = warcs.http(page(BODY).encode(), "Content-Type: text/html; charset=utf-8")
    cut = warcs.written(
        tmp_path / "cut.warc",
        warcs.record(answer, url="https://purnawarta.com/wp-json/x", extra=extra),
        warcs.record(told, url=URL, record_id=uuid4()),
    )
    (report,) = import_files(archive.settings, archive.url, [Source(path=cut)], clock=lambda: AT)
    outcomes = {count.outcome: count.items for count in report.outcomes}
    assert outcomes == {"inserted": 1, "quarantined": 1}
    assert "shorter than was stated" in archive.value("SELECT reasons[1] FROM warta.quarantine")


@pytest.mark.parametrize("url", [None, "https://purnawarta.com/wp-json/wp/v2/posts?per_page=2"])
@pytest.mark.parametrize("count", [1, 2])
def test_each_post_of_a_list_is_an_article(
    archive: Archive, tmp_path: Path, count: int, url: str | None
) -> None:
    """As the interface gives them; the list's own address says nothing."""
    path = tmp_path / "list.json"
    more = {"id": 43, "link": f"{URL}-lagi", "title": {"rendered": f"{TITLE} Lagi"}}
    path.write_text(json.dumps([POST, POST | more][:count]), "utf-8")
    source = Source(path=path, url=url, captured_at=AT)
    import_files(archive.settings, archive.url, [source], clock=lambda: AT)
    stored = archive.rows("SELECT post_id, url FROM warta.articles ORDER BY post_id")
    assert stored == [{"post_id": 42, "url": URL}, {"post_id": 43, "url": f"{URL}-lagi"}][:count]


@pytest.mark.parametrize("text", ["[]", '{"items": []}', "null", ""])
def test_a_file_of_other_json_is_refused(archive: Archive, tmp_path: Path, text: str) -> None:
    """Rather than that nothing comes of it, and nothing is said."""
    path = tmp_path / "menu.json"
    path.write_text(text, "utf-8")
    source = Source(path=path, url="https://purnawarta.com/menu.json", captured_at=AT)
    with pytest.raises(SourceError, match="holds no post"):
        import_files(archive.settings, archive.url, [source], clock=lambda: AT)
