"""The command in trouble: a line that says what to do, and the exit code that it is worth."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from flows.cli.main import _told, main
from flows.records import Batch
from flows.store import load
from flows.store.statements import Connection
from tests.crawler.extract.pages import LEAD, SECOND, page, paragraphs
from tests.flows.workers import ROOT
from tests.flows.world import Archive, Said, World, free_port

Warta = Callable[..., Said]


def test_what_is_not_a_command_or_not_complete_is_a_usage_error(warta: Warta) -> None:
    """Exit code 2, and what would have been right."""
    for wrong in (["menit"], ["ingest", "--cepat"], ["import"], ["search"], ["sql", "--csv"]):
        said = warta(*wrong)
        assert said.code == 2, said
        assert "Usage: warta" in said.err


def test_an_argument_that_is_no_utf8_is_a_usage_error(warta: Warta) -> None:
    """As a shell with another encoding gives it."""
    for wrong in (
        ["search", "kerja", "\udcff\udcfe"],
        ["export", "--out", "x", "--section", "\udce9"],
    ):
        said = warta(*wrong)
        assert (said.code, said.out) == (2, ""), said
        assert "is no UTF-8" in said.err


def test_a_file_that_is_closed_to_us_is_named(warta: Warta, tmp_path: Path) -> None:
    """In a line, whichever command it is for."""
    assert _told(OSError(errno.EROFS, "Read-only file system", "/ro/x")) == 2
    saved = tmp_path / "page.html"
    saved.write_text(page(paragraphs(LEAD, SECOND)), encoding="utf-8")
    said = warta("inspect", saved, "--html", tmp_path / "none" / "x.html")
    assert (said.code, "Traceback" in said.err) == (2, False)
    assert "x.html can't be written: No such file or directory" in said.err


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
    assert "robots_unreadable" not in said.out  # nothing could be had, which is told once
    assert said.out.count("tls_failed: certificate verify failed") == (trouble == "TLS")
    assert "Traceback" not in said.err
    site.behave()
    assert warta("ingest", WARTA_SITE_URL=site.base_url, WARTA_SITE="other").code == 0


def test_what_is_no_address_of_a_database_is_a_matter_of_settings(warta: Warta) -> None:
    """And no message repeats it: it may hold a password."""
    for scheme in ("http", "mysql"):
        said = warta("status", DATABASE_URL=f"{scheme}://aku:rahasia@127.0.0.1/warta")
        assert (said.code, "rahasia" in said.err) == (2, False)
        assert "DATABASE_URL is no address" in said.err


def test_a_database_that_refuses_or_is_too_old_ends_with_five(
    warta: Warta, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says which setting names it, or what is needed."""
    said = warta("status", DATABASE_URL=f"postgresql://127.0.0.1:{free_port()}/warta")
    assert said.code == 5
    assert "DATABASE_URL" in said.err
    with monkeypatch.context() as patched:
        patched.setattr(psycopg, "connect", _find_it_full)
        said = warta("status")
    assert (said.code, "DATABASE_URL" in said.err) == (5, False)
    assert "the disk of the database is full: make room" in said.err
    with monkeypatch.context() as patched:
        old = property(lambda _info: 140_011)
        patched.setattr(psycopg.ConnectionInfo, "server_version", old)
        said = warta("status")
    assert said.code == 5
    assert "PostgreSQL 14: warta needs 15" in said.err


def _find_it_full(*_: object, **__: object) -> None:
    """Connect to a server without room, which says so by words alone."""
    raise psycopg.OperationalError(f"could not write init file: {os.strerror(errno.ENOSPC)}")


@pytest.mark.parametrize("whose", ["ours", "the database's"])
def test_a_full_disk_costs_nothing_but_the_run(
    world: World, archive: Archive, warta: Warta, monkeypatch: pytest.MonkeyPatch, whose: str
) -> None:
    """It says what to do; what was captured stays captured, and the next run goes on."""
    archive.url, archive.home = world.url, world.home
    loaded = load.load

    def fail(connection: Connection, batch: Batch, **options: Any) -> None:
        if batch.items and whose == "ours":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/penuh/berkas.warc.gz")
        if batch.items:
            raise psycopg.errors.DiskFull("could not extend file")
        loaded(connection, batch, **options)

    with monkeypatch.context() as patched:
        patched.setattr(load, "load", fail)
        said = warta("ingest", WARTA_SITE_URL=world.site.base_url)
    assert said.code == (1 if whose == "ours" else 5)
    assert "ake room, and run the command again" in said.err
    (run,) = world.rows("SELECT state::text, exit_code, reason FROM warta.runs")
    assert (run["state"], run["exit_code"]) == ("failed", said.code)
    assert warta("status").code == said.code
    told = said.err.strip().rpartition("warta: ")[2]
    if whose == "ours":
        assert run["reason"] == f"broken off: {told}"
    before = len(world.site.log.entries)
    world.wait_for_crawler()
    assert warta("ingest", WARTA_SITE_URL=world.site.base_url).code == 0
    world.check()
    assert len(world.site.log.entries) < 2 * before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_is_told_to_stop_ends_in_good_order_and_the_run_says_so(
    world: World,
    archive: Archive,
    warta: Warta,
    nursery_run: Callable[..., subprocess.Popen[bytes]],
    number: signal.Signals,
) -> None:
    """All that tell of it say the same, until the next one goes on from there: nobody is needed."""
    archive.url, archive.home = world.url, world.home
    world.site.misbehave("slow_first_byte", path=world.site.wordpress.live()[9].path, wait_s=2)
    with nursery_run(world.environ, "ingest") as process:
        world.wait_for_requests(10)
        process.send_signal(number)
        _, err = process.communicate()
    assert process.returncode == (130 if number == signal.SIGINT else 143)
    assert b"interrupted; the next run goes on from here" in err
    told = {"state": "failed", "exit_code": 130, "reason": "interrupted"}
    ran = "SELECT state::text, exit_code, reason FROM warta.runs WHERE flow = 'ingest'"
    assert world.rows(ran) == [told]
    world.site.behave()
    world.wait_for_crawler()
    assert world.compare().verdict.state == "ok"
    assert world.rows("SELECT state, exit_code, reason FROM warta.status") == [told]
    said = warta("status")
    assert (said.code, "stopped (ingest" in said.out) == (0, True)
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
