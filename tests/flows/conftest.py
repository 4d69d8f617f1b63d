"""Worlds to run warta in, and the nursery that their crawlers come from."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows import crawl
from tests.flows.world import NURSERY, ROOT, World, nursery_program
from tests.site import Site, WordPress, serve


@pytest.fixture(scope="session")
def nursery() -> Iterator[None]:
    """A server that forks crawlers; it ends with this process, however that ends."""
    with tempfile.TemporaryDirectory(prefix="warta-nursery-") as folder:
        path = str(Path(folder) / "socket")
        with subprocess.Popen(
            [sys.executable, "-W", "ignore", str(ROOT / "tests" / "nursery.py"), path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        ) as server:
            assert server.stdout is not None
            assert server.stdin is not None
            assert server.stdout.readline() == b"ready\n"
            os.environ[NURSERY] = path
            yield
            del os.environ[NURSERY]
            server.stdin.close()


@pytest.fixture
def forked(nursery: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the crawlers of this test forked instead of started."""
    del nursery
    monkeypatch.setattr(crawl, "PROGRAM", nursery_program("crawler.__main__:main"))


@pytest.fixture
def worlds(forked: None, databases: Callable[[], str], tmp_path: Path) -> Callable[[Site], World]:
    """Makes a warta that follows a site; each call another one."""
    del forked
    made: list[World] = []

    def world(site: Site) -> World:
        made.append(World(site=site, url=databases(), home=tmp_path / f"warta-{len(made)}"))
        return made[-1]

    return world


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with fifteen articles."""
    with serve(WordPress(posts=15)) as served:
        yield served


@pytest.fixture
def world(worlds: Callable[[Site], World], site: Site) -> World:
    """A warta that has never met its site."""
    return worlds(site)
