"""The end of a crawl in the archive: what came to nothing, and requests that were not used.

It knows what the crawler said, and the store; nothing of why something was asked.
"""

from collections.abc import Sequence
from uuid import UUID, uuid4

from crawler.captures import CaptureLine, FinishedLine
from flows.crawl.terms import Terms
from flows.normalise import site_path
from flows.records import Batch, CaptureRow
from flows.store import budget, load, sites
from flows.store.budget import Grant


def record_end(
    terms: Terms, lines: Sequence[CaptureLine], finished: FinishedLine, grant: Grant
) -> None:
    """Record what was lost, since no WARC record tells of it; put back what ``grant`` has left."""
    site, now = terms.door.site.name, terms.clock()
    lost = {uuid4(): line for line in lines if line.id is None}
    retry_at = max((line.retry_at for line in lines if line.retry_at), default=None)
    with terms.door.transaction() as connection:
        sites.record_retry_at(connection, site, retry_at)
        sites.record_asked_at(connection, site, finished.asked_at)
        budget.credit(connection, grant, used=finished.requests, now=now)
        load.load(
            connection,
            Batch(captures=[_lost_row(key, line) for key, line in lost.items()], items=()),
            site=site,
            run_id=terms.run_id,
            now=now,
            paths={key: (site_path(line.url),) for key, line in lost.items()},
        )


def _lost_row(key: UUID, line: CaptureLine) -> CaptureRow:
    return CaptureRow(
        id=key,
        kind=line.kind,
        state="refused" if line.fetched == "refused" else "failed",
        url=line.url,
        reason=line.reason,
        captured_at=line.captured_at,
        fetch_ms=line.fetch_ms,
    )
