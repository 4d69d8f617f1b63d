"""Looking again at articles whose edits no list tells of."""

from datetime import timedelta

import pytest

from flows import revisit
from flows.revisit import AGES, follow_up
from flows.runs.report import RunReport
from flows.store import visits
from tests.flows import archive
from tests.flows.archive import Connection, at, page, put
from tests.flows.world import World, Worlds
from tests.site import Settings, WordPress, serve

UNTOLD = Settings(seo="none")


def due(connection: Connection, hour: float, **given: object) -> list[tuple[str, bool]]:
    """What is to be looked at again."""
    settings: dict[str, object] = {
        "ages": AGES,
        "lasts": timedelta(days=37),
        "audited_after": timedelta(days=3),
        "per_day": 100,
        "audits": 0,
    }
    found = visits.due(connection, archive.SITE.name, now=at(hour), **(settings | given))  # type: ignore[arg-type]
    connection.commit()
    return [(one.url.removeprefix(archive.HOST), one.is_audit) for one in found]


def test_an_article_is_due_at_each_age_until_it_is_looked_at(connection: Connection) -> None:
    """Counted from its publication; one look serves all the ages that have passed."""
    put(connection, archive.begin(connection), page("/a/1", post_id=1, hour=0.1))
    assert due(connection, 0.9) == []
    assert due(connection, 1.1) == [("/a/1", False)]
    number = archive.one(connection, "SELECT id FROM warta.articles")
    for hour, is_due in ((6.5, True), (23, False), (24.5, True), (24 * 11, True), (24 * 29, False)):
        assert bool(due(connection, hour)) == is_due, hour
        visits.record(connection, {number: at(hour)})
        assert due(connection, hour) == []
    assert due(connection, 24 * 30.5) == [("/a/1", False)]
    assert due(connection, 24 * 38) == []


def test_what_was_published_long_ago_is_not_looked_at(connection: Connection) -> None:
    """A backfill brings it in today; what it will be asked for is an age."""
    put(connection, archive.begin(connection), page("/a/1", hour=24 * 365))
    assert due(connection, 24 * 365 + 2) == []


def test_a_day_costs_no_more_than_its_budget(connection: Connection) -> None:
    """The youngest come first; the others wait for the next day."""
    pages = [page(f"/a/{n}", f"{n}", hour=n, published_at=at(n)) for n in range(4)]
    put(connection, archive.begin(connection), *pages)
    assert due(connection, 10, per_day=2) == [("/a/3", False), ("/a/2", False)]
    number = archive.one(connection, "SELECT id FROM warta.articles WHERE url LIKE '%/3'")
    visits.record(connection, {number: at(10)})
    assert due(connection, 10, per_day=2) == [("/a/2", False)]
    assert due(connection, 35, per_day=2) == [("/a/3", False), ("/a/2", False)]


def test_ages_and_audits_together_cost_a_day_no_more(connection: Connection) -> None:
    """Audits have their share of it, however much is due by its age."""
    young = [page(f"/a/{n}", f"{n}", hour=n, published_at=at(n)) for n in range(4)]
    old = [page(f"/b/{n}", f"9{n}", hour=100, published_at=at(100)) for n in range(4)]
    put(connection, archive.begin(connection), *young, *old)
    given: dict[str, object] = {"ages": (timedelta(hours=198),), "audits": 2}
    for per_day in (2, 3, 5):
        found = [is_audit for _, is_audit in due(connection, 201, per_day=per_day, **given)]
        assert found == [False] * (per_day - 2) + [True] * 2
    number = archive.one(connection, "SELECT id FROM warta.articles WHERE url LIKE '%/a/3'")
    put(connection, archive.begin(connection), page("/a/3", "3", hour=199))
    visits.record(connection, {number: at(200)})
    assert len(due(connection, 201, per_day=3, **given)) == 2


def test_what_was_seen_by_a_clock_that_ran_ahead_is_looked_at_again(connection: Connection) -> None:
    """And costs nothing of the day's budget; what is seen then counts, earlier though it is."""
    put(connection, archive.begin(connection), page("/a/1", post_id=1, hour=0.1))
    put(connection, archive.begin(connection), page("/a/1", post_id=1, hour=24 * 365))
    number = archive.one(connection, "SELECT id FROM warta.articles")
    visits.record(connection, {number: at(24 * 365)})
    for hour in (7, 25):
        assert due(connection, hour, per_day=2) == [("/a/1", False)]
        visits.record(connection, {number: at(hour)})
        assert due(connection, hour) == []


def test_where_changes_are_told_of_only_a_few_are_audited(connection: Connection) -> None:
    """Those that nobody has seen for days, the longest unseen first."""
    pages = [page(f"/a/{n}", f"{n}", hour=n) for n in range(4)]
    put(connection, archive.begin(connection), *pages)
    assert due(connection, 24, ages=(), audits=2) == []
    assert due(connection, 24 * 4, ages=(), audits=2) == [("/a/0", True), ("/a/1", True)]


def test_what_is_looked_at_for_another_reason_takes_no_audit_away(connection: Connection) -> None:
    """An audit is a look at what nobody has seen for days; each of them counts for a day."""
    pages = [page(f"/a/{n}", f"{n}", hour=n) for n in range(5)]
    put(connection, archive.begin(connection), *pages)
    put(connection, archive.begin(connection), *(page(f"/a/{n}", f"{n}", hour=95) for n in (3, 4)))
    numbers = dict(archive.all_rows(connection, "SELECT right(url, 1), id FROM warta.articles"))
    visits.record(connection, {numbers[name]: at(96) for name in "34"})
    assert due(connection, 97, ages=(), audits=2) == [("/a/0", True), ("/a/1", True)]
    put(connection, archive.begin(connection), page("/a/0", "0", hour=97))
    visits.record(connection, {numbers["0"]: at(97)})
    assert due(connection, 98, ages=(), audits=2) == [("/a/1", True)]
    assert due(connection, 98, ages=(), audits=2, per_day=3) == []
    assert due(connection, 121.5, ages=(), audits=2) == [("/a/1", True), ("/a/2", True)]


def looked_at(world: World, report: RunReport) -> RunReport | None:
    """Look again at what is due."""
    setting = world.setting()
    return follow_up(setting, report)


def paths(world: World) -> list[str]:
    """What the site was asked for since its log was cleared."""
    asked = [entry.path for entry in world.site.log.entries if entry.path != "/robots.txt"]
    world.site.log.clear()
    return asked


def test_edits_are_seen_where_nothing_tells_of_them(worlds: Worlds) -> None:
    """REST and sitemaps are closed: a new article is looked at after 1 h, 6 h, 1 d."""
    with serve(WordPress(posts=3, settings=UNTOLD)) as site:
        site.misbehave("rest_forbidden")
        site.misbehave("honest_page_validators")
        world = worlds(site)
        looked_at(world, world.run())
        post = site.wordpress.publish()
        assert looked_at(world, world.run()) is None
        for hours in (1, 5):
            site.wordpress.advance(hours=hours, minutes=1)
            report = world.run()
            site.wordpress.edit(post)
            paths(world)
            again = looked_at(world, report)
            assert again is not None
            assert post.path in paths(world)
            assert {one.outcome: one.items for one in again.outcomes}["revised"] == 1
        world.check()
        assert looked_at(world, world.run()) is None


def test_a_page_that_is_the_same_costs_a_304(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the site gives validators, it is asked with those of the last capture."""
    monkeypatch.setattr(revisit, "_WHOLE", 10**9)
    with serve(WordPress(posts=1, settings=UNTOLD)) as site:
        site.misbehave("rest_forbidden")
        site.misbehave("honest_page_validators")
        world = worlds(site)
        post = site.wordpress.publish()
        world.run()
        site.wordpress.advance(hours=2)
        report = looked_at(world, world.run())
        assert report is not None
        assert "1 not modified" in report.verdict.reason
        assert [entry.status for entry in site.log.entries if entry.path == post.path] == [200, 304]


def test_an_edit_that_leaves_the_time_of_change_alone_is_found_by_an_audit(worlds: Worlds) -> None:
    """REST says that nothing has changed; a few pages a day are looked at all the same."""
    with serve(WordPress(posts=2)) as site:
        world = worlds(site)
        world.run()
        site.wordpress.advance(days=4)
        site.wordpress.edit_silently(site.wordpress.live()[0])
        report = world.run()
        assert "nothing new" in report.verdict.reason
        again = looked_at(world, report)
        assert again is not None
        assert {one.outcome: one.items for one in again.outcomes}["revised"] == 1
        world.check()
        flows = {row["flow"] for row in world.rows("SELECT flow FROM warta.runs")}
        assert flows == {"ingest", "revisit"}


def test_pages_whose_validators_lie_are_fetched_whole(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once one of them was seen to change under the same ETag."""
    monkeypatch.setattr(revisit, "_WHOLE", 1)
    with serve(WordPress(posts=1, settings=UNTOLD)) as site:
        site.misbehave("rest_forbidden")
        world = worlds(site)
        post = site.wordpress.publish()
        site.misbehave("validator_that_never_changes", path=post.path)
        world.run()
        site.wordpress.advance(hours=2)
        report = world.run()
        site.wordpress.edit(post)
        assert looked_at(world, report) is not None
        causes = "SELECT subject FROM warta.incidents WHERE cause = 'validator_lied'"
        assert world.rows(causes) == [{"subject": "pages"}]
        monkeypatch.setattr(revisit, "_WHOLE", 10**9)
        site.wordpress.advance(hours=5)
        report = world.run()
        site.wordpress.edit(post)
        assert looked_at(world, report) is not None
        world.check()


def revisited(world: World, hours: float) -> dict[str, int]:
    """What became of the articles that are looked at again so much later."""
    world.site.wordpress.advance(hours=hours)
    again = looked_at(world, world.run())
    return {} if again is None else {one.outcome: one.items for one in again.outcomes}


def test_an_edit_that_a_cache_hides_is_seen_when_the_cache_forgets(worlds: Worlds) -> None:
    """REST tells of it at once, the page comes out of a cache for two hours."""
    with serve(WordPress(posts=3)) as site:
        world = worlds(site)
        post = site.wordpress.live()[0]
        site.misbehave("stale_cache", path=post.path)
        world.run()
        site.wordpress.advance(hours=1)
        site.wordpress.edit(post)
        assert {one.outcome: one.items for one in world.run().outcomes} == {"unchanged": 1}
        assert revisited(world, 0.9) == {}
        assert revisited(world, 0.2) == {"unchanged": 1}
        site.behave("stale_cache")
        assert revisited(world, 4.9) == {"revised": 1}
        world.check()
        assert revisited(world, 24) == {}


def test_edits_that_no_page_shows_take_no_audit_away(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Editors save articles again and change nothing; what nobody tells of is seen all the same."""
    monkeypatch.setattr(revisit, "AUDITS_PER_DAY", 1)
    with serve(WordPress(posts=3)) as site:
        world = worlds(site)
        world.run()
        site.wordpress.advance(days=4)
        touched, silent, third = site.wordpress.live()
        site.wordpress.touch(touched)
        site.wordpress.touch(third)
        world.run()
        site.wordpress.edit_silently(silent)
        monkeypatch.setattr(revisit, "AUDITS_PER_DAY", 0)
        assert revisited(world, 1.1) == {"unchanged": 2}
        monkeypatch.setattr(revisit, "AUDITS_PER_DAY", 1)
        assert revisited(world, 0.1) == {"revised": 1}


def test_a_change_that_no_page_shows_is_looked_for_three_times(worlds: Worlds) -> None:
    """An editor saved it again, and changed nothing."""
    with serve(WordPress(posts=3)) as site:
        world = worlds(site)
        world.run()
        before = world.digest()
        site.wordpress.advance(hours=1)
        site.wordpress.touch(site.wordpress.live()[0])
        world.run()
        looks = [revisited(world, hours) for hours in (1.1, 5, 18, 24)]
        assert looks == [{"unchanged": 1}, {"unchanged": 1}, {"unchanged": 1}, {}]
        assert world.digest() == before


def test_an_edit_that_an_old_copy_undoes_comes_back(worlds: Worlds) -> None:
    """An audit meets a server that did not follow: the text is again what it was before."""
    with serve(WordPress(posts=1)) as site:
        world = worlds(site)
        (post,) = site.wordpress.live()
        site.misbehave("two_servers_that_disagree", path=post.path)
        world.run()
        site.wordpress.advance(hours=1)
        site.wordpress.edit(post)
        world.run()
        world.check()
        assert revisited(world, 24 * 4) == {"revised": 1}
        assert world.differences()
        site.behave()
        assert revisited(world, 1.1) == {"revised": 1}
        assert [one.field for one in world.differences()] == ["revision 3"]
