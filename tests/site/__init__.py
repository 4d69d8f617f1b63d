"""A WordPress news site in memory that can be crawled, edited and made to misbehave.

    from tests.site import WordPress, serve, truth, differences

    with serve(WordPress(posts=40)) as site:
        site.wordpress.publish("Judul Baru")
        site.misbehave("not_found_that_flaps", path="/iran/*")
        ...                                   # crawl site.base_url
        assert not differences(truth(site.wordpress), stored)

The package knows nothing of the crawler or the flows that it is used to test.
"""

from tests.site.differences import Difference, differences
from tests.site.model import Settings, Status
from tests.site.server import Site, serve
from tests.site.stories import tell
from tests.site.truth import Truth, truth
from tests.site.wordpress import WordPress

__all__ = [
    "Difference", "Settings", "Site", "Status", "Truth", "WordPress", "differences", "serve",
    "tell", "truth",
]  # fmt: skip
