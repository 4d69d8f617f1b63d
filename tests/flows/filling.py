"""Backfills of a world, here and now, and what they leave in its ledger."""

from datetime import date
from typing import Any, Final

from flows.backfill import BackfillReport, backfill
from flows.ledger.filling import Slice
from tests.flows.world import World

#: Before the oldest of the site's articles.
SINCE: Final = date(2026, 2, 14)
SMALL: Final = Slice(requests=20, seconds=60.0)


def fill(world: World, **given: Any) -> BackfillReport:
    """Backfill, here and now; a pause moves the site's clock."""
    named = {name: given.pop(name) for name in ("settings", "load") if name in given}
    how: dict[str, Any] = {
        "since": SINCE,
        "sleep": lambda seconds: world.site.wordpress.advance(seconds=seconds),
        "size": SMALL,
    }
    return backfill(world.setting(**named), **(how | given))


def ledger(world: World) -> dict[str, int]:
    """How many articles of the ledger are expected, stored, explained and missing."""
    (row,) = world.rows(
        "SELECT sum(expected)::int AS expected, sum(stored)::int AS stored,"
        " sum(explained)::int AS explained, sum(missing)::int AS missing FROM warta.coverage"
    )
    return row
