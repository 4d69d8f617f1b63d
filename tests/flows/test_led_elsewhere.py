"""An address that the site redirects: to its article, which was renamed, or to another one."""

from collections.abc import Iterator
from typing import Any

import pytest

from flows.records import Entry
from flows.store import discovered, strays
from tests.flows import archive
from tests.flows.archive import SITE, Connection, all_rows, at, batch_of, page, put_batch
from tests.flows.world import World, Worlds, asked
from tests.site import Settings, WordPress, serve
from tests.site.model import Post

ARTICLES = "SELECT title, url, is_live, revision FROM warta.articles"
MERGED = "SELECT * FROM warta.merged_articles"


@pytest.fixture(name="nameless")
def nameless_world(worlds: Worlds) -> Iterator[World]:
    """A site that tells no post's number: neither its lists nor its theme."""
    with serve(WordPress(posts=10, settings=Settings(theme="plain", wordpress="6.5.2"))) as site:
        for closed in ("rest_forbidden", "feed_closed"):
            site.misbehave(closed)
        site.misbehave("one_post_id_on_all_pages", number=0)
        world = worlds(site)
        world.run()
        assert world.value("SELECT count(*) FROM warta.articles WHERE post_id IS NULL") == 10
        yield world


def told(world: World, post: Post) -> list[dict[str, Any]]:
    """All that is stored of what a post said."""
    return world.rows(
        "SELECT article.id, url, is_live, title, body, revision FROM warta.articles AS article"
        " WHERE url LIKE %s ORDER BY revision",
        f"%{post.path}",
    )


@pytest.mark.parametrize("is_known", [True, False])
def test_a_post_that_is_gone_is_not_the_one_that_wordpress_guesses(
    nameless: World, *, is_known: bool
) -> None:
    """Whether or not the other was met before; it stays, as a redirect proves no removal."""
    world, wordpress = nameless, nameless.site.wordpress
    dead = wordpress.live()[3]
    before, alive = told(world, dead), wordpress.live()
    if is_known:
        wordpress.advance(hours=1)
        other = wordpress.publish("Kabar Lain Sama Sekali", slug=f"{dead.slug}-lagi")
        wordpress.advance(minutes=10)
        world.run()
    wordpress.delete(dead)
    if not is_known:
        other = wordpress.publish("Kabar Lain Sama Sekali", slug=f"{dead.slug}-lagi")
    for _ in range(3):
        wordpress.advance(hours=30)
        assert world.compare().verdict.exit_code == 0
    assert dead.path in asked(world)
    assert told(world, dead) == before
    assert [row["title"] for row in told(world, other)] == [other.title]
    assert world.rows(MERGED) == []
    assert world.value("SELECT count(*) FROM warta.articles") == len(alive) + 1
    assert world.ailments() == {}


def test_a_post_that_is_renamed_is_the_same(nameless: World) -> None:
    """It moves, though it was edited and has another title."""
    world, wordpress = nameless, nameless.site.wordpress
    post = wordpress.live()[3]
    before = told(world, post)
    wordpress.advance(hours=30)
    wordpress.edit(wordpress.rename(wordpress.retitle(post, "Judul yang Lain"), "alamat-baru"))
    assert world.compare().verdict.exit_code == 0
    (moved,) = told(world, wordpress.get(post.id))
    assert (moved["id"], moved["title"]) == (before[0]["id"], "Judul yang Lain")
    assert world.value("SELECT count(*) FROM warta.articles") == len(wordpress.live())


def put(connection: Connection, *pages: archive.Captured) -> None:
    """Load pages as one batch, as the flows do."""
    run_id = archive.begin(connection)
    put_batch(connection, run_id, strays.settled(connection, batch_of(*pages), SITE.name))


LED: dict[str, tuple[dict[str, Any], int | None, int | None, int]] = {
    "the same text": ({"body": "Isi a.\n\nIsi baru."}, None, None, 1),
    "of the same time": ({"published_at": at(0.1)}, None, None, 1),
    "another text": ({}, None, None, 2),
    "another text under one title": ({"title": "Judul a", "published_at": at(9)}, None, None, 2),
    "another text, and the other has a number": ({}, None, 7, 2),
    "another text, and the first has a number": ({}, 7, None, 2),
    "another text of the same number": ({}, 7, 7, 1),
}


@pytest.mark.parametrize("is_met", [True, False])
@pytest.mark.parametrize("is_one_batch", [True, False])
@pytest.mark.parametrize("name", LED)
def test_only_what_they_say_proves_that_two_addresses_are_one_article(
    connection: Connection, name: str, *, is_one_batch: bool, is_met: bool
) -> None:
    """Or the number of the post; whichever is known of the two, in one batch or in more."""
    said, number, other_number, articles = LED[name]
    pages = [page("/a/x", "a", post_id=number, published_at=at(0.1))]
    shown: dict[str, Any] = {"post_id": other_number, "published_at": at(9), **said}
    if is_met:
        pages.append(page("/a/x-2", "b", hour=10, **shown))
    pages.append(page("/a/x-2", "b", hour=11, asked=("/a/x",), **shown))
    for batch in [pages] if is_one_batch else [[one] for one in pages]:
        put(connection, *batch)
    found = all_rows(connection, ARTICLES)
    assert len(found) == articles
    if articles > 1:
        assert ("Judul a", f"{archive.HOST}/a/x", True, 1) in found
        assert all_rows(connection, MERGED) == []
    assert archive.ailments(connection) == {}


def test_a_list_that_still_names_it_has_it_asked_for_once(connection: Connection) -> None:
    """Until it tells of a change: what the site sent is an answer."""
    put(connection, page("/a/x", "a"))
    url = f"{archive.HOST}/a/x"
    entry = Entry(
        key="/a/x", post_id=None, path="/a/x", url=url, published_at=at(0), modified_at=None
    )
    discovered.record(connection, SITE.name, [entry], channel="sitemap", listed_at=at(1))
    connection.commit()
    assert [one.key for one in discovered.due(connection, SITE.name, now=at(2), max_rows=9)]
    connection.commit()
    put(connection, page("/a/x-2", "b", hour=3, asked=("/a/x",)))
    assert discovered.due(connection, SITE.name, now=at(4), max_rows=9) == []
