"""What must not be kept any more goes: records cut out of their files, and whole files.

Killed at any moment, the next one goes on: what is to be cut is committed with the removal; the
file without it is whole before rows point there; the old one goes after that. One process cuts at a
time, and none while a removal says what is to be cut, or an import records what its files hold: a
file that goes under another name meanwhile would keep what was to go, or take what was to stay
along. It knows files and where captures lie; not why they have to go.
"""

import hashlib
import logging
import platform
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final

from crawler.captures import excise
from flows.keeping.shelf import Shelf
from flows.store import capture_files, forgotten, locks
from flows.store.forgotten import Excision
from flows.store.statements import Connection

_LOG: Final = logging.getLogger(__name__)
#: The lock of those who cut.
_FILES: Final = "files of captures"


@contextmanager
def alone(connection: Connection) -> Iterator[None]:
    """Keep all others from cutting, and from bringing files in; wait for those who are at it."""
    if not locks.try_lock(connection, _FILES):
        with connection.transaction():
            holder = locks.holder(connection, _FILES)
        _LOG.warning("waiting for who is at the files of captures: %s", holder)
        locks.wait(connection, _FILES, seconds=0)
    with locks.given_back(connection, _FILES):
        yield


def bringing_in(connection: Connection) -> AbstractContextManager[None]:
    """Keep all from cutting while files are brought in of which not all is recorded yet."""
    return locks.shared(connection, _FILES)


def cut(connection: Connection, shelf: Shelf) -> list[str]:
    """Cut all that is still to be cut; nothing where others are at the files: they will do it.

    Returns the files that lie elsewhere: captures that another place holds, or held, are cut by who
    comes next with that place.

    Raises:
        flows.keeping.shelf.KeepingError: the place of the captures can't be used.

    """
    if not _left(connection):
        return []
    with locks.held(connection, _FILES) as is_ours:
        left = _left(connection) if is_ours else []
        return [one.file for one in left if not _is_cut(connection, shelf, one)]


def _left(connection: Connection) -> list[Excision]:
    with connection.transaction():
        return forgotten.excisions(connection)


def _is_cut(connection: Connection, shelf: Shelf, excision: Excision) -> bool:
    """Cut records out of a file; False where it is none of this place's."""
    replacement, is_here = excision.replacement, shelf.holds(excision.file)
    if replacement and not is_here:  # who was killed when the old file had gone left it so
        is_here = replacement == _mark(shelf) or shelf.holds(replacement)
    if not is_here:
        return False
    if not replacement:
        _replace(connection, shelf, excision)
    shelf.remove(excision.file)
    with connection.transaction():
        forgotten.settle(connection, [excision.file])
    return True


def _mark(shelf: Shelf) -> str:
    """Return what stands for the file without the captures where nothing is left of it."""
    return f"nothing, in {shelf} of {platform.node()}"


def drop(connection: Connection, shelf: Shelf, files: Sequence[str]) -> int:
    """Remove files of listings, robots.txt and probes; return how many captures lay there.

    The rows stay, and say no more where they lay: all at once, since no index finds them by their
    files. Those go before: killed in between, the next time ends it.

    Raises:
        flows.keeping.shelf.KeepingError: a file can't be removed.

    """
    for file in files:
        shelf.remove(file)
    with connection.transaction():
        forgotten.settle(connection, files)
        return capture_files.record_expiry(connection, files)


def _replace(connection: Connection, shelf: Shelf, excision: Excision) -> None:
    replacement, places = _mark(shelf), dict[int, int]()
    if excision.replacement is None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "cut"
            places = _written(shelf, excision, path)
            if places:
                replacement = _name_without(excision)
                shelf.put(path, replacement)
    with connection.transaction():
        forgotten.move(connection, excision.file, replacement, places)


def _written(shelf: Shelf, excision: Excision, path: Path) -> dict[int, int]:
    """Write the file without the captures."""
    with shelf.open(excision.file) as source, path.open("wb") as out:
        return excise(source, excision.file, frozenset(excision.capture_ids), out)


def _name_without(excision: Excision) -> str:
    """Return the name of the file without the captures: the same one when it is cut again."""
    folder, _, name = excision.file.rpartition("/")
    digest = hashlib.sha256(f"{excision.file} {excision.capture_ids}".encode()).hexdigest()[:12]
    new = f"cut-{digest}-{name.removeprefix('cut-')[13:] if name.startswith('cut-') else name}"
    return f"{folder}/{new}" if folder else new
