"""A real PostgreSQL for every test that wants one: a server a run, a clone of a template a test."""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from multiprocessing.util import Finalize
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings

from flows import embedded, migrate
from tests.databases import on, temporary_database
from tests.homes import new_home

# What a developer has set for a warta of their own must not reach its tests.
_FOREIGN = ("DATABASE_URL", "PG", "PREFECT_", "WARTA_")
_OURS = {"WARTA_TEST_DATABASE_URL", "WARTA_HOME"}
os.environ["WARTA_HOME"] = os.devnull  # their sites.toml, too: modules ask for sites as they load
_LAST = -1000  # multiprocessing's own folder goes at -100


def pytest_configure() -> None:
    """Start from an environment that names no database, site, home or Prefect server."""
    for name in [name for name in os.environ if name.startswith(_FOREIGN) and name not in _OURS]:
        del os.environ[name]
    os.environ |= {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
    # The same examples each time, however slow the machine is: a red test is a change's own doing.
    # HYPOTHESIS_SEED=random looks further.
    is_random = os.environ.get("HYPOTHESIS_SEED") == "random"
    settings.register_profile("warta", deadline=None, derandomize=not is_random)
    settings.load_profile("warta")
    if "PYTEST_XDIST_WORKER" not in os.environ:  # who has the folder from the process above
        _have_own_folder()


def _have_own_folder() -> None:
    """Have this run, and all that it starts, put temporary files into a folder, and leave none.

    Crawlers leave the lock of each site. What forks them has a folder in there up to the very end.
    """
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", tempfile.gettempdir())  # `tmp_path` stays there
    folder = Path(tempfile.mkdtemp(prefix="warta-tests-"))
    folder.chmod(0o755)  # as root, the server runs under an account that must get there
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    Finalize(None, shutil.rmtree, [folder], {"ignore_errors": True}, exitpriority=_LAST)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no worker is left with it alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Spare the collector what was imported for all: in each test it walked through it again."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Let the collector see all at the end, or DuckDB says of what it missed that it leaked."""
    gc.unfreeze()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a server of this run's own, or of `WARTA_TEST_DATABASE_URL`."""
    given = os.environ.get("WARTA_TEST_DATABASE_URL")
    if given:
        yield given
        return
    with new_home() as home:
        # Should this run be killed, the server ends by itself.
        yield embedded.ensure(home, idle_s=600, is_durable=False)


@pytest.fixture(scope="session")
def template(server: str) -> Iterator[str]:
    """The name of a migrated database to clone."""
    with temporary_database(server) as name:
        migrate.migrate(on(server, name))
        yield name


@pytest.fixture
def database(server: str, template: str) -> Iterator[str]:
    """The URL of a migrated, empty database of this test's own."""
    with temporary_database(server, template) as name:
        yield on(server, name)


@pytest.fixture
def databases(server: str, template: str) -> Iterator[Callable[..., str]]:
    """Makes further such databases, or copies of another: each call returns a new one's URL."""
    with ExitStack() as stack:

        def database(copy_of: str = template) -> str:
            return on(server, stack.enter_context(temporary_database(server, copy_of)))

        yield database


@pytest.fixture
def connection(database: str) -> Iterator[psycopg.Connection]:
    """A connection to the database of this test, which commits when the test passes."""
    with psycopg.connect(database) as opened:
        yield opened
