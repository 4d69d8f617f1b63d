"""The command: what each part of it prints, and what an error is worth as an exit code."""

import csv
import errno
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from flows.cli.main import _told, cli, main
from flows.store import load
from tests.crawler.extract.pages import LEAD, SECOND, TITLE, page, paragraphs
from tests.flows.world import ROOT, Archive, Said, World, free_port

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


def test_what_is_not_a_command_or_not_complete_is_a_usage_error(warta: Warta) -> None:
    """Exit code 2, and what would have been right."""
    for wrong in (["menit"], ["ingest", "--cepat"], ["import"], ["search"], ["sql", "--csv"]):
        said = warta(*wrong)
        assert said.code == 2, said
        assert "Usage: warta" in said.err


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


def test_status_search_and_digest_read_the_archive(ingested: World, warta: Warta) -> None:
    """Each as text and, where a script would want it, as JSON."""
    (site,) = json.loads(warta("status", "--json").out)
    assert (site["site"], site["state"], site["articles"], site["due"]) == ("local", "ok", 15, 0)
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
        assert said.code == 5, wrong
        assert "the database said" in said.err
    assert archive.counts()["articles"] == 0


def test_sql_opens_psql_or_says_how_to_connect(
    archive: Archive, warta: Warta, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The terminal is handed over; where there is no psql, the address is shown."""
    handed: list[list[str]] = []

    class HandedOverError(Exception):
        pass

    def become(_path: str, arguments: list[str], environ: dict[str, str]) -> None:
        assert "statement_timeout=10min" in environ["PGOPTIONS"]
        handed.append(arguments)
        raise HandedOverError

    with monkeypatch.context() as patched:
        patched.setattr(os, "execve", become)
        with pytest.raises(HandedOverError):
            warta("sql", "SELECT 1")
    assert handed[0][0].endswith("psql")
    assert handed[0][1:] == [archive.url, "-c", "SELECT 1"]
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


def test_a_file_that_is_closed_to_us_is_named(warta: Warta, tmp_path: Path) -> None:
    """In a line, whichever command it is for."""
    assert _told(OSError(errno.EROFS, "Read-only file system", "/ro/x")) == 2
    saved = tmp_path / "page.html"
    saved.write_text(page(paragraphs(LEAD, SECOND)), encoding="utf-8")
    said = warta("inspect", saved, "--html", tmp_path / "none" / "x.html")
    assert (said.code, "Traceback" in said.err) == (2, False)
    assert "x.html can't be written: No such file or directory" in said.err


def test_migrate_and_down_say_what_they_did(warta: Warta) -> None:
    """A database of one's own is not ours to stop."""
    assert warta("migrate").out == "up to date\n"
    assert warta("down").out == "no embedded database is running\n"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"WARTA_SITE_URL": "purnawarta.com"}, "write it as https://"),
        ({"WARTA_SITE_URL": "http://127.0.0.1:99999"}, "is not a URL"),
        ({"WARTA_SITE": "../etc"}, "can't be the name of a site"),
        ({"WARTA_MIN_DELAY_S": "sebentar"}, "give a number of seconds"),
        ({"WARTA_CONTACT": "saya (aku)"}, "plain ASCII"),
        ({"WARTA_HOME": "/dev/null/warta"}, "can't be made"),
    ],
)
def test_a_setting_that_can_not_be_used_is_named(
    warta: Warta, settings: dict[str, str], message: str
) -> None:
    """Exit code 2, and what to write instead; nothing is asked."""
    said = warta("ingest", **settings)
    assert (said.code, said.out) == (2, "")
    assert message in said.err


@pytest.mark.parametrize("trouble", ["site down", "no such name", "no WordPress", "no HTTP", "TLS"])
def test_a_site_that_can_not_be_followed_ends_with_four(
    world: World, archive: Archive, warta: Warta, trouble: str, untrusted: str
) -> None:
    """One message that names the address and what to do; the next run goes on as if nothing was."""
    archive.url, archive.home = world.url, world.home
    site = world.site
    if trouble == "no WordPress":
        site.misbehave("not_found", path="*")
    if trouble == "no HTTP":
        site.misbehave("not_http", path="*")
    url = {
        "site down": f"http://127.0.0.1:{free_port()}",
        "no such name": f"http://tidak-ada-{uuid4().hex[:8]}.invalid",
        "TLS": untrusted,
    }.get(trouble, site.base_url)
    said = warta("ingest", WARTA_SITE_URL=url)
    assert said.code == 4, said
    assert url in said.out
    assert "WARTA_SITE_URL" in said.out
    assert ("certificate verify failed" in " ".join(said.out.split())) == (trouble == "TLS")
    assert "Traceback" not in said.err
    site.behave()
    assert warta("ingest", WARTA_SITE_URL=site.base_url, WARTA_SITE="other").code == 0


def test_a_database_that_refuses_or_is_too_old_ends_with_five(
    warta: Warta, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says which setting names it, or what is needed."""
    said = warta("status", DATABASE_URL=f"postgresql://127.0.0.1:{free_port()}/warta")
    assert said.code == 5
    assert "DATABASE_URL" in said.err
    said = warta("status", DATABASE_URL="http://aku:rahasia@127.0.0.1/warta")
    assert (said.code, "rahasia" in said.err) == (5, False)
    assert "DATABASE_URL is no address" in said.err
    with monkeypatch.context() as patched:
        old = property(lambda _info: 140_011)
        patched.setattr(psycopg.ConnectionInfo, "server_version", old)
        said = warta("status")
    assert said.code == 5
    assert "PostgreSQL 14: warta needs 15" in said.err


@pytest.mark.parametrize("whose", ["ours", "the database's"])
def test_a_full_disk_costs_nothing_but_the_run(
    world: World, archive: Archive, warta: Warta, monkeypatch: pytest.MonkeyPatch, whose: str
) -> None:
    """It says what to do; what was captured stays captured, and the next run goes on."""
    archive.url, archive.home = world.url, world.home
    calls = 0
    loaded = load.load

    def fail(*arguments: object, **options: object) -> None:
        nonlocal calls
        calls += 1
        if calls > 2 and whose == "ours":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/penuh/berkas.warc.gz")
        if calls > 2:
            raise psycopg.errors.DiskFull("could not extend file")
        loaded(*arguments, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(load, "load", fail)
        said = warta("ingest", WARTA_SITE_URL=world.site.base_url)
    assert said.code == (1 if whose == "ours" else 5)
    assert "ake room, and run the command again" in said.err
    before = len(world.site.log.entries)
    world.wait_for_crawler()
    assert warta("ingest", WARTA_SITE_URL=world.site.base_url).code == 0
    world.check()
    assert len(world.site.log.entries) < 2 * before


def test_ctrl_c_ends_with_130_and_the_run_says_so(
    world: World, nursery_run: Callable[..., subprocess.Popen[bytes]]
) -> None:
    """The next run goes on from there."""
    world.site.misbehave("slow_first_byte", path=world.site.wordpress.live()[9].path, wait_s=2)
    with nursery_run(world.environ, "ingest") as process:
        world.wait_for_requests(10)
        process.send_signal(2)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"interrupted; the next run goes on from here" in err
    run = world.rows("SELECT state::text, reason FROM warta.runs")
    assert run == [{"state": "failed", "reason": "interrupted"}]
    world.site.behave()
    world.wait_for_crawler()
    assert world.run().verdict.state == "ok"
    assert world.counts()["articles"] == 15


def test_what_was_not_foreseen_is_not_hidden(
    warta: Warta, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A traceback is what whoever mends it needs."""
    for error in (ZeroDivisionError("x"), ValueError("x"), OSError("x")):

        def fail(error: Exception = error) -> None:
            raise error

        monkeypatch.setattr("flows.cli.watching.settings", fail)
        with pytest.raises(type(error)):
            main(["status"])
    broken = tmp_path / "sitecustomize.py"
    broken.write_text("import flows.settings\nflows.settings.read_settings = lambda _: 1 / 0\n")
    said = subprocess.run(
        [sys.executable, "-c", "from flows.cli import main; main(['status'])"],
        capture_output=True, text=True, check=False, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
    )  # fmt: skip
    assert said.returncode == 1
    assert "ZeroDivisionError" in said.stderr
    del warta
