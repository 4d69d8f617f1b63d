"""Whatever a site does wrong and its editors do: the archive equals it, at a bounded price.

``make scenarios`` prints the table: what was asked for in each run, and how much was allowed.
"""

import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from flows.crawl import starting
from flows.revisit import follow_up
from tests.databases import on, temporary_database
from tests.flows.scenes import Heals, Scene, of_editors, of_pages, of_site, path_of
from tests.flows.workers import CRAWLER, nursery_program
from tests.flows.world import World
from tests.site import Difference, Settings, Site, WordPress, serve, tell, truth
from tests.site.stories import STORIES

POSTS = 6
#: A save without a change moves it, and is no news.
SAVED = ("modified_at",)
#: What a page did show stays in its history.
SHOWN = {"double_encoding"}
#: What it may cost to get in step later: robots.txt, lists, two pages, and what an audit looks at.
LATER = 6
Record = Callable[[str, object], None]


@pytest.fixture(scope="module")
def begun(
    server: str, template: str, nursery: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path, int]]:
    """An archive in step with its site: the database's name, the folder, the site's port."""
    del nursery
    with ExitStack() as stack:
        patched = stack.enter_context(pytest.MonkeyPatch.context())
        patched.setattr(starting, "PROGRAM", nursery_program(CRAWLER))
        name = stack.enter_context(temporary_database(server, template))
        home = tmp_path_factory.mktemp("begun")
        with serve(WordPress(posts=POSTS)) as site:
            world = World(site=site, url=on(server, name), home=home)
            world.run()
            world.check()
        yield name, home, site.port


@pytest.fixture
def again(
    begun: tuple[str, Path, int], forked: None, databases: Callable[..., str], tmp_path: Path
) -> Iterator[Callable[..., World]]:
    """Makes a copy of that archive, and the same site anew."""
    del forked
    name, home, port = begun
    with ExitStack() as stack:

        def world(**settings: object) -> World:
            folder = shutil.copytree(home, tmp_path / "warta")
            wordpress = WordPress(posts=POSTS, settings=Settings(**settings))  # type: ignore[arg-type]
            site = stack.enter_context(serve(wordpress, port=port))
            return World(site=site, url=databases(name), home=folder)

        yield world


class Bill:
    """What each run asked for, and how much it may have asked for."""

    def __init__(self) -> None:
        """Begin with no run."""
        self.runs: list[tuple[str, int, int]] = []

    def add(self, run: str, asked: int, allowed: int) -> None:
        """Add a run."""
        self.runs.append((run, asked, allowed))

    @property
    def is_fair(self) -> bool:
        """Whether no run asked for more than it may have."""
        return all(asked <= allowed for _, asked, allowed in self.runs)

    def row(self, name: str, heals: Heals, *, is_equal: bool) -> str:
        """The bill as a row of the table."""
        runs = ", ".join(f"{run} {asked}/{allowed}" for run, asked, allowed in self.runs)
        return f"{name:32}{runs:64}{'equal' if is_equal else 'NOT equal'} {heals}"


def asked(world: World, paths: Collection[str] | None = None) -> int:
    """How many requests there were since the last time, of all or of some pages."""
    return sum(paths is None or one.path in paths for one in world.site.log.entries)


def heal(world: World, heals: Heals) -> None:
    """Have the site behave, and do what brings the archive in step."""
    world.site.behave()
    world.site.log.clear()
    if heals == "at once":
        return
    world.site.wordpress.advance(days=4 if heals == "audit" else 1, hours=1)
    report = world.run()
    assert report.verdict.exit_code == 0, report.verdict.reason
    if heals == "reconcile":
        assert world.compare(yes=True).verdict.exit_code == 0
    elif heals == "audit":
        assert follow_up(world.setting(), report)


def faults(world: World, shown: Collection[int] = ()) -> list[Difference]:
    """In what the archive is not the site, but for what nobody was there to see.

    ``shown`` are posts whose pages showed something else for a while.
    """
    live = truth(world.site.wordpress).live
    return [
        one
        for one in world.differences(ignore=SAVED)
        if not (one.field == "url" and one.post_id not in live)
        and not (one.field.startswith("revision ") and one.post_id in shown)
    ]


def wrong(world: World, shown: Collection[int] = ()) -> set[int | None]:
    """The posts in which the archive is not the site."""
    return {one.post_id for one in faults(world, shown)}


@pytest.mark.parametrize(("name", "scene"), of_site().items())
def test_a_site_that_misbehaves_leaves_nothing_false(
    again: Callable[..., World], record_property: Record, name: str, scene: Scene
) -> None:
    """News come in while it lasts or after, nothing false stays, and requests are bounded."""
    world, bill = again(**scene.settings), Bill()
    wordpress, site = world.site.wordpress, world.site
    wordpress.advance(minutes=10)
    wordpress.publish()
    wordpress.edit(wordpress.live()[3])
    wordpress.advance(hours=25 if path_of(name) == "/robots.txt" else 1)
    for other in scene.beside:
        site.misbehave(other)
    site.misbehave(name, path=path_of(name), **scene.options)
    code = world.run().verdict.exit_code
    bill.add("news", asked(world), scene.news)
    site.log.clear()
    wordpress.advance(minutes=10)
    world.run()
    bill.add("again", asked(world), scene.again)
    is_equal = not wrong(world)
    heal(world, scene.heals)
    bill.add("later", asked(world), LATER)
    record_property("scene", bill.row(name, scene.heals, is_equal=not wrong(world)))
    assert not faults(world)
    assert (code, is_equal, bill.is_fair) == (scene.code, scene.heals == "at once", True)


@pytest.mark.parametrize("end", sorted(of_pages()))
def test_pages_that_are_none_become_no_articles(
    worlds: Callable[[Site], World], record_property: Record, end: str
) -> None:
    """Each on two pages of its own: of an article that is new, and of one that was edited."""
    scenes = of_pages()[end]
    with serve(WordPress(posts=len(scenes))) as site:
        world, wordpress = worlds(site), site.wordpress
        world.run()
        wordpress.advance(hours=1)
        pages = {}
        for name, old in zip(scenes, wordpress.live(), strict=True):
            pages[name] = {wordpress.publish().id, wordpress.edit(old).id}
            for number in pages[name]:
                path = wordpress.get(number).path
                site.misbehave(name, path=path, **scenes[name].options)
        wordpress.publish()  # and comes in: where nearly all pages fail, that is told
        wordpress.advance(minutes=10)
        _play(world, record_property, scenes, pages)


@pytest.mark.parametrize("end", sorted(of_editors(STORIES)))
def test_what_editors_do_ends_in_the_archive(
    worlds: Callable[[Site], World], record_property: Record, end: str
) -> None:
    """Each story happens to an article of its own."""
    scenes = of_editors(STORIES)[end]
    with serve(WordPress(posts=len(scenes) + 2)) as site:
        world, wordpress = worlds(site), site.wordpress
        world.run()
        wordpress.advance(hours=1)
        pages = {
            name: {post.id, tell(name, wordpress, post).id}
            for name, post in zip(scenes, wordpress.live(), strict=False)
        }
        wordpress.advance(minutes=10)
        _play(world, record_property, scenes, pages)


def _play(
    world: World,
    record_property: Record,
    scenes: Mapping[str, Scene],
    pages: Mapping[str, set[int]],
) -> None:
    """Follow the site twice, and once more when it behaves; compare page by page."""
    wordpress, (scene, *_) = world.site.wordpress, scenes.values()
    bills = {name: Bill() for name in scenes}

    def book(run: str, allowed: Callable[[Scene], int]) -> None:
        for name, one in scenes.items():
            paths = {wordpress.get(number).path for number in pages[name]}
            bills[name].add(run, asked(world, paths), allowed(one) * len(pages[name]))
        world.site.log.clear()

    world.site.log.clear()
    code = world.run().verdict.exit_code
    book("news", lambda one: one.news)
    wordpress.advance(minutes=10)
    world.run()
    book("again", lambda one: one.again)
    shown = {number for name in SHOWN & scenes.keys() for number in pages[name]}
    before = wrong(world)
    heal(world, scene.heals)
    book("later", lambda _: 1)
    after = wrong(world, shown)
    rows = [
        bills[name].row(name, scene.heals, is_equal=not (after & pages[name])) for name in scenes
    ]
    record_property("scene", "\n".join(rows))
    assert not faults(world, shown)
    assert code == scene.code
    assert all(bool(before & of) == (scene.heals != "at once") for of in pages.values()), before
    assert not [name for name in scenes if not bills[name].is_fair]
