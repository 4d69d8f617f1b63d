"""What the ledger looks like: in a terminal, as JSON, and as a picture."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from flows.ledger import coverage
from flows.records import DayEntry
from flows.store import ledger
from flows.store.ledger import Covered, Span
from tests.flows import archive
from tests.flows.archive import Connection, begin, one, page, put
from tests.flows.world import Archive, Said
from tests.site import Site

PROVEN = datetime(2026, 3, 1, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"


def day(on: date, stored: int, *, explained: int = 0, missing: int = 0) -> Covered:
    """A day of the ledger; it is proven unless something is missing."""
    expected = stored + explained + missing
    return Covered(on, expected, stored, explained, missing, None if missing else PROVEN)


DAYS = [
    day(date(2023, 12, 31), 3),
    day(date(2024, 1, 1), 0),
    day(date(2024, 2, 29), 25, explained=1),
    day(date(2024, 3, 1), 4, missing=2),
]


def test_the_calendar_has_a_square_for_each_day() -> None:
    """Of each year, once; what it says of a day stands in its title, and in its colour."""
    drawn = ET.fromstring(coverage.svg(DAYS, "Cakupan <purnawarta>"))  # noqa: S314 (our own)
    squares = {
        title.text.partition(":")[0]: (square, title.text)
        for square in drawn.iter(f"{SVG}rect")
        if (title := square.find(f"{SVG}title")) is not None and title.text
    }
    assert len(squares) == 365 + 366
    places = {(square.get("x"), square.get("y")) for square, _ in squares.values()}
    assert len(places) == len(squares)
    leap, said = squares["2024-02-29"]
    assert said == "2024-02-29: 26 expected, 25 stored, 1 explained"
    missing, said = squares["2024-03-01"]
    assert said == "2024-03-01: 6 expected, 4 stored, 2 missing, not proven"
    assert "not proven yet" in {text.text for text in drawn.iter(f"{SVG}text")}
    unknown, _ = squares["2024-03-02"]
    assert len({square.get("fill") for square in (leap, missing, unknown)}) == 3
    # 31 December 2023 was a Sunday: the last row of its week
    assert squares["2023-12-31"][0].get("x") == squares["2023-12-25"][0].get("x")


def test_the_calendar_is_dark_where_the_reader_prefers_it() -> None:
    """No light ground stays, and what differs by day differs in colour as in the light."""
    style = ET.fromstring(coverage.svg(DAYS, "Cakupan")).find(f"{SVG}style")  # noqa: S314 (our own)
    assert style is not None
    assert style.text is not None
    dark = dict(re.findall(r'\[fill="(#\w+)"\]{fill:(#\w+)}', style.text))
    assert "prefers-color-scheme:dark" in style.text
    assert "#fff" in dark
    assert len(set(dark.values())) == len(dark)


def test_days_add_up_to_months() -> None:
    """With how many of them are proven."""
    assert coverage.months(DAYS) == [
        ("2023-12", 3, 3, 0, 0, "1/1"),
        ("2024-01", 0, 0, 0, 0, "1/1"),
        ("2024-02", 26, 25, 1, 0, "1/1"),
        ("2024-03", 6, 4, 0, 2, "0/1"),
    ]


def entry(number: int, path: str, on: date, **given: object) -> DayEntry:
    """An entry of a listing."""
    found: dict[str, object] = {
        "key": f"id:{number}", "day": on, "post_id": number, "path": path,
        "url": f"{archive.HOST}{path}", "published_at": None, "modified_at": None,
    }  # fmt: skip
    return DayEntry(**(found | given))  # type: ignore[arg-type]


def test_a_day_is_whole_when_all_that_is_listed_is_stored(connection: Connection) -> None:
    """What the site changed since it was seen is missing again; what it names no more, is not.

    Once it is known why it does not: until then it is asked for.
    """
    first, last = date(2024, 3, 1), date(2024, 3, 2)
    span = Span(site="purnawarta", first=first, last=last, zone="Asia/Jakarta")
    run_id = begin(connection)
    put(connection, run_id, page("/iran/satu", post_id=1), page("/iran/dua", post_id=2))
    entries = [entry(1, "/iran/satu", first), entry(2, "/iran/dua", first)]

    def listed(*named: DayEntry, hour: int = 200) -> list[tuple[int, int, bool]]:
        ledger.record(connection, span, named, channel="rest", listed_at=archive.at(hour))
        ledger.prove(connection, span, now=archive.at(hour + 1))
        days = ledger.coverage(connection, "purnawarta", None, None)
        return [(row.expected, row.missing, row.proven_at is not None) for row in days]

    assert listed(*entries) == [(2, 0, True), (0, 0, True)]
    assert listed(*entries, entry(3, "/iran/tiga", last)) == [(2, 0, True), (1, 1, False)]
    assert listed(*entries, hour=210) == [(2, 0, True), (1, 1, False)]
    put(connection, run_id, archive.no_page("/iran/tiga", hour=211))
    for _ in range(2):
        ledger.settle(connection, span.site, run_id, ["id:3"], now=archive.at(212))
    assert listed(*entries, hour=220) == [(2, 0, True), (0, 0, True)]
    changed = entry(1, "/iran/satu", last, modified_at=archive.at(150))
    assert listed(changed, entries[1]) == [(1, 0, True), (1, 1, False)]
    assert archive.ailments(connection) == {}


def test_a_day_that_was_not_over_is_not_proven(connection: Connection) -> None:
    """By the clock of the site: at seven in the evening, UTC, it is the next day in Jakarta."""
    on = date(2024, 3, 1)
    span = Span(site="purnawarta", first=on, last=on, zone="Asia/Jakarta")
    begin(connection)
    for hour, is_over in ((16.9, False), (17, True)):
        ledger.record(connection, span, [], channel="rest", listed_at=archive.at(hour))
        ledger.prove(connection, span, now=archive.at(20))
        assert (one(connection, "SELECT proven_at FROM warta.coverage") is not None) is is_over
        assert ledger.read_days(connection, span) == ({on} if is_over else set())


def test_backfill_coverage_and_reconcile_serve_people_and_scripts(
    site: Site, archive: Archive, warta: Callable[..., Said], forked: None, tmp_path: Path
) -> None:
    """Plan, backfill, coverage, reconcile: as a person calls them, and as a script does."""
    del forked, archive
    where = {"WARTA_SITE_URL": site.base_url}
    since = ("--since", "2026-02-25", "--until", "2026-03-02")
    assert "holds no day" in warta("coverage", **where).out
    assert "warta ingest" in warta("reconcile", **where).out
    planned = warta("backfill", *since, "--plan-only", **where)
    assert (planned.code, "to fetch  about 15 articles" in planned.err) == (0, True)
    done = warta("backfill", *since, "--yes", "--json", **where)
    assert (done.code, json.loads(done.out)["ledger"]["stored"]) == (0, 15)
    again = warta("backfill", *since, "--yes", **where)
    assert "15 articles = 15 stored + 0 explained" in " ".join(again.out.split())
    assert "holds no day" in warta("coverage", "--since", "2026-03-03", **where).out
    picture = tmp_path / "calendar.html"
    shown = warta("coverage", "--days", "--html", picture, **where)
    assert ("2026-03-01" in shown.out, picture.read_text().count("<svg ")) == (True, 1)
    told = json.loads(warta("coverage", "--json", **where).out)
    assert sum(row["stored"] for row in told["days"]) == 15
    assert json.loads(warta("reconcile", "--json", **where).out)["state"] == "ok"
    later = warta("backfill", *since[:3], "9000-01-01", "--plan-only", **where)
    assert (later.code, "9000-01-01 is yet to come" in later.err) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--since", "2024-01-01"), "add --yes to go ahead, or --plan-only"),
        (("--since", "kemarin", "--yes"), "kemarin"),
        (("--since", "2024-02-01", "--until", "2024-01-01", "--yes"), "name an earlier day"),
        (("--yes",), "--since"),
    ],
)
def test_a_backfill_that_can_not_be_done_says_which_argument_is_at_fault(
    warta: Callable[..., Said], arguments: tuple[str, ...], why: str
) -> None:
    """One line says which argument, and what to give instead; nothing is started."""
    said = warta("backfill", *arguments)
    assert said.code == 2
    assert why in said.err


def test_a_picture_that_can_not_be_written_is_named(
    warta: Callable[..., Said], tmp_path: Path
) -> None:
    """The line names the file and the reason."""
    said = warta("coverage", "--svg", tmp_path / "tiada" / "calendar.svg")
    assert (said.code, "No such file or directory" in said.err) == (2, True)
