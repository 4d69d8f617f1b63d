"""What becomes of a batch: each item has its outcome, and the archive says what the site showed."""

from dataclasses import replace
from uuid import uuid4

import psycopg
import pytest

from crawler.sites import site_for_url
from flows.records import Batch
from flows.store import load, runs, search
from tests.flows import archive
from tests.flows.archive import Connection, all_rows, at, no_page, one, page, put

CURRENT = "SELECT title, origin, revision FROM warta.articles ORDER BY id"
CAUSES = "SELECT revision, cause, valid_from IS NOT NULL FROM warta.revisions ORDER BY 1"
LINKS = "SELECT title, target_article_id FROM warta.related_links ORDER BY article_id, position"

pytestmark = pytest.mark.usefixtures("healthy")


def test_a_page_that_is_new_is_an_article(connection: Connection) -> None:
    """With its revision, its alias, its sighting, its links, what was stripped, and a change."""
    assert archive.store(connection, page("/a/x", post_id=1, related=("/a/y",))) == ["inserted"]
    assert all_rows(connection, CURRENT) == [("Judul a", "html", 1)]
    assert one(connection, "SELECT first_seen_at = last_seen_at FROM warta.articles")
    assert all_rows(connection, LINKS) == [("Ke /a/y", None)]
    assert all_rows(connection, "SELECT rule, text FROM warta.removed_blocks") == [
        ("comment_form", "Leave a Reply")
    ]
    assert all_rows(connection, "SELECT seq, revision, operation, fields FROM warta.changes") == [
        (1, 1, "insert", [])
    ]


def test_a_page_that_says_the_same_is_unchanged(connection: Connection) -> None:
    """Only when it was last seen is written."""
    pages = [page("/a/x", post_id=1), page("/a/x", post_id=1, hour=5)]
    assert archive.store(connection, *pages) == ["inserted", "unchanged"]
    assert one(connection, "SELECT last_seen_at FROM warta.articles") == at(5)
    assert one(connection, "SELECT count(*) FROM warta.changes") == 1


def test_a_page_that_says_something_else_is_revised(connection: Connection) -> None:
    """The change feed names the columns that differ."""
    pages = [page("/a/x", "a", post_id=1), page("/a/x", "b", post_id=1, hour=1, tags=("Iran",))]
    assert archive.store(connection, *pages) == ["inserted", "revised"]
    assert all_rows(connection, CURRENT) == [("Judul b", "html", 2)]
    assert all_rows(connection, CAUSES) == [(1, "first", True), (2, "edit", True)]
    changes = all_rows(connection, "SELECT operation, fields FROM warta.changes ORDER BY seq")
    assert changes[1] == ("edit", ["title", "body", "blocks", "tags"])


def test_windows_of_validity_follow_one_another(connection: Connection) -> None:
    """Each content is valid from its first capture to the first of the next."""
    texts = enumerate("abba")
    archive.store(connection, *(page("/a/x", text, post_id=1, hour=hour) for hour, text in texts))
    windows = all_rows(connection, "SELECT valid_from, valid_to FROM warta.revisions ORDER BY 1")
    assert windows == [(at(0), at(1)), (at(1), at(3)), (at(3), None)]


def test_an_article_with_a_new_slug_has_moved(connection: Connection) -> None:
    """It stays itself, and its old path stays its own."""
    pages = [page("/a/x", post_id=1), page("/a/y", post_id=1, hour=1)]
    assert archive.store(connection, *pages) == ["inserted", "moved"]
    assert one(connection, "SELECT url FROM warta.articles").endswith("/a/y")
    assert all_rows(connection, "SELECT operation, fields FROM warta.changes WHERE seq = 2") == [
        ("move", ["url"])
    ]
    assert all_rows(connection, "SELECT path, to_at FROM ingest.alias ORDER BY 1") == [
        ("/a/x", None),
        ("/a/y", None),
    ]


def test_an_article_in_another_section_has_moved(connection: Connection) -> None:
    """Where the section is part of the path, both differ."""
    pages = [page("/a/x", post_id=1), page("/b/x", post_id=1, hour=1)]
    assert archive.store(connection, *pages) == ["inserted", "moved"]
    assert one(connection, "SELECT fields FROM warta.changes WHERE seq = 2") == ["url", "section"]


def test_an_older_capture_completes_the_history(connection: Connection) -> None:
    """What it shows is a revision, but not the current one; when it was first seen is known now."""
    pages = [page("/a/x", "b", post_id=1, hour=5), page("/a/x", "a", post_id=1, hour=1)]
    assert archive.store(connection, *pages) == ["inserted", "older_capture"]
    assert all_rows(connection, CURRENT) == [("Judul b", "html", 1)]
    assert one(connection, "SELECT first_seen_at FROM warta.articles") == at(1)
    assert one(connection, "SELECT valid_to FROM warta.revisions WHERE revision = 2") == at(5)


def test_an_older_capture_between_two_equal_ones_shows_a_return(connection: Connection) -> None:
    """The content that came back is a revision of its own, with what was stripped."""
    texts = [("a", 1), ("a", 9), ("b", 5)]
    pages = [page("/a/x", text, post_id=1, hour=hour) for text, hour in texts]
    assert archive.store(connection, *pages) == ["inserted", "unchanged", "older_capture"]
    assert all_rows(connection, CURRENT) == [("Judul a", "html", 3)]
    assert one(connection, "SELECT valid_from FROM warta.revisions WHERE revision = 3") == at(9)
    assert one(connection, "SELECT count(*) FROM warta.removed_blocks WHERE revision = 3") == 1


def test_a_capture_is_recorded_once(connection: Connection) -> None:
    """Loaded again, its items are duplicates, and the archive stays as it is."""
    shown = page("/a/x", post_id=1)
    assert archive.store(connection, shown) == ["inserted"]
    before = archive.digest(connection)
    again = replace(shown.item, content=archive.content("/a/x", "other", post_id=1))
    assert archive.store(connection, archive.Captured(shown.capture, again)) == [
        "duplicate_capture"
    ]
    assert archive.digest(connection) == before


def test_a_capture_that_stands_twice_in_a_batch_is_one(connection: Connection) -> None:
    """It is counted once."""
    shown = page("/a/x", post_id=1)
    run_id = archive.begin(connection)
    assert put(connection, run_id, shown, shown) == ["inserted", "inserted"]
    assert one(connection, "SELECT count(*) FROM ingest.item") == 1


def test_several_captures_of_an_article_in_one_batch_are_its_history(
    connection: Connection,
) -> None:
    """In whatever order they stand in it."""
    pages = [page("/a/x", text, post_id=1, hour=hour) for text, hour in (("b", 2), ("a", 1))]
    assert put(connection, archive.begin(connection), *pages) == ["revised", "inserted"]
    assert all_rows(connection, CURRENT) == [("Judul b", "html", 2)]


def test_html_is_better_than_text(connection: Connection) -> None:
    """It takes the text's place: that is a correction, not an edit by the site."""
    pages = [page("/a/x", "text", origin="text"), page("/a/x", "html", hour=1, post_id=1)]
    assert archive.store(connection, *pages) == ["inserted", "corrected"]
    assert all_rows(connection, CURRENT) == [("Judul html", "html", 2)]
    assert all_rows(connection, CAUSES) == [(1, "first", False), (2, "better_origin", True)]


@pytest.mark.parametrize("hour", [0, 9])
def test_text_says_nothing_where_html_is_known(connection: Connection, hour: float) -> None:
    """Older or newer: the page is what counts; when it was seen counts all the same."""
    archive.store(connection, page("/a/x", "html", hour=5, post_id=1, related=("/a/y",)))
    archive.store(connection, page("/a/x", "text", hour=hour, origin="text"))
    assert all_rows(connection, CURRENT) == [("Judul html", "html", 1)]
    assert all_rows(connection, LINKS) == [("Ke /a/y", None)]
    assert one(connection, "SELECT first_seen_at FROM warta.articles") == at(min(hour, 5))


def test_related_links_are_those_of_the_newest_capture(connection: Connection) -> None:
    """An older one changes nothing, even where the newest said the same as one before."""
    for hour, target in ((1, "/a/1"), (5, "/a/1"), (3, "/a/3")):
        archive.store(connection, page("/a/x", post_id=1, hour=hour, related=(target,)))
        assert all_rows(connection, LINKS) == [("Ke /a/1", None)]
    archive.store(connection, page("/a/x", post_id=1, hour=6))
    assert all_rows(connection, LINKS) == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_related_links_find_their_target_whatever_came_first(
    connection: Connection, order: tuple[int, int]
) -> None:
    """Under any path at which it was met."""
    pages = [
        page("/a/x", post_id=1, related=("/old",)),
        page("/a/y", post_id=2, hour=1, asked=("/old",)),
    ]
    archive.store(connection, *(pages[place] for place in order))
    target = one(connection, "SELECT id FROM warta.articles WHERE post_id = 2")
    assert all_rows(connection, LINKS) == [("Ke /old", target)]


def test_what_is_no_article_is_counted(connection: Connection) -> None:
    """With its reason, and nothing of it is loaded."""
    pages = [no_page("/a/x"), no_page("/a/y", outcome="quarantined")]
    assert put(connection, archive.begin(connection), *pages) == ["not_article", "quarantined"]
    assert all_rows(connection, "SELECT reasons FROM warta.quarantine") == [(["body_empty"],)]
    assert one(connection, "SELECT count(*) FROM ingest.article") == 0


def test_one_capture_may_yield_several_items(connection: Connection) -> None:
    """Each has links, strippings and an outcome of its own."""
    first = page("/a/x", post_id=1, related=("/a/y",))
    second = page("/a/y", post_id=2, hour=0)
    items = (first.item, replace(second.item, capture_id=first.capture.id, position=2))
    run_id = archive.begin(connection)
    archive.put_batch(connection, run_id, Batch(captures=[first.capture], items=items))
    assert all_rows(
        connection,
        "SELECT outcome, items FROM (SELECT outcome::text, count(*) AS items"
        " FROM ingest.item GROUP BY outcome) AS counted",
    ) == [("inserted", 2)]
    assert one(connection, "SELECT count(*) FROM warta.related_links") == 1
    assert one(connection, "SELECT count(*) FROM warta.removed_blocks") == 2


def test_loading_the_same_again_rewrites_nothing(connection: Connection) -> None:
    """Not one row of content is written anew: consumers need not read it again."""
    tables = ("article", "alias", "revision", "related_link", "removed_block", "change")
    versions = " UNION ALL ".join(
        f"SELECT '{name}', xmin::text FROM ingest.{name}" for name in tables
    )
    pages = [page(f"/a/{n}", post_id=n, related=("/a/1", "/a/2")) for n in range(1, 9)]
    put(connection, archive.begin(connection), *pages)
    before = sorted(all_rows(connection, versions))
    later = [page(f"/a/{n}", post_id=n, hour=1, related=("/a/1", "/a/2")) for n in range(1, 9)]
    assert set(put(connection, archive.begin(connection), *later)) == {"unchanged"}
    put(connection, archive.begin(connection), *pages)
    assert sorted(all_rows(connection, versions)) == before


def test_two_sites_with_the_same_article_keep_their_own(connection: Connection) -> None:
    """A content that another site's archive has is not taken from there: its address differs."""
    other = site_for_url("https://warta.example")
    put(connection, archive.begin(connection), page("/a/x", post_id=1))
    shown = page("/a/x", post_id=1, site=other)
    assert put(connection, archive.begin(connection, other), shown, site=other) == ["inserted"]
    assert all_rows(connection, "SELECT url FROM warta.articles ORDER BY id") == [
        ("https://purnawarta.com/a/x",),
        ("https://warta.example/a/x",),
    ]


def test_a_run_counts_what_it_recorded(connection: Connection) -> None:
    """Its captures add up to the sum of states, its items to the sum of outcomes."""
    run_id = archive.begin(connection)
    put(connection, run_id, page("/a/x", post_id=1), page("/a/y", post_id=2), no_page("/a/z"))
    assert [tuple(count) for count in runs.captures(connection, run_id)] == [("page", "parsed", 3)]
    assert sorted(tuple(count) for count in runs.outcomes(connection, run_id)) == [
        ("inserted", 2),
        ("not_article", 1),
    ]
    assert [article.title for article in runs.articles(connection, run_id, max_rows=5)] == [
        "Judul a",
        "Judul a",
    ]
    assert runs.problems(connection, run_id, max_rows=5) == []


def test_the_writers_role_can_do_all_that_a_load_does(connection: Connection) -> None:
    """It owns nothing, and can't change what was once recorded."""
    connection.execute("SET ROLE warta_writer")
    archive.store(connection, page("/a/x"), page("/a/y", post_id=1))
    archive.store(connection, page("/a/x", "b", post_id=1, hour=1), page("/a/x", post_id=2, hour=2))
    search.refresh(connection, max_rows=10)
    connection.commit()
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("UPDATE ingest.revision SET title = ''")
    connection.rollback()
    connection.execute("RESET ROLE")


def test_a_load_that_breaks_off_leaves_nothing(connection: Connection) -> None:
    """Neither rows nor anything staged: the next load begins anew."""
    run_id = archive.begin(connection)
    shown = page("/a/x", post_id=1)
    batch = Batch(captures=[shown.capture], items=[shown.item])
    with connection.transaction(force_rollback=True):
        load.load(connection, batch, site=archive.SITE.name, run_id=run_id, now=archive.NOW)
    assert put(connection, run_id, shown) == ["inserted"]


def test_a_batch_without_items_is_loaded(connection: Connection) -> None:
    """Captures of listings yield none."""
    run_id = archive.begin(connection)
    capture = replace(archive.captured(uuid4(), "/feed", hour=0), kind="listing")
    archive.put_batch(connection, run_id, Batch(captures=[capture], items=[]))
    assert one(connection, "SELECT count(*) FROM ingest.capture") == 1
