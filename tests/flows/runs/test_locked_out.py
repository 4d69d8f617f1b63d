"""Another archive's crawler on this machine keeps ours out of the site."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.fetching.lock import site_lock
from flows.backfill import backfill
from flows.ingest.flow import ingest
from flows.probe.flow import probe
from tests.flows.world import World


def test_what_was_kept_out_from_the_beginning_is_not_ok(world: World) -> None:
    """It has nothing, and brought nothing: neither ingest nor doctor says that all is well."""
    with site_lock(f"127.0.0.1:{world.site.port}"):
        report = world.run()
        examined = probe(world.setting())
    assert (report.verdict.state, report.verdict.exit_code) == ("degraded", 3)
    assert report.verdict.reason.startswith("not done: another crawler on this machine is at")
    assert (examined.report.verdict.state, examined.report.verdict.exit_code) == ("degraded", 3)
    assert world.rows("SELECT * FROM warta.incidents") == []  # nobody knows for how long
    assert world.run().verdict.state == "ok"


def test_a_backfill_that_is_kept_out_says_so_and_stands_so(world: World) -> None:
    """It fetches nothing, however well the site is followed."""
    world.run()
    today = world.now().date()
    given = world.setting(clock=lambda: datetime.now(UTC), is_virtual=False)
    with site_lock(f"127.0.0.1:{world.site.port}"):
        verdict = backfill(given, since=today, until=today).verdict
    assert (verdict.state, verdict.exit_code) == ("degraded", 3)
    assert verdict.reason.startswith("not done: another crawler on this machine is at")
    standing = "SELECT state, reason FROM warta.status"
    assert world.rows(standing) == [{"state": "degraded", "reason": verdict.reason}]


@pytest.mark.parametrize(("hours", "state"), [(0.5, "ok"), (1.5, "degraded")])
def test_to_be_kept_out_for_a_while_is_no_matter(world: World, hours: float, state: str) -> None:
    """As long as this archive was in touch with the site within the hour, by the real clock."""
    world.run()
    later = datetime.now(UTC) + timedelta(hours=hours)
    with site_lock(f"127.0.0.1:{world.site.port}"):
        report = ingest(world.setting(clock=lambda: later, is_virtual=False))
    assert report.verdict.state == state
    assert "another crawler on this machine" in report.verdict.reason
