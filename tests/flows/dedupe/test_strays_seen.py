"""One text for many articles replaces none from the third on, though a page a run brings it."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from flows.importing.flow import import_files
from flows.importing.sources import Source
from tests.flows import archive as captured
from tests.flows.archive import NOW, START
from tests.flows.dedupe.test_strays import BILL, DATED, OTHER, TEXT, TITLE, html
from tests.flows.world import Archive, Said, World, ending

Warta = Callable[..., Said]
PLACES = ("dermaga", "jembatan", "menara", "pasar")
URLS = [f"{captured.HOST}/iran/{name}" for name in PLACES]
ARTICLES = [
    html(f"{TITLE} {name}", *(f"{part} {name} {name}." for part in TEXT), head=DATED)
    for name in PLACES
]
MORE_URLS = [f"{captured.HOST}/iran/{name}" for name in ("terminal", "waduk")]
MORE = [html(f"{TITLE} {n}", *(f"{part} Lagi {n}." for part in OTHER), head=DATED) for n in "xy"]
NOTICE = (
    "Redaksi menarik tulisan ini karena keterangan narasumbernya tidak terbukti, dan meminta maaf "
    "kepada pembaca serta kepada semua pihak yang namanya disebut di dalamnya."
)
STRANGER = html("Tagihan Bulan Ini Belum Lunas", BILL)


def imported(
    archive: Archive,
    folder: Path,
    pages: Sequence[str],
    *,
    urls: Sequence[str] = URLS,
    day: int = 1,
) -> None:
    """Import pages of one day, the first at the first address and so on."""
    sources = []
    for number, (page, url) in enumerate(zip(pages, urls, strict=False)):
        path = folder / f"{number}.html"
        path.write_text(f"{page}<!-- {day} {url} -->", "utf-8")  # the same bytes are one capture
        at = START + timedelta(days=day, minutes=number)
        sources.append(Source(path=path, url=url, captured_at=at))
    import_files(archive.settings, archive.url, sources, clock=lambda: NOW)


def one_by_one(archive: Archive, folder: Path, pages: Sequence[str], *, day: int = 1) -> None:
    """Import pages, each by itself, a day after the other."""
    for number, (page, url) in enumerate(zip(pages, URLS, strict=False)):
        imported(archive, folder, [page], urls=[url], day=day + number)


def waiting(archive: Archive) -> list[tuple[str, str]]:
    """The pages in quarantine, and why."""
    rows = archive.rows("SELECT url, reasons FROM warta.quarantine ORDER BY url")
    return [(row["url"], *row["reasons"]) for row in rows]


def titles(archive: Archive) -> list[str]:
    """The titles of the articles, the oldest first."""
    return [row["title"] for row in archive.rows("SELECT title FROM warta.articles ORDER BY id")]


def test_a_new_page_waits_that_says_what_two_others_do(world: World) -> None:
    """A page a run, live: the third waits, and heals as any page in quarantine."""
    world.run()
    posts = []
    for expected in (("ok", 0), ("ok", 0), ("degraded", 3)):
        world.site.wordpress.advance(hours=1)
        posts.append(world.site.wordpress.publish())
        world.site.misbehave("bill_instead", path=world.site.wordpress.get(posts[-1]).path)
        assert ending(world.run()) == expected
    assert world.rows("SELECT reasons FROM warta.quarantine") == [{"reasons": ["alike_for_many"]}]
    bills = "SELECT FROM warta.articles WHERE title LIKE 'Tagihan%%'"
    assert len(world.rows(bills)) == 2
    world.site.behave()
    world.site.wordpress.advance(days=1)
    for post in posts:
        world.site.wordpress.edit(post)
    assert ending(world.run()) == ("ok", 0)
    assert world.rows("SELECT FROM warta.quarantine") == world.rows(bills) == []
    assert world.ailments() == {}


def test_an_edit_waits_that_says_what_two_others_do(archive: Archive, tmp_path: Path) -> None:
    """Within the theme, with the time of its article, under any title, and a number in it."""
    imported(archive, tmp_path, ARTICLES)
    walls = [html(f"Peretas {n}", f"{BILL} Kode {n}.", head=DATED) for n in range(4)]
    one_by_one(archive, tmp_path, walls, day=2)
    assert titles(archive) == ["Peretas 0", "Peretas 1", *(f"{TITLE} {n}" for n in PLACES[2:])]
    assert waiting(archive) == [(url, "alike_for_many") for url in URLS[2:]]
    assert archive.ailments() == {}


def test_what_waits_is_known_when_it_comes_to_a_new_address(
    archive: Archive, tmp_path: Path
) -> None:
    """It was unlike two articles; nobody has to load it to know it again."""
    imported(archive, tmp_path, ARTICLES[:2])
    one_by_one(archive, tmp_path, [STRANGER] * 3, day=2)
    assert waiting(archive) == [
        (URLS[0], "unlike_stored"), (URLS[1], "unlike_stored"), (URLS[2], "alike_for_many")
    ]  # fmt: skip
    assert len(titles(archive)) == 2


@pytest.mark.parametrize("cut", [(4,), (3, 1), (2, 2), (1, 3), (2, 1, 1), (1, 1, 1, 1)])
def test_from_the_third_address_on_it_waits_however_the_batches_are_cut(
    archive: Archive, tmp_path: Path, cut: Sequence[int]
) -> None:
    """Those of the batch that brings the third wait with it; to try one again changes nothing."""
    start = 0
    for count in cut:
        imported(
            archive, tmp_path, [STRANGER] * count, urls=URLS[start : start + count], day=start + 1
        )
        start += count
    stored = len(titles(archive))
    assert stored == max(sum(cut[:n]) for n in range(len(cut)) if sum(cut[:n]) < 3)
    assert waiting(archive) == [(url, "alike_for_many") for url in URLS[stored:]]


def test_a_person_may_say_that_it_is_an_articles(
    archive: Archive, tmp_path: Path, warta: Warta
) -> None:
    """Once, and then of no other with that text: editors withdraw many with the same words."""
    imported(archive, tmp_path, [*ARTICLES, *MORE], urls=[*URLS, *MORE_URLS])
    notes = [html(f"Ditarik {n}", NOTICE, head=DATED) for n in range(6)]
    one_by_one(archive, tmp_path, notes[:4], day=2)
    assert "alike_for_many" in warta("quarantine", "list").out
    keys = [row["capture_id"] for row in archive.rows("SELECT capture_id FROM warta.quarantine")]
    assert warta("quarantine", "retry", keys[0]).code == 3
    assert warta("quarantine", "retry", keys[0], "--accept").code == 0
    assert len(waiting(archive)) == 1
    assert archive.ailments() == {}
    imported(archive, tmp_path, [ARTICLES[2], notes[2]], urls=URLS[2:3] * 2, day=7)
    imported(archive, tmp_path, notes[4:], urls=MORE_URLS, day=8)
    assert warta("quarantine", "retry", "--all").code == 0
    assert titles(archive) == [f"Ditarik {n}" for n in range(6)]
    assert waiting(archive) == []


def test_what_is_short_tells_of_no_other(archive: Archive, tmp_path: Path) -> None:
    """Under many pictures the same line may give way to another."""
    picture = "<img src=/wp-content/uploads/dermaga.jpg width=800 height=600>"
    for day, line in ((1, "Pameran dibuka sampai Minggu sore."), (9, "Pameran ini sudah selesai.")):
        pages = [html(f"{TITLE} {name}", picture, line, head=DATED) for name in PLACES]
        one_by_one(archive, tmp_path, pages, day=day)
    assert archive.rows("SELECT DISTINCT body FROM warta.articles") == [{"body": line}]
    assert waiting(archive) == []


def test_a_text_counts_where_it_stands_today(archive: Archive, tmp_path: Path) -> None:
    """A line that was there until the article was written tells nothing of another such line."""
    soon = [html("Siaran Langsung", *OTHER, "Kami akan segera kembali.")] * 4
    one_by_one(archive, tmp_path, soon[:2])
    imported(archive, tmp_path, ARTICLES[:2], day=4)
    imported(archive, tmp_path, soon[2:], urls=URLS[2:], day=5)
    assert (len(titles(archive)), waiting(archive)) == (4, [])
    again = f"{captured.HOST}/iran/lapangan"
    imported(archive, tmp_path, soon[:1], urls=[again], day=6)
    assert waiting(archive) == [(again, "alike_for_many")]


def test_true_copies_are_articles_of_their_own(archive: Archive, tmp_path: Path) -> None:
    """Where each states its number or time; edited alike as well; and what is not word for word."""
    numbered = [
        html(TITLE, *TEXT, head=f'<link rel=shortlink href="{captured.HOST}/?p={n}">')
        for n in range(1, 4)
    ]
    one_by_one(archive, tmp_path, numbered)
    one_by_one(archive, tmp_path, [page.replace(TEXT[2], OTHER[0]) for page in numbered], day=5)
    assert archive.rows("SELECT count(*) FROM warta.revisions") == [{"count": 6}]
    daily = [html("Harga Beras", *OTHER, f"Harganya {n} rupiah.") for n in range(4)]
    for number, page in enumerate(daily):
        url = f"{captured.HOST}/ekonomi/beras-{number}"
        imported(archive, tmp_path, [page], urls=[url], day=9 + number)
    assert (len(titles(archive)), waiting(archive)) == (7, [])


def test_the_same_article_at_several_addresses_is_one(archive: Archive, tmp_path: Path) -> None:
    """What it is again and again rewritten to, counts once."""
    imported(archive, tmp_path, ARTICLES[:2])
    wall = html("Peretas", BILL, head=DATED)
    for day in (2, 4):
        imported(archive, tmp_path, [wall], day=day)
        imported(archive, tmp_path, ARTICLES[:1], day=day + 1)
    imported(archive, tmp_path, [wall], day=6)
    imported(archive, tmp_path, [wall], urls=URLS[1:], day=7)
    assert (titles(archive), waiting(archive)) == (["Peretas"] * 2, [])


def test_nothing_is_left_of_a_text_that_was_forgotten(
    archive: Archive, tmp_path: Path, warta: Warta
) -> None:
    """Neither of what was loaded nor of what waits: the next one is the second again."""
    one_by_one(archive, tmp_path, [STRANGER] * 3)
    kept = "SELECT count(doubted_sha256) FROM ingest.item"
    assert archive.value(kept) == 3
    for url in URLS[:2]:
        assert warta("forget", url, "--reason", "permintaan", "--yes").code == 0
    imported(archive, tmp_path, [STRANGER] * 2, day=8)  # which were forgotten
    assert archive.value(kept) == 1
    imported(archive, tmp_path, [STRANGER], urls=URLS[3:], day=9)
    assert len(titles(archive)) == 1
