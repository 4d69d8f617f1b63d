"""How fast articles are loaded, beside a bare COPY of the same rows into the same tables.

``make bench`` runs it on a server of its own, set up as the product's. With another number of
articles, or on a server that runs already::

    python -m tests.benchmarks.load 10000 --server postgresql://…
"""

import argparse
import statistics
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Final

from flows import db
from flows.store import search
from tests.benchmarks.copying import TABLES, copy_in, copy_out
from tests.benchmarks.loading import Connection, a_database, a_server, begin, say
from tests.benchmarks.newsroom import Newsroom, again

#: Load and COPY take turns, so that what else the machine does meets both.
TURNS: Final = 10
#: Numbers of the new articles that are loaded beside: no others come near.
_APART: Final = 10_000_000
#: What must not be rewritten by a load that brings nothing new.
CONTENT_TABLES: Final = ("article", "alias", "revision", "related_link", "removed_block", "change")


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
