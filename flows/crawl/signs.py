"""What a crawl says about incidents, whatever was asked.

It knows what the crawler said and the outcomes; what the archive itself gives away, and how signs
are recorded, stands in ``flows.incidents.record``.
"""

import platform
from collections.abc import Iterator
from typing import Final

from crawler.captures import CaptureError
from crawler.sites import Site
from flows.crawl import verdicts
from flows.crawl.child import CrawlError
from flows.crawl.loop import CrawlLoop
from flows.incidents.record import Healed, Seen, Sign

#: A damaged segment that has not been recorded lies in the spool.
_SPOOL: Final = "spool"


def of_crawl(loop: CrawlLoop, site: Site, unreachable: str | None) -> Iterator[Sign]:
    """Say what a crawl that came to its end shows, and what it shows to have healed.

    ``unreachable`` says why the site is not there; None where that does not show.
    """
    if not loop.lines:
        return
    yield Healed(cause="crawler_failed")
    yield Healed(cause="run_stuck", subject=platform.node())
    yield Healed(cause="capture_damaged", subject=_SPOOL)
    if unreachable is not None:
        yield Seen(cause="site_unreachable", message=unreachable)
        return
    if verdicts.silence(loop) is not None:
        return
    yield Healed(cause="site_unreachable")
    refusing = verdicts.refusing(loop, site)
    if refusing:  # what heals that is a list that could be read: a login page is an answer, too
        yield Seen(cause="site_refuses", message=refusing)


def of_failure(error: CrawlError | CaptureError) -> Sign:
    """Say what a crawl that broke off shows."""
    if isinstance(error, CrawlError):
        return Seen(cause="crawler_failed", message=str(error))
    return Seen(cause="capture_damaged", subject=_SPOOL, message=str(error))
