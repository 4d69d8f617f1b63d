"""The change feed: nothing is missed, whoever writes at the same time."""

import random
import threading
import time
from contextlib import ExitStack

import psycopg
import pytest

from crawler.sites import Site, site_for_url
from tests.flows import archive
from tests.flows.archive import Connection, all_rows, one, page, put

SITES = [site_for_url(f"https://warta{number}.example") for number in range(4)]

pytestmark = pytest.mark.usefixtures("healthy")


def _write(database: str, site: Site, batches: int) -> None:
    chance = random.Random(site.name)
    with psycopg.connect(database) as connection:
        run_id = archive.begin(connection, site)
        for batch in range(batches):
            pages = [
                page(f"/a/{n}", str(chance.random()), hour=batch, post_id=n, site=site)
                for n in range(1, 4)
            ]
            with connection.transaction():  # a slow one: the numbers are given within it
                archive.put_batch(connection, run_id, archive.batch_of(*pages), site=site)
                time.sleep(chance.random() / 100)


def test_a_reader_misses_nothing_while_several_write(connection: Connection, database: str) -> None:
    """Whoever reads beyond the last number seen gets each number, in order, without gaps."""
    writers = [threading.Thread(target=_write, args=(database, site, 8)) for site in SITES]
    for writer in writers:
        writer.start()
    seen: list[int] = []
    while any(writer.is_alive() for writer in writers) or len(seen) < 4 * 8 * 3:
        last = seen[-1] if seen else 0
        rows = all_rows(connection, "SELECT seq FROM warta.changes WHERE seq > %s ORDER BY 1", last)
        seen += [seq for (seq,) in rows]
        assert len(seen) <= 4 * 8 * 3
    for writer in writers:
        writer.join()
    assert seen == list(range(1, 4 * 8 * 3 + 1))


def test_a_load_that_is_rolled_back_leaves_no_gap(connection: Connection) -> None:
    """The numbers come from a row, which is rolled back as well; sequences are not."""
    run_id = archive.begin(connection)
    with connection.transaction(force_rollback=True):
        archive.put_batch(connection, run_id, archive.batch_of(page("/a/x", post_id=1)))
    put(connection, run_id, page("/a/y", post_id=2))
    assert all_rows(connection, "SELECT seq FROM warta.changes") == [(1,)]


def test_whoever_listens_is_told(connection: Connection, database: str) -> None:
    """Once for a load that changed something, with the last number; not where nothing changed."""
    with psycopg.connect(database, autocommit=True) as listener:
        listener.execute("LISTEN warta_changes")
        run_id = archive.begin(connection)
        put(connection, run_id, page("/a/x", post_id=1), page("/a/y", post_id=2))
        put(connection, run_id, page("/a/x", hour=1, post_id=1))
        told = list(listener.notifies(timeout=1))
    assert [(notice.channel, notice.payload) for notice in told] == [("warta_changes", "2")]


def test_a_copy_made_from_the_feed_is_the_archive(connection: Connection) -> None:
    """Insertions, edits, returns, moves and merges, applied in order, give what articles says."""
    run_id = archive.begin(connection)
    chance = random.Random(5)
    pages = [
        page(
            f"/a/{chance.randint(1, 4)}",
            chance.choice("abc"),
            hour=hour,
            post_id=chance.choice([None, 7]) if hour % 2 else None,
            asked=(f"/a/{chance.randint(1, 4)}",),
        )
        for hour in range(20)
    ]
    for shown in chance.sample(pages, len(pages)):
        put(connection, run_id, shown)
    copy: dict[int, dict[int, tuple[object, ...]]] = {}
    for article_id, revision, operation in all_rows(
        connection, "SELECT article_id, revision, operation FROM warta.changes ORDER BY seq"
    ):
        if operation == "merge":
            del copy[article_id]
        elif revision is not None:
            (row,) = all_rows(
                connection,
                "SELECT url, title, body, origin, captured_at FROM warta.revisions"
                " WHERE article_id = %s AND revision = %s",
                article_id,
                revision,
            )
            copy.setdefault(article_id, {})[revision] = row
    articles = all_rows(
        connection, "SELECT id, revision, url, title, body, origin FROM warta.articles ORDER BY id"
    )
    assert sorted(copy) == [row[0] for row in articles]
    assert all(copy[row[0]][row[1]][:4] == row[2:] for row in articles)


def test_loads_of_one_site_follow_one_another(connection: Connection, database: str) -> None:
    """Two at once, of the same articles, end as one after the other."""
    site = SITES[0]
    with ExitStack() as stack:
        writers = [threading.Thread(target=_write, args=(database, site, 5)) for _ in range(2)]
        for writer in writers:
            writer.start()
            stack.callback(writer.join)
    assert one(connection, "SELECT count(*) FROM warta.articles") == 3
