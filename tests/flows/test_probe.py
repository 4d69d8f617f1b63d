"""What a probe finds out about a site, and what follows from it."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from crawler.discovery.theme import theme_of
from flows.probe.flow import Probed, Probing, daily, is_due, probe
from tests.flows.world import Said, World, Worlds
from tests.site import Settings, Site, WordPress, serve
from tests.site.http import Answer, Request

TIMED = Settings(wordpress="6.5.2", theme="plain")


def probed(world: World) -> tuple[Probed, dict[str, tuple[str, str]]]:
    """Probe; level and finding by aspect."""
    done = probe(world.setting())
    return done, {one.aspect: (one.level, one.finding) for one in done.findings}


def channel(world: World, name: str) -> dict[str, object]:
    """What is known of a channel."""
    (row,) = world.rows("SELECT * FROM warta.channels WHERE channel = %s", name)
    return row


def test_a_site_that_hides_nothing_is_found_open_and_true(worlds: Worlds) -> None:
    """All is open and true, in a bounded number of requests that are no run's of ingest."""
    with serve(WordPress(posts=12, settings=TIMED)) as site:
        world = worlds(site)
        world.run()
        site.log.clear()
        done, found = probed(world)
        assert done.report.verdict.exit_code == 0, done.report.verdict.reason
        assert {level for level, _ in found.values()} <= {"ok", "note"}
        assert found["REST"] == ("ok", "open, 12 posts")
        assert found["REST order"][0] == found["REST windows"][0] == found["REST totals"][0] == "ok"
        assert found["time zone"] == ("ok", "REST's local time is UTC+7 h")
        assert found["feed validators"] == ("ok", "304, and the whole feed says the same")
        assert found["sitemap"][0] == "ok"
        assert found["home page"] == ("ok", "10 articles, 10 with a time, with a next page")
        assert found["sample page"][0] == "ok"
        assert site.wordpress.live()[0].title in found["sample page"][1]
        assert len(site.log.entries) <= 15
        assert len(site.log.entries) == done.report.verdict.requests
        flows = world.rows("SELECT flow, state FROM warta.runs ORDER BY started_at, flow")
        assert [(row["flow"], row["state"]) for row in flows] == [("ingest", "ok"), ("probe", "ok")]
        kinds = "SELECT DISTINCT kind::text FROM ingest.capture WHERE run_id = %s"
        assert {row["kind"] for row in world.rows(kinds, done.report.run_id)} == {"probe"}
        facts = world.rows("SELECT utc_offset_s, clock_ahead_s, has_honest_feed FROM ingest.site")
        assert facts == [{"utc_offset_s": 25200, "clock_ahead_s": 0, "has_honest_feed": True}]
        shown = world.rows("SELECT aspect FROM warta.findings")
        assert {row["aspect"] for row in shown} == set(found)


def test_sitemaps_are_looked_at_as_far_down_as_a_run_reads_them(worlds: Worlds) -> None:
    """An index of years, each with an index of its own: a run may follow the list below."""
    with serve(WordPress(posts=3, settings=TIMED)) as site:
        world = worlds(site)
        site.misbehave("nested_sitemaps")
        _, found = probed(world)
        assert found["sitemap"][0] == "ok", found["sitemap"]
        assert channel(world, "sitemap")["is_open"]


def test_the_time_zone_is_that_of_the_newest_change(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its owner has set it since the article came out, whose local time stays as it was."""
    with serve(WordPress(posts=3, settings=TIMED)) as site:
        answer = site.answer

        def older(request: Request) -> Answer:
            if "/wp/v2/posts" not in request.path:
                return answer(request)
            told = answer(replace(request, headers=()))
            posts = [
                post | ({"date": post["date_gmt"]} if "date_gmt" in post else {})
                for post in json.loads(told.body)
            ]
            return told.with_text(json.dumps(posts))

        monkeypatch.setattr(site, "answer", older)
        assert probed(worlds(site))[1]["time zone"] == ("ok", "REST's local time is UTC+7 h")


def test_a_page_at_which_the_extractor_fails_is_a_finding(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same words as in the quarantine, beside all else that is known of the site."""

    def fail(*_: object, **__: object) -> None:
        raise LookupError("padi")

    with serve(WordPress(posts=3, settings=TIMED)) as site:
        world = worlds(site)
        monkeypatch.setattr("crawler.extract.extract", fail)
        _, found = probed(world)
        assert found["sample page"] == ("bad", "extractor_failed: LookupError: padi")
        assert found["REST"][0] == "ok"
        assert found["page validators"][0] == "note"


def test_what_a_theme_may_keep_from_us_is_said(worlds: Worlds) -> None:
    """Further pages of a post, where a theme of blocks need not link to them and REST is closed."""
    with serve(WordPress(posts=3, settings=Settings(theme="blocks"))) as site:
        world = worlds(site)
        world.run()
        assert "posts in pages" not in probed(world)[1]
        site.misbehave("rest_needs_login")
        assert probed(world)[1]["posts in pages"][0] == "note"


LIES = {
    "rest_ignores_order": "REST order",
    "rest_ignores_modified_after": "REST windows",
    "rest_ignores_after": "REST windows",
    "rest_totals_that_disagree": "REST totals",
    "rest_without_totals": "REST totals",
    "rest_answers_html": "REST",
    "feed_closed": "feed",
    "clock_hours_off": "clock",
    "exploding_entities": "sitemap",
}


def test_each_lie_is_noticed(worlds: Worlds) -> None:
    """One site that tells them in turns, as the follower would need to know them."""
    with serve(WordPress(posts=8, settings=TIMED)) as site:
        world = worlds(site)
        for lie, aspect in LIES.items():
            site.misbehave(lie)
            _, found = probed(world)
            assert found[aspect][0] == "note", lie
            others = {name for name, (level, _) in found.items() if level == "note"}
            assert others <= {aspect, "page validators"}, lie
            site.behave()
        assert channel(world, "feed")["is_open"]


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


def test_a_site_without_any_channel_is_bad(worlds: Worlds) -> None:
    """And one that refuses all, or can't be reached, is not probed at all."""
    with serve(WordPress(posts=3, settings=Settings(seo="none"))) as site:
        for name in ("rest_forbidden", "feed_closed"):
            site.misbehave(name)
        site.misbehave("challenge", path="/")
        world = worlds(site)
        done, found = probed(world)
        assert done.report.verdict.exit_code == 3
        assert found["channels"][0] == "bad"
        site.misbehave("robots_failing")
        site.wordpress.advance(days=2)
        done, _ = probed(world)
        assert done.report.verdict.exit_code == 4


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


def test_a_probe_that_breaks_off_says_nothing_of_the_site(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the disk is full, and no answer can be kept: no channel closes, it is due again."""
    run = Probing.run

    def cut_short(probing: Probing) -> None:
        run(probing)
        finished = probing.loop.finished
        assert finished is not None
        update = {"reason": "error", "message": "no space left"}
        probing.loop.finished = finished.model_copy(update=update)

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


def test_the_doctor_says_what_to_do(site: Site, warta: Callable[..., Said], forked: None) -> None:
    """For people, and for scripts."""
    del forked
    said = warta("doctor", WARTA_SITE_URL=site.base_url)
    assert said.code == 0, said.err
    assert "set WARTA_CONTACT" in said.out
    assert "+ robots" in said.out
    said = warta(
        "doctor", "--json", WARTA_SITE_URL=site.base_url, WARTA_CONTACT="redaksi@contoh.example"
    )
    found = {one["aspect"]: one["level"] for one in json.loads(said.out)["findings"]}
    assert found["contact"] == "ok"
    assert found["sample page"] == "ok"


def test_the_doctor_can_not_look_at_what_is_not_there(warta: Callable[..., Said]) -> None:
    said = warta("doctor", WARTA_SITE_URL="http://127.0.0.1:9")
    assert said.code == 4
    assert "can't be reached" in said.out


def test_a_theme_is_known_by_what_lasts() -> None:
    """Not by a version, nor by a class that names the page."""
    page = (
        '<meta name="generator" content="WordPress 6.{0}"><body class="home page-id-{0} jnews">'
        '<link href="/wp-content/themes/jnews/style.css?ver={0}">'
    )
    one, other = (theme_of(page.format(n).encode()) for n in (1, 2))
    assert one == other
    assert (one.name, one.generators) == ("jnews", ("WordPress",))
    assert theme_of(b"<body class='jannah'>").sha256 != one.sha256
    assert theme_of(b"").name is None
