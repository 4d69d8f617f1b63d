"""The consumer of the README: its copy is the archive, whoever writes and however they end."""

import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import psycopg
import pytest

from crawler.sites import Site, site_for_url
from tests.flows import archive
from tests.flows.archive import Connection, all_rows, one, page, put
from tests.flows.workers import ROOT
from tests.flows.world import wait_until

SITES = [site_for_url(f"https://warta{number}.example") for number in range(3)]
CODE = re.compile(r"<!-- consumer -->\n```python\n(.*?)```\n<!-- /consumer -->", re.DOTALL)
LATER = archive.NOW + timedelta(days=1)
COLUMNS = "id, url, section, title, body, blocks, authors, tags, published_at"


def source() -> str:
    """What the README shows."""
    (code,) = CODE.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    return str(code)


@pytest.fixture
def consumer() -> ModuleType:
    """The consumer, not running."""
    module = ModuleType("consumer")
    exec(source(), module.__dict__)  # noqa: S102 (it is ours)
    return module


def rows(url: str, table: str) -> list[tuple[object, ...]]:
    """All that a copy, or the archive, says."""
    with psycopg.connect(url) as connection:
        return connection.execute(f"SELECT {COLUMNS} FROM {table} ORDER BY id".encode()).fetchall()


def write(database: str, site: Site, batches: int, *, until: threading.Event | None = None) -> None:
    """Write to a site in slow transactions, or until this is killed."""
    chance = random.Random(site.name)
    with psycopg.connect(database) as connection:
        run_id = archive.begin(connection, site)
        for batch in range(batches):
            pages = [
                page(f"/a/{n}", str(chance.randint(0, 3)), hour=chance.randint(0, 99), post_id=n,
                     site=site)
                for n in range(1, 4)
            ]  # fmt: skip
            with connection.transaction():
                archive.put_batch(connection, run_id, archive.batch_of(*pages), site=site)
                if until is not None and batch == batches - 1:
                    connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")
                time.sleep(chance.random() / 50)


def test_the_copy_is_the_archive_under_writers_that_are_slow_and_killed(
    database: str, databases: Callable[[], str], consumer: ModuleType
) -> None:
    """Three sites at once, old captures among new ones, one writer struck before its commit."""
    killed = threading.Event()
    url = databases()

    def be_killed() -> None:
        with pytest.raises(psycopg.OperationalError):
            write(database, SITES[0], 5, until=killed)
        killed.set()

    writers = [threading.Thread(target=be_killed)]
    writers += [threading.Thread(target=write, args=(database, site, 8)) for site in SITES[1:]]
    with (
        psycopg.connect(database, autocommit=True) as warta,
        psycopg.connect(url, autocommit=True) as copy,
    ):
        copy.execute(consumer.TABLES)
        for writer in writers:
            writer.start()
        while any(writer.is_alive() for writer in writers):
            consumer.catch_up(warta, copy)
        consumer.catch_up(warta, copy)
        assert killed.is_set()
        last = one(warta, "SELECT max(seq) FROM warta.changes")
        assert all_rows(copy, "SELECT seq FROM progress") == [(last,)]
        assert one(warta, "SELECT count(*) FROM warta.changes") == last
    assert rows(url, "article") == rows(database, "warta.articles") != []


def scattered(chance: random.Random) -> list[archive.Captured]:
    """Captures of a few articles that move, merge and come back, in no order."""
    pages = [
        page(
            f"/a/{chance.randint(1, 4)}",
            chance.choice("abc"),
            hour=hour,
            post_id=chance.choice([None, 7]) if hour % 2 else None,
            origin=chance.choice(["html", "html", "text"]),
            asked=(f"/a/{chance.randint(1, 4)}",),
        )
        for hour in range(20)
    ]
    return chance.sample(pages, len(pages))


def test_the_copy_follows_moves_merges_and_returns(
    connection: Connection, database: str, databases: Callable[[], str], consumer: ModuleType
) -> None:
    """At each number of the feed, not only in the end."""
    run_id, url = archive.begin(connection), databases()
    with psycopg.connect(url, autocommit=True) as copy:
        copy.execute(consumer.TABLES)
        for shown in scattered(random.Random(7)):
            put(connection, run_id, shown)
            consumer.catch_up(connection, copy)
            connection.commit()
            assert rows(url, "article") == rows(database, "warta.articles")


@pytest.mark.parametrize("seed", range(3))
def test_a_copy_made_later_passes_through_all_states(  # noqa: PLR0913, PLR0917 (fixtures, a case)
    connection: Connection,
    database: str,
    databases: Callable[[], str],
    consumer: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
) -> None:
    """It equals, at any number where it stops, what the archive was when that was the last."""
    run_id, url, asked = archive.begin(connection), databases(), consumer.CHANGES
    states = {}
    for shown in scattered(random.Random(seed)):
        put(connection, run_id, shown)
        last = one(connection, "SELECT max(seq) FROM warta.changes")
        states[last] = rows(database, "warta.articles")
    with psycopg.connect(url, autocommit=True) as copy:
        copy.execute(consumer.TABLES)
        for last, expected in states.items():
            bounded = asked.replace("seq > %s", f"seq <= {last} AND seq > %s")
            monkeypatch.setattr(consumer, "CHANGES", bounded)
            consumer.catch_up(connection, copy)
            assert rows(url, "article") == expected


def test_it_wakes_when_something_is_written(
    connection: Connection, database: str, databases: Callable[[], str], tmp_path: Path
) -> None:
    """As it stands in the README, in a process of its own."""
    url, path = databases(), tmp_path / "consumer.py"
    path.write_text(source(), encoding="utf-8")
    run_id = archive.begin(connection)
    put(connection, run_id, page("/a/x", post_id=1))
    with subprocess.Popen([sys.executable, str(path), database, url]) as process:
        try:
            for number in (1, 2):
                wait_until(lambda: _copied(url) == number, pause_s=0.05)  # noqa: B023
                put(connection, run_id, page("/a/y", post_id=2))
        finally:
            process.kill()
    assert rows(url, "article") == rows(database, "warta.articles")


def test_it_stops_where_the_archive_was_begun_anew(
    connection: Connection, databases: Callable[[], str], consumer: ModuleType, tmp_path: Path
) -> None:
    """Whether the new feed has come as far as the old one by then, or not."""
    url, path = databases(), tmp_path / "consumer.py"
    path.write_text(source(), encoding="utf-8")
    with psycopg.connect(url, autocommit=True) as copy:
        copy.execute(consumer.TABLES)
        run_id = archive.begin(connection)
        put(connection, run_id, page("/a/x", post_id=1), page("/a/y", post_id=2))
        consumer.catch_up(connection, copy)
        before = rows(url, "article")
        for number in range(3):
            anew = databases()
            with psycopg.connect(anew) as begun:
                run_id = archive.begin(begun)
                for post_id in range(number):
                    shown = page(f"/a/{post_id}", post_id=post_id + 1)
                    put(begun, run_id, shown, now=LATER + timedelta(hours=post_id))
            said = subprocess.run(
                [sys.executable, str(path), anew, url], check=False, capture_output=True, text=True
            )
            assert said.returncode == 1
            assert said.stderr == (
                "change 2 is another one than the copy has applied: make the copy anew\n"
            )
            assert rows(url, "article") == before


def test_it_goes_on_where_a_backup_holds_all_that_it_has_applied(
    connection: Connection, databases: Callable[[], str], consumer: ModuleType
) -> None:
    """What the archive went on to say before it was restored was never seen."""
    url, restored = databases(), databases()
    with psycopg.connect(url, autocommit=True) as copy, psycopg.connect(restored) as backup:
        copy.execute(consumer.TABLES)
        for opened in (connection, backup):
            put(opened, archive.begin(opened), page("/a/x", post_id=1))
        consumer.catch_up(connection, copy)
        put(backup, archive.begin(backup), page("/a/y", post_id=2), now=LATER)
        consumer.catch_up(backup, copy)
    assert rows(url, "article") == rows(restored, "warta.articles")


def _copied(url: str) -> int:
    with psycopg.connect(url) as copy:
        if one(copy, "SELECT to_regclass('article') IS NULL"):
            return 0
        return int(one(copy, "SELECT count(*) FROM article"))
