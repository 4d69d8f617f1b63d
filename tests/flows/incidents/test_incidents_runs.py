"""What runs make of incidents: opened by who sees one, closed by who sees it healed."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from flows.crawl import starting
from flows.incidents import record
from flows.incidents.record import Healed, Seen, silence
from flows.ingest.flow import ingest
from flows.probe.flow import probe
from flows.runs.door import open_door
from flows.settings import read_settings
from flows.store import runs, sites
from flows.store.health import Health
from tests.flows.archive import NOW
from tests.flows.listener import listening
from tests.flows.world import World, Worlds, ending
from tests.site import WordPress, serve

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def opened(world: World) -> set[str]:
    """The causes of the incidents that are open."""
    rows = world.rows("SELECT cause FROM warta.incidents WHERE closed_at IS NULL")
    return {row["cause"] for row in rows}


def behave(world: World, *behaviours: str, everywhere: bool = False) -> None:
    """Have the site misbehave."""
    for behaviour in behaviours:
        world.site.misbehave(behaviour, **({"path": "*"} if everywhere else {}))


def show_no_list(world: World, behaviour: str) -> None:
    """Have all but robots.txt answered with something else."""
    for path in ("/", "/[!r]*"):
        world.site.misbehave(behaviour, path=path)


def show_challenges(world: World) -> None:
    """Have six articles edited, and a challenge shown in their place; a new one is shown."""
    for post in world.site.wordpress.live()[1:7]:
        world.site.wordpress.edit(post)
        world.site.misbehave("challenge", path=post.path)


def remove_all(world: World) -> None:
    """Have all articles removed."""
    for post in world.site.wordpress.live():
        world.site.wordpress.delete(post)


TROUBLES: dict[str, tuple[Callable[[World], None], tuple[str, int], str]] = {
    "nobody answers": (
        lambda world: behave(world, "nothing_at_all", everywhere=True),
        ("failed", 4),
        "site_unreachable",
    ),
    "robots.txt forbids": (
        lambda world: behave(world, "robots_disallows_all"), ("failed", 4), "site_refuses"
    ),
    "refused": (
        lambda world: behave(world, "challenge_with_403", everywhere=True),
        ("failed", 4),
        "site_refuses",
    ),
    "its server fails": (
        lambda world: behave(world, "unavailable", everywhere=True),
        ("failed", 4),
        "site_unreachable",
    ),
    "all but robots.txt fails": (
        lambda world: show_no_list(world, "server_error"), ("failed", 4), "site_unreachable"
    ),
    "robots.txt fails": (
        lambda world: behave(world, "robots_failing"), ("failed", 4), "site_unreachable"
    ),
    "a login page": (
        lambda world: show_no_list(world, "login_wall"), ("failed", 4), "channel_closed"
    ),
    "lists are empty": (remove_all, ("degraded", 3), "listings_empty"),
    "pages are strange": (show_challenges, ("degraded", 3), "theme_changed"),
}  # fmt: skip


@pytest.mark.parametrize("trouble", TROUBLES)
def test_an_incident_opens_and_closes_as_runs_see_it(world: World, trouble: str) -> None:
    """Once, however many runs see it; and the site's next good run closes it."""
    misbehave, expected, cause = TROUBLES[trouble]
    wordpress = world.site.wordpress
    assert ending(world.run()) == ("ok", 0)
    assert opened(world) == set()
    for _ in range(2):
        wordpress.advance(days=1)  # robots.txt is due again
        wordpress.publish()
        misbehave(world)
        assert ending(world.run()) == expected
        assert opened(world) == {cause}
    (incident,) = world.rows("SELECT times_seen, run_id FROM warta.incidents")
    assert incident["times_seen"] == 2
    run = "SELECT exit_code FROM warta.runs WHERE id = %s"
    assert world.value(run, incident["run_id"]) == expected[1]
    world.site.behave()
    wordpress.advance(days=2)
    for _ in range(3):
        wordpress.publish()
    assert ending(world.run()) == ("ok", 0)
    assert opened(world) == set()


def test_a_site_that_is_down_is_one_incident_whatever_runs_ask_of_it(world: World) -> None:
    """Robots.txt is due or is not, lists are asked for or the doctor's questions: one cause."""
    world.run()
    behave(world, "unavailable", everywhere=True)
    told = [world.run().verdict, probe(world.setting()).report.verdict]
    world.site.wordpress.advance(days=1)
    told += [world.run().verdict, probe(world.setting()).report.verdict, world.compare().verdict]
    for verdict in told:
        assert verdict.exit_code == 4
        assert re.search(r"is down: \S+ answers HTTP 503", verdict.reason)
    assert opened(world) == {"site_unreachable"}
    assert world.value("SELECT bool_and(is_open) FROM warta.channels")
    world.site.behave()
    assert ending(world.run()) == ("ok", 0)
    assert opened(world) == set()


@pytest.mark.parametrize("flow", ["ingest", "reconcile"])
def test_a_site_that_falls_silent_while_its_lists_are_read_is_one_incident(
    world: World, flow: str
) -> None:
    """It answered when the run began; the next run that reads it closes that."""
    world.run()
    for _ in range(2):
        world.site.wordpress.advance(days=1)  # robots.txt is due again
        show_no_list(world, "nothing_at_all")
        verdict = (world.run() if flow == "ingest" else world.compare()).verdict
        assert (verdict.state, verdict.exit_code) == ("failed", 4)
        assert "answers no more" in verdict.reason
        assert opened(world) == {"site_unreachable"}
    assert world.value("SELECT count(*) FROM warta.incidents") == 1
    world.site.behave()
    world.site.wordpress.publish()
    assert ending(world.run()) == ("ok", 0)
    assert opened(world) == set()


def test_a_site_that_answers_and_lists_nothing_is_no_silent_one(world: World) -> None:
    """Where the last of its lists alone got no answer."""
    world.run()
    world.site.misbehave("rest_forbidden")
    world.site.misbehave("nothing_at_all", path="/*.xml")
    world.site.misbehave("nothing_at_all", path="/")
    assert world.compare().verdict.exit_code == 4
    assert opened(world) == {"channel_closed"}


def test_a_site_that_is_down_until_a_time_says_so(world: World) -> None:
    world.run()
    world.site.misbehave("unavailable", path="*", retry_after=3600)
    until = f"{world.now() + HOUR:%Y-%m-%d %H:%M} UTC"
    assert f"Nothing is fetched before {until}" in world.run().verdict.reason


def test_a_refusal_is_healed_by_a_list_and_not_by_a_login_page(world: World) -> None:
    """That one is told of as well, whatever else is refused beside it."""
    world.run()
    behave(world, "challenge_with_403", everywhere=True)
    assert ending(world.run()) == ("failed", 4)
    assert opened(world) == {"site_refuses"}
    world.site.behave()
    world.site.wordpress.publish()
    show_no_list(world, "login_wall")
    world.site.misbehave("rest_forbidden")
    report = world.run()
    assert ending(report) == ("failed", 4)
    assert "where it did before" in report.verdict.reason
    assert opened(world) == {"site_refuses", "channel_closed"}
    world.site.behave()
    assert ending(world.run()) == ("ok", 0)
    assert opened(world) == set()


def test_a_crawler_that_breaks_off_is_an_incident(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until one comes to its end."""
    with monkeypatch.context() as patched:
        patched.setattr(starting, "PROGRAM", ("false",))
        assert ending(world.run()) == ("failed", 1)
    assert opened(world) == {"crawler_failed"}
    assert ending(world.run()) == ("ok", 0)
    assert opened(world) == set()


def test_pages_that_fail_for_days_are_an_incident(world: World) -> None:
    """Not at the first failure."""
    wordpress = world.site.wordpress
    path = wordpress.live()[3].path
    world.site.misbehave("server_error", path=path)
    for number in range(record.ATTEMPTS):
        assert opened(world) == set(), number
        assert ending(world.run()) == ("degraded", 3)
        wordpress.advance(days=1)
        wordpress.publish()
    assert opened(world) == {"pages_failing"}
    world.site.behave()
    assert ending(world.run()) == ("ok", 0)
    assert opened(world) == set()


def test_a_run_that_hangs_is_no_reason_to_say_ok(world: World) -> None:
    """While it lives, others have nothing to do; when it shows no life, they say so."""
    with open_door(world.url, world.settings.site()) as door:
        run_id = uuid4()
        with door.transaction() as connection:
            runs.begin(
                connection, run_id, site="local", flow="ingest", fence=door.taken.fence,
                now=world.now(),
            )  # fmt: skip
        world.site.wordpress.advance(minutes=14)
        assert ending(world.run()) == ("ok", 0)
        assert opened(world) == set()
        world.site.wordpress.advance(minutes=2)
        report = world.run()
        assert ending(report) == ("degraded", 3)
        assert f"without a sign of life since 2026-03-02 01:00 UTC (run {run_id})" in (
            report.verdict.reason
        )
        assert opened(world) == {"run_stuck"}
    assert ending(world.run()) == ("ok", 0)
    assert opened(world) == set()
    assert world.value("SELECT exit_code FROM warta.runs WHERE id = %s", run_id) == 1


def test_a_run_that_takes_no_site_fails_with_its_process(world: World) -> None:
    """An import may take days, and shows that it lives by a lock: the next run looks for that."""
    state = "SELECT state FROM warta.runs WHERE id = %s"
    run_id = uuid4()
    with psycopg.connect(world.url) as connection:
        sites.ensure(connection, world.settings.site())
        runs.begin(connection, run_id, site="local", flow="import", fence=0, now=world.now())
        connection.commit()
        world.site.wordpress.advance(days=2)
        world.run()
        assert world.value(state, run_id) == "running"
    world.run()
    assert world.value(state, run_id) == "failed"


def test_a_run_that_works_shows_it_every_minute(worlds: Worlds) -> None:
    """However long it takes until there is something to load."""
    with serve(WordPress(posts=3)) as site:
        world = worlds(site)
        begun = world.now()
        beats = []

        def answered(_count: int, _asked: int) -> None:
            site.wordpress.advance(minutes=2)
            beats.append(world.value("SELECT heartbeat_at FROM warta.runs"))

        ingest(world.setting(progress=answered))
        assert beats[0] == begun
        assert beats == sorted(beats)
        assert len(set(beats)) >= len(beats) - 1 > 4


def test_a_site_that_falls_silent_is_not_ok(worlds: Worlds) -> None:
    """Each request was answered, and yet: the past says that it would have published."""
    with serve(WordPress(posts=0)) as site:
        world = worlds(site)
        for day in range(20, 0, -1):
            site.wordpress.publish(at=world.now() - day * DAY)
        assert ending(world.run()) == ("ok", 0)
        site.wordpress.advance(days=3)
        assert ending(world.run()) == ("ok", 0)
        site.wordpress.advance(days=3)
        report = world.run()
        assert ending(report) == ("degraded", 3)
        assert "the site has shown nothing new for 6 days, where at most 24 hours" in (
            report.verdict.reason
        )
        assert opened(world) == {"silent_site"}
        site.wordpress.publish()
        assert ending(world.run()) == ("ok", 0)
        assert opened(world) == set()


def fares(**given: Any) -> Health:
    """How a site fares that publishes every hour, but for the nights."""
    values: dict[str, Any] = {
        "changed_at": NOW, "newest_at": NOW, "span": 60 * DAY, "usual_gap": HOUR,
        "longest_gap": 8 * HOUR, "failing": 0, "quarantined": 0,
        "waiting": 0, "waits_until": None, "unmet": 0,
    }  # fmt: skip
    return Health(**(values | given))


@pytest.mark.parametrize(
    ("health", "silent_after"),
    [
        (fares(), DAY),  # an hourly site: a day at the least
        (fares(longest_gap=3 * DAY), 6 * DAY),  # it rests at week-ends
        (fares(usual_gap=7 * DAY, longest_gap=8 * DAY), 35 * DAY),  # a weekly
        (fares(newest_at=NOW - 3 * DAY), DAY),  # an edit is a sign of life
        (fares(changed_at=None), DAY),
        (fares(changed_at=NOW + 9999 * DAY), DAY),  # as a clock said that was ahead
        (fares(span=6 * DAY), None),  # not seen for a week yet
        (fares(newest_at=None), None),  # nothing listed
    ],
)
def test_silence_is_measured_by_the_sites_own_past(
    health: Health, silent_after: timedelta | None
) -> None:
    """A quiet site raises no alarm, nor one that has just been met."""
    if silent_after is None:
        assert silence(health, now=NOW + 1000 * DAY) is None
        return
    assert silence(health, now=NOW + silent_after) is None
    assert silence(health, now=NOW + silent_after + HOUR)


def test_ten_pages_in_quarantine_in_a_week_are_an_incident() -> None:
    """Fewer are single pages."""
    assert isinstance(record.of_quarantine(fares(quarantined=9)), Healed)
    assert isinstance(record.of_quarantine(fares(quarantined=10)), Seen)


def test_a_run_tells_who_listens(world: World) -> None:
    """After it has been recorded; and a listener that fails costs the run nothing."""
    with listening() as listener:
        alert = {"WARTA_ALERT_URL": listener.url}
        settings = read_settings(world.environ | alert)
        world.site.misbehave("nothing_at_all", path="*")
        listener.statuses = [404]
        for _ in range(3):
            report = ingest(world.setting(settings=settings))
            assert ending(report) == ("failed", 4)
        assert [told["event"] for told in listener.told] == ["opened"]
        world.site.behave()
        report = ingest(world.setting(settings=settings))
        assert ending(report) == ("ok", 0)
        assert [told["event"] for told in listener.told] == ["opened", "closed"]
        assert "can't be reached" in listener.told[0]["text"]
