"""What tests of the crawler share: a site to read listings of."""

from collections.abc import Iterator

import pytest

from tests.site import Site, WordPress, serve


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A WordPress with more posts than a feed has entries."""
    with serve(WordPress(posts=25)) as served:
        yield served
