"""What a backfill would take, as it is told before any article is fetched."""

from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest

from flows.backfill import BackfillReport
from flows.cli import ledgers
from flows.ledger.estimate import Estimate
from tests.flows.filling import fill
from tests.flows.world import World, asked
from tests.site import Site, WordPress, serve


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with forty articles."""
    with serve(WordPress(posts=40)) as served:
        yield served


def estimated(world: World, **given: Any) -> tuple[BackfillReport, Estimate]:
    """Ask for an estimate, and do not agree to it; return what was shown, too."""
    shown: list[Estimate] = []

    def disagree(estimate: Estimate) -> bool:
        shown.append(estimate)
        return False

    report = fill(world, agree=disagree, **given)
    (estimate,) = shown
    return report, estimate


def test_an_estimate_of_a_section_is_at_most_what_is_not_stored(world: World) -> None:
    """The site counts all its articles: those that are stored are not to be fetched, in any."""
    world.run()
    for _ in range(3):
        world.site.wordpress.publish()
    for section in ("iran", "nosuch"):
        _, found = estimated(world, section=section)
        assert found.articles == 3
        with redirect_stderr(StringIO()) as shown:
            ledgers.estimate(found)
        assert "to fetch  at most 3 articles" in shown.getvalue()


def test_an_estimate_of_a_section_that_nobody_knows_says_which_are_like_it(world: World) -> None:
    """Older days may hold it, so it is no mistake yet."""
    world.run()
    section = world.site.wordpress.live()[0].section
    report, _ = estimated(world, section=f"{section}x")
    assert (report.verdict.state, report.verdict.exit_code) == ("ok", 0)
    assert f"no article is known in /{section}x/; " in report.verdict.reason
    assert f"such as {section}" in report.verdict.reason
    report, _ = estimated(world, section=section)
    assert report.verdict.reason == "planned; no article was fetched"


def test_an_estimate_fetches_no_article(world: World) -> None:
    """It costs a count, and says how many articles there are; not agreed to, it ends."""
    report, found = estimated(world)
    assert asked(world) == ["/robots.txt", "/wp-json/wp/v2/posts"]
    assert (report.verdict.exit_code, found.articles, found.requests) == (0, 40, 42)
    assert world.value("SELECT count(*) FROM warta.articles") == 0


@pytest.mark.parametrize(
    ("requests", "time"),
    [(1, "less than a minute"), (60, "a minute or two"), (720, "about 12 minutes")],
)
def test_an_estimate_says_how_long_it_takes(
    world: World, capsys: pytest.CaptureFixture[str], requests: int, time: str
) -> None:
    """As people say it."""
    _, found = estimated(world)
    ledgers.estimate(replace(found, requests=requests, delay_s=1, answer_s=0, per_hour=None))
    assert f"time      {time} (" in capsys.readouterr().err


def test_an_estimate_counts_what_the_answers_of_the_site_take(world: World) -> None:
    """Without a pause between requests they are all that takes time."""
    world.site.misbehave("slow_first_byte", wait_s=0.2)
    _, found = estimated(world)
    assert 0.2 <= found.answer_s < 2
    assert found.hours == pytest.approx(42 * found.answer_s / 3600)
    assert replace(found, delay_s=3.0).hours == pytest.approx(42 * 3 / 3600)
