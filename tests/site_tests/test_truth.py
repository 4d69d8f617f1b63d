"""The truth follows what editors do, at every moment of the clock."""

from datetime import timedelta

from tests.site import WordPress, tell, truth
from tests.site.baca_juga import Link
from tests.site.blocks import Heading, Items, Paragraph, Quote, Related, Table


def test_a_new_site_holds_what_it_was_founded_with() -> None:
    site = WordPress(posts=7)
    now = truth(site)
    assert len(now.articles) == len(now.live) == len(now.revisions) == 7
    assert now.removals == ()


def test_the_same_seed_gives_the_same_site() -> None:
    assert truth(WordPress(posts=9, seed=4)) == truth(WordPress(posts=9, seed=4))
    assert truth(WordPress(posts=9, seed=4)) != truth(WordPress(posts=9, seed=5))


def test_the_past_can_be_asked_for() -> None:
    site = WordPress(posts=3)
    before = truth(site)
    site.advance(hours=1)
    site.edit(site.live()[0])
    site.publish()
    site.delete(site.live()[-1])
    assert truth(site, before.at).articles == before.articles
    assert len(truth(site).revisions) == 5


def test_the_body_is_prose_alone() -> None:
    site = WordPress(posts=0)
    link = Link(title="Warga Menanam Pohon", path="/budaya/warga-menanam-pohon")
    post = site.publish(
        blocks=(
            Paragraph(markup="Satu **dua** [tiga](/x)."),
            Related(style="bold", links=(link,)),
            Heading(words="Empat"),
            Items(items=("lima", "_enam_")),
            Quote(markup="“Tujuh.”"),
            Table(rows=(("A", "B"), ("1", "2"))),
            Related(style="after_line_break", links=(link,), lead="Delapan."),
        )
    )
    now = truth(site)
    expected = ("Satu dua tiga.", "Empat", "lima", "enam", "“Tujuh.”", "A | B", "1 | 2", "Delapan.")
    assert now.articles[post.id].body == expected
    assert [(x.position, x.title) for x in now.related_links] == [(1, link.title), (2, link.title)]
    assert now.related_links[0].url == site.home + link.path


def test_a_comment_or_a_save_makes_no_revision() -> None:
    site = WordPress(posts=1)
    site.advance(hours=1)
    tell("comment_only", site)
    tell("save_without_change", site)
    assert len(truth(site).revisions) == 1


def test_a_silent_edit_makes_a_revision_and_keeps_the_date() -> None:
    site = WordPress(posts=1)
    before = site.live()[0].modified_at
    site.advance(hours=1)
    tell("edit_with_unchanged_modified", site)
    now = truth(site)
    assert len(now.revisions) == 2
    assert next(iter(now.articles.values())).modified_at == before


def test_white_space_is_no_content() -> None:
    site = WordPress(posts=1)
    tell("edit_that_does_not", site)
    assert len(truth(site).revisions) == 1


def test_a_deletion_is_dated_and_what_returns_is_the_same_article() -> None:
    site = WordPress(posts=1)
    gone_at = site.advance(hours=1)
    post = tell("deletion", site)
    assert truth(site).articles[post.id].gone_at == gone_at
    back_at = site.advance(hours=1)
    site.restore(post)
    now = truth(site)
    assert now.articles[post.id].is_live
    assert [(x.gone_at, x.returned_at) for x in now.removals] == [(gone_at, back_at)]


def test_a_scheduled_article_is_nobodys_until_its_hour() -> None:
    site = WordPress(posts=0)
    post = tell("scheduled_post", site, site.publish())
    assert post.id not in truth(site).articles
    site.advance(hours=5)
    now = truth(site)
    assert now.articles[post.id].published_at == site.now - timedelta(hours=3)
    assert now.revisions[-1].shown_from == site.now - timedelta(hours=3)


def test_a_missed_schedule_stays_missed() -> None:
    site = WordPress(posts=1)
    post = tell("missed_schedule", site)
    site.advance(days=1)
    assert post.id not in truth(site).articles


def test_a_backdated_article_is_shown_from_today_on() -> None:
    site = WordPress(posts=1)
    post = tell("backdated_post", site)
    now = truth(site)
    assert now.articles[post.id].published_at == site.now - timedelta(days=30)
    assert now.revisions[-1].shown_from == site.now


def test_every_address_is_remembered() -> None:
    site = WordPress(posts=1)
    post = site.live()[0]
    tell("slug_change", site)
    tell("section_change", site)
    paths = truth(site).paths[post.id]
    assert (paths[0], len(paths), paths[-1]) == (post.path, 3, site.get(post).path)
