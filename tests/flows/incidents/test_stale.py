"""An archive that nobody feeds any more: `warta status` says so, though the last run was well."""

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest

from flows.clock import real_clock
from flows.incidents.standing import exit_code, staleness
from flows.store import discovered, runs, sites
from tests.flows.archive import NOW, SITE
from tests.flows.incidents.test_status import standing
from tests.flows.world import Archive, Said

Warta = Callable[..., Said]
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("ago", "pause", "span", "every", "is_stale"),
    [
        (5 * DAY, 10 * MINUTE, 30 * DAY, None, True),  # cron is dead
        (23 * HOUR, 10 * MINUTE, 30 * DAY, None, False),
        (13 * DAY, 7 * DAY, 28 * DAY, None, False),  # by hand, once a week
        (15 * DAY, 7 * DAY, 28 * DAY, None, True),
        (99 * DAY, HOUR, 6 * DAY, None, False),  # tried, and left
        (61 * MINUTE, HOUR, HOUR, 10 * MINUTE, True),
        (59 * MINUTE, HOUR, HOUR, 10 * MINUTE, False),
        (2 * HOUR, HOUR, HOUR, HOUR, False),
        (4 * HOUR, HOUR, HOUR, HOUR, True),
    ],
)
def test_how_long_ago_a_site_was_read_is_judged_by_what_is_usual(
    ago: timedelta,
    pause: timedelta,
    span: timedelta,
    every: timedelta | None,
    *,
    is_stale: bool,
) -> None:
    """By what a setting says, or by what was usual; of the site that is followed alone."""
    row = standing(checked_at=NOW - ago, longest_pause=pause, span=span)
    assert (staleness(row, now=NOW, every=every) is not None) == is_stale
    assert exit_code([row], site="local", now=NOW, every=every) == (3 if is_stale else 0)
    assert exit_code([row], site="elsewhere", now=NOW, every=every) == 0


def test_an_archive_that_nobody_feeds_any_more_is_not_well(archive: Archive, warta: Warta) -> None:
    """Runs end, and then there are none: the last one was ok, and a person is needed."""
    now = real_clock()
    with psycopg.connect(archive.url) as connection:
        sites.ensure(connection, SITE)
        for fence, days in enumerate(
            (-400, 16, 14, 13, 10, 9), start=1
        ):  # one as a clock ahead said
            run_id, at = uuid4(), now - days * DAY
            runs.begin(connection, run_id, site=SITE.name, flow="ingest", fence=fence, now=at)
            runs.end(
                connection, run_id, state="ok", reason="sudah", requests=1, exit_code=0, now=at
            )
    site = {"WARTA_SITE": SITE.name, "WARTA_SITE_URL": SITE.base_url}
    assert "last read" not in warta("status", **site).out  # none of them came to its lists
    with psycopg.connect(archive.url) as connection:
        discovered.record_contact(connection, SITE.name, read_at=now - 16 * DAY)
    said = warta("status", **site)
    assert said.code == 3, said
    assert "last read 9 days ago" in said.out
    assert "nobody has read what it lists for 9 days: does warta run?" in said.out
    (row,) = json.loads(warta("status", "--json", **site).out)
    assert (row["is_stale"], row["state"]) == (True, "ok")
    assert warta("status", WARTA_SITE_URL="http://127.0.0.1:9", WARTA_SITE="lain").code == 0
