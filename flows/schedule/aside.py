"""A database of Prefect's that is of no use, set aside: what it holds is nobody's loss.

It knows files of SQLite; nothing of what is wrong with one.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: What belongs to a database of SQLite.
_SUFFIXES = ("", "-wal", "-shm")


@contextmanager
def set_aside(database: Path | None) -> Iterator[Path | None]:
    """Put a database elsewhere, and back should the block break off; None where there is none.

    The first that was put there stays, and the last one takes the place of those between: where a
    full disk has each begin anew, they would fill it.
    """
    if database is None or not database.exists():
        yield None
        return
    first = database.with_name(f"{database.name}.unusable")
    aside = first.with_name(f"{first.name}-last") if first.exists() else first
    before = aside.with_name(f"{aside.name}-before")  # what stays there, should this one go back
    _move(aside, before)
    _move(database, aside)
    try:
        yield aside
    except BaseException:
        _move(aside, database)
        _move(before, aside)
        raise
    _remove(before)


def _move(database: Path, to: Path) -> None:
    """Move a database with all that belongs to it."""
    _remove(to)
    for suffix in _SUFFIXES:
        with suppress(FileNotFoundError):
            database.with_name(database.name + suffix).replace(to.with_name(to.name + suffix))


def _remove(database: Path) -> None:
    for suffix in _SUFFIXES:
        database.with_name(database.name + suffix).unlink(missing_ok=True)
