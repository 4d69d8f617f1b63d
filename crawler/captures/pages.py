"""Pages that came without their HTTP exchange, written as WARC: as they are, nothing made up."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from crawler.captures import writing


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedPage:
    """A page that somebody saved: it came without its HTTP exchange.

    Attributes:
        media_type: such as ``text/html``.
        captured_at: aware.
        body: the bytes as they were saved.

    """

    id: UUID
    url: str
    media_type: str
    captured_at: datetime
    body: bytes = field(repr=False)


def write_pages(path: Path, pages: Iterable[SavedPage]) -> None:
    """Write a WARC file of ``resource`` records, and put it in its place once it is durable."""
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        for page in pages:
            file.write(_resource(page))
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _resource(page: SavedPage) -> bytes:
    fields = {
        **writing.about(page.url, page.captured_at, page.id),
        "WARC-Payload-Digest": writing.digest(page.body),
        "Content-Type": page.media_type,
    }
    return writing.record("resource", fields.items(), page.body)
