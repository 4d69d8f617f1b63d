"""What people type into a search, and how they turn its pages."""

import random

import psycopg
import pytest

from flows.derived import search
from flows.store import search as store
from tests.flows import archive
from tests.flows.archive import Connection, page


def _found(connection: Connection, query: str) -> list[str]:
    hits = store.search(connection, query, max_rows=10)
    connection.commit()
    return [hit.title for hit in hits]


@pytest.mark.parametrize("query", ["-" * 1000, "- " * 500, "-!" * 500, "-'" * 500, '-"' * 500])
def test_no_query_is_too_odd(connection: Connection, query: str) -> None:
    """PostgreSQL's own parser gives up at 40 dashes."""
    assert _found(connection, query) == []


def test_a_query_without_words_finds_nothing_and_says_no_more(connection: Connection) -> None:
    """A number of results that can't be is refused in words of the function's own."""
    notices: list[str | None] = []
    connection.add_notice_handler(lambda notice: notices.append(notice.message_primary))
    connection.execute("SET client_min_messages = notice")
    assert _found(connection, "") == _found(connection, "yang di") == []
    assert notices == []
    for max_rows, skip in ((-1, 0), (1, -1)):
        with pytest.raises(psycopg.errors.InvalidParameterValue, match="are 0 or more"):
            store.search(connection, "kabar", max_rows=max_rows, skip=skip)
        connection.rollback()


def test_a_dash_that_stands_alone_excludes_nothing(connection: Connection) -> None:
    """As people write it between two names."""
    archive.store(connection, page("/a/1", post_id=1, title="Iran", body="Iran dan Rusia bertemu."))
    search.refresh(connection)
    for query in ("Iran - Rusia", "Iran -- Rusia", '"Iran" - Rusia'):
        assert _found(connection, query) == ["Iran"], query
    assert _found(connection, "Iran -Rusia") == []


@pytest.mark.parametrize("letter", "’ʹʻʼʽʾʿˈŉ")
def test_letters_that_are_apostrophes_end_no_word(connection: Connection, letter: str) -> None:
    """As Arabic names are spelt; without its accent it is one, which ends a word in a query."""
    word = f"Sana{letter}a"
    archive.store(connection, page("/a/1", post_id=1, title="Judul", body=f"Kabar dari {word}."))
    search.refresh(connection)
    for query in (word, f"sana{letter}*", f'"dari {word}"', "sanaa" if letter != "ŉ" else word):
        assert _found(connection, query) == ["Judul"], query
    assert _found(connection, f"sana{letter}q*") == []


def test_marks_of_writing_direction_are_no_letters(connection: Connection) -> None:
    """As they stand around words of other scripts, in the archive and in what is pasted."""
    archive.store(connection, page("/a/1", post_id=1, title="Judul", body="Kata \u200fسلام\u200e."))
    search.refresh(connection)
    assert _found(connection, "سلام") == _found(connection, "\u202bسلام\u202c") == ["Judul"]


def test_pages_fit_together(connection: Connection) -> None:
    """However far one turns them, and whatever fits on one: nothing twice, nothing left out."""
    chance, run_id = random.Random(1), archive.begin(connection)
    titles = ("Gempa", "Gempa besar", "Kabar")
    pages = [
        page(f"/a/{n}", post_id=n, title=chance.choice(titles),
             body=f"Gempa {'gempa ' * chance.randint(0, 9)}", published_at=archive.at(n))
        for n in range(500)
    ]  # fmt: skip
    archive.put(connection, run_id, *pages[1:])
    search.refresh(connection)
    whole = store.search(connection, "gempa", max_rows=1000)
    assert [hit.rank for hit in whole] == sorted((hit.rank for hit in whole), reverse=True)
    for size in (60, 333):
        parts = [
            store.search(connection, "gempa", max_rows=size, skip=skip)
            for skip in range(0, 499, size)
        ]
        assert [hit for part in parts for hit in part] == whole
    connection.commit()
