"""What a large ledger costs: no more of it is looked at than is asked for."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from flows.records import DayEntry
from flows.store import ledger
from flows.store.ledger import Span
from flows.store.statements import statement
from tests.flows import archive
from tests.flows.archive import Connection, at, begin

FIRST, DAYS = date(2024, 3, 1), 200
LAST = FIRST + timedelta(days=DAYS - 1)
SPAN = Span(site="purnawarta", first=FIRST, last=LAST, zone="Asia/Jakarta")
A_DAY = 10


def listed(number: int) -> DayEntry:
    """An article that is listed; the first ones are the newest."""
    path = f"/iran/{number}"
    return DayEntry(
        key=f"id:{number}", day=LAST - timedelta(days=number // A_DAY), post_id=number, path=path,
        url=f"{archive.HOST}{path}", published_at=None, modified_at=None,
    )  # fmt: skip


def test_what_is_due_is_found_among_the_newest(connection: Connection) -> None:
    """Nothing may be stored yet; what was tried comes after what was not."""
    begin(connection)
    entries = [listed(number) for number in range(1, DAYS * A_DAY)]
    ledger.record(connection, SPAN, entries, channel="rest", listed_at=at(9000))
    connection.execute("UPDATE ingest.ledger_entry SET attempts = 1 WHERE post_id < 4")
    connection.execute("ANALYZE ingest.ledger_entry")

    def asked(max_rows: int) -> list[int | None]:
        return [row.post_id for row in ledger.due(connection, SPAN, tries=2, max_rows=max_rows)]

    assert asked(3) == [9, 8, 7]
    assert asked(len(entries))[-4:] == [1990, 3, 2, 1]
    given = {**asdict(SPAN), "with_proven": False, "attempts": 0, "max_rows": 3}
    explain = f"EXPLAIN (ANALYZE, FORMAT json) {statement('ledger_due')}"
    (((plan,),),) = connection.execute(explain.encode(), given).fetchall()
    assert sum(looked_at(plan["Plan"], "ledger_entry")) < 5 * A_DAY


def looked_at(plan: dict[str, Any], table: str) -> Iterator[float]:
    """How many rows of a table each part of a plan gave."""
    if plan.get("Relation Name") == table:
        yield plan["Actual Rows"] * plan["Actual Loops"]
    for part in plan.get("Plans", []):
        yield from looked_at(part, table)


def test_what_is_listed_is_not_compared_one_by_one(connection: Connection) -> None:
    """A sitemap names a hundred thousand at once, and as many are in the ledger."""
    begin(connection)
    ledger.record(
        connection, SPAN, map(listed, range(1, DAYS * A_DAY)), channel="rest", listed_at=at(9000)
    )
    connection.execute("ANALYZE ingest.ledger_entry")
    explain = f"EXPLAIN {statement('ledger_fold')}"
    found = connection.execute(explain.encode(), {"site": SPAN.site, "asked": None}).fetchall()
    assert "ledger_entry_by_path" in str(found)
