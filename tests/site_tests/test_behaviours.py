"""Each behaviour does on the wire what it says."""

import gzip
import inspect
import json
import zlib
from collections.abc import Callable

import pytest

from tests.site import Site, WordPress, serve
from tests.site.behaviours import catalogue
from tests.site_tests.proofs import PROOFS
from tests.site_tests.proving import changes_an_answer
from tests.site_tests.wire import Exchange, exchange

Ask = Callable[..., Exchange]


def article(site: Site) -> str:
    """The newest article's path."""
    return site.wordpress.live()[0].path


def test_there_are_forty_and_more() -> None:
    """The field hurts crawlers in at least forty ways, and each has its script."""
    assert len(catalogue()) >= 40


@pytest.mark.parametrize("name", catalogue())
def test_each_is_tied_to_its_trap(name: str) -> None:
    """A behaviour's docstring says which trap it shows."""
    says = inspect.getdoc(catalogue()[name])
    assert says is not None
    assert len(says.split()) >= 4


@pytest.mark.parametrize("name", catalogue())
def test_each_does_what_it_says(name: str) -> None:
    """Each behaviour's proof holds on the wire; one without a proof changes some answer."""
    proof = PROOFS.get(name) or changes_an_answer(name)
    with serve(WordPress(posts=6)) as site:
        proof(site)


def test_a_behaviour_concerns_only_its_paths(site: Site, ask: Ask) -> None:
    site.misbehave("server_error", path="/internasional/*")
    inside = [p.path for p in site.wordpress.live() if p.path.startswith("/internasional/")]
    outside = [p.path for p in site.wordpress.live() if not p.path.startswith("/internasional/")]
    assert {ask(path).status for path in inside} == {500}
    assert {ask(path).status for path in outside} == {200}


def test_a_behaviour_may_be_for_the_first_requests_only(site: Site, ask: Ask) -> None:
    site.misbehave("unavailable", first=2)
    assert [ask("/").status for _ in range(3)] == [503, 503, 200]


def test_a_behaviour_may_end_with_the_clock(site: Site, ask: Ask) -> None:
    site.misbehave("gone", until=site.wordpress.now.replace(hour=6))
    assert ask(article(site)).status == 410
    site.wordpress.advance(hours=6)
    assert ask(article(site)).status == 200


def test_a_behaviour_can_be_switched_off(site: Site, ask: Ask) -> None:
    site.misbehave("not_found")
    site.misbehave("robots_huge")
    site.behave("not_found")
    assert ask("/").status == 200
    assert len(ask("/robots.txt").body) > 600_000


def test_behaviours_stand_on_one_another(site: Site, ask: Ask) -> None:
    site.misbehave("page_that_always_differs")
    site.misbehave("truncated_gzip", keep=1.0)
    first, second = (gzip.decompress(ask(article(site)).body) for _ in range(2))
    assert b"data-nonce" in first
    assert first != second


def test_an_unknown_behaviour_is_refused(site: Site) -> None:
    with pytest.raises(KeyError):
        site.misbehave("no_such_thing")


def test_a_bomb_is_small_on_the_wire() -> None:
    with serve(WordPress(posts=2)) as site:
        site.misbehave("decompression_bomb", megabytes=8)
        came = exchange(site.port, "/")
    assert len(came.body) < 20_000
    assert len(zlib.decompress(came.body, 31)) > 8_000_000


def test_a_lying_304_hides_an_edit(site: Site, ask: Ask) -> None:
    site.misbehave("honest_page_validators")
    before = ask(article(site))
    site.misbehave("lying_304")
    site.wordpress.edit(site.wordpress.live()[0])
    site.wordpress.advance(minutes=1)
    assert ask(article(site), If_None_Match=before.header("ETag")).status == 304
    assert ask(article(site)).body != before.body


def test_a_publication_shifts_the_next_page(site: Site, ask: Ask) -> None:
    site.misbehave("publish_while_paging", most=1)
    pages = [
        [post["id"] for post in ask(f"/wp-json/wp/v2/posts?per_page=4&page={n}&_fields=id").json]
        for n in (1, 2)
    ]
    assert pages[0][-1] == pages[1][0]


def test_a_deletion_hides_an_article_between_two_pages(site: Site, ask: Ask) -> None:
    before = [post.id for post in site.wordpress.live()]
    site.misbehave("delete_while_paging", most=1)
    seen = [
        post["id"]
        for n in (1, 2, 3)
        for post in json.loads(ask(f"/wp-json/wp/v2/posts?per_page=4&page={n}&_fields=id").body)
    ]
    assert set(before) - set(seen) == {before[4]}
