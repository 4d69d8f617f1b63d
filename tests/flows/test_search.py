"""Search in Indonesian, over the documents that are made after a load."""

import psycopg

from flows import search
from flows.store import search as store
from tests.flows import archive
from tests.flows.archive import Connection, one, page


def _found(connection: Connection, query: str) -> list[str]:
    hits = store.search(connection, query, max_rows=10)
    connection.commit()
    return [hit.title for hit in hits]


def test_words_are_found_by_their_stems(connection: Connection) -> None:
    """And matches are shown in the text around them; a title weighs more than a body."""
    archive.store(
        connection,
        page("/a/1", post_id=1, title="Yaman", body="Kedua negara bekerja sama soal keamanan."),
        page("/a/2", post_id=2, title="Kerja sama keamanan", body="Isi lain."),
    )
    search.refresh(connection)
    assert _found(connection, "kerja sama keamanan")[0] == "Kerja sama keamanan"
    assert _found(connection, '"kerja sama" -yaman') == ["Kerja sama keamanan"]
    (hit,) = store.search(connection, "negara", max_rows=10)
    assert "«negara»" in hit.headline
    connection.commit()


def test_accents_and_odd_queries_do_no_harm(connection: Connection) -> None:
    """A query is what people type."""
    archive.store(connection, page("/a/1", post_id=1, title="Résumé Sana’a"))
    search.refresh(connection)
    assert _found(connection, "resume") == ["Résumé Sana’a"]
    for query in ("", "'", '"', "a & | !", "'; DROP TABLE ingest.article", "%s %(x)s", "\\"):
        assert _found(connection, query) in ([], ["Résumé Sana’a"])


def test_documents_follow_the_current_revision(connection: Connection) -> None:
    """A load leaves them stale; the refresh makes only those anew, and none of merged articles."""
    archive.store(connection, page("/a/1", post_id=1, title="lama"), page("/a/2", "b"))
    search.refresh(connection)
    archive.store(
        connection,
        page("/a/1", post_id=1, hour=1, title="baru"),
        page("/a/2", "b", post_id=1, hour=2, title="baru"),
    )
    before = one(connection, "SELECT xmin::text FROM ingest.search_document WHERE article_id = 1")
    search.refresh(connection)
    assert _found(connection, "baru") == ["baru"]
    assert _found(connection, "lama") == []
    documents = "SELECT count(*), min(xmin::text) FROM ingest.search_document"
    ((count, after),) = archive.all_rows(connection, documents)
    assert count == 1
    assert after != before
    search.refresh(connection)
    assert archive.all_rows(connection, documents) == [(1, after)]
    connection.execute("UPDATE ingest.run SET state = 'ok', ended_at = started_at")
    assert archive.ailments(connection) == {}


def test_two_processes_make_documents_without_waiting(
    connection: Connection, database: str
) -> None:
    """Each takes articles that the other has not taken."""
    archive.store(connection, page("/a/1", post_id=1), page("/a/2", post_id=2))
    with psycopg.connect(database) as other:
        assert store.refresh(other, max_rows=1) == 1
        connection.execute("SET lock_timeout = '1s'")
        assert store.refresh(connection, max_rows=10) == 1
        connection.commit()
    assert one(connection, "SELECT count(*) FROM ingest.search_document") == 2
