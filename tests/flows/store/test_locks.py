"""Locks are given back at the end of what they were taken for, not when the server notices it."""

from collections.abc import Iterator
from datetime import date

import psycopg
import pytest

from flows import db
from flows.backfill import backfill
from flows.probe.flow import probe
from flows.runs.door import open_door
from flows.store import locks
from tests.flows import archive
from tests.flows.archive import Connection
from tests.flows.world import World, ending

NAME = "ingest turn of purnawarta"


@pytest.fixture
def lingering(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The server takes all sessions of this test for open, as it does for a moment after an end."""
    left: list[Connection] = []
    with monkeypatch.context() as patch:
        patch.setattr(psycopg.Connection, "close", lambda one: left.append(one))  # noqa: PLW0108 (bound)
        yield
    for connection in left:
        connection.close()


@pytest.mark.usefixtures("lingering")
@pytest.mark.parametrize("flow", ["ingest", "backfill", "reconcile", "reprocess"])
def test_a_run_begun_at_once_after_another_has_its_turn(world: World, flow: str) -> None:
    """The sessions of the first may still be open on the server's side."""
    for _ in range(2):
        verdict = world.do(flow)
        assert "another" not in verdict.reason


@pytest.fixture
def other(database: str) -> Iterator[Connection]:
    """Somebody else's session."""
    with psycopg.connect(database, autocommit=True) as opened:
        yield opened


def is_free(other: Connection) -> bool:
    """Whether somebody else would get the lock."""
    with locks.held(other, NAME) as is_theirs:
        return is_theirs


def test_a_lock_is_given_back_whatever_ends_the_block(
    connection: Connection, other: Connection
) -> None:
    """Its own session stays open."""
    with locks.held(connection, NAME) as is_ours:
        assert is_ours
        assert not is_free(other)
    assert is_free(other)
    with pytest.raises(KeyboardInterrupt), locks.held(connection, NAME):
        raise KeyboardInterrupt
    assert is_free(other)


def test_who_did_not_get_a_lock_gives_none_back(connection: Connection, other: Connection) -> None:
    """Whoever has it keeps it."""
    with locks.held(connection, NAME):
        assert not is_free(other)
        assert not is_free(other)
    assert is_free(other)


def test_a_broken_connection_hides_no_error(database: str, other: Connection) -> None:
    """What went wrong is told, and the lock went with the session."""

    def broken_off() -> None:
        with psycopg.connect(database) as connection, locks.held(connection, NAME):
            archive.one(other, "SELECT pg_terminate_backend(%s)", connection.info.backend_pid)
            raise ValueError(NAME)

    with pytest.raises(ValueError, match=NAME):
        broken_off()
    assert is_free(other)


def test_what_another_run_at_the_site_does_not_do_is_not_called_done(world: World) -> None:
    """Who follows the site may leave it to that one; nobody else asks about days, or questions."""
    with open_door(world.url, world.settings.site()):
        assert ending(world.run()) == ("ok", 0)
        looked = probe(world.setting()).report.verdict
    assert (looked.state, looked.exit_code) == ("degraded", 3)
    assert looked.reason.startswith("not done: another run is at local: warta ingest lock local")
    with (
        db.connect(world.url, name="other", autocommit=True) as other,
        locks.held(other, "backfill of local"),
    ):
        begun = backfill(world.setting(), since=date(2026, 3, 1)).verdict
    assert (begun.state, begun.exit_code) == ("degraded", 3)
    assert "not begun: another backfill is at local" in begun.reason
