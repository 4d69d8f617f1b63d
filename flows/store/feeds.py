"""How many articles feeds list, as they were read."""

from dataclasses import asdict, dataclass
from datetime import datetime

from psycopg.rows import kwargs_row

from flows.store.statements import Connection, rows, run


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedLength:
    """How many articles a feed lists; the attributes are the columns of ``ingest.feed_length``."""

    fewest: int
    readings: int
    first_read_at: datetime
    fewer: int = 0
    fewer_since_at: datetime | None = None


def length(connection: Connection, site: str) -> FeedLength | None:
    """Return how long the feed of a site is; None where it was never read."""
    return rows(connection, "feed_length", kwargs_row(FeedLength), site=site).fetchone()


def record(connection: Connection, site: str, one: FeedLength) -> None:
    """Keep it."""
    run(connection, "record_feed_length", site=site, **asdict(one))
