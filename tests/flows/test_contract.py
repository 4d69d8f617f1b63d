"""What consumers build on stays: names, types and meaning, on purpose or not at all."""

import psycopg
import pytest

from flows.store import sites
from tests import documents
from tests.databases import on, temporary_database
from tests.flows import archive
from tests.flows.archive import Connection
from tests.flows.world import World


@pytest.fixture(scope="module")
def now(server: str, template: str) -> tuple[list[str], str]:
    """The contract and the dictionary of this version's database."""
    with (
        temporary_database(server, template) as name,
        psycopg.connect(on(server, name)) as connection,
    ):
        return documents.contract(connection), documents.dictionary(connection)


def test_nothing_of_the_contract_is_taken_away(now: tuple[list[str], str]) -> None:
    """No name, no type, no order of columns: that would take a warta_v2 beside it."""
    before = documents.CONTRACT.read_text(encoding="utf-8").splitlines()
    assert documents.taken_away(before, now[0]) == []


def test_the_contract_is_written_down(now: tuple[list[str], str]) -> None:
    """What was added is held from now on: `make docs`."""
    assert documents.CONTRACT.read_text(encoding="utf-8").splitlines() == now[0]


def test_the_dictionary_is_that_of_this_version(now: tuple[list[str], str]) -> None:
    """Each meaning stands in it as it stands in the database: `make docs`."""
    assert documents.DICTIONARY.read_text(encoding="utf-8") == now[1]


def test_a_column_may_be_null_only_where_it_says_so(connection: Connection) -> None:
    """Of the tables, by their definition; and where it says so, it may be."""
    wrong = [
        f"{one.relation}.{one.name}"
        for one in documents.columns(connection)
        if one.schema == "ingest" and not one.is_view and one.is_required == ("NULL" in one.about)
    ]
    assert wrong == []


def test_views_hold_null_only_where_they_say_so(world: World) -> None:
    """After edits, moves and removals; and of a site of which nothing is known yet."""
    wordpress = world.site.wordpress
    world.run()
    first, second, third, *_ = wordpress.live()
    wordpress.advance(hours=1)
    wordpress.edit(first.id)
    wordpress.rename(second, f"{second.slug[:40]}-baru")
    wordpress.delete(third.id)
    wordpress.advance(hours=30)
    world.run()
    world.compare()
    with psycopg.connect(world.url) as connection:
        sites.ensure(connection, archive.SITE)
        found = {
            (one.relation, one.name): one.about
            for one in documents.columns(connection)
            if one.schema == "warta"
        }
        for (view, column), about in found.items():
            counted = f'SELECT count(*) FROM warta.{view} WHERE "{column}" IS NULL'
            meaning = found["articles", column] if about.startswith("As in articles") else about
            assert "NULL" in meaning or archive.one(connection, counted) == 0, (view, column)


@pytest.mark.parametrize(
    ("now", "lost"),
    [
        (["a.x int", "a.y int", "b.z int"], []),
        (["a.x int", "a.y int", "a.new int", "b.z int"], []),
        (["a.x int", "b.z int"], ["a.y int"]),
        (["a.x int", "a.y bigint", "b.z int"], ["a.y int"]),
        (["a.y int", "a.x int", "b.z int"], ["a.y int", "b.z int"]),
    ],
    ids=["the_same", "added", "removed", "changed", "moved"],
)
def test_adding_is_allowed_and_nothing_else(now: list[str], lost: list[str]) -> None:
    """What is lost is named."""
    before = ["a.x int", "a.y int", "b.z int"]
    assert documents.taken_away(before, now) == lost


@pytest.mark.parametrize(
    ("now", "is_kept"),
    [
        ("a.f(t int) TABLE(x int, y int)", True),
        ("a.f(t int) TABLE(y int, x int)", False),
        ("a.f(t int, u int) TABLE(x int)", False),
    ],
    ids=["added", "moved", "another_call"],
)
def test_a_function_may_return_further_columns(now: str, is_kept: bool) -> None:  # noqa: FBT001
    """Behind those that it returned, from the same call."""
    before = ["a.f(t int) TABLE(x int)"]
    assert documents.taken_away(before, [now]) == ([] if is_kept else before)
