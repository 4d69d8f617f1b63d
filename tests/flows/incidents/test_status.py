"""How things stand: `warta status`, `warta.status`, the run and its exit code say the same."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from flows.clock import real_clock
from flows.incidents.standing import exit_code, stillness
from flows.records import RunState
from flows.runs.door import open_door
from flows.store import discovered, runs, sites
from flows.store.standing import Standing
from tests.flows.archive import NOW, SITE
from tests.flows.world import Archive, Said, World, wait_until
from tests.site import Site, WordPress, serve

Warta = Callable[..., Said]
MINUTE = timedelta(minutes=1)


def standing(**given: Any) -> Standing:
    """How things stand with a site that fares well."""
    values: dict[str, Any] = {
        "site": "local", "state": "ok", "reason": "nothing new", "run_started_at": NOW,
        "articles": 15, "newest_at": NOW, "due": 0, "flow": "ingest", "heartbeat_at": None,
        "exit_code": 0, "quarantined": 0, "incidents": 0,
    }  # fmt: skip
    return Standing(**(values | given))


#: Of an address that somebody misspelt.
NOTHING: dict[str, Any] = {"site": "salah-ketik.invalid", "articles": 0, "newest_at": None}
RUNNING = {"state": "running", "exit_code": None}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], 0),
        ([standing()], 0),
        ([standing(state="degraded", exit_code=3)], 3),
        ([standing(state="failed", exit_code=4)], 4),
        ([standing(state="failed", exit_code=1)], 1),
        ([standing(state="failed", exit_code=130)], 0),
        ([standing(state="failed", exit_code=130, incidents=1)], 3),
        ([standing(incidents=1)], 3),
        ([standing(state="failed", exit_code=4, incidents=1)], 4),
        ([standing(**RUNNING, heartbeat_at=NOW - 14 * MINUTE)], 0),
        ([standing(**RUNNING, heartbeat_at=NOW - 15 * MINUTE)], 3),
        ([standing(**RUNNING, heartbeat_at=NOW + 15 * MINUTE)], 3),
        ([standing(run_started_at=NOW + 14 * MINUTE)], 0),
        ([standing(run_started_at=NOW + 15 * MINUTE)], 3),
        ([standing(state=None, flow=None, heartbeat_at=None, exit_code=None)], 0),
        ([standing(), standing(exit_code=3), standing(exit_code=4), standing(exit_code=1)], 1),
        ([standing(exit_code=4), standing(exit_code=3)], 4),
        ([standing(), standing(**NOTHING, exit_code=4, incidents=1)], 0),
        ([standing(), standing(**NOTHING | {"due": 1}, exit_code=4, incidents=1)], 4),
        ([standing(**NOTHING | {"site": "local"}, exit_code=4, incidents=1)], 4),
        ([standing(**NOTHING, state="failed", exit_code=1)], 1),
    ],
)
def test_the_exit_code_of_status_is_the_worst_of_what_stands(
    rows: list[Standing], expected: int
) -> None:
    """Failed is worse than unreachable, and that worse than degraded."""
    assert exit_code(rows, site="local", now=NOW) == expected


def test_a_run_that_shows_no_life_is_still() -> None:
    """It says for how long, whatever else ran before."""
    assert stillness(standing(), now=NOW) is None
    still = standing(state="degraded", heartbeat_at=NOW - 99 * MINUTE)
    assert stillness(still, now=NOW) == 99 * MINUTE


SCENARIOS: dict[str, tuple[list[tuple[str, dict[str, Any]]], str, int, str]] = {
    "news": ([], "ok", 0, "articles were brought in or changed"),
    "nothing new": ([("again", {})], "ok", 0, "nothing new: the feed has not changed"),
    "a page fails": ([("server_error", {"path": "FIRST"})], "degraded", 3, "1 page failed"),
    "a page is strange": (
        [("page_cut_short", {"path": "FIRST"})], "degraded", 3, "1 page is in quarantine"
    ),
    "refused": ([("robots_disallows_all", {})], "failed", 4, "refuses to be read"),
    "nobody there": (
        [("nothing_at_all", {"path": "*"})], "failed", 4, "can't be reached (/robots.txt: "
    ),
}  # fmt: skip


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_all_that_tell_of_a_run_say_the_same(
    world: World, archive: Archive, warta: Warta, scenario: str
) -> None:
    """The command and its exit code, the row of the run, and how things stand afterwards."""
    archive.url, archive.home = world.url, world.home
    trouble, state, code, reason = SCENARIOS[scenario]
    site = {"WARTA_SITE_URL": world.site.base_url}
    for name, options in trouble:
        if name == "again":
            warta("ingest", **site)
            continue
        if options.get("path") == "FIRST":
            options = {"path": world.site.wordpress.live()[0].path}  # noqa: PLW2901
        world.site.misbehave(name, **options)
    said = warta("ingest", "--no-prefect", **site)
    assert said.code == code
    assert f"local: {state}: " in said.out
    assert reason in said.out
    assert ("warta doctor" in said.out) == (state == "failed")
    (run,) = world.rows(
        "SELECT state, exit_code, reason FROM warta.runs WHERE flow = 'ingest'"
        " ORDER BY started_at DESC LIMIT 1"
    )
    assert (run["state"], run["exit_code"]) == (state, code)
    assert reason in run["reason"]
    (stands,) = world.rows("SELECT state, exit_code, incidents FROM warta.status")
    assert stands == {"state": state, "exit_code": code, "incidents": int(state == "failed")}
    told = warta("status", "--json", **site)
    (row,) = json.loads(told.out)
    assert (row["state"], row["exit_code"]) == (state, code)
    assert len(row["open_incidents"]) == row["incidents"] == int(state == "failed")
    shown = warta("status", **site)
    assert state in shown.out
    assert shown.out.count(reason) <= 1  # an incident says no more than the run
    assert ("0 articles; 0 due" in shown.out) == (state == "failed")
    assert told.code == shown.code == code


def test_a_run_without_a_sign_of_life_shows(archive: Archive, warta: Warta) -> None:
    """It says for how long, and the exit code is that of what a person must see to."""
    begun = real_clock() - 40 * MINUTE
    with open_door(archive.url, SITE) as door:
        with door.transaction() as connection:
            runs.begin(connection, uuid4(), site=SITE.name, flow="ingest", fence=1, now=begun)
        said = warta("status")
        assert said.code == 3
        assert "no sign of life for 40 minutes" in said.out
        (row,) = json.loads(warta("status", "--json").out)
        assert (row["state"], row["is_still"]) == ("running", True)


def test_a_run_that_was_killed_has_failed(world: World, archive: Archive, warta: Warta) -> None:
    """Before the next one records that: nobody holds its lock any more."""
    archive.url, archive.home = world.url, world.home
    world.kill_run(after=4)
    said = warta("status")
    assert (said.code, "failed (ingest" in said.out) == (1, True)
    assert "interrupted: it was killed, or lost the database" in said.out
    shown = world.rows("SELECT state, exit_code, ended_at IS NULL AS runs FROM warta.runs")
    assert shown == [{"state": "failed", "exit_code": 1, "runs": False}]
    assert world.value("SELECT state::text FROM ingest.run") == "running"
    world.site.wordpress.advance(minutes=1)
    assert world.run().verdict.state == "ok"
    assert warta("status").code == 0


@pytest.mark.parametrize("flow", ["import", "quarantine", "reprocess"])
def test_a_killed_run_that_held_no_site_has_failed(database: str, flow: str) -> None:
    """It holds a lock of its own for as long as it lives."""
    with psycopg.connect(database, autocommit=True) as reader:

        def states() -> list[tuple[str]]:
            return reader.execute("SELECT state FROM warta.runs").fetchall()

        with psycopg.connect(database) as connection:
            sites.ensure(connection, SITE)
            runs.begin(connection, uuid4(), site=SITE.name, flow=flow, fence=0, now=NOW)
            connection.commit()
            assert states() == [("running",)]
        wait_until(lambda: states() == [("failed",)])


def test_the_last_run_is_the_one_that_took_the_site_last(database: str) -> None:
    """And not one of a year from now, as a clock said that has been put right since."""
    with psycopg.connect(database) as connection:
        sites.ensure(connection, SITE)
        discovered.record_contact(connection, SITE.name, read_at=NOW)
        ended: list[tuple[int, int, RunState, int]] = [(1, 365, "ok", 0), (2, 0, "degraded", 3)]
        for fence, days, state, code in ended:
            run_id, now = uuid4(), NOW + timedelta(days=days)
            runs.begin(connection, run_id, site=SITE.name, flow="ingest", fence=fence, now=now)
            runs.end(
                connection, run_id, state=state, reason="sudah", requests=1,
                exit_code=code, now=now,
            )  # fmt: skip
        told = connection.execute("SELECT state, exit_code, run_ended_at FROM warta.status")
        assert told.fetchone() == ("degraded", 3, NOW)
        told = connection.execute("SELECT last_checked_at FROM warta.freshness")
        assert told.fetchone() == (NOW,)


def test_a_reader_sees_runs_as_they_stand(archive: Archive) -> None:
    """Who reads the contract needs no right to see locks."""
    with open_door(archive.url, SITE) as door:
        with door.transaction() as connection:
            runs.begin(connection, uuid4(), site=SITE.name, flow="ingest", fence=1, now=NOW)
        with psycopg.connect(archive.url, autocommit=True) as reader:
            reader.execute("SET ROLE warta_reader")
            states = "SELECT (SELECT state FROM warta.runs), state FROM warta.status"
            assert reader.execute(states).fetchone() == ("running", "running")


@pytest.mark.parametrize(
    ("flows", "expected"),
    [
        ("ingest 0, probe 0", "probe 0"),
        ("ingest 3, probe 0", "ingest 3"),
        ("ingest 3, ingest 0", "ingest 0"),
        ("ingest 4, verify 1, ingest 3, probe 0", "verify 1"),
        ("ingest 3, reconcile 4", "reconcile 4"),
        ("ingest 130, reconcile 3", "reconcile 3"),
        ("ingest 130, probe 0", "ingest 130"),
        ("ingest 0, import 3", "ingest 0"),
        ("import 3", "import 3"),
    ],
)
def test_a_degraded_flow_is_not_made_well_by_another(
    connection: psycopg.Connection, flows: str, expected: str
) -> None:
    """The site stands as the worst of the flows' last runs; what is done by hand is told there."""
    sites.ensure(connection, SITE)
    states: dict[str, RunState] = {"0": "ok", "3": "degraded"}
    for number, (flow, code) in enumerate(pair.split() for pair in flows.split(", ")):
        run_id, now = uuid4(), NOW + number * MINUTE
        fence = 0 if flow == "import" else number + 1
        runs.begin(connection, run_id, site=SITE.name, flow=flow, fence=fence, now=now)
        state = states.get(code, "failed")
        runs.end(
            connection, run_id, state=state, reason="", requests=0, exit_code=int(code), now=now
        )
    found = connection.execute("SELECT flow || ' ' || exit_code FROM warta.status").fetchone()
    assert found == (expected,)


def test_freshness_is_measured_from_publication_to_row(worlds: Callable[[Site], World]) -> None:
    """Of what came out since first contact; what was found then was old already."""
    with serve(WordPress(posts=5)) as site:
        world = worlds(site)
        assert world.run().verdict.state == "ok"
        (fresh,) = world.rows("SELECT * FROM warta.freshness")
        assert (fresh["articles"], fresh["lag_p50"], fresh["lag_p95"]) == (0, None, None)
        for minutes in (1, 2, 3, 8):
            site.wordpress.publish()
            site.wordpress.advance(minutes=minutes)
            world.run()
        site.misbehave("nothing_at_all", path="*")
        checked_at = world.now()
        site.wordpress.advance(hours=1)
        world.run()
    (fresh,) = world.rows("SELECT * FROM warta.freshness")
    assert (fresh["site"], fresh["articles"]) == ("local", 4)
    assert fresh["last_checked_at"] == checked_at
    assert fresh["newest_at"] == checked_at - 8 * MINUTE
    assert 2 * MINUTE <= fresh["lag_p50"] <= 3 * MINUTE
    assert 7 * MINUTE <= fresh["lag_p95"] <= 8 * MINUTE


def test_a_plan_that_failed_is_no_standing_of_its_own(
    world: World, archive: Archive, warta: Warta
) -> None:
    """Nothing was left undone by it: once the site answers, nobody is needed."""
    archive.url, archive.home = world.url, world.home
    site = {"WARTA_SITE_URL": world.site.base_url}
    assert world.run().verdict.state == "ok"
    world.site.misbehave("nothing_at_all", path="*")
    said = warta("backfill", "--since", "2026-02-01", "--plan-only", **site)
    assert said.code == 4
    world.site.behave()
    assert world.run().verdict.state == "ok"
    assert warta("status", **site).code == 0
