"""Pages that came without their HTTP exchange, written as WARC: as they are, nothing made up."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

from warcio.warcwriter import WARCWriter


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page that came without its HTTP exchange."""

    id: UUID
    url: str
    media_type: str
    captured_at: datetime
    body: bytes = field(repr=False)


def write_pages(path: Path, pages: Iterable[Page]) -> None:
    """Write a WARC file of ``resource`` records, and put it in its place once it is durable."""
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        writer = WARCWriter(file, gzip=True, warc_version="1.1")
        for page in pages:
            fields = {
                "WARC-Record-ID": f"<urn:uuid:{page.id}>",
                "WARC-Date": warc_date(page.captured_at),
            }
            record = writer.create_warc_record(
                page.url,
                "resource",
                payload=BytesIO(page.body),
                length=len(page.body),
                warc_content_type=page.media_type,
                warc_headers_dict=fields,
            )
            writer.write_record(record)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def warc_date(at: datetime) -> str:
    """Return a time as WARC 1.1 writes it, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
