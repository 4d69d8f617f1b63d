"""``warta extract``: files to lines of JSON, in order, on one core or many."""

import base64
import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from flows.cli import main
from flows.inspection.posts import stated
from tests.crawler.extract.pages import LAST, LEAD, SECOND, TITLE, URL, page, paragraphs
from tests.timing import quickly

KEYS = [
    "path", "url", "verdict", "reasons", "title", "body", "blocks", "related", "removed",
    "dateline_place", "section", "tags", "authors", "published_at", "modified_at",
    "canonical_url", "post_id", "language", "sources",
]  # fmt: skip
RELATED = '<p>Baca Juga : <a href="/nasional/pasar">Pasar Malam: Dibuka Lagi</a></p>'
HEAD = (
    f'<link rel="canonical" href="{URL}"><meta property="article:published_time" '
    'content="2026-03-02T08:00:00+07:00">'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a page, a text, and a manifest of both."""
    (tmp_path / "a.html").write_text(page(paragraphs(LEAD, SECOND) + RELATED, head=HEAD), "utf-8")
    (tmp_path / "b.txt").write_text(f"{TITLE}\n\n{LEAD}\n\n{LAST}\n", "utf-8")
    manifest(tmp_path, ["a.html", "b.txt"])
    return tmp_path


def manifest(folder: Path, names: list[str]) -> Path:
    """Write a manifest of files; the n-th is said to be page n."""
    path = folder / "pages.jsonl"
    lines = [json.dumps({"path": name, "url": f"{URL}-{n}"}) for n, name in enumerate(names)]
    path.write_text("\n".join(lines), "utf-8")
    return path


def extracted(
    capsysbinary: pytest.CaptureFixture[bytes], *arguments: str | Path, code: int = 0
) -> list[dict[str, Any]]:
    """Run the command; return its lines."""
    assert main(["extract", *map(str, arguments)]) == code
    return [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]


def test_a_page_that_a_browser_saved_as_one_file_is_read(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """It tells its own address, as the page in it does."""
    text = base64.encodebytes(page(paragraphs(LEAD, LAST), head=HEAD).encode()).decode("ascii")
    part = f"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n{text}"
    kind = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=batas"
    path = tmp_path / "a.mhtml"
    path.write_text(f"{kind}\n\n--batas\n{part}\n--batas--", "utf-8")
    (line,) = extracted(capsysbinary, path)
    assert (line["url"], line["verdict"], line["title"]) == (URL, "good", TITLE)
    assert line["body"] == f"{LEAD}\n\n{LAST}"


def test_a_line_has_these_keys_in_this_order(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Those that the contract names, also of a page that can't be read."""
    lines = extracted(capsysbinary, "--manifest", manifest(folder, ["a.html", "nix.html"]), code=3)
    assert [list(line) for line in lines] == [KEYS, KEYS]


def test_a_saved_page_comes_out_normalised(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Body, blocks, links, what was cut, and times that know their zone."""
    (line,) = extracted(capsysbinary, folder / "a.html")
    assert line["path"] == str(folder / "a.html")
    assert (line["url"], line["canonical_url"]) == (URL, URL)
    assert (line["verdict"], line["reasons"]) == ("good", [])
    assert (line["title"], line["body"]) == (TITLE, f"{LEAD}\n\n{SECOND}")
    assert line["blocks"][0] == {"kind": "paragraph", "text": LEAD}
    assert line["related"] == [
        {
            "title": "Pasar Malam: Dibuka Lagi",
            "url": "https://purnawarta.com/nasional/pasar",
            "marker": "Baca Juga",
            "position": 1,
        }
    ]
    assert {
        "rule": "related_link",
        "position": 1,
        "text": "Baca Juga : Pasar Malam: Dibuka Lagi",
    } in (line["removed"])
    assert (line["dateline_place"], line["section"]) == ("Kotasari", "nasional/desa")
    assert (line["published_at"], line["post_id"]) == ("2026-03-02T08:00:00+07:00", 42)
    assert line["sources"]["post_id"].startswith("body_class")


def test_lines_come_in_order_whatever_the_number_of_jobs(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """And are the same, byte for byte."""
    names = ["a.html", "b.txt"] * 40
    path = manifest(folder, names)
    alone, together = (
        extracted(capsysbinary, "--manifest", path, "--jobs", jobs) for jobs in ("1", "3")
    )
    assert [line["path"] for line in alone] == names
    assert [line["url"] for line in alone] == [f"{URL}-{n}" for n in range(80)]
    assert together == alone


def test_a_page_that_cannot_be_read_says_so_in_its_line(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The others come out, and the command ends as degraded."""
    (folder / "c.html").write_bytes(b"\x1f\x8bnope")
    path = manifest(folder, ["nix.html", "a.html", "c.html"])
    missing, good, archive = extracted(capsysbinary, "--manifest", path, code=3)
    assert (missing["verdict"], good["verdict"], archive["verdict"]) == ("error", "good", "error")
    assert "No such file" in missing["reasons"][0]
    assert "warta import" in archive["reasons"][0]
    assert (missing["url"], missing["title"], missing["body"]) == (f"{URL}-0", None, "")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "line 2"),
        ('{"path": "a.html"}', "'url' is missing"),
        ('{"path": "a.html", "url": "purnawarta.com/x"}', "purnawarta.com/x"),
        ('{"path": "a.html", "url": "https://x.example/", "captured_at": "kemarin"}', "kemarin"),
    ],
)
def test_a_bad_line_of_a_manifest_is_named_before_anything_is_printed(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes], line: str, what: str
) -> None:
    """It is a mistake of usage."""
    path = manifest(folder, ["a.html"])
    path.write_text(f"{path.read_text('utf-8')}\n{line}\n", "utf-8")
    assert main(["extract", "--manifest", str(path)]) == 2
    out, err = capsysbinary.readouterr()
    assert not out
    assert "line 2" in err.decode()
    assert what in err.decode()


@pytest.mark.parametrize(
    "arguments",
    [[], ["a.html", "--manifest", "pages.jsonl"], ["a.html", "b.txt", "--url", URL],
     ["nix.html"], ["a.html", "--jobs", "0"], ["a.html", "--url", "ftp://x.example/a"]],
)  # fmt: skip
def test_wrong_usage_is_exit_code_2(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Whatever is wrong about it."""
    monkeypatch.chdir(folder)
    assert main(["extract", *arguments]) == 2


def test_standard_input_is_a_page_too(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """HTML or text, by how it begins."""
    for name in ("a.html", "b.txt"):
        stdin = SimpleNamespace(buffer=io.BytesIO((folder / name).read_bytes()))
        monkeypatch.setattr(sys, "stdin", stdin)
        (line,) = extracted(capsysbinary, "-", "--url", URL)
        assert (line["path"], line["url"], line["title"]) == ("-", URL, TITLE)


def test_a_page_of_which_nobody_knows_the_address_is_extracted_all_the_same(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Its url is null."""
    (folder / "d.htm").write_text(page(paragraphs(LEAD, SECOND)), "utf-8")
    for line in extracted(capsysbinary, folder / "d.htm", folder / "b.txt"):
        assert (line["url"], line["verdict"], line["title"]) == (None, "good", TITLE)


def test_encodings_are_read_as_browsers_read_them(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A byte order mark does not make a text of a page without a suffix."""
    html = page(paragraphs(LEAD, SECOND), head=HEAD)
    (folder / "utf16").write_bytes(html.encode("utf-16"))
    latin = html.replace("utf-8", "windows-1252").encode("cp1252")
    (folder / "latin").write_bytes(latin)
    for line in extracted(capsysbinary, folder / "utf16", folder / "latin"):
        assert line["body"] == f"{LEAD}\n\n{SECOND}"


def test_a_page_is_known_by_what_it_holds_and_a_text_by_what_is_said_of_it(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page may lack its suffix, and have a warning above it; a script is no article."""
    html = page(paragraphs(LEAD, SECOND), head=HEAD)
    (folder / "halaman.aspx").write_text(f"Warning: session in baca.php\n{html}", "utf-8")
    (folder / "tanam.sh").write_text("#!/bin/sh\nexec ls\n", "utf-8")
    found, refused = extracted(capsysbinary, folder / "halaman.aspx", folder / "tanam.sh", code=3)
    assert found["body"] == f"{LEAD}\n\n{SECOND}"
    assert (refused["verdict"], refused["body"]) == ("error", "")
    assert "tanam.sh does not say which page it is" in refused["reasons"][0]
    stdin = SimpleNamespace(buffer=io.BytesIO((folder / "b.txt").read_bytes()))
    monkeypatch.setattr(sys, "stdin", stdin)
    (line,) = extracted(capsysbinary, "-")
    assert line["title"] == TITLE


def test_no_database_and_no_framework_is_loaded(folder: Path) -> None:
    """Only what a page takes."""
    code = (
        "import sys; from flows.cli import main; code = main(sys.argv[1:]); "
        "heavy = {'prefect', 'psycopg', 'scrapy', 'alembic', 'pydantic'}; "
        "print(sorted(heavy & set(sys.modules)), code)"
    )
    command = [sys.executable, "-c", code, "extract", str(folder / "a.html")]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.splitlines()[-1] == "[] 0"


def test_a_reader_that_has_heard_enough_is_no_failure(folder: Path) -> None:
    """As `head` closes a pipe."""
    path = manifest(folder, ["a.html"] * 300)
    code = "import sys; from flows.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "extract", "--manifest", str(path), "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(60) == 0
        assert not process.stderr.read()


@pytest.mark.parametrize("tag", ["<link ", "<link rel=canonical ", "<link rel=canonical href=' "])
def test_the_address_of_a_page_is_told_quickly(tmp_path: Path, tag: str) -> None:
    """However often it begins to state one."""
    path = tmp_path / "a.html"
    path.write_text(tag * 20_000 + HEAD, "utf-8")
    with quickly():
        assert stated(path) is None
    path.write_text(tag * 100 + HEAD, "utf-8")
    assert stated(path) == URL
