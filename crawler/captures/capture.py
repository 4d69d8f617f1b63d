"""Captures: the exchanges of a WARC file that stand for themselves, ours or another's.

It knows records and HTTP as it lies in them; nothing of what a page means.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, get_args
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import ValidationError

from crawler.captures.coding import CutOffError, decode
from crawler.captures.errors import CaptureError
from crawler.captures.fields import (
    FETCH_MS_FIELD,
    KIND_FIELD,
    LISTED_FIELD,
    PART_FIELD,
    PARTS_FIELD,
    REQUESTED_FIELD,
)
from crawler.captures.header import read_fields
from crawler.captures.records import Record, records_of
from crawler.plan import Kind, Listed

_KINDS: Final[dict[str, Kind]] = {kind: kind for kind in get_args(Kind)}
#: More pages of a post than this are none of ours.
_PARTS_MAX: Final = 100
_HEAD_END: Final = re.compile(rb"\r?\n\r?\n")
_STATUS: Final = re.compile(rb"HTTP/[0-9.]+[ \t]+([0-9]{3})")


@dataclass(frozen=True, kw_only=True, slots=True)
class Capture:
    """One HTTP exchange as it is kept.

    Attributes:
        id: its WARC-Record-ID.
        kind: what it was fetched for; ``import`` where another program captured it.
        url: of the response; ``requested_url`` is the one that was asked for.
        status: of the response.
        headers: of the response, names in lower case, the first of each name.
        body: as it lies in the WARC, before decoding; ``payload`` is what it means.
        payload_sha256: of ``body``.
        is_whole: whether it holds all that the site said it would send.
        is_answer: whether a server gave it; not so of a file that somebody saved.
        captured_at: when the site showed it, aware UTC.
        listed: what a listing said of the page when it was fetched.
        part: which page of a post this is, where it was fetched with the first one of it.
        parts: the captures of the further pages that were fetched with this one, by number.
        further: those, or those that others captured, where they are at hand.
        revisit_of: the capture that holds the body, where this one only says that it is the same.
        offset: of the record in its file, in bytes; ``length`` likewise.

    """

    id: UUID
    kind: Kind
    url: str
    requested_url: str
    status: int
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    payload_sha256: bytes = field(repr=False)
    captured_at: datetime
    fetch_ms: int = 0
    offset: int = 0
    length: int = 0
    run_id: UUID | None = None
    is_whole: bool = True
    is_answer: bool = True
    listed: Listed | None = None
    part: int | None = None
    parts: tuple[UUID, ...] = ()
    further: tuple["Capture", ...] = field(default=(), repr=False)
    revisit_of: UUID | None = None

    @property
    def payload(self) -> bytes:
        """The body, decoded anew at each call: many captures in memory stay as small as sent.

        Raises:
            CaptureError: it is cut off, damaged, over ``PAGE_BYTES_MAX`` once decoded, or in
                another record that is not at hand.

        """
        if self.revisit_of is not None and not self.body:
            raise CaptureError(f"{self.url}: the body is kept with capture {self.revisit_of}")
        if not self.is_whole:
            raise CutOffError(f"{self.url}: the body is shorter than was stated")
        return decode(self.body, self.headers, self.url)

    @property
    def media_type(self) -> str:
        """The media type that the site stated, in lower case; empty when it stated none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset that the site stated with the media type."""
        for part in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'") or None
        return None


def read_captures(path: Path) -> Iterator[Capture]:
    """Read the captures of a WARC file, gzipped or not, one at a time.

    Raises:
        CaptureError: the file can't be read at all, or not to its end. What stands before the
            damage has been given by then.

    """
    try:
        with path.open("rb") as file:
            yield from captures_of(file, str(path))
    except OSError as exc:
        raise CaptureError(f"{path} can't be read: {exc.strerror or exc}") from exc


def captures_of(file: BinaryIO, name: str) -> Iterator[Capture]:
    """Read the captures of an open WARC file that can be sought in; ``name`` is for messages.

    Raises:
        CaptureError: as ``read_captures``.
        OSError: it can't be read.

    """
    run_id = None
    for record in records_of(file, name):
        if record.type == "warcinfo":
            run_id = _run_id(record)
        elif record.is_capture:
            yield _capture(record, run_id, name)


def read_capture(data: bytes, name: str, *, offset: int) -> Capture:
    """Read the one record that ``data`` is: a piece of the file ``name``, cut out at ``offset``.

    Raises:
        CaptureError: it is damaged, or no capture.

    """
    records = list(records_of(BytesIO(data), name))
    if len(records) != 1 or not records[0].is_capture:
        raise CaptureError(f"{name} at byte {offset}: no capture lies here")
    return _capture(replace(records[0], offset=offset), None, name)


def id_of(url: str, payload: bytes) -> UUID:
    """Return the id of a capture that came as a plain file: by its URL and its bytes."""
    return uuid5(NAMESPACE_URL, f"{url} {hashlib.sha256(payload).hexdigest()}")


def _capture(record: Record, run_id: UUID | None, name: str) -> Capture:
    fields = record.fields
    status, headers, body = _exchange(record)
    revisit_of = _uuid(_unwrapped(record.refers_to or ""))
    return Capture(
        id=_record_id(fields.get("warc-record-id", ""), record.url, body),
        kind=_KINDS.get(fields.get(KIND_FIELD.lower(), ""), "import"),
        url=record.url,
        requested_url=fields.get(REQUESTED_FIELD.lower()) or record.url,
        status=status,
        headers=headers,
        body=body,
        payload_sha256=hashlib.sha256(body).digest(),
        captured_at=_captured_at(record, name),
        fetch_ms=_number(fields.get(FETCH_MS_FIELD.lower(), "")),
        offset=record.offset,
        length=record.length,
        run_id=run_id,
        is_whole=revisit_of is not None
        or ("warc-truncated" not in fields and _is_as_long_as_stated(headers, body)),
        is_answer=record.type != "resource",
        listed=_listed(fields.get(LISTED_FIELD.lower())),
        part=_number(fields.get(PART_FIELD.lower(), "")) or None,
        parts=_uuids(fields.get(PARTS_FIELD.lower(), "")),
        revisit_of=revisit_of,
    )


def _listed(text: str | None) -> Listed | None:
    try:
        return Listed.model_validate_json(text, extra="ignore") if text else None
    except ValidationError:
        return None


def _exchange(record: Record) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of what a record holds."""
    if record.type == "resource":
        return 200, {"content-type": record.fields.get("content-type", "")}, record.block
    end = _HEAD_END.search(record.block)
    head = record.block[: end.start()] if end else record.block
    body = record.block[end.end() :] if end else b""
    first, *lines = head.splitlines()
    found = _STATUS.match(first)
    return int(found[1]) if found else 0, read_fields(lines), body


def _is_as_long_as_stated(headers: dict[str, str], body: bytes) -> bool:
    is_chunked = "transfer-encoding" in headers
    return is_chunked or len(body) >= _number(headers.get("content-length", ""))


def _run_id(record: Record) -> UUID | None:
    return _uuid(read_fields(record.block.splitlines()).get("warta-run", ""))


def _record_id(text: str, url: str, body: bytes) -> UUID:
    """Read ``<urn:uuid:…>``; a record without one is named by its URL and bytes."""
    return _uuid(_unwrapped(text)) or id_of(url, body)


def _unwrapped(name: str) -> str:
    return name.strip("<> ").removeprefix("urn:uuid:")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _uuids(text: str) -> tuple[UUID, ...]:
    found = (_uuid(part) for part in text.split()[:_PARTS_MAX])
    return tuple(one for one in found if one is not None)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0  # noqa: PLR2004 (int64)


def _captured_at(record: Record, name: str) -> datetime:
    at = record.captured_at
    if at is None:
        text = record.fields.get("warc-date", "")
        message = f"{name} at byte {record.offset}: WARC-Date {text[:40]!r} is not a time"
        raise CaptureError(message)
    return at
