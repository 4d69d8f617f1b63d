"""What a probe finds out about a site."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.discovery.theme import theme_of
from tests.flows.probe.looking import TIMED, channel, probed
from tests.flows.world import Said, Worlds
from tests.site import Settings, Site, WordPress, serve
from tests.site.http import Answer, Request


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
        assert {row["kind"] for row in world.rows(kinds, done.report.run_id)} == {"probe", "robots"}
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
    "rest_counts_nothing": "REST totals",
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


def test_the_doctor_names_blocks_that_are_not_of_the_site(
    site: Site, warta: Callable[..., Said], tmp_path: Path
) -> None:
    """A name that was mistyped has no other effect."""
    (tmp_path / "sites.toml").write_text("[sites.nosuch]\nlines_cut = ['Bagikan']\n[sites.local]")
    said = warta("doctor", "--json", WARTA_SITE_URL=site.base_url, WARTA_HOME=str(tmp_path))
    found = [one for one in json.loads(said.out)["findings"] if one["aspect"] == "sites.toml"]
    (one,) = found
    assert (one["level"], one["finding"]) == ("note", "the block 'nosuch' is not of this site")
    assert "its name (local) or its host (127.0.0.1:" in one["advice"]


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
