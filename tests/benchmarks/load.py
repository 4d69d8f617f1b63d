"""How fast articles are loaded, beside a bare COPY of the same rows into the same tables.

``make bench`` runs it on a server of its own, set up as the product's. With another number of
articles, or on a server that runs already::

    python -m tests.benchmarks.load 10000 --server postgresql://…
"""

import argparse
import hashlib
import json
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import psycopg
from psycopg import sql
from uuid6 import uuid7

from crawler.sites import site_for_url
from flows import db, embedded, migrate
from flows.records import Batch, CaptureRow, Content, Item, RelatedRow, RemovedRow
from flows.store import load, runs, search, sites

SITE: Final = site_for_url("https://purnawarta.com")
START: Final = datetime(2024, 1, 1, tzinfo=UTC)
#: The tables that a load writes, those first that others refer to, and what numbers their rows.
TABLES: Final = {
    "capture": "file_offset", "article": "id", "alias": "article_id", "revision": "article_id",
    "item": "article_id", "sighting": "article_id", "related_link": "article_id",
    "removed_block": "article_id", "change": "article_id",
}  # fmt: skip
#: Load and COPY take turns, so that what else the machine does meets both.
TURNS: Final = 10
#: Numbers of the new articles that are loaded beside: no others come near.
_APART: Final = 10_000_000
#: What must not be rewritten by a load that brings nothing new.
CONTENT_TABLES: Final = ("article", "alias", "revision", "related_link", "removed_block", "change")
Connection = psycopg.Connection[tuple[Any, ...]]


class Newsroom:
    """Writes articles of 4 KB whose words are about as frequent as in real news."""

    def __init__(self, seed: int) -> None:
        """Start from ``seed``: the same one gives the same articles."""
        self._random = random.Random(seed)
        syllables = [a + b for a in ("", *"bdghjklmnprst") for b in "aiueo"] + ["ng", "kan", "nya"]
        count = 20_000
        self._words = [
            "".join(self._random.choices(syllables, k=self._random.randint(2, 4)))
            for _ in range(count)
        ]
        self._weights = [0.0]
        for rank in range(1, count + 1):
            self._weights.append(self._weights[-1] + 1 / rank)
        del self._weights[0]

    def _text(self, chars: int) -> str:
        # an Indonesian word has six letters and a space
        words = self._random.choices(self._words, cum_weights=self._weights, k=chars // 5)
        return " ".join(words)[:chars].capitalize() + "."

    def page(self, number: int) -> tuple[CaptureRow, Item]:
        """Write the article with this post id, as it was captured."""
        at = START + timedelta(minutes=number)
        path = f"/internasional/iran/{self._text(45).lower().replace(' ', '-')}{number}"
        url = f"{SITE.base_url}{path}"
        paragraphs = [self._text(400) for _ in range(10)]
        body = "\n\n".join(paragraphs)
        content = Content(
            path=path,
            url=url,
            title=self._text(70),
            body=body,
            blocks=json.dumps([{"kind": "paragraph", "text": text} for text in paragraphs]),
            section="internasional/iran",
            dateline_place="Teheran",
            place="Teheran",
            authors=("Redaksi",),
            tags=tuple(self._random.choices(self._words[:500], k=8)),
            lead_image_url=f"{SITE.base_url}/wp-content/uploads/{number}.jpg",
            language="id",
            published_at=at,
            modified_at=at,
            post_id=number,
            origin="html",
            extractor_version="1",
            sha256=hashlib.sha256(f"{path} {body}".encode()).digest(),
            related=tuple(self._related(position) for position in (1, 2)),
            removed=tuple(
                RemovedRow(position=position, rule="related_link", text=self._text(80))
                for position in (1, 2, 3)
            ),
        )
        key = uuid7()  # as the crawler names its records
        capture = CaptureRow(
            id=key, kind="page", state="parsed", url=url, captured_at=at, status=200, fetch_ms=300,
            file="purnawarta/2024-01/a.warc.gz", file_offset=number, file_bytes=9000,
            payload_sha256=self._random.randbytes(32),
        )  # fmt: skip
        item = Item(
            capture_id=key, position=1, url=url, captured_at=at, paths=(path,), content=content
        )
        return capture, item

    def _related(self, position: int) -> RelatedRow:
        title = self._text(70)
        path = f"/internasional/iran/{title[:60].lower().replace(' ', '-')}"
        return RelatedRow(
            position=position, marker="Baca Juga :", title=title, target_path=path,
            url=f"{SITE.base_url}{path}",
        )  # fmt: skip


def again(capture: CaptureRow, item: Item) -> tuple[CaptureRow, Item]:
    """The same page, captured a year later."""
    key, at = uuid7(), item.captured_at + timedelta(days=365)
    return replace(capture, id=key, captured_at=at), replace(item, capture_id=key, captured_at=at)


@dataclass(slots=True)
class Loader:
    """Loads batches as the flows do, and keeps the time."""

    connection: Connection
    run_id: UUID
    seconds: float = 0.0

    def put(self, pages: Sequence[tuple[CaptureRow, Item]]) -> float:
        """Load pages in one transaction; return the seconds that it took."""
        batch = Batch(captures=[row for row, _ in pages], items=[item for _, item in pages])
        now = datetime.now(UTC)
        before = time.perf_counter()
        with self.connection.transaction():
            sites.hold(self.connection, SITE.name)
            load.load(self.connection, batch, site=SITE.name, run_id=self.run_id, now=now)
        took = time.perf_counter() - before
        self.seconds += took
        return took


@contextmanager
def a_server(given: str | None) -> Iterator[str]:
    """A server as the product has it, in a home of its own, unless one is given."""
    if given:
        yield given
        return
    home = Path(tempfile.mkdtemp(prefix="warta-bench-"))
    home.chmod(0o755)
    try:
        yield embedded.ensure(home)
    finally:
        embedded.stop(home)
        data = embedded.status(home).data
        if data:
            shutil.rmtree(data.parent, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def a_database(server: str) -> Iterator[str]:
    """A migrated database of this run's own."""
    name = f"warta_bench_{uuid4().hex[:8]}"
    url = urlsplit(server)._replace(path=f"/{name}").geturl()
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            migrate.migrate(url)
            yield url
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            admin.execute(drop.format(sql.Identifier(name)))


def begin(connection: Connection) -> Loader:
    """Begin a run."""
    load.prepare(connection)
    run_id, now = uuid4(), datetime.now(UTC)
    with connection.transaction():
        sites.ensure(connection, SITE)
        runs.begin(connection, run_id, site=SITE.name, flow="import", fence=0, now=now)
    return Loader(connection, run_id)


def load_all(connection: Connection, total: int, size: int) -> Loader:
    """Load articles in batches of ``size``."""
    loader, newsroom = begin(connection), Newsroom(1)
    pages = map(newsroom.page, range(1, total + 1))
    while batch := list(islice(pages, size)):
        loader.put(batch)
    return loader


def load_again(connection: Connection, total: int, size: int) -> tuple[float, float]:
    """Load the articles again, captured later; new ones take turns, a batch for each part.

    Returns:
        Seconds for all of those that say the same, and for as many new ones.

    """
    same, fresh = begin(connection), begin(connection)
    newsroom, other = Newsroom(1), Newsroom(3)
    pages = map(newsroom.page, range(1, total + 1))
    batches = iter(lambda: list(islice(pages, size)), [])
    count = 0
    for number in range(TURNS):
        start = total + _APART + number * size
        fresh.put([other.page(post_id) for post_id in range(start, start + size)])
        count += size
        for batch in islice(batches, -(-total // size // TURNS)):
            same.put([again(*page) for page in batch])
    for batch in batches:
        same.put([again(*page) for page in batch])
    return same.seconds, fresh.seconds / count * total


def take_turns(
    connection: Connection, bare: Connection, total: int, size: int
) -> tuple[float, float, int]:
    """Load articles, and COPY the rows that this made into another archive, part by part.

    Returns:
        Seconds of the loads, seconds of the COPYs, and how many bytes they took.

    """
    loader, newsroom = begin(connection), Newsroom(1)
    begin(bare)
    with bare.transaction():
        bare.execute("UPDATE ingest.run SET id = %s", [loader.run_id])
    part = -(-total // TURNS)
    copied, size_all = 0.0, 0
    with tempfile.TemporaryDirectory(prefix="warta-bench-rows-") as name:
        for before in range(0, total, part):
            last = min(before + part, total)
            pages = map(newsroom.page, range(before + 1, last + 1))
            while batch := list(islice(pages, size)):
                loader.put(batch)
            size_all += copy_out(connection, Path(name), beyond=before)
            copied += copy_in(bare, Path(name))
    return loader.seconds, copied, size_all


def copy_out(connection: Connection, folder: Path, *, beyond: int) -> int:
    """Write the rows of articles ``beyond`` to files of PostgreSQL's binary form, one a table.

    Articles are numbered from 1 as they are loaded. Returns the files' bytes.
    """
    for table, number in TABLES.items():
        copy = sql.SQL(
            "COPY (SELECT {} FROM ingest.{} WHERE {} > {} ORDER BY {}) TO STDOUT (FORMAT binary)"
        ).format(
            _columns(connection, table),
            sql.Identifier(table),
            sql.Identifier(number),
            sql.Literal(beyond),
            sql.Identifier(number),
        )
        with (
            (folder / table).open("wb") as out,
            connection.cursor() as cursor,
            cursor.copy(copy) as rows,
        ):
            out.writelines(rows)
    connection.commit()
    return sum((folder / table).stat().st_size for table in TABLES)


def copy_in(connection: Connection, folder: Path) -> float:
    """COPY the files into another archive, a transaction for all; return the seconds."""
    columns = {table: _columns(connection, table) for table in TABLES}
    connection.commit()
    before = time.perf_counter()
    with connection.transaction():
        for table in TABLES:
            copy = sql.SQL("COPY ingest.{} ({}) FROM STDIN (FORMAT binary)")
            with (
                (folder / table).open("rb") as rows,
                connection.cursor() as cursor,
                cursor.copy(copy.format(sql.Identifier(table), columns[table])) as into,
            ):
                while block := rows.read(1 << 20):
                    into.write(block)
    return time.perf_counter() - before


def _columns(connection: Connection, table: str) -> sql.Composable:
    found = connection.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
        " AND NOT attisdropped ORDER BY attnum",
        [f"ingest.{table}"],
    )
    return sql.SQL(", ").join(sql.Identifier(name) for (name,) in found)


def rewritten(connection: Connection) -> int:
    """How many rows of the tables that hold content were ever updated or deleted."""
    connection.execute("SELECT pg_stat_force_next_flush()")
    connection.commit()
    row = connection.execute(
        "SELECT sum(n_tup_upd + n_tup_del) FROM pg_stat_user_tables"
        " WHERE schemaname = 'ingest' AND relname = ANY(%s)",
        [list(CONTENT_TABLES)],
    ).fetchone()
    connection.commit()
    assert row is not None
    return int(row[0])


def sequential_scans(connection: Connection) -> int:
    """How often tables that a load writes were read from end to end."""
    connection.execute("SELECT pg_stat_force_next_flush()")
    connection.commit()
    row = connection.execute(
        "SELECT sum(seq_scan) FROM pg_stat_user_tables"
        " WHERE schemaname = 'ingest' AND relname = ANY(%s)",
        [list(TABLES)],
    ).fetchone()
    connection.commit()
    assert row is not None
    return int(row[0])


def small_batches(connection: Connection, total: int, size: int = 20) -> tuple[float, float]:
    """Milliseconds of a batch as a crawl brings it: of new articles, and of unchanged ones."""
    loader, newsroom = begin(connection), Newsroom(2)
    fresh, same = [], []
    for number in range(30):
        start = total + 1 + number * size
        batch = [newsroom.page(post_id) for post_id in range(start, start + size)]
        fresh.append(loader.put(batch))
        same.append(loader.put([again(*page) for page in batch]))
    return statistics.median(fresh) * 1000, statistics.median(same) * 1000


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def bench(server: str, total: int, size: int) -> float:
    """Load, COPY, load again; print the figures; return the ratio of load to COPY."""
    say(f"{total:,} articles of 4 KB, {size} a batch, fsync as the product runs")
    with a_database(server) as url, a_database(server) as bare_url:
        with (
            db.connect(url, name="bench") as connection,
            db.connect(bare_url, name="bench") as bare,
        ):
            seconds, copied, octets = take_turns(connection, bare, total, size)
        say(f"load       {total / seconds:9,.0f} articles a second")
        say(f"bare COPY  {total / copied:9,.0f} articles a second ({octets / 1e6:,.0f} MB of rows)")
        say(f"ratio      {copied / seconds:9.2f} of bare COPY (to reach: 0.60)")
        with db.connect(url, name="bench") as connection:
            before = rewritten(connection)
            same, as_many = load_again(connection, total, size)
            changed = rewritten(connection) - before
            say(f"unchanged  {total / same:9,.0f} articles a second")
            say(f"again      {as_many / same:9.1f} times as fast as new ones beside (to reach: 5)")
            say(f"rewritten  {changed:9,d} rows of content (to reach: 0)")
            scans = sequential_scans(connection)
            fresh, same = small_batches(connection, total)
            scans = sequential_scans(connection) - scans
            say(f"20 a batch {fresh:9.1f} ms new, {same:.1f} ms unchanged")
            say(f"whole scans{scans:9,d} of its tables by 60 such batches (to reach: 0)")
            before_search = time.perf_counter()
            with connection.transaction():
                made = search.refresh(connection, max_rows=1000)
            took = time.perf_counter() - before_search
            say(f"search     {made / took:9,.0f} documents a second, made after the load")
    return copied / seconds


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=int, default=100_000)
    parser.add_argument("--batch", type=int, default=1000)
    parser.add_argument("--server", help="URL of a server; default: one of its own")
    given = parser.parse_args()
    with a_server(given.server) as server:
        bench(server, given.articles, given.batch)


if __name__ == "__main__":
    main()
