"""Alerts: whoever listens is told once of each incident, and a run never fails by it."""

import logging
from datetime import timedelta

import pytest

from flows.incidents import alerts
from flows.settings import SettingsError, read_settings
from flows.store import incidents, sites
from tests.flows.archive import NOW, SITE, Connection, one
from tests.flows.listener import Listener
from tests.flows.world import free_port

HOUR = timedelta(hours=1)


@pytest.fixture
def archive(connection: Connection) -> Connection:
    """An archive that knows the site."""
    sites.ensure(connection, SITE)
    connection.commit()
    return connection


def see(archive: Connection, *subjects: str, hour: float = 0) -> None:
    """See that something is wrong with each of the subjects."""
    for subject in subjects:
        incidents.open_(
            archive,
            site=SITE.name,
            cause="channel_closed",
            subject=subject,
            message="HTTP 403: “ditutup”",
            now=NOW + hour * HOUR,
        )
    archive.commit()


def heal(archive: Connection, *subjects: str, hour: float = 1) -> None:
    """See that it has healed."""
    for subject in subjects:
        incidents.close(
            archive, site=SITE.name, cause="channel_closed", subject=subject, now=NOW + hour * HOUR
        )
    archive.commit()


def send(archive: Connection, url: str | None, *, hour: float = 2) -> int:
    """Send what is due; how many were taken."""
    return alerts.send(archive, url, site=SITE.name, now=NOW + hour * HOUR)


def test_who_listens_is_told_once_that_it_opened_and_once_that_it_closed(
    archive: Connection, listener: Listener
) -> None:
    """In words as Slack shows them, and as values for programs."""
    see(archive, "rest")
    assert send(archive, listener.url) == 1
    see(archive, "rest")
    assert send(archive, listener.url) == 0
    (told,) = listener.told
    assert told["text"] == "warta: purnawarta: channel_closed (rest) opened: HTTP 403: “ditutup”"
    assert told["incident"]["opened_at"].startswith("2025-01-01")
    assert told["incident"]["times_seen"] == 1
    heal(archive, "rest")
    assert send(archive, listener.url) == 1
    assert send(archive, listener.url) == 0
    assert listener.told[1]["text"] == (
        "warta: purnawarta: channel_closed (rest) is over, after 60 minutes; "
        "it had said: HTTP 403: “ditutup”"
    )
    assert listener.events == [("opened", "rest"), ("closed", "rest")]


@pytest.mark.parametrize("statuses", [[500, 503], [302], [404]])
def test_what_is_not_taken_is_sent_by_the_next_run(
    archive: Connection, listener: Listener, statuses: list[int]
) -> None:
    """Whether the listener failed, refused or sent us elsewhere; in the order of opening."""
    see(archive, "feed")
    listener.statuses = [*statuses]
    assert send(archive, listener.url) == 0
    assert not listener.statuses
    see(archive, "rest")
    assert send(archive, listener.url) == 2
    assert listener.events == [("opened", "feed"), ("opened", "rest")]


def test_a_failure_that_passes_costs_a_second_try(archive: Connection, listener: Listener) -> None:
    """Not the alert."""
    see(archive, "feed")
    listener.statuses = [502]
    assert send(archive, listener.url) == 1


def test_what_one_listener_refuses_keeps_nothing_else_back(
    archive: Connection, listener: Listener
) -> None:
    """The others are told of."""
    see(archive, "feed", "rest")
    listener.statuses = [400]
    assert send(archive, listener.url) == 1
    assert listener.events == [("opened", "rest")]


def test_nobody_there_is_a_warning_without_the_secret(
    archive: Connection,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The run goes on, and the alert stays due."""
    monkeypatch.setattr(alerts, "_PAUSE_S", 0)
    see(archive, "feed", "rest")
    with caplog.at_level(logging.WARNING):
        assert send(archive, f"http://127.0.0.1:{free_port()}/rahasia") == 0
    (record,) = caplog.records
    assert "WARTA_ALERT_URL does not take alerts" in record.getMessage()
    assert "rahasia" not in caplog.text
    assert (
        one(archive, "SELECT count(*) FROM ingest.incident WHERE opening_alerted_at IS NULL") == 2
    )


def test_without_an_address_everything_stays_due(archive: Connection, listener: Listener) -> None:
    """Who is named later is told of what is open, and of what has healed only just now."""
    see(archive, "lama", "baru", "masih")
    heal(archive, "lama", hour=1)
    heal(archive, "baru", hour=40)
    assert send(archive, None) == 0
    assert send(archive, listener.url, hour=48) == 2
    assert "(baru) was open for 40 hours, and could not be told of: " in listener.told[0]["text"]
    assert listener.events == [("closed", "baru"), ("opened", "masih")]
    assert send(archive, listener.url, hour=48) == 0


def test_a_database_that_is_gone_is_no_failure_of_the_alerts(
    archive: Connection, listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    """The run has ended already, and says how by itself."""
    archive.close()
    assert send(archive, listener.url) == 0
    assert "alerts: the database said" in caplog.text


@pytest.mark.parametrize(
    "address", ["hooks.rahasia.id", "file:///etc/passwd", "https:///x", "http://a b", "http://a:x/"]
)
def test_an_address_that_can_not_be_used_is_refused_without_being_shown(address: str) -> None:
    """It may hold a secret."""
    with pytest.raises(SettingsError, match="WARTA_ALERT_URL must be") as caught:
        read_settings({"WARTA_ALERT_URL": address})
    assert address not in str(caught.value)
    assert "rahasia" not in repr(read_settings({"WARTA_ALERT_URL": "https://hooks/rahasia"}))
