"""The archive as it was known at a time, and edits paragraph by paragraph."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from flows.cli.moments import ZONE
from tests.flows import archive
from tests.flows.archive import Connection, all_rows, one, page, put

KNOWN = "SELECT id, title, revision, origin, is_live FROM warta.as_of(%s) ORDER BY id"

pytestmark = pytest.mark.usefixtures("healthy")


def day(number: int) -> datetime:
    """When something was recorded."""
    return archive.NOW + timedelta(days=number)


def record(connection: Connection, number: int, *pages: archive.Captured) -> None:
    """Load pages on a day."""
    put(connection, archive.begin(connection, now=day(number)), *pages, now=day(number))


def test_as_of_shows_what_was_recorded_by_then(connection: Connection) -> None:
    """By what was recorded then, not by what the site showed: an old capture that comes late."""
    record(connection, 1, page("/a/x", "b", hour=5, post_id=1))
    record(connection, 2, page("/a/y", "y", hour=1, post_id=2))
    record(connection, 3, page("/a/x", "a", hour=1, post_id=1))
    record(connection, 4, page("/a/x", "c", hour=9, post_id=1))
    told = [
        [(title, revision) for _, title, revision, _, _ in all_rows(connection, KNOWN, day(number))]
        for number in range(5)
    ]
    assert told == [
        [],
        [("Judul b", 1)],
        [("Judul b", 1), ("Judul y", 1)],
        [("Judul b", 1), ("Judul y", 1)],
        [("Judul c", 3), ("Judul y", 1)],
    ]


def test_a_day_alone_is_its_beginning(connection: Connection) -> None:
    """Where the session is: what was recorded on it is not known then, all before is."""
    connection.execute("SET timezone = 'Asia/Jakarta'")
    for path, minutes in (("/a/x", -1), ("/a/y", 1)):
        midnight = datetime(2025, 2, 1, tzinfo=ZONE) + timedelta(minutes=minutes)
        put(connection, archive.begin(connection, now=midnight), page(path), now=midnight)
    known = all_rows(connection, "SELECT url FROM warta.as_of('2025-02-01')")
    assert known == [(f"{archive.SITE.base_url}/a/x",)]


def test_what_is_known_now_is_what_articles_says(connection: Connection) -> None:
    """In every column that both have."""
    record(connection, 1, page("/a/x", "a", origin="text"), page("/a/y", "y", hour=3))
    record(connection, 2, page("/a/x", "b", hour=2, post_id=1), page("/a/y", "z", hour=1))
    both = "SELECT column_name FROM information_schema.columns WHERE table_name = 'articles'"
    known = connection.execute("SELECT * FROM warta.as_of(%s)", [day(2)])
    assert known.description
    names = {column.name for column in known.description}
    assert {name for (name,) in all_rows(connection, both)} >= names
    columns = ", ".join(sorted(names))
    expected = all_rows(connection, f"SELECT {columns} FROM warta.articles ORDER BY id")
    query = f"SELECT {columns} FROM warta.as_of(%s) ORDER BY id"
    assert all_rows(connection, query, day(2)) == expected


def test_an_article_is_of_its_own_until_it_is_merged(connection: Connection) -> None:
    """Before, both were known, each with its number."""
    record(connection, 1, page("/a/x", "x"), page("/a/y", "y"))
    record(connection, 2, page("/a/y", "z", hour=2, asked=("/a/x",)))
    assert len(all_rows(connection, KNOWN, day(1))) == 2
    assert [row[1] for row in all_rows(connection, KNOWN, day(2))] == ["Judul z"]


def test_whether_an_article_was_live_is_what_the_feed_said_by_then(connection: Connection) -> None:
    """Gone, and back again."""
    record(connection, 1, page("/a/x", post_id=1))
    for number, operation in ((2, "gone"), (3, "return")):
        connection.execute(
            "WITH counted AS (UPDATE ingest.change_counter SET last_seq = last_seq + 1"
            " RETURNING last_seq) INSERT INTO ingest.change"
            " SELECT last_seq, 1, NULL, %s::ingest.operation, '{}', %s, 1 FROM counted",
            [operation, day(number)],
        )
    query = "SELECT is_live, gone_at FROM warta.as_of(%s)"
    told = [all_rows(connection, query, day(number)) for number in (1, 2, 3)]
    assert told == [[(True, None)], [(False, day(2))], [(True, None)]]


def test_when_an_article_was_seen_is_what_its_captures_said_by_then(connection: Connection) -> None:
    """Unchanged ones included, and those of articles that were found to be the same."""
    record(connection, 1, page("/a/x", hour=5, post_id=1), page("/a/y", hour=1))
    record(connection, 2, page("/a/x", hour=9, post_id=1))
    record(connection, 3, page("/a/x", hour=2, post_id=1))
    record(connection, 4, page("/a/x", hour=10, post_id=1, asked=("/a/y",)))
    query = "SELECT first_seen_at, last_seen_at FROM warta.as_of(%s) WHERE id = 1"
    told = [all_rows(connection, query, day(number)) for number in range(1, 5)]
    hours = ((5, 5), (5, 9), (2, 9), (1, 10))
    assert told == [[(archive.at(first), archive.at(last))] for first, last in hours]
    seen = "SELECT first_seen_at, last_seen_at FROM warta.articles"
    assert all_rows(connection, seen) == told[-1]


def test_what_told_of_an_article_first_is_what_had_told_by_then(connection: Connection) -> None:
    """As listed; the same as in articles once all of it is known."""
    record(connection, 1, page("/a/x", post_id=1))
    connection.execute(
        "INSERT INTO ingest.found_by (site, key, channel, first_listed_at, last_listed_at)"
        " VALUES ('purnawarta', 'id:1', 'rest', %(late)s, %(late)s),"
        " ('purnawarta', '/a/x', 'feed', %(soon)s, %(soon)s)",
        {"soon": day(2), "late": day(3)},
    )
    query = "SELECT channel FROM warta.as_of(%s)"
    assert [one(connection, query, day(number)) for number in (1, 2, 3)] == [None, "feed", "feed"]
    assert one(connection, "SELECT channel FROM warta.articles") == "feed"
    connection.execute("DELETE FROM ingest.found_by")


def edit(connection: Connection, before: str, after: str, **given: Any) -> list[tuple[Any, ...]]:
    """The difference between two contents."""
    same: dict[str, Any] = {"title": "Judul", "blocks": "[]"}
    record(connection, 1, page("/a/x", body=before, post_id=1, **same))
    record(connection, 2, page("/a/x", body=after, hour=1, post_id=1, **(same | given)))
    query = "SELECT operation, text, field FROM warta.diff(1, 1, 2) ORDER BY position"
    return all_rows(connection, query)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a b c", "a x c", " a -b +x  c"),
        ("a b c d", "b d e", "-a  b -c  d +e"),
        ("a", "x a", "+x  a"),
        ("a b a c", "a c a", " a -b -a  c +a"),
        ("a b", "c", "-a -b +c"),
    ],
)
def test_diff_tells_an_edit_by_paragraphs(
    connection: Connection, before: str, after: str, expected: str
) -> None:
    """What was removed stands before what was added in its place."""
    signs = {"kept": " ", "removed": "-", "added": "+"}
    told = edit(connection, before.replace(" ", "\n\n"), after.replace(" ", "\n\n"))
    assert " ".join(f"{signs[operation]}{text}" for operation, text, _ in told) == expected


def test_the_other_fields_that_differ_are_told_first(connection: Connection) -> None:
    """With what they said before, and what they say."""
    told = edit(connection, "a", "a", title="Judul baru", tags=(), blocks='[{"kind": "image"}]')
    assert told == [
        ("removed", "Judul", "title"),
        ("added", "Judul baru", "title"),
        ("removed", "Yaman", "tags"),
        ("removed", "[]", "blocks"),
        ("added", '[{"kind": "image"}]', "blocks"),
        ("kept", "a", "body"),
    ]


def test_an_edit_of_very_long_texts_is_told_all_the_same(connection: Connection) -> None:
    """Coarsely: nothing is lost, and nobody waits."""
    texts = ["\n\n".join(f"{name}{n}" for n in range(700)) for name in "ab"]
    told = edit(connection, f"x\n\n{texts[0]}\n\ny", f"x\n\n{texts[1]}\n\ny")
    assert [operation for operation, _, _ in told] == [
        "kept", *["removed"] * 700, *["added"] * 700, "kept"
    ]  # fmt: skip


def test_revisions_that_are_not_there_have_no_difference(connection: Connection) -> None:
    """No rows, no error."""
    assert all_rows(connection, "SELECT * FROM warta.diff(1, 1, 2)") == []


def test_the_reader_may_ask_for_the_past(connection: Connection) -> None:
    """With nothing but the contract at hand."""
    record(connection, 1, page("/a/x", post_id=1))
    record(connection, 2, page("/a/x", "b", post_id=1, hour=1))
    connection.execute("SET ROLE warta_reader")
    assert len(all_rows(connection, KNOWN, day(1))) == 1
    assert len(all_rows(connection, "SELECT * FROM warta.as_of(%s)", day(1))) == 1
    assert all_rows(connection, "SELECT * FROM warta.diff(1, 1, 2)") != []
    connection.execute("RESET ROLE")
