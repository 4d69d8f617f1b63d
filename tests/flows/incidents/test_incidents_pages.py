"""Pages that fail while the lists answer: somebody hears of it at once, and of single ones not."""

from collections.abc import Iterable

import pytest

from flows.incidents import pages
from flows.store.runs import Pages
from tests.flows.incidents.test_incidents_runs import opened
from tests.flows.world import World, ending
from tests.site.model import Post

PAGE = "https://purnawarta.com/analisa/x"


def edit(world: World, posts: Iterable[Post], behaviour: str) -> None:
    """Have articles edited a day later, and their pages fail."""
    world.site.wordpress.advance(days=1)
    for post in posts:
        world.site.wordpress.edit(post)
        world.site.misbehave(behaviour, path=post.path)


FAILURES = {
    "not_found": "http_404 ×4",
    "challenge_with_403": "http_403 ×4",
    "server_error": "http_500 ×4",
    "unavailable": "http_503 ×4",
    "end_in_mid_body": " ×4",
    "redirect_off_site": "foreign_host ×4",
    "challenge": "challenge_page ×4",
}


@pytest.mark.parametrize("behaviour", FAILURES)
def test_a_run_whose_pages_all_fail_opens_an_incident(world: World, behaviour: str) -> None:
    """Of one name, with how, and an example; it closes when pages come in, not before."""
    assert ending(world.run()) == ("ok", 0)
    edit(world, world.site.wordpress.live()[:4], behaviour)
    report = world.run()
    assert ending(report) == ("degraded", 3)
    assert opened(world) == {"all_pages_failing"}
    message = world.value("SELECT message FROM warta.incidents")
    assert message.startswith("4 of 4 pages failed, while the lists answer: ")
    assert FAILURES[behaviour] in message
    assert f"such as {world.site.base_url}/" in message
    assert message in report.verdict.reason
    world.run()  # nothing is due
    assert opened(world) == {"all_pages_failing"}
    world.site.behave()
    world.site.wordpress.advance(days=1)
    assert ending(world.run()) == ("ok", 0)
    assert opened(world) == set()


def test_an_outage_shows_though_each_run_asks_for_one_page(world: World) -> None:
    """At the third that fails since one came in; what fails for days is told of by that name."""
    world.run()
    for number, post in enumerate(world.site.wordpress.live()[:3]):
        assert opened(world) == set(), number
        edit(world, [post], "not_found")
        report = world.run()
    assert ending(report) == ("degraded", 3)
    assert "3 of 3 pages failed" in report.verdict.reason
    for _ in range(6):
        world.site.wordpress.advance(days=1)
        world.run()
        assert opened(world) == {"all_pages_failing"}


def test_pages_that_were_removed_are_no_outage(world: World) -> None:
    """Two may have been, and three that failed beside others that came in, though tried again."""
    world.run()
    live = world.site.wordpress.live()
    edit(world, live[:2], "not_found")
    report = world.run()
    assert ending(report) == ("ok", 0)
    assert "2 pages that failed wait until 2026-03-03 08:10 WIB for another try" in (
        report.verdict.reason
    )
    world.site.wordpress.edit(live[3])
    edit(world, [live[2]], "not_found")
    assert ending(world.run()) == ("ok", 0)
    world.site.wordpress.advance(days=1)
    assert ending(world.run()) == ("ok", 0)
    assert opened(world) == set()


def test_a_new_theme_is_not_over_while_no_page_comes_in(world: World) -> None:
    """A run whose pages all fail says nothing of how pages look."""
    world.run()
    live = world.site.wordpress.live()
    world.site.wordpress.publish()
    edit(world, live[:8], "challenge")
    world.run()
    assert opened(world) == {"theme_changed"}
    world.site.behave()
    edit(world, live[:8], "not_found")
    world.run()
    assert opened(world) == {"theme_changed", "all_pages_failing"}


@pytest.mark.parametrize(
    ("failed", "came_in", "unmet", "is_wrong"),
    [
        (3, 0, 3, True),
        (3, 0, 2, False),
        (1, 0, 3, True),
        (0, 0, 3, False),
        (9, 1, 9, True),
        (8, 1, 8, False),
        (26, 2, 26, True),
    ],
)
def test_nearly_all_is_nine_of_ten(
    failed: int, came_in: int, unmet: int, *, is_wrong: bool
) -> None:
    """Three of them at the least are news."""
    came_out = [
        Pages(how=how, pages=number, example=PAGE)
        for how, number in (("http_404", failed), (None, came_in))
        if number
    ]
    assert (pages.complaint(came_out, unmet, is_open=False) is not None) == is_wrong
