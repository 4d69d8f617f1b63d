"""Posts in several pages, from the site to the rows: one article with all of its text, or none."""

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from random import Random

import psycopg
import pytest

from flows.importing.flow import import_files
from flows.importing.sources import Source
from flows.probe.flow import probe
from flows.revisit import follow_up
from tests.flows.archive import ailments
from tests.flows.world import Archive, Said, Worlds
from tests.site import Settings, Site, WordPress, serve
from tests.site.blocks import Block, PageBreak, Paragraph
from tests.site.http import Request
from tests.site.model import Post
from tests.site.surfaces import route

HOME = "https://purnawarta.com"
AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


def broken(post: Post, dice: Random, most: int = 3) -> tuple[Block, ...]:
    """The blocks of a post, with breaks at some places within."""
    blocks = [block for block in post.blocks if not isinstance(block, PageBreak)]
    with_text = [n for n, block in enumerate(blocks) if block.text]
    places = dice.sample(with_text[1:], min(most, len(with_text) - 1))
    for place in sorted(places, reverse=True):
        blocks.insert(place, PageBreak())
    return tuple(blocks)


@pytest.fixture
def paged() -> Iterator[Site]:
    """A site with six articles, most of them in several pages."""
    dice = Random(11)
    with serve(WordPress(posts=6)) as served:
        for post in served.wordpress.live()[:5]:
            served.wordpress.edit(post, broken(post, dice))
        yield served


def test_edits_and_breaks_that_move_end_in_the_archive(worlds: Worlds, paged: Site) -> None:
    """Through edits, breaks that move, come and go: what the archive says is the truth."""
    world, dice = worlds(paged), Random(5)
    assert world.run().verdict.state == "ok"
    world.check()
    for _ in range(2):
        paged.wordpress.advance(hours=2)
        for post in dice.sample(paged.wordpress.live(), 4):
            grown = paged.wordpress.edit(post)
            paged.wordpress.edit(grown, broken(grown, dice, most=dice.randint(0, 3)))
        assert world.run().verdict.state == "ok"
        world.check()
    assert world.run().verdict.requests <= 2
    assert not world.rows("SELECT FROM warta.quarantine")


def test_an_edit_of_a_further_page_alone_is_seen(worlds: Worlds, paged: Site) -> None:
    """The first page comes as it was, byte for byte, and is not kept again: all of them count."""
    world, site = worlds(paged), paged.wordpress
    report = world.run()
    post = site.live()[0]
    site.edit_silently(post, (*post.blocks, Paragraph(markup="Catatan yang baru ditambahkan.")))
    site.advance(days=4)
    assert follow_up(world.setting(), report) is not None
    assert world.value("SELECT count(*) FROM ingest.capture WHERE revisit_of IS NOT NULL") > 0
    world.check()


@pytest.mark.parametrize("name", ["not_found", "redirect_off_site"])
def test_an_article_that_lacks_a_page_waits(name: str, worlds: Worlds, paged: Site) -> None:
    """No half of an article is stored, no text is lost; once it is there, all is."""
    world, site = worlds(paged), paged.wordpress
    old, new = site.live()[0], site.live()[1]
    paged.misbehave(name, path=f"{new.path}/2")
    assert world.run().verdict.state == "degraded"
    assert [row["reasons"] for row in world.rows("SELECT reasons FROM warta.quarantine")] == [
        ["part_2_missing"]
    ]
    before = world.value("SELECT body FROM warta.articles WHERE post_id = %s", old.id)
    assert before == "\n\n".join(old.text)
    assert not world.rows("SELECT FROM warta.articles WHERE post_id = %s", new.id)
    paged.behave()
    site.advance(hours=1)
    site.edit(old)
    paged.misbehave(name, path=f"{old.path}/2")
    world.run()
    kept = world.value("SELECT body FROM warta.articles WHERE post_id = %s", old.id)
    assert kept == before
    paged.behave()
    site.advance(hours=1)
    assert world.run().verdict.state == "ok"
    world.check(ignore=("shown_from",))
    assert not world.rows("SELECT FROM warta.quarantine")


@pytest.fixture
def unlinked() -> Iterator[Site]:
    """A site whose pages of a post do not link to one another, as in a block theme."""
    dice = Random(12)
    settings = Settings(theme="blocks", has_page_links=False)
    with serve(WordPress(posts=6, settings=settings)) as served:
        for post in served.wordpress.live()[:4]:
            served.wordpress.edit(post, broken(post, dice))
        yield served


def test_pages_that_do_not_link_to_one_another_are_all_fetched(worlds: Worlds, unlinked: Site) -> None:
    """REST says how many there are: nothing is lost, through edits and breaks that move."""
    world, dice = worlds(unlinked), Random(6)
    assert world.run().verdict.state == "ok"
    world.check()
    for _ in range(3):
        unlinked.wordpress.advance(hours=2)
        for post in dice.sample(unlinked.wordpress.live(), 4):
            grown = unlinked.wordpress.edit(post)
            unlinked.wordpress.edit(grown, broken(grown, dice, most=dice.randint(0, 3)))
        assert world.run().verdict.state == "ok"
        world.check()
    assert world.run().verdict.requests <= 2
    assert not world.rows("SELECT FROM warta.quarantine")
    other = worlds(unlinked)
    for file in sorted((world.home / "captures").rglob("*.warc.gz")):
        import_files(other.settings, other.url, [Source(path=file)], clock=world.now)
    assert other.digest() == world.digest()


def test_the_first_post_in_pages_of_a_site_is_noticed_within_a_day(worlds: Worlds) -> None:
    """Who never had one is not asked at each run; the daily probe notices, and the next run mends.

    A look again at a page does not take its first page for an edit.
    """
    settings = Settings(theme="blocks", has_page_links=False)
    with serve(WordPress(posts=4, settings=settings)) as site:
        world = worlds(site)
        world.run()
        site.wordpress.advance(hours=1)
        post = site.wordpress.publish()
        post = site.wordpress.edit(post, broken(post, Random(2)))
        world.run()
        site.wordpress.advance(minutes=1)
        given = world.setting()
        findings = {one.aspect: one.finding for one in probe(given).findings}
        assert "1 has several" in findings["posts in pages"]
        site.wordpress.advance(hours=1)
        site.wordpress.publish()
        assert world.run().verdict.state == "ok"
        shown = "SELECT body, revision FROM warta.articles WHERE post_id = %s"
        (before,) = world.rows(shown, post.id)
        assert before["body"] == "\n\n".join(post.text)
        site.wordpress.advance(days=4)
        assert follow_up(given, world.run()) is not None
        assert world.rows(shown, post.id) == [before]


def test_an_article_that_lacks_a_page_that_only_rest_tells_of_waits(worlds: Worlds, unlinked: Site) -> None:
    """What REST counts and the site does not show waits in quarantine."""
    world, post = worlds(unlinked), unlinked.wordpress.live()[0]
    unlinked.misbehave("not_found", path=f"{post.path}/2")
    assert world.run().verdict.state == "degraded"
    (row,) = world.rows("SELECT reasons FROM warta.quarantine")
    assert row["reasons"] == ["part_2_missing"]
    unlinked.behave()
    unlinked.wordpress.advance(hours=1)
    assert world.run().verdict.state == "ok"
    world.check(ignore=("shown_from",))


def test_a_run_that_is_killed_within_a_post_costs_nothing(worlds: Worlds, paged: Site) -> None:
    """After any request: the next run ends up as if nothing had happened."""
    undisturbed, world = worlds(paged), worlds(paged)
    undisturbed.run()
    for after in (4, 6):
        world.kill_run(after=after)
    assert world.run().verdict.state == "ok"
    assert world.digest() == undisturbed.digest()
    world.check()


@pytest.mark.parametrize("times", [1, 2])
def test_a_crawler_that_dies_between_the_records_of_a_post_costs_nothing(
    times: int, worlds: Worlds, paged: Site
) -> None:
    """Parts without their first page are no article; they are fetched again."""
    die = {"victim": "crawler", "times": times}
    die["boundary"] = "return crawler/segments.py Segment.add"
    world, undisturbed = worlds(paged), worlds(paged)
    undisturbed.run()
    started = world.start_run("tests.flows.boundaries:run", BOUNDARY_DIE_AT=json.dumps(die))
    with started as process:
        process.communicate()
    world.wait_for_crawler()
    assert process.returncode != 0
    assert world.run().verdict.state == "ok"
    assert world.digest() == undisturbed.digest()


def test_captures_of_posts_are_read_again_as_they_were(worlds: Worlds, paged: Site) -> None:
    """Replayed into an empty archive, segment by segment, the captures make the same rows."""
    world = worlds(paged)
    world.run()
    paged.wordpress.advance(hours=1)
    paged.wordpress.edit(paged.wordpress.live()[2])
    world.run()
    files = sorted((world.home / "captures").rglob("*.warc.gz"))
    assert len(files) > 2
    for order in (files, files[::-1]):
        other = worlds(paged)
        for file in order:
            import_files(other.settings, other.url, [Source(path=file)], clock=world.now)
        assert other.digest() == world.digest()


class Saved:
    """A post of three pages as others saved it, and an archive to import it into."""

    def __init__(self, databases: Callable[[], str], tmp_path: Path) -> None:
        """Save its pages, as they were at some hours."""
        self._databases, self._folder, self._count = databases, tmp_path, 0
        self.site = WordPress(posts=4, home=HOME)
        self.post = self.site.edit(self.site.live()[0], broken(self.site.live()[0], Random(3), 2))

    def page(self, number: int, hour: float) -> Source:
        """A page of the post, as it is now, said to be of an hour."""
        self._count += 1
        tail = f"/{number}" if number > 1 else ""
        path = self._folder / f"{self._count}.html"
        path.write_bytes(
            route(self.site, Request(method="GET", target=self.post.path + tail)).body
            + f"<!-- {hour} -->".encode()
        )
        at = AT + timedelta(hours=hour)
        return Source(path=path, url=f"{HOME}{self.post.path}{tail}", captured_at=at)

    def archive(self, *imports: Sequence[Source]) -> Archive:
        """An archive into which these were imported, one after the other."""
        self._count += 1
        made = Archive(url=self._databases(), home=self._folder / f"warta-{self._count}")
        for sources in imports:
            import_files(made.settings, made.url, sources, clock=lambda: AT)
        return made


@pytest.fixture
def saved(databases: Callable[[], str], tmp_path: Path) -> Saved:
    """A post of three pages that others saved."""
    return Saved(databases, tmp_path)


def bodies(archive: Archive) -> list[str]:
    """The texts of the articles, and no check of the rows complains."""
    with psycopg.connect(archive.url) as connection:
        assert ailments(connection) == {}
    return [row["body"] for row in archive.rows("SELECT body FROM warta.articles ORDER BY id")]


def test_pages_are_one_article_in_any_order(saved: Saved) -> None:
    """At once or one after the other, whichever comes first: the same rows."""
    pages = [saved.page(number, number / 10) for number in (1, 2, 3)]
    whole = ["\n\n".join(saved.post.text)]
    together = saved.archive(pages[::-1])
    assert bodies(together) == whole
    for order in list(permutations(pages))[1::2]:
        apart = saved.archive(*([one] for one in order))
        assert bodies(apart) == whole
        assert apart.digest() == together.digest()
        assert not apart.rows("SELECT FROM warta.quarantine")
        before = apart.digest(), apart.counts()
        import_files(apart.settings, apart.url, pages, clock=lambda: AT)
        assert (apart.digest(), apart.counts()) == before


def test_a_first_page_is_read_with_pages_of_its_own_time(saved: Saved) -> None:
    """Each first page is read with the pages of its own time, whenever those came."""
    old = [saved.page(number, number / 10) for number in (1, 2, 3)]
    saved.site.advance(days=3)
    saved.post = saved.site.edit(saved.post)
    new = [saved.page(number, 72 + number / 10) for number in (1, 2, 3)]
    whole = saved.archive(old, new)
    assert bodies(whole) == ["\n\n".join(saved.post.text)]
    dice = Random(8)
    for _ in range(3):
        mixed = dice.sample([*old, *new], 6)
        cut = dice.randint(1, 5)
        other = saved.archive(mixed[:cut], mixed[cut:])
        assert bodies(other) == bodies(whole)
        assert other.digest() == whole.digest()


def test_a_nearer_page_takes_the_place_of_one_from_afar(saved: Saved) -> None:
    """Where pages do not say of which version they are, the nearest in time are taken."""
    first = saved.page(1, 0)
    far = [saved.page(number, 9) for number in (2, 3)]
    *_, last = saved.post.blocks
    post = saved.post
    saved.post = saved.site.edit_silently(post, (*post.blocks, last))
    near = [saved.page(number, 1) for number in (2, 3)]
    orders = [[first, *far], near], [near, [first, *far]], [far, [first], near]
    archives = [saved.archive(*order) for order in orders]
    assert {tuple(bodies(one)) for one in archives} == {("\n\n".join(saved.post.text),)}
    assert len({one.digest() for one in archives}) == 1


def test_a_first_page_alone_waits(saved: Saved) -> None:
    """It is no article yet: what is in the archive already stays; a retry finds what came since."""
    alone = saved.archive([saved.page(1, 0)])
    assert bodies(alone) == []
    (row,) = alone.rows("SELECT reasons FROM warta.quarantine")
    assert row["reasons"] == ["part_2_missing"]
    with_one = saved.archive([saved.page(1, 0)], [saved.page(3, 1)], [saved.page(2, 80)])
    assert bodies(with_one) == ["\n\n".join(saved.post.text)]  # of the same version, they say


def test_what_is_removed_on_request_goes_with_all_pages(
    saved: Saved, warta: Callable[..., Said]
) -> None:
    """Its further pages are cut out of the captures as well, and do not come back."""
    pages = [saved.page(number, number / 10) for number in (1, 2, 3)]
    archive = saved.archive(pages)
    said = warta("forget", f"{HOME}{saved.post.path}", "--reason", "x", "--yes", **archive.environ)
    assert said.code == 0, said.err
    for again in ([], [pages[1]], pages):
        import_files(archive.settings, archive.url, again, clock=lambda: AT)
        assert bodies(archive) == []
        files = (archive.home / "captures").rglob("*.warc.gz")
        assert not any(saved.post.slug.encode() in gzip.decompress(f.read_bytes()) for f in files)


def test_files_are_extracted_as_one_article(
    saved: Saved, warta: Callable[..., Said], tmp_path: Path
) -> None:
    """Of a manifest or of files, in any order: the first page's line is the whole article."""
    pages = [saved.page(number, number / 10) for number in (3, 1, 2)]
    manifest = tmp_path / "pages.jsonl"
    manifest.write_text(
        "".join(f"{json.dumps({'path': str(p.path), 'url': p.url})}\n" for p in pages)
    )
    for given in (["--manifest", manifest], [page.path for page in pages]):
        said = warta("extract", *given, "--jobs", "1")
        lines = [json.loads(line) for line in said.out.splitlines()]
        assert [line["reasons"] for line in lines] == [["page_3"], [], ["page_2"]]
        assert [line["verdict"] for line in lines] == ["not_article", "good", "not_article"]
        assert lines[1]["body"] == "\n\n".join(saved.post.text)
        assert lines[1]["sources"]["page"] == "1 to 3 of 3"
    (alone,) = warta("extract", pages[1].path).out.splitlines()
    assert json.loads(alone)["reasons"] == ["part_2_missing"]


def test_inspect_and_reprocess_see_the_whole_article(
    worlds: Worlds, paged: Site, warta: Callable[..., Said]
) -> None:
    """What lies in the archive reads as it was loaded."""
    world = worlds(paged)
    world.run()
    for post in paged.wordpress.live():
        said = warta("inspect", paged.base_url + post.path, **world.environ)
        assert all(part in " ".join(said.out.split()) for part in post.text)
    said = warta("reprocess", "--jobs", "1", "--json", **world.environ)
    assert json.loads(said.out)["changed"] == 0, said.out
