"""What compression costs a load, and a search column that the load itself would fill.

``make bench`` runs it. Archives that differ in nothing else take turns at loading the same
articles; then each is read whole. The embedded server has no lz4; one that has is given by URL::

    python -m tests.benchmarks.compression 20000 --server postgresql://…

What was chosen for it: the server's own default, because a column that asks for lz4 can't be
restored where that is missing, and texts that are not compressed take nearly twice the room; and
search documents that are made after a load (``flows.derived.search``).
"""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Final, LiteralString

import psycopg
from psycopg import sql

from flows import db
from tests.benchmarks.loading import Connection, Loader, a_database, begin, run_on_server, say
from tests.benchmarks.newsroom import Newsroom

_COMPRESS: Final[LiteralString] = (
    "ALTER TABLE ingest.revision ALTER body SET COMPRESSION {0}, ALTER blocks SET COMPRESSION {0}"
)
#: What is done to the empty archive.
VARIANTS: Final[dict[str, sql.SQL | sql.Composed]] = {
    "pglz": sql.SQL(_COMPRESS).format(sql.SQL("pglz")),
    "lz4": sql.SQL(_COMPRESS).format(sql.SQL("lz4")),
    "none": sql.SQL(
        "ALTER TABLE ingest.revision ALTER body SET STORAGE EXTERNAL,"
        " ALTER blocks SET STORAGE EXTERNAL"
    ),
    "pglz, search column": sql.SQL(
        "ALTER TABLE ingest.revision ADD document tsvector"
        " GENERATED ALWAYS AS (to_tsvector('ingest.words', body)) STORED;"
        "CREATE INDEX ON ingest.revision USING gin (document)"
    ),
}
_BATCH: Final = 1000
#: The best of so many counts: the first ones read from the disk.
_READS: Final = 3
_READ: Final = "SELECT sum(length(body) + jsonb_array_length(blocks)) FROM warta.articles"
_SIZE: Final = "SELECT pg_total_relation_size('ingest.revision')"


@dataclass(slots=True)
class Contender:
    """An archive that takes part."""

    name: str
    loader: Loader
    newsroom: Newsroom = field(default_factory=lambda: Newsroom(1))


def enter(name: str, connection: Connection) -> Contender | None:
    """Make an archive ready; None where the server can't."""
    try:
        with connection.transaction():
            connection.execute(VARIANTS[name])
    except psycopg.errors.FeatureNotSupported:
        say(f"{name:20} this server was built without it")
        return None
    return Contender(name, begin(connection))


def read(contender: Contender) -> float:
    """Read all texts; return the seconds."""
    before = time.perf_counter()
    contender.loader.connection.execute(_READ).fetchone()
    contender.loader.connection.commit()
    return time.perf_counter() - before


def octets(contender: Contender) -> int:
    """The bytes of the table of texts, with its indexes."""
    row = contender.loader.connection.execute(_SIZE).fetchone()
    assert row is not None
    return int(row[0])


def compete(contenders: Sequence[Contender], total: int) -> None:
    """Let each load its articles, a batch each in turn."""
    for start in range(1, total + 1, _BATCH):
        for one in contenders:
            numbers = range(start, min(start + _BATCH, total + 1))
            one.loader.put([one.newsroom.page(number) for number in numbers])


def bench(server: str, total: int) -> None:
    """Load, read, and print a line for each archive, beside the first."""
    say(f"{total:,} articles of 4 KB; load and read beside pglz, the server's default")
    with ExitStack() as stack:
        entered = [
            enter(name, stack.enter_context(db.connect(url, name="bench")))
            for name, url in [(name, stack.enter_context(a_database(server))) for name in VARIANTS]
        ]
        contenders = [one for one in entered if one]
        compete(contenders, total)
        turns = [[read(one) for one in contenders] for _ in range(_READS)]
        reads = [min(took) for took in zip(*turns, strict=True)]
        for one, took in zip(contenders, reads, strict=True):
            load = contenders[0].loader.seconds / one.loader.seconds
            size = octets(one) / total / 1000
            say(
                f"{one.name:20} load {load:5.2f}  read {reads[0] / took:5.2f}"
                f"  {size:5.1f} KB an article"
            )


if __name__ == "__main__":
    run_on_server(bench, __doc__, of="articles", number=20_000)
