"""Probes of a site to test with, and what they make known."""

from flows.probe.flow import Probed, probe
from tests.flows.world import World
from tests.site import Settings

TIMED = Settings(wordpress="6.5.2", theme="plain")


def probed(world: World) -> tuple[Probed, dict[str, tuple[str, str]]]:
    """Probe; level and finding by aspect."""
    done = probe(world.setting())
    return done, {one.aspect: (one.level, one.finding) for one in done.findings}


def channel(world: World, name: str) -> dict[str, object]:
    """What is known of a channel."""
    (row,) = world.rows("SELECT * FROM warta.channels WHERE channel = %s", name)
    return row
