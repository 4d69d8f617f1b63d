"""The weekly look at what is kept: recorded as a run, and an incident while something is wrong."""

import psycopg

from flows.checkup.weekly import checkup
from flows.runs.report import RunReport
from tests.flows.world import World


def checked(world: World) -> RunReport:
    """Look, here and now."""
    return checkup(world.settings, world.url, clock=world.now, sample=None)


def test_what_is_lost_is_an_incident_until_it_is_found(world: World) -> None:
    """The file is named; once it is back, so is the peace."""
    world.run()
    report = checked(world)
    assert (report.verdict.state, report.verdict.exit_code) == ("ok", 0)
    files = world.rows("SELECT DISTINCT file FROM ingest.capture WHERE kind = 'page'")
    file = world.home / "captures" / files[0]["file"]
    elsewhere = file.with_suffix(".elsewhere")
    file.rename(elsewhere)
    report = checked(world)
    assert (report.verdict.state, report.verdict.exit_code) == ("failed", 1)
    assert "captures are damaged or gone" in report.verdict.reason
    incidents = "SELECT cause, subject FROM warta.incidents WHERE closed_at IS NULL"
    assert world.rows(incidents) == [{"cause": "capture_damaged", "subject": "captures"}]
    elsewhere.rename(file)
    assert checked(world).verdict.state == "ok"
    assert world.rows(incidents) == []
    runs = world.rows("SELECT state, exit_code FROM warta.runs WHERE flow = 'verify'")
    assert sorted(tuple(run.values()) for run in runs) == [("failed", 1), ("ok", 0), ("ok", 0)]


def test_an_archive_that_contradicts_itself_is_an_incident(world: World) -> None:
    """The check that finds it is named."""
    world.run()
    with psycopg.connect(world.url) as connection:
        connection.execute("UPDATE ingest.change_counter SET last_seq = last_seq + 5")
    report = checked(world)
    assert (report.verdict.state, report.verdict.exit_code) == ("failed", 1)
    assert "checks of the archive find rows: changes_have_gaps" in report.verdict.reason
    assert world.value("SELECT cause FROM warta.incidents") == "archive_unsound"


def test_what_has_expired_goes_with_the_weekly_look(world: World) -> None:
    """Listings after `WARTA_LISTINGS_DAYS`, nobody has to ask for it; the pages stay."""
    world.run()
    kinds = "SELECT DISTINCT kind::text FROM ingest.capture WHERE file IS NOT NULL"
    world.site.wordpress.advance(days=89)
    assert checked(world).verdict.state == "ok"
    assert {row["kind"] for row in world.rows(kinds)} == {"listing", "page", "robots"}
    world.site.wordpress.advance(days=2)
    assert checked(world).verdict.state == "ok"
    assert {row["kind"] for row in world.rows(kinds)} == {"page"}
    assert world.counts()["articles"] == 15
