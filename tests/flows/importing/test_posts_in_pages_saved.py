"""Posts in several pages that others saved: one article with all of its text, or none."""

import gzip
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from flows.importing.flow import import_files
from flows.importing.sources import Source, as_warc
from tests.flows.breaking import broken
from tests.flows.world import Archive, Said
from tests.site import WordPress
from tests.site.http import Request
from tests.site.surfaces import route

HOME = "https://purnawarta.com"
AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
NOW = AT + timedelta(days=9)


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
            import_files(made.settings, made.url, sources, clock=lambda: NOW)
        return made


@pytest.fixture
def saved(databases: Callable[[], str], tmp_path: Path) -> Saved:
    """A post of three pages that others saved."""
    return Saved(databases, tmp_path)


def bodies(archive: Archive) -> list[str]:
    """The texts of the articles, and no check of the rows complains."""
    assert archive.ailments() == {}
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
        import_files(apart.settings, apart.url, pages, clock=lambda: NOW)
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
        import_files(archive.settings, archive.url, again, clock=lambda: NOW)
        assert bodies(archive) == []
        assert not is_kept(saved, archive)


def is_kept(saved: Saved, archive: Archive) -> bool:
    """Whether a file of the archive tells of the post."""
    files = (archive.home / "captures").rglob("*.warc.gz")
    return any(saved.post.slug.encode() in gzip.decompress(file.read_bytes()) for file in files)


def test_a_first_page_that_lies_in_two_files_of_an_import_goes_from_both(
    saved: Saved, warta: Callable[..., Said], tmp_path: Path
) -> None:
    """One row says where one of them lies; and where it stays, it lies once."""
    pages = [saved.page(number, number / 10) for number in (1, 2, 3)]
    archive = saved.archive(pages)
    site = archive.settings.site()
    warcs = [
        Source(path=path)
        for some in (pages[:1], pages[:2])
        for path, _ in as_warc(some, tmp_path, site)
    ]
    said = warta("forget", f"{HOME}{saved.post.path}", "--reason", "x", "--yes", **archive.environ)
    assert said.code == 0, said.err
    import_files(archive.settings, archive.url, warcs, clock=lambda: NOW)
    assert bodies(archive) == []
    assert not is_kept(saved, archive)


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
