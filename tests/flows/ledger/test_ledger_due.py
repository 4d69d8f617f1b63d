"""What of the ledger is to be fetched next, and which days are proven by what came of it.

Proofs may hasten either question, never its answer.
"""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, NamedTuple

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from flows.records import DayEntry
from flows.store import gone, ledger
from flows.store.discovered import Due
from flows.store.gone import Checked
from flows.store.ledger import Span
from flows.store.statements import run
from tests.flows import archive
from tests.flows.archive import Connection, all_rows, at, begin, one, page, put

FIRST = date(2024, 3, 1)
SPAN = Span(site="purnawarta", first=FIRST, last=FIRST + timedelta(days=2), zone="Asia/Jakarta")
PATHS = ("/iran/satu", "/iran/dua", "/iran/tiga")
TRIES = 2


class Listed(NamedTuple):
    """The site's list of a day is read: post ids, where each is, and which of them was changed.

    ``is_numbered``: whether it states the ids.
    """

    day: int
    named: dict[int, tuple[str, bool]]
    is_numbered: bool = True


class Shown(NamedTuple):
    """The page of a post is captured at a path; further ones led there."""

    post_id: int
    path: str
    asked: list[str]
    text: str


class Removed(NamedTuple):
    """An article is proven gone."""

    post_id: int


class Proven(NamedTuple):
    """A slice ends: what is whole is proven."""


Step = Listed | Shown | Removed | Proven

_ids, _paths = st.integers(1, 2), st.sampled_from(PATHS)
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(
        Listed,
        st.integers(0, 1),
        st.dictionaries(_ids, st.tuples(_paths, st.booleans()), min_size=1, max_size=2),
        st.booleans(),
    ),
    st.builds(Shown, _ids, _paths, st.lists(_paths, max_size=1), st.sampled_from("ab")),
    st.builds(Removed, _ids),
)


def entry(number: int | None, path: str, day: date, **given: Any) -> DayEntry:
    """An entry of a listing, which may state no post id."""
    found = {"url": f"{archive.HOST}{path}", "published_at": None, "modified_at": None}
    key = f"id:{number}" if number else path
    return DayEntry(**{"key": key, "day": day, "post_id": number, "path": path, **found, **given})


def listed(connection: Connection, step: Listed, hour: int) -> None:
    """Record the list of a day."""
    day = FIRST + timedelta(days=step.day)
    entries = [
        entry(
            number if step.is_numbered else None,
            path,
            day,
            modified_at=at(hour) if is_changed else None,
        )
        for number, (path, is_changed) in step.named.items()
    ]
    span = Span(site=SPAN.site, first=day, last=day, zone=SPAN.zone)
    ledger.record(connection, span, entries, channel="rest", listed_at=at(hour))


def removed(connection: Connection, step: Removed, hour: int) -> None:
    """Mark an article as gone, where there is one."""
    found = connection.execute(
        "SELECT id FROM ingest.article WHERE post_id = %s AND is_live", [step.post_id]
    ).fetchall()
    checked = [
        Checked(article_id=key, at=at(hour), is_missing=True, capture_id=None) for (key,) in found
    ]
    gone.mark(connection, checked, now=at(hour))


def live(connection: Connection, steps: list[Step]) -> None:
    """Take the steps, an hour each, after all days were over; then look at what is due."""
    run_id = begin(connection)
    for hour, step in enumerate(steps, start=100):
        match step:
            case Listed():
                listed(connection, step, hour)
            case Shown(post_id, path, asked, text):
                put(connection, run_id, page(path, text, hour=hour, post_id=post_id, asked=asked))
            case Removed():
                removed(connection, step, hour)
            case Proven():
                ledger.prove(connection, SPAN, now=at(hour))
        connection.commit()


def due(connection: Connection) -> list[Due]:
    """What is due, as flows ask for it."""
    return ledger.due(connection, SPAN, tries=TRIES, max_rows=100)


def plainly_due(connection: Connection) -> set[str]:
    """The keys of what is due, whatever is proven."""
    given = {**asdict(SPAN), "with_proven": True, "max_rows": 100}
    found = [run(connection, "ledger_due", attempts=tried, **given) for tried in range(TRIES)]
    return {row[0] for rows in found for row in rows}


def asked_for(connection: Connection) -> set[str]:
    """Ask for what is due, in vain, until nothing is; return what was asked for.

    Each slice ends as those of the flows do.
    """
    asked: set[str] = set()
    run_id = begin(connection)
    while found := [row.key for row in due(connection)]:
        asked.update(found)
        ledger.settle(connection, SPAN.site, run_id, found, now=at(1000))
        ledger.prove(connection, SPAN, now=at(1000), asked=found)
        connection.commit()
    return asked


def proven(connection: Connection) -> list[tuple[Any, ...]]:
    """The days that are proven, and since when."""
    return all_rows(connection, "SELECT day, proven_at FROM ingest.ledger_day ORDER BY day")


thorough = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@thorough
@given(steps=st.lists(STEPS | st.just(Proven()), min_size=6, max_size=12))
def test_nothing_that_is_due_is_left_out(connection: Connection, steps: list[Step]) -> None:
    """Whatever was proven, and became of it since; what is not due is not asked for."""
    archive.empty(connection)
    live(connection, steps)
    expected = plainly_due(connection)
    assert asked_for(connection) == expected
    assert plainly_due(connection) == set()


@thorough
@given(steps=st.lists(STEPS | st.just(Proven()), min_size=6, max_size=12))
def test_slices_leave_nothing_to_prove(connection: Connection, steps: list[Step]) -> None:
    """Though none looks at all days: once nothing is due, whoever does finds nothing new."""
    archive.empty(connection)
    named: dict[int, tuple[str, bool]] = {1: (PATHS[0], False)}
    live(connection, [Shown(1, PATHS[0], [], "a"), Listed(0, named), Proven(), *steps])
    asked_for(connection)
    ledger.prove(connection, SPAN, now=at(1000), asked=[])
    before = proven(connection)
    ledger.prove(connection, SPAN, now=at(2000))
    assert proven(connection) == before


@thorough
@given(steps=st.lists(STEPS, min_size=3, max_size=8), explained=_ids | st.none())
def test_a_day_is_proven_where_coverage_finds_nothing_missing(
    connection: Connection, steps: list[Step], explained: int | None
) -> None:
    """What is missing is defined twice: for consumers, who count it, and for proofs."""
    archive.empty(connection)
    live(connection, [Listed(0, {1: (PATHS[0], False), 2: (PATHS[1], False)}), *steps])
    connection.execute(
        "UPDATE ingest.ledger_entry SET reason = 'not_article', asked_at = listed_at"
        " WHERE post_id = %s",
        [explained],
    )
    ledger.prove(connection, SPAN, now=at(1000))
    days = all_rows(connection, "SELECT proven_at IS NOT NULL, missing = 0 FROM warta.coverage")
    assert days
    assert all(is_proven == is_whole for is_proven, is_whole in days)


def test_a_slice_looks_at_proven_days_of_what_it_asked_for_alone(connection: Connection) -> None:
    """All others were read and proven before: in a large archive there are thousands of them."""
    put(connection, begin(connection), page(PATHS[0], post_id=1))
    live(connection, [Listed(0, {1: (PATHS[0], False)}), Proven(), Removed(1)])
    before = proven(connection)
    ledger.prove(connection, SPAN, now=at(200), asked=["id:2"])
    assert proven(connection) == before
    ledger.prove(connection, SPAN, now=at(200), asked=["id:1"])
    assert proven(connection) == [(FIRST, None)]


def test_an_entry_moves_to_the_day_that_its_article_states(connection: Connection) -> None:
    """From a day that is not proven, or when it was asked for; others moved when they were read."""
    run_id, path = begin(connection), PATHS[0]
    put(connection, run_id, page(path, published_at=at(0)))
    listed(connection, Listed(1, {1: (path, False)}, is_numbered=False), 100)

    def day_after_slice(*asked: str) -> date:
        ledger.prove(connection, SPAN, now=at(200), asked=asked)
        day: date = one(connection, "SELECT day FROM ingest.ledger_entry")
        return day

    assert day_after_slice() == FIRST
    listed(connection, Listed(0, {1: (path, False)}, is_numbered=False), 110)
    assert day_after_slice() == FIRST
    put(connection, run_id, page(path, "b", published_at=at(24), hour=120))
    assert day_after_slice() == FIRST
    assert day_after_slice(path) == FIRST + timedelta(days=1)


def test_what_is_due_on_a_proven_day_comes_last(connection: Connection) -> None:
    """Here an article that is gone by now; it is all there is in the end."""
    days = [FIRST, FIRST + timedelta(days=1)]
    run_id = begin(connection)
    put(connection, run_id, page(PATHS[0], post_id=1))
    named: dict[int, tuple[str, bool]] = {1: (PATHS[0], False)}
    live(connection, [Listed(1, named), Proven(), Removed(1)])
    ledger.record(
        connection, Span(site=SPAN.site, first=days[0], last=days[0], zone=SPAN.zone),
        [entry(2, PATHS[1], days[0])], channel="rest", listed_at=at(200),
    )  # fmt: skip
    assert [row.key for row in due(connection)] == ["id:2"]
    put(connection, run_id, page(PATHS[1], post_id=2, hour=300))
    assert [row.key for row in due(connection)] == ["id:1"]


def test_a_proof_holds_for_the_last_reading(connection: Connection) -> None:
    """A day that is read again is looked at again, and proven anew or not any more."""
    begin(connection)
    proven_at = "SELECT proven_at FROM warta.coverage WHERE day = '2024-03-01'"

    def read_again(hour: int, named: dict[int, tuple[str, bool]]) -> Any:
        listed(connection, Listed(0, named), hour)
        before = one(connection, proven_at)
        ledger.prove(connection, SPAN, now=at(hour))
        ledger.prove(connection, SPAN, now=at(hour + 1))  # says nothing new
        return before, one(connection, proven_at)

    assert read_again(100, {}) == (None, at(100))
    assert read_again(110, {}) == (at(100), at(110))
    assert read_again(120, {1: (PATHS[0], False)}) == (at(110), None)
    assert all_rows(connection, "SELECT missing FROM warta.coverage") == [(1,)]
