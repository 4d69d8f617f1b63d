"""Exact and near duplicates: found after a load, shown as clusters, never removed."""

import random
import threading
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.dedupe import likeness
from flows.dedupe.likeness import Sketch
from flows.derived import duplicates
from flows.store import duplicates as store
from tests.benchmarks.duplicates.pairs import in_blocks, scattered
from tests.benchmarks.duplicates.prose import Prose
from tests.flows import archive
from tests.flows.archive import Connection, all_rows, one, page

TEXT = Prose(1).article(150)


def edited(share: float, seed: int = 1) -> str:
    """The text with a share of its words changed."""
    return scattered(TEXT, share, Prose(seed), random.Random(seed))


def clusters(connection: Connection) -> list[tuple[int, int, str, float]]:
    """The rows of `warta.duplicates`."""
    return [
        (representative, article, kind, round(similarity, 2))
        for representative, article, kind, similarity in all_rows(
            connection, "SELECT * FROM warta.duplicates ORDER BY 1, 2"
        )
    ]


def kept(connection: Connection, *bodies: str, **fields: Any) -> None:
    """Load articles with these bodies, numbered from 1, and look for duplicates."""
    for number, body in enumerate(bodies, start=1):
        archive.store(connection, page(f"/a/{number}", str(number), post_id=number, body=body,
                                       **fields))  # fmt: skip
    duplicates.refresh(connection)


def test_the_same_words_under_another_id_are_an_exact_duplicate(connection: Connection) -> None:
    """Whatever their case, accents, apostrophes and punctuation; the archive keeps both."""
    other = TEXT.upper().replace("’", "'").replace(".", " –").replace("E", "É", 1)
    kept(connection, TEXT, other, Prose(2).article(150))
    assert clusters(connection) == [(1, 1, "exact", 1), (1, 2, "exact", 1)]
    assert one(connection, "SELECT count(*) FROM warta.articles") == 3


@pytest.mark.parametrize("edit", [scattered, in_blocks])
def test_an_edited_copy_is_a_near_duplicate(connection: Connection, edit: Any) -> None:
    """With a fifth of its words changed, here and there or in pieces; not with all."""
    copy = edit(TEXT, 0.2, Prose(3), random.Random(3))
    kept(connection, TEXT, copy, Prose(4).article(150))
    (first, second) = clusters(connection)
    assert [first[:3], second[:3]] == [(1, 1, "near"), (1, 2, "near")]
    assert first[3] == second[3] >= likeness.NEAR


def test_the_same_event_told_again_is_none(connection: Connection) -> None:
    """Names, numbers and places are not enough."""
    prose = Prose(5)
    event = prose.event(12)
    kept(connection, prose.told(event), prose.told(event))
    assert clusters(connection) == []


def test_a_cluster_has_one_representative(connection: Connection) -> None:
    """The first published of all that are connected, however far they are from each other."""
    for number, share in enumerate((0.16, 0, 0.1), start=1):
        published = archive.at(100 - number)
        archive.store(connection, page(f"/a/{number}", post_id=number, published_at=published,
                                       body=edited(share, seed=number)))  # fmt: skip
        duplicates.refresh(connection)
    assert [row[:2] for row in clusters(connection)] == [(3, 1), (3, 2), (3, 3)]


def test_a_large_cluster_is_one_whatever_came_first(connection: Connection) -> None:
    """Hundreds of articles by one pattern; none of them has to be compared with all others."""
    bodies = {n: f"Hari ke-{n}. {TEXT}" for n in range(1, 301)}
    run_id = archive.begin(connection)
    for first in range(1, 301, 60):
        pages = [page(f"/a/{n}", post_id=n, body=bodies[n]) for n in range(first, first + 60)]
        archive.put(connection, run_id, *pages)
        duplicates.refresh(connection)
    assert [row[:2] for row in clusters(connection)] == [(1, n) for n in bodies]


def test_few_texts_are_held_however_many_are_alike(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some at a time, each read once for all that it is compared with: it comes to the same."""
    bodies = [edited(0.05, seed=number) for number in range(12)]
    kept(connection, *bodies)
    expected = clusters(connection)
    assert [row[1] for row in expected] == list(range(1, 13))
    connection.execute("TRUNCATE ingest.sketch, ingest.sketch_band, ingest.near_pair CASCADE")
    held: list[int] = []
    texts = store.texts

    def few(connection: Connection, article_ids: Any) -> Any:
        found = texts(connection, article_ids)
        held.append(len(found))
        return found

    monkeypatch.setattr(duplicates, "_HELD", 3)
    monkeypatch.setattr(duplicates, "_BATCH", 3)
    monkeypatch.setattr(store, "texts", few)
    duplicates.refresh(connection)
    assert clusters(connection) == expected
    assert max(held) == 3


def test_short_texts_are_compared_with_their_titles(connection: Connection) -> None:
    """Cartoons all say the same; what says nothing at all is like nothing."""
    kept(connection, "Karikatur hari ini.", "Karikatur hari ini.", "…")
    archive.store(connection, page("/a/4", post_id=4, title="–", body="…"))
    archive.store(connection, page("/a/5", post_id=5, title="–", body="…"))
    duplicates.refresh(connection)
    assert clusters(connection) == []
    assert one(connection, "SELECT count(*) FROM ingest.sketch") == 5


def test_who_says_something_else_leaves(connection: Connection) -> None:
    """So do merged and forgotten articles, and nothing of their texts stays."""
    kept(connection, TEXT, edited(0.1), edited(0.1, seed=2))
    assert [row[1] for row in clusters(connection)] == [1, 2, 3]
    other = Prose(6).article(150)
    archive.store(connection, page("/a/2", post_id=2, hour=1, body=other))
    duplicates.refresh(connection)
    assert [row[1] for row in clusters(connection)] == [1, 3]
    store.forget(connection, [3])
    assert clusters(connection) == []
    assert one(connection, "SELECT count(*) FROM ingest.near_pair") == 0


def test_bands_follow_their_sketches(connection: Connection) -> None:
    """Of a text that changes, of one that stays, and of one that goes."""
    kept(connection, TEXT, edited(0.1), Prose(7).article(150))
    archive.store(connection, page("/a/2", post_id=2, hour=1, body=edited(0.2)))
    duplicates.refresh(connection)
    store.forget(connection, [3])
    assert "sketch_bands_wrong" not in archive.ailments(connection)
    counts = "SELECT article_id, count(*) FROM ingest.sketch_band GROUP BY 1 ORDER BY 1"
    assert all_rows(connection, counts) == [(1, 40), (2, 40)]
    connection.execute("DELETE FROM ingest.sketch_band WHERE article_id = 1")
    assert "sketch_bands_wrong" in archive.ailments(connection)
    connection.rollback()


def test_merged_articles_leave(connection: Connection) -> None:
    """At once, and their sketches with the next look."""
    archive.store(connection, page("/a/1", post_id=1, body=TEXT), page("/a/2", body=TEXT))
    duplicates.refresh(connection)
    assert [row[1] for row in clusters(connection)] == [1, 2]
    archive.store(connection, page("/a/1", post_id=1, hour=1, body=TEXT, asked=("/a/2",)))
    assert clusters(connection) == []
    duplicates.refresh(connection)
    assert one(connection, "SELECT count(*) FROM ingest.sketch") == 1
    archive.end_as_ingests(connection)
    assert "sketches_not_current" not in archive.ailments(connection)
    connection.execute("DELETE FROM ingest.sketch")
    assert "sketches_not_current" in archive.ailments(connection)


def test_only_what_is_new_is_looked_at(connection: Connection) -> None:
    """A second look writes nothing."""
    kept(connection, TEXT, edited(0.1))
    rows = "SELECT array_agg(xmin::text ORDER BY article_id) FROM ingest.sketch"
    before = one(connection, rows)
    duplicates.refresh(connection)
    assert one(connection, rows) == before


def test_workers_find_each_others_articles(connection: Connection, database: str) -> None:
    """One waits until the other has committed."""
    archive.store(connection, page("/a/1", post_id=1, body=TEXT))
    with psycopg.connect(database) as other:
        store.lock(other)
        looking = threading.Thread(target=duplicates.refresh, args=[connection])
        looking.start()
        archive.store(other, page("/a/2", post_id=2, body=edited(0.1)))
        duplicates.refresh(other)
        other.commit()
        looking.join()
    assert [row[1] for row in clusters(connection)] == [1, 2]


@pytest.mark.parametrize(
    ("bands", "articles", "found"),
    [((7,), 19, 18), ((7,), 20, 0), ((7, 8), 99, 98), ((7, 8), 150, 19)],
)
def test_what_many_share_is_boilerplate(
    connection: Connection, bands: tuple[int, ...], articles: int, found: int
) -> None:
    """Nobody compares all articles that end with the same lines."""
    connection.execute("ALTER TABLE ingest.sketch DROP CONSTRAINT sketch_article_id_fkey")
    store.store_sketches(
        connection,
        [store.Text(number, 1, "", "") for number in range(articles)],
        [Sketch(sha256=bytes([number]), bands=bands, numbers=b"") for number in range(articles)],
    )
    assert len(list(store.candidates(connection, [0]))) == found


WORDS = st.lists(st.sampled_from(["satu", "dua", "tiga", "empat", "lima"]), min_size=1)


@given(WORDS, WORDS)
def test_likeness_is_a_measure(first: list[str], second: list[str]) -> None:
    """1 for the same, the same both ways, never outside 0 and 1; equal texts share all bands."""
    one, another = likeness.read(first), likeness.read(second)
    alike = likeness.likeness(one, another)
    assert 0 <= alike == likeness.likeness(another, one) <= 1
    assert likeness.likeness(one, one) == 1
    assert alike <= likeness.likeness_max(one, another)
    one_sketch, other = likeness.sketches([one, likeness.read(list(first))])
    assert one_sketch == other
    assert likeness.may_be_near(one_sketch.numbers, other.numbers)


def test_a_sketch_stays_what_it_was() -> None:
    """Those that are stored are compared with new ones: if this changes, so must the recipe."""
    words = likeness.words("", "Iran dan Rusia Bahas “Kerja Sama” di Sana’a")
    (sketch,) = likeness.sketches([likeness.read(words)])
    assert likeness.RECIPE == 1
    assert sketch.sha256 is not None
    assert sketch.sha256.hex()[:16] == "d40c507cc96e8fbc"
    assert sketch.bands[:3] == (1784630627, -893550047, 1084898841)
    assert sketch.numbers.hex()[:16] == "8108e9bd6de5b083"


def test_the_stage_reads_no_big_table_whole_for_candidates(connection: Connection) -> None:
    """Candidates are looked up by band."""
    query = (Path(store.__file__).parents[2] / "sql/queries/near_candidates.sql").read_text()
    connection.execute("SET enable_seqscan = off")
    plan = connection.execute(f"EXPLAIN {query}".encode(), {"article_ids": [1]}).fetchall()
    connection.commit()
    assert any("sketch_band_pkey" in line for (line,) in plan)
    assert not any("Seq Scan" in line for (line,) in plan)
