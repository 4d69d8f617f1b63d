"""A folder of its own for each import, in which files lie until they are in the archive.

Two imports may have a file in common, and be done with it at different times. It knows folders and
who holds them; nothing of what is imported.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def own_folder(spool: Path) -> Iterator[Path]:
    """Make a folder below ``spool`` for an import, and remove what those that were killed left."""
    spool.mkdir(parents=True, exist_ok=True)
    with _opened(spool) as those_who_begin:
        fcntl.flock(those_who_begin, fcntl.LOCK_EX)  # one at a time
        for left in spool.iterdir():
            if left.is_dir():  # a file is nobody's: of an earlier version, or of a desktop
                _remove_unless_held(left)
            else:
                left.unlink()
        folder = Path(tempfile.mkdtemp(dir=spool))
        own = os.open(folder, os.O_RDONLY)
        fcntl.flock(own, fcntl.LOCK_EX)  # until we end, however that is
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
        os.close(own)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _remove_unless_held(folder: Path) -> None:
    with suppress(FileNotFoundError, BlockingIOError), _opened(folder) as descriptor:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder)
