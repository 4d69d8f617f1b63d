"""Whatever editors do, in any order: what the site serves is what its truth says."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.site import WordPress, differences, tell, truth
from tests.site.http import Request
from tests.site.stories import STORIES
from tests.site.surfaces import route
from tests.site.surfaces.rest.posts import _shown

DEEDS = st.lists(st.tuples(st.sampled_from(sorted(STORIES)), st.integers(0, 5)), max_size=12)


@pytest.mark.parametrize("name", STORIES)
def test_each_story_says_what_it_shows(name: str) -> None:
    """A story's docstring says which trap it shows."""
    assert len((STORIES[name].__doc__ or "").split()) >= 5


@pytest.mark.parametrize("name", STORIES)
def test_each_story_happens(name: str) -> None:
    """Each story changes something on the site."""
    site = WordPress(posts=3)
    before = len(site.journal)
    tell(name, site)
    assert len(site.journal) > before


@given(DEEDS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_any_stories_the_site_serves_its_truth(deeds: list[tuple[str, int]]) -> None:
    site = WordPress(posts=6)
    for name, which in deeds:
        live = site.live()
        if live:
            tell(name, site, live[which % len(live)])
        site.advance(timedelta(minutes=17))
    now = truth(site)
    for article in now.articles.values():
        post = site.get(article.post_id)
        answer = route(site, Request(method="GET", target=article.path))
        if article.is_live:
            assert (answer.status, f"postid-{post.id}" in answer.text) == (200, True)
            shown = _shown(site, post, Request(method="GET", target="/"))
            assert shown["link"] == article.url
        else:
            assert f"postid-{post.id} " not in answer.text
    for number, paths in now.paths.items():
        owner = {site.get(n).path: n for n in now.live}
        old = [path for path in paths if path not in owner and number in now.live]
        answers = [route(site, Request(method="GET", target=path)) for path in old]
        assert {answer.status for answer in answers} <= {301}


@given(DEEDS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_journal_never_rewrites_the_past(deeds: list[tuple[str, int]]) -> None:
    site = WordPress(posts=4)
    snapshots = []
    for name, which in deeds:
        live = site.live()
        if live:
            tell(name, site, live[which % len(live)])
        snapshots.append(truth(site))
        site.advance(timedelta(minutes=11))
    for past in snapshots:
        rows = [
            {"post_id": one.post_id, "title": one.title, "body": "\n\n".join(one.body)}
            for one in past.articles.values()
        ]
        assert differences(truth(site, past.at), rows, needs_gone=True) == []
