"""What a probe finds is known to the runs that follow, and when there is one."""

import pytest

from flows.probe.flow import Probing, daily, is_due, probe
from tests.flows.probe.looking import TIMED, channel, probed
from tests.flows.world import Worlds
from tests.site import WordPress, serve


def test_lists_are_found_where_the_home_page_says_that_they_are(worlds: Worlds) -> None:
    """Without pretty addresses they are elsewhere: from the first run on they are read there."""
    with serve(WordPress(posts=8, settings=TIMED)) as site:
        for wrong in ("lists_elsewhere", "rest_missing", "feed_closed"):
            site.misbehave(wrong)
        site.misbehave("not_found", path="*sitemap*")
        world = worlds(site)
        for look in (world.run, lambda: probed(world)):
            look()
            assert str(channel(world, "rest")["url"]).endswith("/?rest_route=/")
            assert str(channel(world, "feed")["url"]).endswith("/?feed=rss2")
            world.check()
        site.wordpress.advance(hours=1)
        site.wordpress.edit(site.wordpress.live()[5])
        site.wordpress.publish()
        site.log.clear()
        assert world.run().verdict.exit_code == 0
        world.check()
        assert [entry.path for entry in site.log.entries][:2] == ["/", "/"]
        site.log.clear()
        assert world.run().verdict.exit_code == 0
        assert [entry.target for entry in site.log.entries] == ["/?feed=rss2"]
        site.wordpress.advance(days=1)
        assert world.compare().verdict.exit_code == 0
        assert world.value("SELECT DISTINCT channel FROM ingest.ledger_day") == "rest"


def test_a_channel_that_closed_and_one_that_opened_are_known_to_the_next_run(
    worlds: Worlds,
) -> None:
    """Without a request more; and a person is told once it closes."""
    with serve(WordPress(posts=8, settings=TIMED)) as site:
        world = worlds(site)
        world.run()
        site.misbehave("rest_needs_login")
        probed(world)
        assert channel(world, "rest")["reason"] == "HTTP 401"
        opened = "SELECT subject FROM warta.incidents WHERE closed_at IS NULL"
        assert world.rows(opened) == [{"subject": "rest"}]
        site.log.clear()
        site.wordpress.advance(hours=1)
        site.wordpress.edit(site.wordpress.live()[4])
        world.run()
        assert not [entry for entry in site.log.entries if "wp-json" in entry.path]
        site.behave()
        probed(world)
        assert world.rows(opened) == []
        site.wordpress.advance(hours=1)
        site.wordpress.edit(site.wordpress.live()[4])
        world.run()
        world.check()


@pytest.mark.parametrize("lie", ["lying_304", "validator_that_never_changes"])
def test_a_feed_that_lied_once_is_fetched_whole_from_then_on(worlds: Worlds, lie: str) -> None:
    """Its 304 hid an article; a full fetch shows that, and the next run finds it."""
    with serve(WordPress(posts=8, settings=TIMED)) as site:
        site.misbehave(lie, path="/feed/")
        world = worlds(site)
        world.run()
        site.wordpress.advance(hours=2)
        site.wordpress.publish()
        site.wordpress.advance(hours=2)
        assert "nothing new" in world.run().verdict.reason
        done, found = probed(world)
        assert (done.report.verdict.exit_code, found["feed validators"][0]) == (3, "bad")
        causes = "SELECT cause FROM warta.incidents WHERE closed_at IS NULL"
        assert world.rows(causes) == [{"cause": "validator_lied"}]
        world.run()
        world.check()
        site.log.clear()
        site.wordpress.advance(minutes=10)
        world.run()
        assert len(site.log.entries) <= 2


def test_a_comment_makes_no_liar_of_a_feed(worlds: Worlds) -> None:
    """Its bytes differ, and 304 is right all the same: no article has changed."""
    with serve(WordPress(posts=8, settings=TIMED)) as site:
        world = worlds(site)
        world.run()
        site.wordpress.advance(hours=2)
        site.wordpress.comment(site.wordpress.live()[0])
        site.wordpress.advance(hours=2)
        _, found = probed(world)
        assert found["feed validators"][0] == "ok"


def test_another_theme_is_noticed_once(worlds: Worlds) -> None:
    """A person should look whether its pages are still understood."""
    with serve(WordPress(posts=8, settings=TIMED)) as site:
        world = worlds(site)
        probed(world)
        site.wordpress.configure(theme="jannah")
        _, found = probed(world)
        assert found["theme"][0] == "note"
        _, found = probed(world)
        assert found["theme"][0] == "ok"


def test_a_site_is_probed_once_a_day(worlds: Worlds) -> None:
    """After an ingest that could ask it."""
    with serve(WordPress(posts=3)) as site:
        world = worlds(site)
        assert is_due(world.setting())
        assert daily(world.setting(), world.run()) is not None
        assert not is_due(world.setting())
        site.wordpress.advance(hours=23)
        assert daily(world.setting(), world.run()) is None
        site.wordpress.advance(hours=1)
        assert is_due(world.setting())


@pytest.mark.parametrize("wrong", ["rest_needs_login", "login_wall"])
def test_what_has_just_gone_wrong_is_looked_at_every_hour_for_a_day(
    worlds: Worlds, wrong: str
) -> None:
    """So that what was over soon is not told of as if it lasted; else once a day as ever."""
    with serve(WordPress(posts=3, settings=TIMED)) as site:
        world = worlds(site)
        world.run()
        assert daily(world.setting(), world.run()) is not None
        site.wordpress.advance(days=1)
        path = "/wp-json/*" if wrong == "rest_needs_login" else site.wordpress.live()[0].path
        site.misbehave(wrong, path=path)
        assert daily(world.setting(), world.run()) is not None
        assert world.value("SELECT incidents + exit_code FROM warta.status") in {1, 3}
        for minutes, is_asked in ((59, False), (1, True), (22 * 60, True), (61, False)):
            site.wordpress.advance(minutes=minutes)
            assert is_due(world.setting()) == is_asked
            if is_asked:
                probe(world.setting())
        site.behave()
        site.wordpress.advance(days=1)
        assert daily(world.setting(), world.run()) is not None
        assert world.value("SELECT incidents + exit_code FROM warta.status") == 0


@pytest.mark.parametrize("has_asked", [True, False])
def test_a_probe_that_breaks_off_says_nothing_of_the_site(
    worlds: Worlds,
    monkeypatch: pytest.MonkeyPatch,
    has_asked: bool,  # noqa: FBT001 (a case)
) -> None:
    """As where the disk is full, and no answer can be kept: no channel closes, it is due again.

    Nor can the site be said not to be there where no request could be noted, and so none was made.
    """
    run = Probing.run

    def cut_short(probing: Probing) -> None:
        run(probing)
        finished = probing.loop.finished
        assert finished is not None
        update = {"reason": "error", "message": "no space left"}
        probing.loop.finished = finished.model_copy(update=update)
        unasked = {"id": None, "status": None, "fetched": "failed", "reason": "UnseenError"}
        if not has_asked:
            lines = [line.model_copy(update=unasked) for line in probing.loop.lines]
            probing.loop.lines = lines

    with serve(WordPress(posts=3)) as site:
        world = worlds(site)
        world.run()
        site.misbehave("rest_needs_login")
        before = world.rows("SELECT * FROM warta.channels ORDER BY channel")
        with monkeypatch.context() as patched:
            patched.setattr(Probing, "run", cut_short)
            done = probe(world.setting())
        verdict = done.report.verdict
        assert (verdict.state, verdict.exit_code, done.findings) == ("degraded", 3, ())
        assert verdict.reason.startswith("the crawler stopped early (no space left)")
        assert world.rows("SELECT * FROM warta.channels ORDER BY channel") == before
        assert world.rows("SELECT * FROM warta.incidents") == []
        assert is_due(world.setting())


def test_a_probe_asks_whether_it_is_still_allowed(worlds: Worlds) -> None:
    """Its owner may have said otherwise since a run read robots.txt, and somebody asks for that."""
    with serve(WordPress(posts=3)) as site:
        world = worlds(site)
        world.run()
        site.misbehave("robots_disallows_all")
        done, found = probed(world)
        assert found.get("robots", ("bad", ""))[0] == "bad"
        assert done.report.verdict.exit_code != 0


def test_a_probe_that_finds_all_well_says_that_the_site_refuses_no_more(worlds: Worlds) -> None:
    """As the next one by hand does, once its owner has let warta in."""
    with serve(WordPress(posts=3)) as site:
        world = worlds(site)
        world.run()
        site.misbehave("robots_failing")
        assert probe(world.setting()).report.verdict.exit_code == 4
        opened = "SELECT cause FROM warta.incidents WHERE closed_at IS NULL"
        assert world.rows(opened) != []
        site.behave()
        assert probe(world.setting()).report.verdict.exit_code == 0
        assert world.rows(opened) == []
