"""Incidents: opened once per cause and subject, closed when they heal."""

from datetime import timedelta
from typing import get_args

import psycopg
import pytest

from flows.store import incidents, sites
from tests.flows.archive import NOW, SITE, Connection, all_rows, begin, one


@pytest.fixture
def site(connection: Connection) -> str:
    """The name of a site that stands in the archive."""
    sites.ensure(connection, SITE)
    return SITE.name


def seen(connection: Connection, site: str, *, hour: float = 0, subject: str = "") -> bool:
    """See that the site can't be reached; whether that is news."""
    return incidents.open_(
        connection,
        site=site,
        cause="site_unreachable",
        subject=subject,
        message=f"Tidak terjangkau sejak jam {hour}",
        now=NOW + timedelta(hours=hour),
    )


def healed(
    connection: Connection, site: str, *, hour: float = 0, subject: str | None = None
) -> int:
    """See that it can; how many incidents that closes."""
    now = NOW + timedelta(hours=hour)
    return incidents.close(
        connection, site=site, cause="site_unreachable", subject=subject, now=now
    )


def test_an_incident_is_opened_once_however_often_it_is_seen(
    connection: Connection, site: str
) -> None:
    """It keeps its first hour and its run, and says what was seen last."""
    run_id = begin(connection)
    for hour, is_new in ((0, True), (1, False), (2, False), (1.5, False)):
        found = incidents.open_(
            connection,
            site=site,
            cause="channel_closed",
            subject="rest",
            message=f"HTTP 403 jam {hour}\0",
            now=NOW + timedelta(hours=hour),
            run_id=run_id if is_new else begin(connection),
        )
        assert found == is_new
    assert all_rows(
        connection,
        "SELECT site, cause, subject, message, opened_at, last_seen_at, times_seen, closed_at,"
        " run_id FROM warta.incidents",
    ) == [
        (site, "channel_closed", "rest", "HTTP 403 jam 1.5\ufffd", NOW, NOW + timedelta(hours=2), 4,
         None, run_id),
    ]  # fmt: skip


def test_a_healed_incident_is_closed_and_opened_anew_when_it_comes_back(
    connection: Connection, site: str
) -> None:
    """Two rows then: each time counts from its own beginning."""
    assert healed(connection, site) == 0
    assert seen(connection, site, hour=1)
    assert healed(connection, site, hour=2) == 1
    assert healed(connection, site, hour=3) == 0
    assert seen(connection, site, hour=4)
    assert all_rows(
        connection, "SELECT times_seen, closed_at FROM warta.incidents ORDER BY id"
    ) == [(1, NOW + timedelta(hours=2)), (1, None)]


def test_subjects_are_closed_one_by_one_or_all_at_once(connection: Connection, site: str) -> None:
    """Those of another cause or site stay open."""
    for subject in ("", "2024-03-01", "2024-03-02"):
        assert seen(connection, site, subject=subject)
    incidents.open_(connection, site=site, cause="run_stuck", subject="", message="Diam", now=NOW)
    assert healed(connection, "lain") == 0
    assert healed(connection, site, subject="2024-03-01") == 1
    assert healed(connection, site) == 2
    assert one(connection, "SELECT cause FROM warta.incidents WHERE closed_at IS NULL") == (
        "run_stuck"
    )


def test_any_subject_will_do(connection: Connection, site: str) -> None:
    """However long, and with characters that PostgreSQL does not take."""
    for subject in ("/iran/" + "kedutaan–" * 1000, "/iran/\0", "\ud800"):
        assert seen(connection, site, subject=subject)
        assert not seen(connection, site, subject=subject)
        assert healed(connection, site, subject=subject) == 1


def test_an_incident_is_never_closed_before_it_opened(connection: Connection, site: str) -> None:
    """Clocks differ: what closes it may have begun before what opened it."""
    seen(connection, site, hour=1)
    assert healed(connection, site, hour=0) == 1
    assert one(connection, "SELECT closed_at = opened_at FROM warta.incidents")


def test_the_causes_are_a_closed_list(connection: Connection, site: str) -> None:
    """The same in Python and in PostgreSQL."""
    listed = one(connection, "SELECT enum_range(NULL::ingest.incident_cause)::text[]")
    assert tuple(listed) == get_args(incidents.Cause)
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        connection.execute(
            "INSERT INTO ingest.incident (site, cause, subject, message, opened_at, last_seen_at)"
            " VALUES (%s, 'bad_luck', '', '', %s, %s)",
            [site, NOW, NOW],
        )
    connection.rollback()
