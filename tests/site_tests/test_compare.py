"""The comparison finds nothing between equals, and finds what differs."""

import pytest

from tests.site import Settings, WordPress, serve, tell
from tests.site.compare import ties
from tests.site.compare.__main__ import main
from tests.site.compare.deliberate import reason
from tests.site.compare.run import findings


@pytest.mark.parametrize("seo", ["core", "yoast"])
def test_a_simulator_rebuilt_from_its_own_rest_is_the_same(seo: str) -> None:
    """The mirror loses nothing: a simulator compared with itself has no unnamed difference."""
    wordpress = WordPress(posts=25, settings=Settings(seo=seo))
    tell("slug_change", wordpress)
    tell("comment_only", wordpress)
    with serve(wordpress) as site:
        found = [one for one in findings(site.base_url) if one and not one.reason]
    assert [str(one) for one in found] == []


@pytest.mark.parametrize(
    ("behaviour", "where"),
    [
        ("rest_totals_that_disagree", "header X-WP-Total"),
        ("rest_without_totals", "header names"),
        ("not_found", "status"),
        ("feed_with_future_dates", "line 14"),
    ],
)
def test_what_differs_is_found(behaviour: str, where: str) -> None:
    """Headers, statuses and single lines that are otherwise are reported as such."""
    with serve(WordPress(posts=4)) as site:
        home = site.base_url
        questions = findings(home, "/feed/" if "feed" in behaviour else "/wp-json/wp/v2/posts?")
        next(questions)
        site.misbehave(behaviour)
        found = {one.where for one in questions if one}
    assert where in found


def test_the_command_says_how_much_it_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """It ends with a count, and with 0 where all is well."""
    with serve(WordPress(posts=3)) as site:
        assert main([site.base_url, "--only", "/robots.txt"]) == 0
    assert "1 questions to each; 0 differences" in capsys.readouterr().out


def test_only_what_has_a_name_is_meant() -> None:
    """A difference without an entry in `deliberate` has no reason."""
    assert reason("GET /", "status") == ""
    assert reason("GET /wp-json/wp/v2/users?per_page=2", "$[0].avatar_urls.24") != ""


def test_posts_of_one_second_are_told_from_others() -> None:
    """One in the place of another of its second has a name, by whatever it is told; else none."""
    wordpress = WordPress(posts=4)
    older, *_, one = (wordpress.touch(post) for post in reversed(wordpress.live()))
    other = wordpress.publish("Pasar Ikan Buka Lagi di Teluk Sarimba")
    assert ties.reason(wordpress, one.id, other.id) == ties.REASON
    assert ties.reason(wordpress, f"<title>{one.title}</title>", other.path) == ties.REASON
    wordpress.advance(seconds=1)
    later = wordpress.publish("Jembatan Gantung Wadi Kamra Diperkuat")
    assert ties.reason(wordpress, older.id, later.id) == ""
    assert ties.reason(wordpress, one.id, one.title) == ""
    assert ties.reason(wordpress, 999, one.id) == ""
