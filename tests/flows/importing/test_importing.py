"""What others captured goes the same way as what we fetched, and ends up as the same rows."""

import gzip
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.crawl.terms import Setting
from flows.importing.flow import import_files
from flows.importing.manifest import read_manifest
from flows.importing.sources import Source, SourceError
from flows.runs.report import RunReport
from tests.crawler.warcs import http, record, written
from tests.flows.commands import promoted
from tests.flows.world import Archive, Said, World
from tests.site import Site

SITE = "https://purnawarta.com"
Pack = Callable[[bytes], bytes]
AT = datetime(2025, 6, 1, 3, 0, tzinfo=UTC)
LATER = datetime(2025, 6, 2, 3, 0, tzinfo=UTC)
# As a reader saves an article from the site: the title twice, other articles' titles between the
# paragraphs, and the comment form at the end. Invented.
TEXT = """\
Nelayan Teluk Sanggar Membangun Rumah Lelang Bersama

Nelayan Teluk Sanggar Membangun Rumah Lelang Bersama

Sanggar, Purna Warta – Enam puluh keluarga nelayan di Teluk Sanggar mulai membangun rumah lelang.

Baca Juga : Harga Garam di Pesisir Utara Naik Dua Kali Lipat

Ketua mereka berkata: “Selama ini ikan kami dihargai oleh orang yang tidak pernah melaut.”

Baca Juga : Perahu Layar Tua Kembali Berlayar ke Pulau Seberang

Leave a Reply

Your email address will not be published. Required fields are marked *
"""
TITLE = "Nelayan Teluk Sanggar Membangun Rumah Lelang Bersama"
BODY = TEXT.split("\n\n")[2:5:2]
RELATED = [
    "Harga Garam di Pesisir Utara Naik Dua Kali Lipat",
    "Perahu Layar Tua Kembali Berlayar ke Pulau Seberang",
]


def page(title: str = TITLE, *, body: str = "", head: str = "") -> str:
    """A saved page."""
    paragraphs = body or "".join(f"<p>{part}</p>" for part in BODY)
    return (
        f'<!doctype html><html lang="id"><head><title>{title}</title>{head}</head>'
        f'<body class="single postid-77"><article class="post-77 post"><h1>{title}</h1>'
        f'<div class="entry-content">{paragraphs}</div></article></body></html>'
    )


def canonical(path: str) -> str:
    """The part of a page that says where it belongs."""
    return f'<link rel="canonical" href="{SITE}{path}">'


def imported(archive: Archive, *sources: Source, at: datetime = LATER) -> list[RunReport]:
    """Import, at a time."""
    return import_files(archive.settings, archive.url, sources, clock=lambda: at)


def outcomes(reports: list[RunReport]) -> dict[str, int]:
    """What became of the articles."""
    return {count.outcome: count.items for report in reports for count in report.outcomes}


def records(*pages: tuple[str, str]) -> list[bytes]:
    """WARC records as another program writes them."""
    made = []
    for number, (url, html) in enumerate(pages):
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        block = answer + html.encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2025-06-01T03:00:0{number}Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        )
        made.append(head.encode() + block + b"\r\n\r\n")
    return made


def numbered(*numbers: int) -> list[tuple[str, str]]:
    """Pages with addresses, titles and ids of these numbers."""
    return [
        (f"{SITE}/lainnya/{n}", page(f"Kabar Nomor {n}").replace("77", str(n))) for n in numbers
    ]


def test_a_plain_text_is_the_article_that_stands_in_it(archive: Archive, tmp_path: Path) -> None:
    """Title, paragraphs, related titles and dateline, letter by letter."""
    path = tmp_path / "nelayan.txt"
    path.write_text(TEXT, "utf-8")
    (report,) = imported(archive, Source(path=path, captured_at=AT))
    assert (report.verdict.state, report.verdict.exit_code) == ("ok", 0)
    (article,) = archive.rows("SELECT * FROM warta.articles")
    assert (article["title"], article["body"]) == (TITLE, "\n\n".join(BODY))
    assert (article["dateline_place"], article["origin"]) == ("Sanggar", "text")
    links = archive.rows("SELECT title FROM warta.related_links ORDER BY position")
    assert [link["title"] for link in links] == RELATED


def test_a_saved_page_is_the_page_that_it_says_or_that_we_say(
    archive: Archive, tmp_path: Path
) -> None:
    """By its canonical link, or by `--url`; without either it is refused."""
    stated, given = tmp_path / "a.html", tmp_path / "b.html"
    stated.write_text(page(head=canonical("/lainnya/rumah-lelang")), "utf-8")
    given.write_text(page("Judul Lain dari Pesisir Utara").replace("77", "78"), "utf-8")
    imported(archive, Source(path=stated, captured_at=AT))
    imported(archive, Source(path=given, url=f"{SITE}/lainnya/judul-lain", captured_at=AT))
    rows = archive.rows("SELECT url, title FROM warta.articles ORDER BY title")
    assert [row["url"].removeprefix(SITE) for row in rows] == [
        "/lainnya/judul-lain", "/lainnya/rumah-lelang",
    ]  # fmt: skip
    nowhere = tmp_path / "c.html"
    nowhere.write_text(page(), "utf-8")
    with pytest.raises(SourceError, match=r"c\.html does not say which page it is.*--url"):
        imported(archive, Source(path=nowhere, captured_at=AT))


def test_a_page_dated_in_the_future_hides_no_edit(archive: Archive, tmp_path: Path) -> None:
    """It counts as shown when it came, in the archive and when it is read again; that is said."""
    ahead, edit = tmp_path / "a.html", tmp_path / "b.html"
    head = canonical("/lainnya/rumah-lelang")
    ahead.write_text(page(head=head), "utf-8")
    edit.write_text(page(head=head, body="<p>Rumah lelang itu selesai dibangun.</p>"), "utf-8")
    os.utime(ahead, (AT.timestamp() * 2, AT.timestamp() * 2))
    (report,) = imported(archive, Source(path=ahead), at=AT)
    told = "1 page was read; 1 capture is dated in the future: taken as of now"
    assert report.verdict.reason == told
    assert outcomes(imported(archive, Source(path=edit, captured_at=LATER))) == {"revised": 1}
    dates = archive.rows("SELECT captured_at FROM warta.revisions ORDER BY revision")
    assert [row["captured_at"] for row in dates] == [AT, LATER]
    read = Setting(settings=archive.settings, conninfo=archive.url, clock=lambda: LATER)
    assert promoted(read).state == "ok"
    body = archive.value("SELECT body FROM warta.articles")
    assert (body, archive.ailments()) == ("Rumah lelang itu selesai dibangun.", {})


def test_nobody_can_say_that_a_page_is_from_the_future(archive: Archive, tmp_path: Path) -> None:
    """A zone that was left out puts it there; clocks may differ by a little."""
    path = tmp_path / "a.html"
    path.write_text(page(head=canonical("/lainnya/rumah-lelang")), "utf-8")
    with pytest.raises(SourceError, match=r"a\.html can't have been captured at 2025-06-02T03:06"):
        imported(archive, Source(path=path, captured_at=LATER + timedelta(minutes=6)))
    imported(archive, Source(path=path, captured_at=LATER + timedelta(minutes=4)))
    assert archive.value("SELECT captured_at FROM warta.revisions") == LATER


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_warc_of_another_program_is_read(archive: Archive, tmp_path: Path, pack: Pack) -> None:
    """Its dates are those of the captures; a second import changes nothing."""
    path = tmp_path / "other.warc"
    path.write_bytes(b"".join(map(pack, records(*numbered(1, 2)))))
    assert outcomes(imported(archive, Source(path=path))) == {"inserted": 2}
    assert archive.value("SELECT min(captured_at) FROM warta.revisions") == AT
    before = archive.digest(), archive.counts()
    (report,) = imported(archive, Source(path=path), at=datetime(2025, 7, 1, tzinfo=UTC))
    assert outcomes([report]) == {"duplicate_capture": 2}
    assert (archive.digest(), archive.counts()) == before


def test_what_a_site_serves_beside_its_pages_is_no_article(
    archive: Archive, tmp_path: Path
) -> None:
    """`wget -r` keeps robots.txt and what lies beside it; a text that somebody saved is another."""
    text = http(TEXT.encode(), "Content-Type: text/plain; charset=utf-8")
    readme = page("WordPress › ReadMe").replace(' class="single postid-77"', "")
    html = http(readme.encode(), "Content-Type: text/html")
    answers = {"robots.txt": text, "license.txt": text, "readme.html": html}
    warc = [
        record(answer, url=f"{SITE}/{name}", record_id=None) for name, answer in answers.items()
    ]
    (report,) = imported(archive, Source(path=written(tmp_path / "r.warc", *warc)))
    assert outcomes([report]) == {"not_article": 1}


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_of_a_warc_that_was_cut_off_all_is_kept_that_stands_before(
    archive: Archive, tmp_path: Path, warta: Callable[..., Said], pack: Pack
) -> None:
    """The command says where the damage is, and ends with 3."""
    first, second = map(pack, records(*numbered(1, 2)))
    path = tmp_path / "cut.warc"
    path.write_bytes(first + second[: len(second) // 2])
    said = warta("import", path)
    assert said.code == 3
    assert f"{path} is damaged at byte" in " ".join(said.out.split())
    assert archive.value("SELECT title FROM warta.articles") == "Kabar Nomor 1"


def test_a_warc_of_which_nothing_can_be_read_is_a_failure(
    archive: Archive, tmp_path: Path, warta: Callable[..., Said]
) -> None:
    """Gzipped as one member, not one a record: the command says what to do, and ends with 1."""
    path = tmp_path / "whole.warc.gz"
    path.write_bytes(gzip.compress(b"".join(records(*numbered(1, 2)))))
    said = warta("import", path)
    assert said.code == 1
    assert "warcio recompress" in said.err
    assert archive.value("SELECT count(*) FROM warta.articles") == 0


def test_a_manifest_names_pages_and_when_they_were_captured(
    archive: Archive, tmp_path: Path, warta: Callable[..., Said]
) -> None:
    """Paths are relative to the manifest."""
    (tmp_path / "pages").mkdir()
    lines = []
    for number in (1, 2):
        html = page(f"Kabar Nomor {number}").replace("77", str(number))
        (tmp_path / f"pages/{number}.html").write_text(html, "utf-8")
        line = {"path": f"pages/{number}.html", "url": f"{SITE}/lainnya/{number}"}
        lines.append(line | ({"captured_at": AT.isoformat()} if number == 1 else {}))
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    os.utime(tmp_path / "pages/2.html", (LATER.timestamp(), LATER.timestamp()))
    said = warta("import", "--manifest", manifest)
    assert said.code == 0, said
    rows = archive.rows("SELECT title, captured_at FROM warta.revisions ORDER BY title")
    assert [row["captured_at"] for row in rows] == [AT, LATER]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "line 2: "),
        ('{"path": "a.html"}', "line 2: 'url' is missing"),
        ('["a.html"]', "line 2: it is no JSON object"),
        ('{"path": "a.html", "url": "gopher://x"}', "line 2: 'gopher://x' is not the URL"),
        ('{"path": "a.html", "url": "https://x.id/", "captured_at": "kemarin"}', "line 2: "),
        ('{"path": "b.html", "url": "https://x.id/"}', "b.html can't be read"),
    ],
)
def test_a_manifest_with_a_bad_line_imports_nothing(
    archive: Archive, tmp_path: Path, warta: Callable[..., Said], line: str, why: str
) -> None:
    """The message names the line, and shows what one looks like."""
    (tmp_path / "a.html").write_text(page(), "utf-8")
    good = json.dumps({"path": "a.html", "url": f"{SITE}/lainnya/a"})
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text(f"{good}\n{line}\n", "utf-8")
    said = warta("import", "--manifest", manifest)
    assert said.code == 2
    assert why in said.err
    assert archive.value("SELECT count(*) FROM warta.articles") == 0


def test_a_nul_in_a_title_and_a_body_of_two_megabytes_are_stored(
    archive: Archive, tmp_path: Path
) -> None:
    """Postgres takes no NUL, and search no text of that size: neither costs the article."""
    path = tmp_path / "a.html"
    paragraphs = "".join(f"<p>{f'{BODY[1]} ' * 60} Bagian ke-{n}.</p>" for n in range(400))
    title = "Nelayan\0 Teluk Sanggar Membangun Rumah Lelang"
    path.write_text(page(title, body=paragraphs), "utf-8")
    source = Source(path=path, url=f"{SITE}/lainnya/panjang", captured_at=AT)
    (report,) = imported(archive, source)
    assert report.verdict.state == "ok", report.problems
    (article,) = archive.rows("SELECT title, length(body) AS chars FROM warta.articles")
    assert article["title"] == "Nelayan Teluk Sanggar Membangun Rumah Lelang"
    assert article["chars"] > 2_000_000
    assert archive.rows("SELECT * FROM warta.search('rumah lelang')")


def test_an_empty_file_is_counted_like_any_other(
    archive: Archive, tmp_path: Path, warta: Callable[..., Said]
) -> None:
    """It is no article, and keeps none from coming in; of a title without end little shows."""
    (tmp_path / "a.html").write_bytes(b"")
    (tmp_path / "b.html").write_text(page("Panjang " * 2000), encoding="utf-8")
    lines = [{"path": f"{name}.html", "url": f"{SITE}/a/{name}"} for name in "ab"]
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    said = warta("import", "--manifest", manifest)
    assert said.code == 0
    assert len(said.out) < 2000
    counted = archive.rows("SELECT outcome::text, count(*) FROM ingest.item GROUP BY 1 ORDER BY 1")
    assert counted == [
        {"outcome": "inserted", "count": 1},
        {"outcome": "not_article", "count": 1},
    ]


def test_a_coding_that_is_not_read_is_no_fault_of_the_extractor(
    archive: Archive, tmp_path: Path
) -> None:
    """The reason says what it is."""
    answer = http(b"\x28\xb5\x2f\xfd" + b"x" * 40, "Content-Encoding: zstd")
    path = written(tmp_path / "a.warc", record(answer, url=f"{SITE}/lainnya/padi"))
    assert outcomes(imported(archive, Source(path=path))) == {"quarantined": 1}
    (reason,) = archive.value("SELECT reasons FROM warta.quarantine")
    assert reason == (
        f"body_unreadable: {SITE}/lainnya/padi: the body is coded as zstd, which is not read"
    )


def test_files_that_hold_nothing_of_the_kind_are_refused(
    archive: Archive, tmp_path: Path, warta: Callable[..., Said]
) -> None:
    """A gzip file that is no WARC, one by its name alone, one of zstd, a zip, none, a manifest."""
    path = tmp_path / "dump.gz"
    path.write_bytes(gzip.compress(b"SELECT 1"))
    said = warta("import", path)
    assert said.code == 2
    assert "holds no WARC records" in said.err
    for name, content, why in (
        ("x.warc.gz", b"\x00\x01 no such thing", "holds no WARC records"),
        ("x.WARC", b"", "holds no WARC records"),
        ("x.warc.zst", b"\x28\xb5\x2f\xfd", "zstd -d"),
        ("x.wacz", b"PK\x03\x04", "unzip it"),
    ):
        (tmp_path / name).write_bytes(content)
        said = warta("import", tmp_path / name)
        assert (said.code, why in said.err) == (2, True)
    assert warta("import", tmp_path / "nowhere.warc").code == 2
    (tmp_path / "pages.jsonl").write_text('{"path": "a.html", "url": "https://purnawarta.com/a"}')
    said = warta("import", tmp_path / "pages.jsonl")
    assert (said.code, "give it with --manifest" in said.err) == (2, True)
    assert archive.value("SELECT count(*) FROM warta.articles") == 0


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("tanam.sh", b"#!/bin/sh\nexec ls\n", "tanam.sh does not say"),
        (
            "gambar.html",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08",
            "gambar.html is bin",
        ),
        ("program.txt", b"\x7fELF\x02\x01\x01" + bytes(40), "program.txt is binary"),
    ],
)
def test_what_nobody_says_to_be_a_text_is_not_taken_for_an_article(
    tmp_path: Path, warta: Callable[..., Said], name: str, content: bytes, why: str
) -> None:
    """A whole folder may be given: what else lies in it is refused by its name."""
    (tmp_path / name).write_bytes(content)
    said = warta("import", tmp_path / name)
    assert (said.code, why in said.err) == (2, True), said.err


def test_a_text_of_any_name_is_one_by_its_address(archive: Archive, tmp_path: Path) -> None:
    """Who gives it says that it is an article's."""
    (tmp_path / "nelayan").write_text(TEXT, "utf-8")
    imported(archive, Source(path=tmp_path / "nelayan", url=f"{SITE}/lainnya/nelayan"))
    assert archive.value("SELECT title FROM warta.articles") == TITLE


def test_import_and_ingest_in_any_order_come_to_the_same(
    worlds: Callable[[Site], World], site: Site
) -> None:
    """One warta's captures are imported by others: before, after, or instead of their own run."""
    origin, before, after = worlds(site), worlds(site), worlds(site)
    origin.run()
    site.wordpress.advance(hours=1)
    site.wordpress.edit(site.wordpress.live()[2])
    site.wordpress.retitle(site.wordpress.live()[3], "Judul yang Baru Sekali")
    files = sorted((origin.home / "captures").rglob("*.warc.gz"))
    sources = [Source(path=path) for path in files]
    origin.run()
    imported(before, *sources, at=site.wordpress.now)
    before.run()
    after.run()
    imported(after, *reversed(sources), at=site.wordpress.now)
    assert before.digest() == after.digest()
    assert before.digest() == origin.digest()


def test_a_manifest_that_can_not_be_read_says_so(tmp_path: Path) -> None:
    """Bytes that are no text."""
    path = tmp_path / "manifest.jsonl"
    path.write_bytes(b"\xff\xfe{")
    with pytest.raises(SourceError, match="can't be read"):
        read_manifest(path)
