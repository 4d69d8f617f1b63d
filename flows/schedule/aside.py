"""A database of Prefect's that is of no use, set aside: what it holds is nobody's loss.

It knows files of SQLite; nothing of what is wrong with one.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

#: What belongs to a database of SQLite.
_SUFFIXES = ("", "-wal", "-shm")


@contextmanager
def set_aside(database: Path | None) -> Iterator[Path | None]:
    """Put a database elsewhere, and back should the block break off; None where there is none.

    One that was put there earlier stays.
    """
    if database is None or not database.exists():
        yield None
        return
    aside = _free_place(database)
    _move(database, aside)
    try:
        yield aside
    except BaseException:
        _move(aside, database)
        raise


def _free_place(database: Path) -> Path:
    """Return where nothing lies yet: ``prefect.db.unusable``, ``prefect.db.unusable-2`` …."""
    first = database.with_name(f"{database.name}.unusable")
    others = (first.with_name(f"{first.name}-{number}") for number in count(2))
    return first if not first.exists() else next(one for one in others if not one.exists())


def _move(database: Path, to: Path) -> None:
    """Move a database with all that belongs to it."""
    for suffix in _SUFFIXES:
        target = to.with_name(to.name + suffix)
        target.unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            database.with_name(database.name + suffix).replace(target)
