"""A page that is not the article's replaces nothing, whatever it says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.dedupe.said import Article, Said
from flows.dedupe.strays import Judgement
from flows.importing.flow import import_files
from flows.importing.sources import Source
from flows.records import Content, Item
from tests.flows import archive as captured
from tests.flows.archive import NOW, START
from tests.flows.world import Archive, World, ending
from tests.flows.world import Said as Told

Warta = Callable[..., Told]
URL = f"{captured.HOST}/iran/pasar-apung-dibuka"
TITLE = "Pasar Apung Kota Merapat Dibuka Kembali"
TEXT = (
    "Pasar apung di Kota Merapat dibuka kembali pada Sabtu pagi setelah dermaganya diperbaiki.",
    "Sedikitnya empat puluh pedagang sayur menambatkan perahu mereka sebelum matahari terbit.",
    "Kepala pasar berkata bahwa lampu di sepanjang tepi sungai akan dipasang bulan depan.",
)
OTHER = (
    "Perpustakaan keliling mulai melayani tiga desa di lereng timur dengan dua mobil tua.",
    "Anak-anak meminjam lebih dari dua ratus buku pada hari pertama, kata seorang relawan.",
)
BILL = (
    "Pelanggan yang terhormat, kami belum menerima pembayaran untuk sambungan rumah Anda, "
    "sehingga kecepatannya kami turunkan sampai tagihan itu dilunasi di gerai mana pun."
)
WORDS = "Situs kami beristirahat sejenak sampai pekerjaan di ruang mesin selesai nanti malam"


def found(items: Sequence[Item], stored: Mapping[int, Sequence[Article]]) -> dict[int, str]:
    """What a batch tells by itself."""
    return Judgement(items, stored).found({}, ())


def page(
    title: str,
    *parts: str,
    path: str = "/iran/a",
    states: str = "",
    **given: Any,
) -> Item:
    """A page that states some things itself."""
    values = {"title": title, "body": "\n\n".join(parts), "authors": ("Rukmini",)} | given
    item = captured.page(path, **values).item
    return replace(item, states=frozenset(states.split()))


def stored(title: str, *parts: str, path: str = "/iran/a", **given: Any) -> Article:
    """An article that is stored."""
    content = page(title, *parts, path=path, **given).content
    assert isinstance(content, Content)
    return Article(paths=frozenset({path}), said=[Said.by(content)], is_stated=True)


KNOWN = stored(TITLE, *TEXT)
LATER = START + timedelta(days=400)
NEWS = "Perpustakaan Keliling Layani Tiga Desa"
PAGES: dict[str, tuple[Item, str | None]] = {
    "another page": (page("Tagihan Belum Lunas", BILL), "unlike_stored"),
    "the text edited": (page("Pasar Dibuka", *TEXT[:2], OTHER[0]), None),
    "a text cut short under another title": (page(NEWS, TEXT[0]), None),
    "the title, and another text": (page(TITLE, *OTHER), None),
    "all rewritten, of the same post": (page(NEWS, *OTHER, states="post_id"), None),
    "all rewritten, at its own address": (page(NEWS, *OTHER, states="canonical_url"), None),
    "at another address of its own": (
        page(NEWS, *OTHER, path="/iran/b", states="canonical_url"), "unlike_stored"
    ),
    "all rewritten, of the same day": (page(NEWS, *OTHER, states="published_at"), None),
    "of another day and another's": (
        page(
            NEWS, *OTHER, states="published_at authors", published_at=LATER, authors=("Admin",)
        ),
        "unlike_stored",
    ),
    "all rewritten, by the same author": (
        page(NEWS, *OTHER, states="published_at authors", published_at=LATER), None
    ),
    "a day that nothing but its address states": (
        page(NEWS, *OTHER, published_at=START), "unlike_stored"
    ),
    "a text file": (page(NEWS, *OTHER, origin="text"), None),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_nothing_ties_to_what_is_stored_is_another(name: str) -> None:
    """Not the day, the author, the address, the post, the title, or the text."""
    item, expected = PAGES[name]
    assert found([item], {0: [KNOWN]}) == ({} if expected is None else {0: expected})


def test_new_pages_are_compared_word_for_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """One text at many new addresses is no article's; of a thousand pages, no two are compared."""
    monkeypatch.delattr("flows.dedupe.likeness.likeness")
    pages = [page("Tagihan Belum Lunas", BILL, path=f"/iran/{number}") for number in range(1000)]
    places: dict[int, list[Article]] = {number: [] for number in range(1000)}
    assert found(pages, places) == dict.fromkeys(range(1000), "alike_for_many")
    assert found(pages[:2], {0: [], 1: []}) == {}
    daily = [page("Harga Beras", f"{TEXT[0]} {n}", path=f"/iran/{n}") for n in range(3)]
    assert found(daily, {0: [], 1: [], 2: []}) == {}
    stating = [replace(one, states=frozenset({"canonical_url"})) for one in pages[:3]]
    assert found(stating, {0: [], 1: [], 2: []}) == {}
    again = [pages[0]] * 3  # of one address
    assert found(again, {0: [], 1: [], 2: []}) == {}


def test_a_batch_tells_of_its_own_articles() -> None:
    """A page may be unlike one there that states more; of two silent ones, who knows."""
    silent = page("Tagihan Belum Lunas", BILL)
    assert found([page(TITLE, *TEXT, states="authors"), silent], {0: [], 1: []}) == {
        1: "unlike_stored"
    }
    assert found([page(TITLE, *TEXT), silent], {0: [], 1: []}) == {}
    dated = page("Tagihan", BILL, states="published_at", published_at=LATER, authors=())
    known = page(TITLE, *TEXT, states="published_at canonical_url")
    assert found([known, dated], {0: [], 1: []}) == {1: "unlike_stored"}


def test_where_nothing_was_ever_stated_nobody_knows_which_is_the_stranger() -> None:
    """Nor where a page states more than what is stored."""
    silent = replace(KNOWN, is_stated=False)
    assert found([page(NEWS, *OTHER)], {0: [silent]}) == {}
    bare = stored("Tagihan", BILL, authors=(), published_at=None)
    assert found([page(TITLE, *TEXT, states="authors")], {0: [bare]}) == {}
    assert found([page(NEWS, *OTHER)], {0: [bare]}) == {0: "unlike_stored"}


def walls(count: int, *, other: str = "") -> tuple[list[Item], dict[int, list[Article]]]:
    """Pages of articles, each with its title, number and time, and one text for all."""
    names = [f"Berita Pesisir Nomor {number}" for number in range(count)]
    paths = [f"/iran/{number}" for number in range(count)]
    items = [
        page(name, f"{WORDS} pukul {number}. {other}", path=path, states="post_id published_at")
        for number, (name, path) in enumerate(zip(names, paths, strict=True))
    ]
    texts = {
        number: [stored(name, f"{TEXT[number % 3]} {number}", path=path)]
        for number, (name, path) in enumerate(zip(names, paths, strict=True))
    }
    return items, texts


def test_one_text_for_many_articles_is_none_of_theirs() -> None:
    """Whatever the pages state, and though a number in it differs; of two it may be so."""
    items, texts = walls(3)
    assert found(items, texts) == dict.fromkeys(range(3), "alike_for_many")
    items, texts = walls(2)
    assert found(items, texts) == {}


def test_a_silent_page_at_a_new_address_goes_with_those_like_it() -> None:
    """One that states which it is does not."""
    pages = [page("Tagihan", BILL), page("Tagihan", BILL, path="/iran/baru")]
    assert found(pages, {0: [KNOWN], 1: []}) == {0: "unlike_stored", 1: "alike_for_many"}
    pages[1] = replace(pages[1], states=frozenset({"post_id"}))
    assert found(pages, {0: [KNOWN], 1: []}) == {0: "unlike_stored"}


def test_pictures_that_get_the_same_words_are_edited() -> None:
    """They had no text that could be another."""
    items, _ = walls(3)
    bare = {at: [stored(f"Berita Pesisir Nomor {at}", path=f"/iran/{at}")] for at in range(3)}
    assert found(items, bare) == {}


def test_a_day_of_other_pages_changes_nothing(world: World) -> None:
    """They wait in quarantine, somebody is told, and the next day's run heals it."""
    world.run()
    before = world.digest(), world.counts()
    wordpress = world.site.wordpress
    wordpress.advance(hours=1)
    posts = wordpress.live()[:12]
    for post in posts:
        wordpress.edit(post)
        world.site.misbehave("bill_instead", path=post.path)
    assert ending(world.run()) == ("degraded", 3)
    assert (world.digest(), world.counts()) == before
    waiting = world.rows("SELECT reasons FROM warta.quarantine")
    assert [row["reasons"] for row in waiting] == [["unlike_stored"]] * len(posts)
    opened = "SELECT cause FROM warta.incidents WHERE closed_at IS NULL"
    assert {row["cause"] for row in world.rows(opened)} == {"quarantine_grows", "theme_changed"}
    world.site.behave()
    wordpress.advance(days=1)
    assert ending(world.run()) == ("ok", 0)
    assert (world.rows(opened), world.rows("SELECT FROM warta.quarantine")) == ([], [])
    world.check()


def html(title: str, *parts: str, head: str = "") -> str:
    """A saved page."""
    text = "".join(f"<p>{part}</p>" for part in parts)
    return (
        f"<!doctype html><html lang=id><head><title>{title}</title>{head}</head><body><article>"
        f"<h1>{title}</h1><div class=entry-content>{text}</div></article></body></html>"
    )


DATED = '<meta property="article:published_time" content="2024-02-29T01:00:00+00:00">'
PAGE = html(TITLE, *TEXT, head=DATED)
STRANGER = html("Tagihan Bulan Ini Belum Lunas", BILL)


def imported(archive: Archive, folder: Path, *pages: str, day: int = 1) -> None:
    """Import pages of one address, of one day after the other."""
    sources = []
    for number, one in enumerate(pages, start=day):
        path = folder / f"{number}.html"
        path.write_text(one, "utf-8")
        at = START + timedelta(days=number)
        sources.append(Source(path=path, url=URL, captured_at=at))
    import_files(archive.settings, archive.url, sources, clock=lambda: NOW)


@pytest.mark.parametrize("is_together", [True, False])
@pytest.mark.parametrize("pages", [(PAGE, STRANGER), (PAGE, STRANGER, PAGE)])
def test_what_others_captured_replaces_nothing_either(
    archive: Archive, tmp_path: Path, pages: tuple[str, ...], *, is_together: bool
) -> None:
    """In one import or in several; one revision, as if the other page had never been."""
    if is_together:
        imported(archive, tmp_path, *pages)
    else:
        for day, one in enumerate(pages, start=1):
            imported(archive, tmp_path, one, day=day)
    assert archive.rows("SELECT title FROM warta.revisions") == [{"title": TITLE}]
    shown = "SELECT reasons FROM ingest.item WHERE outcome = 'quarantined'"
    assert archive.value(shown) == ["unlike_stored"]
    assert archive.ailments() == {}


def test_a_stranger_that_came_before_the_article_is_edited_by_it(
    archive: Archive, tmp_path: Path
) -> None:
    """Nobody could know."""
    imported(archive, tmp_path, STRANGER)
    imported(archive, tmp_path, PAGE, day=2)
    assert archive.value("SELECT title FROM warta.articles") == TITLE


def test_a_person_may_say_that_it_is_the_article(
    archive: Archive, tmp_path: Path, warta: Warta
) -> None:
    """The list says how; it is loaded by name alone."""
    imported(archive, tmp_path, PAGE, html(NEWS, *OTHER))
    listed = warta("quarantine", "list")
    assert "unlike_stored" in listed.out
    assert "retry CAPTURE --accept" in listed.out
    key = archive.value("SELECT capture_id FROM warta.quarantine")
    assert warta("quarantine", "retry", "--all").code == 3
    assert warta("quarantine", "retry", "--all", "--accept").code == 2
    assert archive.value("SELECT title FROM warta.articles") == TITLE
    assert warta("quarantine", "retry", key, "--accept").code == 0
    rows = archive.rows("SELECT title, cause FROM warta.revisions ORDER BY revision")
    assert [(row["title"], row["cause"]) for row in rows] == [(TITLE, "first"), (NEWS, "edit")]
    assert archive.rows("SELECT FROM warta.quarantine") == []
    assert archive.ailments() == {}
