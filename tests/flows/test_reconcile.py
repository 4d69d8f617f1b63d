"""Reconciles against the site: what was missed is fetched, and what is gone is proven to be."""

import psycopg
import pytest

from flows.store import gone as absences
from flows.store import visits
from flows.store.gone import Checked
from tests.flows import archive
from tests.flows.archive import Connection, all_rows, at, begin, page, put, store
from tests.flows.world import World, Worlds
from tests.site import Settings, WordPress, serve, tell
from tests.site.model import Post
from tests.site.surfaces import sitemaps
from tests.site.surfaces.rest import posts
from tests.site.surfaces.rest.params import Params

#: What nobody saw: the address that it had between two looks, and its last change.
UNSEEN = ("url", "modified_at")


def gone(world: World) -> set[int]:
    """The posts that are marked as gone."""
    return {
        row["post_id"] for row in world.rows("SELECT post_id FROM warta.articles WHERE NOT is_live")
    }


def test_an_archive_that_is_in_step_costs_lists_alone(world: World) -> None:
    """Nothing is fetched, nothing is marked, and the days are proven."""
    world.run()
    world.site.wordpress.advance(hours=1)
    before = world.digest()
    world.site.log.clear()
    report = world.compare()
    assert (report.verdict.state, report.verdict.exit_code) == ("ok", 0), report.verdict
    assert {entry.path for entry in world.site.log.entries} == {"/wp-json/wp/v2/posts"}
    assert world.digest() == before


def test_what_ingest_missed_is_fetched(world: World) -> None:
    """An edit that no list of changes told of, and an article that never stood in one."""
    world.run()
    wordpress = world.site.wordpress
    wordpress.advance(hours=1)
    with world.site.wordpress.lock:
        hidden = wordpress.publish()
        edited = wordpress.edit(wordpress.live()[4])
    world.rows("UPDATE ingest.site SET cursor_at = cursor_at + interval '1 year' RETURNING 1")
    report = world.compare()
    assert report.verdict.exit_code == 0, report.verdict
    world.check()
    assert {hidden.id, edited.id} <= {
        row["post_id"]
        for row in world.rows(
            "SELECT post_id FROM warta.articles WHERE last_seen_at = %s", world.now()
        )
    }


@pytest.mark.parametrize("broken", [1, 3])
def test_pages_that_never_answer_are_no_site_that_is_not_there(world: World, broken: int) -> None:
    """Its lists answer: what is missing is said, and looked for again the next time."""
    world.run()
    wordpress = world.site.wordpress
    wordpress.advance(hours=1)
    for _ in range(broken):
        world.site.misbehave("nothing_at_all", path=wordpress.publish().path)
    for _ in range(2):
        verdict = world.compare().verdict
        assert (verdict.state, verdict.exit_code) == ("degraded", 3), verdict
        open_ones = world.rows("SELECT cause FROM warta.incidents WHERE closed_at IS NULL")
        assert [row["cause"] for row in open_ones] in ([], ["coverage_gap"])
    world.site.behave()
    assert world.compare().verdict.state == "ok"
    world.check()


@pytest.mark.parametrize(
    "story",
    ["deletion", "deletion_said_aloud", "unpublishing", "slug_change_then_deletion", "slug_reused"],
)
def test_what_was_taken_away_is_gone(world: World, story: str) -> None:
    """Once, in the feed too; its rows stay. Another article at its address is not taken for it."""
    world.run()
    post = world.site.wordpress.live()[3]
    tell(story, world.site.wordpress, post)
    world.site.wordpress.advance(hours=1)
    assert world.run().verdict.exit_code == 0
    assert gone(world) == set()
    report = world.compare()
    assert (report.verdict.exit_code, report.gone) == (0, 1), report
    assert gone(world) == {post.id}
    world.check(ignore=UNSEEN)
    world.site.wordpress.advance(hours=1)
    assert world.compare().gone == 0
    operations = world.rows("SELECT operation FROM warta.changes WHERE operation = 'gone'")
    assert len(operations) == 1
    assert world.value("SELECT count(*) FROM warta.runs WHERE outcomes ? 'gone'") == 1
    with archive_of(world) as connection:
        assert archive.ailments(connection) == {}


def test_an_article_that_returns_is_alive_again(world: World) -> None:
    """With its history; and told of."""
    world.run()
    wordpress = world.site.wordpress
    posts = wordpress.live()[2:4]
    for post in posts:
        wordpress.delete(post)
    wordpress.advance(hours=1)
    assert world.compare().gone == 2
    wordpress.advance(hours=1)
    wordpress.restore(posts[0])
    wordpress.edit(wordpress.restore(posts[1]))
    report = world.run()
    assert {count.outcome: count.items for count in report.outcomes} == {"returned": 2}
    assert gone(world) == set()
    world.check(ignore=UNSEEN)
    told = world.rows("SELECT operation FROM warta.changes ORDER BY seq DESC LIMIT 3")
    assert sorted(row["operation"] for row in told) == ["edit", "return", "return"]
    with archive_of(world) as connection:
        assert archive.ailments(connection) == {}


@pytest.mark.parametrize(
    ("behaviour", "path"),
    [
        ("soft_404", None),
        ("challenge_with_403", None),
        ("server_error", None),
        ("rest_forbidden", "/wp-json*"),
        ("unavailable", "/wp-json*"),
        ("rest_answers_html", "/wp-json/wp/v2/posts/*"),
        ("rest_needs_login", "/wp-json/wp/v2/posts/*"),
    ],
)
def test_half_a_proof_is_none(world: World, behaviour: str, path: str | None) -> None:
    """The article is away, but its page does not say so, or REST does not."""
    world.run()
    post = world.site.wordpress.delete(world.site.wordpress.live()[3])
    world.site.misbehave(behaviour, path=path or post.path)
    world.site.wordpress.advance(hours=1)
    world.compare()
    assert gone(world) == set()


def test_pages_that_fail_keep_no_other_from_being_looked_for(worlds: Worlds) -> None:
    """The site is left alone after fifteen answers; what was asked for in vain goes to the end."""
    with serve(WordPress(posts=20, settings=Settings(wordpress="6.5.2"))) as site:
        world = worlds(site)
        world.run()
        rows = world.rows("SELECT post_id FROM warta.articles ORDER BY id LIMIT 17")
        places = {row["post_id"]: place for place, row in enumerate(rows)}
        away = [post for post in site.wordpress.live() if post.id in places]
        for post in away:
            site.wordpress.delete(post)
            if places[post.id] < 15:
                site.misbehave("server_error", path=post.path)
        site.wordpress.advance(hours=24)
        assert world.compare(yes=True).verdict.exit_code == 3
        assert world.value("SELECT count(*) FROM ingest.absence") >= 5


@pytest.mark.parametrize("behaviour", [None, "not_found_that_flaps", "not_found"])
@pytest.mark.parametrize("has_rest", [True, False])
def test_what_no_list_names_is_not_gone_for_that(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch, behaviour: str | None, *, has_rest: bool
) -> None:
    """A list leaves out an article that is there, while its page comes and goes."""
    with serve(WordPress(posts=15, settings=Settings(wordpress="6.5.2"))) as site:
        world = worlds(site)
        world.run()
        post = site.wordpress.live()[3]
        hide(monkeypatch, post)
        if behaviour is not None:
            site.misbehave(behaviour, path=post.path)
        if not has_rest:
            site.misbehave("rest_needs_login")
        for _ in range(3 if has_rest or behaviour != "not_found" else 1):
            site.wordpress.advance(hours=30)
            report = world.compare()
            assert (report.absent, report.checked, report.gone) == (1, 1, 0)
        assert gone(world) == set()


def hide(monkeypatch: pytest.MonkeyPatch, hidden: Post) -> None:
    """Have all lists leave out a post that is live."""
    matches, listed = posts._matches, sitemaps.sorted_for_core

    def matches_still(site: WordPress, post: Post, asked: Params) -> bool:
        return post.id != hidden.id and matches(site, post, asked)

    def listed_still(site: WordPress, kind: str) -> list[sitemaps.Entry]:
        return [entry for entry in listed(site, kind) if not entry[0].endswith(hidden.path)]

    monkeypatch.setattr(posts, "_matches", matches_still)
    monkeypatch.setattr(sitemaps, "sorted_for_core", listed_still)


@pytest.mark.parametrize(
    ("behaviour", "options"),
    [("rest_needs_login", {}), ("robots_disallows", {"pattern": "/wp-json/"})],
)
def test_without_rest_it_takes_two_looks_a_day_apart(
    worlds: Worlds, behaviour: str, options: dict[str, str]
) -> None:
    """On the passed clock, whoever closed REST."""
    with serve(WordPress(posts=15, settings=Settings(wordpress="6.5.2"))) as site:
        world = worlds(site)
        site.misbehave(behaviour, **options)
        world.run()
        post = site.wordpress.delete(site.wordpress.live()[3])
        for hours in (0, 23, 1):
            site.wordpress.advance(hours=hours)
            assert gone(world) == set()
            report = world.compare()
            assert report.verdict.exit_code == 0, report.verdict
        assert gone(world) == {post.id}


def test_too_many_at_once_are_doubted(world: World) -> None:
    """More than a fifth: an incident, and nothing is marked; unless a person says so."""
    world.run()
    wordpress = world.site.wordpress
    for post in wordpress.live()[:4]:
        wordpress.delete(post)
    wordpress.advance(hours=1)
    report = world.compare()
    assert (report.verdict.exit_code, report.gone) == (3, 0)
    assert "that many at once is a fault, not a deletion" in report.verdict.reason
    assert (
        world.value("SELECT cause FROM warta.incidents WHERE closed_at IS NULL") == "gone_in_bulk"
    )
    assert gone(world) == set()
    wordpress.advance(hours=1)
    assert world.compare(yes=True).gone == 4
    assert open_incidents(world) == []
    world.check(ignore=UNSEEN)


def open_incidents(world: World) -> list[str]:
    """The causes of the incidents that are open."""
    found = world.rows("SELECT cause FROM warta.incidents WHERE closed_at IS NULL")
    return [row["cause"] for row in found]


def archive_of(world: World) -> Connection:
    """A connection to its database."""
    return psycopg.connect(world.url)


def test_rest_that_lists_nothing_proves_nothing(world: World) -> None:
    """A plugin shuts it so: sitemaps say what there is, and what is stored is not looked for."""
    world.run()
    world.site.wordpress.advance(hours=1)
    world.site.misbehave("rest_lists_nothing")
    report = world.compare()
    assert report.verdict.exit_code == 0, report.verdict
    assert report.sums is not None
    assert report.sums.stored == len(world.site.wordpress.live())
    assert report.absent == 0


def test_what_is_seen_while_others_are_looked_for_is_not_gone(connection: Connection) -> None:
    """The site is let go of between slices, and an ingest may fetch what has come back."""
    pages = [page("/a/kembali", hour=1, post_id=1), page("/a/hilang", hour=1, post_id=2)]
    put(connection, begin(connection), *pages)
    store(connection, page("/a/kembali", hour=5, post_id=1))
    found = all_rows(connection, "SELECT id FROM ingest.article ORDER BY post_id")
    proven = [Checked(number, at(3), is_missing=True, capture_id=None) for (number,) in found]
    assert absences.mark(connection, proven, now=at(6)) == proven[1:]
    told = "SELECT article_id FROM ingest.change WHERE operation = 'gone'"
    assert all_rows(connection, told) == found[1:]
    assert archive.ailments(connection) == {}


def test_what_is_removed_while_it_is_looked_for_is_left_out(connection: Connection) -> None:
    """A run would break off at the end, and leave nothing of what it saw."""
    begin(connection)
    assert absences.note(connection, [Checked(7, at(3), is_missing=True, capture_id=None)]) == {}
    visits.record(connection, {7: at(3)})
