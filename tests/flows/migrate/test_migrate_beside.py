"""Migrations beside readers and a writer, and one that fails: nobody waits, nothing is left."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from flows import db, migrate
from flows.migrate import applying, files
from tests.databases import on, schema, temporary_database
from tests.flows.world import wait_until


@pytest.fixture
def with_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Adds migrations of the test's own."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    for path in files.FOLDER.glob("*.sql"):
        (folder / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(files, "FOLDER", folder)

    def add(*texts: str) -> None:
        for number, text in enumerate(texts):
            (folder / f"9{number:03}_more.sql").write_text(text)

    return add


def test_a_migration_that_fails_leaves_nothing(
    database: str, with_another: Callable[..., None]
) -> None:
    """It is one transaction."""
    before = schema(database)
    with_another("CREATE TABLE ingest.more (id int); SELECT 1 / 0;")
    with pytest.raises(db.DatabaseError, match="division by zero"):
        migrate.migrate(database)
    assert schema(database) == before


def test_a_migration_lets_readers_pass_while_it_waits(
    database: str, with_another: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who comes after it waits for a second, however long the one before it reads.

    The server counts that: what else takes time on a busy machine is no wait.
    """
    monkeypatch.setattr(applying, "_PAUSE_S", 0.2)
    with_another("ALTER TABLE ingest.article ADD COLUMN more int;")
    with psycopg.connect(database) as reader, psycopg.connect(database, autocommit=True) as other:
        reader.execute("SELECT count(*) FROM warta.articles")  # and stays in its transaction
        applied: list[str] = []
        thread = threading.Thread(target=lambda: applied.extend(migrate.migrate(database)))
        thread.start()
        other.execute(PATIENCE)
        until = time.monotonic() + 4
        while time.monotonic() < until:
            other.execute("SELECT count(*) FROM warta.articles")
        reader.rollback()
        thread.join()
    assert applied == ["9000_more"]


def populate(url: str, articles: int = 2000) -> None:
    """Fill a database that stands at the first migrations, as a load would have."""
    with psycopg.connect(url) as connection:
        connection.execute(POPULATION, {"articles": articles})


POPULATION = """
WITH site AS (
    INSERT INTO ingest.site (name, base_url) VALUES ('old', 'https://old.example') RETURNING name
), run AS (
    INSERT INTO ingest.run (id, site, flow, fence, state, started_at, heartbeat_at)
    SELECT gen_random_uuid(), name, 'import', 0, 'running', '2025-01-01Z', '2025-01-01Z' FROM site
    RETURNING id
), page AS (
    SELECT n, gen_random_uuid() AS id, run.id AS run_id
    FROM generate_series(1, %(articles)s) AS n CROSS JOIN run
), capture AS (
    INSERT INTO ingest.capture (
        id, site, run_id, kind, state, url, status, captured_at, recorded_at, fetch_ms)
    SELECT id, 'old', run_id, 'page', 'parsed', 'https://old.example/a/' || n, 200,
        '2025-01-01Z', '2025-01-01Z', 1 FROM page
), article AS (
    INSERT INTO ingest.article (site, post_id, path, revision, first_seen_at, is_live)
    SELECT 'old', n, '/a/' || n, 1, '2025-01-01Z', TRUE FROM page RETURNING id, post_id
), revision AS (
    INSERT INTO ingest.revision
    SELECT article.id, 1, 'first', 'html', 'https://old.example/a/' || n, 'Judul ' || n,
        repeat('Isi ' || n || ' ', 500), '[]', 'a', NULL, NULL, '{}', '{}', NULL, 'id', NULL, NULL,
        '2025-01-01Z', '2025-01-01Z', page.id, '1', sha256(n::text::bytea)
    FROM article INNER JOIN page ON page.n = article.post_id
), item AS (
    INSERT INTO ingest.item (
        run_id, capture_id, position, outcome, url, paths, article_id, revision, origin,
        captured_at, content_sha256, reasons)
    SELECT page.run_id, page.id, 1, 'inserted', '', ARRAY['/a/' || n], article.id, 1, 'html',
        '2025-01-01Z', sha256(n::text::bytea), '{}'
    FROM article INNER JOIN page ON page.n = article.post_id
), alias AS (
    INSERT INTO ingest.alias SELECT 'old', '/a/' || post_id, id, '2025-01-01Z' FROM article
), sighting AS (
    INSERT INTO ingest.sighting SELECT id, '2025-01-01Z' FROM article
), counter AS (
    UPDATE ingest.change_counter SET last_seq = %(articles)s
)
INSERT INTO ingest.change
SELECT post_id, id, 1, 'insert', '{}', '2025-01-01Z' FROM article
"""
#: Who waits longer for a lock fails: a migration gives up after a second, and then goes on.
PATIENCE = "SET lock_timeout = '2s'"
#: What readers ask and writers write at any version: slow enough to be met by a migration.
READ = "SELECT count(*), max(length(body)) FROM warta.articles"
WRITE = """
WITH counted AS (
    UPDATE ingest.change_counter SET last_seq = last_seq + 1 RETURNING last_seq
), seen AS (
    UPDATE ingest.sighting SET last_seen_at = last_seen_at + interval '1 s' RETURNING article_id
), slow AS (
    SELECT pg_sleep(0.05), count(*) FROM seen
)
INSERT INTO ingest.change SELECT last_seq, 1, 1, 'edit', '{}', '2025-01-01Z' FROM counted, slow
"""


def keep_asking(url: str, statement: str, stop: threading.Event, asked: list[str]) -> None:
    """Send a statement again and again."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(PATIENCE)
        while not stop.is_set():
            connection.execute(statement.encode())
            asked.append(statement)


#: What later versions are made of, a migration each: columns with conditions and indexes of every
#: kind on tables that are in use, an index in another's place, a view that is made anew, rows that
#: are written, rights.
MORE = (
    """
    ALTER TABLE ingest.revision ADD COLUMN more int;
    ALTER TABLE ingest.sighting ADD COLUMN more int;
    ALTER TABLE ingest.change ADD COLUMN more int, ADD CONSTRAINT more_than_one CHECK (more > 1);
    """,
    "CREATE INDEX revision_by_more ON ingest.revision (more) INCLUDE (article_id, revision);",
    "CREATE INDEX revision_by_authors_and_more ON ingest.revision USING gin (authors);",
    """
    CREATE INDEX change_by_more ON ingest.change (article_id, seq) WHERE more IS NULL;
    DROP INDEX ingest.change_of_article;
    """,
    """
    CREATE TABLE ingest.more (
        article_id bigint PRIMARY KEY REFERENCES ingest.article (id), path_chars int NOT NULL
    );
    INSERT INTO ingest.more SELECT id, length(path) FROM ingest.article;
    CREATE OR REPLACE VIEW warta.merged_articles AS
    SELECT article_id, into_id, merged_at, NULL::int AS more FROM ingest.article_merge;
    REVOKE DELETE ON ALL TABLES IN SCHEMA ingest FROM warta_writer;
    """,
)


def test_a_full_database_is_migrated_under_readers_and_a_writer(
    server: str, with_another: Callable[..., None]
) -> None:
    """Step by step, once there are articles: nobody fails, and nobody waits for long."""
    with_another(*MORE)
    versions = migrate.versions()
    first = versions.index("0006_contract")
    with temporary_database(server) as name, ThreadPoolExecutor(3) as pool:
        url = on(server, name)
        migrate.migrate(url, to=versions[first])
        populate(url)
        stop, done = threading.Event(), list[str]()
        asked = [
            pool.submit(keep_asking, url, statement, stop, done)
            for statement in (READ, READ, WRITE)
        ]
        wait_until(lambda: len(done) > 9)
        try:
            for version in versions[first + 1 :]:
                assert migrate.migrate(url, to=version) == [version]
        finally:
            stop.set()
        for one in asked:
            one.result()
        with psycopg.connect(url) as connection:
            assert connection.execute(READ.encode()).fetchone() == (2000, 4500)
