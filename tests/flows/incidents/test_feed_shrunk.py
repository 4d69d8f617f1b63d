"""A feed that lists far fewer articles than ever before is seen; a normal one never alarms."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.incidents.feeds import complaint, weighed
from flows.store.feeds import FeedLength
from tests.flows.world import World

START = datetime(2026, 3, 2, tzinfo=UTC)


def read(lengths: Sequence[int], *, hours: float = 6) -> FeedLength | None:
    """What is known after readings of such lengths."""
    known = None
    for number, entries in enumerate(lengths):
        known = weighed(known, entries, now=START + timedelta(hours=number * hours))
    return known


@pytest.mark.parametrize(
    ("lengths", "is_wrong"),
    [
        ([10] * 6 + [3, 3], True),
        ([10] * 6 + [0, 0], True),
        ([10] * 6 + [5, 4, 5], True),
        ([10] * 6 + [3], False),  # once
        ([10] * 6 + [3, 10, 3, 10, 3], False),  # never twice in a row
        ([10] * 6 + [6, 6, 6], False),  # more than half
        ([10] * 4 + [3, 3, 3], False),  # not learnt yet
        ([1, 2, 3, 4, 5, 6, 3, 3], False),  # a young site: it has listed fewer
        ([0] * 9, False),
        ([10] * 6 + [3] * 30, False),  # for a week: its owner wants it so
        ([10] * 6 + [3] * 30 + [1, 1], True),  # and then that is what is usual
    ],
)
def test_it_is_seen_in_the_second_reading_that_lists_half_or_less(
    lengths: list[int], *, is_wrong: bool
) -> None:
    """Of what it listed at the least in five readings over a day."""
    assert (complaint(read(lengths)) is not None) is is_wrong


def test_many_readings_within_an_hour_teach_nothing() -> None:
    """A site that has just begun publishes often."""
    assert complaint(read([10] * 20 + [1, 1, 1], hours=0.05)) is None


@given(st.lists(st.integers(min_value=6, max_value=11), max_size=60))
def test_a_feed_that_varies_by_less_than_half_never_alarms(lengths: list[int]) -> None:
    """Whatever the order."""
    known = None
    for number, entries in enumerate(lengths):
        known = weighed(known, entries, now=START + timedelta(hours=number))
        assert complaint(known) is None


def test_a_run_that_sees_it_is_degraded_until_it_has_healed(world: World) -> None:
    """An incident while it lasts; unchanged, the feed says nothing about it."""
    wordpress = world.site.wordpress

    def published() -> tuple[str, set[str]]:
        wordpress.advance(hours=7)
        wordpress.publish()
        return world.run().verdict.state, open_causes(world)

    assert [published() for _ in range(6)] == [("ok", set())] * 6
    usual = wordpress.settings
    wordpress.settings = replace(usual, posts_per_feed=4)
    assert published() == ("ok", set())
    assert published() == ("degraded", {"feed_shrunk"})
    report = world.run()
    assert (report.verdict.state, open_causes(world)) == ("ok", {"feed_shrunk"})
    wordpress.settings = usual
    assert published() == ("ok", set())


def open_causes(world: World) -> set[str]:
    """The causes of the incidents that are open."""
    found = world.rows("SELECT cause FROM warta.incidents WHERE closed_at IS NULL")
    return {row["cause"] for row in found}
