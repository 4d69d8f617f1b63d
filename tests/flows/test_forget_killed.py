"""A removal that was killed is finished, by the next one or by the next load."""

from contextlib import suppress
from pathlib import Path

import pytest

from flows.importing import flow
from flows.keeping import excising
from flows.keeping.shelf import Folder
from flows.store import forgotten
from tests.flows.removal import (
    OTHER,
    SITE,
    VICTIM,
    brought,
    cut,
    forget,
    is_readable,
    take,
    take_file,
    traces,
)
from tests.flows.world import Archive, World


class StruckError(Exception):
    """The process was killed here."""


@pytest.mark.parametrize(
    ("target", "name"),
    [
        (excising, "excise"),
        (excising, "_name_without"),
        (forgotten, "move"),
        (Folder, "remove"),
        (forgotten, "settle"),
    ],
    ids=["before_the_file", "before_its_place", "before_the_rows", "before_the_end", "at_the_end"],
)
@pytest.mark.parametrize("is_next_a_load", [False, True], ids=["forget", "load"])
def test_a_removal_that_was_killed_is_finished(  # noqa: PLR0913, PLR0917 (fixtures, and cases)
    archive: Archive,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    target: object,
    name: str,
    is_next_a_load: bool,  # noqa: FBT001
) -> None:
    """By the next one, or by the next load; and at no time does a row point to nothing."""
    take(archive, tmp_path, VICTIM, OTHER)

    def strike(*_given: object, **_named: object) -> None:
        raise StruckError

    with monkeypatch.context() as patched, suppress(StruckError):
        patched.setattr(target, name, strike)
        forget(archive)
    assert is_readable(archive)
    assert list(archive.ailments()) == ["excisions_left"]
    if is_next_a_load:
        take(archive, tmp_path, f"{SITE}/lainnya/baru")
    else:
        cut(archive)
    assert traces(archive) == []
    assert archive.ailments() == {}
    assert is_readable(archive)


def test_an_import_that_was_killed_leaves_word_of_what_is_to_be_cut(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it brought beside articles goes with the next load, as if it had come to its end."""
    take(archive, tmp_path, VICTIM)
    forget(archive)

    def strike(*_given: object) -> None:
        raise StruckError

    with monkeypatch.context() as patched, suppress(StruckError):
        patched.setattr(flow, "_load_posts", strike)
        take_file(archive, brought(tmp_path))
    assert traces(archive)
    assert is_readable(archive)
    cut(archive)
    assert traces(archive) == []
    assert is_readable(archive)


@pytest.mark.parametrize("is_next_a_load", [False, True], ids=["forget", "load"])
def test_listings_go_though_the_removal_was_killed(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    is_next_a_load: bool,  # noqa: FBT001 (a case)
) -> None:
    """They are noted with the removal itself, as what is cut out of pages is."""
    world.run()
    captures = world.home / "captures"
    listings = {path.name for path in captures.rglob("*-listings*")}
    assert listings
    victim = str(world.value("SELECT min(id) FROM warta.articles"))
    world.site.wordpress.advance(hours=1)

    def strike(*_given: object, **_named: object) -> None:
        raise StruckError

    with monkeypatch.context() as patched, suppress(StruckError):
        patched.setattr(Folder, "remove", strike)
        forget(world, victim, now=world.now())
    assert list(world.ailments()) == ["excisions_left"]
    assert is_readable(world)
    if is_next_a_load:
        world.site.wordpress.publish()
        world.run()
    else:
        cut(world)
    assert listings & {path.name for path in captures.rglob("*-listings*")} == set()
    assert world.ailments() == {}
