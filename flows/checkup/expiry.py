"""What need not be kept for ever: listings, robots.txt and probes, and the logs of requests.

Pages are kept. It knows rows, the captures' place and the folder of logs; nothing of a crawl.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crawler.captures.requests import RULES_FOLDER
from flows.keeping import excising
from flows.keeping.shelf import Shelf
from flows.store import capture_files
from flows.store.statements import Connection


@dataclass(frozen=True, kw_only=True, slots=True)
class Expired:
    """What is gone."""

    files: int
    captures: int
    logs: int


def expire(connection: Connection, shelf: Shelf, logs: Path, *, before: datetime) -> Expired:
    """Remove what is older than ``before``. The rows stay.

    Raises:
        flows.keeping.shelf.KeepingError: a file can't be removed.

    """
    files = capture_files.expired(connection, before=before)
    captures = excising.drop(connection, shelf, files)
    old = list(_old_logs(logs, before))
    for path in old:
        path.unlink(missing_ok=True)
    return Expired(files=len(files), captures=captures, logs=len(old))


def _old_logs(logs: Path, before: datetime) -> Iterator[Path]:
    """Give the logs that were last written to before a time, and what only they refer to."""
    for path in (*logs.glob("requests-*.jsonl"), *(logs / RULES_FOLDER).glob("*.txt")):
        if path.stat().st_mtime < before.timestamp():
            yield path
