"""What the crawler says, and the captures it keeps: the records that cross the seam.

On stdout a line for each request (``CaptureLine``), a line for each WARC segment that can be
read (``SegmentLine``), one when the crawl begins (``StartedLine``) and one at its end
(``FinishedLine``). In the segments, the exchanges:
``read_captures`` reads them back, and any other WARC file just so.
It knows nothing of how a page is fetched or understood, nor of a database.
"""

import hashlib
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, Final, Literal, get_args
from uuid import NAMESPACE_URL, UUID, uuid5

import brotli
from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from crawler.plan import Kind, Line, Listed

#: What a fetch came to, before anything is parsed.
Fetched = Literal["fetched", "not_modified", "refused", "failed"]
#: Why a crawl ended. Anything but ``finished`` leaves requests undone.
FinishReason = Literal["finished", "parent_gone", "retry_after", "locked", "shutdown", "error"]

#: Extension fields of our own in a WARC record's header (WARC 1.1, section 5.1 allows them).
KIND_FIELD: Final = "Warta-Kind"
REQUESTED_FIELD: Final = "Warta-Requested-URI"
FETCH_MS_FIELD: Final = "Warta-Fetch-Ms"
LISTED_FIELD: Final = "Warta-Listed"
#: On a redirect that was followed: it is kept, and the exchange it led to is the capture.
HOP_FIELD: Final = "Warta-Hop"
#: Bytes of one decoded body; more is a bomb, or no article (a page is 60 to 150 KB).
DECODED_BYTES_MAX: Final = 50_000_000


class CaptureError(ValueError):
    """A WARC file or a record in it can't be read; the message names the file and the place."""


class CaptureLine(Line):
    """What became of one request line: exactly one of these comes back for each."""

    type: Literal["capture"] = "capture"
    url: str
    kind: Kind
    fetched: Fetched
    captured_at: AwareDatetime
    status: int | None = None
    reason: str | None = Field(default=None, description="why it was refused, or failed")
    retry_at: AwareDatetime | None = Field(default=None, description="not to be asked before")
    id: UUID | None = Field(default=None, description="WARC-Record-ID, where there is a record")
    fetch_ms: int = 0


class SegmentLine(Line):
    """A WARC segment is closed and can be ingested."""

    type: Literal["segment"] = "segment"
    path: Path
    captures: int


class StartedLine(Line):
    """The site's lock is held, and what an earlier crawl left behind has been told."""

    type: Literal["started"] = "started"


class FinishedLine(Line):
    """The crawler's last word. ``errors`` counts what it logged as ERROR or worse."""

    type: Literal["finished"] = "finished"
    reason: FinishReason
    requests: int
    captures: int
    errors: int = 0
    message: str | None = None


Said = StartedLine | CaptureLine | SegmentLine | FinishedLine
_SAID: Final = TypeAdapter[Said](Annotated[Said, Field(discriminator="type")])


@dataclass(frozen=True, kw_only=True, slots=True)
class Capture:
    """One HTTP exchange as it is kept.

    Attributes:
        id: its WARC-Record-ID.
        kind: what it was fetched for; ``import`` where another program captured it.
        url: of the response; ``requested_url`` is the one that was asked for.
        status: of the response.
        headers: of the response, names in lower case, the first of each name.
        payload: the body, decoded.
        payload_sha256: of the body as it lies in the WARC, before decoding.
        captured_at: when the site showed it, aware UTC.
        listed: what a listing said of the page when it was fetched.
        offset: of the record in its file, in bytes; ``length`` likewise.

    """

    id: UUID
    kind: Kind
    url: str
    requested_url: str
    status: int
    headers: dict[str, str] = field(repr=False)
    payload: bytes = field(repr=False)
    payload_sha256: bytes = field(repr=False)
    captured_at: datetime
    fetch_ms: int
    offset: int
    length: int
    run_id: UUID | None
    listed: Listed | None = None

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


def read_said(line: bytes) -> Said:
    """Read one line of the crawler's output.

    Raises:
        CaptureError: it is not such a line.

    """
    try:
        return _SAID.validate_json(line)
    except ValidationError as exc:
        message = f"the crawler said what can't be understood: {line[:200]!r}"
        raise CaptureError(message) from exc


def read_captures(path: Path) -> Iterator[Capture]:
    """Read the captures of a WARC file, gzipped or not, one at a time.

    Raises:
        CaptureError: the file can't be read at all, or not to its end. What stands before the
            damage has been given by then.

    """
    run_id = None
    for record, offset, length in read_records(path):
        if record.rec_type == "warcinfo":
            run_id = _run_id(record)
        elif is_capture(record):
            yield _capture(record, offset, length, run_id, path)


def is_capture(record: ArcWarcRecord) -> bool:
    """Whether a WARC record is an HTTP response that stands for itself, or a page kept as it is."""
    if record.rec_type == "response":
        is_hop = record.rec_headers.get_header(HOP_FIELD) is not None
        return record.http_headers is not None and not is_hop
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    return record.rec_type == "resource" and url.strip("<>").startswith(("http://", "https://"))


def read_records(path: Path) -> Iterator[tuple[ArcWarcRecord, int, int]]:
    """Read the records of a WARC file: each with its offset and length, its body in
    ``warta_body``.

    Raises:
        CaptureError: as ``read_captures``.

    """
    last_good = 0
    try:
        with path.open("rb") as file, redirect_stderr(StringIO()):
            records = ArchiveIterator(file)
            for record in records:
                record.warta_body = record.raw_stream.read()
                offset, length = records.get_record_offset(), records.get_record_length()
                _check_whole(record, path, offset)
                yield record, offset, length
                last_good = offset + length
            if records.err_count:
                _fail(path, last_good, "a record's length is wrong")
    except (ArchiveLoadFailed, EOFError, zlib.error, UnicodeDecodeError, AttributeError) as exc:
        _fail(path, last_good, str(exc).strip().splitlines()[0] if str(exc) else repr(exc), exc)
    except OSError as exc:
        _fail(path, last_good, exc.strerror or str(exc), exc)


def _check_whole(record: ArcWarcRecord, path: Path, offset: int) -> None:
    """Refuse a record whose block is shorter than its header says: the file was cut off."""
    stated = record.rec_headers.get_header("Content-Length") or ""
    headers = record.http_headers
    if not stated.isdigit() or headers is None or not headers.headers_buff:
        return
    if len(record.warta_body) + len(headers.headers_buff) < int(stated):
        _fail(path, offset, "the record is cut off")


def _fail(path: Path, offset: int, why: str, exc: BaseException | None = None) -> None:
    message = f"{path} is damaged at byte {offset}: {why}. What stands before is kept."
    raise CaptureError(message) from exc


def _run_id(record: ArcWarcRecord) -> UUID | None:
    for line in record.warta_body.decode("utf-8", "replace").splitlines():
        name, _, value = line.partition(":")
        if name.strip().lower() == "warta-run":
            return _uuid(value.strip())
    return None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _capture(
    record: ArcWarcRecord, offset: int, length: int, run_id: UUID | None, path: Path
) -> Capture:
    fields = record.rec_headers
    url = (fields.get_header("WARC-Target-URI") or "").strip("<>")
    kind = fields.get_header(KIND_FIELD)
    headers = _headers(record)
    raw = record.warta_body
    return Capture(
        id=_record_id(fields.get_header("WARC-Record-ID") or "", url, raw),
        kind=kind if kind in get_args(Kind) else "import",
        url=url,
        requested_url=fields.get_header(REQUESTED_FIELD) or url,
        status=_status(record),
        headers=headers,
        payload=decode(raw, headers, f"{path} at byte {offset}"),
        payload_sha256=hashlib.sha256(raw).digest(),
        captured_at=_date(fields.get_header("WARC-Date") or "", path, offset),
        fetch_ms=_number(fields.get_header(FETCH_MS_FIELD)),
        listed=_listed(fields.get_header(LISTED_FIELD)),
        offset=offset,
        length=length,
        run_id=run_id,
    )


def _listed(text: str | None) -> Listed | None:
    try:
        return Listed.model_validate_json(text) if text else None
    except ValidationError:
        return None


def _headers(record: ArcWarcRecord) -> dict[str, str]:
    if record.rec_type == "resource":
        return {"content-type": record.rec_headers.get_header("Content-Type") or ""}
    headers: dict[str, str] = {}
    for name, value in record.http_headers.headers:
        headers.setdefault(name.lower(), value)
    return headers


def _record_id(text: str, url: str, raw: bytes) -> UUID:
    """Read ``<urn:uuid:…>``; a record without one is named by its URL and bytes."""
    stated = _uuid(text.strip("<> ").removeprefix("urn:uuid:"))
    return stated or id_of(url, raw)


def id_of(url: str, payload: bytes) -> UUID:
    """Return the id of a capture that came as a plain file: by its URL and its bytes."""
    return uuid5(NAMESPACE_URL, f"{url} {hashlib.sha256(payload).hexdigest()}")


def _status(record: ArcWarcRecord) -> int:
    return 200 if record.rec_type == "resource" else _number(record.http_headers.get_statuscode())


def _number(text: Any) -> int:
    return int(text) if text and str(text).isascii() and str(text).isdigit() else 0


def _date(text: str, path: Path, offset: int) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as exc:
        message = f"{path} at byte {offset}: WARC-Date {text!r} is not a time"
        raise CaptureError(message) from exc
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def decode(raw: bytes, headers: dict[str, str], where: str) -> bytes:
    """Undo the ``Content-Encoding`` of a body; an encoding that lies leaves the bytes as they are.

    Raises:
        CaptureError: the decoded body is over ``DECODED_BYTES_MAX``.

    """
    encodings = headers.get("content-encoding", "").lower().replace(" ", "").split(",")
    for encoding in reversed(encodings):
        try:
            raw = _decoded(raw, encoding)
        except (zlib.error, brotli.error):
            return raw
        if len(raw) > DECODED_BYTES_MAX:
            message = f"{where}: the body is over {DECODED_BYTES_MAX:,} bytes once it is decoded"
            raise CaptureError(message)
    return raw


def _decoded(raw: bytes, encoding: str) -> bytes:
    """Decode, to one byte over the limit at the most."""
    if encoding in {"gzip", "x-gzip", "deflate"}:
        window = zlib.MAX_WBITS | 32 if encoding != "deflate" or raw[:1] == b"\x78" else -15
        return zlib.decompressobj(window).decompress(raw, DECODED_BYTES_MAX + 1)
    if encoding == "br":
        return _unbrotli(raw)
    return raw


def _unbrotli(raw: bytes) -> bytes:
    decoder, parts, size = brotli.Decompressor(), [], 0
    for start in range(0, len(raw), 65_536):
        part = decoder.process(raw[start : start + 65_536], output_buffer_limit=DECODED_BYTES_MAX)
        parts.append(part)
        size += len(part)
        if size > DECODED_BYTES_MAX:
            break
    return b"".join(parts)
