"""Lists whose addresses are another site's, or none: nothing is proven by them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.backfill import backfill
from flows.ingest.flow import ingest
from flows.settings import read_settings
from tests.flows.world import World, Worlds
from tests.site import Settings, WordPress, serve
from tests.site.http import Answer, Request

LINKS = {
    "another host": "https://lama.example/{slug}",
    "no address": "http://[{slug}",
    "no scheme": "/{slug}",
    "none": "",
}


def proven(world: World) -> bool:
    """Whether any day is said to be proven."""
    return bool(world.value("SELECT count(proven_at) FROM warta.coverage"))


@pytest.mark.parametrize("link", LINKS)
def test_where_rest_names_nothing_of_the_site_sitemaps_stand_in(worlds: Worlds, link: str) -> None:
    """All is found by them, and why REST was not believed is said where they are closed too."""
    with serve(WordPress(posts=12)) as site:
        world, wordpress = worlds(site), site.wordpress
        site.misbehave("rest_with_links_elsewhere", link=LINKS[link])
        since = (wordpress.now - timedelta(days=90)).date()
        report = backfill(world.setting(), since=since)
        assert report.verdict.exit_code == 0, report.verdict
        assert report.sums is not None
        assert report.sums.stored == 12
        world.check()


@pytest.mark.parametrize("link", LINKS)
def test_what_no_list_names_is_not_proven(worlds: Worlds, link: str) -> None:
    """An archive in step as well: the reconcile says what it refused, and why."""
    with serve(WordPress(posts=12)) as site:
        world, wordpress = worlds(site), site.wordpress
        world.run()
        wordpress.advance(hours=30)
        site.misbehave("rest_with_links_elsewhere", link=LINKS[link])
        for path in ("/*sitemap*", "/", "/page/*"):
            site.misbehave("server_error", path=path)
        report = world.compare()
        assert report.verdict.exit_code == 4
        assert "lists its articles nowhere" in report.verdict.reason
        assert "?" not in report.verdict.reason  # the query of a list takes 400 characters
        assert ("lama.example" in report.verdict.reason) == (link == "another host")
        assert not proven(world)
        assert world.value("SELECT count(*) FROM warta.articles WHERE is_live") == 12
        assert world.rows("SELECT cause FROM warta.incidents WHERE closed_at IS NULL")


def test_single_articles_that_stand_elsewhere_are_named(worlds: Worlds) -> None:
    """A plugin has a post lead to another site: it has no page here, and all others are proven."""
    with serve(WordPress(posts=12)) as site:
        world, wordpress = worlds(site), site.wordpress
        world.run()
        wordpress.advance(hours=30)
        site.misbehave("rest_with_links_elsewhere", most=1)
        report = world.compare()
        assert report.verdict.exit_code == 0, report.verdict
        assert "1 address is of other sites, and left out (such as 'https://lama" in (
            report.verdict.reason
        )


def test_more_addresses_of_others_than_of_its_own_prove_nothing(worlds: Worlds) -> None:
    """The archive may be whole all the same, but nothing says so."""
    with serve(WordPress(posts=12)) as site:
        world, wordpress = worlds(site), site.wordpress
        world.run()
        wordpress.advance(hours=30)
        site.misbehave("rest_with_links_elsewhere", most=9)
        report = world.compare()
        assert report.verdict.exit_code == 3
        assert "more is listed of other sites than of this one" in report.verdict.reason
        assert world.rows("SELECT cause FROM warta.incidents WHERE closed_at IS NULL") == [
            {"cause": "coverage_gap"}
        ]


def test_a_run_that_is_told_of_another_site_only_is_not_green(worlds: Worlds) -> None:
    """WARTA_SITE_URL is one name of the site, and all that it lists stands under another."""
    with serve(WordPress(posts=12)) as site:
        world = worlds(site)
        by_another_name = world.environ | {"WARTA_SITE_URL": f"http://localhost:{site.port}"}
        report = ingest(world.setting(settings=read_settings(by_another_name)))
        assert report.verdict.exit_code == 4, report.verdict
        assert "that it names none is of localhost" in report.verdict.reason
        assert world.value("SELECT count(*) FROM warta.articles") == 0


def test_a_page_of_others_articles_does_not_end_the_list_that_is_shared_with_them(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are no known ones: what is behind them, and in sections, is asked for."""
    with serve(WordPress(posts=30, settings=Settings(seo="none"))) as site:
        wordpress, answer = site.wordpress, site.answer
        home = wordpress.home = f"{site.base_url}/kabar"

        def shared(request: Request) -> Answer:
            target = request.target.removeprefix("/kabar") or "/"
            told = answer(replace(request, target=target, headers=()))
            is_home = target == "/"
            return told.with_text(told.text.replace(home, site.base_url)) if is_home else told

        monkeypatch.setattr(site, "answer", shared)
        for name in ("feed_closed", "rest_forbidden"):
            site.misbehave(name)
        world = worlds(site)
        setting = world.setting(settings=read_settings(world.environ | {"WARTA_SITE_URL": home}))
        for news, stored in ((0, 30), (13, 33)):
            for _ in range(news):
                wordpress.publish()
            wordpress.advance(hours=1)
            report = ingest(setting)
            found = world.value("SELECT count(*) FROM warta.articles")
            assert found == stored, report.verdict
