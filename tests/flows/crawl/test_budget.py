"""The requests of a site's hour: shared by all that fetch, never more than it holds."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from crawler.plan import Fetch
from flows.crawl.at_site import at_site
from flows.crawl.loop import CrawlLoop
from flows.crawl.terms import Terms
from flows.ingest.flow import ingest
from flows.runs.report import RunReport, Verdict
from flows.settings import SettingsError, read_settings
from flows.store import budget, sites
from flows.store.budget import Grant
from tests.flows.archive import NOW, SITE, Connection, one
from tests.flows.world import World
from tests.site import Site

Warta = Callable[..., object]


def debit(
    connection: Connection,
    wanted: int,
    per_hour: int | None,
    minutes: float = 0,
    lasts: timedelta = timedelta(),
) -> Grant:
    """Take requests out of the hour, so many minutes after the first time."""
    at = NOW + timedelta(minutes=minutes)
    sites.ensure(connection, SITE)
    return budget.debit(connection, SITE.name, wanted, per_hour=per_hour, now=at, lasts=lasts)


def credit(connection: Connection, grant: Grant, *, used: int, minutes: float) -> None:
    """Put back what was not used, so many minutes after the first time."""
    budget.credit(connection, grant, used=used, now=NOW + timedelta(minutes=minutes))


def test_an_hour_gives_what_it_holds_and_no_more(connection: Connection) -> None:
    granted = [debit(connection, 40, 100, minutes).requests for minutes in (0, 20, 40, 59, 60)]
    assert granted == [40, 40, 20, 0, 40]


def test_what_was_not_used_goes_back_to_the_hour_that_it_came_from(connection: Connection) -> None:
    grant = debit(connection, 90, 100, minutes=59)
    debit(connection, 100, 100, minutes=61)
    credit(connection, grant, used=30, minutes=59.5)
    assert debit(connection, 100, 100, minutes=59).requests == 70
    assert debit(connection, 100, 100, minutes=61).requests == 0


def test_a_crawl_that_may_last_into_the_next_hour_is_counted_in_both(
    connection: Connection,
) -> None:
    """Ninety requests of which some are made before and some after the full hour: at most 100."""
    grant = debit(connection, 90, 100, minutes=50, lasts=timedelta(minutes=20))
    assert grant.goes_on_at == NOW + timedelta(hours=1)
    assert debit(connection, 90, 100, minutes=61).requests == 10
    credit(connection, grant, used=70, minutes=65)
    assert debit(connection, 90, 100, minutes=62).requests == 20
    assert debit(connection, 90, 100, minutes=59).requests == 30


def test_a_crawl_that_ended_before_the_next_hour_takes_nothing_out_of_it(
    connection: Connection,
) -> None:
    grant = debit(connection, 90, 100, minutes=50, lasts=timedelta(minutes=20))
    credit(connection, grant, used=70, minutes=55)
    assert debit(connection, 100, 100, minutes=60).requests == 100


def test_what_this_hour_can_not_give_is_not_taken_out_of_the_next(connection: Connection) -> None:
    debit(connection, 95, 100)
    assert debit(connection, 90, 100, minutes=50, lasts=timedelta(minutes=20)).requests == 5
    assert debit(connection, 100, 100, minutes=60).requests == 95


def test_a_crawl_that_used_more_than_it_took_puts_nothing_back(connection: Connection) -> None:
    credit(connection, debit(connection, 10, 100), used=11, minutes=1)
    assert debit(connection, 100, 100).requests == 90


def test_an_hour_that_was_made_smaller_gives_nothing(connection: Connection) -> None:
    debit(connection, 90, 100)
    assert debit(connection, 10, 50).requests == 0


def test_where_the_next_hour_is_spent_too_it_goes_on_after_that(connection: Connection) -> None:
    """A crawl that may last into it needs requests of both."""
    debit(connection, 100, 100, minutes=60)
    grant = debit(connection, 10, 100, minutes=50, lasts=timedelta(minutes=20))
    assert (grant.requests, grant.goes_on_at) == (0, NOW + timedelta(hours=2))
    assert debit(connection, 10, 100, minutes=50).requests == 10


def test_an_hour_without_end_keeps_no_account(connection: Connection) -> None:
    grant = debit(connection, 500, None)
    credit(connection, grant, used=3, minutes=1)
    assert grant.requests == 500
    assert one(connection, "SELECT count(*) FROM ingest.request_hour") == 0


@pytest.mark.parametrize("given", ["0", "-1", "1.5", "many", "١٢", "9999999999999"])
def test_a_setting_that_is_no_number_is_named(given: str) -> None:
    with pytest.raises(SettingsError, match=r"WARTA_REQUESTS_PER_HOUR is .*: give a whole number"):
        read_settings({"WARTA_REQUESTS_PER_HOUR": given})


def test_a_site_elsewhere_has_an_hour_with_an_end_and_one_here_only_if_asked() -> None:
    plain, strict = read_settings({}), read_settings({"WARTA_REQUESTS_PER_HOUR": "30"})
    assert plain.hour_holds(is_loopback=False) == 1_200
    assert plain.hour_holds(is_loopback=True) is None
    assert strict.hour_holds(is_loopback=True) == 30


# runs ----------------------------------------------------------------------------------------


def asked_in(world: World, *, per_hour: int) -> RunReport:
    """A run with a small hour."""
    settings = read_settings(world.environ | {"WARTA_REQUESTS_PER_HOUR": str(per_hour)})
    return ingest(world.setting(settings=settings))


def test_a_run_ends_at_the_budget_says_when_it_goes_on_and_does(world: World) -> None:
    """Fifteen articles, twelve requests an hour."""
    first = asked_in(world, per_hour=12)
    assert (first.verdict.state, first.verdict.exit_code) == ("degraded", 3)
    assert len(world.site.log.entries) == 12
    second = asked_in(world, per_hour=12)
    assert (second.verdict.state, second.verdict.exit_code) == ("degraded", 3)
    goes_on = world.now().replace(minute=0) + timedelta(hours=1)
    assert second.verdict.reason == (
        "the 12 requests of this hour are spent (WARTA_REQUESTS_PER_HOUR); "
        f"it goes on at {goes_on:%Y-%m-%d %H:%M} UTC"
    )
    assert len(world.site.log.entries) == 12
    world.site.wordpress.advance(hours=1)
    while asked_in(world, per_hour=12).verdict.state == "degraded":
        world.site.wordpress.advance(hours=1)
    world.check()
    ceiling = world.site.log.ceiling(timedelta(hours=1), clock="site")
    assert ceiling <= 12


def _crawled(world: World, fetches: list[Fetch], *, is_broken: bool = False) -> None:
    def deed(terms: Terms) -> Verdict:
        loop = CrawlLoop(terms)
        if is_broken:
            raise KeyboardInterrupt

        def begin() -> None:
            for fetch in fetches:
                loop.ask(fetch)

        loop.run(begin)
        return Verdict(state="ok", reason="", exit_code=0)

    settings = read_settings(world.environ | {"WARTA_REQUESTS_PER_HOUR": "100"})
    given = world.setting(settings=settings)
    at_site(given, "try", deed, requests=60)


def spent(world: World) -> int:
    """What the hour has given away."""
    return int(world.value("SELECT requests FROM ingest.request_hour ORDER BY hour_at LIMIT 1"))


def test_an_hour_that_ends_before_a_list_was_had_is_no_refusal(world: World) -> None:
    """robots.txt had its last request: the site has neither closed nor refused anything."""
    verdict = asked_in(world, per_hour=1).verdict
    assert (verdict.state, verdict.exit_code) == ("degraded", 3)
    assert "all that was left of this hour's requests" in verdict.reason
    assert world.rows("SELECT cause FROM warta.incidents") == []
    world.site.wordpress.advance(hours=1)
    assert world.run().verdict.state == "ok"
    world.check()


def test_crawls_share_the_hour_whatever_they_are_for(world: World, site: Site) -> None:
    paths = [post.path for post in site.wordpress.live()[:3]]
    site.misbehave("bad_gateway", path=paths[1], first=1)
    _crawled(world, [Fetch(url=site.base_url + path) for path in paths])
    assert spent(world) == len(site.log.entries) == 5  # robots.txt, three pages, one of them twice
    _crawled(world, [])
    assert spent(world) == len(site.log.entries) == 5


def test_a_crawl_that_breaks_off_loses_its_rest_until_the_hour_is_over(world: World) -> None:
    with pytest.raises(KeyboardInterrupt):
        _crawled(world, [], is_broken=True)
    assert spent(world) == 60


def test_what_the_site_wished_is_known_though_the_run_breaks_off(world: World, site: Site) -> None:
    """Retry-After is recorded when it is heard, not at the end."""
    site.misbehave("too_many_requests", retry_after=120)

    def broken(_answered: int, _asked: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(world.setting(progress=broken))
    retry_at = world.value("SELECT retry_at FROM ingest.site")
    assert retry_at == world.now() + timedelta(seconds=120)
    assert world.run().verdict.exit_code == 4
    assert len(site.log.entries) == 1
