"""A removal while others are at the files of captures: each waits, or leaves it to the other."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from crawler.captures import excise
from flows import db
from flows.dedupe import likeness
from flows.importing import flow
from flows.keeping import excising
from flows.store import duplicates, forgotten, search
from tests.flows.removal import (
    ANOTHER_VICTIM,
    OTHER,
    VICTIM,
    brought,
    cut,
    forget,
    is_readable,
    take,
    take_file,
    traces,
)
from tests.flows.world import Archive, Said, World


def test_another_removal_waits_until_the_file_has_its_new_name(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the file of both articles would go, and the new one keep the second for good."""
    take(archive, tmp_path, VICTIM, ANOTHER_VICTIM, OTHER)
    move, other = forgotten.move, Thread(target=forget, args=(archive, ANOTHER_VICTIM))

    def slowly(*given: Any) -> None:
        if not other.ident:
            begun(other)
        move(*given)

    monkeypatch.setattr(forgotten, "move", slowly)
    forget(archive, VICTIM)
    other.join()
    assert traces(archive) == []
    assert archive.ailments() == {}
    assert is_readable(archive)


def test_a_load_leaves_to_a_removal_what_that_is_cutting(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It does not wait for it either: a live run has other things to do."""
    take(archive, tmp_path, VICTIM, OTHER)
    calls = list[str]()

    def meanwhile(*given: Any) -> dict[int, int]:
        calls.append(given[1])
        if len(calls) == 1:
            cut(archive)
        return excise(*given)

    monkeypatch.setattr(excising, "excise", meanwhile)
    forget(archive)
    assert len(calls) == 1
    assert traces(archive) == []
    assert archive.ailments() == {}


def test_the_file_of_an_import_keeps_its_name_until_all_of_it_is_recorded(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever loads meanwhile would cut the first batch, and rows of the next lead nowhere."""
    take(archive, tmp_path, VICTIM)
    forget(archive)
    load = flow._load

    def loaded(*given: Any) -> None:
        load(*given)
        cut(archive)

    monkeypatch.setattr(flow, "_BATCH", 1)
    monkeypatch.setattr(flow, "_load", loaded)
    assert take_file(archive, brought(tmp_path))["inserted"] == 1
    assert traces(archive) == []
    assert archive.ailments() == {}
    assert is_readable(archive)


def test_a_segment_is_not_put_where_it_was_cut_from(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that was killed when it had cut its segment leaves that in the spool, as it came."""
    world.run()
    victim = str(world.value("SELECT min(id) FROM warta.articles"))
    world.site.wordpress.advance(hours=1)
    forget(world, victim, now=world.now())
    world.site.wordpress.publish()
    is_cut = excising.cut

    def killed(*given: Any) -> None:
        is_cut(*given)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, suppress(KeyboardInterrupt):
        patched.setattr(excising, "cut", killed)
        world.run()
    assert list((world.home / "spool").rglob("*-listings*"))
    world.run()
    assert list(world.home.rglob("*-listings*")) == []


MADE_AFTER_A_LOAD = {
    "search": b"TRUNCATE ingest.search_document, ingest.search_word",
    "sketches": b"TRUNCATE ingest.sketch, ingest.sketch_band",
}


@pytest.mark.parametrize("stage", MADE_AFTER_A_LOAD)
def test_what_follows_a_load_is_waited_for(archive: Archive, tmp_path: Path, stage: str) -> None:
    """Words and sketches that a run is about to commit go as well, and the run does not fail."""
    take(archive, tmp_path, VICTIM, OTHER)
    other = Thread(target=forget, args=(archive,))
    with db.connect(archive.url, name="test") as connection:
        connection.execute(MADE_AFTER_A_LOAD[stage])
        connection.commit()
        with connection.transaction():
            if stage == "search":
                assert search.refresh(connection, max_rows=500) == 2
                begun(other)
            else:
                duplicates.lock(connection)
                texts = duplicates.unsketched(connection, after=0, max_rows=500)
                begun(other)
                read = [likeness.read(likeness.words(text.title, text.body)) for text in texts]
                duplicates.store_sketches(connection, texts, likeness.sketches(read))
    other.join()
    assert traces(archive) == []
    assert archive.value("SELECT count(*) FROM ingest.search_document") == 1
    assert archive.value("SELECT count(*) FROM ingest.sketch") == 1


def begun(other: Thread) -> None:
    """Start what has to wait, and give it the time to do otherwise."""
    other.start()
    other.join(1)


def test_what_another_home_captured_is_cut_there(
    archive: Archive, tmp_path: Path, warta: Callable[..., Said]
) -> None:
    """And who removed it is told: no file of it is at hand."""
    take(archive, tmp_path, VICTIM, OTHER)
    elsewhere = Archive(url=archive.url, home=tmp_path / "elsewhere")
    asked = ("forget", VICTIM, "--reason", "hak jawab", "--yes")
    said = warta(*asked, WARTA_HOME=str(elsewhere.home), DATABASE_URL=archive.url)
    assert (said.code, said.out.splitlines()[-1]) == (3, "forgotten")
    assert f"1 file of captures lies not in {elsewhere.home}/captures, such as " in said.err
    cut(elsewhere)
    assert list(archive.ailments()) == ["excisions_left"]
    assert traces(archive)
    cut(archive)
    assert traces(archive) == []
    assert archive.ailments() == {}
    assert is_readable(archive)
