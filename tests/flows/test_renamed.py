"""All articles of a section, or all there are, get other addresses at once, and none is saved.

Nothing is doubled, lost or taken for gone, and each page is asked for once.
"""

from collections.abc import Callable, Sequence

import pytest

from tests.flows.world import World, Worlds, asked, ending
from tests.site import Settings, WordPress, serve
from tests.site.model import Post

#: Sitemaps with times, as core writes them since 6.5.
TIMED = Settings(wordpress="6.5.2")
Rename = Callable[[WordPress], Sequence[Post]]
RENAMES: dict[str, Rename] = {
    "a section": lambda wordpress: wordpress.rename_section("internasional", "dunia"),
    "a base": lambda wordpress: wordpress.restructure("/berita/%postname%"),
    "no section": lambda wordpress: wordpress.restructure("/%postname%"),
}
CHANNELS = {
    "REST": (),
    "sitemaps": ("rest_forbidden", "feed_closed"),
    "the feed and sitemaps": ("rest_forbidden",),
}
#: An address tells the section, where it names one.
SECTION = ("section",)
#: robots.txt, lists, a known post.
LISTS = 8


def is_whole(world: World, articles: int) -> bool:
    """Whether there are so many articles, and all are live."""
    return world.rows("SELECT is_live, count(*) FROM warta.articles GROUP BY 1") == [
        {"is_live": True, "count": articles}
    ]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("what", RENAMES)
def test_addresses_that_all_change_at_once(worlds: Worlds, what: str, channel: str) -> None:
    """No list of changes can tell: the nightly reconcile sees it. Then all is as before."""
    with serve(WordPress(posts=25, settings=TIMED)) as site:
        for wrong in CHANNELS[channel]:
            site.misbehave(wrong)
        world, wordpress = worlds(site), site.wordpress
        world.run()
        world.check()
        wordpress.advance(hours=30)
        moved = len(RENAMES[what](wordpress))
        assert moved > 8
        asked(world)
        assert ending(world.run()) == ("ok", 0)
        assert len(asked(world)) <= 5  # after a day, what was closed is asked for again
        assert world.compare().verdict.exit_code == 0
        assert len(asked(world)) <= moved + LISTS
        assert is_whole(world, 25)
        world.check(ignore=SECTION)
        wordpress.publish()
        wordpress.advance(days=1)
        assert world.compare().verdict.exit_code == 0
        assert ending(world.run()) == ("ok", 0)
        assert len(asked(world)) <= 2 + LISTS
        world.check(ignore=SECTION)


def test_a_section_that_is_named_back_has_its_old_addresses(worlds: Worlds) -> None:
    """Where each article was met before, and is again: each is asked for once."""
    with serve(WordPress(posts=25, settings=TIMED)) as site:
        world, wordpress = worlds(site), site.wordpress
        world.run()
        for old, new in (("internasional", "dunia"), ("dunia", "internasional")):
            wordpress.advance(hours=30)
            moved = len(wordpress.rename_section(old, new))
            assert ending(world.run()) == ("ok", 0)
            asked(world)
            assert world.compare().verdict.exit_code == 0
            assert moved <= len(asked(world)) <= moved + LISTS
            assert is_whole(world, 25)
            world.check(ignore=SECTION)
        wordpress.advance(days=1)
        assert world.compare().verdict.exit_code == 0
        assert len(asked(world)) <= LISTS


def test_an_address_that_cannot_be_had_is_asked_for_twice(worlds: Worlds) -> None:
    """The article stays as it is stored, and each reconcile comes to its end."""
    with serve(WordPress(posts=12, settings=TIMED)) as site:
        world, wordpress = worlds(site), site.wordpress
        world.run()
        wordpress.advance(hours=30)
        moved = len(wordpress.restructure("/berita/%postname%"))
        site.misbehave("soft_404", path="/berita/*")
        asked(world)
        for _ in range(2):
            assert world.compare().verdict.exit_code == 0
            assert len(asked(world)) <= 2 * moved + LISTS
            assert is_whole(world, 12)
            wordpress.advance(days=1)
        site.behave()
        assert world.compare().verdict.exit_code == 0
