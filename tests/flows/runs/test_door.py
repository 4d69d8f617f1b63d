"""One run at a site at a time, whatever the scheduler does."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest

from crawler.sites import site_for_url
from flows import db
from flows.runs import door
from flows.runs.door import Door, DoorTakenError, open_door
from flows.store import runs, sites
from flows.store.sites import FencedError
from tests.flows import archive
from tests.flows.archive import Connection, one
from tests.flows.world import wait_until

OTHER = site_for_url("https://warta.example")


def test_a_second_run_at_a_site_finds_nothing_to_do(database: str) -> None:
    """One at another site does its work."""
    with open_door(database, archive.SITE), open_door(database, OTHER):
        second = open_door(database, archive.SITE)
        with pytest.raises(DoorTakenError, match="another run is at purnawarta"):
            second.__enter__()
    with open_door(database, archive.SITE) as opened:
        assert opened.taken.fence == 2


def test_a_live_run_waits_for_the_end_of_a_backfills_slice(
    database: str, connection: Connection
) -> None:
    """It takes the site as soon as the slice lets go, before the next slice, which waits too."""
    order: list[str] = []

    def come(flow: str) -> None:
        with open_door(database, archive.SITE, flow=flow):
            order.append(flow)

    with ThreadPoolExecutor() as pool:
        with open_door(database, archive.SITE, flow="backfill"):
            comers = []
            for waiting, flow in enumerate(("ingest", "backfill"), start=1):
                comers.append(pool.submit(come, flow))
                wait_until(lambda: one(connection, WAITING) == waiting)  # noqa: B023 (called here)
            order.append("slice")
        for comer in comers:
            comer.result(timeout=60)
    assert order == ["slice", "ingest", "backfill"]


WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


def test_a_run_that_waits_in_vain_does_nothing(
    database: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A slice that does not end is a fault: whoever waits for it says who holds the site."""
    monkeypatch.setattr(door, "_SLICE_MAX_S", 1)
    with open_door(database, archive.SITE, flow="backfill"):
        second = open_door(database, archive.SITE)
        said = r"warta backfill lock purnawarta \(account \w+, process \d+ .* has been at"
        with pytest.raises(DoorTakenError, match=said):
            second.__enter__()
    assert "ingest waits for the end of a slice: warta backfill lock purnawarta" in caplog.text


def test_a_run_that_lost_its_lock_commits_nothing(database: str, connection: Connection) -> None:
    """The other one has taken a newer fencing number."""
    with open_door(database, archive.SITE) as opened:
        sites.take(connection, archive.SITE)
        connection.commit()
        with pytest.raises(FencedError), opened.transaction() as writer:
            writer.execute("UPDATE ingest.site SET robots = ''")
    assert one(connection, "SELECT robots FROM ingest.site") is None


def test_whoever_loads_beside_commits_nothing_then_either(
    database: str, connection: Connection
) -> None:
    """Through a writer of its own; until then, each waits for the other's commit, however long."""
    with open_door(database, archive.SITE) as opened, opened.beside() as other:
        other.writer.execute("SET lock_timeout = '50ms'")
        other.writer.commit()
        with ThreadPoolExecutor() as pool:
            with opened.transaction():
                waiting = pool.submit(_record_robots, other, "# teks")
                wait([waiting], timeout=0.2)
                assert not waiting.done()
            waiting.result(timeout=60)
        assert one(connection, "SELECT robots FROM ingest.site") == "# teks"
        sites.take(connection, archive.SITE)
        connection.commit()
        with pytest.raises(FencedError):
            _record_robots(other, "")


def _record_robots(through: Door, robots: str) -> None:
    with through.transaction() as writer:
        sites.record_robots(writer, archive.SITE.name, robots, archive.at(0))


def test_a_run_whose_lock_is_gone_stops(database: str, connection: Connection) -> None:
    """The server ended the connection that held it, before anybody else took it."""
    with open_door(database, archive.SITE) as opened:
        with opened.transaction():
            pass
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'warta ingest lock purnawarta'"
            " AND datname = current_database()"
        )
        connection.commit()
        with pytest.raises(db.DatabaseGoneError), opened.transaction():
            pass


def test_a_run_that_was_killed_is_ended_by_the_next(database: str, connection: Connection) -> None:
    """It failed when it last showed that it was alive, which shows before that is recorded."""
    with open_door(database, archive.SITE) as opened, opened.transaction() as writer:
        run_id = uuid4()
        runs.begin(
            writer, run_id, site="purnawarta", flow="ingest", fence=opened.taken.fence,
            now=archive.at(0),
        )  # fmt: skip
        runs.beat(writer, run_id, now=archive.at(1))
    ended = "SELECT state, ended_at FROM warta.runs WHERE state <> 'running'"
    died = [("failed", archive.at(1))]  # once the server has noticed
    wait_until(lambda: archive.all_rows(connection, ended) == died)
    with open_door(database, archive.SITE) as opened:
        with opened.transaction() as writer:
            runs.begin(
                writer, uuid4(), site="purnawarta", flow="ingest", fence=opened.taken.fence,
                now=archive.at(5),
            )  # fmt: skip
        assert archive.all_rows(connection, ended) == died
        recorded = "SELECT state::text FROM ingest.run ORDER BY started_at"
        assert archive.all_rows(connection, recorded) == [("failed",), ("running",)]


def test_a_transaction_pooler_is_refused(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its server processes are not the one that greeted us: it would leave the lock with one."""

    class Pooled:
        """A connection that is greeted by a pooler."""

        def __init__(self, real: psycopg.Connection) -> None:
            self.info = type("Info", (), {"backend_pid": real.info.backend_pid + 1})
            self.execute = real.execute

    refuse = door._refuse_pooler
    monkeypatch.setattr(door, "_refuse_pooler", lambda real: refuse(Pooled(real)))  # type: ignore[arg-type]
    with pytest.raises(db.DatabaseError, match="transaction pooler"), open_door(database, OTHER):
        pass


@contextmanager
def _held(database: str) -> Iterator[Connection]:
    with psycopg.connect(database) as holder:
        sites.hold(holder, archive.SITE.name)
        yield holder


def test_a_load_waits_for_another_of_its_site_but_not_for_ever(
    database: str, connection: Connection
) -> None:
    """A process that stalls within its transaction is not waited for beyond the bound."""
    run_id = archive.begin(connection)
    connection.execute("SET lock_timeout = '50ms'")
    connection.commit()
    with _held(database), pytest.raises(psycopg.errors.LockNotAvailable):
        archive.put(connection, run_id, archive.page("/a/x", post_id=1))
    connection.rollback()
    assert archive.put(connection, run_id, archive.page("/a/x", post_id=1)) == ["inserted"]


@pytest.mark.parametrize(
    "name", ["lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"]
)
def test_what_a_flow_waits_for_is_bounded(database: str, name: str) -> None:
    """By settings of the session that loads."""
    with open_door(database, archive.SITE) as opened, opened.transaction() as writer:
        query = "SELECT setting::int > 0 FROM pg_settings WHERE name = %s"
        assert writer.execute(query, [name]).fetchone() == (True,)
