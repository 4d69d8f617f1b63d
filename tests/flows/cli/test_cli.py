"""The command: what each part of it prints."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier

from flows.cli.main import cli
from flows.cli.moments import ZONE
from tests.crawler.extract.pages import LEAD, SECOND, TITLE, page, paragraphs
from tests.flows.workers import ROOT
from tests.flows.world import Archive, Said, World, free_port

Warta = Callable[..., Said]
HEAVY = ("alembic", "bs4", "lxml", "prefect", "psycopg", "pydantic", "rich", "scrapy", "sqlalchemy")


@pytest.fixture
def ingested(world: World, archive: Archive, warta: Warta) -> World:
    """A world whose archive the command is run on, after its first run."""
    archive.url, archive.home = world.url, world.home
    assert warta("ingest", WARTA_SITE_URL=world.site.base_url).code == 0
    return world


@pytest.mark.parametrize("name", [None, *sorted(cli.commands)])
def test_every_command_explains_itself(name: str | None, warta: Warta) -> None:
    """In at least a sentence, and without a database."""
    said = warta(*([name] if name else []), "--help", DATABASE_URL="postgresql://127.0.0.1:1/no")
    assert said.code == 0
    assert said.out.startswith(f"Usage: warta {name or '[OPTIONS]'}")
    assert len(said.out) > 150
    if name is None:
        assert "130 interrupted" in said.out


def test_help_imports_nothing_heavy() -> None:
    """It is read often, and by people who wait."""
    code = (
        "import sys\nfrom flows.cli import main\nmain(['--help'])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert said.stdout.splitlines()[-1] == "[]"


def test_ingest_says_what_came_and_what_to_try(ingested: World, warta: Warta) -> None:
    """As text for people and as JSON for scripts; the second run says that nothing is new."""
    said = warta("ingest", WARTA_SITE_URL=ingested.site.base_url)
    assert "local: ok: nothing new" in said.out
    assert "warta status" in said.out
    ingested.site.wordpress.publish("Sekolah Terapung Dibuka di Wadi Kamra")
    said = warta("ingest", "--json", WARTA_SITE_URL=ingested.site.base_url)
    told = json.loads(said.out)
    assert (told["site"], told["state"], told["outcomes"]) == ("local", "ok", {"inserted": 1})
    assert told["articles"][0]["title"] == "Sekolah Terapung Dibuka di Wadi Kamra"


def test_a_quiet_ingest_speaks_where_somebody_is_needed(ingested: World, warta: Warta) -> None:
    """Cron mails whatever a command says."""
    url = ingested.site.base_url
    said = warta("ingest", "--quiet", "--no-prefect", WARTA_SITE_URL=url)
    assert (said.code, said.out, said.err) == (0, "", "")
    url = f"http://127.0.0.1:{free_port()}"
    said = warta("ingest", "-q", "--no-prefect", WARTA_SITE_URL=url, WARTA_SITE="lain")
    assert (said.code, said.err) == (4, "")
    assert "lain: failed" in said.out


def test_a_server_of_prefect_s_that_does_not_answer_is_named(ingested: World, warta: Warta) -> None:
    """It may be misspelt."""
    api = f"http://127.0.0.1:{free_port()}/api"
    said = warta("ingest", WARTA_SITE_URL=ingested.site.base_url, PREFECT_API_URL=api)
    assert (said.code, api in said.err) == (0, True)


def test_status_search_and_digest_read_the_archive(ingested: World, warta: Warta) -> None:
    """Each as text and, where a script would want it, as JSON."""
    (site,) = json.loads(warta("status", "--json").out)
    assert (site["site"], site["state"], site["articles"], site["due"]) == ("local", "ok", 15, 0)
    assert "T" in site["run_started_at"]
    assert (site["longest_pause_s"], site["span_s"]) == (0, 0)
    assert "local" in warta("status").out
    post = ingested.site.wordpress.live()[4]
    hits = json.loads(warta("search", "--json", f'"{post.title}"').out)
    assert hits[0]["url"] == ingested.site.base_url + post.path
    word = post.title.split()[0]
    assert f"«{word}" in warta("search", "-n", 1, word).out
    assert "Nothing found" in warta("search", "zzzzzzzz").out
    assert warta("digest").out.strip() == ingested.digest()
    assert warta("digest", "--without-captured-at").out.strip() != ingested.digest()


def test_a_title_is_shown_letter_by_letter(warta: Warta, tmp_path: Path) -> None:
    """Brackets, too, which rich would take for a style, or for the end of one that never began."""
    title = "[Foto] Warga Kotasari [/b] Menari"
    saved = tmp_path / "page.html"
    saved.write_text(page(paragraphs(LEAD, SECOND)).replace(TITLE, title), encoding="utf-8")
    said = warta("import", saved, "--url", "https://purnawarta.com/lainnya/menari")
    assert said.code == 0
    assert title in said.out
    assert title in warta("search", "menari").out


def test_status_of_an_empty_archive_says_how_to_begin(warta: Warta) -> None:
    """No table of nothing."""
    assert "begin with `warta ingest`" in warta("status").out


@pytest.mark.parametrize(
    "command",
    [
        ["status"], ["sql", "SELECT 1"], ["search", "air"], ["quarantine", "list"],
        ["inspect", "1"], ["inspect", "1", "--diff", "1..2"],
    ],
)  # fmt: skip
def test_to_read_makes_no_archive(warta: Warta, tmp_path: Path, command: list[str]) -> None:
    """Where somebody is in the wrong folder, the place is named in which nothing is."""
    home = tmp_path / "elsewhere"
    said = warta(*command, DATABASE_URL="", WARTA_HOME=str(home))
    assert said.code == 2
    assert f"nothing is in {home} (WARTA_HOME) yet" in said.err
    assert not home.exists()


def test_csv_is_as_promised(archive: Archive, warta: Warta) -> None:
    """A header, RFC 4180, NULL empty, booleans t and f; as the reader, who may not write."""
    said = warta("sql", "--csv", "SELECT 1 AS n, NULL AS x, 'a\"b,\nc' AS s, true AS t, '' AS e;")
    assert said.out == 'n,x,s,t,e\n1,,"a""b,\nc",t,""\n'
    assert list(csv.reader(io.StringIO(said.out)))[1] == ["1", "", 'a"b,\nc', "t", ""]
    said = warta("sql", "--csv", "SELECT title FROM warta.articles")
    assert (said.code, said.out) == (0, "title\n")
    said = warta("sql", "--csv", "SELECT current_user::text, setting FROM pg_settings "
                 "WHERE name = 'transaction_read_only'")  # fmt: skip
    assert said.out.splitlines()[1] == "warta_reader,on"
    for wrong in ("SELEC", "SELECT * FROM ingest.article", "SELECT nextval('x')", "DELETE FROM x"):
        said = warta("sql", "--csv", wrong)
        assert said.code == 2, wrong
        assert "the database said" in said.err
    assert archive.counts()["articles"] == 0


def test_a_day_in_a_statement_begins_where_those_of_the_commands_do(
    archive: Archive, warta: Warta
) -> None:
    """In Jakarta."""
    del archive
    day = "SELECT extract(epoch FROM timestamptz '2026-01-31') AS at"
    said = warta("sql", "--csv", day, PGTZ="America/Lima")
    assert float(said.out.split()[1]) == datetime(2026, 1, 31, tzinfo=ZONE).timestamp()


def test_no_statement_is_compiled(archive: Archive, warta: Warta) -> None:
    """On a server that does so where its planner fears much."""
    with psycopg.connect(archive.url, autocommit=True) as connection:
        name = Identifier(connection.info.dbname)
        connection.execute(SQL("ALTER DATABASE {} SET jit = on").format(name))
    with psycopg.connect(archive.url) as connection:
        assert connection.execute("SHOW jit").fetchone() == ("on",)
    assert warta("sql", "--csv", "SELECT current_setting('jit') AS jit").out == "jit\noff\n"


def test_a_setting_that_there_is_not_is_named(
    archive: Archive, warta: Warta, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A promise of politeness must not go by a slip of the finger."""
    del archive
    monkeypatch.setenv("WARTA_MIN_DELYA_S", "2")
    assert "WARTA_MIN_DELAY_S is meant?" in warta("digest").err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("coverage", "--since", "kemarin"), "'kemarin' is no day: write it as 2026-01-31"),
        (("backfill", "--since", "2026-02-30"), "'2026-02-30' is no day"),
        (("coverage", "--since", "2026-02-01", "--until", "2026-01-01"), "lies after --until"),
        (("backfill", "--since", "2026-02-01", "--until", "2026-01-01"), "lies after"),
        (("inspect", "5"), "no article 5"),
        (("forget", "5", "--reason", "permintaan"), "no article 5"),
    ],
)
def test_what_can_not_be_meant_is_refused_in_words(
    archive: Archive, warta: Warta, given: tuple[str, ...], said: str
) -> None:
    """And with the exit code of a wrong use."""
    del archive
    refused = warta(*given)
    assert refused.code == 2
    assert said in refused.err


def test_sql_opens_psql_or_says_how_to_connect(
    archive: Archive, warta: Warta, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The terminal is handed over; where there is no psql, the address is shown."""
    handed: list[list[str]] = []

    class HandedOverError(Exception):
        pass

    def become(_path: str, arguments: list[str], _environ: dict[str, str]) -> None:
        for option in (
            "statement_timeout=10min", "timezone=Asia/Jakarta", "default_transaction_read_only=on",
            "jit=off",
        ):  # fmt: skip
            assert f"-c {option}" in arguments[1]
        handed.append(arguments)
        raise HandedOverError

    with monkeypatch.context() as patched:
        patched.setattr(os, "execve", become)
        with pytest.raises(HandedOverError):
            warta("sql", "SELECT 1")
    assert handed[0][0].endswith("psql")
    given = conninfo_to_dict(archive.url).items()
    assert given <= conninfo_to_dict(handed[0][1]).items()
    assert handed[0][2:] == ["-c", "SELECT 1"]
    with monkeypatch.context() as patched:
        patched.setattr("flows.db.psql", lambda: None)
        said = warta("sql")
    assert said.code == 1
    assert archive.url in said.out


def test_a_statement_may_begin_with_a_comment(archive: Archive, warta: Warta) -> None:
    """Which looks like an option; one that is none is still refused."""
    del archive
    assert warta("sql", "--csv", "-- as in the README\nSELECT 1 AS n").out == "n\n1\n"
    assert warta("sql", "--cvs").code == 2


def test_migrate_and_down_say_what_they_did(warta: Warta) -> None:
    """A database of one's own is not ours to stop."""
    assert warta("migrate").out == "up to date\n"
    assert warta("down").out == "no embedded database is running\n"
