"""Out again: files that others read, of one instant, whole or not at all."""

import csv
import io
import json
import re
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from flows import db
from flows.derived import duplicates, search
from flows.embedded import binaries
from flows.export import ExportError, Format, write
from flows.store import export as store
from flows.store.export import Choice
from tests.databases import on
from tests.flows import archive
from tests.flows.archive import Connection, page
from tests.flows.world import Said

JANUARY = datetime(2026, 1, 31, 18, tzinfo=UTC)
FEBRUARY = datetime(2026, 2, 1, tzinfo=UTC)
#: What is hard to write: quotes, lines, separators, brackets, marks of other scripts, nothing.
HOSTILE = 'Isi "satu"; \\N,\n\ttanda’ {a} \u202eمرحبا 🐪'
SETTING = re.compile(rb"SET (\w+) = ")


@pytest.fixture
def filled(connection: Connection) -> Connection:
    """An archive of two months and two sections, one article of it edited."""
    archive.store(
        connection,
        page("/a/1", post_id=1, title="Satu", body=HOSTILE, published_at=JANUARY,
             authors=("Budi", 'Si "A", {b}'), tags=(), related=("/b/2",)),
        page("/b/2", post_id=2, title="Dua", published_at=FEBRUARY),
        page("/b/c/3", post_id=3, title="Tiga", published_at=None),
        page("/b/2", post_id=2, hour=1, title="Dua, diperbarui", published_at=FEBRUARY),
    )  # fmt: skip
    return connection


def address(connection: Connection) -> str:
    """Where another connection finds the same database."""
    return make_conninfo(connection.info.dsn, password=connection.info.password or None)


def exported(
    filled: Connection, out: Path, form: Any, view: str = "articles", **chosen: Any
) -> Path:
    """Export, and return the folder."""
    with db.connect(address(filled), name="test") as connection:
        return write(connection, out, view=view, form=form, choice=Choice(**chosen)).folder


def expected(filled: Connection, view: str = "articles") -> list[tuple[Any, ...]]:
    """What the contract says."""
    return archive.all_rows(filled, f"SELECT * FROM warta.{view} ORDER BY 1, 2")


def test_duckdb_reads_what_the_contract_says(filled: Connection, tmp_path: Path) -> None:
    """Each value of each column of Parquet, times and arrays as such."""
    folder = exported(filled, tmp_path, "parquet")
    names = [column.name for column in store.columns(filled, "articles")]
    files = f"read_parquet('{folder}/*/*.parquet')"
    with duckdb.connect() as memory:
        found = memory.execute(f"SELECT {', '.join(names)} FROM {files} ORDER BY id").fetchall()
    told = expected(filled)
    blocks = names.index("blocks")
    assert [[json.loads(v) if i == blocks else v for i, v in enumerate(row)] for row in found] == [
        list(row) for row in told
    ]


def test_pandas_reads_the_folder(filled: Connection, tmp_path: Path) -> None:
    """The months are a column; what is no data is passed over."""
    frame = pd.read_parquet(exported(filled, tmp_path, "parquet"))
    assert sorted(zip(frame["month"], frame["title"], strict=True)) == [
        ("2024-03", "Tiga"), ("2026-01", "Satu"), ("2026-02", "Dua, diperbarui"),
    ]  # fmt: skip
    assert str(frame["published_at"].dtype) == "datetime64[us, UTC]"
    assert list(frame.loc[frame["id"] == 1, "authors"].iloc[0]) == ["Budi", 'Si "A", {b}']


@pytest.mark.parametrize("view", ["articles", "revisions", "related_links", "removed_blocks"])
def test_json_lines_and_csv_say_the_same(filled: Connection, tmp_path: Path, view: str) -> None:
    """As many rows as the view, and the same texts, however hard to write."""
    lines = [
        json.loads(line)
        for path in sorted(exported(filled, tmp_path / "1", "jsonl", view).glob("*/*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    rows = [
        row
        for path in sorted(exported(filled, tmp_path / "2", "csv", view).glob("*/*.csv"))
        for row in csv.DictReader(io.StringIO(path.read_bytes().decode(), newline=""))
    ]
    assert len(lines) == len(expected(filled, view)) > 0
    for line, row in zip(lines, rows, strict=True):
        assert list(line) == list(row)
        for name, value in line.items():
            if isinstance(value, list):
                assert json.loads(row[name]) == value
            elif not name.endswith(("_at", "_from", "_to")):
                assert row[name] == _as_csv(value)


def _as_csv(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_months_are_folders(filled: Connection, tmp_path: Path) -> None:
    """Of publication in UTC, or else of the first sight. The dictionary lies beside them."""
    folder = exported(filled, tmp_path, "csv")
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*.*")) == [
        "_dictionary.json", "month=2024-03/part-0.csv", "month=2026-01/part-0.csv",
        "month=2026-02/part-0.csv",
    ]  # fmt: skip
    dictionary = json.loads((folder / "_dictionary.json").read_text(encoding="utf-8"))
    assert {"name": "title", "type": "text", "meaning": "The headline."} in dictionary
    assert all(column["meaning"] for column in dictionary)


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_all_files_of_a_form_are_rows(filled: Connection, tmp_path: Path, form: Format) -> None:
    """Whoever reads them by their ending meets nothing else, such as the dictionary."""
    folder = exported(filled, tmp_path, form)
    read = {"csv": "read_csv", "jsonl": "read_json", "parquet": "read_parquet"}[form]
    query = f"SELECT count(*), count(title) FROM {read}('{folder}/**/*.{form}')"
    assert duckdb.execute(query).fetchall() == [(3, 3)]


CHOICES: list[tuple[dict[str, Any], list[int]]] = [
    ({"since": FEBRUARY}, [2]),
    ({"until": FEBRUARY}, [1, 3]),
    ({"section": "b"}, [2, 3]),
    ({"since": FEBRUARY.replace(year=2030)}, []),
]


def test_articles_are_chosen(filled: Connection, tmp_path: Path) -> None:
    """By time of publication, and section; each export replaces the one before."""
    for chosen, ids in CHOICES:
        folder = exported(filled, tmp_path, "jsonl", **chosen)
        found = [json.loads(path.read_text())["id"] for path in folder.glob("*/*.jsonl")]
        assert sorted(found) == ids, chosen


def test_what_was_merged_is_exported_with_what_it_became(
    connection: Connection, tmp_path: Path
) -> None:
    """Its revisions, in the month of the article that it is; the article once."""
    archive.store(connection, page("/a/x", "x"), page("/a/y", "y"))
    archive.store(connection, page("/a/y", "z", hour=2, asked=("/a/x",)))
    folder = exported(connection, tmp_path, "jsonl", "revisions")
    (path,) = folder.glob("*/*.jsonl")
    ids = [json.loads(line)["article_id"] for line in path.read_text().splitlines()]
    assert ids == [row[0] for row in expected(connection, "revisions")]
    assert set(ids) == {1, 2}
    (path,) = exported(connection, tmp_path, "jsonl").glob("*/*.jsonl")
    assert [json.loads(line)["id"] for line in path.read_text().splitlines()] == [1]


def test_an_export_is_of_one_instant(
    filled: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is loaded while it is written is not in it."""
    chosen = store.chosen

    def disturbed(connection: Connection, choice: Choice) -> Any:
        for one in chosen(connection, choice):
            archive.store(filled, page("/b/2", post_id=2, hour=2, title="Terlambat"))
            yield one

    monkeypatch.setattr(store, "chosen", disturbed)
    frame = pd.read_parquet(exported(filled, tmp_path, "parquet"))
    assert "Terlambat" not in set(frame["title"])
    assert archive.one(filled, "SELECT title FROM warta.articles WHERE id = 2") == "Terlambat"


def test_an_export_is_whole_or_not_at_all(
    filled: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it fails half-way, the one before stays, and nothing lies about."""
    before = exported(filled, tmp_path, "parquet")
    kept = sorted(before.rglob("*"))
    calls = iter(range(10))

    def failing(*_: Any) -> Any:
        if next(calls) == 1:
            raise psycopg.OperationalError("the server is gone")
        return []

    monkeypatch.setattr(store, "values", failing)
    with pytest.raises(psycopg.OperationalError, match="gone"):
        exported(filled, tmp_path, "parquet")
    assert sorted(before.rglob("*")) == kept
    assert [path.name for path in tmp_path.iterdir()] == ["articles"]


def test_an_export_that_was_killed_while_it_took_its_place_hides_nothing(
    filled: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one before comes back with the next one, even where that fails."""
    before = exported(filled, tmp_path, "parquet")
    kept = sorted(path.relative_to(before) for path in before.rglob("*"))

    def struck(*_: Any) -> Any:
        raise psycopg.OperationalError("killed")

    rename = Path.rename
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", lambda path, to: rename(path, to) and struck())
        with pytest.raises(psycopg.OperationalError):
            exported(filled, tmp_path, "parquet")
    assert not before.exists()
    monkeypatch.setattr(store, "values", struck)
    with pytest.raises(psycopg.OperationalError, match="killed"):
        exported(filled, tmp_path, "parquet")
    assert sorted(path.relative_to(before) for path in before.rglob("*")) == kept
    assert [path.name for path in tmp_path.iterdir()] == ["articles"]


def test_the_command_says_what_it_wrote(warta: Callable[..., Said], tmp_path: Path) -> None:
    """And refuses to replace what is no export, or a time that is none."""
    said = warta("export", "--out", tmp_path / "out", "--since", "2026-01-31")
    assert (said.code, said.out) == (
        0, f"Written to {tmp_path / 'out/articles'}: 0 articles, 0 files\n",
    )  # fmt: skip
    (tmp_path / "file").touch()
    said = warta("export", "--out", tmp_path / "file" / "out")
    assert (said.code, "Not a directory" in said.err, "Traceback" in said.err) == (2, True, False)
    (tmp_path / "mine" / "articles").mkdir(parents=True)
    (tmp_path / "mine" / "articles" / "thesis.txt").write_text("mine")
    said = warta("export", "--out", tmp_path / "mine")
    assert said.code == 2
    assert "holds something else than an export: name another folder" in said.err
    assert (tmp_path / "mine" / "articles" / "thesis.txt").read_text() == "mine"
    said = warta(
        "export", "--out", tmp_path / "out", "--since", "2026-02-01", "--until", "2026-01-01"
    )
    assert (said.code, "does not lie before --until" in said.err) == (2, True)
    said = warta("export", "--out", tmp_path / "out", "--since", "kemarin")
    assert said.code == 2
    assert "'kemarin' is no time: write 2026-01-31" in said.err


@pytest.mark.parametrize("form", ["parquet", "jsonl", "csv"])
def test_a_place_that_does_not_exist_replaces_no_export(
    filled: Connection, tmp_path: Path, form: Format
) -> None:
    """A slip of the pen; one of which nothing came out in a span is something else."""
    with db.connect(address(filled), name="test") as connection:

        def counts(**chosen: Any) -> tuple[int, int]:
            choice = Choice(**chosen)
            done = write(connection, tmp_path, view="revisions", form=form, choice=choice)
            return done.articles, done.rows

        assert counts(section="b") == (2, 3)
        for chosen in ({"section": "bb"}, {"site": "lain"}):
            with pytest.raises(
                ExportError, match=r"no article of .* (bb|lain): nothing was written"
            ):
                counts(**chosen)
        assert any((tmp_path / "revisions").glob(f"*/*.{form}"))
        assert counts(section="b", since=FEBRUARY.replace(year=2030)) == (0, 0)
    assert not any((tmp_path / "revisions").glob(f"*/*.{form}"))


def for_server(connection: Connection, dumped: bytes) -> bytes:
    """A dump without settings that only newer servers know, as that one's own pg_dump writes it."""
    known = {name for (name,) in connection.execute("SELECT name FROM pg_settings")}
    lines = dumped.splitlines(keepends=True)
    return b"".join(
        line for line in lines if not (found := SETTING.match(line)) or found[1].decode() in known
    )


def test_a_dump_that_is_restored_says_the_same(filled: Connection, server: str) -> None:
    """By `pg_dump` and `psql` as they come with the embedded server; the search works as well."""
    search.refresh(filled)
    duplicates.refresh(filled)
    place = binaries.find()
    dumped = subprocess.run(
        [str(place / "pg_dump"), "--no-owner", address(filled)], check=True, capture_output=True
    ).stdout
    name = sql.Identifier("restored")
    with psycopg.connect(server, autocommit=True) as admin:
        dumped = for_server(admin, dumped)
        admin.execute(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            url = on(server, "restored")
            restore = [str(place / "psql"), "--quiet", "--set=ON_ERROR_STOP=1", url]
            subprocess.run(restore, input=dumped, check=True, stdout=subprocess.DEVNULL)
            with psycopg.connect(url) as restored:
                assert archive.digest(restored) == archive.digest(filled)
                hits = "SELECT title FROM warta.search('diperbarui')"
                assert archive.one(restored, hits) == "Dua, diperbarui"
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
