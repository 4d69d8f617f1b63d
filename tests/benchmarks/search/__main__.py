"""How long the search takes over 100,000 articles, for 200 fixed queries, and how it is planned.

``make bench`` runs it. A query has one to three words that a few articles hold (rare), some
hundreds (middling), or up to six in ten (common). With fewer articles, or on a server that runs
already::

    python -m tests.benchmarks.search 10000 --server postgresql://…
"""

import random
import time
from collections.abc import Iterator
from typing import Final

from psycopg import sql

from flows import db
from flows.derived import search
from flows.store import search as store
from tests.benchmarks.loading import Connection, a_database, load_all, run_on_server, say

_QUERIES: Final = 200
_PAGE: Final = 10
#: Articles whose words are counted.
_SAMPLE: Final = 5000
#: The least and the greatest share of the articles that hold a word.
_KINDS: Final = {"rare": (0, 0.0005), "middling": (0.002, 0.02), "common": (0.05, 0.6)}


def queries(connection: Connection, total: int) -> Iterator[tuple[str, str]]:
    """Give kinds and queries: the same for the same articles."""
    every = max(1, total // _SAMPLE)
    documents = f"SELECT document FROM ingest.search_document WHERE article_id % {every} = 0"
    known = connection.execute(
        "SELECT word, ndoc::float / %s FROM ts_stat(%s) WHERE word ~ '^[a-z]{4,}$' ORDER BY word",
        [total // every, documents],
    ).fetchall()
    chance = random.Random(1)
    for number in range(_QUERIES):
        kind = list(_KINDS)[number % len(_KINDS)]
        least, greatest = _KINDS[kind]
        words = [word for word, share in known if least < share <= greatest]
        yield kind, " ".join(chance.sample(words, chance.choice((1, 1, 2, 3))))


def milliseconds(connection: Connection, query: str) -> float:
    """Ask once; return how long the answer took."""
    before = time.perf_counter()
    store.search(connection, query, max_rows=_PAGE)
    connection.commit()
    return 1000 * (time.perf_counter() - before)


def percentile(values: list[float], share: float) -> float:
    """Return the value that a share of all don't exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def show_plan(connection: Connection, query: str) -> None:
    """Print how the server finds a page, set as in the search function."""
    call = sql.SQL(
        "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF)"
        " SELECT * FROM ingest.hits({}::tsquery, 10, 0, NULL, NULL, NULL, NULL, NULL)"
    )
    with connection.transaction(force_rollback=True):
        row = connection.execute("SELECT ingest.asked(%s, FALSE)::text", [query]).fetchone()
        assert row is not None
        connection.execute("SET LOCAL enable_seqscan = off")
        connection.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        for (line,) in connection.execute(call.format(sql.Literal(row[0]))):
            say(f"  {line[:96]}")


def bench(server: str, total: int) -> None:
    """Load articles, make their documents, ask, and print the figures."""
    with a_database(server) as url, db.connect(url, name="bench") as connection:
        load_all(connection, total, 1000)
        before = time.perf_counter()
        search.refresh(connection)
        took = time.perf_counter() - before
        say(f"{total:,} articles of 4 KB, {1000 * took / total:.1f} ms to make a document")
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE ingest.search_document, ingest.search_word")
        connection.autocommit = False
        asked = list(queries(connection, total))
        for _, query in asked[: len(_KINDS)]:  # the first ones read from the disk
            milliseconds(connection, query)
        took_by_kind: dict[str, list[float]] = {kind: [] for kind in _KINDS}
        for kind, query in asked:
            took_by_kind[kind].append(milliseconds(connection, query))
        every = [one for took_each in took_by_kind.values() for one in took_each]
        for kind, took_each in {**took_by_kind, "all": every}.items():
            half, most = percentile(took_each, 0.5), percentile(took_each, 0.95)
            goal = " ms (to reach: 50)" if kind == "all" else " ms"
            say(f"{kind:8} {len(took_each):4} queries, median {half:6.1f}, p95 {most:6.1f}{goal}")
        common = next(query for kind, query in asked if kind == "common")
        say(f"the plan of a common query ({common}):")
        show_plan(connection, common)


if __name__ == "__main__":
    run_on_server(bench, __doc__, of="articles", number=100_000)
