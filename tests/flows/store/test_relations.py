"""What belongs together: links and their targets, sections, authors and tags in their spellings."""

from typing import Any

import pytest

from tests.flows import archive
from tests.flows.archive import Connection, all_rows, page


@pytest.mark.parametrize("is_target_first", [True, False])
def test_links_find_their_target_whatever_came_first(
    connection: Connection, *, is_target_first: bool
) -> None:
    """Both ways: where a link leads, and what leads to an article."""
    target = page("/a/target", post_id=1)
    source = page("/a/source", post_id=2, related=("/a/target", "/a/nowhere"))
    archive.store(connection, *((target, source) if is_target_first else (source, target)))
    ids = dict(all_rows(connection, "SELECT post_id, id FROM warta.articles"))
    links = "SELECT article_id, position, target_article_id FROM warta.related_links ORDER BY 2"
    assert all_rows(connection, links) == [(ids[2], 1, ids[1]), (ids[2], 2, None)]
    assert all_rows(connection, "SELECT * FROM warta.linked_from") == [
        (ids[1], ids[2], 1, "Baca Juga", "Ke /a/target")
    ]


def test_a_link_to_an_old_address_leads_on(connection: Connection) -> None:
    """As the site's own redirect does, until another article has that address."""
    archive.store(
        connection,
        page("/a/source", post_id=2, related=("/a/old",)),
        page("/a/old", post_id=1),
        page("/a/new", post_id=1, hour=1, asked=("/a/old",)),
    )
    linked = "SELECT post_id FROM warta.linked_from JOIN warta.articles ON id = article_id"
    assert all_rows(connection, linked) == [(1,)]
    archive.store(connection, page("/a/old", "b", post_id=3, hour=2))
    assert all_rows(connection, linked) == [(3,)]


def test_what_links_to_an_article_is_looked_up(connection: Connection) -> None:
    """By indexes, from the article to its paths to the links."""
    connection.execute("SET enable_seqscan = off")
    query = "EXPLAIN SELECT * FROM warta.linked_from WHERE article_id = 1"
    plan = "\n".join(line for (line,) in all_rows(connection, query))
    assert "alias_of_article" in plan
    assert "related_link_to_path" in plan
    assert "Seq Scan" not in plan


def test_sections_are_a_tree(connection: Connection) -> None:
    """Those above are there though no article stands in them, and count what is below."""
    archive.store(
        connection,
        page("/internasional/iran/a", post_id=1, published_at=archive.at(1)),
        page("/internasional/iran/b", post_id=2, published_at=archive.at(2)),
        page("/internasional/yaman/c", post_id=3, published_at=None),
        page("/budaya/d", post_id=4),
        page("/e", post_id=5),
    )
    found = all_rows(
        connection,
        "SELECT section, articles, newest_at, parent, name, depth, total_articles"
        " FROM warta.sections ORDER BY section",
    )
    above = "internasional"
    assert found == [
        ("budaya", 1, archive.START, None, "budaya", 1, 1),
        (above, 0, None, None, above, 1, 3),
        (f"{above}/iran", 2, archive.at(2), above, "iran", 2, 2),
        (f"{above}/yaman", 1, None, above, "yaman", 2, 1),
    ]


@pytest.mark.parametrize(("view", "column"), [("authors", "author"), ("tags", "tag")])
def test_spellings_are_one(connection: Connection, view: str, column: str) -> None:
    """The commonest stands for all; an article that has two of them counts once."""
    spellings: list[tuple[Any, ...]] = [
        ("Ma’rifat", "MA'RIFAT"), ("Ma’rifat",), ("Marifat", "René"), ("rene ", "Lain"),
    ]  # fmt: skip
    for number, given in enumerate(spellings, start=1):
        fields: dict[str, Any] = {view: given}
        archive.store(connection, page(f"/a/{number}", post_id=number, **fields))
    query = f"SELECT {column}, articles, folded, spellings FROM warta.{view} ORDER BY folded"
    assert all_rows(connection, query) == [
        ("Lain", 1, "lain", ["Lain"]),
        ("Ma’rifat", 3, "marifat", ["MA'RIFAT", "Marifat", "Ma’rifat"]),
        ("René", 2, "rene", ["René", "rene "]),
    ]
