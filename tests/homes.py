"""Homes that tests and benchmarks have for themselves, gone afterwards with their servers."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows import embedded


@contextmanager
def new_home() -> Iterator[Path]:
    """Give an empty home; what was started and left in it ends with the block."""
    home = Path(tempfile.mkdtemp(prefix="warta-home-"))
    home.chmod(0o755)  # as root, the server runs under an account that must get there
    try:
        yield home
    finally:
        embedded.stop(home)
        data = embedded.status(home).data
        if data:  # outside, where the home is closed to that account
            shutil.rmtree(data.parent, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)
