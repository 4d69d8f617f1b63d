"""A served site for each test, and a client that shows what came over the wire."""

from collections.abc import Callable, Iterator

import pytest

from tests.site import Site, WordPress, serve
from tests.site_tests.wire import Exchange, exchange


@pytest.fixture
def site() -> Iterator[Site]:
    """A small site of its own, served."""
    with serve(WordPress(posts=12)) as served:
        yield served


@pytest.fixture
def ask(site: Site) -> Callable[..., Exchange]:
    """Asks the site, and returns what came."""

    def asking(target: str, **headers: str) -> Exchange:
        return exchange(site.port, target, headers)

    return asking
