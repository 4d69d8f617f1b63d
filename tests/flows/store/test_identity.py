"""Which article a page is of: by post id, by path, and what happens when more becomes known."""

from typing import Any

import pytest

from flows.store import doubts
from flows.store.identity import Rival, merges_of
from tests.flows import archive
from tests.flows.archive import (
    SITE,
    Captured,
    Connection,
    all_rows,
    at,
    batch_of,
    one,
    page,
    put,
    put_batch,
)

ARTICLES = "SELECT post_id, title FROM warta.articles ORDER BY post_id"
WINDOWS = """
SELECT article.post_id, alias.path, alias.from_at, alias.to_at
FROM ingest.alias INNER JOIN ingest.article ON article.id = alias.article_id
ORDER BY alias.path, alias.from_at
"""

pytestmark = pytest.mark.usefixtures("healthy")


def test_a_slug_that_another_post_takes_is_its_own(connection: Connection) -> None:
    """Two articles, and the path's windows say who was there when."""
    pages = [page("/a/x", "a", post_id=1), page("/a/x", "b", post_id=2, hour=5)]
    assert archive.store(connection, *pages) == ["inserted", "inserted"]
    assert all_rows(connection, ARTICLES) == [(1, "Judul a"), (2, "Judul b")]
    assert all_rows(connection, WINDOWS) == [(1, "/a/x", at(0), at(5)), (2, "/a/x", at(5), None)]


def test_an_older_capture_does_not_take_a_slug_back(connection: Connection) -> None:
    """Whoever was met last has it."""
    pages = [page("/a/x", "b", post_id=2, hour=5), page("/a/x", "a", post_id=1)]
    assert archive.store(connection, *pages) == ["inserted", "inserted"]
    assert all_rows(connection, WINDOWS) == [(1, "/a/x", at(0), at(5)), (2, "/a/x", at(5), None)]


@pytest.mark.parametrize("is_one_batch", [True, False])
def test_two_articles_may_swap_their_paths(connection: Connection, *, is_one_batch: bool) -> None:
    """In one batch or in two."""
    before = [page("/a/x", "a", post_id=1), page("/a/y", "b", post_id=2)]
    after = [page("/a/y", "a", post_id=1, hour=1), page("/a/x", "b", post_id=2, hour=1)]
    run_id = archive.begin(connection)
    if is_one_batch:
        put(connection, run_id, *before, *after)
    else:
        put(connection, run_id, *before)
        assert put(connection, run_id, *after) == ["moved", "moved"]
    assert all_rows(connection, ARTICLES) == [(1, "Judul a"), (2, "Judul b")]
    assert all_rows(connection, WINDOWS) == [
        (1, "/a/x", at(0), at(1)), (2, "/a/x", at(1), None),
        (2, "/a/y", at(0), at(1)), (1, "/a/y", at(1), None),
    ]  # fmt: skip


def test_a_page_without_id_is_the_article_at_its_path(connection: Connection) -> None:
    """At the time of its capture."""
    archive.store(connection, page("/a/x", "a", post_id=1), page("/a/x", "b", post_id=2, hour=5))
    assert archive.store(connection, page("/a/x", "c", hour=2), page("/a/x", "d", hour=9)) == [
        "revised",
        "revised",
    ]
    assert all_rows(connection, ARTICLES) == [(1, "Judul c"), (2, "Judul d")]


def test_a_provisional_article_gets_its_post_id(connection: Connection) -> None:
    """It stays the same article, and the feed tells of the id."""
    pages = [page("/a/x", "a"), page("/a/x", "a", post_id=1, hour=1)]
    assert archive.store(connection, *pages) == ["inserted", "unchanged"]
    assert all_rows(connection, "SELECT id, post_id FROM warta.articles") == [(1, 1)]
    assert all_rows(connection, "SELECT operation, fields FROM warta.changes WHERE seq = 2") == [
        ("correct", ["post_id"])
    ]


def test_one_batch_may_hold_a_page_with_and_without_id(connection: Connection) -> None:
    """They are one article."""
    pages = [page("/a/x", "a"), page("/a/x", "b", post_id=1, hour=1)]
    assert put(connection, archive.begin(connection), *pages) == ["inserted", "revised"]
    assert all_rows(connection, ARTICLES) == [(1, "Judul b")]


def test_a_provisional_article_that_several_posts_claim_is_left_alone(
    connection: Connection,
) -> None:
    """Articles with different post ids never merge, not even by way of one without."""
    archive.store(connection, page("/a/x", "a"))
    claims = [page("/a/x", "b", post_id=1, hour=1), page("/a/x", "c", post_id=2, hour=2)]
    put(connection, archive.begin(connection), *claims)
    assert all_rows(connection, ARTICLES) == [(1, "Judul b"), (2, "Judul c"), (None, "Judul a")]


def test_a_provisional_article_folds_into_the_post_that_it_is(connection: Connection) -> None:
    """The smaller id survives, with all captures; the feed tells of the merge."""
    archive.store(
        connection,
        page("/a/old", "a", post_id=1, related=("/z/1",)),
        page("/a/new", "b", hour=1, related=("/z/2",)),
    )
    assert archive.store(connection, page("/a/new", "b", post_id=1, hour=2)) == ["merged"]
    assert all_rows(connection, "SELECT id, post_id, title FROM warta.articles") == [
        (1, 1, "Judul b")
    ]
    assert all_rows(connection, "SELECT article_id, into_id FROM warta.merged_articles") == [(2, 1)]
    changes = "SELECT article_id, operation FROM warta.changes WHERE seq > 2 ORDER BY seq"
    assert all_rows(connection, changes) == [(2, "merge"), (1, "edit")]
    windows = "SELECT valid_from FROM warta.revisions WHERE article_id = 1 ORDER BY 1"
    assert all_rows(connection, windows) == [(at(0),), (at(1),)]
    assert one(connection, "SELECT count(*) FROM warta.revisions WHERE article_id = 2") == 1


def test_the_older_article_survives_though_it_is_the_provisional_one(
    connection: Connection,
) -> None:
    """It takes the post id over, and the links of the newest capture."""
    archive.store(
        connection,
        page("/a/new", "b", hour=5, related=("/z/2",)),
        page("/a/old", "a", post_id=1, related=("/z/1",)),
    )
    assert archive.store(connection, page("/a/new", "a", post_id=1, hour=2)) == ["merged"]
    assert all_rows(connection, "SELECT id, post_id, title FROM warta.articles") == [
        (1, 1, "Judul b")
    ]
    assert all_rows(connection, "SELECT url FROM warta.related_links") == [
        ("https://purnawarta.com/z/2",)
    ]
    assert one(connection, "SELECT first_seen_at FROM warta.articles") == at(0)
    renamed = "SELECT article_id, fields FROM warta.changes WHERE operation = 'correct'"
    assert all_rows(connection, renamed) == [(1, ["post_id"])]


def test_a_redirect_proves_that_two_paths_are_one_article(connection: Connection) -> None:
    """Without any post id, where nothing speaks against it (``flows.store.doubts``)."""
    archive.store(connection, page("/a/x", "a"), page("/a/y", "b", hour=1))
    redirected = page("/a/y", "b", hour=2, asked=("/a/x",))
    assert archive.store(connection, redirected) == ["merged"]
    assert all_rows(connection, "SELECT id, title FROM warta.articles") == [(1, "Judul b")]
    assert archive.store(connection, page("/a/x", "c", hour=3)) == ["revised"]
    assert one(connection, "SELECT count(*) FROM warta.articles") == 1


def test_merges_follow_one_another(connection: Connection) -> None:
    """What was merged into an article that is merged itself belongs to the last."""
    archive.store(connection, *(page(f"/a/{name}", name, hour=n) for n, name in enumerate("xyz")))
    archive.store(connection, page("/a/z", "z", hour=5, asked=("/a/y",)))
    archive.store(connection, page("/a/y", "y", hour=6, asked=("/a/x",)))
    merged = "SELECT article_id, into_id FROM warta.merged_articles ORDER BY 1"
    assert all_rows(connection, merged) == [(2, 1), (3, 1)]
    assert (
        one(
            connection,
            "SELECT count(*) FROM warta.revisions WHERE article_id = 1 AND valid_from IS NOT NULL",
        )
        == 4
    )


def test_pages_without_id_that_share_paths_are_one_new_article(connection: Connection) -> None:
    """However far apart in the batch."""
    pages = [
        page("/a/x", "a"),
        page("/a/z", "c", hour=2, asked=("/a/y",)),
        page("/a/y", "b", hour=1, asked=("/a/x",)),
    ]
    assert put(connection, archive.begin(connection), *pages) == ["inserted", "revised", "revised"]
    assert one(connection, "SELECT count(*) FROM ingest.article") == 1


def test_only_an_open_path_proves_that_articles_are_one() -> None:
    """And a group with two post ids is left alone."""

    def rival(article: int, other: int, *, ids: tuple[int | None, int | None]) -> Rival:
        return Rival("/a", article, ids[0], other, ids[1], is_open=True)

    assert merges_of([rival(1, 2, ids=(7, 8))]) == []
    assert merges_of([rival(1, 2, ids=(7, None)), rival(2, 3, ids=(None, 8))]) == []
    (merge,) = merges_of([rival(3, 2, ids=(7, None)), rival(2, 1, ids=(None, None))])
    assert (merge.survivor, merge.losers, merge.post_id) == (1, (2, 3), 7)
    assert merges_of([rival(1, 2, ids=(7, None))._replace(is_open=False)]) == []


def put_settled(connection: Connection, *pages: Captured) -> None:
    """Load pages as one batch, as the flows do: what they state of themselves may be doubted."""
    run_id = archive.begin(connection)
    put_batch(connection, run_id, doubts.settled(connection, batch_of(*pages), SITE.name))


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("b", {"body": "Isi a.\n\nIsi b."}, [(9, "Judul b")]),
        ("b", {}, [(9, "Judul b")]),
        ("b", {"published_at": at(5)}, [(9, "Judul a"), (7777, "Judul b")]),
    ],
    ids=["an edit", "rewritten, of the same time", "another post, at a reused address"],
)
def test_a_page_that_begins_to_state_another_number_stays_what_it_is(
    connection: Connection, text: str, given: dict[str, Any], expected: list[tuple[int, str]]
) -> None:
    """Nothing is known of the number, but what the post at its address said."""
    put_settled(connection, page("/a/b", "a", post_id=9, published_at=at(0.1)))
    shown = {"published_at": at(0.1)} | given
    put_settled(connection, page("/a/b", text, post_id=7777, hour=6, **shown))
    assert all_rows(connection, ARTICLES) == expected


def test_pages_that_were_met_where_their_number_was_are_not_doubted(connection: Connection) -> None:
    """However much they differ."""
    put_settled(connection, page("/a/y", "a", post_id=9, asked=("/a/x",)))
    others = [page("/a/x", "b", post_id=9, hour=1), page("/a/y", "c", post_id=9, hour=2)]
    batch = batch_of(*others)
    with connection.transaction():
        assert doubts.settled(connection, batch, SITE.name) == batch
