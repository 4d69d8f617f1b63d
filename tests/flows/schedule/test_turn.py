"""Of the runs that a schedule made one works at a time, and none whose work is done."""

from datetime import timedelta
from uuid import uuid4

import psycopg

from flows.schedule import turn
from flows.store import runs, sites
from tests.flows.world import World


def ended(world: World, flow: str, state: str, *, days_ahead: int = 0) -> None:
    """A run of the flow began by now, and came to an end."""
    site, now = world.settings.site(), world.now() + timedelta(days=days_ahead)
    with psycopg.connect(world.url) as connection:
        sites.ensure(connection, site)
        run_id = uuid4()
        runs.begin(connection, run_id, site=site.name, flow=flow, fence=0, now=now)
        runs.end(
            connection, run_id, state=state, reason="sudah", requests=1, exit_code=0,  # type: ignore[arg-type]
            now=now,
        )  # fmt: skip


def is_granted(world: World, flow: str = "ingest", *, hours_ago: int = 2) -> bool:
    """Whether a run that fell due so long ago is to work."""
    due_at = world.now() - timedelta(hours=hours_ago)
    name, now = world.settings.site().name, world.now()
    with turn.take(world.url, flow, name, since=due_at, now=now) as is_ours:
        return is_ours


def test_two_never_have_it(world: World) -> None:
    """Other flows have turns of their own; and who ends gives it back."""
    site = world.settings.site().name
    now = world.now()
    with turn.take(world.url, "ingest", site, since=now, now=now) as is_ours:
        assert is_ours
        assert not is_granted(world)
        assert is_granted(world, "verify")
    assert is_granted(world)


def test_what_is_done_is_not_done_again(world: World) -> None:
    """By a run that fell due before; one that falls due later has work again."""
    ended(world, "ingest", "failed")
    assert is_granted(world)
    ended(world, "ingest", "degraded")
    assert not is_granted(world)
    assert is_granted(world, "reconcile")
    world.site.wordpress.advance(hours=3)
    assert is_granted(world)


def test_what_a_clock_has_done_that_was_put_back_since_counts_for_nothing(world: World) -> None:
    """Else nothing were done until it was that late again."""
    ended(world, "ingest", "ok", days_ahead=400)
    assert is_granted(world)
