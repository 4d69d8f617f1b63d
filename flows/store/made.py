"""The revisions that a load finds missing."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID


class Made(NamedTuple):
    """A revision that was missing; ``item`` is the position of the item that showed it.

    ``…_before`` is of the capture next before it, None where there is none; ``version`` and
    ``version_before`` are of the extractors that read the two, None where nobody knows.
    """

    article_id: int
    revision: int
    cause: str
    origin: str
    captured_at: datetime
    capture_id: UUID
    item: int
    modified_at: datetime | None
    content_sha256: bytes
    version: str | None
    capture_before: UUID | None
    content_before: bytes | None
    version_before: str | None
